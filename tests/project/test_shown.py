"""What is printed is one harmless line, whatever it is about."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from krm_fn.shown import git_quoted, printable, shown, shown_first

ESCAPED = [
    ("über/a.yaml", "über/a.yaml"),
    ("a\n::error::owned", "a\\n::error::owned"),
    ("\x1b[2J\x1b]0;title\a\r", "\\x1b[2J\\x1b]0;title\\x07\\r"),
    ("\x7f\x9b31m\x85", "\\x7f\\x9b31m\\x85"),
    ("\u202etxt.exe\u2066\u200b\ufeff", "\\u202etxt.exe\\u2066\\u200b\\ufeff"),
    ("a\u2028b\u2029c", "a\\u2028b\\u2029c"),
    (os.fsdecode(b"\xff.yaml"), "\\udcff.yaml"),
    ("\U000e0001", "\\U000e0001"),
    ("##[error]x", "#\\x23[error]x"),
    ("x ###vso[task.complete]", "x ##\\x23vso[task.complete]"),
    ("## a heading", "## a heading"),
    ("http://u:p\x1b@h", "http://u:***@h"),
]


@pytest.mark.parametrize(("text", "line"), ESCAPED)
def test_a_text_is_shown_as_one_harmless_line(text: str, line: str) -> None:
    assert shown(text) == line
    assert shown(line) == line


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("::error::owned", "\\x3a:error::owned"),
        (" \t::error::owned", "\\t::error::owned"),
        ("  ::1", "\\x3a:1"),
        ("a::b", "a::b"),
    ],
)
def test_no_line_begins_as_a_command_does(text: str, line: str) -> None:
    assert shown_first(text) == line


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=60))
def test_any_text_is_shown_as_one_printable_line(text: str) -> None:
    assert shown(text).isprintable()


def test_a_password_is_hidden_before_a_value_is_cut() -> None:
    assert printable(f"http://user:{'x' * 300}@proxy:3128") == "http://user:***@proxy:3128"
    assert printable(f"A=http://user:{'x' * 300}@proxy:3128") == "A=http://user:***@proxy:3128"


QUOTED = [
    ("deploy/über a.yaml", "deploy/über a.yaml"),
    ("a\tb\nc\x01.yaml", '"a\\tb\\nc\\001.yaml"'),
    ('a"b\\c.yaml', '"a\\"b\\\\c.yaml"'),
    ("a\u202eb.yaml", '"a\\342\\200\\256b.yaml"'),
    (os.fsdecode(b"\xff\xc3\xa9\n.yaml"), '"\\377é\\n.yaml"'),
    ("::error::x.yaml", '"::error::x.yaml"'),
    (" ::error::x.yaml", '" ::error::x.yaml"'),
    ("##[error]x.yaml", '"#\\043[error]x.yaml"'),
]


@pytest.mark.parametrize(("path", "quoted"), QUOTED)
def test_a_path_is_quoted_as_git_does(path: str, quoted: str) -> None:
    assert git_quoted(path) == quoted


@pytest.mark.skipif(not shutil.which("git"), reason="git is not installed")
@pytest.mark.parametrize("path", [path for path, _ in QUOTED if not path.startswith(" ")])
def test_git_reads_a_quoted_path(
    path: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    name = path.rpartition("/")[2]
    Path(name).write_text("a\n", encoding="utf-8")
    head = f"--- {git_quoted(f'a/{name}')}\n+++ {git_quoted(f'b/{name}')}\n"
    patch = head + "@@ -1 +1 @@\n-a\n+b\n"
    subprocess.run(["git", "apply", "-"], input=patch.encode(), check=True)
    assert Path(name).read_text(encoding="utf-8") == "b\n"
