"""Where the containers of a workload stand, when it is written as most are.

Most workloads are block-style YAML with keys two columns further in at each level, in which
nothing runs over several lines but block scalars. Then a line's indentation says all about its
place, and patterns over lines find the containers without a node being made. What is written in
another way is no error: layout() raises Unusual, and the object is read by its nodes.

Places are offsets of the wire's bytes. Where a line ends is where its line feed is.
"""

from __future__ import annotations

from krm_fn.edit.usual_lines import (
    DASH,
    ONE_LINE,
    START,
    STEP,
    column_at,
    entries_at,
    object_with,
)
from krm_fn.wire.item import MEMBER
from krm_fn.workloads.built_in import CONTAINER_LISTS
from krm_fn.yaml.block_lines import is_simple

TYPE_CHECKING = False
if TYPE_CHECKING:
    import re

    from krm_fn.edit.usual_lines import Column
    from krm_fn.wire.item import Item

_LINE_FEED = 10
_OWN = ("name", "namespace", "internal_path", "path", "internal_index", "index")


class Unusual(Exception):
    """The text is written in another way, and must be read by its nodes."""


class Place:
    """A container, at an `index` of the list below a `key`, and where its variables go.

    `at` is the offset at which whole lines are to be put in. Where the container has an `env`,
    its entries begin at `env`, `entries` are the names in it, and new ones have their dashes at
    `dashes` too; where it has none, the lines are an `env` with its key at `column`.
    """

    __slots__ = ("at", "column", "dashes", "entries", "env", "index", "key", "name")

    def __init__(self, key: str, index: int, name: bytes, column: int) -> None:
        self.key = key
        self.index = index
        self.name = name
        self.column = column
        self.at = self.dashes = self.env = -1
        self.entries: list[bytes] = []


class Layout:
    """An item with its workload's name, the file that it is from, and the places of its containers,
    which are in the pod spec at the end of the `way`.

    Texts need no escapes between double quotes; what is not there is "".
    """

    __slots__ = ("index", "item", "name", "namespace", "path", "places", "way")

    def __init__(self, item: Item, way: tuple[bytes, ...], lines: re.Match[bytes]) -> None:
        self.item = item
        self.way = way
        name, namespace, path, other_path, index, other_index = lines.group(*_OWN)
        self.name: bytes = name or b""
        self.namespace: bytes = namespace or b""
        self.path: bytes = path or other_path or b""
        self.index: bytes = index or other_index or b""
        self.places: list[Place] = []


def layout(data: bytes, item: Item, way: tuple[bytes, ...]) -> Layout:
    """The layout of an item whose pod spec is at the end of the `way`.

    Raises Unusual where the text is written in another way, or a container has no name or no
    image. Where it does not, the text may still be no YAML: whoever edits it must parse it.
    """
    start = START.match(data, item.start, item.end)
    if start is None or (start[1] is None) == (item.form == MEMBER):
        raise Unusual
    first, end = start.end(), item.end - 1
    if data[end] != _LINE_FEED or not _is_simple(data, first, end):
        raise Unusual
    column = len(start[1] or b"")
    lines = object_with(column, way).match(data, first, end)
    if lines is None:
        raise Unusual
    found = Layout(item, way, lines)
    column += STEP * len(way)
    for key in CONTAINER_LISTS:
        begin, end = lines.span(key)
        if begin >= 0:
            found.places += _containers(data, column, key, begin, end)
    if not found.places:
        raise Unusual
    return found


def _is_simple(data: bytes, start: int, end: int) -> bool:
    """Whether indentation alone says where a line belongs."""
    match = ONE_LINE.match(data, start, end)
    if match is not None and match.end() == end:
        return True
    try:
        return is_simple(data[start:end].decode(), 0)
    except UnicodeDecodeError:
        return False


def _containers(data: bytes, column: int, key: str, at: int, end: int) -> list[Place]:
    """The containers of a list between two places, below a key at a column."""
    dash = DASH.match(data, at, end)
    if dash is None:
        raise Unusual
    dashes = len(dash[1])
    keys = column_at(dashes + STEP)
    places: list[Place] = []
    while at < end:
        lines = keys.container.match(data, at, end)
        if lines is None or not lines["name"] or lines["image"] is None:
            raise Unusual
        place = Place(key, len(places), lines["name"], keys.column)
        begin, stop = lines.span("entries")
        if begin < 0:
            place.at = lines.end("image") + 1
            place.dashes = keys.column + _indent(data, keys, lines, dashes - column)
        else:
            place.env, place.at = begin, stop + 1
            place.dashes = len(lines["dashes"])
            place.entries = entries_at(place.dashes).names.findall(data, begin, stop)
        places.append(place)
        at = lines.end()
    return places


def _indent(data: bytes, keys: Column, lines: re.Match[bytes], indent: int) -> int:
    """How far a container's lists stand in from their keys, as far as its own list does where it
    has none.
    """
    dashed = keys.dashed.search(data, lines.start(), lines.end())
    if dashed is not None:
        return len(dashed[1]) - keys.column
    if data.find(b"- ", lines.start() + keys.column + 1, lines.end()) >= 0:
        raise Unusual
    return indent
