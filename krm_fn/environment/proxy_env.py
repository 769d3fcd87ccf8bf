"""What must happen to the proxy variables of one container.

A proxy variable is a pair of spellings, `http_proxy` and `HTTP_PROXY`: some clients read only one
of them, some prefer one and some the other, so the two must never end up different. The plan is a
list of edits on the entries of `env`, which know nothing of how the entries are written.
"""

from __future__ import annotations

from krm_fn.environment import no_proxy
from krm_fn.environment.env_plan import (
    CLOSED,
    DIFFERS,
    DISAGREEING,
    DUPLICATES,
    KEPT,
    KEPT_BESIDE_DUPLICATES,
    KEPT_FOR_ANOTHER,
    TOO_LONG,
    Append,
    Delete,
    EnvPlan,
    EnvVar,
    Finding,
    Restore,
    SetValue,
    Variable,
    plain_source,
    same_source,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from krm_fn.environment.references import Order


def plan(
    env: Sequence[EnvVar],
    wanted: Sequence[Variable],
    existing: str,
    *,
    windows: bool = False,
    others: frozenset[str] = frozenset(),
    inherited: Sequence[EnvVar] = (),
    defines: Callable[[str], bool] | None = None,
    fixed: bool = False,
) -> EnvPlan:
    """The edits that give a container the `wanted` variables.

    `existing`: `merge`, `keep`, `replace` or `error`, what happens to a variable that is there.
    `windows`: names are case-insensitive and only the upper-case spelling is added.
    `others`: entries that another configuration recorded; their variables stay as they are.
    `inherited`: what the container gets by `envFrom`, each with its value, as an entry would have
    it, and the `source` that gives the same; it counts as the author's.
    `defines`: whether a variable that a value refers to may come from elsewhere than `env`; without
    it nothing is said of such references.
    `fixed`: entries are not moved, since something goes by their places.
    With a finding of severity `error` the edits must not be made.
    """
    pinned = {entry.name for entry in env} if fixed else set()
    while True:
        planning = _Planning(env, existing, windows, others, inherited, pinned)
        made = planning.run(tuple(wanted), defines)
        left = planning.order.left_behind() if planning.order else None
        if not left:
            return made
        pinned |= left


class _Planning:
    """A plan in the making.

    `env` has what is inherited behind the container's own entries, `own` of them; `places` are
    the indexes at which a name occurs, `sources` what gives the value of an inherited one.
    `known` are the values of those entries of which it is known though they are a `valueFrom`.
    Where something refers to other variables, `order` knows the entries' order, and `followers` are
    the entries that only refer to the other spelling before them. Those `pinned` are not moved.
    """

    __slots__ = (
        "env", "existing", "followers", "known", "notes", "order", "others", "own", "pinned",
        "places", "result", "settled", "sources", "windows",
    )  # fmt: skip

    def __init__(
        self,
        env: Sequence[EnvVar],
        existing: str,
        windows: bool,
        others: frozenset[str],
        inherited: Sequence[EnvVar],
        pinned: set[str],
    ) -> None:
        self.env = env
        self.own = len(env)
        self.existing = existing
        self.windows = windows
        self.others = others
        self.pinned = pinned
        self.result = EnvPlan()
        self.notes: dict[str, list[str]] = {}
        self.places: dict[str, list[int]] = {}
        self.sources: dict[int, object] = {}
        self.known: dict[int, str | None] = {}
        self.order: Order | None = None
        self.followers: dict[int, int] = {}
        self.settled: list[tuple[int, str, str | None]] = []
        if inherited:
            from krm_fn.environment.inherited import behind

            self.env, self.sources, self.known = behind(env, inherited, windows)
        for index, entry in enumerate(self.env):
            self.places.setdefault(entry.name, []).append(index)

    def run(self, wanted: tuple[Variable, ...], defines: Callable[[str], bool] | None) -> EnvPlan:
        if any("$(" in (entry.value or "") for entry in self.env[: self.own]) or (
            (self.own or defines) and any("$(" in each.value for each in wanted)
        ):
            self._read_references(wanted)
        for variable in wanted:
            present = self._present(variable)
            if not present:
                self._add(variable)
            elif not self.others.isdisjoint(present):
                self._leave(variable, present, KEPT_FOR_ANOTHER)
            else:
                self._settle(variable, present)
        if self.order is not None:
            self.order.drop(self.result, {each.upper for each in wanted if each.aid})
        if self.result.wrong and self.existing == "merge" and not (self.windows or self.others):
            from krm_fn.environment.afterwards import beside_another

            own, kept = self.env[: self.own], self.notes.get(KEPT, [])
            self.result.findings += beside_another(own, self.result, wanted, kept)
        self.result.findings[:0] = [Finding(kind, tuple(n)) for kind, n in self.notes.items() if n]
        if len(self.places) < len(self.env):
            repeated = tuple(name for name, places in self.places.items() if len(places) > 1)
            self.result.findings.append(Finding(DUPLICATES, repeated))
        if (self.existing == "replace" and self.result.updated) or self.result.former:
            from krm_fn.environment import old_proxy

            self.result.findings += old_proxy.found(self.env, self.result.edits, wanted)
        if self.order is not None:
            self.result.findings += self.order.findings(self.settled, defines)
        return self.result

    def _read_references(self, wanted: tuple[Variable, ...]) -> None:
        from krm_fn.environment.references import Order

        values = (each.value for each in wanted)
        self.order = Order(self.env[: self.own], self.result.edits, values)
        self.followers = self.order.followers(self.places)
        for index, leader in self.followers.items():
            self.known[index] = self._value(leader)

    def _present(self, variable: Variable) -> list[str]:
        """The spellings of `variable` that the container has."""
        if self.windows:
            lower = variable.lower.lower()
            return [name for name in self.places if name.lower() == lower]
        return [name for name in variable.spellings if name in self.places]

    def _add(self, variable: Variable) -> None:
        value = variable.value if variable.source is None else None
        for name in (variable.upper,) if self.windows else variable.spellings:
            self.result.add(Append(name, value, source=variable.source))

    def _settle(self, variable: Variable, present: list[str]) -> None:
        """Bring the spellings that are there to what `existing` asks for, and add a missing one."""
        if self._moves(variable, present):
            return
        final = {name: self.env[self.places[name][-1]] for name in present}
        if any(len(self.places[name]) > 1 for name in present):
            self._leave(variable, present, KEPT_BESIDE_DUPLICATES)
        else:
            changes = [self._change(variable, self.places[name][0]) for name in present]
            refused = self._refuses(variable, present, changes)
            for name, change in zip(present, changes, strict=True):
                if change and not refused:
                    self._make(change)
                    content = EnvVar(name, change.value) if isinstance(change, SetValue) else None
                    final[name] = content or EnvVar(name, None, variable.source)
                if not refused and (not change or variable.options):
                    self._leave(variable, [name], KEPT)
            if not refused and all(self._is_ours(variable, self.places[n][0]) for n in present):
                self.result.ours += present
        self._compare(variable, final)
        for missing in () if self.windows else set(variable.spellings).difference(present):
            self._copy(missing, self.places[present[0]][-1], final[present[0]])
        for name, content in final.items():
            self.settled.append((self.places[name][-1], name, content.value))

    def _moves(self, variable: Variable, present: list[str]) -> bool:
        """Move the entries of a variable that is replaced behind all others, where they can be."""
        places = [place for name in present for place in self.places[name]]
        meant = self.existing == "replace" or all(self._value(p) in variable.former for p in places)
        free = len(places) == len(present) and self.pinned.isdisjoint(present)
        if self.order is None or not (meant and free) or variable.options:
            return False
        if not self.order.must_move(variable.value, places):
            return False
        self.result.edits += [Delete(place) for place in places]
        self._add(variable)
        self.result.added -= len(places)
        self.result.updated += len(places)
        return True

    def _refuses(
        self, variable: Variable, present: list[str], changes: list[SetValue | Restore | None]
    ) -> bool:
        """Whether a variable must stay, since an entry of it comes before what our value refers
        to: there it would mean something else than behind all entries.
        """
        early = self.order.early(change for change in changes if change) if self.order else []
        self.result.findings += early
        if early:
            wrong = [name for name in present if self._differs(variable, self.places[name][-1])]
            self.result.kept += len(wrong)
            self.result.wrong += wrong
        return bool(early)

    def _make(self, change: SetValue | Restore) -> None:
        """Change an entry; one that is inherited gets an entry of its own, which goes before."""
        name = self.env[change.index].name
        if isinstance(change, SetValue) and change.is_too_long(name):
            self.result.findings.append(Finding(TOO_LONG, (name,)))
        if change.index < self.own:
            self.result.add(change)
        elif isinstance(change, SetValue):
            self.result.add(Append(name, change.value))
        else:
            self.result.add(Append(change.original.name, None, source=change.original.source))

    def _copy(self, name: str, index: int, content: EnvVar) -> None:
        """Add the other spelling of the entry at `index`, which is to have the `content`."""
        if content is self.env[index] and index >= self.own:
            self.result.add(Append(name, None, source=self.sources[index]))
        elif content is self.env[index] and content.value is None:
            self.result.add(Append(name, None, index))
        elif self.order and index < self.own and self.order.is_moved(content.value, index):
            self.result.add(Append(name, f"$({self.env[index].name})"))
        else:
            self.result.add(Append(name, content.value, source=content.source))

    def _change(self, variable: Variable, index: int) -> SetValue | Restore | None:
        entry = self.env[index]
        if variable.options:
            from krm_fn.environment import java_options

            items, former = variable.items or (), variable.former
            change = java_options.planned(entry.value, items, self.existing, former)
            if change and java_options.is_of_former(entry.value, former):
                self.result.former.append(entry.name)
            return SetValue(index, *change) if change else None
        if not self._differs_at_all(variable, index):
            return None
        is_former = bool(variable.former) and self._value(index) in variable.former
        if is_former:
            self.result.former.append(entry.name)
        if self.existing == "replace" or is_former:
            if variable.source is not None:
                return Restore(index, EnvVar(entry.name, None, variable.source))
            return SetValue(index, variable.value)
        if self.existing == "merge" and variable.items is not None and entry.value is not None:
            if index in self.followers:
                return None
            merged = no_proxy.suffix(entry.value, variable.items)
            return SetValue(index, entry.value + merged, merged) if merged else None
        return None

    def _is_ours(self, variable: Variable, index: int) -> bool:
        """Whether an entry of the container is as wanted, or as a former configuration wanted it."""
        is_other = self.windows and self.env[index].name != variable.upper
        if is_other or index >= self.own or variable.aid:
            return False
        if self.order and self.env[index].name in self.order.referred:
            return False
        value = self._value(index)
        if self._differs_at_all(variable, index):
            if variable.options:
                from krm_fn.environment import java_options

                return java_options.is_of_former(value, variable.former, whole=True)
            return value in variable.former
        return index not in self.followers and not (
            self.order and self.order.is_moved(value, index)
        )

    def _leave(self, variable: Variable, names: list[str], kind: str) -> None:
        """Note the entries of `variable` that stay although they differ."""
        for name in names:
            if self.existing == "merge" and self.places[name][-1] in self.followers:
                continue
            differing = [self._differs(variable, index) for index in self.places[name]]
            closed = variable.options and self._value(self.places[name][-1]) is None
            if differing[-1]:
                self.result.wrong.append(name)
            if closed:
                kind = CLOSED
            elif self.existing == "error":
                kind, differing = DIFFERS, differing[-1:]
            if kind != DIFFERS:
                self.result.kept += sum(differing)
            if any(differing) and (kind != KEPT_BESIDE_DUPLICATES or len(differing) == 1):
                self.notes.setdefault(kind, []).append(name)

    def _value(self, index: int) -> str | None:
        """An entry's value as far as it is known."""
        return self.known[index] if index in self.known else self.env[index].value

    def _differs_at_all(self, variable: Variable, index: int) -> bool:
        if variable.source is None:
            return self._value(index) != variable.value
        entry = self.env[index]
        source = self.sources[index] if index >= self.own else entry.source
        return not same_source(source, variable.source)

    def _differs(self, variable: Variable, index: int) -> bool:
        """Whether an entry says something else than what is wanted."""
        if variable.options:
            from krm_fn.environment import java_options

            value, items = self.env[index].value, variable.items or ()
            return java_options.lacks(value, items, self.existing, variable.former)
        value = self._value(index)
        if value is None or self.existing != "merge" or variable.items is None:
            return self._differs_at_all(variable, index)
        return value != variable.value and not no_proxy.covers(value, variable.items)

    def _compare(self, variable: Variable, final: dict[str, EnvVar]) -> None:
        """Note spellings that stay different."""
        contents: list[object] = []
        for name, content in final.items():
            index = self.places[name][-1]
            if content is self.env[index]:
                index = self.followers.get(index, index)
            entry = final.get(self.env[index].name, self.env[index])
            value = self._value(index) if entry is self.env[index] else entry.value
            hosts = variable.items is not None and value is not None
            meant = set(no_proxy.split(value or "")) if hosts else value
            met = self.order.definitions(value, index) if self.order and value else None
            contents.append((meant, met, plain_source(entry.source) if value is None else None))
        if self.existing != "error" and any(content != contents[0] for content in contents):
            self.result.findings.append(Finding(DISAGREEING, tuple(final)))
