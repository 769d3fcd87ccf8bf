"""Nodes that several places of a text share, by aliases and merge keys: whether there are some, how
large a text is with all of them written out, and which of them its data leaves out.
"""

from __future__ import annotations

from krm_fn.yaml.nodes import (
    Alias,
    Mapping,
    Scalar,
    Sequence,
    is_merge_key,
    merged_entries,
    to_data,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from krm_fn.yaml.nodes import Node

MAX_EXPANDED = 200_000
"""How many nodes an item may have with its aliases written out. Real manifests stay far below;
a "billion laughs" tree of aliases does not."""


def shares(root: Node) -> bool:
    """Whether an item has an alias or a merge key anywhere."""
    waiting: list[Node] = [root]
    while waiting:
        node = waiting.pop()
        if type(node) is Alias:
            return True
        if isinstance(node, Sequence):
            waiting += node.items
        elif isinstance(node, Mapping):
            for key, value in node.entries:
                if is_merge_key(key):
                    return True
                waiting += (key, value)
    return False


def expands_too_far(root: Node) -> bool:
    """Whether an item holds itself, or has more than MAX_EXPANDED nodes with aliases followed."""
    sizes: dict[int, int] = {}

    def size(node: Node | None) -> int:
        if type(node) is Alias:
            return size(node.target)
        if node is None or type(node) is Scalar:
            return 1
        if id(node) not in sizes:
            sizes[id(node)] = MAX_EXPANDED  # what holds itself has no end
            children = node.items if isinstance(node, Sequence) else _pairs(node)
            sizes[id(node)] = min(1 + sum(map(size, children)), MAX_EXPANDED)
        return sizes[id(node)]

    return size(root) >= MAX_EXPANDED


def _pairs(node: Any) -> list[Node]:
    return [part for pair in node.entries for part in pair]


def overridden(root: Node | None) -> list[Any]:
    """What the data of an item leaves out: of a key that is given more than once, the values that
    another one overrides, each as plain data. Readers differ in which one they take.
    """
    found: list[Any] = []
    waiting = [root]
    while waiting:
        node = waiting.pop()
        if isinstance(node, Sequence):
            waiting += node.items
        elif isinstance(node, Mapping):
            values = {_key_text(key): id(value) for key, value in merged_entries(node)}
            counts = set(values.values())
            for key, value in node.entries:
                waiting += (key, value)
                if id(value) not in counts and not is_merge_key(key):
                    found.append(to_data(value))
    return found


def _key_text(key: Node) -> str:
    return key.value if type(key) is Scalar else str(to_data(key))
