"""The diff is the one that other tools make."""

from __future__ import annotations

import difflib
import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from krm_fn.command.unified_diff import coloured, unified_diff
from krm_fn.yaml.text_edits import spliced_bytes

TEXT = "".join(f"line {number}\n" for number in range(1, 31)).encode()


def after(text: bytes, what: bytes) -> int:
    return text.index(what) + len(what)


def test_a_diff_has_the_path_hunks_and_three_lines_around_each() -> None:
    at = after(TEXT, b"line 10\n")
    assert b"".join(unified_diff("deploy/web.yaml", TEXT, [(at, at, b"new\n")])) == (
        b"--- a/deploy/web.yaml\n+++ b/deploy/web.yaml\n@@ -8,6 +8,7 @@\n"
        b" line 8\n line 9\n line 10\n+new\n line 11\n line 12\n line 13\n"
    )


def test_a_path_from_the_root_has_one_slash_and_a_blank_in_it_a_tab_behind() -> None:
    assert unified_diff("/my files/a.yaml", b"a\n", [(0, 1, b"b")])[:2] == [
        b"--- a/my files/a.yaml\t\n",
        b"+++ b/my files/a.yaml\t\n",
    ]


def test_a_missing_line_end_is_told() -> None:
    assert b"".join(unified_diff("a", b"x\ny", [(3, 3, b"\nz")])) == (
        b"--- a/a\n+++ b/a\n@@ -1,2 +1,3 @@\n x\n-y\n\\ No newline at end of file\n"
        b"+y\n+z\n\\ No newline at end of file\n"
    )


def test_only_a_line_feed_ends_a_line() -> None:
    assert unified_diff("a", b"a\rb\r\nc\n", [(5, 6, b"d")])[2:] == [
        b"@@ -1,2 +1,2 @@\n",
        b" a\rb\r\n",
        b"-c\n",
        b"+d\n",
    ]


def test_colours_are_those_of_git() -> None:
    assert coloured([b"--- a/a\n", b"+++ b/a\n", b"@@ -1 +1 @@\n", b" c\n", b"-x\n", b"+y\n"]) == [
        b"\033[1m--- a/a\033[0m\n",
        b"\033[1m+++ b/a\033[0m\n",
        b"\033[36m@@ -1 +1 @@\033[0m\n",
        b" c\n",
        b"\033[31m-x\033[0m\n",
        b"\033[32m+y\033[0m\n",
    ]


@pytest.mark.parametrize(
    "places",
    [
        pytest.param([(0, 0)], id="the beginning"),
        pytest.param([(len(TEXT), len(TEXT))], id="the end"),
        pytest.param(
            [(after(TEXT, b"line 5\n"),) * 2, (after(TEXT, b"line 11\n"),) * 2], id="near"
        ),
        pytest.param([(after(TEXT, b"line 5\n"),) * 2, (after(TEXT, b"line 12\n"),) * 2], id="far"),
        pytest.param([(10, 12), (13, 14)], id="one line twice"),
        pytest.param([(after(TEXT, b"line 5\n"), after(TEXT, b"line 7\n"))], id="two lines"),
        pytest.param([(3, 60), (62, 63)], id="many lines, then one of them again"),
    ],
)
def test_a_diff_equals_the_one_of_difflib(places: list[tuple[int, int]]) -> None:
    splices = [(start, end, b"<new %d>\n" % start) for start, end in places]
    new = b"".join(spliced_bytes(TEXT, splices)).decode()
    lines = difflib.unified_diff(
        TEXT.decode().splitlines(keepends=True), new.splitlines(keepends=True), "a/x", "b/x"
    )
    assert b"".join(unified_diff("x", TEXT, splices)).decode() == "".join(lines)


@pytest.mark.skipif(not shutil.which("patch"), reason="patch is not installed")
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_patch_makes_the_new_text_of_the_old_one(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    text = data.draw(st.text("ab\n", max_size=60)).encode()
    ends = st.lists(st.integers(0, len(text)), max_size=8, unique=True).map(sorted)
    places = data.draw(ends)
    new = st.text("abc\n", max_size=6).map(str.encode)
    splices = [
        (start, end, data.draw(new)) for start, end in zip(places[::2], places[1::2], strict=False)
    ]
    changed = b"".join(spliced_bytes(text, splices))
    folder = tmp_path_factory.mktemp("diff")
    (folder / "a").write_bytes(text)
    diff = unified_diff("a", text, splices)
    if len(diff) > 2:
        _patch(folder, b"".join(diff))
        assert ((folder / "a").read_bytes() if (folder / "a").exists() else b"") == changed
    else:
        assert changed == text


def _patch(folder: Path, diff: bytes) -> None:
    command = ["patch", "--quiet", "-p1", "--fuzz=0"]
    subprocess.run(command, input=diff, cwd=folder, check=True, capture_output=True)
