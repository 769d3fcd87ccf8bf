"""The examples of plain manifests: what their configurations make of them, and twice."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from places import EXAMPLES, ROOT
from run_function import run

import krm_fn

CONFIGURATIONS = {
    "proxy-per-namespace": ("shop.yaml", "bank.yaml"),
    "custom-resources": ("proxy.yaml",),
    "leaving-out": ("proxy.yaml",),
    "proxy-in-the-cluster": ("proxy.yaml",),
    "secrets-and-ca-bundles": ("proxy.yaml",),
    "transparent-proxy-all": ("proxy.yaml",),
}


def made(name: str, manifests: bytes) -> bytes:
    for configuration in CONFIGURATIONS[name]:
        outcome = run(manifests, "--config", str(EXAMPLES / name / configuration))
        assert outcome.exit_code == 0, outcome.stderr
        assert "[warning]" not in outcome.stderr
        manifests = outcome.stdout
    return manifests


@pytest.mark.parametrize("name", CONFIGURATIONS)
def test_an_example_makes_what_it_shows(name: str) -> None:
    manifests = (EXAMPLES / name / "manifests.yaml").read_bytes()
    expected = (EXAMPLES / name / ".expected" / "output.yaml").read_text()
    assert made(name, manifests).decode() == expected


@pytest.mark.parametrize("name", CONFIGURATIONS)
def test_an_example_changes_nothing_a_second_time(name: str) -> None:
    expected = (EXAMPLES / name / ".expected" / "output.yaml").read_bytes()
    assert made(name, expected) == expected


POD = b"""\
apiVersion: v1
kind: Pod
metadata: {name: web}
spec: {containers: [{name: web, image: nginx}]}
"""


def configurations(path: Path) -> Iterator[dict[str, Any]]:
    """What a file has for the function: objects of its own, and the configMaps of a Kptfile."""
    for document in yaml.safe_load_all(path.read_text(encoding="utf-8")):
        if not isinstance(document, dict):
            continue
        if document.get("kind") == "SetProxyEnv":
            yield document
        for step in document.get("pipeline", {}).get("mutators", ()):
            if "httpProxy" in step.get("configMap", {}):
                yield {"apiVersion": "v1", "kind": "ConfigMap", "data": step["configMap"]}


ALL = {
    f"{path.relative_to(ROOT)} {index}": configuration
    for path in [*EXAMPLES.rglob("*.yaml"), *EXAMPLES.rglob("Kptfile"), ROOT / "fn-config.yaml"]
    if not any(part.startswith(".") or part == "templates" for part in path.parts)
    for index, configuration in enumerate(configurations(path))
}


@pytest.mark.parametrize("name", ALL)
def test_no_example_has_what_a_check_of_the_configuration_finds(name: str) -> None:
    results = krm_fn.run(POD, ALL[name]).results
    rules = {made["tags"]["rule"] for made in results if made["severity"] != "info"}
    assert [rule for rule in rules if rule.startswith(("no-proxy", "one-proxy", "proxy-"))] == []


def test_the_examples_have_configurations() -> None:
    assert len(ALL) > 20
