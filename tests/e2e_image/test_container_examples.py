"""The commands in the READMEs of examples/container run as they are written."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from e2e.runtimes import EXAMPLES
from e2e_image.engine import output

COMMANDS = [
    pytest.param(command, id=f"{readme.parent.name} {number}")
    for readme in sorted((EXAMPLES / "container").glob("*/README.md"))
    for number, command in enumerate(
        re.findall(
            r"^```sh\n(.*?)^```", readme.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE
        )
    )
]


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_of_an_example_runs(command: str, tmp_path: Path, docker: Path) -> None:
    shutil.copytree(EXAMPLES / "container", tmp_path / "examples" / "container")
    output("sh", "-e", "-c", command, cwd=tmp_path, docker=docker)
