"""The command blocks of READMEs, run as they are written."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from e2e.runtimes import EXAMPLES, require, run

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


def printed_in_a_copy(command: str, directory: Path) -> str:
    """All that a command of an example's README prints, which must succeed, where `examples/` is a
    copy, which it may change.
    """
    for tool in TOOLS.findall(command):
        require(tool)
    shutil.copytree(EXAMPLES, directory / "examples")
    done = run("sh", "-e", "-c", command, cwd=directory)
    printed = done.stdout + done.stderr
    assert done.returncode == 0, f"{command} failed:\n{printed}"
    return printed
