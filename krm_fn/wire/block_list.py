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
    from typing import TypeAlias

    Place: TypeAlias = tuple[int, int, bytes, bytes]

_ITEMS = rb"^ {%d}items:[ \t]*(?:#[^\r\n]*)?(\r?\n)(?:[ \t]*(?:#[^\n]*)?\r?\n)*( *)-[ \t]"
_PLAIN_ITEMS = b"\nitems:\n- "


def place_of(data: bytes, start: int, end: int, column: int = 0) -> Place | None:
    """Where the line `items:` is between two places and where the first member's line, the member's
    indentation, and the line's end; None where no block list follows, also where a carriage return
    alone ends lines.
    """
    if data.count(b"\r", start, end) > data.count(b"\r\n", start, end):
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
    mark = b"\n" + indent + b"-"
    items: list[Item] = []
    start = first
    while start < end and not data.startswith(b"---", start):
        if not data.startswith(mark + b" ", start - 1):
            return [], end
        stop = data.find(mark, start, end) + 1 or end
        outside = _outside(data, start, stop, indent)
        if outside is not None:
            stop = end = outside
        items.append(identified(data, start, stop, MEMBER))
        start = stop
    return items, start


def _outside(data: bytes, start: int, stop: int, indent: bytes) -> int | None:
    """The first line between two lines with a dash that stands no further in than they do,
    comments and blank lines apart; None where there is none.
    """
    if data.count(b"\n " + indent, start, stop - 1) == data.count(b"\n", start, stop - 1):
        return None
    line = data.find(b"\n", start, stop) + 1
    while 0 < line < stop:
        begins = data[line : line + len(indent) + 1].lstrip(b" ")
        if begins and begins[:1] not in b"\n\r\t#":
            return line
        line = data.find(b"\n", line, stop) + 1
    return None
