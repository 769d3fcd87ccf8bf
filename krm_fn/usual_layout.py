"""Where the containers of a workload stand, when it is written as most are.

Most workloads are block-style YAML with keys two columns further in at each level, in which
nothing runs over several lines but block scalars. Then a line's indentation says all about its
place, and patterns over lines find the containers without a node being made. What is written in
another way is no error: layout() raises Unusual, and the object is read by its nodes.

Places are offsets of the wire's bytes. Where a line ends is where its line feed is.
"""

from __future__ import annotations

from krm_fn.block_lines import is_simple
from krm_fn.document import MEMBER as LIST_MEMBER
from krm_fn.resource import INDEXES, LOCAL_CONFIG, PATHS
from krm_fn.usual_lines import (
    DASH,
    ENV,
    MEMBER,
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
    from krm_fn.document import Item
    from krm_fn.usual_lines import Column

_NULL = (b"null", b"Null", b"NULL")
_LINE_FEED = 10
_LISTS = tuple(key.encode() for key in CONTAINER_LISTS)
_LOCAL_CONFIG = LOCAL_CONFIG.encode()
_PATHS = tuple(key.encode() for key in PATHS)
_INDEXES = tuple(key.encode() for key in INDEXES)


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
    if start is None or (start[1] is None) == (item.form == LIST_MEMBER):
        raise Unusual
    first, end = start.end(), item.end - 1
    if data[end] != _LINE_FEED or not _is_simple(data, first, end):
        raise Unusual
    column = len(start[1] or b"")
    lines = object_with(column, path).match(data, first, end)
    if lines is None:
        raise Unusual
    found = _identity(data, column_at(column + STEP), *lines.span("metadata"))
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


def _identity(data: bytes, keys: Column, at: int, end: int) -> Layout:
    """Name and namespace, and the file that kpt's and kustomize's annotations name."""
    name = _text(data, keys, b"name:", at, end)
    namespace = _text(data, keys, b"namespace:", at, end)
    at = data.find(keys.lead + b"annotations:", at, end)
    if at < 0:
        return Layout(name, namespace, "", "")
    lines = keys.annotations.match(data, at, end)
    if lines is None:
        raise Unusual
    inside = column_at(keys.column + STEP)
    if data.find(_LOCAL_CONFIG, *lines.span(1)) >= 0:
        raise Unusual
    path = _first_text(data, inside, _PATHS, *lines.span(1))
    return Layout(name, namespace, path, _first_text(data, inside, _INDEXES, *lines.span(1)))


def _first_text(data: bytes, keys: Column, names: tuple[bytes, ...], at: int, end: int) -> str:
    """The first string that is there of a mapping's, and isn't empty; else ""."""
    for name in names:
        text = _text(data, keys, name + b":", at, end)
        if text:
            return text
    return ""


def _text(data: bytes, keys: Column, key: bytes, at: int, end: int) -> str:
    """A string of the mapping between two places; "" where it isn't there."""
    found = data.find(keys.lead + key, at, end)
    if found < 0:
        return ""
    match = keys.value.match(data, found + len(keys.lead))
    if match is None or match[3] in _NULL:
        raise Unusual
    return match[match.lastindex or 0].decode(errors="replace")  # what isn't UTF-8 is refused later


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
    mark = dash[0]
    starts = []
    while at >= 0:
        starts.append(at)
        at = data.find(mark, at + 1, end)
    starts.append(end)
    keys = column_at(len(dash[1]) + STEP)
    indent = len(dash[1]) - pod.column
    return [_place(data, keys, starts[i], starts[i + 1], indent) for i in range(len(starts) - 1)]


def _place(data: bytes, keys: Column, begin: int, stop: int, indent: int) -> Place:
    """The place of the container between two places, in a list that stands `indent` in."""
    head = keys.container.match(data, begin, stop + 1)
    if head is not None:
        name, after = head[2], head.end()
    else:
        name, after = _name_and_image(data, keys, begin, stop)
    if name in _NULL:
        raise Unusual
    at = _at_key(data, keys, b"env:", begin, stop)
    if at >= 0:
        return _beside_entries(data, keys, at, stop, name.decode())
    dashed = keys.dashed.search(data, begin, stop)
    if dashed is not None:
        indent = len(dashed[1]) - keys.column
    elif data.find(b"- ", begin + len(keys.lead), stop) >= 0:
        raise Unusual
    return Place(name.decode(), after, keys.column, keys.column + indent, [])


def _name_and_image(data: bytes, keys: Column, begin: int, stop: int) -> tuple[bytes, int]:
    """A container's name, and what is behind the line of its image, wherever they stand in it."""
    at = _at_key(data, keys, b"name:", begin, stop)
    name = keys.name.match(data, at) if at >= 0 else None
    at = _at_key(data, keys, b"image:", begin, stop)
    image = keys.image.match(data, at) if at >= 0 else None
    if name is None or image is None or MEMBER.match(data, begin, stop) is None:
        raise Unusual
    return name[2], image.end()


def _at_key(data: bytes, keys: Column, key: bytes, begin: int, stop: int) -> int:
    """Where a key stands of the list member between two places; -1: nowhere."""
    first = begin + len(keys.lead)
    if data.startswith(key, first):
        return first
    found = data.find(keys.lead + key, begin, stop)
    return found if found < 0 else found + len(keys.lead)


def _beside_entries(data: bytes, keys: Column, at: int, stop: int, name: str) -> Place:
    """The place behind the last entry of the `env` at a place."""
    first = ENV.match(data, at, stop)
    following = keys.next.search(data, at, stop)
    end = following.start() if following else stop
    if first is None or len(first[1]) < keys.column or first.end() > end:
        raise Unusual
    if data.find(keys.lead + b"env:", end, stop) >= 0:
        raise Unusual  # the key is given twice
    if data[data.rfind(b"\n", at, end) + 1 : end].strip()[:1] in (b"", b"#"):
        raise Unusual  # what belongs to the last entry is not for lines to say
    dashes = len(first[1])
    entries = entries_at(dashes).findall(data, at, end)
    if data.count(b"\n" + first[1] + b"-", at, end) != len(entries):
        raise Unusual
    refers = data.find(b"$(", at, end) >= 0
    return Place(name, end + 1, keys.column, dashes, entries, refers=refers)
