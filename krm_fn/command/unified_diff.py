"""Splices of a text -> a unified diff, as `diff -u` writes it and `patch -p1` reads it.

The places are known, so nothing is searched: the time is linear in what is printed.
"""

from __future__ import annotations

from krm_fn.shown import git_quoted
from krm_fn.yaml.text_edits import spliced_bytes

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from krm_fn.yaml.text_edits import ByteSplice

CONTEXT = 3
_NO_LINE_END = b"\\ No newline at end of file\n"
_COLOURS = {b"+": b"\033[32m", b"-": b"\033[31m", b"@": b"\033[36m"}
_RESET = b"\033[0m"


class _Change:
    """Lines `first` until before `stop` of the old text, and the lines that replace them."""

    __slots__ = ("first", "lines", "stop")

    def __init__(self, first: int, stop: int, lines: list[bytes]) -> None:
        self.first = first
        self.stop = stop
        self.lines = lines


def unified_diff(path: str, data: bytes, splices: Sequence[ByteSplice]) -> list[bytes]:
    """The lines of the diff that the splices make of `data`, the file's name first."""
    old = _lines(data)
    diff = [_head("---", f"a/{path.lstrip('/')}"), _head("+++", f"b/{path.lstrip('/')}")]
    shift = 0
    for hunk in _hunks(_changes(data, old, splices)):
        diff += _hunk_lines(hunk, old, shift)
        shift += sum(len(change.lines) - (change.stop - change.first) for change in hunk)
    return diff


def coloured(lines: list[bytes]) -> list[bytes]:
    """The lines of a diff with a terminal's colours: bold names, green and red lines."""
    return [b"\033[1m" + _painted(line) for line in lines[:2]] + [
        _COLOURS[line[:1]] + _painted(line) if line[:1] in _COLOURS else line for line in lines[2:]
    ]


def _painted(line: bytes) -> bytes:
    return line.removesuffix(b"\n") + _RESET + b"\n"


def _head(mark: str, path: str) -> bytes:
    """A line with a file's name; a tab ends one that has a blank and stands without quotes."""
    name = git_quoted(path)
    end = "\t\n" if " " in name and name == path else "\n"
    return f"{mark} {name}{end}".encode()


def _lines(data: bytes) -> list[bytes]:
    """The lines as diff tools count them: only a line feed ends one."""
    pieces = data.split(b"\n")
    last = pieces.pop()
    lines = [piece + b"\n" for piece in pieces]
    return [*lines, last] if last else lines


def _changes(data: bytes, old: list[bytes], splices: Sequence[ByteSplice]) -> list[_Change]:
    """The splices as changes of whole lines, in order; those on a common line are one."""
    starts = [0]
    for line in old:
        starts.append(starts[-1] + len(line))
    changes: list[_Change] = []
    pending: list[ByteSplice] = []
    first = stop = at = 0
    for splice in sorted(splices, key=lambda splice: splice[:2]):
        while at + 1 < len(old) and starts[at + 1] <= splice[0]:
            at += 1
        if pending and at >= stop:
            changes.append(_change(data, old, starts, pending, first, stop))
            pending = []
        if not pending:
            first = stop = at
        while stop < len(old) and starts[stop] <= splice[1]:
            stop += 1
        pending.append(splice)
    if pending:
        changes.append(_change(data, old, starts, pending, first, stop))
    return [change for change in changes if change.lines or change.first < change.stop]


def _change(
    data: bytes,
    old: list[bytes],
    starts: list[int],
    splices: Sequence[ByteSplice],
    first: int,
    stop: int,
) -> _Change:
    """One change of the lines from `first` on, without the lines that stay as they are."""
    base = starts[first]
    local = [(start - base, end - base, text) for start, end, text in splices]
    new = _lines(b"".join(spliced_bytes(data[base : starts[stop]], local)))
    while first < stop and new and old[first] == new[0]:
        first += 1
        del new[0]
    while first < stop and new and old[stop - 1] == new[-1]:
        stop -= 1
        del new[-1]
    return _Change(first, stop, new)


def _hunks(changes: list[_Change]) -> list[list[_Change]]:
    """Changes whose context would meet are one hunk."""
    hunks: list[list[_Change]] = []
    for change in changes:
        if hunks and change.first - hunks[-1][-1].stop <= 2 * CONTEXT:
            hunks[-1].append(change)
        else:
            hunks.append([change])
    return hunks


def _hunk_lines(hunk: list[_Change], old: list[bytes], shift: int) -> list[bytes]:
    first = max(hunk[0].first - CONTEXT, 0)
    stop = min(hunk[-1].stop + CONTEXT, len(old))
    body: list[bytes] = []
    at = first
    for change in hunk:
        body += _marked(b" ", old[at : change.first])
        body += _marked(b"-", old[change.first : change.stop])
        body += _marked(b"+", change.lines)
        at = change.stop
    body += _marked(b" ", old[at:stop])
    size = stop - first
    grown = sum(len(change.lines) - (change.stop - change.first) for change in hunk)
    head = f"@@ -{_range(first, size)} +{_range(first + shift, size + grown)} @@\n"
    return [head.encode(), *body]


def _range(first: int, size: int) -> str:
    """Lines as a hunk's head has them: one by its number, none by the line before them."""
    return str(first + 1) if size == 1 else f"{first + bool(size)},{size}"


def _marked(mark: bytes, lines: list[bytes]) -> list[bytes]:
    marked: list[bytes] = []
    for line in lines:
        marked.append(mark + line)
        if not line.endswith(b"\n"):
            marked[-1] += b"\n"
            marked.append(_NO_LINE_END)
    return marked
