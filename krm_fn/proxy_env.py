"""What must happen to the proxy variables of one container.

A proxy variable is a pair of spellings, `http_proxy` and `HTTP_PROXY`: some clients read only one
of them, some prefer one and some the other, so the two must never end up different. The plan is a
list of edits on the entries of `env`, which know nothing of how the entries are written.
"""

from __future__ import annotations

import re

from krm_fn import no_proxy

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from krm_fn.function_config import Configuration

_NAME = r"[-._a-zA-Z][-._a-zA-Z0-9]*"

DIFFERS = "differs"
KEPT = "kept"
KEPT_FOR_ANOTHER = "kept-for-another"
KEPT_BESIDE_DUPLICATES = "kept-beside-duplicates"
DUPLICATES = "duplicates"
DISAGREEING = "disagreeing"
REFERS = "refers"


class EnvVar:
    """One entry of a container's `env`.

    `value` is the literal ("" where there is only a name); None where `source` is set.
    `source` is the `valueFrom` as plain data; None for a literal.
    `style` is how `value` is written: "" (plain), "'", '"', "|" or ">"; None where there is none.
    """

    __slots__ = ("name", "source", "style", "value")

    def __init__(
        self, name: str, value: str | None, source: object = None, style: str | None = '"'
    ) -> None:
        self.name = name
        self.value = value
        self.source = source
        self.style = style


class Variable:
    """A wanted variable: its two spellings and the value of both, escaped for the kubelet.

    `items` are the items of `value` (escaped too) where it is a list of hosts, otherwise None.
    """

    __slots__ = ("items", "lower", "upper", "value")

    def __init__(
        self, lower: str, upper: str, value: str, items: tuple[str, ...] | None = None
    ) -> None:
        self.lower = lower
        self.upper = upper
        self.value = value
        self.items = items


class Append:
    """A new entry at the end, after earlier appends.

    Exactly one of these is its content: the literal `value`; the `valueFrom` of the entry at
    index `copy_of`, as that is written now; the `valueFrom` given as plain data in `source`.
    """

    __slots__ = ("copy_of", "name", "source", "value")

    def __init__(
        self, name: str, value: str | None, copy_of: int | None = None, source: object = None
    ) -> None:
        self.name = name
        self.value = value
        self.copy_of = copy_of
        self.source = source


class SetValue:
    """The entry at `index` becomes the literal `value`, whether it had a `value` or a `valueFrom`.

    `merged` is the end of `value` that was appended to the author's own; None for a replacement.
    """

    __slots__ = ("index", "merged", "value")

    def __init__(self, index: int, value: str, merged: str | None = None) -> None:
        self.index = index
        self.value = value
        self.merged = merged


class Restore:
    """The entry at `index` becomes `original` again: its literal in its style, its `valueFrom`,
    or, where `style` and `source` are None, a name alone."""

    __slots__ = ("index", "original")

    def __init__(self, index: int, original: EnvVar) -> None:
        self.index = index
        self.original = original


class Delete:
    """The entry at `index` goes away."""

    __slots__ = ("index",)

    def __init__(self, index: int) -> None:
        self.index = index


class Finding:
    """Something to tell about one container; `names` are the entries that it is about.

    DIFFERS (an error): entries that differ from what is wanted, under `existing: error`.
    KEPT: the author's entries that stay although they differ.
    KEPT_FOR_ANOTHER: the same for entries that another configuration recorded.
    KEPT_BESIDE_DUPLICATES: the same for entries whose other spelling occurs more than once.
    DUPLICATES: names that occur more than once.
    DISAGREEING: the spellings of one variable, which the author has set to different values.
    REFERS: an entry, then the new variables that it refers to although they come after it.
    """

    __slots__ = ("kind", "names")

    def __init__(self, kind: str, names: tuple[str, ...]) -> None:
        self.kind = kind
        self.names = names

    @property
    def severity(self) -> str:
        """`error` for what forbids the edits."""
        return "error" if self.kind == DIFFERS else "warning"

    def sentence(self, container: str) -> str:
        """The message, about a container called `container "app"` or the like."""
        names = ", ".join(f"`{name}`" for name in self.names)
        first, _, rest = names.partition(", ")
        return _SENTENCES[self.kind].format(container, names, first=first, rest=rest)


_SENTENCES = {
    DIFFERS: "{} sets {} to another value already, which `existing: error` forbids; "
    "remove it there, or write `existing: keep` or `existing: replace`",
    KEPT: "{} keeps its own {}; set `existing: replace` to replace them",
    KEPT_FOR_ANOTHER: "{} keeps {} as another configuration recorded it; "
    "run that configuration with `remove: true` to take it out",
    KEPT_BESIDE_DUPLICATES: "{} keeps its own {}, since the other spelling occurs "
    "more than once in its `env`; remove all but one",
    DUPLICATES: "{} has {} more than once in its `env`, left as it is; "
    "remove all but one, server-side apply rejects duplicates",
    DISAGREEING: "{} sets {} to different values, left as they are; "
    "make them equal, clients differ in which one they read",
    REFERS: "{0} refers to {rest} in {first}, which comes earlier in its `env`; "
    "write the value there, the kubelet resolves references to earlier entries only",
}


class EnvPlan:
    """What to do to one container's `env`. Indexes are those before any edit.

    `added` counts new entries, `updated` entries whose value changes, `removed` entries that go
    away, and `kept` entries that stay although they differ from what is wanted.
    """

    __slots__ = ("added", "edits", "findings", "kept", "removed", "updated")

    def __init__(self) -> None:
        self.edits: list[Append | SetValue | Restore | Delete] = []
        self.findings: list[Finding] = []
        self.added = 0
        self.updated = 0
        self.kept = 0
        self.removed = 0

    def add(self, edit: Append | SetValue | Restore | Delete) -> None:
        """Append `edit` and count it."""
        self.edits.append(edit)
        if isinstance(edit, Append):
            self.added += 1
        elif isinstance(edit, Delete):
            self.removed += 1
        else:
            self.updated += 1


def escape(value: str) -> str:
    """`value` written so that the process sees exactly `value`, with its references resolved.

    The kubelet turns `$$` into `$` and resolves `$(NAME)`: every `$` is doubled but those that
    open a reference.
    """
    return re.sub(rf"\$(?!\({_NAME}\))", "$$", value) if "$" in value else value


def variables(configuration: Configuration) -> tuple[Variable, ...]:
    """The configured variables, in the order in which they are written."""
    items = tuple(escape(item) for item in configuration.no_proxy or ())
    pairs = (
        ("http_proxy", escape(configuration.http_proxy or ""), None),
        ("https_proxy", escape(configuration.https_proxy or ""), None),
        ("no_proxy", ",".join(items), items),
        ("all_proxy", escape(configuration.all_proxy or ""), None),
    )
    return tuple(
        Variable(lower, lower.upper(), value, items) for lower, value, items in pairs if value
    )


def plan(
    env: Sequence[EnvVar],
    wanted: Iterable[Variable],
    existing: str,
    *,
    windows: bool = False,
    others: frozenset[str] = frozenset(),
) -> EnvPlan:
    """The edits that give a container the `wanted` variables.

    `existing`: `merge`, `keep`, `replace` or `error`, what happens to a variable that is there.
    `windows`: names are case-insensitive and only the upper-case spelling is added.
    `others`: entries that another configuration recorded; their variables stay as they are.
    With a finding of severity `error` the edits must not be made.
    """
    return _Planning(env, existing, windows, others).run(wanted)


class _Planning:
    """A plan in the making; `places` are the indexes at which a name occurs."""

    __slots__ = ("env", "existing", "notes", "others", "places", "result", "windows")

    def __init__(
        self, env: Sequence[EnvVar], existing: str, windows: bool, others: frozenset[str]
    ) -> None:
        self.env = env
        self.existing = existing
        self.windows = windows
        self.others = others
        self.result = EnvPlan()
        self.notes: dict[str, list[str]] = {}
        self.places: dict[str, list[int]] = {}
        for index, entry in enumerate(env):
            self.places.setdefault(entry.name, []).append(index)

    def run(self, wanted: Iterable[Variable]) -> EnvPlan:
        for variable in wanted:
            present = self._present(variable)
            if not present:
                self._add(variable)
            elif not self.others.isdisjoint(present):
                self._leave(variable, present, KEPT_FOR_ANOTHER)
            else:
                self._settle(variable, present)
        self.result.findings[:0] = [Finding(kind, tuple(n)) for kind, n in self.notes.items()]
        if len(self.places) < len(self.env):
            repeated = tuple(name for name, places in self.places.items() if len(places) > 1)
            self.result.findings.append(Finding(DUPLICATES, repeated))
        if self.result.added:
            self.result.findings.extend(self._references())
        return self.result

    def _present(self, variable: Variable) -> list[str]:
        """The spellings of `variable` that the container has."""
        if self.windows:
            return [name for name in self.places if name.lower() == variable.lower]
        return [name for name in (variable.lower, variable.upper) if name in self.places]

    def _add(self, variable: Variable) -> None:
        for name in (variable.upper,) if self.windows else (variable.lower, variable.upper):
            self.result.add(Append(name, variable.value))

    def _settle(self, variable: Variable, present: list[str]) -> None:
        """Bring the spellings that are there to what `existing` asks for, and add a missing one."""
        final = {name: self.env[self.places[name][-1]] for name in present}
        if any(len(self.places[name]) > 1 for name in present):
            self._leave(variable, present, KEPT_BESIDE_DUPLICATES)
        else:
            for name in present:
                change = self._change(variable, self.places[name][0])
                if change:
                    self.result.add(change)
                    final[name] = EnvVar(name, change.value)
                else:
                    self._leave(variable, [name], KEPT)
        self._compare(variable, final)
        if len(present) == 1 and not self.windows:
            missing = variable.upper if present == [variable.lower] else variable.lower
            value = final[present[0]].value
            copy_of = self.places[present[0]][-1] if value is None else None
            self.result.add(Append(missing, value, copy_of))

    def _change(self, variable: Variable, index: int) -> SetValue | None:
        value = self.env[index].value
        if value == variable.value:
            return None
        if self.existing == "replace":
            return SetValue(index, variable.value)
        if self.existing == "merge" and variable.items is not None and value is not None:
            merged = no_proxy.suffix(value, variable.items)
            return SetValue(index, value + merged, merged) if merged else None
        return None

    def _leave(self, variable: Variable, names: list[str], kind: str) -> None:
        """Note the entries of `variable` that stay although they differ."""
        for name in names:
            differing = [self._differs(variable, index) for index in self.places[name]]
            if self.existing == "error":
                kind, differing = DIFFERS, differing[-1:]
            else:
                self.result.kept += sum(differing)
            if any(differing) and (kind != KEPT_BESIDE_DUPLICATES or len(differing) == 1):
                self.notes.setdefault(kind, []).append(name)

    def _differs(self, variable: Variable, index: int) -> bool:
        value = self.env[index].value
        if value is None or self.existing != "merge" or variable.items is None:
            return value != variable.value
        return value != variable.value and not no_proxy.covers(value, variable.items)

    def _compare(self, variable: Variable, final: dict[str, EnvVar]) -> None:
        """Note spellings that stay different."""
        contents: list[object] = []
        for entry in final.values():
            hosts = variable.items is not None and entry.value is not None
            content = set(no_proxy.split(entry.value or "")) if hosts else entry.value
            contents.append((content, entry.source))
        if self.existing != "error" and any(content != contents[0] for content in contents):
            self.result.findings.append(Finding(DISAGREEING, tuple(final)))

    def _references(self) -> list[Finding]:
        """The entries that refer to a variable which is now added after them."""
        added = {edit.name for edit in self.result.edits if isinstance(edit, Append)}
        findings = []
        for entry in self.env:
            if entry.value is None or "$(" not in entry.value:
                continue
            names = re.findall(rf"\$\$|\$\(({_NAME})\)", entry.value)
            referred = tuple(name for name in dict.fromkeys(names) if name in added)
            if referred:
                findings.append(Finding(REFERS, (entry.name, *referred)))
        return findings
