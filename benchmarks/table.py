"""Tables for the terminal and in Markdown, and how figures are written in them."""

from __future__ import annotations

from typing import NamedTuple

NOT_MEASURED = ""


class Table(NamedTuple):
    """The first column is text, the others are figures."""

    header: list[str]
    rows: list[list[str]]


class Verdict(NamedTuple):
    """One sentence with the figure and its target, and whether the target is met."""

    text: str
    met: bool

    def __str__(self) -> str:
        return f"{word(self.met)}: {self.text}"


def word(met: bool) -> str:
    return "met" if met else "NOT MET"


def plain(table: Table) -> str:
    """Columns lined up, for the terminal."""
    lines = [table.header, *table.rows]
    first, *others = (max(map(len, column)) for column in zip(*lines, strict=True))
    return "".join(
        "  ".join(
            [line[0].ljust(first), *(t.rjust(w) for t, w in zip(line[1:], others, strict=True))]
        ).rstrip()
        + "\n"
        for line in lines
    )


def markdown(table: Table) -> str:
    rule = ["---", *("---:" for _ in table.header[1:])]
    lines = [table.header, rule, *table.rows]
    return "".join("| " + " | ".join(line) + " |\n" for line in lines)


def seconds(value: float) -> str:
    """`27 ms`, `.25 s`, `3.1 s`, `26 s`."""
    if value < 0.1:
        return f"{value * 1000:.{1 if value < 0.01 else 0}f} ms"
    return _three_places(value) + " s"


def mebibytes(value: float) -> str:
    """`13 MiB`, `8.2 GiB`."""
    return f"{value:.0f} MiB" if value < 1000 else f"{value / 1024:.1f} GiB"


def times(value: float) -> str:
    """`1.3 x`."""
    return f"{value:.{1 if value >= 10 else 2}f} x"


def _three_places(value: float) -> str:
    text = f"{value:.{2 if value < 1 else 1 if value < 10 else 0}f}"
    return text.lstrip("0") if value < 1 else text
