"""Write the software bill of materials of this Python's installed distributions to stdout.

CycloneDX 1.6, as JSON, with the same bytes for the same distributions: no time, no serial number.
Run it with the Python that has set-proxy-env installed.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterable
from importlib.metadata import Distribution, distributions
from typing import Any

PRODUCT = "set-proxy-env"


def bill_of_materials(installed: Iterable[Distribution]) -> dict[str, Any]:
    """The document, with the product as its subject; raises KeyError where that is not installed."""
    by_name = {normalized(each.name): each for each in installed}
    components = {name: component(by_name[name]) for name in sorted(by_name)}
    product = components.pop(PRODUCT) | {"type": "application"}
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {"component": product},
        "components": list(components.values()),
        "dependencies": [
            {
                "ref": reference(by_name[name]),
                "dependsOn": [reference(by_name[needed]) for needed in needs(by_name, name)],
            }
            for name in sorted(by_name)
        ],
    }


def component(distribution: Distribution) -> dict[str, Any]:
    described = {
        "type": "library",
        "bom-ref": reference(distribution),
        "name": distribution.name,
        "version": distribution.version,
        "purl": reference(distribution),
    }
    licence = licence_of(distribution)
    return described | ({"licenses": [licence]} if licence else {})


def reference(distribution: Distribution) -> str:
    """The package URL: https://github.com/package-url/purl-spec."""
    return f"pkg:pypi/{normalized(distribution.name)}@{distribution.version}"


def normalized(name: str) -> str:
    """The name as tools compare it: https://packaging.python.org/specifications/name-normalization."""
    return re.sub(r"[-_.]+", "-", name).lower()


def licence_of(distribution: Distribution) -> dict[str, Any] | None:
    """An SPDX expression where the distribution has one, else what it calls its licence."""
    metadata = distribution.metadata
    expression, *_ = metadata.get_all("License-Expression") or [None]
    if expression:
        return {"expression": expression}
    name, *_ = metadata.get_all("License") or [None]
    if not name or "\n" in name:
        classifiers = metadata.get_all("Classifier") or []
        names = [each.split(" :: ")[-1] for each in classifiers if each.startswith("License ::")]
        name = ", ".join(names)
    return {"license": {"name": name}} if name else None


def needs(by_name: dict[str, Distribution], name: str) -> list[str]:
    """The installed distributions that the one with this `name` requires, by name."""
    required = by_name[name].requires or []
    names = {normalized(re.split(r"[^\w.-]", each, maxsplit=1)[0]) for each in required}
    return sorted(names & by_name.keys() - {name})


if __name__ == "__main__":
    json.dump(bill_of_materials(distributions()), sys.stdout, indent=1)
    sys.stdout.write("\n")
