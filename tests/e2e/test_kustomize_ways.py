"""The function in a Component, behind generators and Helm charts, under real kustomize."""

from __future__ import annotations

from pathlib import Path

import pytest
from e2e.packages import SameAsFile, difference, example, replace_in
from e2e.runtimes import BUILD, EXAMPLES, output, require, run

SIDECAR = """\
patches:
  - target: {kind: Deployment}
    patch: |
      - {op: add, path: /spec/template/spec/containers/-, value: {name: side, image: "side:1"}}
"""


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        pytest.param("kustomize-component/web", "kustomize-component/.expected/web.yaml"),
        pytest.param("kustomize-component/report", "kustomize-component/.expected/report.yaml"),
        pytest.param("kustomize-names/overlay", "kustomize-names/.expected/output.yaml"),
    ],
)
def test_an_example_builds_as_expected(
    target: str, expected: str, same_as_file: SameAsFile
) -> None:
    same_as_file(output(*BUILD, EXAMPLES / target), EXAMPLES / expected)


def images_that_are_set(manifests: str) -> list[str]:
    """The images of containers whose environment ends with the function's last variable."""
    lines = manifests.splitlines()
    return [
        line.split("image: ")[1]
        for before, line in zip(["", *lines], lines, strict=False)
        if "image: " in line and "kubernetes.default.svc" in before
    ]


def test_a_component_comes_before_the_patches_of_its_kustomization(tmp_path: Path) -> None:
    web = example("kustomize-component", tmp_path) / "web" / "kustomization.yaml"
    web.write_text(web.read_text("utf-8") + SIDECAR, encoding="utf-8")
    built = output(*BUILD, web.parent)
    assert "image: side:1" in built
    assert images_that_are_set(built) == ["registry.example.com/shop/web:1.4.2"]


def test_transformers_come_after_the_patches_of_their_kustomization(tmp_path: Path) -> None:
    component = example("kustomize-component", tmp_path)
    (component / "proxy" / "set-proxy-env.yaml").rename(component / "web" / "set-proxy-env.yaml")
    web = component / "web" / "kustomization.yaml"
    replace_in(web, "components:\n  - ../proxy", "transformers:\n  - set-proxy-env.yaml")
    web.write_text(web.read_text("utf-8") + SIDECAR, encoding="utf-8")
    assert images_that_are_set(output(*BUILD, web.parent)) == [
        "registry.example.com/shop/web:1.4.2",
        "side:1",
    ]


def with_the_identity(directory: Path) -> Path:
    """Have kustomize run `cat` in the function's place."""
    for transformer in directory.rglob("set-proxy-env.yaml"):
        replace_in(transformer, "path: set-proxy-env", "path: cat")
    return directory


def test_generated_names_and_references_are_those_without_the_function(
    tmp_path: Path, same_as_file: SameAsFile
) -> None:
    names = example("kustomize-names", tmp_path)
    built = output(*BUILD, names / "overlay")
    identity = output(*BUILD, with_the_identity(names) / "overlay")
    seen = difference(tmp_path / "seen", identity, built)
    same_as_file(seen, EXAMPLES / "kustomize-names" / ".expected" / "diff.patch")


def test_a_changed_setting_changes_the_name_and_every_reference(tmp_path: Path) -> None:
    names = example("kustomize-names", tmp_path)
    before = output(*BUILD, names / "overlay")
    replace_in(names / "overlay" / "kustomization.yaml", "region=eu", "region=us")
    after = output(*BUILD, names / "overlay")
    assert before.count("staging-settings-blue-68t8fh9bcf") == 3
    assert "staging-settings-blue-68t8fh9bcf" not in after
    assert after.count("name: staging-settings-blue-") == 3


@pytest.mark.parametrize("helm", ["helm", "helm3"])
def test_a_chart_that_kustomize_inflates_is_set(helm: str, same_as_file: SameAsFile) -> None:
    built = output(
        *BUILD, "--enable-helm", "--helm-command", require(helm), EXAMPLES / "kustomize-helm"
    )
    same_as_file(built, EXAMPLES / "kustomize-helm" / ".expected" / "output.yaml")


def test_the_newest_kubectl_still_leaves_the_function_out_without_a_warning() -> None:
    base = EXAMPLES / "kustomize-overlay" / "base"
    done = run("kubectl-1.37", "kustomize", "--enable-alpha-plugins", base)
    assert (done.returncode, done.stderr) == (0, "")
    assert "http_proxy" not in done.stdout


def test_variables_by_env_from_are_the_authors_under_a_prefix(tmp_path: Path) -> None:
    names = example("kustomize-names", tmp_path)
    base = names / "base" / "kustomization.yaml"
    replace_in(base, "transformers:\n  - set-proxy-env.yaml\n", "")
    replace_in(base, "- timeout=1e3", "- HTTPS_PROXY=http://authors.example.com:3128")
    ours = "spec:\n  httpsProxy: http://ours.example.com:3128\n"
    replace_in(names / "overlay" / "set-proxy-env.yaml", "spec:\n", ours)
    built = output(*BUILD, names / "overlay")
    assert "ours.example.com" not in built
    assert "key: HTTPS_PROXY\n              name: staging-settings-blue-" in built
