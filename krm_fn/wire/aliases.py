"""Aliases that refer to no anchor: libyaml's parser takes them, and no reader of the objects does."""

from __future__ import annotations

import re

from krm_fn.errors import Malformed
from krm_fn.yaml.nodes import unresolved

TYPE_CHECKING = False
if TYPE_CHECKING:
    from krm_fn.yaml.nodes import Node

_MAY_BE_ONE = rb"(?:^|[\s\[{,:-])(?:\*[\w-]|<<)"


def may_be_in(data: bytes, start: int, end: int) -> bool:
    """Whether an alias or a merge key could be between two places; a cheap look."""
    if data.find(b"*", start, end) < 0 and data.find(b"<<", start, end) < 0:
        return False
    return re.compile(_MAY_BE_ONE).search(data, start, end) is not None


def check(root: Node | None, text: str, data: bytes, start: int) -> None:
    """Raise Malformed where an alias refers to an anchor that is neither in its own `text`, whose
    root is given, nor in what is before its place `start` in the data.
    """
    for alias in unresolved(root):
        anchor = re.escape(b"&" + alias.name.encode()) + rb"(?=[\s,\]}]|\Z)"
        if not re.compile(anchor).search(data, 0, start):
            line = text.count("\n", 0, alias.start) + 1
            raise Malformed(
                f"line {line}: the alias `*{alias.name}` must have its anchor before it"
            )
