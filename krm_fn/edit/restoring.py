"""Edits that only some runs need: entries become what they were, or a reference, and lists go.

They are those of `track` and `remove`, and of a value that comes from a Secret or a ConfigMap.
"""

from __future__ import annotations

from krm_fn.environment.env_plan import IN_FLOW
from krm_fn.yaml.edit import place_in
from krm_fn.yaml.nodes import Scalar, find, to_data
from krm_fn.yaml.render import Source, Word, flow, single_quoted, words

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from krm_fn.environment.env_plan import EnvVar
    from krm_fn.workloads.built_in import Container
    from krm_fn.yaml.edit import Editor
    from krm_fn.yaml.nodes import Mapping, Sequence
    from krm_fn.yaml.render import Value


def restore(editor: Editor, entry: Mapping, original: EnvVar) -> None:
    if original.source is not None:
        value = words(original.source)
        if original.style == IN_FLOW and not entry.flow:
            value = Source(flow(value, editor.style))
        _set_source(editor, entry, value)
        return
    literal = entry.entry("value") or entry.entry("valueFrom")
    if literal is None:
        return
    if original.style is None:
        editor.delete_keys(entry, {place_in(entry, literal)})
    elif literal is entry.entry("value") and original.value:
        editor.replace(literal[1], in_style(original))
    else:
        editor.replace_pair(entry, literal, "value", in_style(original))


def _set_source(editor: Editor, entry: Mapping, value: Value) -> None:
    source, literal = entry.entry("valueFrom"), entry.entry("value")
    if source is not None:
        editor.replace_pair(entry, source, "valueFrom", value)
        if literal is not None:
            editor.delete_keys(entry, {place_in(entry, literal)})
    elif literal is not None:
        editor.replace_pair(entry, literal, "valueFrom", value)
    else:
        editor.insert_key(entry, "valueFrom", value, find(entry, "name"))


def original_entry(original: EnvVar) -> Value:
    if original.source is not None:
        return {"name": Word(original.name), "valueFrom": words(original.source)}
    if original.style is None:
        return {"name": Word(original.name)}
    return {"name": Word(original.name), "value": in_style(original)}


def original_data(original: EnvVar) -> dict[str, Any]:
    if original.source is not None:
        return {"name": original.name, "valueFrom": original.source}
    if original.style is None:
        return {"name": original.name}
    value = Scalar(0, 0, original.value or "", original.style)
    return {"name": original.name, "value": to_data(value)}


def in_style(original: EnvVar) -> Value:
    """A literal in the style that the author wrote it in, where that fits on a line."""
    value = original.value or ""
    if original.style == "":
        return Source(value or "null")
    if original.style == "'" and value.isprintable():
        return Source(single_quoted(value))
    return value


def empty(editor: Editor, container: Container, node: Sequence | Mapping, emptied: str) -> None:
    """All entries are gone: write the container's `env`, a node, as it was before it had any."""
    owner = container.node
    own = owner.entry(container.env_key)
    if own is None:
        return
    if emptied == "absent":
        editor.take_out(owner, own)
    else:
        editor.empty_out(own[0], node, emptied)
