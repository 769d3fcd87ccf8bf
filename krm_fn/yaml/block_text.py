"""YAML text as people and kpt write it -> located nodes, read only where they are looked at.

Reading libyaml's events takes most of a run's time, and most events are of no interest. In block
style, indentation alone says where a mapping's keys and a sequence's dashes are: what belongs to
a key at column c stands further in (a sequence's dashes may stand at c), so lines at column c
below it are its siblings. What breaks that are scalars and flow collections over several lines,
whose lines may stand at any column. So a text that may hold one, or a key that isn't plain, an
anchor, alias, tag or merge key, is not read here (NotSimple): compose() reads it. Whoever uses
this checks the text's syntax with libyaml too.
"""

from __future__ import annotations

import re

from krm_fn.errors import Malformed
from krm_fn.yaml.block_lines import IS_PAIR, KEY, LINE, is_simple
from krm_fn.yaml.compose import compose
from krm_fn.yaml.nodes import Alias, Mapping, Scalar, Sequence

TYPE_CHECKING = False
if TYPE_CHECKING:
    from krm_fn.yaml.nodes import Node


class NotSimple(Exception):
    """The text must be read by its events."""


_START = re.compile(r"(?:---[ \t]*\n)?(?:[ ]*(?:#[^\n]*)?\n)*([ ]*-[ ]+)?(?=\w)")
_BELOW = re.compile(r"(?:\n[ \t]*(?:#[^\n]*)?)*\n([ ]*)(?:(-)(?=[ \n])|(?=[^\s#]))")
_BLOCK_SCALAR = r"[:-][ ]+[|>][0-9+-]*[ \t]*(?:#[^\n]*)?$"
_siblings: dict[int, re.Pattern[str]] = {}
_dashes: dict[int, re.Pattern[str]] = {}
_lists: dict[int, re.Pattern[str]] = {}


def read(text: str) -> Mapping:
    """The root mapping of a document, or of the only member of a block sequence.

    Raises NotSimple, also later when a node is looked into.
    """
    match = _START.match(text)
    start = match.end() if match else 0
    if match is None or not is_simple(text, start):
        raise NotSimple
    line = text.rfind("\n", 0, start) + 1
    if match[1] and _dash(match[1].index("-")).search(text, start):
        raise NotSimple  # a second member
    return BlockMapping(text, start, start - line, len(text))


class BlockMapping(Mapping):
    """A block mapping of which only those pairs are read that are asked for.

    Its keys are plain and stand at `column`, the first one at `start`; it ends before `stop`.
    """

    __slots__ = ("column", "lead", "pairs", "starts", "stop", "text", "values")

    def __init__(self, text: str, start: int, column: int, stop: int) -> None:
        self.start = start
        self.flow = False
        self.anchor = self.tag = None
        self.text = text
        self.column = column
        self.lead = "\n" + " " * column
        self.stop = stop
        self.values: dict[str, Scalar | Mapping | Sequence | None] = {}
        self.starts: dict[str, int] = {}
        self.pairs: list[tuple[Node, Node]] | None = None

    @property
    def end(self) -> int:  # type: ignore[override]
        """Where the last line that is not blank or a comment ends."""
        return _content_end(self.text, self.start, self.stop)

    @property
    def entries(self) -> list[tuple[Node, Node]]:  # type: ignore[override]
        """All pairs."""
        if self.pairs is None:
            siblings = _sibling(self.column).finditer(self.text, self.start, self.stop)
            starts = [self.start, *(match.end() for match in siblings)]
            self.pairs = [self._pair(start) for start in starts]
        return self.pairs

    @property
    def merges(self) -> bool:
        """Never: a text with a merge key is not read here."""
        return False

    def count(self, key: str) -> int:
        """How often `key` is given."""
        if self.get(key) is None:
            return 0
        again = self.text.find(f"{self.lead}{key}:", self.starts[key], self.stop)
        return 1 if again < 0 else super().count(key)

    def get(self, key: str) -> Scalar | Mapping | Sequence | None:
        """The value under `key`."""
        if key in self.values:
            return self.values[key]
        text, lead = self.text, self.lead
        if text.startswith(key + ":", self.start):
            at = self.start
        else:
            at = text.find(f"{lead}{key}:", self.start, self.stop) + len(lead)
            if at < len(lead):
                self.values[key] = None
                return None
        self.starts[key] = at
        value = self.values[key] = self._value(at)[1]
        return value

    def entry(self, key: str) -> tuple[Node, Node] | None:
        """The (key, value) pair of `key`."""
        value = self.get(key)
        if value is None:
            return None
        start = self.starts[key]
        return Scalar(start, start + len(key), key), value

    def list_indent(self) -> int | None:
        """How far the dashes of its first block sequence stand in from their key."""
        text, pattern = self.text, _list_below(self.column)
        found = pattern.match(text, self.start - self.column - 1, self.stop)
        if found is None:
            found = pattern.search(text, self.start, self.stop)
        if found is not None:
            return len(found[1]) - self.column
        if text.find("- ", self.start, self.stop) < 0:
            return None
        lists = (value for _, value in self.entries if isinstance(value, BlockSequence))
        return next((each.column - self.column for each in lists), None)

    def _pair(self, at: int) -> tuple[Node, Node]:
        name, value = self._value(at)
        return Scalar(at, at + len(name), name), value

    def _value(self, at: int) -> tuple[str, Scalar | Mapping | Sequence]:
        """The key that starts at a place, and its value."""
        text, column = self.text, self.column
        match = LINE.match(text, at, self.stop)
        if match is None or match[1] is None:
            raise NotSimple
        name, value, end = match[1], match[2], match.end()
        if value is None:
            following = _sibling(column).search(text, end, self.stop)
            stop = following.start() if following else self.stop
            return name, _below(text, match, column, stop)
        if not text[end : end + column + 2].strip():  # the next line stands further in, or is blank
            below = _BELOW.match(text, end, self.stop)
            if below is not None and len(below[1]) > column:
                raise NotSimple  # the value goes on below
        return name, _scalar(value, match.start(2))


class BlockSequence(Sequence):
    """A block sequence whose members are read when they are asked for; it ends before `stop`."""

    __slots__ = ("members", "stop", "text")

    def __init__(self, text: str, start: int, column: int, stop: int) -> None:
        self.start = start
        self.flow = False
        self.column = column
        self.anchor = self.tag = None
        self.text = text
        self.stop = stop
        self.members: list[Node] | None = None

    @property
    def end(self) -> int:  # type: ignore[override]
        """Where the last line that is not blank or a comment ends."""
        return _content_end(self.text, self.start, self.stop)

    def mentions(self, part: str) -> bool:
        """Whether a part of a value is in it; its comments count too."""
        return self.text.find(part, self.start, self.stop) >= 0

    @property
    def items(self) -> list[Node]:  # type: ignore[override]
        """All members."""
        if self.members is None:
            self.members = self._read_all()
        return self.members

    def _read_all(self) -> list[Node]:
        text, column = self.text, self.column
        behind = [self.start + 1]
        behind += [match.end() for match in _dash(column).finditer(text, self.start, self.stop)]
        stops = [place - column - 2 for place in behind[1:]]
        return [
            _member(text, place, column, stop)
            for place, stop in zip(behind, [*stops, self.stop], strict=True)
        ]


def _sibling(column: int) -> re.Pattern[str]:
    """A line at the column that isn't a comment or a sequence's member."""
    if column not in _siblings:
        _siblings[column] = re.compile(rf"\n[ ]{{{column}}}(?=[^\s#-]|-[^ \n])")
    return _siblings[column]


def _list_below(column: int) -> re.Pattern[str]:
    """A key at the column with nothing on its line, and a dash on the next, but for comments."""
    if column not in _lists:
        line = rf"\n(?:[ ]{{{column}}}|[ -]{{{column}}}(?<=- )){KEY[1:-2]}:(?:[ ]+(?:#[^\n]*)?)?"
        blank = r"(?:\n[ ]*(?:#[^\n]*)?(?=\n))*"
        _lists[column] = re.compile(rf"{line}{blank}\n([ ]{{{column},}})-(?=[ \n])")
    return _lists[column]


def _dash(column: int) -> re.Pattern[str]:
    """A dash at the column, to the end of it."""
    if column not in _dashes:
        _dashes[column] = re.compile(rf"\n[ ]{{{column}}}-(?=[ \n])")
    return _dashes[column]


def _below(text: str, match: re.Match[str], column: int, stop: int) -> Scalar | Mapping | Sequence:
    """What stands below a key at a column that has nothing on its line."""
    end = match.end()
    below = _BELOW.match(text, end, stop) if end < stop else None
    if below is None:
        return Scalar(match.end(1) + 1, match.end(1) + 1, "")
    start, indent = below.end(1), len(below[1])
    if indent < column:
        raise NotSimple
    if below[2]:
        return BlockSequence(text, start, indent, stop)
    if indent == column or not IS_PAIR.match(text, start, stop):
        raise NotSimple
    return BlockMapping(text, start, indent, stop)


def _member(text: str, dash: int, column: int, stop: int) -> Node:
    """What stands behind a dash that is at a column."""
    at = dash
    while text[at : at + 1] == " ":
        at += 1
    if IS_PAIR.match(text, at, stop):
        return BlockMapping(text, at, column + 1 + at - dash, stop)
    match = LINE.match(text, at, stop)
    if match is None or match[2] is None or not _is_nothing(text, match.end(), stop):
        raise NotSimple
    return _scalar(match[2], at)


def _is_nothing(text: str, at: int, stop: int) -> bool:
    """Whether only blank lines and comments follow the end of a line."""
    return _BELOW.match(text, at, stop) is None


def _scalar(value: str, start: int) -> Scalar | Mapping | Sequence:
    """The node of a value on one line."""
    style = value[0]
    if style == "'":
        return Scalar(start, start + len(value), value[1:-1].replace("''", "'"), style)
    if style == '"' and "\\" not in value:
        return Scalar(start, start + len(value), value[1:-1], style)
    if style in '"[{':
        try:
            return _shifted(compose(value), start)
        except Malformed:
            raise NotSimple from None  # whoever reads the whole text knows the line
    value = value.rstrip(" \t")
    return Scalar(start, start + len(value), value)


def _shifted(node: Node | None, by: int) -> Scalar | Mapping | Sequence:
    """A node composed from a part of the text, where it stands in the text."""
    if node is None or isinstance(node, Alias):
        raise NotSimple
    node.start += by
    node.end += by
    if isinstance(node, Sequence):
        for item in node.items:
            _shifted(item, by)
    elif isinstance(node, Mapping):
        for pair in node.entries:
            _shifted(pair[0], by)
            _shifted(pair[1], by)
    return node


def _content_end(text: str, start: int, stop: int) -> int:
    """The end of the last line that isn't blank or a comment.

    Such lines may belong to a block scalar, where one is about.
    """
    end = stop
    while True:
        line = text.rfind("\n", start, end)
        content = text[line + 1 : end].strip() if line >= 0 else "x"
        if content and content[0] != "#":
            break
        end = line
    trimmed = text[end:stop].strip("\n") or text.startswith("\n\n", end)
    if trimmed and re.search(_BLOCK_SCALAR, text[start:end], re.MULTILINE):
        raise NotSimple
    return end
