"""What must happen to the proxy variables of one container.

A proxy variable is a pair of spellings, `http_proxy` and `HTTP_PROXY`: some clients read only one
of them, some prefer one and some the other, so the two must never end up different. The plan is a
list of edits on the entries of `env`, which know nothing of how the entries are written.
"""

from __future__ import annotations

from krm_fn import late_re as re
from krm_fn.environment import no_proxy
from krm_fn.environment.env_plan import (
    CLOSED,
    DIFFERS,
    DISAGREEING,
    DUPLICATES,
    KEPT,
    KEPT_BESIDE_DUPLICATES,
    KEPT_FOR_ANOTHER,
    NAME,
    Append,
    EnvPlan,
    EnvVar,
    Finding,
    Restore,
    SetValue,
    plain_source,
    same_source,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from krm_fn.config.function_config import Configuration


class Variable:
    """A wanted variable: its two spellings and the content of both, a literal or a reference.

    `value` is the literal, escaped for the kubelet, "" where there is a `source`: a `valueFrom` as
    plain data. `items` are the items of `value` (escaped too) where it is a list of hosts, or of
    `options` for a JVM; otherwise None. A variable of one spelling has it twice. `former` are values
    that a former configuration gave it.
    """

    __slots__ = ("former", "items", "lower", "options", "source", "upper", "value")

    def __init__(
        self,
        lower: str,
        upper: str,
        value: str,
        items: tuple[str, ...] | None = None,
        *,
        source: object = None,
        options: bool = False,
        former: tuple[str, ...] = (),
    ) -> None:
        self.former = former
        self.lower = lower
        self.upper = upper
        self.value = value
        self.items = items
        self.source = source
        self.options = options

    @property
    def is_single(self) -> bool:
        """Whether there is but one spelling."""
        return self.lower == self.upper


def escape(value: str) -> str:
    """`value` written so that the process sees exactly `value`, with its references resolved.

    The kubelet turns `$$` into `$` and resolves `$(NAME)`: every `$` is doubled but those that
    open a reference.
    """
    return re.sub(rf"\$(?!\({NAME}\))", "$$", value) if "$" in value else value


def variables(configuration: Configuration) -> tuple[Variable, ...]:
    """The configured proxy variables, in the order in which they are written."""
    items = tuple(escape(item) for item in configuration.no_proxy or ())
    pairs = (
        ("http_proxy", escape(configuration.http_proxy or ""), None),
        ("https_proxy", escape(configuration.https_proxy or ""), None),
        ("no_proxy", ",".join(items), items),
        ("all_proxy", escape(configuration.all_proxy or ""), None),
    )
    sources, former = configuration.sources, tuple(map(escape, configuration.former))
    return tuple(
        Variable(lower, lower.upper(), value, items, source=sources.get(lower), former=former)
        for lower, value, items in pairs
        if value or lower in sources
    )


def plan(
    env: Sequence[EnvVar],
    wanted: Sequence[Variable],
    existing: str,
    *,
    windows: bool = False,
    others: frozenset[str] = frozenset(),
    inherited: Sequence[EnvVar] = (),
) -> EnvPlan:
    """The edits that give a container the `wanted` variables.

    `existing`: `merge`, `keep`, `replace` or `error`, what happens to a variable that is there.
    `windows`: names are case-insensitive and only the upper-case spelling is added.
    `others`: entries that another configuration recorded; their variables stay as they are.
    `inherited`: what the container gets by `envFrom`, each with its value, as an entry would have
    it, and the `source` that gives the same; it counts as the author's.
    With a finding of severity `error` the edits must not be made.
    """
    return _Planning(env, existing, windows, others, inherited).run(wanted)


class _Planning:
    """A plan in the making.

    `env` has what is inherited behind the container's own entries, `own` of them; `places` are
    the indexes at which a name occurs, `sources` what gives the value of an inherited one.
    `known` are the values of those entries of which it is known though they are a `valueFrom`.
    """

    __slots__ = (
        "env",
        "existing",
        "known",
        "notes",
        "others",
        "own",
        "places",
        "result",
        "sources",
        "windows",
    )

    def __init__(
        self,
        env: Sequence[EnvVar],
        existing: str,
        windows: bool,
        others: frozenset[str],
        inherited: Sequence[EnvVar],
    ) -> None:
        self.env = env
        self.own = len(env)
        self.existing = existing
        self.windows = windows
        self.others = others
        self.result = EnvPlan()
        self.notes: dict[str, list[str]] = {}
        self.places: dict[str, list[int]] = {}
        self.sources: dict[int, object] = {}
        self.known: dict[int, str | None] = {}
        for index, entry in enumerate(env):
            self.places.setdefault(entry.name, []).append(index)
        if inherited:
            self._inherit(inherited)

    def _inherit(self, inherited: Sequence[EnvVar]) -> None:
        for index, entry in enumerate(self.env):
            for given in inherited if entry.source is not None else ():
                if same_source(entry.source, given.source):
                    self.known[index] = given.value
        names = {name.lower() for name in self.places} if self.windows else set(self.places)
        self.env = list(self.env)
        for given in inherited:
            if (given.name.lower() if self.windows else given.name) not in names:
                index = len(self.env)
                self.sources[index] = given.source
                self.places[given.name] = [index]
                self.env.append(EnvVar(given.name, given.value))

    def run(self, wanted: Sequence[Variable]) -> EnvPlan:
        for variable in wanted:
            present = self._present(variable)
            if not present:
                self._add(variable)
            elif not self.others.isdisjoint(present):
                self._leave(variable, present, KEPT_FOR_ANOTHER)
            else:
                self._settle(variable, present)
        if self.result.wrong and self.existing == "merge" and not (self.windows or self.others):
            self._find_another(wanted)
        self.result.findings[:0] = [
            Finding(kind, tuple(names)) for kind, names in self.notes.items() if names
        ]
        if len(self.places) < len(self.env):
            repeated = tuple(name for name, places in self.places.items() if len(places) > 1)
            self.result.findings.append(Finding(DUPLICATES, repeated))
        if self.result.added and self.own:
            from krm_fn.environment.afterwards import references

            self.result.findings.extend(references(self.env[: self.own], self.result))
        return self.result

    def _find_another(self, wanted: Sequence[Variable]) -> None:
        """Refuse a change of noProxy beside another proxy, unless former ones are named."""
        if not any(each.former for each in wanted):
            pairs = [(each.lower, each.upper) for each in wanted if not each.is_single]
            from krm_fn.environment.afterwards import beside_another

            env, kept = self.env[: self.own], self.notes.get(KEPT, [])
            self.result.findings += beside_another(env, self.result, pairs, kept)

    def _present(self, variable: Variable) -> list[str]:
        """The spellings of `variable` that the container has."""
        if self.windows:
            lower = variable.lower.lower()
            return [name for name in self.places if name.lower() == lower]
        spellings = dict.fromkeys((variable.lower, variable.upper))
        return [name for name in spellings if name in self.places]

    def _add(self, variable: Variable) -> None:
        single = self.windows or variable.is_single
        for name in (variable.upper,) if single else (variable.lower, variable.upper):
            value = variable.value if variable.source is None else None
            self.result.add(Append(name, value, source=variable.source))

    def _settle(self, variable: Variable, present: list[str]) -> None:
        """Bring the spellings that are there to what `existing` asks for, and add a missing one."""
        final = {name: self.env[self.places[name][-1]] for name in present}
        if any(len(self.places[name]) > 1 for name in present):
            self._leave(variable, present, KEPT_BESIDE_DUPLICATES)
        else:
            for name in present:
                change = self._change(variable, self.places[name][0])
                if change:
                    self._make(change)
                    content = EnvVar(name, change.value) if isinstance(change, SetValue) else None
                    final[name] = content or EnvVar(name, None, variable.source)
                if not change or variable.options:
                    self._leave(variable, [name], KEPT)
            if all(self._is_ours(variable, self.places[name][0]) for name in present):
                self.result.ours += present
        self._compare(variable, final)
        if len(present) == 1 and not (self.windows or variable.is_single):
            missing = variable.upper if present == [variable.lower] else variable.lower
            self._copy(missing, self.places[present[0]][-1], final[present[0]])

    def _make(self, change: SetValue | Restore) -> None:
        """Change an entry; one that is inherited gets an entry of its own, which goes before."""
        if change.index < self.own:
            self.result.add(change)
        elif isinstance(change, SetValue):
            self.result.add(Append(self.env[change.index].name, change.value))
        else:
            self.result.add(Append(change.original.name, None, source=change.original.source))

    def _copy(self, name: str, index: int, content: EnvVar) -> None:
        """Add the other spelling of the entry at `index`, which is to have the `content`."""
        if content is self.env[index] and index >= self.own:
            self.result.add(Append(name, None, source=self.sources[index]))
        elif content is self.env[index] and content.value is None:
            self.result.add(Append(name, None, index))
        else:
            self.result.add(Append(name, content.value, source=content.source))

    def _change(self, variable: Variable, index: int) -> SetValue | Restore | None:
        entry = self.env[index]
        if variable.options:
            return self._with_options(variable, index)
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
            merged = no_proxy.suffix(entry.value, variable.items)
            return SetValue(index, entry.value + merged, merged) if merged else None
        return None

    def _is_ours(self, variable: Variable, index: int) -> bool:
        """Whether an entry of the container is as wanted, or as a former configuration wanted it."""
        is_other = self.windows and self.env[index].name != variable.upper
        if is_other or index >= self.own or variable.options:
            return False
        return self._value(index) in variable.former or not self._differs_at_all(variable, index)

    def _with_options(self, variable: Variable, index: int) -> SetValue | None:
        """The options behind an author's literal, whatever else that holds."""
        from krm_fn.environment import java_options

        value, items = self.env[index].value, variable.items or ()
        change = java_options.planned(value, items, self.existing)
        return SetValue(index, *change) if change else None

    def _leave(self, variable: Variable, names: list[str], kind: str) -> None:
        """Note the entries of `variable` that stay although they differ."""
        for name in names:
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
        value = self.env[index].value
        return self.known.get(index) if value is None else value

    def _differs_at_all(self, variable: Variable, index: int) -> bool:
        if variable.source is None:
            return self._value(index) != variable.value
        entry = self.env[index]
        source = self.sources[index] if index >= self.own else entry.source
        return not same_source(source, variable.source)

    def _differs(self, variable: Variable, index: int) -> bool:
        """Whether an entry says something else than what is wanted."""
        if variable.options:
            return self._lacks_options(variable, index)
        value = self._value(index)
        if value is None or self.existing != "merge" or variable.items is None:
            return self._differs_at_all(variable, index)
        return value != variable.value and not no_proxy.covers(value, variable.items)

    def _lacks_options(self, variable: Variable, index: int) -> bool:
        from krm_fn.environment import java_options

        return java_options.lacks(self.env[index].value, variable.items or (), self.existing)

    def _compare(self, variable: Variable, final: dict[str, EnvVar]) -> None:
        """Note spellings that stay different."""
        contents: list[object] = []
        for name, entry in final.items():
            index = self.places[name][-1]
            value = self._value(index) if entry is self.env[index] else entry.value
            hosts = variable.items is not None and value is not None
            content = set(no_proxy.split(value or "")) if hosts else value
            contents.append((content, plain_source(entry.source) if value is None else None))
        if self.existing != "error" and any(content != contents[0] for content in contents):
            self.result.findings.append(Finding(DISAGREEING, tuple(final)))
