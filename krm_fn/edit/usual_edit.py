"""The edit of workloads as most are: written as layout() reads them.

It does what krm_fn.edit.workload does, and nothing else: whatever it does not know is left to that.
"""

from __future__ import annotations

from krm_fn.edit import whole_run
from krm_fn.edit.container_env import appended, are_others
from krm_fn.edit.usual_info import UsualInfos, warnings
from krm_fn.edit.usual_layout import Unusual, layout
from krm_fn.edit.usual_variables import UsualVariables
from krm_fn.errors import Malformed
from krm_fn.workloads.built_in import BUILT_IN, NOT_UPDATABLE
from krm_fn.workloads.selection import MESH_CONTAINERS
from krm_fn.yaml.render import Style, block_members, block_pair

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from krm_fn.edit.task import Task
    from krm_fn.edit.usual_layout import Layout, Place
    from krm_fn.edit.whole_run import Seen
    from krm_fn.results import Result
    from krm_fn.wire.item import Item
    from krm_fn.yaml.render import Value
    from krm_fn.yaml.splice import ByteSplice

_KINDS = {
    kind: (versions, tuple(key.encode() for key in (*path, "spec")))
    for kind, (versions, path) in BUILT_IN.items()
    if kind not in NOT_UPDATABLE
}
"""Kinds of which no more is told than what was set, with the ways to their pod specs."""
_MESH_CONTAINERS = frozenset(name.encode() for name in MESH_CONTAINERS)
_NOTHING_SEEN: Seen = set()
_SEEN: Seen = {(whole_run.SET, "")}
_SEEN_IN_NAMESPACE: Seen = {*_SEEN, (whole_run.NAMESPACED, "")}


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
        "task",
        "words",
    )

    def __init__(self, data: bytes, task: Task, render: Callable[[Result], bytes]) -> None:
        self.data = data
        self.task = task
        self.words = task.words
        self.names = frozenset(name.encode() for name in task.names)
        self._active: bool | None = None
        self._entries: list[Value] = []
        self._variables = UsualVariables(data, task, self.names)
        self._texts: dict[tuple[int, int, bool], bytes] = {}
        self._infos = UsualInfos(render)

    def edit(self, item: Item) -> UsualEdit | None:
        """The edit of an item; None where that must be read by its nodes."""
        kind = _KINDS.get(item.kind)
        if kind is None or item.api_version not in kind[0] or not self._is_active():
            return None
        for word in self.words:
            if self.data.find(word, item.start, item.end) >= 0:
                return None
        try:
            return self._edited(layout(self.data, item, kind[1]))
        except Unusual:
            return None

    def _is_active(self) -> bool:
        if self._active is None:
            try:
                self._active = self.task.only_sets
            except Malformed:
                self._active = False  # whoever needs what can't be read will tell
            if self._active:
                self._entries = appended(self.task.fresh)
        return self._active

    def _edited(self, found: Layout) -> UsualEdit:
        """Raises Unusual."""
        if found.namespace and self.task.speaks_for(found.namespace.decode()):
            raise Unusual
        edit = UsualEdit()
        changed: list[Place] = []
        for place in found.places:
            splices = self._planned(place, edit, found)
            if splices:
                edit.splices += splices
                changed.append(place)
        if changed:
            edit.info = self._infos.info(found, changed, edit.added + edit.updated)
            edit.seen = _SEEN_IN_NAMESPACE if found.namespace else _SEEN
        return edit

    def _planned(self, place: Place, edit: UsualEdit, found: Layout) -> list[ByteSplice]:
        """What to put into a container; what else comes of it is added to the edit.

        Raises Unusual.
        """
        refers = place.entries and self.data.find(b"$(", place.env, place.at) >= 0
        if refers or place.name in _MESH_CONTAINERS:
            raise Unusual
        if are_others(place.entries, self.names):
            edit.added += len(self._entries)
            return [(place.at, place.at, self._text(place))]
        plan, splices = self._variables.plan(place)
        edit.added += plan.added
        edit.updated += plan.updated
        edit.kept += plan.kept
        if plan.findings:
            edit.warnings += warnings(plan, place, found)
        return splices

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
