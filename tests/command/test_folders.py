"""What a run over folders passes over: exclusions, templates and the patches of kustomizations."""

from __future__ import annotations

from pathlib import Path

import pytest
from one_file import POD
from run_function import Outcome, run

from krm_fn.command.command_line import Usage
from krm_fn.command.files import Found
from krm_fn.errors import Malformed
from krm_fn.results import one_line

CONFIG = """\
apiVersion: krm-fn.dev/v1alpha1
kind: SetProxyEnv
spec:
  noProxy: localhost,127.0.0.1,::1
"""
ENV = """\
    env:
    - name: no_proxy
      value: "localhost,127.0.0.1,::1"
    - name: NO_PROXY
      value: "localhost,127.0.0.1,::1"
"""
OPTIONS = ("--no-proxy", "localhost,127.0.0.1,::1")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(path: str, text: str = POD) -> None:
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    Path(path).write_text(text, encoding="utf-8")


def found(*paths: str, exclude: tuple[str, ...] = ()) -> Found:
    made = Found(exclude=exclude)
    made.add_all(list(paths))
    return made


def files(*paths: str, exclude: tuple[str, ...] = ()) -> list[str]:
    return found(*paths, exclude=exclude).paths


def told(made: Found) -> list[str]:
    return [one_line(each) for each in (*made.told, *made.passed_over.told())]


def applied(*words: str) -> Outcome:
    return run(b"", "apply", *words)


def text(path: str) -> str:
    return Path(path).read_text(encoding="utf-8")


# --- exclusions -----------------------------------------------------------------------------


def test_excluded_files_and_folders_are_passed_over_and_counted() -> None:
    for path in ("a.yaml", "old/b.yaml", "old/deep/c.yaml", "deploy/d.gen.yaml", "deploy/e.yaml"):
        write(path)
    made = found(".", exclude=("old/", "*.gen.yaml"))
    assert made.paths == ["a.yaml", "deploy/e.yaml"]
    assert told(made) == ["[info]: passed over: 2 excluded paths (old, deploy/d.gen.yaml)"]


def test_a_pattern_that_matches_nothing_is_a_warning() -> None:
    write("a.yaml")
    made = found(".", exclude=("legcy/",))
    assert made.paths == ["a.yaml"]
    assert told(made) == [
        '[warning]: `--exclude` "legcy/" matches nothing; patterns are those of .gitignore, '
        "relative to the folder you are in"
    ]


def test_a_later_pattern_takes_back_what_an_earlier_one_excludes() -> None:
    for path in ("a.yaml", "b.yaml"):
        write(path)
    assert files(".", exclude=("*.yaml", "!b.yaml")) == ["b.yaml"]


def test_a_pattern_with_a_slash_stands_for_one_place() -> None:
    for path in ("old/a.yaml", "deploy/old/a.yaml"):
        write(path)
    assert files(".", exclude=("/old/",)) == ["deploy/old/a.yaml"]
    assert files("deploy", exclude=("deploy/old/",)) == []


def test_elsewhere_patterns_are_relative_to_the_path_that_is_named(folder: Path) -> None:
    write("build/repository/deploy/a.yaml")
    write("build/repository/deploy/old/b.yaml")
    Path("here").mkdir()
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir("here")
        root = str(folder / "build" / "repository" / "deploy")
        assert files(root, exclude=("/old/", "build")) == [f"{root}/a.yaml"]


def test_what_is_named_is_excluded_too() -> None:
    for path in ("deploy/a.yaml", "old/deep/b.yaml"):
        write(path)
    paths = ("deploy/a.yaml", "old/deep/b.yaml", "old/deep")
    assert files(*paths, exclude=("old/",)) == ["deploy/a.yaml"]


def test_an_ignore_file_counts_for_its_folder_and_those_below() -> None:
    for path in ("a.yaml", "deploy/a.yaml", "deploy/b/a.yaml", "deploy/b/c.yaml", "b/a.yaml"):
        write(path)
    write("deploy/.set-proxy-envignore", "# ours are set by hand\na.yaml\n")
    assert files(".") == ["a.yaml", "b/a.yaml", "deploy/b/c.yaml"]
    assert files("deploy/b") == ["deploy/b/c.yaml"]
    assert files("deploy/b/a.yaml") == []


def test_an_ignore_file_further_in_comes_first_and_options_before_all() -> None:
    for path in ("deploy/a.yaml", "deploy/b.yaml"):
        write(path)
    write(".set-proxy-envignore", "*.yaml\n")
    write("deploy/.set-proxy-envignore", "!a.yaml\n")
    assert files(".") == ["deploy/a.yaml"]
    assert files(".", exclude=("a.yaml", "!b.yaml")) == ["deploy/b.yaml"]


def test_an_ignore_file_around_a_repository_does_not_count() -> None:
    write("repository/a.yaml")
    write("repository/.git/HEAD")
    write(".set-proxy-envignore", "*.yaml\n")
    assert files("repository") == ["repository/a.yaml"]
    assert files(".") == []


def test_an_ignore_file_that_cannot_be_read_is_an_error() -> None:
    write("a.yaml")
    write(".set-proxy-envignore", "!\n")
    with pytest.raises(Malformed, match=r"must hold patterns as in \.gitignore, in UTF-8: "):
        files(".")
    outcome = applied(*OPTIONS, ".")
    assert outcome.exit_code != 0
    assert text("a.yaml") == POD


def test_a_pattern_that_is_none_is_an_error() -> None:
    with pytest.raises(Usage, match=r'`--exclude` must be a pattern as in \.gitignore, got "!"'):
        files(".", exclude=("!",))


def test_exclude_may_be_given_several_times() -> None:
    for path in ("a.yaml", "b.yaml", "c.yaml"):
        write(path)
    outcome = applied(*OPTIONS, "--exclude", "a.yaml", "-x", "b.yaml", ".")
    assert outcome == Outcome(
        b"",
        "[info]: passed over: 2 excluded paths (a.yaml, b.yaml)\n"
        "[info]: set proxy variables in 1 of 1 workload in 1 of 1 file: "
        "2 added, 0 updated, 0 kept, 0 removed\n",
        0,
    )
    assert [text("a.yaml"), text("b.yaml"), text("c.yaml")] == [POD, POD, POD + ENV]


# --- templates ------------------------------------------------------------------------------

TEMPLATES = {
    "helm": "{{- if .Values.web }}\n" + POD + "{{- end }}\n",
    "an inserted block": POD.replace(
        "metadata: {name: web}", 'metadata:\n  {{ include "labels" . }}\n  name: web'
    ),
    "values": POD.replace("image: web:1", "image: {{ .Values.image }}:{{ .Values.tag }}"),
    "jinja": "{% for name in names %}\n" + POD.replace("web", "{{ name }}") + "{% endfor %}\n",
    "a comment of jinja": "{# ours #}\n{% set x = 1 %}\n" + POD,
    "holes far from where the parser stops": "{{ header }}\n\n# a\n# b\n# c\n# d\n" + POD,
}


@pytest.mark.parametrize("template", TEMPLATES.values(), ids=TEMPLATES)
def test_a_template_is_passed_over_and_the_others_are_set(template: str) -> None:
    write("a.yaml", template)
    write("b.yaml")
    outcome = applied(*OPTIONS, ".")
    assert outcome == Outcome(
        b"",
        "[info]: passed over: 1 template (a.yaml); what a template renders is set in a pipe\n"
        "[info]: set proxy variables in 1 of 1 workload in 1 of 1 file: "
        "2 added, 0 updated, 0 kept, 0 removed\n",
        0,
    )
    assert [text("a.yaml"), text("b.yaml")] == [template, POD + ENV]


def test_a_mistake_in_a_manifest_with_holes_in_its_scalars_is_an_error() -> None:
    manifest = (
        "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: rules}\ndata:\n"
        "  rules: |\n    summary: {{ $labels.instance }} is down\n---\n"
    )
    write("a.yaml", manifest + POD + "  restartPolicy: [Always\n  hostNetwork: true\n")
    outcome = applied(*OPTIONS, ".")
    assert outcome.stderr.startswith("[error] (a.yaml): line ")
    assert outcome.exit_code != 0


def test_a_manifest_with_holes_that_is_yaml_is_set() -> None:
    pod = POD.replace("web:1", '"{{ image }}"')
    write("a.yaml", pod)
    assert applied(*OPTIONS, ".").exit_code == 0
    assert text("a.yaml") == pod + ENV


def test_a_namespace_in_a_template_does_not_count() -> None:
    namespace = (
        "apiVersion: v1\nkind: Namespace\nmetadata:\n  name: shop\n  annotations:\n"
        "    krm-fn.dev/set-proxy-env: {{ .Values.a }}-{{ .Values.b }}\n"
    )
    write("a.yaml", namespace)
    write("b.yaml", POD.replace("{name: web}", "{name: web, namespace: shop}"))
    assert applied(*OPTIONS, ".").exit_code == 0
    assert "no_proxy" in text("b.yaml")


# --- kustomize ------------------------------------------------------------------------------

KUSTOMIZATION = """\
apiVersion: kustomize.config.k8s.io/v1beta1
kind: Kustomization
resources: [web.yaml]
"""


@pytest.mark.parametrize(
    "field",
    [
        "patches: [{path: patch.yaml, target: {kind: Pod}}]",
        "patches:\n- path: ./patch.yaml\n- patch: |-\n    kind: Pod\n",
        "patchesStrategicMerge: [patch.yaml]",
        'patchesStrategicMerge: [patch.yaml, "kind: Pod\\n"]',
        "patchesJson6902: [{path: patch.yaml, target: {version: v1, kind: Pod, name: web}}]",
    ],
)
@pytest.mark.parametrize("name", ["kustomization.yaml", "kustomization.yml", "Kustomization"])
def test_the_patches_of_a_kustomization_are_passed_over(field: str, name: str) -> None:
    write("base/web.yaml")
    write("base/patch.yaml")
    write(f"base/{name}", KUSTOMIZATION + field + "\n")
    outcome = applied(*OPTIONS, ".")
    assert outcome.stderr.startswith(
        "[info]: passed over: 1 kustomize patch (base/patch.yaml); what a kustomization builds is "
        "set by a transformer\n[info]: set proxy variables in 1 of 1 workload in 1 of "
    )
    assert [text("base/web.yaml"), text("base/patch.yaml")] == [POD + ENV, POD]


def test_a_patch_elsewhere_is_found_before_and_after_its_kustomization() -> None:
    for path in ("a/patch.yaml", "z/patch.yaml", "m/web.yaml"):
        write(path)
    field = "patches: [{path: ../a/patch.yaml}, {path: ../z/patch.yaml}]\n"
    write("m/kustomization.yaml", KUSTOMIZATION + field)
    made = found(".")
    assert made.paths == ["m/kustomization.yaml", "m/web.yaml"]
    assert told(made) == [
        "[info]: passed over: 2 kustomize patches (a/patch.yaml, z/patch.yaml); what a "
        "kustomization builds is set by a transformer"
    ]


def test_a_patch_that_is_named_is_passed_over() -> None:
    write("overlay/patches/patch.yaml")
    write("overlay/kustomization.yaml", "patches: [{path: patches/patch.yaml}]\n")
    assert files("overlay/patches/patch.yaml") == []
    assert files("overlay/patches") == []


def test_what_is_a_resource_of_another_kustomization_is_set() -> None:
    write("web.yaml")
    write("kustomization.yaml", KUSTOMIZATION)
    write("overlay/kustomization.yaml", "patches: [{path: ../web.yaml}]\n")
    assert "web.yaml" in files(".")


@pytest.mark.parametrize(
    "text",
    ["patches: [\n", "patches: patch.yaml\n", "patches: [1, null, {a: b}]\n", "- patches\n"],
)
def test_a_kustomization_that_makes_no_sense_names_no_patches(text: str) -> None:
    write("kustomization.yaml", text)
    write("patch.yaml")
    assert files(".") == ["kustomization.yaml", "patch.yaml"]


def test_all_that_is_passed_over_is_told_in_one_line() -> None:
    for path in ("a.yaml", "b.yaml", "c.yaml", "d.yaml", "e.yaml"):
        write(f"old/{path}")
    write("chart/Chart.yaml", "name: web\n")
    write("chart/templates/web.yaml")
    write("template.yaml", TEMPLATES["helm"])
    write("patch.yaml")
    write("kustomization.yaml", "patches: [{path: patch.yaml}]\n")
    outcome = applied(*OPTIONS, "--exclude", "/old/*.yaml", "--check", ".")
    assert outcome == Outcome(
        b"",
        "[info]: passed over: 1 folder of a Helm chart's templates (chart/templates), "
        "1 template (template.yaml), 1 kustomize patch (patch.yaml), "
        "5 excluded paths (old/a.yaml, old/b.yaml, old/c.yaml and 2 more); "
        "what a chart renders is set by a post-renderer, what a template renders is set in a pipe, "
        "what a kustomization builds is set by a transformer\n"
        "[info]: nothing to set: no workloads with containers were found in 2 files\n",
        0,
    )


# --- the default configuration --------------------------------------------------------------


def test_the_nearest_default_configuration_is_taken_and_named() -> None:
    write("deploy/web/a.yaml")
    write(".set-proxy-env.yaml", CONFIG.replace("localhost,", "other,"))
    write("deploy/.set-proxy-env.yaml", CONFIG)
    outcome = applied("deploy/web")
    assert outcome == Outcome(
        b"",
        "[info]: set proxy variables in 1 of 1 workload in 1 of 1 file: 2 added, 0 updated, "
        "0 kept, 0 removed; configured by deploy/.set-proxy-env.yaml\n",
        0,
    )
    assert text("deploy/web/a.yaml") == POD + ENV


def test_the_default_configuration_is_no_file_to_edit() -> None:
    write("a.yaml")
    write(".set-proxy-env.yaml", CONFIG)
    outcome = applied("--check", ".")
    assert outcome == Outcome(
        b"a.yaml\n",
        "[info]: would set proxy variables in 1 of 1 workload in 1 of 1 file: 2 added, 0 updated, "
        "0 kept, 0 removed; configured by .set-proxy-env.yaml\n"
        "[info]: to set them, run: set-proxy-env apply .\n",
        1,
    )


def test_a_wrong_default_configuration_is_told_with_its_line() -> None:
    write("a.yaml")
    write(".set-proxy-env.yaml", CONFIG + "  existing: replase\n")
    for words in (["apply", "."], ["audit", "."], ["explain", "http://a/"]):
        assert run(b"", *words) == Outcome(
            b"",
            "[error] krm-fn.dev/v1alpha1/SetProxyEnv (.set-proxy-env.yaml:5): `spec.existing` must be "
            '"merge", "keep", "replace" or "error", got "replase": did you mean "replace"?\n',
            1,
        )


def test_explain_and_audit_take_the_default_configuration_and_name_it() -> None:
    write("deploy/a.yaml", POD + ENV)
    write(".set-proxy-env.yaml", CONFIG)
    named = "[info]: configured by .set-proxy-env.yaml\n"
    for words in (["explain", "http://localhost/"], ["audit", "deploy"]):
        by_name = run(b"", *words, "--config", ".set-proxy-env.yaml")
        assert run(b"", *words) == by_name._replace(stderr=by_name.stderr + named)
        assert by_name.stdout != b""


def test_audit_of_stdin_takes_the_default_configuration_around_the_folder_it_is_run_in() -> None:
    write(".set-proxy-env.yaml", CONFIG)
    done = run((POD + ENV).encode(), "audit", "-")
    assert (done.stderr, done.exit_code) == ("[info]: configured by .set-proxy-env.yaml\n", 0)


def test_explain_tells_of_manifests_as_they_are_beside_a_default_configuration() -> None:
    write("a.yaml")
    write(".set-proxy-env.yaml", CONFIG)
    done = run(b"", "explain", "a.yaml", "http://localhost/")
    assert (done.stderr, b"no proxy is set" in done.stdout) == ("", True)


def test_check_of_a_removal_prints_the_command_that_removes() -> None:
    write("a.yaml", POD + ENV)
    write(".set-proxy-env.yaml", CONFIG + "  remove: true\n")
    assert applied("--check", ".").stderr.endswith(
        "\n[info]: to remove them, run: set-proxy-env apply .\n"
    )


def test_options_and_config_come_before_the_default() -> None:
    write("deploy/a.yaml")
    write("other.yaml", CONFIG)
    write(".set-proxy-env.yaml", "kind: Broken\n")
    for words in (OPTIONS, ("--config", "other.yaml")):
        assert applied("--check", *words, "deploy").exit_code == 1


def test_existing_stands_beside_the_default() -> None:
    write("a.yaml", POD + ENV.replace("127.0.0.1", "10.0.0.1"))
    write(".set-proxy-env.yaml", CONFIG)
    assert applied("--existing", "replace", ".").exit_code == 0
    assert text("a.yaml") == POD + ENV


def test_the_default_around_a_repository_is_not_taken() -> None:
    write("repository/a.yaml")
    write("repository/.git/HEAD")
    write(".set-proxy-env.yaml", CONFIG)
    outcome = applied("repository")
    assert "a file `.set-proxy-env.yaml` in the folder or around it" in outcome.stderr
    assert outcome.exit_code == 2


def test_paths_with_different_defaults_are_a_wrong_command_line() -> None:
    for team in ("a", "b"):
        write(f"{team}/web.yaml")
        write(f"{team}/.set-proxy-env.yaml", CONFIG)
    write("c/web.yaml")
    outcome = applied("a", "b/web.yaml", "c")
    assert outcome == Outcome(
        b"",
        '[error] the paths must have the same `.set-proxy-env.yaml`: "a" has '
        'a/.set-proxy-env.yaml, "b/web.yaml" has b/.set-proxy-env.yaml, "c" has none; run once '
        "for each, or name one with `--config`\n",
        2,
    )


def test_a_folder_with_a_default_of_its_own_is_left_alone_with_a_warning() -> None:
    write("a.yaml")
    write("team/web/b.yaml")
    write(".set-proxy-env.yaml", CONFIG)
    write("team/.set-proxy-env.yaml", CONFIG)
    outcome = applied(".")
    assert outcome.stderr.splitlines()[0] == (
        "[warning] (team): left alone: it has a `.set-proxy-env.yaml` of its own; run "
        "`set-proxy-env apply` for this folder"
    )
    assert [text("a.yaml"), text("team/web/b.yaml")] == [POD + ENV, POD]
    assert applied("--config", "team/.set-proxy-env.yaml", ".").exit_code == 0
    assert text("team/web/b.yaml") == POD + ENV
