"""A container's `env` as it is written: read for the planning, and edited by the plan."""

from __future__ import annotations

from krm_fn.edit.named_list import NamedList, check_string, place_of
from krm_fn.environment.env_plan import IN_FLOW, Append, Delete, EnvVar, Restore, SetValue
from krm_fn.workloads.built_in import given_twice, refused
from krm_fn.yaml.edit import is_empty
from krm_fn.yaml.nodes import (
    STRING_TAGS,
    Alias,
    Mapping,
    Scalar,
    Sequence,
    find,
    followed,
    is_null,
    merged_entries,
    text_of,
    to_data,
)
from krm_fn.yaml.render import Copy, Word, words

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any, AnyStr

    from krm_fn.environment.env_plan import EnvPlan, Variable
    from krm_fn.workloads.built_in import Container
    from krm_fn.workloads.resource import Resource
    from krm_fn.yaml.nodes import Node
    from krm_fn.yaml.render import Value


class ContainerEnv(NamedList):
    """A container's environment: its entries' nodes with their names, and where they stand."""

    __slots__ = ("names",)

    def __init__(self, container: Container, resource: Resource) -> None:
        self.container = container
        self.resource = resource
        owner, key = container.node, container.env_key
        if owner.count(key) > 1:
            raise given_twice(resource, (*container.steps, key))
        own = owner.own(key)
        self.node = find(owner, key)
        self.names: list[str] = []
        self.place = place_of(own, self.node)
        if self.node is None or is_empty(self.node):
            self._check_empty(own, resource)
        else:
            self._read(resource)

    def _check_empty(self, own: Node | None, resource: Resource) -> None:
        steps = (*self.container.steps, self.container.env_key)
        if isinstance(self.node, Mapping):
            raise refused(resource, steps, "a list of variables", self.node)
        if type(own) is Alias and self.node is None:
            raise refused(resource, steps, "written out", Scalar(0, 0, f"*{own.name}", "*"))

    def _read(self, resource: Resource) -> None:
        steps = (*self.container.steps, self.container.env_key)
        if not isinstance(self.node, Sequence):
            raise refused(resource, steps, "a list of variables", self.node)
        names = self.node.texts_under("name")
        if None in names:
            index = names.index(None)
            due = "a variable with a `name`"
            raise refused(resource, (*steps, index), due, followed(self.node.items[index]))
        self.names = names  # type: ignore[assignment]

    def variables(self, wanted: Iterable[Variable] = ()) -> list[EnvVar]:
        """The entries for the planning. Raises Refused where one that has the name of a `wanted`
        variable has a value that is no string.
        """
        names = {name for each in wanted for name in each.spellings}
        for index, entry in enumerate(self.entries):
            value = find(entry, "value") if self.names[index] in names else None
            if value is not None:
                check_string(self.resource, (*self.container.place, index, "value"), value)
        return [_known_variable(entry) for entry in self.entries]

    def check_recordable(self, plan: EnvPlan) -> None:
        """Raise Refused where an entry that is to be replaced and recorded could not be given back:
        one with a `value` and a `valueFrom`, of which Kubernetes takes one, or in the latter a
        number, where Kubernetes takes strings, or what only YAML 1.1 takes for a boolean.
        """
        for edit in plan.edits:
            if isinstance(edit, SetValue | Restore):
                entry, steps = self.entries[edit.index], (*self.container.place, edit.index)
                value, source = find(entry, "value"), find(entry, "valueFrom")
                if source is None or is_null(source):
                    continue
                if value is not None and not is_null(value):
                    due = "a variable with a `value` or a `valueFrom`, not with both"
                    raise refused(self.resource, steps, due, entry)
                if _is_ambiguous(source):
                    due = "written with names and keys in quotes, and with `true` or `false`"
                    raise refused(self.resource, (*steps, "valueFrom"), due, source)

    def is_plain(self, names: frozenset[str]) -> bool:
        """Whether no entry has, or refers to, one of the names, and no name comes twice."""
        if not self.names:
            return True
        return are_others(self.names, names) and not (
            isinstance(self.node, Sequence) and self.node.mentions("$(")
        )

    def planned(self, plan: EnvPlan, text: str) -> list[Value]:
        """All entries as they are to be, to be written elsewhere in the same item."""
        entries: list[Value | None] = [Copy(entry, text) for entry in self.entries]
        for edit in plan.edits:
            if type(edit) is SetValue:
                name = Word(text_of(find(self.entries[edit.index], "name")))
                more = self._further(edit.index, text)
                entries[edit.index] = {"name": name, "value": edit.value, **more}
            elif type(edit) is Restore:
                from krm_fn.edit.restoring import original_entry

                more = self._further(edit.index, text)
                entries[edit.index] = {**original_entry(edit.original), **more}
            elif type(edit) is Delete:
                entries[edit.index] = None
        return [entry for entry in entries if entry is not None] + self.appended(plan, text)

    def appended(self, plan: EnvPlan, text: str) -> list[Value]:
        """The new entries; the same object for the same plan, or the same contents."""
        known = _of_plans.get(id(plan))
        if known is not None and known[0] is plan:
            return known[1]
        new = [edit for edit in plan.edits if type(edit) is Append]
        if any(edit.copy_of is not None for edit in new):
            return [self._new(edit, text) for edit in new]
        contents = tuple([(each.name, each.value, repr(each.source)) for each in new])
        entries = _appended.get(contents) or list(map(new_entry, new))
        if len(_of_plans) >= MAX_APPENDED:
            _appended.clear()
            _of_plans.clear()
        _appended[contents] = entries
        _of_plans[id(plan)] = plan, entries
        return entries

    def _further(self, index: int, text: str) -> dict[str, Value]:
        """What an entry has beside its name and its value, where Kubernetes knows of nothing: it
        stays, as it does when the entry is edited where it stands.
        """
        return {
            key.value: Copy(value, text)
            for key, value in merged_entries(self.entries[index])
            if type(key) is Scalar and key.value not in ("name", "value", "valueFrom")
        }

    def _new(self, edit: Append, text: str) -> Value:
        if edit.copy_of is not None:
            source = find(self.entries[edit.copy_of], "valueFrom")
            if source is not None:
                return {"name": Word(edit.name), "valueFrom": Copy(source, text)}
        return new_entry(edit)


_appended: dict[tuple[tuple[Any, ...], ...], list[Value]] = {}
"""New entries by their names and contents: most containers of a run get the same."""
_of_plans: dict[int, tuple[EnvPlan, list[Value]]] = {}
"""The same entries by the plan that they are of, for containers that share one."""
MAX_APPENDED = 100


def new_entry(edit: Append) -> Value:
    """An entry that is no copy of another."""
    if edit.source is not None:
        return {"name": Word(edit.name), "valueFrom": words(edit.source)}
    return {"name": Word(edit.name), "value": edit.value or ""}


def are_others(entries: list[AnyStr], names: frozenset[AnyStr]) -> bool:
    """Whether entries have none of the names, whatever their case, and none comes twice."""
    different = set(entries)
    return len(different) == len(entries) and names.isdisjoint([each.lower() for each in different])


_BOOLEANS = frozenset("yes no on off y n".split())


def _is_ambiguous(node: Node | None) -> bool:
    """Whether there is a number in a node, a value whose tag says that it is no string, or a word
    that YAML 1.1 takes for a boolean and YAML 1.2 for a string.
    """
    found = followed(node)
    if found is not None and found.tag is not None and found.tag not in STRING_TAGS:
        return True
    if isinstance(found, Mapping):
        return any(_is_ambiguous(value) for _, value in merged_entries(found))
    if isinstance(found, Sequence):
        return any(map(_is_ambiguous, found.items))
    if found is not None and not found.style and found.value.lower() in _BOOLEANS:
        return True
    data = to_data(found)
    return isinstance(data, int | float) and not isinstance(data, bool)


_known: dict[tuple[int, str], EnvVar] = {}
"""What entries mean, by their text: of the variables of a list many are alike."""
MAX_KNOWN = 1000


def _known_variable(entry: Mapping) -> EnvVar:
    text = entry.own_text()
    if text is None:
        return _variable(entry)
    known = _known.get(text)
    if known is None:
        if len(_known) >= MAX_KNOWN:
            _known.clear()
        known = _known[text] = _variable(entry)
    return known


def _variable(entry: Mapping) -> EnvVar:
    name = text_of(find(entry, "name")) or ""
    source = find(entry, "valueFrom")
    if source is not None and not is_null(source):
        if isinstance(source, Mapping) and source.flow and not entry.flow:
            return EnvVar(name, None, to_data(source), IN_FLOW)
        return EnvVar(name, None, to_data(source))
    value = find(entry, "value")
    if type(value) is not Scalar:
        return EnvVar(name, "", style=None)
    style = '"' if value.tag in STRING_TAGS else value.style  # what it means, in another way
    return EnvVar(name, text_of(value), style=style)
