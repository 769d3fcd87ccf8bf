"""A text of plain block-style YAML as the lines that it consists of."""

from __future__ import annotations

import re
from itertools import accumulate
from operator import itemgetter

from krm_fn.errors import Malformed
from krm_fn.yaml import line
from krm_fn.yaml.compose import Unsure, compose
from krm_fn.yaml.line import BLANK, BLOCK, NOTHING, OTHER
from krm_fn.yaml.nodes import Alias, Mapping, Scalar, Sequence

TYPE_CHECKING = False
if TYPE_CHECKING:
    from krm_fn.yaml.nodes import Node

_ODD = "[\x85\u2028\u2029\ufeff]"
_MARK = itemgetter(0)


class Page:
    """The lines of a text, and the `shape` that their marks make. Raises Unsure.

    The line of a number starts `behind` the texts of those before it, and their line ends.
    """

    __slots__ = ("behind", "lines", "shape", "text")

    def __init__(self, text: str) -> None:
        if "\t" in text or "\r" in text or (not text.isascii() and re.search(_ODD, text)):
            raise Unsure
        self.text = text
        texts = text.split("\n")
        self.behind = [*accumulate(map(len, texts), initial=0)]
        if texts[0].rstrip(" ") == "---":
            texts[0] = ""
        read_all = line.read_with_blocks if "|" in text or ">" in text else line.read
        self.lines = read_all(texts)
        self.shape = "".join(map(_MARK, self.lines))

    def place(self, number: int, column: int) -> int:
        """The place in the text of a column of a line."""
        return self.behind[number] + number + column

    def below(self, number: int, stop: int) -> int:
        """The number of the first line that is not blank, if it is before `stop`, else that."""
        shape = self.shape
        while number < stop and shape[number] == BLANK:
            number += 1
        return number

    def check_below(self, number: int, stop: int) -> None:
        """Raise Unsure unless a line is the last one before `stop` that is not blank: what stands below
        a value belongs to it, even a dash.
        """
        if self.below(number + 1, stop) < stop:
            raise Unsure

    def scalar(self, number: int) -> Node | None:
        """The value on a line, if it ends there."""
        _, _, _, _, style, text, column = self.lines[number]
        if style is NOTHING or style is BLOCK:
            return None
        start = self.behind[number] + number + column
        if style is OTHER:
            return _composed(text, start)
        return Scalar(start, start + line.length(style, text), text, style)

    def end(self, stop: int) -> int | None:
        """Where the last thing before a line ends, if that isn't a block scalar."""
        number = stop - 1
        while self.shape[number] == BLANK:
            number -= 1
        _, _, _, end, style, text, column = self.lines[number]
        if style is NOTHING:
            return self.place(number, end + 1)
        if style is BLOCK:
            return None
        return self.place(number, column) + line.length(style, text)

    def around_block(self, number: int, column: int, stop: int) -> Mapping | Sequence:
        """The collection of the one member that starts at a column, and has a block scalar."""
        start = self.place(number, column)
        text = " " * column + self.text[start : self.place(stop, 0)]
        return _composed(text, start - column)  # type: ignore[return-value]


def _composed(text: str, at: int) -> Scalar | Mapping | Sequence:
    """The root of a part of the text, which is read by its events; places count from `at` on."""
    try:
        root = compose(text)
    except Malformed:
        raise Unsure from None
    if root is None or isinstance(root, Alias):
        raise Unsure
    _shift(root, at)
    return root


def _shift(node: Node, by: int) -> None:
    node.start += by
    node.end += by
    if isinstance(node, Sequence):
        for item in node.items:
            _shift(item, by)
    elif isinstance(node, Mapping):
        for key, value in node.entries:
            _shift(key, by)
            _shift(value, by)
