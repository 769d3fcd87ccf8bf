"""docs/explain.md and docs/audit.md print what the commands print."""

from __future__ import annotations

import re
import shlex

import pytest
from places import ROOT
from run_function import run

BLOCK = re.compile(r"^\$ set-proxy-env ((?:explain|audit) .*)\n((?:.*\n)*?)```", re.MULTILINE)
SHOWN = [
    (page, found[1], found[2])
    for page in ("explain.md", "audit.md")
    for found in BLOCK.finditer((ROOT / "docs" / page).read_text())
]


@pytest.mark.parametrize(("page", "command", "output"), SHOWN)
def test_a_page_shows_what_is_printed(
    page: str, command: str, output: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    done = run(b"", *shlex.split(command))
    assert done.stdout.decode() == output
    assert done.exit_code == (1 if page == "audit.md" else 0)


def test_both_pages_show_something() -> None:
    assert [page for page, _, _ in SHOWN] == ["explain.md"] * 3 + ["audit.md"]
