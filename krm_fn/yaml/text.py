"""Text as YAML has it: where lines end, where a dash stands, and how deep collections may nest."""

from __future__ import annotations

MAX_DEPTH = 1000
"""How deep collections may nest in a ResourceList. Real manifests stay below 60; libyaml is quadratic
in depth, and refuses this one by itself from 0.2.6 on."""
TEXT_DEPTH = MAX_DEPTH - 2
"""How deep those of an item may, which the object and its `items` stand around."""
BY_LINES_FROM = 28_000
"""From how many bytes that are looked into on texts are read by their lines where that can be: the
patterns for it take some milliseconds to import and to compile, in which less is read by its events."""

_INDICATORS = bytes.maketrans(b"-?:\t", b"    ")
_DEEP_BEGINNING = b" " * (TEXT_DEPTH // 4 - 1)

BREAKS = "\n\r\x85\u2028\u2029"
"""What ends a line in YAML 1.1, as libyaml reads it."""


def line_start(text: str, at: int) -> int:
    """Where the line begins on which a place is."""
    while at and text[at - 1] not in BREAKS:
        at -= 1
    return at


def dash_before(text: str, column: int, item: int) -> int:
    """Where the dash of a block sequence's member is: the nearest one before it that stands at the
    sequence's column, in no comment.
    """
    dash = text.rindex("-", 0, item + 1)
    line = line_start(text, dash)
    while dash - line != column or "#" in text[line:dash]:
        dash = text.rindex("-", 0, dash)
        line = line_start(text, dash)
    return dash


def may_nest_deep(data: bytes) -> bool:
    """Whether collections could nest deeper than TEXT_DEPTH: a cheap look, on the safe side.

    A bracket opens two flow collections at most (`[a: b]`). At most two block collections begin in
    one column, and on the line of one all before it are blanks and indicators.
    """
    brackets = data.count(b"[") + data.count(b"{")
    return brackets > TEXT_DEPTH // 4 or blocks_may_nest_deep(data)


def blocks_may_nest_deep(data: bytes) -> bool:
    """The same where each line closes what it opens, and no more than a few brackets at once."""
    return _DEEP_BEGINNING in data.translate(_INDICATORS)
