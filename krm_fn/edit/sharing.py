"""Containers and env lists that several places of an item share, by aliases and merge keys.

What is shared can be edited where it stands if every place that uses it wants the same edit;
else it must be written out where it is used. Rather than reason about every shape that YAML
allows, each way is tried and the edited text is read again with all aliases followed: it must
mean what it meant before, with the planned variables in the planned containers and nowhere else.
"""

from __future__ import annotations

from bisect import bisect_left

from krm_fn.edit.named_list import ALIAS, MERGED, NONE, OWN
from krm_fn.environment.env_plan import OWNER
from krm_fn.errors import Malformed, Refused
from krm_fn.results import result
from krm_fn.workloads.resource import resources_in
from krm_fn.yaml.edit import Editor
from krm_fn.yaml.nodes import Absent, Alias, Mapping, Sequence, is_merge_key, merge_bases, to_data
from krm_fn.yaml.shared import expands_too_far, overridden
from krm_fn.yaml.text_edits import spliced

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import Any

    from krm_fn.edit.outcome import Planned, PlannedWorkload
    from krm_fn.workloads.built_in import Container
    from krm_fn.workloads.resource import Steps
    from krm_fn.yaml.nodes import Node
    from krm_fn.yaml.text_edits import Splice


def refuse_if_too_large(root: Node) -> None:
    """Raise Refused for an item that expands too far."""
    if not expands_too_far(root):
        return
    resource = next(resources_in(root))
    message = (
        "must not expand to more than 200,000 values through its aliases, or hold itself; "
        "write out what the aliases stand for"
    )
    ref, file = resource.ref(), resource.file()
    made = result("error", message, resource=ref, file=file, tags={"rule": "aliases"})
    raise Refused([made])


def edit_planned(
    editor: Editor,
    root: Node,
    read: Callable[[str], Node | None],
    planned: list[Planned],
    edits: Iterable[PlannedWorkload],
) -> None:
    """Edit an item that shares nodes; `edits` are those that have planned it. Raises Refused with
    the place that forbids it.
    """
    if not any(one.plan.edits for one in planned):
        return
    data = to_data(root)
    hidden = _hidden(data, planned)
    culprit = hidden or _edit_shared(editor, (data, overridden(root)), read, planned)
    if culprit is None:
        return
    edit = next(edit for edit in edits if edit.holds(culprit))
    path = culprit.env.container.env_path
    message = (
        f"`{path}` must be written out: it is shared, by an alias or a merge key, with a place "
        "where the proxy variables are not to be set"
    )
    if hidden is not None:
        message = f"`{path}` must be in fields that are each given once; remove all but one"
    raise Refused([edit.result("error", message, path, {"rule": "shared"})])


def _hidden(data: Any, planned: list[Planned]) -> Planned | None:
    """The first container to which no path leads in the data that an item means: a field on the
    way is given twice, and the data has the other one.
    """
    for one in planned:
        try:
            _owner_in(data, one.env.container)
        except (LookupError, TypeError):
            return one
    return None


def _edit_shared(
    editor: Editor,
    meaning: tuple[Any, list[Any]],
    read: Callable[[str], Node | None],
    planned: list[Planned],
) -> Planned | None:
    """Edit an item that shares nodes. The container that forbids it, or None when all went well.

    `meaning` is the item's data, which becomes what it is to be, with what is overridden in it and
    stays; `read` composes a text of the item's form.
    """
    due = _expected(meaning[0], planned), meaning[1]
    for written_out in (False, True):
        attempt = Editor(editor.text, editor.style.json)
        try:
            _edit_all(attempt, planned, written_out)
            result = read(spliced(attempt.text, attempt.splices))
        except (Malformed, ValueError):
            continue
        if (to_data(result), overridden(result)) == due:
            editor.take(attempt)
            return None
    return next((one for one in planned if one.env.place in (ALIAS, MERGED)), planned[0])


def _edit_all(editor: Editor, planned: list[Planned], written_out: bool) -> None:
    """Edit each list once where it stands; a list that stands elsewhere may be `written_out`."""
    edited: set[tuple[str, int]] = set()
    for one in sorted(planned, key=_by_standing):
        env, key = one.env, one.env.container.env_key
        owner = env.container.node
        target = owner if env.node is None else env.node
        if not one.plan.edits or {(key, id(target)), (key, id(owner))} & edited:
            continue
        if env.place == NONE and any((key, id(base)) in edited for base in merge_bases(owner)):
            continue
        shared = env.place == MERGED or (env.place == ALIAS and (written_out or not env.entries))
        if shared:
            edited.add((key, id(owner)))
            env.write_out(editor, one.plan)
        else:
            edited.add((key, id(target)))
            env.edit(editor, one.plan, one.emptied)


def _by_standing(one: Planned) -> int:
    """Lists that stand in their container first: others may only refer to them."""
    env = one.env
    merges = any(is_merge_key(key) for key, _ in env.container.node.entries)
    return (OWN, NONE, ALIAS, MERGED).index(env.place) + (1 if env.place == NONE and merges else 0)


def _expected(data: Any, planned: list[Planned]) -> Any:
    """What the item must mean afterwards; the data becomes it."""
    for one in planned:
        if one.plan.edits:
            container, key = _owner_in(data, one.env.container), one.env.container.env_key
            entries = one.env.data_after(one.plan)
            if entries:
                container[key] = entries
            elif one.emptied == "absent":
                container.pop(key, None)
            elif one.emptied.startswith(OWNER):
                _take_out_owner(data, one, container)
            else:
                container[key] = entries if one.emptied == "empty" else None
    return data


def _owner_in(data: Any, container: Container) -> Any:
    """What holds a container's field in an item's data, made where it isn't there yet."""
    if not isinstance(container.node, Absent):
        return _at(data, container.steps_in_text)
    *steps, key = container.steps_in_text
    around = _at(data, tuple(steps))
    if around.get(key) is None:
        around[key] = {}
    return around[key]


def _take_out_owner(data: Any, one: Planned, owner: Any) -> None:
    """Take a field out of the data, and its owner, if this holds nothing else."""
    owner.pop(one.env.container.env_key, None)
    *steps, key = one.env.container.steps_in_text
    if not owner:
        around = _at(data, tuple(steps))
        around[key] = None
        if one.emptied == f"{OWNER}absent":
            del around[key]


def _at(data: Any, steps: Steps) -> Any:
    for step in steps:
        data = data[step]
    return data


def anchors_around(root: Node | None, splices: list[Splice]) -> list[str]:
    """The names of the anchors whose nodes the splices change."""
    changed = sorted(start for start, _, _ in splices)
    names: list[str] = []
    waiting: list[Node | None] = [root]
    while waiting:
        node = waiting.pop()
        if node is None or isinstance(node, Alias):
            continue
        if node.anchor:
            first = bisect_left(changed, node.start)
            if first < len(changed) and changed[first] <= node.end + 1:
                names.append(node.anchor)
        if isinstance(node, Sequence):
            waiting += node.items
        elif isinstance(node, Mapping):
            waiting += (part for pair in node.entries for part in pair)
    return names
