"""Variables that a container has already, where lines say all about them.

The second run over the same files finds its own lines in every container.
"""

from __future__ import annotations

from krm_fn.edit.container_env import appended
from krm_fn.edit.usual_layout import Unusual
from krm_fn.edit.usual_lines import entries_at
from krm_fn.environment.env_plan import DIFFERS, TOLD_ONCE, EnvVar, SetValue
from krm_fn.yaml.render import Style, block_members, quoted

TYPE_CHECKING = False
if TYPE_CHECKING:
    import re
    from typing import TypeAlias

    from krm_fn.edit.task import Task
    from krm_fn.edit.usual_layout import Place
    from krm_fn.environment.env_plan import EnvPlan
    from krm_fn.yaml.splice import ByteSplice

    Literals: TypeAlias = tuple[tuple[bytes, bytes], ...]

_QUOTES = b"'\""
_LEFT_TO_NODES = (DIFFERS, *TOLD_ONCE)
MAX_PLANS = 500
"""How many plans are kept for the next container: those of a list have much in common."""


class UsualVariables:
    """The plans for containers that have some of the wanted variables."""

    __slots__ = ("_names", "_plans", "data", "task")

    def __init__(self, data: bytes, task: Task, names: frozenset[bytes]) -> None:
        self.data = data
        self.task = task
        self._names = names
        self._plans: dict[Literals, EnvPlan] = {}

    def plan(self, place: Place) -> tuple[EnvPlan, list[ByteSplice]]:
        """The plan for a container, and what that puts into the data.

        Raises Unusual where a variable comes twice or is no literal on one line, and where there
        is more to tell than what one container keeps.
        """
        ours = [name for name in place.entries if name.lower() in self._names]
        found = [each for each in self._literals(place) if each[1].lower() in self._names]
        if len(ours) != len(found) or len(set(place.entries)) != len(place.entries):
            raise Unusual
        literals: Literals = tuple([(each[1], each[2]) for each in found])
        plan = self._plans.get(literals)
        if plan is None:
            if len(self._plans) >= MAX_PLANS:
                self._plans.clear()
            plan = self._plans[literals] = self._planned(literals)
        return plan, _splices(plan, place, found)

    def _literals(self, place: Place) -> list[re.Match[bytes]]:
        pattern = entries_at(place.dashes).literals
        return list(pattern.finditer(self.data, place.env, place.at - 1))

    def _planned(self, literals: Literals) -> EnvPlan:
        """The plan for an environment of which nothing else matters. Raises Unusual."""
        env = [_variable(name, value) for name, value in literals]
        plan = self.task.plan(env, self.task.variables, windows=False)
        if any(finding.kind in _LEFT_TO_NODES for finding in plan.findings):
            raise Unusual
        return plan


def _variable(name: bytes, value: bytes) -> EnvVar:
    quote = value[:1] if value[0] in _QUOTES else b""
    text = value[1:-1] if quote else value
    return EnvVar(name.decode(), text.decode(errors="replace"), style=quote.decode())


def _splices(plan: EnvPlan, place: Place, found: list[re.Match[bytes]]) -> list[ByteSplice]:
    splices: list[ByteSplice] = [
        (*found[edit.index].span(2), quoted(edit.value).encode())
        for edit in plan.edits
        if type(edit) is SetValue
    ]
    entries = appended(plan)
    if entries:
        lines = block_members(entries, place.dashes, Style())
        splices.append((place.at, place.at, lines.encode()))
    return splices
