"""Whole items changed: some replaced or taken out, others added at the end.

What stays is copied byte for byte. A new item is written in the form of those around it.
"""

from __future__ import annotations

from krm_fn.errors import Refused
from krm_fn.results import result
from krm_fn.wire import list_cut, manifests
from krm_fn.wire.item import DOCUMENT, MEMBER
from krm_fn.yaml.edit import Editor
from krm_fn.yaml.nodes import to_data
from krm_fn.yaml.render import Style, block_lines, block_members, flow, words
from krm_fn.yaml.text_edits import spliced_bytes

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from krm_fn.wire.item import Item
    from krm_fn.wire.resource_list import ResourceList
    from krm_fn.yaml.text_edits import ByteSplice

    Object = dict[str, Any]

_NOTHING = (b"", b"---", b"...")


class Changes:
    """What happens to a list: `replaced` has items by their index, None where one goes; `edits` are
    splices of the data within other items.
    """

    __slots__ = ("added", "edits", "replaced")

    def __init__(self) -> None:
        self.replaced: dict[int, Object | None] = {}
        self.added: list[Object] = []
        self.edits: list[ByteSplice] = []

    def __bool__(self) -> bool:
        return bool(self.replaced or self.added or self.edits)


def list_with(data: bytes, found: ResourceList, changes: Changes) -> tuple[bytes, ResourceList]:
    """A ResourceList with its items changed. Raises Refused where it could not be done safely."""
    if not changes:
        return data, found
    after = (
        _changed(data, found.items, changes, b", ")
        if found.items
        else _filled(data, found, changes)
    )
    now = list_cut.cut(after)
    _check(data, found.items, changes, after, now.items if now else [])
    return after, now or found


def manifests_with(data: bytes, items: list[Item], changes: Changes) -> tuple[bytes, list[Item]]:
    """A stream of manifests with its documents changed. Raises Refused likewise."""
    if not changes:
        return data, items
    if data.strip() in _NOTHING:
        line_end = _line_end(data)
        items, after = [], b"---\n".join(_document(each, line_end) for each in changes.added)
    else:
        after = _changed(data, items, changes, b"\n---\n")
    now = manifests.cut(after)
    _check(data, items, changes, after, now)
    return after, now


def _filled(data: bytes, found: ResourceList, changes: Changes) -> bytes:
    """A list without items, with some."""
    entry = found.shell.root.entry("items")
    editor = Editor(found.shell.text, found.shell.json)
    values = [words(each) for each in changes.added]
    if entry is None:
        editor.insert_key(found.shell.root, "items", values, None, 0)
    else:
        editor.fill(*entry, found.shell.root, values, 0)
    splices: list[ByteSplice] = [
        (found.shell.to_bytes(start), found.shell.to_bytes(end), text.encode())
        for start, end, text in editor.splices
    ]
    return b"".join(spliced_bytes(data, splices))


def _check(data: bytes, items: list[Item], changes: Changes, after: bytes, now: list[Item]) -> None:
    """Raise Refused unless a changed text means what it was to mean: the items that stay are the same
    bytes, and the others hold what they were to hold.
    """
    wanted: list[Object | bytes | None] = []
    for index, item in enumerate(items):
        if index not in changes.replaced:
            edited = any(item.start <= start <= item.end for start, _, _ in changes.edits)
            wanted.append(None if edited else data[item.start : item.end])
        elif changes.replaced[index] is not None:
            wanted.append(changes.replaced[index])
    wanted += changes.added
    if len(wanted) != len(now) or not all(map(_is, wanted, now, [after] * len(now))):
        message = "the text of the list cannot be changed safely: write it in block style"
        raise Refused([result("error", message, tags={"rule": "verification"})])


def _is(wanted: Object | bytes | None, item: Item, data: bytes) -> bool:
    """Whether an item is what is wanted; None leaves it open, for one that was edited."""
    if wanted is None:
        return True
    if isinstance(wanted, bytes):
        return data[item.start : item.end].strip() == wanted.strip()
    return bool(to_data(item.root(item.text(data))) == wanted)


def _changed(data: bytes, items: list[Item], changes: Changes, separator: bytes) -> bytes:
    """The data with its items changed; `separator` stands between two in flow style or JSON."""
    if items[-1].form in (MEMBER, DOCUMENT):
        splices = _in_lines(data, items, changes)
    else:
        splices = _in_flow(items, changes, separator)
    return b"".join(spliced_bytes(data, [*changes.edits, *splices]))


def _in_lines(data: bytes, items: list[Item], changes: Changes) -> list[ByteSplice]:
    """Splices of whole lines: members of a block list, or documents."""
    line_end = _line_end(data)
    splices: list[ByteSplice] = []
    for index, new in changes.replaced.items():
        item = items[index]
        text = b"" if new is None else _lines(data, item, new, line_end, index > 0)
        splices.append((item.start, item.end, text))
    end = items[-1].end
    added = [_lines(data, items[-1], each, line_end, True) for each in changes.added]
    if added and not data[:end].endswith(b"\n") and len(items) - 1 not in changes.replaced:
        added.insert(0, line_end.encode())
    return [*splices, (end, end, b"".join(added))]


def _lines(data: bytes, near: Item, new: Object, line_end: str, follows: bool) -> bytes:
    """A new item as lines, in the place of an item nearby or behind it."""
    if near.form == MEMBER:
        column = data.index(b"-", near.start) - near.start
        return block_members([words(new)], column, Style(line_end)).encode()
    marked = follows or data.startswith(b"---", near.start)
    return (f"---{line_end}".encode() if marked else b"") + _document(new, line_end)


def _document(new: Object, line_end: str) -> bytes:
    lines = block_lines(words(new), Style(line_end))
    return "".join(line + line_end for line in lines).encode()


def _in_flow(items: list[Item], changes: Changes, separator: bytes) -> list[ByteSplice]:
    """Splices of members of a flow list, or of JSON values as documents."""
    gone = {index for index, new in changes.replaced.items() if new is None}
    added = [_flow(each) for each in changes.added]
    kept = [index for index in range(len(items)) if index not in gone]
    if not kept:
        return [(items[0].start, items[-1].end, separator.join(added))]
    splices: list[ByteSplice] = []
    for index, new in changes.replaced.items():
        if new is not None:
            splices.append((items[index].start, items[index].end, _flow(new)))
        elif index < kept[0]:
            splices.append((items[index].start, items[index + 1].start, b""))
        else:
            splices.append((items[index - 1].end, items[index].end, b""))
    end = items[kept[-1]].end
    return [*splices, (end, end, b"".join(separator + each for each in added))]


def _flow(new: Object) -> bytes:
    return flow(words(new), Style(json=True)).encode()


def _line_end(data: bytes) -> str:
    first = data.find(b"\n")
    return "\r\n" if first > 0 and data[first - 1 : first] == b"\r" else "\n"
