"""Splices: replacements of spans of a text, applied once.

A splice is `(start, end, replacement)`; an insertion has `start == end`. Splices never overlap.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import TypeAlias

    Splice: TypeAlias = tuple[int, int, str]
    ByteSplice: TypeAlias = tuple[int, int, bytes | bytearray]


def _place(splice: Splice | ByteSplice) -> tuple[int, int]:
    return splice[:2]


def spliced(text: str, splices: list[Splice]) -> str:
    """The text with all splices applied; insertions at one place keep their order.

    Raises ValueError when two splices overlap: that is a mistake of ours, never the input's.
    """
    pieces: list[str] = []
    at = 0
    for start, end, replacement in sorted(splices, key=_place):
        if start < at:
            raise ValueError(f"splices overlap at {start}")
        pieces.append(text[at:start])
        pieces.append(replacement)
        at = end
    pieces.append(text[at:])
    return "".join(pieces)


def spliced_bytes(
    data: bytes, splices: Iterable[ByteSplice], first: int = 0, stop: int | None = None
) -> Iterator[memoryview | bytes | bytearray]:
    """The data from `first` until before `stop` with all splices applied, in chunks, without a
    copy of what stays. Raises ValueError when two overlap.
    """
    view = memoryview(data)
    at = first
    for start, end, text in sorted(splices, key=_place):
        if start < at:
            raise ValueError(f"splices overlap at {start}")
        yield view[at:start]
        yield text
        at = end
    yield view[at:stop]
