"""Plain block-style YAML -> located nodes, read by the columns of its lines where it is looked into.

Most manifests say their structure by indentation alone: each line has one key or one member, and
a value that ends on its line or is a block scalar. There the keys of a mapping are the lines at
its column, and what belongs to a key is what stands before the next one. A line is read by itself,
and what was read is kept, since most lines of a list come again and again. A collection is split
when it is looked into, and its values are read one by one, when they are asked for.

Whatever is written in another way makes `read` raise Unsure: a line that may open what it does
not close, a property, an alias, a merge key, a complex key, a dash behind a dash. Then the text is
read by its events. A text must have passed libyaml before: that each line stands at a column
where it may stand is not looked at here.
"""

from __future__ import annotations

import re
from itertools import accumulate
from operator import itemgetter

from krm_fn.errors import Malformed
from krm_fn.yaml.compose import compose
from krm_fn.yaml.nodes import NULLS, Alias, Mapping, Scalar, Sequence, text_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TypeAlias

    from krm_fn.yaml.nodes import Node

    Line: TypeAlias = tuple[str, str, int, int, str, str, int]
    """Its mark, its key and the columns where that starts and ends, and what stands behind the key or
    the dash: the style of a scalar, its text, and its column.
    """

# No group is repeated possessively: Python before 3.11.5 may match that wrongly.
_KEY = r"""[\w./][\w./-]*+|"[^"\\]*+"|'[^']*+'"""
_IN_FLOW = r"""(?:[^\[\]{}#&*!"']++|(?<=[\[{, ])(?:"[^"\\]*+"|'[^']*+'))"""
_FLOW = rf"[\[{{](?:{_IN_FLOW}|[\[{{]{_IN_FLOW}*[\]}}])*[\]}}]"
_PLAIN = (
    r"""(?:[^\s"'\[{&*!|>%@`#,\]}?:-]|[-?](?=[^ ]))"""
    r"[^:#]*+(?:(?::(?=[^ ])|(?<! )#)[^:#]*+)*"
)
_VALUE = rf"""{_PLAIN}|"(?:[^"\\]++|\\.)*"|'(?:[^']++|'')*'|{_FLOW}"""
_BLOCK = "[|>][0-9+-]*+"
_END = r" *+(?:(?<![^ ])#.*+)?"
_STYLES = "\"'[{|>"
"""What begins a value that isn't plain."""
_LINE = re.compile(rf"( *+)(- (?! ))?(?:({_KEY}):(?= |\Z))? *+({_VALUE}|{_BLOCK})?{_END}")
"""A line's indent, dash and key, and its value or the header of its block scalar."""
_ODD = "[\x85\u2028\u2029\ufeff]"

NOTHING, BLOCK, OTHER = "nothing", "block", "other"
"""Instead of a scalar's style: nothing, a block scalar, or what is read by its events."""
BLANK = "\0"
"""The mark of a line without a key and a dash. That of another one tells which it has, and where:
see `_mark`.
"""
MAX_COLUMN = 120
"""How far in a line may begin: so no text that is read here nests deeper than it may."""
MAX_LINES = 2000
LONGEST = 200
"""How many lines are kept, and how long they may be."""


class Unsure(Exception):
    """The text must be read by its events."""


def read(text: str, dashed: bool) -> Mapping:
    """The root mapping of a text; with `dashed`, that of the only member of a block sequence.

    Raises Unsure, also later when a node is looked into.
    """
    page = _Page(text)
    shape, stop = page.shape, len(page.lines)
    number = page.below(0, stop)
    mark, _, start, end, *_ = page.lines[number] if number < stop else _NONE
    if start == end or (mark != _MARKS[start]) != dashed:
        raise Unsure
    if dashed and shape.find(mark, number + 1) >= 0:
        raise Unsure
    return LineMapping(page, number, start, stop)


def is_plain(text: str) -> bool:
    """Whether each line of a text closes what it opens, but for block scalars and their lines."""
    try:
        _Page(text)
    except Unsure:
        return False
    return True


class _Page:
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
        if "|" in text or ">" in text:
            self.lines = _with_blocks(texts)
        else:
            known = zip(map(_lines.get, texts), texts, strict=True)
            self.lines = [line or _kept(text) for line, text in known]
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
        return Scalar(start, start + _length(style, text), text, style)

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
        return self.place(number, column) + _length(style, text)

    def around_block(self, number: int, column: int, stop: int) -> Mapping | Sequence:
        """The collection of the one member that starts at a column, and has a block scalar."""
        start = self.place(number, column)
        text = " " * column + self.text[start : self.place(stop, 0)]
        return _composed(text, start - column)  # type: ignore[return-value]


class LineMapping(Mapping):
    """A block mapping whose keys stand at `column`, from a line on until before the line `stop`.

    `numbers` are those of the lines of its keys.
    """

    __slots__ = ("_nodes", "_pairs", "column", "number", "numbers", "page", "stop")

    is_read_by_lines = True
    merges = False  # a text with a merge key is not read here
    flow = False
    anchor = tag = None
    column: int

    def __init__(self, page: _Page, number: int, column: int, stop: int) -> None:
        self.page = page
        self.number = number
        self.column = column
        self.stop = stop
        self._nodes: dict[str, Node] = {}
        self._pairs: dict[str, tuple[Node, Node]] = {}
        lines, find, mark = page.lines, page.shape.find, _MARKS[column]
        numbers: dict[str, int] = {}
        count = 0
        while number < stop:
            line = lines[number]
            numbers[line[1]] = number
            count += 1
            following = find(mark, number + 1, stop)
            if following < 0:
                following = stop
            if line[4] is not NOTHING and following > number + 1:
                page.check_below(number, following)
            number = following
        self.numbers = numbers
        if len(numbers) < count:
            raise Unsure  # a key is given twice

    @property
    def start(self) -> int:  # type: ignore[override]
        """Where the first key starts."""
        return self.page.place(self.number, self.column)

    @property
    def end(self) -> int:  # type: ignore[override]
        """Where the last value ends."""
        return self.page.end(self.stop) or self.get([*self.numbers][-1]).end  # type: ignore[union-attr]

    @property
    def entries(self) -> list[tuple[Node, Node]]:  # type: ignore[override]
        """All pairs."""
        return [*map(self._pair, self.numbers)]

    def block_list(self) -> tuple[Node, Sequence] | None:
        """The first pair whose value is a block sequence; the others are not read."""
        for key, number in self.numbers.items():
            if self.page.lines[number][4] is NOTHING:
                name, value = self._pair(key)
                if isinstance(value, Sequence):
                    return name, value
        return None

    def count(self, key: str) -> int:
        """How often `key` is given."""
        return 1 if key in self.numbers else 0

    def get(self, key: str) -> Scalar | Mapping | Sequence | None:
        """The value under `key`."""
        node = self._nodes.get(key)
        if node is None and key in self.numbers:
            node = self._nodes[key] = self._read(self.numbers[key])
        return node  # type: ignore[return-value]

    def text_under(self, key: str) -> str | None:
        """The text of the value under `key`."""
        number = self.numbers.get(key)
        if number is None:
            return None
        _, _, _, _, style, text, _ = self.page.lines[number]
        return text_of(self.get(key)) if text in NULLS or style is OTHER else text

    def own(self, key: str) -> Node | None:
        """The value under `key`, which is no alias."""
        return self.get(key)

    def entry(self, key: str) -> tuple[Node, Node] | None:
        """The (key, value) pair of `key`."""
        return self._pair(key) if key in self.numbers else None

    def keys(self) -> list[str]:
        """Its keys."""
        return [*self.numbers]

    def own_text(self) -> tuple[int, str]:
        """Its column and all of its text: nothing else bears on what it means. At another column the
        same lines may be the continuation of a value.
        """
        return self.column, self.page.text[self.start : self.page.place(self.stop, 0)]

    def may_mention(self, part: str) -> bool:
        """Whether a part of a key or value is in it, or in its comments."""
        return self.page.text.find(part, self.start, self.page.place(self.stop, 0)) >= 0

    def _pair(self, key: str) -> tuple[Node, Node]:
        """The pair of a key that is there, the same one each time."""
        pair = self._pairs.get(key)
        if pair is None:
            number = self.numbers[key]
            _, _, start, end, *_ = self.page.lines[number]
            place = self.page.place(number, start)
            style = "" if end - start == len(key) else self.page.text[place]
            name = Scalar(place, place + end - start, key, style)
            pair = self._pairs[key] = name, self.get(key)  # type: ignore[assignment]
        return pair  # type: ignore[return-value]

    def _read(self, number: int) -> Node:
        """Read what stands behind the key on a line, or below it."""
        page = self.page
        _, _, _, end, style, _, _ = page.lines[number]
        if style is not NOTHING and (value := page.scalar(number)) is not None:
            return value
        stop = page.shape.find(_MARKS[self.column], number + 1, self.stop)
        if stop < 0:
            stop = self.stop
        if style is BLOCK:
            around = page.around_block(number, self.column, stop)
            return around.entries[0][1]  # type: ignore[union-attr]
        below = page.below(number + 1, stop)
        if below == stop:
            nothing = page.place(number, end + 1)
            return Scalar(nothing, nothing, "")
        mark, _, column, *_ = page.lines[below]
        if mark != _MARKS[column] and column - 2 >= self.column:
            return LineSequence(page, below, column - 2, stop)
        if mark != _MARKS[column] or column <= self.column:
            raise Unsure
        return LineMapping(page, below, column, stop)


class LineSequence(Sequence):
    """A block sequence with its dashes at `column`, from a line on until before the line `stop`."""

    __slots__ = ("_items", "number", "page", "stop")

    flow = False
    anchor = tag = None
    offset = 2

    def __init__(self, page: _Page, number: int, column: int, stop: int) -> None:
        self.page = page
        self.number = number
        self.column = column
        self.stop = stop
        self._items: list[Node] | None = None

    @property
    def start(self) -> int:  # type: ignore[override]
        """Where the first dash stands."""
        return self.page.place(self.number, self.column)

    @property
    def end(self) -> int:  # type: ignore[override]
        """Where the last member ends."""
        return self.page.end(self.stop) or self.items[-1].end

    @property
    def items(self) -> list[Node]:  # type: ignore[override]
        """All members."""
        if self._items is None:
            numbers = self._numbers()
            self._items = [*map(self._member, numbers, [*numbers[1:], self.stop])]
        return self._items

    @property
    def size(self) -> int:
        """How many members there are."""
        return self.page.shape.count(self.page.shape[self.number], self.number, self.stop)

    def texts_under(self, key: str) -> list[str | None]:
        """The text under a key of each member. Members need not be read that begin with it."""
        lines, shape, numbers = self.page.lines, self.page.shape, self._numbers()
        next_to = shape[self.number], _MARKS[self.column + 2]
        texts: list[str | None] = []
        for number in numbers:
            _, name, _, _, style, text, _ = lines[number]
            if name != key or text in NULLS or style is OTHER or shape[number + 1] not in next_to:
                return super().texts_under(key)
            texts.append(text)
        return texts

    def _numbers(self) -> list[int]:
        """The numbers of the lines with its dashes."""
        find, stop = self.page.shape.find, self.stop
        number, numbers = self.number, [self.number]
        mark = self.page.shape[number]
        while (number := find(mark, number + 1, stop)) >= 0:
            numbers.append(number)
        return numbers

    def mentions(self, part: str) -> bool:
        """Whether a part of a value is in it; its comments count too."""
        return self.page.text.find(part, self.start, self.page.place(self.stop, 0)) >= 0

    def _member(self, number: int, stop: int) -> Node:
        """The member behind the dash on a line."""
        page = self.page
        _, _, start, end, *_ = page.lines[number]
        if start < end:
            return LineMapping(page, number, start, stop)
        value = page.scalar(number)
        if value is not None:
            page.check_below(number, stop)
            return value
        return page.around_block(number, self.column, stop).items[0]  # type: ignore[union-attr]


_MARK = itemgetter(0)
_lines: dict[str, Line] = {}
"""What lines are, by their texts."""
_keys: dict[str, tuple[str, str, int, int]] = {}
"""What lines are up to the end of their key, if they have a value too."""
_NONE: Line = BLANK, "", 0, 0, NOTHING, "", 0
_MARKS = [chr(1 + column) for column in range(MAX_COLUMN + 3)]
"""The marks of lines with a key alone, by its column; that of a dash is 128 behind it."""


def _kept(text: str) -> Line:
    """Read a line, and keep what it is. Raises Unsure."""
    head, _, rest = text.partition(": ")
    key = _keys.get(head)
    usual = None if key is None else _usual(rest)
    line = _line(text) if key is None or usual is None else key + usual + (len(head) + 2,)
    if len(text) <= LONGEST:
        if len(_lines) >= MAX_LINES:
            _lines.clear()
        _lines[text] = line
    return line


def _usual(value: str) -> tuple[str, str] | None:
    """The style and the text of a value like most, that ends its line. Patterns take much longer."""
    first = value[:1]
    if first.isalnum() or first == "/":
        if "#" not in value and ": " not in value and value[-1] != ":":
            return "", value.rstrip(" ")
    elif first in ("'", '"') and value.count(first) == 2 and value[-1] == first:
        return (first, value[1:-1]) if "\\" not in value else None
    return None


def _line(text: str) -> Line:
    """Read a line. Raises Unsure."""
    found = _LINE.fullmatch(text)
    if found is None:
        raise Unsure
    indent, dash, key, value = found.groups()
    if value is None and key is None and dash is None:
        return _NONE
    start = len(indent)
    if start > MAX_COLUMN or (key is None and (dash is None or value is None)):
        raise Unsure
    mark = _MARKS[start]
    if dash is not None:
        mark = chr(ord(mark) + 128)
        start += 2
    end = start if key is None else start + len(key)
    name = key or ""
    if name[:1] in ("'", '"'):
        name = name[1:-1]
    if value is None:
        return mark, name, start, end, NOTHING, "", end
    if key is not None and len(_keys) < MAX_LINES:
        _keys[text[:end]] = mark, name, start, end
    return mark, name, start, end, *_held(value), found.start(4)


def _held(value: str) -> tuple[str, str]:
    """The style and the text of a value; the source of one that isn't read here."""
    style = value[0]
    if style not in _STYLES:
        return "", value.rstrip(" ")
    if style in "|>":
        return BLOCK, ""
    inner = value[1:-1]
    if style in "[{" or ("\\" if style == '"' else "'") in inner:
        return OTHER, value
    return style, inner


def _length(style: str, text: str) -> int:
    """How long a value is in its line."""
    return len(text) + (2 if style in ("'", '"') else 0)


def _with_blocks(texts: list[str]) -> list[Line]:
    """The lines of texts of which some may stand in block scalars: as blank ones."""
    lines: list[Line] = []
    block = None  # the column of the key or the dash whose block scalar is open
    for text in texts:
        indent = len(text) - len(text.lstrip(" "))
        if block is not None and (indent > block or indent == len(text)):
            lines.append(_NONE)
            continue
        line = _lines.get(text) or _kept(text)
        lines.append(line)
        _, _, start, end, style, *_ = line
        block = None
        if style is BLOCK:
            block = start if start < end else start - 2
    return lines


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
