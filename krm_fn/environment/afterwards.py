"""What is found in a container's environment once its variables are planned."""

from __future__ import annotations

from krm_fn.environment.env_plan import BESIDE_ANOTHER, Append, Finding

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from krm_fn.environment.env_plan import EnvPlan, EnvVar, Variable

PROXIES = ("http_proxy", "https_proxy", "no_proxy", "all_proxy")


def beside_another(
    env: Sequence[EnvVar], plan: EnvPlan, wanted: Sequence[Variable], kept: list[str]
) -> list[Finding]:
    """The entries with another proxy, where noProxy is to change beside them and all looks as a
    former configuration would have set it: every proxy is another, and every variable is there in
    both spellings with one literal. Nothing where former proxies are named. What is found here is
    taken out of what was `kept`.
    """
    pairs = [(each.lower, each.upper) for each in wanted if each.lower in PROXIES]
    if any(each.former for each in wanted):
        return []
    literals: dict[str, list[str | None]] = {}
    for entry in env:
        literals.setdefault(entry.name, []).append(entry.value)
    changed = {
        edit.name if isinstance(edit, Append) else env[edit.index].name for edit in plan.edits
    }
    names: list[str] = []
    hosts_change = False
    for pair in pairs:
        first, second = map(literals.get, pair)
        is_host_list = pair[0] == "no_proxy"
        if first != second:
            return []
        if is_host_list:
            hosts_change = not changed.isdisjoint(pair)
        elif first in (None, [None]) or pair[0] not in plan.wrong:
            return []
        else:
            names += pair
    if not (names and hosts_change):
        return []
    kept[:] = [name for name in kept if name not in names]
    return [Finding(BESIDE_ANOTHER, tuple(names))]
