"""Where the containers of a workload stand, when it is written as most are.

Most workloads are block-style YAML with keys two columns further in at each level, in which
nothing runs over several lines but block scalars. Then a line's indentation says all about its
place, and patterns over lines find the containers without a node being made. What is written in
another way is no error: layout() raises Unusual, and the object is read by its nodes.

Places are offsets of the wire's bytes. Where a line ends is where its line feed is.
"""

from __future__ import annotations

from krm_fn.block_lines import is_simple
from krm_fn.document import MEMBER
from krm_fn.usual_lines import (
    DASH,
    FIRST_ENTRY,
    ONE_LINE,
    START,
    STEP,
    column_at,
    entries_at,
    object_with,
)
from krm_fn.workloads import CONTAINER_LISTS

TYPE_CHECKING = False
if TYPE_CHECKING:
    import re

    from krm_fn.document import Item
    from krm_fn.usual_lines import Column

_NULL = (b"null", b"Null", b"NULL")
_LINE_FEED = 10
_LISTS = tuple(key.encode() for key in CONTAINER_LISTS)
_QUOTES = b"'\""
_OWN = ("name", "namespace", "internal_path", "path", "internal_index", "index")


class Unusual(Exception):
    """The text is written in another way, and must be read by its nodes."""


class Place:
    """A container, and where its variables go.

    `at` is the offset at which whole lines are to be put in. Where the container has an `env`,
    `entries` are the names in it, and new ones have their dashes at `dashes` too; where it has
    none, the lines are an `env` with its key at `column`. `refers` says that a value may refer to
    a variable.
    """

    __slots__ = ("at", "column", "dashes", "entries", "name", "refers")

    def __init__(
        self,
        name: str,
        at: int,
        column: int,
        dashes: int,
        entries: list[bytes],
        *,
        refers: bool = False,
    ) -> None:
        self.name = name
        self.at = at
        self.column = column
        self.dashes = dashes
        self.entries = entries
        self.refers = refers


class Layout:
    """A workload's name, the file that it is from, and the places of its containers; `first` is
    the key of the list that the first one is in.
    """

    __slots__ = ("first", "index", "name", "namespace", "path", "places")

    def __init__(self, name: str, namespace: str, path: str, index: str) -> None:
        self.name = name
        self.namespace = namespace
        self.path = path
        self.index = index
        self.first = b""
        self.places: list[Place] = []


def layout(data: bytes, item: Item, path: tuple[bytes, ...]) -> Layout:
    """The layout of an item whose pod spec is at `path`.

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
    lines = object_with(column, path).match(data, first, end)
    if lines is None:
        raise Unusual
    found = _identity(lines)
    _find_containers(data, column_at(column + STEP * len(path)), *lines.span("found"), found)
    return found


def _is_simple(data: bytes, start: int, end: int) -> bool:
    """Whether indentation alone says where a line belongs."""
    match = ONE_LINE.match(data, start, end)
    if match is not None and match.end() == end and data.find(b" :", start, end) < 0:
        return True
    try:
        return is_simple(data[start:end].decode(), 0)
    except UnicodeDecodeError:
        return False


def _identity(lines: re.Match[bytes]) -> Layout:
    """Name and namespace, and the file that kpt's and kustomize's annotations name."""
    name, namespace, path, other_path, index, other_index = map(_text, lines.group(*_OWN))
    return Layout(name, namespace, path or other_path, index or other_index)


def _text(value: bytes | None) -> str:
    """The string that a value is, with the blank before it, in quotes or plain; "" for none."""
    if value is None:
        return ""
    value = value[1:]
    if value[0] in _QUOTES:
        value = value[1:-1]
    elif value in _NULL:
        raise Unusual
    return value.decode(errors="replace")  # what isn't UTF-8 is refused later


def _find_containers(data: bytes, pod: Column, at: int, end: int, found: Layout) -> None:
    """Add the places of the containers of the pod spec between two places."""
    lists: dict[bytes, tuple[int, int]] = {}
    for lines in pod.lists.finditer(data, at, end):
        if lines[1] in lists or lines[1] == b"os":
            raise Unusual
        lists[lines[1]] = lines.span(2)
    for key in _LISTS:
        if key in lists:
            found.first = found.first or key
            found.places += _containers(data, pod, *lists[key])
    if not found.places:
        raise Unusual


def _containers(data: bytes, pod: Column, at: int, end: int) -> list[Place]:
    """The containers of a list between two places."""
    dash = DASH.match(data, at, end)
    if dash is None:
        raise Unusual
    keys = column_at(len(dash[1]) + STEP)
    indent = len(dash[1]) - pod.column
    places = []
    while at < end:
        lines = keys.container.match(data, at, end)
        if lines is None:
            raise Unusual
        places.append(_place(data, keys, lines, indent))
        at = lines.end()
    return places


def _place(data: bytes, keys: Column, lines: re.Match[bytes], indent: int) -> Place:
    """The place of a container, in a list that stands `indent` in from its key."""
    name, image = _text(lines["name"]), lines.end("image")
    if not name or image < 0:
        raise Unusual
    begin, stop = lines.span("env")
    if begin >= 0:
        return _beside_entries(data, keys, begin, stop, name)
    dashed = keys.dashed.search(data, lines.start(), lines.end())
    if dashed is not None:
        indent = len(dashed[1]) - keys.column
    elif data.find(b"- ", lines.start() + keys.column + 1, lines.end()) >= 0:
        raise Unusual
    return Place(name, image + 1, keys.column, keys.column + indent, [])


def _beside_entries(data: bytes, keys: Column, at: int, end: int, name: str) -> Place:
    """The place behind the last entry of the `env` with its lines between two places."""
    first = FIRST_ENTRY.match(data, at, end)
    if first is None or len(first[1]) < keys.column:
        raise Unusual
    if data[data.rfind(b"\n", at, end) + 1 : end].strip()[:1] in (b"", b"#"):
        raise Unusual  # what belongs to the last entry is not for lines to say
    dashes = len(first[1])
    entries = entries_at(dashes).findall(data, at, end)
    if data.count(b"\n" + first[1] + b"-", at, end) != len(entries):
        raise Unusual
    refers = data.find(b"$(", at, end) >= 0
    return Place(name, end + 1, keys.column, dashes, entries, refers=refers)
