"""A TransparentProxy as kpt and kustomize run it: files and resources added, kept and taken out."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from e2e.packages import SameAsFile, as_kpt_writes, changes, example, remember, replace_in
from e2e.runtimes import EXAMPLES, output, require

PACKAGE = EXAMPLES / "transparent-proxy" / ".expected"
BUILD = ("kustomize", "build", "--enable-alpha-plugins", "--enable-exec")


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """The package of examples/transparent-proxy, in kpt's own style and remembered."""
    return remember(as_kpt_writes(example("transparent-proxy", tmp_path)))


def render(package: Path) -> None:
    output("kpt", "fn", "render", package, "--allow-exec")


def test_kpt_adds_files_and_touches_no_other(package: Path, same_as_file: SameAsFile) -> None:
    render(package)
    made = changes(package)
    assert not [line for line in made.splitlines() if line.startswith("-") and line[1:2] != "-"]
    same_as_file(made, PACKAGE / "diff.patch")


def test_a_second_render_changes_nothing(package: Path) -> None:
    render(package)
    remember(package)
    render(package)
    assert changes(package) == ""


def test_a_host_that_goes_takes_its_file_along(package: Path) -> None:
    render(package)
    name = "company-proxy-feeds-example-net-virtualservice.yaml"
    assert (package / name).exists()
    replace_in(package / "resources.yaml", "  FEED: http://feeds.example.net/prices.json\n", "")
    render(package)
    assert not (package / name).exists()
    assert (package / "company-proxy-api-payments-example-org-virtualservice.yaml").exists()


def test_remove_leaves_the_package_as_it_was(package: Path) -> None:
    render(package)
    config = package / "transparent-proxy.yaml"
    replace_in(config, "  hosts: auto\n", "  hosts: auto\n  remove: true\n")
    render(package)
    assert sorted(path.name for path in package.iterdir() if path.suffix == ".yaml") == [
        "resources.yaml",
        "transparent-proxy.yaml",
    ]


def test_kustomize_generates(same_as_file: SameAsFile) -> None:
    require("kustomize")
    folder = EXAMPLES / "transparent-proxy-kustomize"
    same_as_file(output(*BUILD, folder), folder / ".expected" / "output.yaml")


def test_kustomize_transforms(tmp_path: Path) -> None:
    require("kustomize")
    folder = example("transparent-proxy-kustomize", tmp_path)
    resources = (EXAMPLES / "transparent-proxy" / "resources.yaml").read_text("utf-8")
    (folder / "resources.yaml").write_text(resources, encoding="utf-8")
    kustomization = folder / "kustomization.yaml"
    replace_in(kustomization, "generators:", "resources: [resources.yaml]\ntransformers:")
    config = folder / "transparent-proxy.yaml"
    hosts = "hosts:\n    - api.github.com\n    - downloads.example.org:8443\n"
    replace_in(config, hosts, "hosts: auto\n")
    built = list(yaml.safe_load_all(output(*BUILD, folder)))
    assert [each["metadata"]["name"] for each in built if each["kind"] == "VirtualService"] == [
        "company-proxy-api-payments-example-org",
        "company-proxy-wiki-corp-example-com",
    ]
    annotations = [each["metadata"].get("annotations", {}) for each in built]
    assert {name for each in annotations for name in each} == {"krm-fn.dev/made-by"}
