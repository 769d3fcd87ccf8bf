"""Edits of a text as such: spans and whole lines, with the line ends that it has.

They come to splices: replacements of spans, applied once. A splice is `(start, end, replacement)`; an
insertion has `start == end`. Splices never overlap.
"""

from __future__ import annotations

from krm_fn import late_re as re
from krm_fn.yaml.nodes import Mapping, Scalar, Sequence
from krm_fn.yaml.render import Style
from krm_fn.yaml.text import BREAKS, line_start

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import TypeAlias

    from krm_fn.yaml.nodes import Node

    Splice: TypeAlias = tuple[int, int, str]
    ByteSplice: TypeAlias = tuple[int, int, bytes | bytearray]

BREAK = "\r\n?|[\n\x85\u2028\u2029]"
_ODD_BREAK = "\r(?!\n)|[\x85\u2028\u2029]"


class TextEdits:
    """Collects the splices of a text. `unix` says that it has no line end but line feeds, `odd` that
    it has some besides those of Unix and of Windows.
    """

    __slots__ = ("odd", "splices", "style", "text", "unix")

    def __init__(self, text: str, json: bool) -> None:
        self.text = text
        self.unix = text.isascii() and "\r" not in text
        self.odd = not self.unix and re.search(_ODD_BREAK, text) is not None
        first = None if self.unix else re.search("\r\n?|\n", text)
        self.style = Style("\r\n" if first and first[0] == "\r\n" else "\n", json)
        self.splices: list[Splice] = []

    def column(self, node: Node) -> int:
        """The column at which a node starts."""
        return node.start - self._line_start(node.start)

    def insert(self, at: int, text: str) -> None:
        """Insert text as it is."""
        self.splices.append((at, at, text))

    def _replace(self, start: int, end: int, text: str) -> None:
        if text and end > start and self._at_line_start(end):
            text += self.style.line_end  # a block scalar ends where the next line begins
        self.splices.append((start, end, text))

    def _empty(self, start: int, end: int) -> None:
        """Delete a null or an empty collection behind `key:`, with the blanks before it."""
        if start < end:
            before = len(self.text[:start].rstrip(" \t"))
            self.splices.append((before, end, ""))

    def insert_lines(self, end: int, lines: str) -> None:
        """Insert whole lines below the line on which something ends."""
        at = self._line_after(end)
        if not self._at_line_start(at):
            lines = self.style.line_end + lines[: -len(self.style.line_end)]
        self.insert(at, lines)

    def _line_after(self, end: int) -> int:
        if self._at_line_start(end):
            return end
        if self.unix:
            return self.text.find("\n", end) + 1 or len(self.text)
        match = re.compile(BREAK).search(self.text, end)
        return match.end() if match else len(self.text)

    def _at_line_start(self, at: int) -> bool:
        return at > 0 and self.text[at - 1] in BREAKS

    def _line_start(self, at: int) -> int:
        if not self.odd:
            return self.text.rfind("\n", 0, at) + 1
        return line_start(self.text, at)

    def _delete_spans(self, spans: list[tuple[int, int]], gone: set[int]) -> None:
        """Take flow members out, each with the comma before it (the first ones: behind it)."""
        kept = [index for index in range(len(spans)) if index not in gone]
        for index in sorted(gone):
            if index < kept[0]:
                self._replace(spans[index][0], spans[index + 1][0], "")
            else:
                self._replace(spans[index - 1][1], spans[index][1], "")


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


def ends_in_block_scalar(node: Node | None) -> bool:
    """Whether the last thing in a node is a block scalar: at the end of a text that has no final
    line end, to add one would change its value.
    """
    while isinstance(node, (Mapping, Sequence)):
        if isinstance(node, Sequence):
            node = node.items[-1] if node.items else None
        else:
            node = node.entries[-1][1] if node.entries else None
    return type(node) is Scalar and node.style in ("|", ">")
