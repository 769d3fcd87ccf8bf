"""The edit of a list of named members in a container or a pod: `env`, `volumes`, `volumeMounts`."""

from __future__ import annotations

from krm_fn.environment.env_plan import OWNER, Delete, Restore, SetValue
from krm_fn.workloads.built_in import FIELD, given_twice, refused
from krm_fn.yaml.comparison import meaning
from krm_fn.yaml.edit import place_in
from krm_fn.yaml.nodes import (
    STRING_TAGS,
    Absent,
    Alias,
    Mapping,
    Scalar,
    Sequence,
    find,
    followed,
    mapping,
)
from krm_fn.yaml.render import form_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from krm_fn.environment.env_plan import EnvPlan
    from krm_fn.workloads.built_in import Container
    from krm_fn.workloads.resource import Resource, Steps
    from krm_fn.yaml.edit import Editor
    from krm_fn.yaml.nodes import Node
    from krm_fn.yaml.render import Value

OWN = "own"
"""The list stands in its owner."""
ALIAS = "alias"
"""The field is an alias of a list that stands elsewhere."""
MERGED = "merged"
"""The owner has no such field of its own, a merge key brings one."""
NONE = "none"
"""There is no such field."""


class NamedList:
    """The list under `container.env_key` of the container's node: its own `node`, whose members are
    mappings, and where it stands (`place`). Those who read one say what its members are.
    """

    __slots__ = ("container", "node", "place", "resource")

    container: Container
    node: Scalar | Mapping | Sequence | None
    place: str
    resource: Resource

    @property
    def entries(self) -> list[Mapping]:
        """The members; none where there is no list."""
        items = self.node.items if isinstance(self.node, Sequence) else ()
        return [entry for entry in map(mapping, items) if entry is not None]

    @property
    def form(self) -> str:
        """How a list without members is written."""
        return form_in(self.container)

    if TYPE_CHECKING:  # said by those who read one

        def planned(self, plan: EnvPlan, text: str) -> list[Value]:
            """All members as they are to be, to be written elsewhere in the same item."""

        def appended(self, plan: EnvPlan, text: str) -> list[Value]:
            """The new members."""

    def data_after(self, plan: EnvPlan) -> list[Any]:
        """What the list must mean once the plan is carried out, as plain data."""
        return [meaning(value) for value in self.planned(plan, "")]

    def edit(self, editor: Editor, plan: EnvPlan, emptied: str) -> None:
        """Edit the members where they stand; `emptied`: what a list without members becomes."""
        _edit_in_place(editor, self, plan, emptied)

    def write_out(self, editor: Editor, plan: EnvPlan) -> None:
        """Give the owner a list of its own that holds all members, instead of a shared one."""
        _write_out(editor, self, plan)


def form_in(container: Container) -> str:
    """How a container's field is written while it holds nothing, as `form_of` has it; of one whose
    owner isn't there either, OWNER and how that is written.
    """
    node = container.node
    if isinstance(node, Absent):
        return OWNER + form_of(node.owner.get(node.key))
    return form_of(find(node, container.env_key))


def place_of(own: Node | None, node: Node | None) -> str:
    """Where a field stands, by what its owner itself has there and the node that it comes to."""
    if own is None:
        return NONE if node is None else MERGED
    return ALIAS if type(own) is Alias else OWN


def _edit_in_place(editor: Editor, env: NamedList, plan: EnvPlan, emptied: str) -> None:
    node = env.node
    appended = env.appended(plan, editor.text)
    if not isinstance(node, Sequence) or not node.size:
        if appended:
            _start(editor, env, appended)
        return
    if appended and plan.added == len(plan.edits):
        editor.append(node, appended)
        return
    gone = {edit.index for edit in plan.edits if type(edit) is Delete}
    if len(gone) == node.size:
        if appended:
            _write_out(editor, env, plan)
        else:
            from krm_fn.edit.restoring import empty

            empty(editor, env.container, node, emptied)
        return
    _change(editor, env, plan)
    if gone:
        editor.delete_members(node, gone)
    if appended:
        editor.append(node, appended)


def _change(editor: Editor, env: NamedList, plan: EnvPlan) -> None:
    """Give entries other values."""
    entries = env.entries
    for edit in plan.edits:
        if isinstance(edit, SetValue):
            _check_once(env, entries[edit.index], edit.index)
            _set_value(editor, entries[edit.index], edit.value)
        elif isinstance(edit, Restore):
            from krm_fn.edit.restoring import restore

            _check_once(env, entries[edit.index], edit.index)
            restore(editor, entries[edit.index], edit.original)


def _check_once(env: NamedList, entry: Mapping, index: int) -> None:
    """Raise Refused where an entry that is to be changed gives its value more than once."""
    for key in ("value", "valueFrom"):
        if entry.count(key) > 1:
            raise given_twice(env.resource, (*env.container.place, index, key))


def _write_out(editor: Editor, env: NamedList, plan: EnvPlan) -> None:
    owner, indent = env.container.node, indent_of(editor, env.container)
    values = env.planned(plan, editor.text)
    own = owner.entry(env.container.env_key)
    if own is None:
        editor.insert_key(owner, env.container.env_key, values, anchor(env.container), indent)
    elif owner.flow or editor.style.json:
        editor.replace(own[1], values, owner)
    else:
        editor.replace_under(own[0], own[1], values, indent)


def _start(editor: Editor, env: NamedList, values: list[Value]) -> None:
    owner, indent = env.container.node, indent_of(editor, env.container)
    own = owner.entry(env.container.env_key)
    if own is None:
        editor.insert_key(owner, env.container.env_key, values, anchor(env.container), indent)
    else:
        editor.fill(own[0], own[1], owner, values, indent)


def check_string(resource: Resource, steps: Steps, value: Node | None) -> None:
    """Raise Refused unless a value is a scalar, and has no tag of another of YAML's own types."""
    value = followed(value)
    if type(value) is not Scalar:
        raise refused(resource, steps, "a string", value)
    tag = value.tag or ""
    if tag.startswith("tag:yaml.org,2002:") and tag not in STRING_TAGS:
        raise refused(resource, steps, "a string without the tag of another type", value)


def anchor(container: Container) -> Node | None:
    """Behind which value a new `env` goes: `image`, else `name`, else (None) the last one.

    An operator's field goes behind the first value on a line, out of the way of other edits. A
    pod's volumes go to the end.
    """
    if container.env_key == "volumes":
        return None
    if container.role == FIELD:
        for _, value in container.node.entries:
            if type(value) is Scalar and value.style not in ("|", ">"):
                return value
        return None
    for key in ("image", "name"):
        own = container.node.own(key)
        if own is not None:
            return own
    return None


def indent_of(editor: Editor, container: Container) -> int:
    """How far the container's own block lists, else the list it is in, stand in from their keys."""
    node = container.node
    found = None if node.flow else node.block_list()
    if found is not None:
        return max(0, found[1].column - editor.column(found[0]))
    pair = container.owner.entry(container.key)
    if pair is None or container.owner.flow:
        return 0
    key, value = pair
    if not isinstance(value, Sequence) or value.flow:
        return 0
    return max(0, value.column - editor.column(key))


def _set_value(editor: Editor, entry: Mapping, value: str) -> None:
    source, literal = entry.entry("valueFrom"), entry.entry("value")
    if literal is not None:
        editor.replace(literal[1], value)
        if source is not None:
            editor.delete_keys(entry, {place_in(entry, source)})
    elif source is not None:
        editor.replace_pair(entry, source, "value", value)
    else:
        editor.insert_key(entry, "value", value, find(entry, "name"))
