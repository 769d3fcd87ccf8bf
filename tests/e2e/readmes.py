"""The command blocks of READMEs, run as they are written."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from e2e.runtimes import EXAMPLES, output, require

TOOLS = re.compile(r"^(kpt|kubectl|kustomize|helm) ", re.MULTILINE)


def commands(readme: Path) -> list[str]:
    """The blocks that are marked as commands of a shell."""
    text = readme.read_text(encoding="utf-8")
    return re.findall(r"^```sh\n(.*?)^```", text, re.DOTALL | re.MULTILINE)


def commands_of_all(pattern: str) -> dict[str, str]:
    """The commands of all READMEs in `examples/` that a pattern finds: a name for each -> command."""
    return {
        f"{readme.parent.name} {number}": command
        for readme in sorted(EXAMPLES.glob(pattern))
        for number, command in enumerate(commands(readme))
    }


def run_in_a_copy(command: str, directory: Path) -> str:
    """Run a command of an example's README where `examples/` is a copy, which it may change."""
    for tool in TOOLS.findall(command):
        require(tool)
    shutil.copytree(EXAMPLES, directory / "examples")
    return output("sh", "-e", "-c", command, cwd=directory)
