"""References in values, as the kubelet resolves them in a container.

`$(NAME)` stands for the variable of that name that comes earlier in `env`, or by `envFrom`, or for
one of those that the kubelet gives every container for the Services of its namespace; otherwise it
stays as text. `$$` is `$`. What a reference comes to is not expanded again.

Imported only where there is a reference in an `env`, or in what is to be set.
"""

from __future__ import annotations

from krm_fn import late_re as re
from krm_fn.environment.env_plan import (
    EARLY,
    LATE,
    REFERS,
    UNDEFINED,
    Append,
    Delete,
    Finding,
    Restore,
    SetValue,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from krm_fn.environment.env_plan import EnvPlan, EnvVar, ListEdit

_REFERENCE = re.compile(r"\$\$|\$\(([^)]*)\)")
_OF_SERVICES = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_")


def names_in(value: str | None) -> list[str]:
    """The names that a value refers to, each once, in their order."""
    if value is None or "$(" not in value:
        return []
    names = []
    at = value.find("$")
    while at >= 0:
        following = value[at + 1 : at + 2]
        end = value.find(")", at) if following == "(" else -1
        if end >= 0:
            names.append(value[at + 2 : end])
        at = value.find("$", max(end + 1, at + 1 + (following == "$")))
    return list(dict.fromkeys(filter(None, names)))


def expanded(value: str, known: Mapping[str, str]) -> str:
    """A value as the process sees it; a reference to what is not known stays as it is written."""

    def resolved(found: re.Match[str]) -> str:
        return "$" if found[0] == "$$" else known.get(found[1], found[0])

    return _REFERENCE.sub(resolved, value) if "$" in value else value


def is_of_service(name: str) -> bool:
    """Whether the kubelet may define a variable, for a Service: NAME_SERVICE_HOST and the like."""
    behind = name[1:]
    is_one = behind.endswith(("_SERVICE_HOST", "_PORT")) or "_PORT_" in behind[:-1]
    return is_one and _OF_SERVICES.issuperset(name)


class Order:
    """Where the entries of a container stand, and behind them what `edits` append, as they grow.

    A place is an index; `end` is that of the next entry to be appended. `referred` are the names to
    which entries refer, or what is wanted.
    """

    __slots__ = ("edits", "env", "referred")

    def __init__(
        self, env: Sequence[EnvVar], edits: Sequence[ListEdit], wanted: Iterable[str]
    ) -> None:
        self.env = env
        self.edits = edits
        values = (*(entry.value for entry in env), *wanted)
        self.referred = {name for each in values for name in names_in(each)}

    @property
    def end(self) -> int:
        return len(self._names())

    def followers(self, places: Mapping[str, Sequence[int]]) -> dict[int, int]:
        """The entries that are nothing but a reference to the other spelling of their own name,
        with the entry that has it; `places` are the indexes of names, those of what is inherited
        behind all others.
        """
        found = {}
        for index, entry in enumerate(self.env):
            other = entry.name.lower() if entry.name.isupper() else entry.name.upper()
            if entry.value == f"$({other})" and other != entry.name and other in places:
                leaders = places[other]
                if len(leaders) == 1 and (leaders[0] < index or leaders[0] >= len(self.env)):
                    found[index] = leaders[0]
        return found

    def definitions(self, value: str | None, place: int) -> list[int]:
        """The entries that the references of a value at a place come to, -1 for those of which
        none does.
        """
        names = names_in(value)
        before = self._names()[:place] if names else []
        return [_last(before, name) for name in names]

    def moved(self, value: str | None, place: int, to: int) -> list[str]:
        """The references of a value that come to something else at another place."""
        here, there = self.definitions(value, place), self.definitions(value, to)
        return [
            name for name, one, two in zip(names_in(value), here, there, strict=True) if one != two
        ]

    def must_move(self, value: str, places: Sequence[int]) -> bool:
        """Whether the entries at these places must be moved to the end to get a value, which would
        come to something else where they are.
        """
        return max(places) < len(self.env) and any(self.is_moved(value, each) for each in places)

    def left_behind(self) -> set[str]:
        """The names of entries that are moved although a value that stays refers to them."""
        values: dict[int, str | None] = {at: entry.value for at, entry in enumerate(self.env)}
        moved = set()
        for edit in self.edits:
            if isinstance(edit, SetValue):
                values[edit.index] = edit.value
            elif isinstance(edit, Restore):
                values[edit.index] = edit.original.value
            elif isinstance(edit, Delete):
                del values[edit.index]
                moved.add(self.env[edit.index].name)
        return moved & {name for each in values.values() for name in names_in(each)}

    def drop(self, plan: EnvPlan, aids: set[str]) -> None:
        """Don't append those of the `aids` that no new value refers to."""
        values = [each.value for each in plan.edits if isinstance(each, Append | SetValue)]
        unused = aids - {name for value in values for name in names_in(value)}
        kept = [e for e in plan.edits if not (isinstance(e, Append) and e.name in unused)]
        plan.added -= len(plan.edits) - len(kept)
        plan.edits[:] = kept

    def early(self, changes: Iterable[SetValue | Restore]) -> list[Finding]:
        """The entries to which a value is to be given that would come to something else behind
        all entries.
        """
        found = []
        for change in changes:
            if isinstance(change, SetValue) and change.index < len(self.env):
                ours = change.value if change.merged is None else change.merged
                names = self.moved(ours, change.index, self.end)
                if names:
                    found.append(Finding(EARLY, (self.env[change.index].name, *names)))
        return found

    def is_moved(self, value: str | None, place: int) -> bool:
        """Whether a value at a place would come to something else at the end."""
        return bool(self.moved(value, place, self.end))

    def findings(
        self,
        settled: Iterable[tuple[int, str, str | None]],
        defines: Callable[[str], bool] | None,
    ) -> list[Finding]:
        """The references that come to nothing: those of any entry to one that is now appended
        (REFERS), and those of the proxy variables to later entries (LATE) and to what nothing
        defines (UNDEFINED). `settled` are the proxy variables in the `env`, with their values.
        """
        added = [edit for edit in self.edits if isinstance(edit, Append)]
        first = len(self.env)
        values = [*settled, *((first + at, each.name, each.value) for at, each in enumerate(added))]
        return self._referring({edit.name for edit in added}) + self._vain(values, defines)

    def _referring(self, added: set[str]) -> list[Finding]:
        found = []
        for entry in self.env:
            referred = tuple(name for name in names_in(entry.value) if name in added)
            if referred:
                found.append(Finding(REFERS, (entry.name, *referred)))
        return found

    def _vain(
        self,
        values: Iterable[tuple[int, str, str | None]],
        defines: Callable[[str], bool] | None,
    ) -> list[Finding]:
        names = self._names()
        own = [entry.name for entry in self.env]
        found: dict[tuple[str, tuple[str, ...]], str] = {}
        for place, entry, value in values:
            missing = [
                name
                for name in names_in(value)
                if not (name in names[:place] or is_of_service(name) or (defines and defines(name)))
            ]
            late = tuple(
                name for name in missing if name in own or (place >= len(own) and name in names)
            )
            undefined = tuple(name for name in missing if name not in names) if defines else ()
            for kind, referred in ((LATE, late), (UNDEFINED, undefined)):
                if referred:
                    found.setdefault((kind, referred), entry)
        return [Finding(kind, (entry, *referred)) for (kind, referred), entry in found.items()]

    def _names(self) -> list[str]:
        appended = [edit.name for edit in self.edits if isinstance(edit, Append)]
        return [entry.name for entry in self.env] + appended


class Places:
    """Which of the entries that were added to an `env` can stay there when it is planned anew: those
    whose references come to what they come to in the new plan, which has all that is added, in its
    order, behind what is the author's.

    `withdrawn` maps the names of those entries to their places, `added` are the names of the plan.
    """

    __slots__ = ("authors", "env", "meant", "moved", "ours", "referred")

    def __init__(
        self, env: Sequence[EnvVar], withdrawn: Mapping[str, int], added: Iterable[str]
    ) -> None:
        self.env = env
        self.ours = set(withdrawn.values())
        self.authors = ["" if index in self.ours else entry.name for index, entry in enumerate(env)]
        self.moved = self.ours - {withdrawn[name] for name in added if name in withdrawn}
        self.referred: set[str] = set()
        self.meant: set[str] = set()

    def keeps(self, edit: Append, place: int | None) -> bool:
        """Whether what an edit adds can stand at its place; to be asked in the plan's order."""
        names = names_in(edit.value)
        kept = place is not None and edit.name not in self.referred
        if kept and place is not None and names:
            kept = all(self._met(name, place) == self._meant(name) for name in names)
        if not kept:
            self.referred.update(names)
            if place is not None:
                self.moved.add(place)
        self.meant.add(edit.name)
        return kept

    def _meant(self, name: str) -> int:
        """The entry that a reference comes to in the plan: -2 for one that is added."""
        return -2 if name in self.meant else _last(self.authors, name)

    def _met(self, name: str, place: int) -> int:
        """The same for what stands before a place now, and stays there."""
        for index in reversed(range(place)):
            if self.env[index].name == name and index not in self.moved:
                return -2 if index in self.ours else index
        return -1


def _last(names: Sequence[str], name: str) -> int:
    return max((index for index, each in enumerate(names) if each == name), default=-1)
