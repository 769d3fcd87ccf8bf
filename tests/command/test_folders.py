"""What a run over folders passes over: templates, and the patches of kustomizations."""

from __future__ import annotations

import pytest
from command.one_folder import ENV, OPTIONS, text, write
from command.passed_over import applied, files, found, told
from one_file import POD
from run_function import Outcome

pytestmark = pytest.mark.usefixtures("folder")


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
