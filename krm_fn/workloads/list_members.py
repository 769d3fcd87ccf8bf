"""Lists cut into their members, so that each is read, edited and forgotten by itself.

A List in plain block style is cut as a ResourceList is, at its dashes. Any other stays one item: one
with anchors, aliases or merge keys, which members may share, in flow style, in JSON.
"""

from __future__ import annotations

from krm_fn import late_re as re
from krm_fn.errors import Malformed
from krm_fn.wire import aliases, block_list
from krm_fn.wire.item import DOCUMENT, MEMBER, Item
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
    if item.form not in (MEMBER, DOCUMENT) or aliases.may_be_in(
        data, item.start, item.end, _SHARED
    ):
        return []
    column = 0
    if item.form == MEMBER:
        dash = re.compile(_DASH).match(data, item.start, item.end)
        column = dash.end() - item.start if dash else 0
    place = block_list.place_of(data, item.start, item.end, column)
    if place is None:
        return []
    line, first, indent, line_end = place
    try:
        members, end = block_list.members(data, first, item.end, indent)
        if not members or not block_list.opens_a_list(data[line:first] + indent):
            return []
        head, tail = data[item.start : line], data[end : item.end]
        before, after = decoded(head), decoded(tail)
        text = f"{before}{' ' * column}items: []{line_end.decode()}{after}"
        if not _is_list(item, item.root(text), len(before) + column):
            return []
    except Malformed:
        return []
    return _named(members, item)


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
