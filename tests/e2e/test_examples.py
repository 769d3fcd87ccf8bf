"""Every example's README: its commands run as they are written, and warn of nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from e2e.readmes import commands_of_all, printed_in_a_copy

COMMANDS = commands_of_all("*/README.md")


@pytest.mark.parametrize("command", COMMANDS.values(), ids=COMMANDS.keys())
def test_a_command_of_an_example_runs_without_a_warning(command: str, tmp_path: Path) -> None:
    assert "[warning]" not in printed_in_a_copy(command, tmp_path)
