"""A block list under the key `items` of a mapping, cut at its dashes without being parsed.

That is exact as long as every piece parses as one list member: what looks like a dash line and
isn't one stands in a quoted scalar over several lines, and a cut through that leaves a piece which
does not parse. Who meets such a piece raises Malformed, and the text is read in another way.
"""

from __future__ import annotations

from krm_fn import late_re as re
from krm_fn.errors import Malformed
from krm_fn.wire.item import MEMBER, Item, identified
from krm_fn.yaml.compose import compose, decoded
from krm_fn.yaml.nodes import to_data

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import TypeAlias

    Place: TypeAlias = tuple[int, int, bytes, bytes]

_ITEMS = rb"^ {%d}items:[ \t]*(?:#[^\r\n]*)?(\r?\n)(?:[ \t]*(?:#[^\n]*)?\r?\n)*( *)-[ \t]"
_PLAIN_ITEMS = b"\nitems:\n- "

BY_PATTERN_FROM = 1_000_000
"""From how many bytes on a pattern finds the lines that aren't further in than the dashes. It takes
a fraction of the time, but not where it is the only one of a run.
"""


def place_of(data: bytes, start: int, end: int, column: int = 0) -> Place | None:
    """Where the line `items:` is between two places and where the first member's line, the member's
    indentation, and the line's end; None where no block list follows, also where a carriage return
    alone ends lines.
    """
    returns = data.count(b"\r", start, end)
    if returns and returns > data.count(b"\r\n", start, end):
        return None
    at = -1 if column else data.find(_PLAIN_ITEMS, start, end)
    if at >= 0 and data.find(b"items:", start, at) < 0:
        return at + 1, at + len(_PLAIN_ITEMS) - 2, b"", b"\n"
    key = re.compile(_ITEMS % column, re.MULTILINE).search(data, start, end)
    return (key.start(), key.start(2), key[2], key[1]) if key else None


def opens_a_list(lines: bytes) -> bool:
    """Whether lines, from `items:` on, are its key and comments, so that a dash opens its list."""
    if lines == b"items:\n":
        return True
    try:
        root = compose(decoded(lines + b"- a"))
    except Malformed:
        return False
    return bool(to_data(root) == {"items": ["a"]})


def members(data: bytes, first: int, end: int, indent: bytes) -> tuple[list[Item], int]:
    """The members of the list, and where the list ends: at the first line that stands no further
    in than the dashes, comments and blank lines apart. Raises Malformed.

    A member whose dash stands alone on its line, or before a tab, is not read here: such a list
    is given no members at all.
    """
    dash = indent + b"-"
    items: list[Item] = []
    start = first
    if not data.startswith(dash + b" ", start):
        return [], end
    for line in _further_out(data, first, end, len(indent)):
        if not data.startswith(dash, line):
            if _is_blank(data, line, len(indent)):
                continue
            items.append(identified(data, start, line, MEMBER))
            return items, line
        items.append(identified(data, start, line, MEMBER))
        start = line
        if data.startswith(b"---", line):
            return items, line
        if not data.startswith(dash + b" ", line):
            return [], end
    items.append(identified(data, start, end, MEMBER))
    return items, end


def _further_out(data: bytes, start: int, end: int, column: int) -> Iterator[int]:
    """Where the lines begin that stand no further in than a column, the first one left out."""
    if end - start >= BY_PATTERN_FROM:
        pattern = re.compile(rb"\n(?! {%d})" % (column + 1))
        yield from (found.end() for found in pattern.finditer(data, start, end - 1))
        return
    dash, further_in = b"\n" + b" " * column + b"-", b"\n" + b" " * (column + 1)
    while start < end:
        stop = data.find(dash, start, end - 1) + 1 or end
        if data.count(further_in, start, stop - 1) < data.count(b"\n", start, stop - 1):
            while (start := data.find(b"\n", start, stop - 1)) >= 0:
                if not data.startswith(further_in, start):
                    yield start + 1
                start += 1
        if stop < end:
            yield stop
        start = stop


def _is_blank(data: bytes, line: int, column: int) -> bool:
    """Whether a line that stands no further in than a column has nothing but a comment."""
    begins = data[line : line + column + 1].lstrip(b" ")
    return begins[:1] in b"\n\r\t#"
