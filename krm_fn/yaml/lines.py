"""Plain block-style YAML -> located nodes, read by the columns of its lines where it is looked into.

Most manifests say their structure by indentation alone: each line has one key or one member, and
a value that ends on its line or is a block scalar. There the keys of a mapping are the lines at
its column, and what belongs to a key is what stands before the next one. A collection is split
when it is first looked into, and its values are read one by one, when they are asked for.

Whatever is written in another way makes `read` raise Unsure: a line that may open what it does
not close, a property, an alias, a merge key, a complex key, a dash behind a dash. Then the text is
read by its events. A text must have passed libyaml before: that each line stands at a column
where it may stand is not looked at here.
"""

from __future__ import annotations

import re

from krm_fn.errors import Malformed
from krm_fn.yaml.compose import compose
from krm_fn.yaml.nodes import Alias, Mapping, Scalar, Sequence, text_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from krm_fn.yaml.nodes import Node

_KEY = r"""(?:[\w./][\w./-]*+|"[^"\\\n]*+"|'[^'\n]*+')"""
_END = r"[ ]*+(?:(?<=[ ])#[^\n]*+)?+(?=\n|\Z)"
_IN_FLOW = r"""(?:[^\[\]{}\n#&*!"']++|(?<=[\[{, ])(?:"[^"\\\n]*+"|'[^'\n]*+'))"""
_FLOW = rf"(?:\[|{{)(?:{_IN_FLOW}|[\[{{]{_IN_FLOW}*+[\]}}])*+[\]}}]"
_PLAIN = (
    r"""(?:[^\s"'\[{&*!|>%@`#,\]}?:-]|[-?](?=[^ \n]))"""
    r"[^\n:#]*+(?:(?::(?=[^ \n])|(?<![ ])\#)[^\n:#]*+)*+"
)
_ENDS = r"(?!(?:\n[ ]*+(?=\n))*+\n(?P=indent)[ ]++-[ \n])"
"""No dash follows that a plain scalar would swallow, as one of its lines."""
_VALUE = rf"""(?:"(?:[^"\\\n]++|\\.)*+"|'(?:[^'\n]++|'')*+'|{_FLOW}|{_PLAIN}){_END}{_ENDS}"""
_BLOCK = rf"[|>][0-9+-]*+{_END}(?:\n(?:(?P=indent)<in>[ ]++[^\n]*+|[ ]*+(?=\n|\Z)))*+"
"""A block scalar, with the lines below it that stand further in than its key, or its dash."""
_PAIR = rf"{_KEY}:(?:{_END}|[ ]++(?:{_VALUE}|{_BLOCK}))"
_AFTER_DASH = "[ ]{2}"
_LINE = (
    rf"(?P<indent>[ ]*+)(?:(?:#[^\n]*+)?(?=\n|\Z)|{_PAIR.replace('<in>', '')}"
    rf"|-[ ](?![ ])(?:{_PAIR.replace('<in>', _AFTER_DASH)}|{_VALUE}|{_BLOCK.replace('<in>', '')}))"
)
_IS_PLAIN = re.compile(rf"(?:---[ ]*+\n)?(?:{_LINE}(?:\n|\Z))*+\Z")
_ODD = "[\x85\u2028\u2029\ufeff]"
_FIRST = re.compile(r"(?:---[ ]*+\n)?(?:[ ]*+(?:#[^\n]*+)?\n)*+([ ]*+)(- )?+(?=[^ -])")
_BELOW = re.compile(r"(?:\n[ ]*+(?:#[^\n]*+)?(?=\n))*+\n([ ]*+)(-(?=[ \n])|(?=[^ \n#]))")
_NOTHING = re.compile(r"[ ]*(?:[#\n]|\Z)")
_keys: dict[int, re.Pattern[str]] = {}
_marks: dict[int, dict[str, str]] = {}
"""What stands before a key's value, by the key's column and the key."""
MAX_MARKS = 100


class Unsure(Exception):
    """The text must be read by its events."""


def read(text: str, dashed: bool) -> Mapping:
    """The root mapping of a text; with `dashed`, that of the only member of a block sequence.

    Raises Unsure, also later when a node is looked into.
    """
    found = _FIRST.match(text)
    if found is None or (found[2] is not None) != dashed or not is_plain(text):
        raise Unsure
    column, start = len(found[1]), found.end()
    if not _KEY_HERE.match(text, start):
        raise Unsure
    if dashed:
        if text.find("\n" + " " * column + "- ", start) >= 0:
            raise Unsure
        column += 2
    return LineMapping(text, start, column, len(text), '":' in text or "':" in text)


def is_plain(text: str) -> bool:
    """Whether each line of a text closes what it opens, but for block scalars and their lines."""
    if "\t" in text or "\r" in text or (not text.isascii() and re.search(_ODD, text)):
        return False
    return _IS_PLAIN.match(text) is not None


class LineMapping(Mapping):
    """A block mapping whose keys stand at `column`, the first one at `start`; ends before `stop`.

    A key is looked for in the text, unless some key of it is `quoted`: then all are found first.
    """

    __slots__ = ("_marks", "_pairs", "_places", "column", "quoted", "stop", "text", "values")

    is_read_by_lines = True
    merges = False  # a text with a merge key is not read here

    def __init__(self, text: str, start: int, column: int, stop: int, quoted: bool) -> None:
        self.start = start
        self.flow = False
        self.anchor = self.tag = None
        self.text = text
        self.column = column
        self.stop = stop
        self.quoted = quoted
        self.values: dict[str, Node | None] = {}
        self._marks = _marks.get(column) or _marks.setdefault(column, {})
        self._places: dict[str, tuple[int, int]] | None = None
        self._pairs: dict[str, tuple[Node, Node]] = {}

    @property
    def end(self) -> int:  # type: ignore[override]
        """Where the last value ends."""
        return self._pair([*(self._places or self._split())][-1])[1].end

    @property
    def entries(self) -> list[tuple[Node, Node]]:  # type: ignore[override]
        """All pairs."""
        return [*map(self._pair, self._places or self._split())]

    def block_list(self) -> tuple[Node, Sequence] | None:
        """The first pair whose value is a block sequence; the others are not read."""
        for key, (_, end) in (self._places or self._split()).items():
            if _NOTHING.match(self.text, end + 1):
                name, value = self._pair(key)
                if isinstance(value, Sequence):
                    return name, value
        return None

    def count(self, key: str) -> int:
        """How often `key` is given."""
        return 0 if self.get(key) is None else 1

    def get(self, key: str) -> Scalar | Mapping | Sequence | None:
        """The value under `key`."""
        if key in self.values:
            return self.values[key]  # type: ignore[return-value]
        place = self._place(key)
        value = self.values[key] = None if place is None else self._read(*place)
        return value  # type: ignore[return-value]

    def text_under(self, key: str) -> str | None:
        """The text of the value under `key`."""
        return text_of(self.get(key))

    def entry(self, key: str) -> tuple[Node, Node] | None:
        """The (key, value) pair of `key`."""
        return None if self.get(key) is None else self._pair(key)

    def keys(self) -> list[str]:
        """Its keys."""
        return [*(self._places or self._split())]

    def own_text(self) -> tuple[int, str]:
        """Its column and all of its text: nothing else bears on what it means. At another column the
        same lines may be the continuation of a value.
        """
        return self.column, self.text[self.start : self.stop]

    def may_mention(self, part: str) -> bool:
        """Whether a part of a key or value is in it, or in its comments."""
        return self.text.find(part, self.start, self.stop) >= 0

    def _place(self, key: str) -> tuple[int, int] | None:
        """Where a key starts and ends."""
        if self._places is not None or self.quoted:
            return (self._places or self._split()).get(key)
        text, start = self.text, self.start
        mark = self._marks.get(key) or _mark(self.column, key)
        at = text.find(mark, start, self.stop)
        if not text.startswith(key, start) or text[start + len(key)] != ":":
            if at < 0:
                return None
            start = at + 1 + self.column
            at = text.find(mark, start, self.stop)
        if at >= 0:
            raise Unsure  # the key is given twice
        return start, start + len(key)

    def _split(self) -> dict[str, tuple[int, int]]:
        """Find all keys: where each starts and ends."""
        text, places = self.text, {}
        starts = [self.start]
        starts += [
            match.end() for match in _key_at(self.column).finditer(text, starts[0], self.stop)
        ]
        for start in starts:
            quote = text[start]
            if quote in "\"'":
                end = text.index(quote, start + 1) + 1
                places[text[start + 1 : end - 1]] = start, end
            else:
                end = text.index(":", start)
                places[text[start:end]] = start, end
        if len(places) < len(starts):
            raise Unsure  # a key is given twice
        self._places = places
        return places

    def _pair(self, key: str) -> tuple[Node, Node]:
        """The pair of a key that is there."""
        pair = self._pairs.get(key)
        if pair is None:
            start, end = self._place(key)  # type: ignore[misc]
            name = Scalar(start, end, key, "" if end - start == len(key) else self.text[start])
            pair = self._pairs[key] = name, self.get(key)  # type: ignore[assignment]
        return pair  # type: ignore[return-value]

    def _read(self, start: int, end: int) -> Node:
        """Read the value of a key that starts and ends at two places."""
        text = self.text
        line_end = text.find("\n", end, self.stop)
        if line_end < 0:
            line_end = self.stop
        value = text[end + 1 : line_end].lstrip(" ")
        if value and value[0] not in "#|>":
            return _on_line(value, line_end - len(value))
        behind = _key_at(self.column).search(text, line_end, self.stop)
        stop = behind.start() if behind is not None else self.stop
        if not value or value[0] == "#":
            return self._below(end + 1, line_end, stop)
        root = _composed(" " * self.column + text[start : stop + 1], start - self.column)
        return root.entries[0][1]  # type: ignore[union-attr]

    def _below(self, nothing: int, line_end: int, stop: int) -> Node:
        """What stands below a key that has nothing on its line, before another key."""
        text = self.text
        below = _BELOW.match(text, line_end, stop)
        if below is None:
            return Scalar(nothing, nothing, "")
        indent = len(below[1])
        if below[2] and indent >= self.column:
            return LineSequence(text, below.end(1), indent, stop, self.quoted)
        if indent <= self.column:
            raise Unsure
        return LineMapping(text, below.end(1), indent, stop, self.quoted)


class LineSequence(Sequence):
    """A block sequence with its dashes at `column`, the first one at `start`; ends before `stop`."""

    __slots__ = ("_items", "quoted", "stop", "text")

    def __init__(self, text: str, start: int, column: int, stop: int, quoted: bool) -> None:
        self.start = start
        self.flow = False
        self.column = column
        self.anchor = self.tag = None
        self.text = text
        self.stop = stop
        self.quoted = quoted
        self._items: list[Node] | None = None

    @property
    def end(self) -> int:  # type: ignore[override]
        """Where the last member ends."""
        return self.items[-1].end

    @property
    def items(self) -> list[Node]:  # type: ignore[override]
        """All members."""
        if self._items is None:
            find, stop = self.text.find, self.stop
            mark = "\n" + " " * self.column + "- "
            items = self._items = []
            dash = self.start
            while (following := find(mark, dash, stop)) >= 0:
                items.append(self._member(dash, following))
                dash = following + self.column + 1
            items.append(self._member(dash, stop))
        return self._items

    def mentions(self, part: str) -> bool:
        """Whether a part of a value is in it; its comments count too."""
        return self.text.find(part, self.start, self.stop) >= 0

    def _member(self, dash: int, stop: int) -> Node:
        """The member behind a dash."""
        text, start = self.text, dash + 2
        if _KEY_HERE.match(text, start, stop):
            return LineMapping(text, start, self.column + 2, stop, self.quoted)
        if text[start] in "|>":
            root = _composed(" " * self.column + text[dash : stop + 1], dash - self.column)
            return root.items[0]  # type: ignore[union-attr]
        line_end = text.find("\n", start, stop)
        return _on_line(text[start : line_end if line_end >= 0 else stop], start)


_KEY_HERE = re.compile(rf"({_KEY}):(?=[ \n]|\Z)")


def _key_at(column: int) -> re.Pattern[str]:
    """What is before a key at a column, in the text of a mapping whose keys stand there."""
    if column not in _keys:
        _keys[column] = re.compile(rf"\n[ ]{{{column}}}(?=[^ \n#-])")
    return _keys[column]


def _mark(column: int, key: str) -> str:
    """The line end and the blanks before a key that stands at a column, and its colon."""
    marks = _marks[column]
    if len(marks) >= MAX_MARKS:
        marks.clear()
    mark = marks[key] = "\n" + " " * column + key + ":"
    return mark


def _on_line(value: str, start: int) -> Node:
    """The node of a value that starts and ends on a line; a comment may follow it."""
    style = value[0]
    if style in "\"'":
        close = value.find(style, 1)
        if (style == '"' and "\\" in value) or value[close + 1 : close + 2] == "'":
            return _composed(value, start)
        return Scalar(start, start + close + 1, value[1:close], style)
    if style in "[{":
        return _composed(value, start)
    comment = value.find(" #")
    value = (value[:comment] if comment >= 0 else value).rstrip(" ")
    return Scalar(start, start + len(value), value)


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
