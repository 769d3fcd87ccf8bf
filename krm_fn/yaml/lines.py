"""Plain block-style YAML -> located nodes, read by the columns of its lines where it is looked into.

Most manifests say their structure by indentation alone: each line has one key or one member, and
a value that ends on its line or is a block scalar. There the keys of a mapping are the lines at
its column, and what belongs to a key is what stands before the next one. A line is read by itself, a
collection is split when it is looked into, and its values are read one by one, when they are asked
for.

Whatever is written in another way makes `read` raise Unsure: a line that may open what it does
not close, a property, an alias, a merge key, a complex key, a dash behind a dash. Then the text is
read by its events. A text must have passed libyaml before: that each line stands at a column
where it may stand is not looked at here.
"""

from __future__ import annotations

from krm_fn.yaml.compose import Unsure
from krm_fn.yaml.line import BLOCK, MARKS, NONE, NOTHING, OTHER
from krm_fn.yaml.nodes import NULLS, Mapping, Scalar, Sequence, text_of
from krm_fn.yaml.page import Page

TYPE_CHECKING = False
if TYPE_CHECKING:
    from krm_fn.yaml.nodes import Node


def read(text: str, dashed: bool) -> Mapping:
    """The root mapping of a text; with `dashed`, that of the only member of a block sequence.

    Raises Unsure, also later when a node is looked into.
    """
    page = Page(text)
    shape, stop = page.shape, len(page.lines)
    number = page.below(0, stop)
    mark, _, start, end, *_ = page.lines[number] if number < stop else NONE
    if start == end or (mark != MARKS[start]) != dashed:
        raise Unsure
    if dashed and shape.find(mark, number + 1) >= 0:
        raise Unsure
    return LineMapping(page, number, start, stop)


def is_plain(text: str) -> bool:
    """Whether each line of a text closes what it opens, but for block scalars and their lines."""
    try:
        Page(text)
    except Unsure:
        return False
    return True


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

    def __init__(self, page: Page, number: int, column: int, stop: int) -> None:
        self.page = page
        self.number = number
        self.column = column
        self.stop = stop
        self._nodes: dict[str, Node] = {}
        self._pairs: dict[str, tuple[Node, Node]] = {}
        lines, find, mark = page.lines, page.shape.find, MARKS[column]
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
        stop = page.shape.find(MARKS[self.column], number + 1, self.stop)
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
        if mark != MARKS[column] and column - 2 >= self.column:
            return LineSequence(page, below, column - 2, stop)
        if mark != MARKS[column] or column <= self.column:
            raise Unsure
        return LineMapping(page, below, column, stop)


class LineSequence(Sequence):
    """A block sequence with its dashes at `column`, from a line on until before the line `stop`."""

    __slots__ = ("_items", "number", "page", "stop")

    flow = False
    anchor = tag = None
    offset = 2

    def __init__(self, page: Page, number: int, column: int, stop: int) -> None:
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
        next_to = shape[self.number], MARKS[self.column + 2]
        texts: list[str | None] = []
        for number in numbers:
            _, name, _, _, style, text, _ = lines[number]
            behind = shape[number + 1 : number + 2]  # "" behind a last line without an end
            if name != key or text in NULLS or style is OTHER or behind not in next_to:
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
