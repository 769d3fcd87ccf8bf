"""The bill of materials, of distributions made for the test."""

from __future__ import annotations

import runpy
from importlib.metadata import Distribution
from typing import Any

import pytest
from places import ROOT

SCRIPT = ROOT / "scripts" / "software_bill_of_materials.py"
bill_of_materials = runpy.run_path(str(SCRIPT))["bill_of_materials"]


class Installed(Distribution):
    """A distribution with this metadata."""

    def __init__(self, metadata: str) -> None:
        self._metadata = metadata

    def read_text(self, filename: str) -> str | None:
        return self._metadata if filename == "METADATA" else None

    def locate_file(self, path: Any) -> Any:
        raise NotImplementedError


PRODUCT = Installed("""\
Name: set-proxy-env
Version: 1.2.3
License-Expression: Apache-2.0
Requires-Dist: PyYAML>=6
Requires-Dist: pytest; extra == "test"
""")
PYYAML = Installed("Name: PyYAML\nVersion: 6.0.3\nLicense: MIT\n")


def test_the_document_names_the_product_its_parts_and_what_needs_what() -> None:
    assert bill_of_materials([PYYAML, PRODUCT]) == {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {
            "component": {
                "type": "application",
                "bom-ref": "pkg:pypi/set-proxy-env@1.2.3",
                "name": "set-proxy-env",
                "version": "1.2.3",
                "purl": "pkg:pypi/set-proxy-env@1.2.3",
                "licenses": [{"expression": "Apache-2.0"}],
            }
        },
        "components": [
            {
                "type": "library",
                "bom-ref": "pkg:pypi/pyyaml@6.0.3",
                "name": "PyYAML",
                "version": "6.0.3",
                "purl": "pkg:pypi/pyyaml@6.0.3",
                "licenses": [{"license": {"name": "MIT"}}],
            }
        ],
        "dependencies": [
            {"ref": "pkg:pypi/pyyaml@6.0.3", "dependsOn": []},
            {"ref": "pkg:pypi/set-proxy-env@1.2.3", "dependsOn": ["pkg:pypi/pyyaml@6.0.3"]},
        ],
    }


def test_the_order_of_what_is_installed_does_not_matter() -> None:
    assert bill_of_materials([PRODUCT, PYYAML]) == bill_of_materials([PYYAML, PRODUCT])


@pytest.mark.parametrize(
    ("metadata", "licences"),
    [
        pytest.param(
            "License: a text\n        of its own\n"
            "Classifier: License :: OSI Approved :: BSD License\n",
            [{"license": {"name": "BSD License"}}],
            id="a whole licence text is not a name",
        ),
        pytest.param("", None, id="no licence is told"),
    ],
)
def test_a_licence_is_what_the_distribution_tells(
    metadata: str, licences: list[dict[str, Any]] | None
) -> None:
    part = Installed(f"Name: part\nVersion: 1\n{metadata}")
    (component,) = bill_of_materials([PRODUCT, part])["components"]
    assert component.get("licenses") == licences


def test_the_product_must_be_installed() -> None:
    with pytest.raises(KeyError):
        bill_of_materials([PYYAML])
