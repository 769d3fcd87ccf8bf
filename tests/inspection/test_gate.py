"""An audit and the gate `verify` agree on every fixture: where one finds something, so does the other."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from places import FIXTURES

from krm_fn.checks.configured import read
from krm_fn.errors import Malformed
from krm_fn.inspection.audit import audit
from krm_fn.transform import run
from krm_fn.wire import list_cut
from krm_fn.wire.resource_list import ResourceList

HELD = {"ConfigMap": ("data", "true"), "SetProxyEnv": ("spec", True)}
"""Where a functionConfig of a kind has its fields, and how `verify` is written there."""
LATER = ("remove", "verify", "validate", "istioServiceEntry")
"""Fields of which an audit knows nothing."""
RECORD = "does not record"


def read_list(path: Path) -> tuple[bytes, ResourceList, dict[str, Any]] | None:
    """A fixture that is a list, with the functionConfig as a gate; None for any other."""
    data = path.read_bytes()
    try:
        cut = list_cut.cut(data)
        config: Any = cut.function_config if cut is not None else None
    except Malformed:
        return None
    key, true = HELD.get(str((config or {}).get("kind")), ("", True))
    fields = (config or {}).get(key)
    if cut is None or not fields or not set(LATER).isdisjoint(fields):
        return None
    return data, cut, {**config, key: {**fields, "verify": true}}


def gated(data: bytes, config: dict[str, Any]) -> list[str] | None:
    """The errors of the gate; None where the run is refused for something else."""
    told = [each for each in run(data, config).told if each["severity"] == "error"]
    if any(each.get("tags", {}).get("rule") != "verify" for each in told):
        return None
    return [each["message"] for each in told if RECORD not in each["message"]]


LISTS = {
    path.parent.name: (found[0], found[1], found[2], errors)
    for path in sorted(FIXTURES.rglob("input.*"))
    if (found := read_list(path)) and (errors := gated(found[0], found[2])) is not None
}


def test_there_are_lists_to_try() -> None:
    assert len(LISTS) > 150
    assert sum(bool(errors) for *_, errors in LISTS.values()) > 50


@pytest.mark.parametrize("name", LISTS)
def test_an_audit_finds_what_the_gate_finds(name: str) -> None:
    data, cut, config, errors = LISTS[name]
    configuration, _ = read(config)
    found = audit(data, cut.items, configuration, [])
    assert bool(found.count("differs")) == bool(errors)
