"""The function's entry for a catalog of kpt functions follows the catalog's conventions."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml
from places import ROOT
from run_function import run

METADATA = yaml.safe_load((ROOT / "metadata.yaml").read_text(encoding="utf-8"))
PAGE = (ROOT / "docs" / "catalog.md").read_text(encoding="utf-8")
PACKAGES = [url.partition("/tree/main/")[2] for url in METADATA["examplePackageURLs"]]


@pytest.mark.parametrize("package", PACKAGES)
def test_an_example_package_has_what_the_catalog_expects(package: str) -> None:
    files = {str(path.relative_to(ROOT / package)) for path in (ROOT / package).rglob("*")}
    expected = {".expected/diff.patch", "Kptfile", "README.md", "fn-config.yaml", "resources.yaml"}
    assert expected <= files


def test_every_kpt_package_among_the_examples_is_listed() -> None:
    found = {path.parent.name for path in (ROOT / "examples").glob("kpt*/Kptfile")}
    assert {Path(package).name for package in PACKAGES} == found


def test_the_page_has_the_sections_of_the_catalog() -> None:
    assert re.findall(r"^#+ (.*)", PAGE, re.MULTILINE) == [
        "set-proxy-env",
        "Overview",
        "Usage",
        "FunctionConfig",
        "Examples",
    ]
    assert re.findall(r"<!--mdtogo(.*?)-->", PAGE) == [":Short", "", ":Long", ""]


def test_the_configuration_that_the_page_shows_is_accepted() -> None:
    (config,) = re.findall(r"^```yaml\n(apiVersion: krm-fn.*?)^```", PAGE, re.DOTALL | re.MULTILINE)
    functions = "".join(f"  {line}\n" for line in config.splitlines())
    resource_list = "apiVersion: config.kubernetes.io/v1\nkind: ResourceList\nitems: []\n"
    outcome = run(f"{resource_list}functionConfig:\n{functions}".encode())
    assert outcome.exit_code == 0
