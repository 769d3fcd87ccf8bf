"""Every example's README: its commands run as they are written."""

from __future__ import annotations

from pathlib import Path

import pytest
from e2e.readmes import commands_of_all, run_in_a_copy

COMMANDS = commands_of_all("*/README.md")


@pytest.mark.parametrize("command", COMMANDS.values(), ids=COMMANDS.keys())
def test_a_command_of_an_example_runs(command: str, tmp_path: Path) -> None:
    run_in_a_copy(command, tmp_path)
