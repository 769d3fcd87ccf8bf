"""The examples of plain manifests: what their configurations make of them, and twice."""

from __future__ import annotations

import pytest
from places import EXAMPLES
from run_function import run

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
