"""Whole items changed: some replaced or taken out, others added at the end.

What stays is copied byte for byte. A new item is written in the form of those around it.
"""

from __future__ import annotations

from krm_fn.wire.item import DOCUMENT, MEMBER
from krm_fn.yaml.edit import Editor
from krm_fn.yaml.render import Style, block_lines, block_members, flow, words
from krm_fn.yaml.splice import spliced_bytes

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from krm_fn.wire.item import Item
    from krm_fn.wire.resource_list import ResourceList
    from krm_fn.yaml.splice import ByteSplice

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


def changed_list(data: bytes, found: ResourceList, changes: Changes) -> bytes:
    """A ResourceList with its items changed."""
    if found.items:
        return _changed(data, found.items, changes, b", ")
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


def changed_manifests(data: bytes, items: list[Item], changes: Changes) -> bytes:
    """A stream of manifests with its documents changed."""
    if items and data.strip() not in _NOTHING:
        return _changed(data, items, changes, b"\n---\n")
    return b"---\n".join(_document(each, _line_end(data)) for each in changes.added) or data


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
