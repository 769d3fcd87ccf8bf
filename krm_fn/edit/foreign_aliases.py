"""Aliases of an item for an anchor outside it: what they stand for is not known where the item is
looked into, and an edit at the anchor would change it too.

Anchors hold for the rest of a YAML document, and a ResourceList is one document.
"""

from __future__ import annotations

from krm_fn import late_re as re
from krm_fn.results import result
from krm_fn.wire.aliases import unresolved
from krm_fn.wire.item import FLOW, MEMBER

TYPE_CHECKING = False
if TYPE_CHECKING:
    from krm_fn.results import Result
    from krm_fn.wire.item import Item
    from krm_fn.yaml.nodes import Node

_NAME = re.compile(rb"([&*])([^\s,\[\]{}]+)")


def error_of(number: int, root: Node | None) -> Result | None:
    """The error for an item that is looked into, if it refers to an anchor outside it."""
    outside = unresolved(root)
    if not outside:
        return None
    name = outside[0].name
    message = (
        f"{_place(number)} must not refer to the anchor `&{name}`, which is not in it; write out "
        f"`*{name}`"
    )
    return result("error", message, tags={"rule": "shared"})


def errors(
    data: bytes, items: list[Item], edited: list[tuple[int, str]], told: list[Result]
) -> list[Result]:
    """Errors for items that refer to anchors around edits; `edited` are those anchors, each with
    the index of its item, and `told` the errors so far.
    """
    refused = {made["message"].partition(" must not refer")[0] for made in told}
    edited_names = {name.encode() for _, name in edited}
    anchored = dict.fromkeys((name.encode(), index) for index, name in edited)
    nearest: dict[bytes, int] = {}
    found: list[Result] = []
    for index, item in enumerate(items):
        if item.form not in (MEMBER, FLOW):
            continue
        place = _place(index)
        named = {match.groups() for match in _NAME.finditer(data, item.start, item.end)}
        referred = [
            name for mark, name in named if mark == b"*" and (name, nearest.get(name)) in anchored
        ]
        if referred and place not in refused:
            outside = {alias.name for alias in unresolved(item.root(item.text(data)))}
            found += [
                _error(place, nearest[name], name.decode())
                for name in sorted(referred)
                if name.decode() in outside
            ]
        nearest.update(
            (name, index) for mark, name in named if mark == b"&" and name in edited_names
        )
    return found + _behind(data, items, nearest, anchored)


def _behind(
    data: bytes,
    items: list[Item],
    nearest: dict[bytes, int],
    anchored: dict[tuple[bytes, int], None],
) -> list[Result]:
    """Errors for what stands behind the items of a ResourceList."""
    if not items or items[-1].form not in (MEMBER, FLOW):
        return []
    tail = {match.groups() for match in _NAME.finditer(data, items[-1].end)}
    referred = [
        name for mark, name in tail if mark == b"*" and (name, nearest.get(name)) in anchored
    ]
    return [
        _error("a field behind `items`", nearest[name], name.decode()) for name in sorted(referred)
    ]


def _place(index: int) -> str:
    return f"`items[{index}]`"


def _error(place: str, anchored: int, name: str) -> Result:
    message = (
        f"{place} must not refer to the anchor `&{name}` of `items[{anchored}]`, in which "
        f"proxy variables are set; write out `*{name}`"
    )
    return result("error", message, tags={"rule": "shared"})
