"""Modules and functions of a size that can be read at once."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from places import ROOT

LONGEST_MODULE = 350
LONGEST_FUNCTION = 40
MODULES = [
    path
    for path in sorted((ROOT / "krm_fn").rglob("*.py"))
    if "Made by scripts/" not in path.read_text(encoding="utf-8")[:400]
]
TESTS = sorted((ROOT / "tests").rglob("*.py"))


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_module_and_its_functions_are_short(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count("\n") < LONGEST_MODULE
    assert [name for name, lines in functions(text) if lines >= LONGEST_FUNCTION] == []


def test_files_of_tests_are_short() -> None:
    lengths = {path: path.read_text(encoding="utf-8").count("\n") for path in TESTS}
    assert {path: lines for path, lines in lengths.items() if lines >= LONGEST_MODULE} == {}


def functions(text: str) -> Iterator[tuple[str, int]]:
    """The functions of a module with their lines."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef):
            assert node.end_lineno
            yield node.name, node.end_lineno - node.lineno + 1


def test_what_scripts_make_is_not_measured() -> None:
    assert ROOT / "krm_fn" / "workloads" / "known_kinds.py" not in MODULES
    assert len(MODULES) > 80


def test_the_attack_is_measured_too() -> None:
    assert ROOT / "tests" / "fuzz" / "judge.py" in TESTS
