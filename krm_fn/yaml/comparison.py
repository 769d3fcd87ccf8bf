"""What an edit made of a text, held against what it was to make: the promise that nothing else changed.

The edited text is read by libyaml's events, in step with the nodes of the text as it came. Where
no typed edit says otherwise each event must be that of the node; where one does, what is written
there must mean the value that was to be written. So an insertion that became part of something
else, or made something else part of it, is found whatever the reason.
"""

from __future__ import annotations

from yaml.error import YAMLError
from yaml.events import (
    AliasEvent,
    DocumentEndEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from krm_fn.errors import Malformed
from krm_fn.yaml.compose import compose, events, next_node
from krm_fn.yaml.nodes import Alias, Mapping, Scalar, Sequence, to_data
from krm_fn.yaml.render import Copy, Source

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import Any

    from krm_fn.yaml.edit import Change, Editor
    from krm_fn.yaml.nodes import Node
    from krm_fn.yaml.render import Value

MAX_DEPTH = 200
"""How deep an item may nest that is edited; real manifests stay below 60."""
SHOWN_STEPS = 5
"""How much is shown of the way to what nests deeper."""
_ENDS = (SequenceEndEvent, DocumentEndEvent, StreamEndEvent)


class Differs(Exception):
    """The edited text means something else; `steps` lead to the place."""

    def __init__(self, steps: tuple[str | int, ...]) -> None:
        super().__init__(steps)
        self.steps = steps


def by_pieces(editor: Editor, root: Mapping) -> bool:
    """Whether a text was read by its lines and got nothing but whole lines, or other scalars.

    Then its own lines are what they were, and it is enough to read what was written: raises
    Differs where that doesn't mean what it should.
    """
    if not root.is_read_by_lines or None in editor.written:
        return False
    _check_pieces(editor)
    return True


def check(editor: Editor, root: Node, text: str, *, dashed: bool) -> None:
    """Raise Differs unless `text` is what the editor was to make of the text with that root.

    With `dashed` the text is the only member of a block sequence.
    """
    next_event = events(text)
    walk = _Walk(text, next_event, editor.changes)
    try:
        for _ in range(3 if dashed else 2):
            next_event()
        walk.same(root)
        while (event := next_event()) is not None:
            if type(event) not in _ENDS:
                raise Differs(())
    except (YAMLError, Malformed):
        raise Differs(tuple(walk.steps)) from None


class TooDeep(Differs):
    """The text nests too deep to be compared."""

    def __init__(self, steps: Iterable[str | int]) -> None:
        super().__init__(tuple(steps)[:SHOWN_STEPS])


class _Walk:
    """Goes through the events of a text and the nodes of another."""

    __slots__ = ("changes", "next_event", "steps", "text")

    def __init__(
        self, text: str, next_event: Callable[[], Any], changes: dict[int, Change]
    ) -> None:
        self.text = text
        self.next_event = next_event
        self.changes = changes
        self.steps: list[str | int] = []

    def same(self, node: Node, event: Any = None) -> None:
        """Take the events of a node, the first of which may have been taken already."""
        change = self.changes.get(id(node))
        if change is not None and change.is_replaced:
            self._means(change.value)
            return
        if event is None:
            event = self.next_event()
        same = False
        if type(node) is Scalar:
            same = (
                type(event) is ScalarEvent
                and event.value == node.value
                and (event.style or "") == node.style
                and event.tag == node.tag
                and event.anchor == node.anchor
            )
        elif type(node) is Alias:
            same = type(event) is AliasEvent and event.anchor == node.name
        elif isinstance(node, Sequence):
            same = self._opens(event, SequenceStartEvent, node) and self._members(node, change)
        elif isinstance(node, Mapping):
            same = self._opens(event, MappingStartEvent, node) and self._pairs(node, change)
        if not same:
            raise Differs(tuple(self.steps))

    def _opens(self, event: Any, kind: type[Any], node: Mapping | Sequence) -> bool:
        if len(self.steps) > MAX_DEPTH:
            raise TooDeep(self.steps)
        if type(event) is not kind:
            return False
        same: bool = event.tag == node.tag and event.anchor == node.anchor
        return same

    def _members(self, node: Sequence, change: Change | None) -> bool:
        self.steps.append(0)
        for index, item in enumerate(node.items):
            if change is None or index not in change.gone:
                self.steps[-1] = index
                self.same(item)
        for value in change.members if change is not None else ():
            self._means(value)
        self.steps.pop()
        return type(self.next_event()) is SequenceEndEvent

    def _pairs(self, node: Mapping, change: Change | None) -> bool:
        due = dict(change.pairs) if change is not None else {}
        self.steps.append("")
        for index, (key, value) in enumerate(node.entries):
            if change is None or index not in change.gone:
                self.steps[-1] = key.value if type(key) is Scalar else "?"
                self.same(key, self._after(due))
                self.same(value)
        closing = self._after(due)
        if due:
            self.steps[-1] = next(iter(due))
            raise Differs(tuple(self.steps))
        self.steps.pop()
        return type(closing) is MappingEndEvent

    def _after(self, due: dict[str, Value]) -> Any:
        """The next event after the pairs that are due, which are taken out."""
        event = self.next_event()
        while due and type(event) is ScalarEvent and event.value in due:
            self.steps[-1] = event.value
            self._means(due.pop(event.value))
            event = self.next_event()
        return event

    def _means(self, value: Value) -> None:
        """Take the events of a node that means a value."""
        if to_data(next_node(self.text, self.next_event)) != meaning(value):
            raise Differs(tuple(self.steps))


def meaning(value: Value) -> Any:
    """A value as plain data."""
    if isinstance(value, Copy):
        return to_data(value.node)
    if isinstance(value, Source):
        return to_data(compose(str(value)))
    if isinstance(value, str):
        return str(value)
    if isinstance(value, dict):
        return {key: meaning(member) for key, member in value.items()}
    if isinstance(value, list):
        return [meaning(member) for member in value]
    return value


_checked: dict[str, tuple[Value, Any]] = {}
"""Pieces of text with the values that they were found to mean, also as plain data: most workloads of
a run get the same."""
MAX_CHECKED = 500


def _check_pieces(editor: Editor) -> None:
    for text, value, key in editor.written:  # type: ignore[misc]
        known = _checked.get(text)
        if known is not None and known[0] is value:
            continue
        due = meaning(value) if key is None else {key: meaning(value)}
        if (known is None or known[1] != due) and not _is(text, due):
            raise Differs(())
        if len(_checked) >= MAX_CHECKED:
            _checked.clear()
        _checked[text] = value, due


def _is(text: str, due: Any) -> bool:
    """Whether a text means what is due, as plain data."""
    try:
        return to_data(compose(str(text))) == due  # type: ignore[no-any-return]
    except Malformed:
        return False
