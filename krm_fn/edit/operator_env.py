"""An operator's own env field where it isn't a list of variables: a map, or a list of NAME=VALUE.

Only literals can go there. The planning sees entries as it does in a container's `env`.
"""

from __future__ import annotations

from krm_fn.edit.named_list import anchor, check_string, form_in, indent_of, place_of
from krm_fn.edit.restoring import empty, in_style
from krm_fn.environment.env_plan import Append, Delete, EnvVar, Restore, SetValue
from krm_fn.workloads.built_in import ENV_MAP, refused
from krm_fn.yaml.comparison import meaning
from krm_fn.yaml.edit import is_empty
from krm_fn.yaml.nodes import (
    Mapping,
    Scalar,
    Sequence,
    find,
    followed,
    merged_entries,
    text_of,
    to_data,
)
from krm_fn.yaml.render import Copy

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any, TypeAlias

    from krm_fn.edit.container_env import ContainerEnv
    from krm_fn.environment.env_plan import EnvPlan, Variable
    from krm_fn.workloads.built_in import Container
    from krm_fn.workloads.resource import Resource
    from krm_fn.yaml.edit import Editor
    from krm_fn.yaml.nodes import Node
    from krm_fn.yaml.render import Value

    Env: TypeAlias = "ContainerEnv | LiteralEnv"


class LiteralEnv:
    """An env field of literals: `entries` are pairs of a name and the node that holds the value.

    In a list of strings that node is the whole "NAME=VALUE".
    """

    __slots__ = ("container", "entries", "is_map", "node", "pairs", "place", "resource")

    due = "a list of NAME=VALUE"
    """What a list must be."""

    def __init__(self, container: Container, resource: Resource) -> None:
        self.container = container
        self.resource = resource
        self.is_map = container.shape == ENV_MAP
        self.node = followed(find(container.node, container.env_key))
        self.place = place_of(container.node.own(container.env_key), self.node)
        self.pairs: list[tuple[Node, Node]] = []
        self.entries: list[tuple[str, Node]] = []
        if isinstance(self.node, Mapping) and self.is_map:
            self.pairs = merged_entries(self.node)
            self.entries = [(text_of(key) or "", value) for key, value in self.pairs]
        elif isinstance(self.node, Sequence) and not self.is_map:
            self.entries = [self._entry(item) for item in self.node.items]
        elif self.node is not None and not is_empty(self.node):
            due = "a mapping of variables" if self.is_map else self.due
            raise refused(resource, (*container.steps, container.env_key), due, self.node)

    @property
    def form(self) -> str:
        """How a field without entries is written."""
        return form_in(self.container)

    def variables(self, wanted: Iterable[Variable] = ()) -> list[EnvVar]:
        """The entries for the planning. Raises Refused where one that has the name of a `wanted`
        variable has a value that is no string.
        """
        names = {name for each in wanted for name in each.spellings} if self.is_map else ()
        for name, value in self.entries:
            if name in names:
                check_string(self.resource, (*self.container.place, name), value)
        return [self._variable(name, value) for name, value in self.entries]

    def is_plain(self, names: frozenset[str]) -> bool:
        """Whether no entry has, or refers to, one of the names."""
        texts = ((name, text_of(node) or "") for name, node in self.entries)
        return not any(name.lower() in names or "$(" in text for name, text in texts)

    def edit(self, editor: Editor, plan: EnvPlan, emptied: str) -> None:
        """Edit the entries where they stand; `emptied`: what a field without entries becomes."""
        gone = {edit.index for edit in plan.edits if type(edit) is Delete}
        if len(gone) < len(self.entries):
            self._change(editor, plan)
            self._take_out(editor, gone)
            self._append(editor, self._appended(plan, editor.text))
        elif self._after(plan, editor.text):
            self.write_out(editor, plan)
        elif self.entries and isinstance(self.node, Mapping | Sequence):
            empty(editor, self.container, self.node, emptied)

    def write_out(self, editor: Editor, plan: EnvPlan) -> None:
        """Give the owner a field of its own with all entries."""
        owner, key = self.container.node, self.container.env_key
        values = self._after(plan, editor.text)
        indent = 2 if self.is_map else indent_of(editor, self.container)
        value: Value = dict(values) if self.is_map else [each for _, each in values]
        own = owner.entry(key)
        if own is None:
            editor.insert_key(owner, key, value, anchor(self.container), indent)
        elif self.place == "own" and not self.entries and isinstance(value, dict):
            editor.fill_mapping(own[0], own[1], owner, value)
        elif self.place == "own" and not self.entries and isinstance(value, list):
            editor.fill(own[0], own[1], owner, value, indent)
        elif owner.flow or editor.style.json:
            editor.replace(own[1], value, owner)
        else:
            editor.replace_under(own[0], own[1], value, indent)

    def data_after(self, plan: EnvPlan) -> Any:
        """What the field must mean once the plan is carried out, as plain data."""
        values = [(name, meaning(value)) for name, value in self._after(plan, "")]
        return dict(values) if self.is_map else [value for _, value in values]

    def _change(self, editor: Editor, plan: EnvPlan) -> None:
        for edit in plan.edits:
            if type(edit) is SetValue:
                name, node = self.entries[edit.index]
                editor.replace(node, self._written(name, edit.value))
            elif type(edit) is Restore:
                editor.replace(self.entries[edit.index][1], self._original(edit.original))

    def _take_out(self, editor: Editor, gone: set[int]) -> None:
        if gone and isinstance(self.node, Mapping):
            editor.delete_keys(self.node, self._own_places(gone))
        elif gone and isinstance(self.node, Sequence):
            editor.delete_members(self.node, gone)

    def _append(self, editor: Editor, entries: list[tuple[str, Value]]) -> None:
        if entries and isinstance(self.node, Sequence):
            editor.append(self.node, [value for _, value in entries])
        elif isinstance(self.node, Mapping):
            for name, value in entries:
                editor.insert_key(self.node, name, value, None)

    def _variable(self, name: str, node: Node) -> EnvVar:
        value = followed(node)
        if type(value) is not Scalar:
            return EnvVar(name, None, to_data(value))
        if self.is_map:
            return EnvVar(name, text_of(value), style=value.style)
        return EnvVar(name, (text_of(value) or "").partition("=")[2], style=value.style)

    def _after(self, plan: EnvPlan, text: str) -> list[tuple[str, Value]]:
        """All entries as they are to be."""
        entries: list[tuple[str, Value] | None] = [
            (name, Copy(self._whole(at), text)) for at, (name, _) in enumerate(self.entries)
        ]
        for edit in plan.edits:
            if type(edit) is SetValue:
                name = self.entries[edit.index][0]
                entries[edit.index] = (name, self._member(name, edit.value))
            elif type(edit) is Restore:
                entries[edit.index] = (edit.original.name, self._former(edit.original))
            elif type(edit) is Delete:
                entries[edit.index] = None
        return [entry for entry in entries if entry is not None] + self._appended(plan, text)

    def _appended(self, plan: EnvPlan, text: str) -> list[tuple[str, Value]]:
        return [(edit.name, self._new(edit, text)) for edit in plan.edits if type(edit) is Append]

    def _new(self, edit: Append, text: str) -> Value:
        if edit.copy_of is not None:
            return Copy(self.entries[edit.copy_of][1], text)
        return self._member(edit.name, edit.value or "")

    def _entry(self, item: Node) -> tuple[str, Node]:
        """The name of a list's member, and the node that holds its value."""
        return (text_of(item) or "").partition("=")[0], item

    def _whole(self, index: int) -> Node:
        """The node of an entry."""
        return self.entries[index][1]

    def _written(self, name: str, value: str) -> Value:
        """A value as it stands in an entry's node."""
        return value if self.is_map else f"{name}={value}"

    def _member(self, name: str, value: str) -> Value:
        """A new entry."""
        return self._written(name, value)

    def _former(self, original: EnvVar) -> Value:
        """An entry as it was before."""
        return self._original(original)

    def _original(self, original: EnvVar) -> Value:
        """What an entry was before, in its style."""
        if self.is_map:
            return in_style(original)
        value = original.name if original.style is None else f"{original.name}={original.value}"
        return in_style(EnvVar(original.name, value, style=original.style or ""))

    def _own_places(self, gone: set[int]) -> set[int]:
        """The positions of entries among the mapping's own pairs."""
        assert isinstance(self.node, Mapping)
        taken = {id(self.pairs[index][0]) for index in gone}
        return {at for at, (key, _) in enumerate(self.node.entries) if id(key) in taken}
