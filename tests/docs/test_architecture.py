"""docs/architecture.md has a paragraph for each room, and names nothing that is not there."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator

import pytest
from places import ROOT

PAGE = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
WAY = PAGE.partition("## The way of one Deployment")[2].partition("## All modules")[0]
NAMES = sorted(set(re.findall(r"`((?:[a-z_]+\.)+\w+)`", WAY)))


@pytest.mark.parametrize("name", NAMES)
def test_what_a_deployment_passes_is_there(name: str) -> None:
    *modules, last = name.split(".")
    path = ROOT.joinpath("krm_fn", *modules)
    assert (path / f"{last}.py").exists() or last in defined(path.with_suffix(".py").read_text())


def defined(text: str) -> Iterator[str]:
    """The names that a module defines at its top."""
    for node in ast.parse(text).body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            yield node.name
        elif isinstance(node, ast.Assign):
            yield from (each.id for each in node.targets if isinstance(each, ast.Name))


def test_each_room_has_a_paragraph() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = settings["tool"]["importlinter"]["contracts"]
    (layers,) = [each["layers"] for each in contracts if each["type"] == "layers"]
    rooms = {room for floor in layers for room in floor.split(" | ")}
    assert rooms - set(re.findall(r"\*\*(\w+)\*\*", PAGE)) == set()


def test_the_way_names_modules_of_most_rooms() -> None:
    assert len(NAMES) > 20
