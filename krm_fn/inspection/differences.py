"""What a container's variables are, beside what is configured."""

from __future__ import annotations

from krm_fn.environment import java_options, no_proxy
from krm_fn.environment.env_plan import Append
from krm_fn.environment.references import expanded
from krm_fn.inspection.environment import origin
from krm_fn.shown import redact, shown
from krm_fn.user_information import is_url

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from krm_fn.environment.env_plan import EnvPlan, EnvVar, Variable
    from krm_fn.inspection.environment import Seen


class Difference:
    """Variables, mostly the two spellings of one, that `have` another value than is `due`; None for
    no value at all. Of a list the items that it `lacks` say more than the two. No password is in
    any of it; `hides` says that what differs is hidden.
    """

    __slots__ = ("due", "has", "hides", "lacks", "names")

    def __init__(
        self,
        names: Sequence[str],
        has: str | None,
        due: str | None,
        lacks: Sequence[str] = (),
    ) -> None:
        self.names = list(names)
        self.has = has
        self.due = due
        self.lacks = list(lacks)
        self.hides = has is not None and has == due

    @property
    def sentence(self) -> str:
        """The difference in words."""
        names = ", ".join(self.names)
        if self.due is None:
            return f"{names}: must not be there"
        if self.has is None:
            return f"{names}: missing, must be {self.due}"
        if self.lacks:
            return f"{names}: lacks {', '.join(self.lacks)}"
        if self.hides:
            return f"{names}: another user or password than configured"
        return f"{names}: {self.has or 'empty'}, must be {self.due}"


def differences(
    plan: EnvPlan, entries: Sequence[EnvVar], wanted: Iterable[Variable], seen: Seen
) -> list[Difference]:
    """What a plan changes, and what it leaves although it is not as it is wanted."""
    names = [
        edit.name if isinstance(edit, Append) else entries[edit.index].name for edit in plan.edits
    ]
    of = {name: each for each in wanted for name in (each.lower, each.upper)}
    folded = {name.lower(): each for name, each in of.items()}
    order = {name.lower(): at for at, name in enumerate(of)}
    made: list[Difference] = []
    differing = dict.fromkeys((*names, *plan.wrong))
    for name in sorted(differing, key=lambda name: order.get(name.lower(), len(order))):
        found = _difference(name, of.get(name, folded.get(name.lower())), seen)
        last = made[-1] if made else None
        if last and (last.has, last.due, last.lacks) == (found.has, found.due, found.lacks):
            last.names.append(name)
        else:
            made.append(found)
    return made


def _difference(name: str, variable: Variable | None, seen: Seen) -> Difference:
    value = seen.text(name)
    has = _shown(value) if value is not None else None
    if name in seen.unknown:
        has = f"from {shown(seen.unknown[name])}"
    if variable is None:
        return Difference([name], has, None)
    if variable.source is not None:
        return Difference([name], has, f"from {shown(origin(variable.source))}")
    lacks = _lacks(variable, value) if value is not None else []
    return Difference([name], has, _shown(expanded(variable.value, {})), map_shown(lacks))


def _lacks(variable: Variable, value: str) -> list[str]:
    """The items of a wanted list that a value has not; none of a value without items."""
    items = [expanded(item, {}) for item in variable.items or ()]
    if variable.options:
        present = {option for _, _, option in java_options.tokens(value)}
        return [item for item in items if item not in present]
    return [item for item in items if item not in no_proxy.split(value)] if value.strip() else []


def map_shown(texts: Iterable[str]) -> list[str]:
    """Texts as they may be printed."""
    return [shown(text) for text in texts]


def _shown(value: str) -> str:
    return redact(value) if is_url(value) and "," not in value else shown(value)
