"""Lists cut into their members, so that each is read, edited and forgotten by itself.

A List in plain block style, or in JSON, is cut as a ResourceList is. Any other stays one item: one in
flow style, or with anchors, aliases or merge keys, which members may share.
"""

from __future__ import annotations

from krm_fn import late_re as re
from krm_fn.errors import Malformed
from krm_fn.wire import aliases, block_list
from krm_fn.wire.item import FLOW, JSON, MEMBER, Item
from krm_fn.workloads.resource import is_list_kind
from krm_fn.yaml.compose import decoded
from krm_fn.yaml.nodes import Mapping, Sequence, text_of

_DASH = rb" *- +"
_SHARED = (*aliases.MARKS, b"&")
_ONCE = ("apiVersion", "kind", "items")


def members_apart(data: bytes, items: list[Item]) -> list[Item]:
    """The items, with the members of Lists in the place of those Lists that can be cut."""
    found: list[Item] = []
    for item in items:
        found += (is_list_kind(item.kind) and _members(data, item)) or [item]
    return found


def _members(data: bytes, item: Item) -> list[Item]:
    """The members of a List; none where it cannot be cut."""
    try:
        if item.form == JSON:
            return _named(_in_json(data, item), item)
        if item.form != FLOW and not aliases.may_be_in(data, item.start, item.end, _SHARED):
            return _named(_in_block(data, item), item)
    except Malformed:
        pass
    return []


def _in_json(data: bytes, item: Item) -> list[Item]:
    from krm_fn.wire.list_cut import json_items
    from krm_fn.yaml.json_text import Cursor

    text = item.text(data).encode()
    cursor = Cursor(text, 0)
    cursor.open()
    keys: list[str] = []
    members: list[Item] = []
    while cursor.more(b"}", not keys):
        key = cursor.value()[0]
        cursor.expect(b":")
        if key == "items" and cursor.peek() == b"[":
            members = json_items(cursor)
        else:
            cursor.value()
        keys.append(key)
    if any(keys.count(key) > 1 for key in _ONCE):
        return []
    for member in members:
        member.start += item.start
        member.end += item.start
    return members


def _in_block(data: bytes, item: Item) -> list[Item]:
    column = 0
    if item.form == MEMBER:
        dash = re.compile(_DASH).match(data, item.start, item.end)
        column = dash.end() - item.start if dash else 0
    place = block_list.place_of(data, item.start, item.end, column)
    if place is None:
        return []
    line, first, indent, line_end = place
    members, end = block_list.members(data, first, item.end, indent)
    if not members or not block_list.opens_a_list(data[line:first] + indent):
        return []
    before, after = decoded(data[item.start : line]), decoded(data[end : item.end])
    text = f"{before}{' ' * column}items: []{line_end.decode()}{after}"
    return members if _is_list(item, item.root(text), len(before) + column) else []


def _is_list(item: Item, root: object, at: int) -> bool:
    """Whether a List without its members is what it was taken for, with `items` at a place."""
    if not isinstance(root, Mapping) or any(root.count(key) > 1 for key in _ONCE):
        return False
    entry = root.entry("items")
    if entry is None or entry[0].start != at or not isinstance(entry[1], Sequence):
        return False
    said = text_of(root.get("apiVersion")) or "", text_of(root.get("kind")) or ""
    return not entry[1].items and said == (item.api_version, item.kind)


def _named(members: list[Item], item: Item) -> list[Item]:
    """The members, with the steps to them, and with the List's apiVersion and kind where they lack
    their own.
    """
    kind = item.kind.removesuffix("List")
    for index, member in enumerate(members):
        member.steps = ("items", index)
        if kind:
            member.api_version = member.api_version or item.api_version
            member.kind = member.kind or kind
    return members
