"""Rows of texts in columns, the last of which is wrapped to the width of a terminal."""

from __future__ import annotations

import os
import re
import shutil
import textwrap

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

GAP = "  "
NARROWEST = 24


class _Wrapper(textwrap.TextWrapper):
    """Breaks lines at blanks and behind the commas of a list, and not within a URL."""

    wordsep_simple_re = re.compile(r"(\s+|(?<=,)(?=\S))")

    def __init__(self, room: int) -> None:
        super().__init__(room, break_on_hyphens=False)


def width() -> int | None:
    """The width of the terminal at stdout; None where there is none."""
    return shutil.get_terminal_size().columns if os.isatty(1) else None


def widths(rows: Sequence[tuple[str, ...]]) -> list[int]:
    """How wide all columns are but the last; none of no rows."""
    columns = zip(*rows, strict=True) if rows else ()
    return [max(map(len, column)) for column in columns][:-1]


def columns(
    rows: Iterable[tuple[str, ...]], taken: Sequence[int], wide: int | None, indent: str = ""
) -> str:
    """Rows in columns that have `taken` so many characters each, the last one the rest."""
    used = len(indent) + sum(taken) + len(GAP) * len(taken)
    room = max(wide - used, NARROWEST) if wide else None
    lines = (line for row in rows for line in _lines(row, taken, room))
    return "".join(f"{indent}{line}".rstrip() + "\n" for line in lines)


def _lines(row: Sequence[str], taken: Sequence[int], room: int | None) -> list[str]:
    """One row as lines, of which the last column fills `room` characters each."""
    *cells, last = row
    start = "".join(cell.ljust(wide) + GAP for cell, wide in zip(cells, taken, strict=True))
    parts = (_Wrapper(room).wrap(last) if room else [last]) or [""]
    return [start + parts[0], *(" " * len(start) + part for part in parts[1:])]
