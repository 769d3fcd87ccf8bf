"""What an edit made of a JSON text, held against what it was to make.

The edited text is parsed by the standard library, whole; of the text as it came only the values
in which something was to change are looked into, the others are parsed as they are and compared.
"""

from __future__ import annotations

from krm_fn.errors import Malformed
from krm_fn.yaml.comparison import MAX_DEPTH, Differs, TooDeep, meaning
from krm_fn.yaml.json_text import in_pairs
from krm_fn.yaml.nodes import Mapping, Scalar, Sequence

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from krm_fn.yaml.edit import Editor
    from krm_fn.yaml.nodes import Node
    from krm_fn.yaml.render import Value


def check(editor: Editor, root: Node, text: str) -> None:
    """Raise Differs unless `text` is what the editor was to make of the text with that root."""
    try:
        data = in_pairs(text)
    except Malformed:
        raise Differs(()) from None
    _check(editor, root, data, ())


def _check(editor: Editor, node: Node, data: Any, steps: tuple[str | int, ...]) -> None:
    """Compare a node with what is there now; an object is a tuple of (key, value) pairs."""
    if len(steps) > MAX_DEPTH:
        raise TooDeep(steps)
    change = editor.changes.get(id(node))
    if change is not None and change.is_replaced:
        same = data == _due(change.value)
    elif type(node) is Scalar:
        is_text = node.style != ""
        same = (node.value if is_text else in_pairs(editor.text[node.start : node.end])) == data
    elif not _has_edits(editor, node):
        same = node.data == data  # type: ignore[union-attr]
    elif isinstance(node, Mapping) and isinstance(data, tuple):
        same = _check_pairs(editor, node, data, steps)
    elif isinstance(node, Sequence) and isinstance(data, list):
        gone = change.gone if change is not None else set()
        kept = [item for index, item in enumerate(node.items) if index not in gone]
        for index, (item, member) in enumerate(zip(kept, data, strict=False)):
            _check(editor, item, member, (*steps, index))
        added = [_due(value) for value in change.members] if change else []
        same = data[len(kept) :] == added
    else:
        same = False
    if not same:
        raise Differs(steps)


def _check_pairs(
    editor: Editor, node: Mapping, data: tuple[Any, ...], steps: tuple[str | int, ...]
) -> bool:
    """Compare an object's members, between which those that were put in may stand."""
    change = editor.changes.get(id(node))
    due = {key: _due(value) for key, value in change.pairs.items()} if change else {}
    gone = change.gone if change is not None else set()
    left = iter(data)
    for index, (key, value) in enumerate(node.entries):
        if index in gone:
            continue
        name, member = next(left, (None, None))
        while name in due:
            if due.pop(name) != member:
                return False
            name, member = next(left, (None, None))
        if name is None or type(key) is not Scalar or name != key.value:
            return False
        _check(editor, value, member, (*steps, name))
    return dict(left) == due


def _has_edits(editor: Editor, node: Node) -> bool:
    start, end = node.start, node.end
    for at, _, _ in editor.splices:  # noqa: SIM110 - it is asked of every collection
        if start < at < end:
            return True
    return False


def _due(value: Value) -> Any:
    """What a value must be in the text: plain data with objects as tuples of pairs."""
    known = _known.get(id(value))
    if known is None or known[0] is not value:
        if len(_known) >= MAX_KNOWN:
            _known.clear()
        known = _known[id(value)] = value, _paired(meaning(value))
    return known[1]


_known: dict[int, tuple[Value, Any]] = {}
"""Values with what they must be: most containers of a run get the same ones."""
MAX_KNOWN = 500


def _paired(value: Any) -> Any:
    """Plain data with objects as tuples of pairs."""
    if isinstance(value, dict):
        return tuple((key, _paired(member)) for key, member in value.items())
    return [_paired(member) for member in value] if isinstance(value, list) else value
