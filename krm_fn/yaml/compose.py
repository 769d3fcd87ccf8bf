"""YAML text -> located nodes, from the events of libyaml's parser.

libyaml (as PyYAML's wheels hold it) accepts what kpt's and kustomize's go-yaml accepts, since
go-yaml is a port of it. Events are read one by one, never composed by PyYAML itself: its
composer refuses an anchor that comes twice (kpt joins files into one document, so that is
normal) and overflows the C stack on deep nesting.
"""

from __future__ import annotations

from yaml._yaml import CParser
from yaml.error import YAMLError
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from krm_fn import late_re as re
from krm_fn.errors import Malformed
from krm_fn.yaml.nodes import Alias, Mapping, Scalar, Sequence
from krm_fn.yaml.text import TEXT_DEPTH, line_start, may_nest_deep

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Any

    from krm_fn.yaml.nodes import Node


class Unsure(Exception):
    """A text, or a part of it, must be read by its events, as it is done here."""


def decoded(data: bytes) -> str:
    """The text. Raises Malformed when it isn't UTF-8."""
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        from krm_fn.yaml.ill_formed import not_utf8

        raise not_utf8(data, error.start) from None


_BEFORE_DASH = r"(?:[&!]\S*|\s+|#[^\n\r\x85\u2028\u2029]*)*"
"""What may stand between the beginning of a sequence's properties and its first dash."""


def check_syntax(data: bytes) -> None:
    """Raise Malformed unless the text is UTF-8 and YAML that nests no deeper than TEXT_DEPTH."""
    if may_nest_deep(data):
        _check_depth(decoded(data))
    else:
        check_shallow(data)


def check_shallow(data: bytes) -> None:
    """The same for a text of which is known that it doesn't nest deep."""
    text = decoded(data)
    try:
        CParser(data).raw_parse()
    except YAMLError as error:
        raise _refused(text, error) from None


def _check_depth(text: str) -> None:
    depth = 0
    next_event = CParser(text).get_event
    try:
        while (event := next_event()) is not None:
            kind = type(event)
            if kind is MappingStartEvent or kind is SequenceStartEvent:
                depth += 1
                if depth > TEXT_DEPTH:
                    raise _too_deep(event)
            elif kind is MappingEndEvent or kind is SequenceEndEvent:
                depth -= 1
    except (YAMLError, UnicodeError) as error:
        raise _refused(text, error) from None


def _too_deep(event: Any) -> Malformed:
    from krm_fn.yaml.ill_formed import too_deep

    return too_deep(event.start_mark.line + 1)


def compose(text: str) -> Node | None:
    """The root of the text's only document, None when it holds none.

    Raises Malformed for what isn't YAML, for two documents, and for nesting past TEXT_DEPTH.
    """
    roots = compose_documents(text)
    if len(roots) > 1:
        raise Malformed("found a second document where one is due")
    return roots[0] if roots else None


def compose_documents(text: str) -> list[Node]:
    """The roots of all documents of a text, in their order. Raises Malformed."""
    parser = CParser(text)
    roots: list[Node] = []
    try:
        next_event = parser.get_event
        while (event := next_event()) is not None:
            if type(event) is DocumentStartEvent:
                roots.append(_Composer(text, next_event).compose())
    except (YAMLError, UnicodeError) as error:
        raise _refused(text, error) from None
    return roots


def events(text: str) -> Callable[[], Any]:
    """What gives the next event of a text, None at its end; it raises YAMLError."""
    next_event: Callable[[], Any] = CParser(text).get_event
    return next_event


def next_node(text: str, next_event: Callable[[], Any]) -> Node:
    """The next node of a text whose events are being read."""
    return _Composer(text, next_event).compose()


def pairs_at_top(text: str) -> Iterator[tuple[Node, Node]]:
    """The pairs of a text's first document, each read when it is due. Raises Malformed where there is
    none left, too.
    """
    next_event = events(text)
    try:
        if [type(next_event()) for _ in range(3)][-1] is not MappingStartEvent:
            raise Malformed("expected a mapping")
        while True:
            yield next_node(text, next_event), next_node(text, next_event)
    except (YAMLError, UnicodeError) as error:
        raise _refused(text, error) from None


def _refused(text: str, error: Exception) -> Malformed:
    from krm_fn.yaml.ill_formed import not_yaml

    return not_yaml(text, error)


class _Composer:
    """Composes one document; `last` is the end of the last scalar, alias or flow collection."""

    __slots__ = ("anchors", "last", "next_event", "text")

    def __init__(self, text: str, next_event: Callable[[], Any]) -> None:
        self.text = text
        self.next_event = next_event
        self.anchors: dict[str, Node] = {}
        self.last = 0

    def compose(self) -> Node:
        root: list[Node] = []
        open_nodes: list[Any] = []
        pending: list[Any] = []  # a mapping's key that waits for its value, per open node
        while True:
            event = self.next_event()
            kind = type(event)
            node: Node
            if kind is ScalarEvent or kind is AliasEvent:
                node = self._leaf(event)
            elif kind is MappingEndEvent or kind is SequenceEndEvent:
                if not open_nodes:
                    raise Malformed("a node ends where one is due")
                self._close(open_nodes.pop(), event)
                pending.pop()
                if not open_nodes:
                    return root[0]
                continue
            else:
                node = self._collection(event, open_nodes)
            if open_nodes:
                self._place(node, open_nodes[-1], pending)
            else:
                root.append(node)
            if kind is MappingStartEvent or kind is SequenceStartEvent:
                open_nodes.append(node)
                pending.append(None)
            elif not open_nodes:
                return node

    def _leaf(self, event: Any) -> Scalar | Alias:
        mark = event.start_mark
        start = mark.index
        end = self.last = event.end_mark.index
        if type(event) is AliasEvent:
            name = str(event.anchor)
            target = self.anchors.get(name)
            if target is not None and target.end == target.start and type(target) is not Scalar:
                # it is open still
                raise Malformed(
                    f"line {mark.line + 1}: `*{name}` must not be in what it stands for"
                )
            return Alias(start, end, name, target)
        node = Scalar(start, end, event.value, event.style or "", event.anchor, event.tag)
        if event.anchor:
            self.anchors[event.anchor] = node
        return node

    def _collection(self, event: Any, open_nodes: list[Any]) -> Mapping | Sequence:
        if len(open_nodes) >= TEXT_DEPTH:
            raise _too_deep(event)
        start, flow = event.start_mark.index, event.flow_style
        node: Mapping | Sequence
        if type(event) is MappingStartEvent:
            node = Mapping(start, flow, event.anchor, event.tag)
        else:
            column = -1 if event.anchor or event.tag else event.start_mark.column
            node = Sequence(start, flow, column, event.anchor, event.tag)
        if event.anchor:
            self.anchors[event.anchor] = node
        return node

    def _place(self, node: Node, parent: Any, pending: list[Any]) -> None:
        if isinstance(parent, Sequence):
            if parent.column < 0 and not parent.flow:
                parent.column = self._dash_column(parent.start)
            parent.items.append(node)
        elif pending[-1] is None:
            pending[-1] = node
        else:
            parent.entries.append((pending[-1], node))
            pending[-1] = None

    def _dash_column(self, start: int) -> int:
        """The dash's column when the sequence's own mark is that of its anchor or tag."""
        dash = re.compile(_BEFORE_DASH).match(self.text, start).end()  # type: ignore[union-attr]
        return dash - line_start(self.text, dash)

    def _close(self, node: Mapping | Sequence, event: Any) -> None:
        if node.flow:
            self.last = event.end_mark.index
        node.end = max(self.last, node.start)
