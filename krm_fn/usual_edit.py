"""The edit of workloads as most are: written as layout() reads them.

It does what workload_edit does, and nothing else: whatever it does not know is left to that.
"""

from __future__ import annotations

from krm_fn import whole_run
from krm_fn.container_env import appended, are_others
from krm_fn.outcome import found_in, set_info
from krm_fn.render import Style, block_members, block_pair
from krm_fn.resource import file_of, ref_of
from krm_fn.selection import MESH_CONTAINERS
from krm_fn.usual_layout import Unusual, layout
from krm_fn.usual_variables import UsualVariables
from krm_fn.workloads import BUILT_IN, BUILT_IN_KIND, NOT_UPDATABLE

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TypeAlias

    from krm_fn.document import Item
    from krm_fn.env_plan import EnvPlan
    from krm_fn.render import Value
    from krm_fn.results import Result
    from krm_fn.splice import ByteSplice
    from krm_fn.task import Task
    from krm_fn.usual_layout import Layout, Place
    from krm_fn.whole_run import Seen

    Path: TypeAlias = tuple[bytes, ...]

_KINDS = {
    kind: (versions, tuple(key.encode() for key in (*path, "spec")))
    for kind, (versions, path) in BUILT_IN.items()
    if kind not in NOT_UPDATABLE
}
"""Kinds of which no more is told than what was set, with the ways to their pod specs."""
_OWN = "\ue000"
"""A character for private use, where the text of an info has what is a workload's own."""
_MESH_CONTAINERS = frozenset(name.encode() for name in MESH_CONTAINERS)
_NOTHING_SEEN: Seen = set()
_SEEN: Seen = {(whole_run.SET, "")}
_SEEN_IN_NAMESPACE: Seen = {*_SEEN, (whole_run.NAMESPACED, "")}
MAX_INFOS = 500
"""How many infos are kept for the next workload: those of a list have much in common."""


class UsualEdit:
    """What comes of an item: what to put into the data, warnings, the info on what was set,
    rendered, what happened to how many variables, and what was seen.
    """

    __slots__ = ("added", "info", "kept", "seen", "splices", "updated", "warnings")

    def __init__(self) -> None:
        self.splices: list[ByteSplice] = []
        self.warnings: list[Result] = []
        self.info = b""
        self.added = 0
        self.updated = 0
        self.kept = 0
        self.seen = _NOTHING_SEEN


class UsualEdits:
    """Edits workloads as most are, where a configuration asks for the variables and no more."""

    __slots__ = (
        "_active",
        "_entries",
        "_infos",
        "_texts",
        "_variables",
        "data",
        "names",
        "render",
        "task",
        "words",
    )

    def __init__(self, data: bytes, task: Task, render: Callable[[Result], bytes]) -> None:
        self.data = data
        self.task = task
        self.render = render
        self.words = task.words
        self.names = frozenset(name.encode() for name in task.names)
        self._active: bool | None = None
        self._entries: list[Value] = []
        self._variables = UsualVariables(data, task, self.names)
        self._texts: dict[tuple[int, int, bool], bytes] = {}
        self._infos: dict[tuple[object, ...], bytes] = {}

    def edit(self, item: Item) -> UsualEdit | None:
        """The edit of an item; None where that must be read by its nodes."""
        kind = _KINDS.get(item.kind)
        if kind is None or item.api_version not in kind[0] or not self._is_active():
            return None
        for word in self.words:
            if self.data.find(word, item.start, item.end) >= 0:
                return None
        try:
            return self._edited(item, layout(self.data, item, kind[1]), kind[1])
        except Unusual:
            return None

    def _is_active(self) -> bool:
        if self._active is None:
            self._active = self.task.only_sets
            if self._active:
                self._entries = appended(self.task.fresh)
        return self._active

    def _edited(self, item: Item, found: Layout, path: Path) -> UsualEdit:
        """Raises Unusual."""
        if found.namespace and self.task.speaks_for(found.namespace.decode()):
            raise Unusual
        edit = UsualEdit()
        changed = [
            place for place in found.places if self._edit_place(place, edit, item, found, path)
        ]
        if changed:
            edit.info = self._info(item, found, path, changed, edit.added + edit.updated)
            edit.seen = _SEEN_IN_NAMESPACE if found.namespace else _SEEN
        return edit

    def _edit_place(
        self, place: Place, edit: UsualEdit, item: Item, found: Layout, path: Path
    ) -> bool:
        """Add what comes of a container; whether that changes. Raises Unusual."""
        refers = place.entries and self.data.find(b"$(", place.env, place.at) >= 0
        if refers or place.name in _MESH_CONTAINERS:
            raise Unusual
        if are_others(place.entries, self.names):
            edit.splices.append((place.at, place.at, self._text(place)))
            edit.added += len(self._entries)
            return True
        plan, splices = self._variables.plan(place)
        edit.splices += splices
        edit.added += plan.added
        edit.updated += plan.updated
        edit.kept += plan.kept
        if plan.findings:
            edit.warnings += _told(plan, place, item, found, path)
        return bool(splices)

    def _text(self, place: Place) -> bytes:
        """The lines to put in; most containers get the same."""
        key = place.column, place.dashes, bool(place.entries)
        known = self._texts.get(key)
        if known is None:
            known = self._texts[key] = self._rendered(*key).encode()
        return known

    def _rendered(self, column: int, dashes: int, follows: bool) -> str:
        if follows:
            return block_members(self._entries, dashes, Style())
        return block_pair("env", self._entries, column, Style(), dashes - column)

    def _info(
        self, item: Item, found: Layout, path: Path, changed: list[Place], count: int
    ) -> bytes:
        """The rendered info on what was set; those on workloads of a kind differ in little."""
        own = found.name, found.namespace, found.path
        first = changed[0]
        key = (
            item.api_version,
            item.kind,
            tuple([each.name for each in changed]),
            first.key,
            first.index,
            count,
            found.index,
            *map(bool, own),
        )
        known = self._infos.get(key)
        if known is None:
            if len(self._infos) >= MAX_INFOS:
                self._infos.clear()
            known = self._infos[key] = self._template(item, found, path, changed, count)
        return known and known % tuple(filter(None, own))

    def _template(
        self, item: Item, found: Layout, path: Path, changed: list[Place], count: int
    ) -> bytes:
        """An info that has `%b` in place of what is a workload's own; nothing where none is due."""
        name, namespace, file_path = (
            _OWN if text else "" for text in (found.name, found.namespace, found.path)
        )
        made = set_info(
            [each.name.decode() for each in changed],
            count,
            BUILT_IN_KIND,
            resource=ref_of(item.api_version, item.kind, name, namespace),
            field=_field(path, changed[0]),
            file=file_of(file_path, found.index.decode()),
        )
        return self.render(made).replace(b"%", b"%%").replace(_OWN.encode(), b"%b")


def _told(plan: EnvPlan, place: Place, item: Item, found: Layout, path: Path) -> list[Result]:
    """The warnings about a container."""
    name = place.name.decode()
    namespace, file_path, index = (
        found.namespace.decode(),
        found.path.decode(),
        found.index.decode(),
    )
    return [
        found_in(
            finding,
            name,
            f'container "{name}"',
            resource=ref_of(item.api_version, item.kind, found.name.decode(), namespace),
            field=_field(path, place),
            file=file_of(file_path, index),
        )
        for finding in plan.findings
    ]


def _field(path: Path, place: Place) -> str:
    """The field path of a container's variables."""
    return f"{b'.'.join((*path, place.key)).decode()}[{place.index}].env"
