"""Typed edits of located nodes -> splices.

Each edit keeps to the style it finds: block stays block, flow stays flow, JSON stays JSON, with
the indentation and line ends of the text around. Nothing is re-written that isn't edited, so
comments, quoting, anchors and key order stay byte for byte.
"""

from __future__ import annotations

from krm_fn import late_re as re
from krm_fn.yaml.nodes import Absent, Mapping, Scalar, Sequence, followed, is_null
from krm_fn.yaml.render import Style, block_members, block_pair, block_under, content_start, flow
from krm_fn.yaml.text import BREAKS, dash_before
from krm_fn.yaml.text_edits import BREAK, TextEdits

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TypeAlias

    from krm_fn.yaml.nodes import Node
    from krm_fn.yaml.render import Value
    from krm_fn.yaml.text_edits import Splice

    Pair: TypeAlias = tuple[Node, Node]


class Change:
    """What typed edits make of a node: another `value` in its place, or a collection without the
    members or pairs that are `gone`, by their position, and with more `members` or `pairs`.
    """

    __slots__ = ("gone", "is_replaced", "members", "pairs", "value")

    def __init__(self) -> None:
        self.is_replaced = False
        self.value: Value = None
        self.gone: set[int] = set()
        self.members: list[Value] = []
        self.pairs: dict[str, Value] = {}


class Editor(TextEdits):
    """Collects the splices of one item's text, and what they are to make of its nodes.

    `written` are the pieces of text that were put in, each with the value that it must mean, and
    the key if it is a pair; None stands for an edit that is more than that.
    """

    __slots__ = ("changes", "written")

    def __init__(self, text: str, json: bool = False) -> None:
        super().__init__(text, json)
        self.changes: dict[int, Change] = {}
        self.written: list[tuple[str, Value, str | None] | None] = []

    def change(self, node: Node) -> Change:
        """What typed edits make of a node."""
        return self.changes.setdefault(id(node), Change())

    def take(self, other: Editor) -> None:
        """Take the edits of another editor of the same text."""
        self.splices += other.splices
        self.changes.update(other.changes)
        self.written += other.written

    def append(self, sequence: Sequence, values: list[Value]) -> None:
        """Put `values` after the last member of a sequence that has members."""
        self.change(sequence).members += values
        if sequence.flow:
            last = sequence.items[-1]
            separator = self._separator(sequence.start, [(i.start, i.end) for i in sequence.items])
            style = self._flow_style(last)
            text = "".join(separator + flow(value, style) for value in values)
            self.written.append(None)
            self.insert(last.end, text)
            return
        offset = self._offset(sequence)
        lines = block_members(values, sequence.column, self.style, offset)
        self.written.append((lines, values, None))
        self.insert_lines(sequence.end, lines)

    def fill(self, key: Node, node: Node, owner: Mapping, values: list[Value], indent: int) -> None:
        """Put `values` into the null or empty sequence under `key` of the mapping `owner`.

        In block style the dashes stand `indent` further in than the key.
        """
        self._put_in_place(node, values)
        start = content_start(self.text, node)
        style = self._flow_style(owner)
        members = ", ".join(flow(value, style) for value in values)
        if isinstance(node, Sequence) and (owner.flow or "#" in self.text[start : node.end]):
            self.insert(start + 1, members)
        elif owner.flow:
            self._replace(start, node.end, f"{self._lead(start, node)}[{members}]")
        else:
            lines = block_members(values, self.column(key) + indent, self.style)
            self._empty(start, node.end)
            self.insert_lines(node.end, lines)

    def fill_lines(self, key: Node, node: Node, lines: str) -> None:
        """Put whole lines below a block mapping's `key:` in place of a null or empty value."""
        self._empty(content_start(self.text, node), node.end)
        self.insert_lines(max(node.end, key.end), lines)

    def insert_key(
        self, owner: Mapping, key: str, value: Value, after: Node | None, indent: int = 2
    ) -> None:
        """Put `key: value` into a mapping, right behind the value `after` (None: at the end).

        A sequence's dashes stand `indent` further in than the key.
        """
        if isinstance(owner, Absent):
            self._make(owner, {key: value}, indent)
            return
        change = self.change(owner)
        if owner.flow:
            self.written.append(None)
            self._insert_in_flow(owner, key, value, after, bool(change.pairs))
        else:
            end = after.end if after is not None else owner.end
            lines = block_pair(key, value, self.key_column(owner), self.style, indent)
            self.written.append((lines, value, key))
            self.insert_lines(end, lines)
        change.pairs[key] = value

    def _make(self, absent: Absent, pairs: dict[str, Value], indent: int) -> None:
        """Put a mapping where it isn't yet."""
        null = absent.owner.entry(absent.key)
        if null is None:
            self.insert_key(absent.owner, absent.key, pairs, None, indent)
        else:
            self.fill_mapping(*null, absent.owner, pairs)

    def _insert_in_flow(
        self, owner: Mapping, key: str, value: Value, after: Node | None, again: bool
    ) -> None:
        """Put `key: value` into a flow mapping; a pair that stands in a flow sequence without
        braces gets them, unless it got them by an insertion before.
        """
        start = content_start(self.text, owner)
        if not owner.entries:
            self.insert(start + 1, self._flow_pair(owner, key, value))
            return
        spans = [(name.start, member.end) for name, member in owner.entries]
        pair = self._flow_pair(owner, key, value)
        if self.text[start] == "{":
            end = after.end if after is not None else spans[-1][1]
            self.insert(end, self._separator(owner.start, spans) + pair)
            return
        if not again:
            self.insert(start, "{")
            self.insert(owner.end, "}")
        at = next(
            i for i, splice in enumerate(self.splices) if splice == (owner.end, owner.end, "}")
        )
        self.splices.insert(at, (owner.end, owner.end, f", {pair}"))

    def fill_mapping(self, key: Node, node: Node, owner: Mapping, pairs: dict[str, Value]) -> None:
        """Put `pairs` into the null or empty mapping under `key` of the mapping `owner`."""
        self._put_in_place(node, pairs)
        start = content_start(self.text, node)
        members = ", ".join(self._flow_pair(owner, name, value) for name, value in pairs.items())
        if isinstance(node, Mapping) and (owner.flow or "#" in self.text[start : node.end]):
            self.insert(start + 1, members)
        elif owner.flow:
            self._replace(start, node.end, self._lead(start, node) + "{" + members + "}")
        else:
            column = self.column(key) + 2
            lines = [
                block_pair(name, value, column, self.style, 0) for name, value in pairs.items()
            ]
            self._empty(start, node.end)
            self.insert_lines(node.end, "".join(lines))

    def replace(self, node: Node, value: Value, owner: Mapping | None = None) -> None:
        """Put a scalar, or any value in flow style, in place of a node, in the style of `owner`."""
        style = self._flow_style(owner) if owner is not None else self.style
        start = content_start(self.text, node)
        lead = " " if start and self.text[start - 1] in ":-" and start == node.end else ""
        text = flow(value, style)
        self._put_in_place(node, value, text if type(node) is Scalar else None)
        self._replace(start, node.end, lead + text)

    def put(self, node: Node, value: Value, splices: list[Splice]) -> None:
        """Have splices give a node another value."""
        self._put_in_place(node, value)
        self.splices += splices

    def replace_under(self, key: Node, node: Node, value: Value, indent: int) -> None:
        """Put a block value in place of all that stands behind a block mapping's `key:`."""
        self._put_in_place(node, value)
        colon = self.text.index(":", key.end)
        text = block_under(value, self.column(key), self.style, indent)
        self._replace(colon + 1, node.end, text)

    def replace_pair(self, owner: Mapping, pair: Pair, name: str, value: Value) -> None:
        """Put `name: value` in place of a pair of a mapping, in the mapping's style."""
        key, old = pair
        change = self.change(owner)
        change.gone.add(place_in(owner, pair))
        change.pairs[name] = value
        self.written.append(None)
        if owner.flow:
            text = self._flow_pair(owner, name, value)
        else:
            text = f"{name}:{block_under(value, self.key_column(owner), self.style, 0)}"
        self._replace(self._pair_start(key), old.end, text)

    def empty_out(self, key: Node, node: Sequence | Mapping, form: str) -> None:
        """Put what is written in a form, as `form_of` has it, in place of a collection's content."""
        empty: Value = [] if isinstance(node, Sequence) else {}
        self._put_in_place(node, empty if form == "empty" else None)
        start = content_start(self.text, node)
        brackets = "[]" if isinstance(node, Sequence) else "{}"
        text = {"empty": brackets, "blank": ""}.get(form, form)
        if node.flow:
            is_null_in_json = form != "empty" and self._style_beside(key).json
            self._replace(start, node.end, "null" if is_null_in_json else text)
            return
        tail = node.start + len(self.text[node.start : start].rstrip())
        if tail == node.start:
            tail = self.text.index(":", key.end) + 1
        lead = " " + text if text else ""
        line = re.compile(BREAK).search(self.text, tail)
        comment = line.start() if line and line.start() < start else tail
        self.splices.append((tail, tail, lead))
        self.splices.append((self._line_after(comment), self._line_after(node.end), ""))

    def delete_members(self, sequence: Sequence, gone: set[int]) -> None:
        """Take members out of a sequence; at least one stays."""
        self.change(sequence).gone |= gone
        self.written.append(None)
        if sequence.flow:
            spans = [(item.start, item.end) for item in sequence.items]
            self._delete_spans(spans, gone)
            return
        for index in sorted(gone):
            item = sequence.items[index]
            dash = dash_before(self.text, sequence.column, item.start)
            self._replace(self._line_start(dash), self._line_after(item.end), "")

    def take_out(self, owner: Mapping, pair: Pair) -> None:
        """Take a pair out of a mapping, which may be left empty."""
        if len(owner.entries) > 1:
            self.delete_keys(owner, {place_in(owner, pair)})
        else:
            self.replace(owner, {})

    def delete_keys(self, owner: Mapping, gone: set[int]) -> None:
        """Take pairs out of a mapping, by their position; at least one stays."""
        self.change(owner).gone |= gone
        self.written.append(None)
        spans = [(self._pair_start(key), value.end) for key, value in owner.entries]
        if owner.flow:
            self._delete_spans(spans, gone)
            return
        leading = self._leading(spans, self.change(owner).gone)
        if leading:
            start, end = spans[0][0], spans[leading][0]
            self.splices = [each for each in self.splices if each[0] < start or each[1] > end]
            self._replace(start, end, "")
        for index in sorted(gone):
            if index >= leading:
                start, end = self._line_start(spans[index][0]), self._line_after(spans[index][1])
                self._replace(start, end, "")

    def _leading(self, spans: list[tuple[int, int]], gone: set[int]) -> int:
        """How many pairs are gone behind a dash: the next key takes the place of the first."""
        start = spans[0][0]
        if not self.text[self._line_start(start) : start].strip():
            return 0
        return next((index for index in range(len(spans)) if index not in gone), 0)

    def key_column(self, owner: Mapping) -> int:
        """The column of a block mapping's keys, or of the `?` before them."""
        if owner.column is not None:
            return owner.column
        start = self._pair_start(owner.entries[0][0])
        return start - self._line_start(start)

    def _pair_start(self, key: Node) -> int:
        """Where a pair begins: at its key, or at the `?` that stands before it on the line."""
        before = self.text[self._line_start(key.start) : key.start].rstrip()
        if before.endswith("?") and not before[:-1].strip(" -"):
            return self._line_start(key.start) + len(before) - 1
        return key.start

    def _put_in_place(self, node: Node, value: Value, text: str | None = None) -> None:
        """Note that a value stands in place of a node, by itself in a `text`."""
        change = self.change(node)
        change.is_replaced, change.value = True, value
        self.written.append(None if text is None else (text, value, None))

    def _flow_pair(self, owner: Mapping, key: str, value: Value) -> str:
        return flow({key: value}, self._flow_style(owner))[1:-1]

    def _flow_style(self, near: Node) -> Style:
        """JSON's style where the flow mapping nearby has its keys in double quotes."""
        key = (
            near.entries[0][0] if isinstance(near, Mapping) and near.flow and near.entries else None
        )
        return self._style_beside(key)

    def _style_beside(self, key: Node | None) -> Style:
        """JSON's style beside a key in double quotes."""
        if type(key) is Scalar and key.style == '"':
            return Style(self.style.line_end, json=True)
        return self.style

    def _separator(self, start: int, spans: list[tuple[int, int]]) -> str:
        """What stands between two members of a flow collection, or would."""
        if len(spans) > 1:
            between = self.text[spans[-2][1] : spans[-1][0]]
        else:
            between = "," + self.text[start + 1 : spans[0][0]]
        blank = between.lstrip(" \t")[1:]
        return "," + blank if blank.isspace() and any(map(BREAKS.__contains__, blank)) else ", "

    def _lead(self, start: int, node: Node) -> str:
        """The blank that must stand between `key:` and a value where there is none yet."""
        return " " if start == node.end and not self.text[start - 1].isspace() else ""

    def _offset(self, sequence: Sequence) -> int:
        """How far the keys of a block sequence's members stand from their dashes."""
        if sequence.offset is not None:
            return sequence.offset
        first = sequence.items[0]
        if isinstance(first, Mapping) and not (first.anchor or first.tag or first.flow):
            offset = self.column(first) - sequence.column
            if offset >= 2 and "\t" not in self.text[first.start - offset : first.start]:
                return offset
        return 2


def is_empty(node: Node | None) -> bool:
    """Whether a node is null, `[]` or `{}`: nothing that could be appended to."""
    node = followed(node)
    if isinstance(node, Sequence):
        return not node.size
    if isinstance(node, Mapping):
        return not node.entries
    return type(node) is Scalar and is_null(node)


def place_in(owner: Mapping, pair: Pair) -> int:
    """The position of a pair in its mapping."""
    return next(
        index for index, entry in enumerate(owner.entries) if entry[0].start == pair[0].start
    )
