"""The commands in the READMEs of examples/container run as they are written."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from e2e.readmes import commands_of_all
from e2e.runtimes import EXAMPLES, require
from e2e_image.engine import output

COMMANDS = commands_of_all("container/*/README.md")


@pytest.mark.parametrize("command", COMMANDS.values(), ids=COMMANDS.keys())
def test_a_command_of_an_example_runs(command: str, tmp_path: Path, docker: Path) -> None:
    require(command.split(maxsplit=1)[0])
    shutil.copytree(EXAMPLES / "container", tmp_path / "examples" / "container")
    output("sh", "-e", "-c", command, cwd=tmp_path, docker=docker)
