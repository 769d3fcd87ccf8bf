"""Writes objects as YAML in every layout that people and tools use, and some that they don't."""

from __future__ import annotations

from typing import NamedTuple

from fuzz.flow import Flow
from fuzz.nodes import Chance, Marked, Node, Raw
from fuzz.scalars import Scalars, may_be_plain

ODD_COMMENTS = ("", "", ": - x", " - name: a", "'", '"', " é", " \u2028", " {")


class Style(NamedTuple):
    """How one text is written. Numbers below 1 are the probability of a habit at each place."""

    step: int  # how far mappings stand in
    dashes: int  # how far dashes stand in from their key
    gap: int  # blanks after a dash
    flow: float
    quotes: float  # of texts that need none
    keys: float  # quotes around keys
    explicit: float  # `? key`
    folded: float  # scalars over several lines
    comments: float
    odd_comments: bool  # with marks in them that mean something elsewhere
    blanks: float
    tabs: float
    wide: float  # more blanks than one
    lone: float  # dashes on lines of their own


def style(chance: Chance) -> Style:
    """A style: mostly one that people and tools have."""

    def odd_rate(often: float, rate: float) -> float:
        return rate if chance.of_odd(often) else 0.0

    def rate(often: float, rate: float) -> float:
        return rate if chance.of(often / 3 if chance.tame else often) else 0.0

    step = chance.one((2, 2, 2, 2, 4, 1, 3, 8)) if not chance.tame else 2
    odd = chance.of_odd(0.15)
    return Style(
        step=step,
        dashes=chance.one((0, 0, 2, 2, step)),
        gap=chance.one((1, 1, 1, 1, 3, 2)) if not chance.tame else 1,
        flow=odd_rate(0.3, chance.one((0.05, 0.2, 0.9))),
        quotes=rate(0.4, chance.one((0.1, 0.5, 1.0))),
        keys=odd_rate(0.1, 0.2) if odd else 0.0,
        explicit=odd_rate(0.3, 0.05) if odd else 0.0,
        folded=odd_rate(0.4, 0.2),
        comments=rate(0.4, chance.one((0.05, 0.3))),
        odd_comments=chance.of_odd(0.3),
        blanks=rate(0.2, 0.1),
        tabs=odd_rate(0.2, 0.1) if odd else 0.0,
        wide=odd_rate(0.1, 0.2),
        lone=odd_rate(0.2, 0.2) if odd else 0.0,
    )


class Layout:
    """Writes one text. Each comment has a number of its own."""

    def __init__(self, chance: Chance, style: Style) -> None:
        self.chance = chance
        self.style = style
        self.scalars = Scalars(chance, style.quotes, style.folded, keeps=not style.blanks)
        self.flow = Flow(chance, style.comments, style.wide)
        self.notes = 0
        self.in_block = False  # whether the last line is a block scalar's

    def document(self, node: Node, column: int = 0) -> list[str]:
        """The lines of a node that stands at a column."""
        if isinstance(node, dict) and node:
            return self.mapping(node, column)
        if isinstance(node, list) and node:
            return self.sequence(node, column)
        return [" " * column + self.flow.text(node)]

    def mapping(self, node: dict[object, Node], column: int) -> list[str]:
        lines: list[str] = []
        for key, value in node.items():
            if lines:
                lines += self.between(column)
            lines += self.pair(key, value, column)
        return lines

    def sequence(self, node: list[Node], column: int) -> list[str]:
        lines: list[str] = []
        for each in node:
            if lines:
                lines += self.between(column)
            lines += self.hung(column, "-", each, column + 1)
        return lines

    def pair(self, key: object, value: Node, column: int) -> list[str]:
        """The lines of a key with its value."""
        written = key.text if isinstance(key, Raw) else self.key(str(key))
        if self.chance.of(self.style.explicit) and not isinstance(key, Raw):
            return [" " * column + "? " + written, *self.hung(column, ":", value, column + 1)]
        if key == "name" and self.chance.tame and type(value) is str and may_be_plain(value):
            value = Raw(value, value)
        space = " " if self.chance.of(self.style.wide / 8) else ""
        inner = column + self.style.step
        if isinstance(value, list) or (isinstance(value, Marked) and isinstance(value.node, list)):
            inner = column + self.style.dashes
        return self.hung(column, written + space + ":", value, inner)

    def key(self, key: str) -> str:
        if self.chance.of(self.style.keys):
            return self.chance.one((f'"{key}"', f"'{key}'"))
        return key if may_be_plain(key) else self.scalars.on_a_line(key)

    def hung(self, column: int, head: str, node: Node, inner: int) -> list[str]:
        """The lines of a node behind a head: a key with its colon, a dash, or a colon."""
        mark = ""
        if isinstance(node, Marked):
            mark, node = " " + node.mark, node.node
        start = " " * column + head
        collection = isinstance(node, (dict, list)) and bool(node)
        if collection and not self.chance.of(self.style.flow):
            return self._collection(column, start, mark, node, inner)
        blank = self._blank(tabs=head != "-")
        if isinstance(node, (dict, list)):
            first, *rest = self.flow.lines(node, column + 1 + self.style.step)
            last = [*rest[:-1], rest[-1] + self.note()] if rest else []
            return [start + mark + blank + first + ("" if rest else self.note()), *last]
        if isinstance(node, Raw):
            text = blank + node.text if node.text else ""
            return [start + mark + text + self.note()]
        first, *rest = self.scalars.lines(node, column + self.style.step, column)
        self.in_block = first[:1] in ("|", ">")
        ended = not self.in_block and not rest
        return [start + mark + blank + first + (self.note() if ended else ""), *rest]

    def _collection(self, column: int, start: str, mark: str, node: Node, inner: int) -> list[str]:
        is_key = start.strip() not in ("-", ":")
        lone = is_key or mark or self.chance.of(self.style.lone)
        if not lone:
            gap = max(1, self.style.gap) if isinstance(node, dict) else 1
            at = column + 1 + gap
            first, *rest = self.document(node, at)
            return [start + " " * gap + first[at:], *rest]
        if not is_key:
            inner = max(inner, column + self.style.step)
        lines = self.document(node, inner)
        return [start + mark + self.note(), *self.between(inner, 0.5), *lines]

    def between(self, column: int, rate: float = 1) -> list[str]:
        """What may stand between two lines: comments and blank lines."""
        lines = []
        self.in_block = self.in_block and rate == 1
        if self.chance.of(self.style.comments * rate / 2):
            at = self.chance.one((column, column, 0, column if self.in_block else column + 2))
            lines.append(" " * at + self.comment())
        if self.chance.of(self.style.blanks * rate):
            tab = " " * (column + 2) + "\t" if self.style.tabs and not self.in_block else ""
            lines.append(self.chance.one(("", "", "  ", tab)))
        return lines

    def note(self) -> str:
        """A comment at the end of a line, now and then."""
        if self.chance.of(self.style.comments / 2):
            return self.chance.one((" ", "  ", "\t" if self.style.tabs else " ")) + self.comment()
        return self.chance.one((" ", "\t")) if self.chance.of(self.style.tabs) else ""

    def comment(self) -> str:
        self.notes += 1
        odd = self.chance.one(ODD_COMMENTS) if self.style.odd_comments else ""
        return f"# note {self.notes}{odd}"

    def _blank(self, *, tabs: bool) -> str:
        if tabs and self.chance.of(self.style.tabs):
            return self.chance.one(("\t", " \t"))
        return "   " if self.chance.of(self.style.wide) else " "
