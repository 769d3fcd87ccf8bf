"""The command blocks of READMEs, run as they are written."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from e2e.runtimes import EXAMPLES, output, require

TOOLS = re.compile(r"^(kpt|kubectl|kustomize|helm) ", re.MULTILINE)


def commands(readme: Path) -> list[str]:
    """The blocks that are marked as commands of a shell."""
    text = readme.read_text(encoding="utf-8")
    return re.findall(r"^```sh\n(.*?)^```", text, re.DOTALL | re.MULTILINE)


def run_in_a_copy(command: str, directory: Path) -> str:
    """Run a command of an example's README where `examples/` is a copy, which it may change."""
    for tool in TOOLS.findall(command):
        require(tool)
    shutil.copytree(EXAMPLES, directory / "examples", dirs_exist_ok=True)
    return output("sh", "-e", "-c", command, cwd=directory)


def each_command(*patterns: str) -> list[pytest.param]:  # type: ignore[valid-type]
    """The commands of all READMEs that a pattern finds, as parameters of a test."""
    return [
        pytest.param(command, id=f"{readme.parent.name} {number}")
        for pattern in patterns
        for readme in sorted(EXAMPLES.glob(pattern))
        for number, command in enumerate(commands(readme))
    ]
