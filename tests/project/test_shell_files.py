"""The completions and the manual page, as a shell and a reader have them."""

from __future__ import annotations

import shlex
import subprocess
from pathlib import Path

import pytest
from places import ROOT

from krm_fn.command.table import COMMANDS, OPTIONS

SHARE = ROOT / "share"
BASH = SHARE / "bash-completion" / "completions" / "set-proxy-env"


def completed(*words: str, folder: Path) -> list[str]:
    """What bash offers for the last word of a command line."""
    program = f"""
source {shlex.quote(str(BASH))}
COMP_WORDS=("$@") COMP_CWORD=$(($# - 1)) COMPREPLY=()
$(complete -p set-proxy-env | sed 's/.* -F \\([^ ]*\\) .*/\\1/')
printf '%s\\n' "${{COMPREPLY[@]}}"
"""
    done = subprocess.run(
        ["bash", "-c", program, "bash", "set-proxy-env", *words],
        cwd=folder,
        capture_output=True,
        check=True,
        encoding="utf-8",
    )
    return done.stdout.split()


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        (("ap",), ["apply"]),
        (("apply", "--ch"), ["--check"]),
        (("apply", "--dr"), ["--dry-run"]),
        (("apply", "--existing", ""), ["merge", "keep", "replace", "error"]),
        (("--color", "a"), ["auto", "always"]),
        (("explain", "--cl"), ["--client"]),
        (("apply", "-c", "pro"), ["proxy.yaml"]),
        (("apply", "de"), ["deploy"]),
    ],
)
def test_bash_completes(words: tuple[str, ...], offered: list[str], tmp_path: Path) -> None:
    (tmp_path / "proxy.yaml").touch()
    (tmp_path / "deploy").mkdir()
    assert completed(*words, folder=tmp_path) == offered


def test_the_manual_page_has_all_sub_commands_and_options() -> None:
    page = (SHARE / "man" / "man1" / "set-proxy-env.1").read_text(encoding="utf-8")
    read = page.replace("\\-", "-")
    assert [name for row in OPTIONS for name in row.names if f"\\fB{name}\\fR" not in read] == []
    assert [each.name for each in COMMANDS if f"\n.B {each.name}\n" not in read and each.name] == []
