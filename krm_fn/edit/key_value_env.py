"""The variables of a pod template of Jenkins: a list of `envVar: {key, value}`, among which other
kinds of variables may stand.
"""

from __future__ import annotations

from krm_fn.edit.operator_env import LiteralEnv
from krm_fn.edit.restoring import in_style
from krm_fn.environment.env_plan import EnvVar, Restore, SetValue
from krm_fn.yaml.nodes import Scalar, find, mapping, text_of, to_data
from krm_fn.yaml.render import Word, words

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from krm_fn.environment.env_plan import Append, EnvPlan
    from krm_fn.yaml.edit import Editor
    from krm_fn.yaml.nodes import Node, Sequence
    from krm_fn.yaml.render import Value

_LITERAL = "envVar"


class KeyValueEnv(LiteralEnv):
    """The list: an entry's node is that of its value, or all of it where it has none."""

    __slots__ = ()

    due = "a list of `envVar`"

    def _entry(self, item: Node) -> tuple[str, Node]:
        variable = mapping(item)
        fields = mapping(variable.entries[0][1]) if variable and variable.entries else None
        name = text_of(find(fields, "key")) or ""
        value = find(fields, "value")
        if variable is None or find(variable, _LITERAL) is None or type(value) is not Scalar:
            return name, item
        return name, value

    def _whole(self, index: int) -> Node:
        node: Sequence = self.node  # type: ignore[assignment]
        return node.items[index]

    def _variable(self, name: str, node: Node) -> EnvVar:
        if type(node) is Scalar:
            return EnvVar(name, text_of(node), style=node.style)
        return EnvVar(name, None, _without_key(to_data(node)))

    def _change(self, editor: Editor, plan: EnvPlan) -> None:
        for edit in plan.edits:
            if type(edit) is SetValue:
                name, node = self.entries[edit.index]
                if type(node) is Scalar:
                    editor.replace(node, edit.value)
                else:
                    editor.replace(self._whole(edit.index), self._member(name, edit.value))
            elif type(edit) is Restore:
                node = self.entries[edit.index][1]
                if type(node) is Scalar and edit.original.source is None:
                    editor.replace(node, in_style(edit.original))
                else:
                    editor.replace(self._whole(edit.index), self._former(edit.original))

    def _new(self, edit: Append, text: str) -> Value:
        if edit.copy_of is None:
            return super()._new(edit, text)
        return _with_key(_without_key(to_data(self._whole(edit.copy_of))), edit.name)

    def _member(self, name: str, value: str) -> Value:
        return {_LITERAL: {"key": Word(name), "value": value}}

    def _former(self, original: EnvVar) -> Value:
        if original.source is not None:
            return _with_key(original.source, original.name)
        return {_LITERAL: {"key": Word(original.name), "value": in_style(original)}}


def _without_key(variable: Any) -> Any:
    """A variable of another kind without its name, as what it comes from."""
    if not isinstance(variable, dict):
        return variable
    return {
        kind: {each: value for each, value in fields.items() if each != "key"}
        if isinstance(fields, dict)
        else fields
        for kind, fields in variable.items()
    }


def _with_key(source: Any, name: str) -> Value:
    """A variable of another kind, of what it comes from."""
    return words({kind: {"key": name, **fields} for kind, fields in source.items()})
