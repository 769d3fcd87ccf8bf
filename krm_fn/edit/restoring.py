"""Edits that only some runs need: entries become what they were, or a reference, and lists go.

They are those of `track` and `remove`, and of a value that comes from a Secret or a ConfigMap.
"""

from __future__ import annotations

from krm_fn import late_re as re
from krm_fn.environment.env_plan import IN_FLOW, OWNER
from krm_fn.yaml.edit import place_in
from krm_fn.yaml.nodes import find
from krm_fn.yaml.render import Source, Word, flow, single_quoted, words
from krm_fn.yaml.text import line_start
from krm_fn.yaml.text_edits import ends_in_block_scalar

TYPE_CHECKING = False
if TYPE_CHECKING:
    from krm_fn.environment.env_plan import EnvVar
    from krm_fn.workloads.built_in import Container
    from krm_fn.yaml.edit import Editor
    from krm_fn.yaml.nodes import Mapping, Node, Sequence
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


def original_entry(original: EnvVar) -> dict[str, Value]:
    if original.source is not None:
        return {"name": Word(original.name), "valueFrom": words(original.source)}
    if original.style is None:
        return {"name": Word(original.name)}
    return {"name": Word(original.name), "value": in_style(original)}


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
    pair = container.owner.entry(container.key)
    if emptied.startswith(OWNER) and pair is not None and len(owner.entries) == 1:
        if emptied == f"{OWNER}absent":
            editor.take_out(container.owner, pair)
        else:
            editor.empty_out(pair[0], owner, emptied.removeprefix(OWNER))
    elif emptied == "absent" or emptied.startswith(OWNER):
        if _keeps_a_comment_apart(editor, owner, own):
            editor.empty_out(own[0], node, "blank")
        else:
            editor.take_out(owner, own)
    else:
        editor.empty_out(own[0], node, emptied)


def _keeps_a_comment_apart(editor: Editor, owner: Mapping, own: tuple[Node, Node]) -> bool:
    """Whether a comment stands in a field, behind its entries, that a block scalar before the field
    would take for its own.
    """
    place = place_in(owner, own)
    if owner.flow or not place or not ends_in_block_scalar(owner.entries[place - 1][1]):
        return False
    line_end = editor.text.find("\n", own[1].end - 1)
    behind = re.compile(r"[ \r\n]*#").match(editor.text, line_end + 1)
    if line_end < 0 or behind is None:
        return False
    indent = behind.end() - 1 - line_start(editor.text, behind.end() - 1)
    return indent > editor.column(own[0])
