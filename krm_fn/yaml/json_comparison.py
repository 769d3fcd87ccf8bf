"""What an edit made of a JSON text, held against what it was to make.

The edited text is parsed by the standard library, whole; of the text as it came only the values
in which something was to change are looked into, the others are parsed as they are and compared.
"""

from __future__ import annotations

from krm_fn.errors import Malformed
from krm_fn.yaml.comparison import MAX_DEPTH, Differs, meaning
from krm_fn.yaml.json_text import decoded
from krm_fn.yaml.nodes import Mapping, Scalar, Sequence

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from krm_fn.yaml.edit import Editor
    from krm_fn.yaml.nodes import Node


def check(editor: Editor, root: Node, text: str) -> None:
    """Raise Differs unless `text` is what the editor was to make of the text with that root."""
    try:
        data = decoded(text)
    except Malformed:
        raise Differs(()) from None
    _check(editor, root, data, ())


def _check(editor: Editor, node: Node, data: Any, steps: tuple[str | int, ...]) -> None:
    if len(steps) > MAX_DEPTH:
        raise Differs(steps)
    change = editor.changes.get(id(node))
    if change is not None and change.is_replaced:
        same = data == meaning(change.value)
    elif type(node) is Scalar or not _has_edits(editor, node):
        same = decoded(editor.text[node.start : node.end]) == data
    elif isinstance(node, Mapping) and isinstance(data, dict):
        gone = change.gone if change is not None else set()
        left = dict(data)
        for index, (key, value) in enumerate(node.entries):
            name = key.value if type(key) is Scalar else ""
            if index not in gone:
                _check(editor, value, left.pop(name, Differs), (*steps, name))
        due = {key: meaning(value) for key, value in change.pairs.items()} if change else {}
        same = left == due
    elif isinstance(node, Sequence) and isinstance(data, list):
        gone = change.gone if change is not None else set()
        kept = [item for index, item in enumerate(node.items) if index not in gone]
        for index, (item, member) in enumerate(zip(kept, data, strict=False)):
            _check(editor, item, member, (*steps, index))
        added = [meaning(value) for value in change.members] if change is not None else []
        same = data[len(kept) :] == added
    else:
        same = False
    if not same:
        raise Differs(steps)


def _has_edits(editor: Editor, node: Node) -> bool:
    return any(node.start < at < node.end for at, _, _ in editor.splices)
