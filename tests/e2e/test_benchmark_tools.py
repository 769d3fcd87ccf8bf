"""What the benchmark measures beside the function does the same job, and what it counts by counts."""

from __future__ import annotations

import os
import shlex
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from benchmarks import instructions, tools
from benchmarks.inputs import generate
from benchmarks.inputs.configurations import DEFAULT, set_proxy_env
from benchmarks.inputs.generate import Case, Inputs
from benchmarks.tools import KYAML, SDK, YQ, YTT

CASES = (
    Case("work", 100_000, "work", "yaml"),
    Case("mixed", 200_000, "mixed", "yaml"),
    Case("JSON", 50_000, "work", "json"),
)
KYAMLS_OWN = "internal.config.kubernetes.io/annotations-migration-resource-id"
"""An annotation of kyaml's orchestrator, which kyaml takes out in a function."""
OTHERS = [YQ, *([YTT] if tools.found(YTT) else [])]
"""ytt is in no registry of packages, so it is tried where it is on PATH."""


def is_here(present: bool, what: str) -> None:
    """In CI what is missing is a failure."""
    if not present and os.environ.get("CI") == "true":
        pytest.fail(f"{what} is missing: run scripts/install-bench-tools")
    if not present:
        pytest.skip(f"{what} is missing: run scripts/install-bench-tools")


def output(name: str, inputs: Inputs) -> list[Any]:
    """The objects that a tool makes of the inputs."""
    program = tools.found(name)
    is_here(program is not None, name)
    command = tools.TOOLS[name].on(str(program), inputs)
    assert command is not None
    return objects(printed(command.argv, command.stdin))


def printed(argv: list[str], stdin: Path) -> bytes:
    with stdin.open("rb") as given:
        done = subprocess.run(argv, stdin=given, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout


def objects(text: bytes) -> list[Any]:
    """In one order; a list's items, or documents."""
    documents = list(yaml.load_all(text, Loader=yaml.CSafeLoader))
    found = documents[0].get("items", documents)
    for each in found:
        each["metadata"].get("annotations", {}).pop(KYAMLS_OWN, None)
    return sorted(found, key=lambda each: (each["kind"], each["metadata"]["name"]))


def ours(case: Case, directory: Path) -> list[Any]:
    kept = generate.write(case, set_proxy_env("existing: keep"), directory / "keep")
    return objects(printed(shlex.split(tools.installed_function()), kept.resource_list))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
@pytest.mark.parametrize("name", [KYAML, SDK])
def test_a_go_function_sets_what_the_function_sets(name: str, case: Case, tmp_path: Path) -> None:
    assert output(name, generate.write(case, DEFAULT, tmp_path)) == ours(case, tmp_path)


@pytest.mark.parametrize("name", OTHERS)
def test_other_tools_set_what_the_function_sets(name: str, tmp_path: Path) -> None:
    """But for workloads with proxy variables of their own, whose other spelling differs then."""
    theirs = output(name, generate.write(CASES[0], DEFAULT, tmp_path))
    mine = ours(CASES[0], tmp_path)
    compared = [(a, b) for a, b in zip(theirs, mine, strict=True) if "old-proxy" not in str(b)]

    assert len(compared) > 40
    assert [a for a, _ in compared] == [b for _, b in compared]


def test_a_child_is_counted_with_its_parent() -> None:
    is_here(instructions.counter() is not None, "perf or valgrind")
    shell, child = ["sh", "-c", "exit"], instructions.count(["true"], Path(os.devnull))
    both = instructions.count(["sh", "-c", "env true; exit"], Path(os.devnull))

    assert both > instructions.count(shell, Path(os.devnull)) + child


def test_instructions_of_a_failing_program_are_an_error() -> None:
    is_here(instructions.counter() is not None, "perf or valgrind")
    with pytest.raises(RuntimeError, match="no such thing"):
        instructions.count(["sh", "-c", "echo no such thing >&2; exit 1"], Path(os.devnull))
