"""Collections in flow style: on one line, over several, with the habits of people."""

from __future__ import annotations

from typing import Any

from fuzz.nodes import Chance, Marked, Node, Raw
from fuzz.scalars import Scalars, double


class Flow:
    """Writes flow collections; `comments` and `wide` are probabilities."""

    def __init__(self, chance: Chance, comments: float, wide: float) -> None:
        self.chance = chance
        self.comments = comments
        self.wide = wide
        self.scalars = Scalars(chance, chance.one((0.0, 0.5, 1.0)), 0, keeps=False)

    def text(self, node: Node) -> str:
        """A node on one line."""
        return self._node(node, "\0").replace("\0", self._space())

    def lines(self, node: Node, column: int) -> list[str]:
        """A node, mostly on one line; further lines stand at a column."""
        written = self._node(node, "\0")
        if not self.chance.of(0.25):
            return [written.replace("\0", self._space())]
        parts = written.split("\0")
        lines = [parts[0]]
        for part in parts[1:]:
            if self.chance.of(0.5):
                lines.append(" " * column + part)
            else:
                lines[-1] += part
        return lines

    def _space(self) -> str:
        return " " if self.chance.of(self.wide) else ""

    def _node(self, node: Node, gap: str) -> str:
        if isinstance(node, Marked):
            return f"{node.mark} {self._node(node.node, gap)}"
        if isinstance(node, Raw):
            return node.text or "null"
        if isinstance(node, dict):
            pairs = (self._pair(key, value, gap) for key, value in node.items())
            return "{" + gap + f", {gap}".join(pairs) + self._end(node, gap) + "}"
        if isinstance(node, list):
            members = (self._node(each, gap) for each in node)
            return "[" + gap + f", {gap}".join(members) + self._end(node, gap) + "]"
        return self.scalars.on_a_line(str(node), flow=True)

    def _pair(self, key: Any, value: Node, gap: str) -> str:
        if isinstance(key, Raw):
            return f"{key.text}: {self._node(value, gap)}"
        if self.chance.of(0.1):
            return f"{double(key)}:{self._node(value, gap)}"
        return f"{self.scalars.on_a_line(key, flow=True)}: {self._node(value, gap)}"

    def _end(self, node: Any, gap: str) -> str:
        return "," + gap if node and self.chance.of(0.05) else gap
