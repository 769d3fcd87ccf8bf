"""Aliases that refer to no anchor: libyaml's parser takes them, and no reader of the objects does."""

from __future__ import annotations

from krm_fn import late_re as re
from krm_fn.errors import Malformed
from krm_fn.yaml.nodes import Alias, Mapping, Sequence

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from krm_fn.yaml.nodes import Node

_BEFORE = b" \t\r\n\f\v[{,:-"

_NAMED = (b"-", b"_", b"<")
"""What may stand behind the first character of an alias or a merge key, beside letters and digits."""


_BEFORE_COMMENT = rb"(?:^|(?<=\r))(?:[^#\r\n]|(?<=\S)#)*?(?<![^\s\[{,])"
"""What may stand on a line before an anchor: it is in no comment."""

MARKS = (b"*", b"<<")
"""What aliases and merge keys begin with."""


def may_be_in(data: bytes, start: int, end: int, marks: tuple[bytes, ...] = MARKS) -> bool:
    """Whether an alias or a merge key could be between two places, or what begins with other
    `marks`; a cheap look.
    """
    for mark in marks:
        at = data.find(mark, start, end)
        while at >= 0:
            behind = data[at + 1 : at + 2]
            if (at == start or data[at - 1] in _BEFORE) and (behind.isalnum() or behind in _NAMED):
                return True
            at = data.find(mark, at + 1, end)
    return False


def check(
    root: Node | None, text: str, data: bytes, before: Callable[[int], int] | None = None
) -> None:
    """Raise Malformed where an alias refers to an anchor that is neither before it in its own
    `text`, whose root is given, nor in the data up to the place that `before` has for the alias's
    place in the text.
    """
    for alias in unresolved(root):
        anchor = re.escape(b"&" + alias.name.encode()) + rb"(?=[\s,\]}]|\Z)"
        stop = before(alias.start) if before is not None else 0
        if not re.compile(_BEFORE_COMMENT + anchor, re.MULTILINE).search(data, 0, stop):
            line = text.count("\n", 0, alias.start) + 1
            raise Malformed(
                f"line {line}: the alias `*{alias.name}` must have its anchor before it"
            )


def unresolved(root: Node | None) -> list[Alias]:
    """The aliases in a node whose anchors are not in its text."""
    found: list[Alias] = []
    waiting: list[Node | None] = [root]
    while waiting:
        node = waiting.pop()
        if type(node) is Alias:
            if node.target is None:
                found.append(node)
        elif isinstance(node, Sequence):
            waiting += node.items
        elif isinstance(node, Mapping):
            for pair in node.entries:
                waiting += pair
    return found
