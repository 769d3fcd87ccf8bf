"""The edit of workloads as most are: written as layout() reads them, with nothing of ours in them.

It does what workload_edit does, and nothing else: whatever it does not know is left to that.
"""

from __future__ import annotations

from krm_fn import whole_run
from krm_fn.container_env import appended, are_others
from krm_fn.outcome import set_info
from krm_fn.render import Style, block_members, block_pair, quoted
from krm_fn.resource import file_of, ref_of
from krm_fn.selection import MESH_CONTAINERS
from krm_fn.usual_layout import Unusual, layout
from krm_fn.workloads import BUILT_IN, BUILT_IN_KIND, NOT_UPDATABLE

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from krm_fn.document import Item
    from krm_fn.render import Value
    from krm_fn.results import Result
    from krm_fn.splice import ByteSplice
    from krm_fn.task import Task
    from krm_fn.usual_layout import Layout, Place
    from krm_fn.whole_run import Seen

_KINDS = {
    kind: (versions, tuple(key.encode() for key in (*path, "spec")))
    for kind, (versions, path) in BUILT_IN.items()
    if kind not in NOT_UPDATABLE
}
"""Kinds of which no more is told than what was set, with the ways to their pod specs."""
_OWN = "\ue000"
"""A character for private use, where the text of an info has what is a workload's own."""
_SEEN = {(whole_run.SET, "")}
_SEEN_IN_NAMESPACE = {*_SEEN, (whole_run.NAMESPACED, "")}


class UsualEdit:
    """What comes of an item: what to put into the data, how many variables that adds, the info on
    it, rendered, and what was seen.
    """

    __slots__ = ("added", "info", "seen", "splices")

    def __init__(self, splices: list[ByteSplice], info: bytes, added: int, seen: Seen) -> None:
        self.splices = splices
        self.info = info
        self.added = added
        self.seen = seen


class UsualEdits:
    """Edits workloads as most are, where a configuration asks for the variables and no more."""

    __slots__ = (
        "_active",
        "_entries",
        "_infos",
        "_texts",
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
        self._texts: dict[tuple[int, int, bool], bytes] = {}
        self._infos: dict[tuple[object, ...], list[bytes]] = {}

    def edit(self, item: Item) -> UsualEdit | None:
        """The edit of an item; None where that must be read by its nodes."""
        kind = _KINDS.get(item.kind)
        if kind is None or item.api_version not in kind[0] or not self._is_active():
            return None
        for word in self.words:
            if self.data.find(word, item.start, item.end) >= 0:
                return None
        try:
            found = layout(self.data, item, kind[1])
        except Unusual:
            return None
        if self.task.speaks_for(found.namespace) or not all(map(self._takes, found.places)):
            return None
        splices: list[ByteSplice] = [(each.at, each.at, self._text(each)) for each in found.places]
        return UsualEdit(
            splices,
            self._info(item, found, kind[1]),
            len(splices) * len(self._entries),
            _SEEN_IN_NAMESPACE if found.namespace else _SEEN,
        )

    def _is_active(self) -> bool:
        if self._active is None:
            self._active = self.task.only_sets
            if self._active:
                self._entries = appended(self.task.fresh)
        return self._active

    def _takes(self, place: Place) -> bool:
        """Whether a container gets all variables, as one does that has none of them."""
        special = place.name in MESH_CONTAINERS or place.refers
        return not special and are_others(place.entries, self.names)

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

    def _info(self, item: Item, found: Layout, path: tuple[bytes, ...]) -> bytes:
        """The rendered info on what was set; those on workloads of a kind differ in little."""
        names = tuple([each.name for each in found.places])
        own = found.name, found.namespace, found.path
        name, namespace, file_path = (_OWN if text else "" for text in own)
        key = (
            item.api_version,
            item.kind,
            names,
            found.first,
            found.index,
            namespace,
            file_path,
            name,
        )
        pieces = self._infos.get(key)
        if pieces is None:
            field = b".".join((*path, found.first)).decode() + "[0].env"
            resource = ref_of(item.api_version, item.kind, name, namespace)
            file = file_of(file_path, found.index)
            count = len(self._entries) * len(names)
            made = set_info(names, count, BUILT_IN_KIND, resource=resource, field=field, file=file)
            pieces = self._infos[key] = self.render(made).split(_OWN.encode())
        text = pieces[0]
        for value, piece in zip(filter(None, own), pieces[1:], strict=False):
            text += quoted(value)[1:-1].encode() + piece
        return text
