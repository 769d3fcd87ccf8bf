"""What `remove` takes out of an `env` although nothing is recorded of it: what is as the
configuration would write it now.

Imported only where something is to be removed.
"""

from __future__ import annotations

from krm_fn.environment.env_plan import EnvVar, same_source
from krm_fn.environment.references import names_in

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from krm_fn.environment.env_plan import Variable
    from krm_fn.record.recorded import Others


def taken(
    env: Sequence[EnvVar], wanted: Sequence[Variable], mine: object, others: Others
) -> dict[int, EnvVar | None]:
    """The entries that equal what is wanted and that no other configuration has recorded, by their
    indexes: None for one that goes, what is left of it for one with an author's options.

    With a spelling goes the other one, where it only refers to it. A variable that is there for
    others stays while one of them refers to it, or where the record, `mine`, knows what was added.
    """
    by_name = {name: each for each in wanted if not (each.aid and mine) for name in each.spellings}
    found: dict[int, EnvVar | None] = {}
    for index, entry in enumerate(env):
        variable = by_name.get(entry.name)
        if variable is not None and entry.name not in others.names:
            _take(found, index, entry, variable)
    _take_followers(found, env, by_name, others)
    staying = (found.get(index, entry) for index, entry in enumerate(env))
    referred = {name for each in staying if each for name in names_in(each.value)}
    aids = {each.upper for each in wanted if each.aid}
    return {at: rest for at, rest in found.items() if env[at].name not in aids & referred}


def _take(found: dict[int, EnvVar | None], index: int, entry: EnvVar, variable: Variable) -> None:
    if variable.options:
        from krm_fn.environment import java_options

        rest = java_options.freed(entry.value, variable.items or (), variable.former)
        if rest is not None:
            found[index] = EnvVar(entry.name, rest, style=entry.style) if rest else None
    elif _equals(entry, variable):
        found[index] = None


def _take_followers(
    found: dict[int, EnvVar | None],
    env: Sequence[EnvVar],
    by_name: dict[str, Variable],
    others: Others,
) -> None:
    """Take the entries that only refer to the other spelling, of which nothing is left."""
    left = {entry.name for index, entry in enumerate(env) if found.get(index, entry)}
    gone = {env[index].name for index in found} - left
    for index, entry in enumerate(env) if gone else ():
        variable = by_name.get(entry.name)
        if variable is not None and entry.name not in others.names:
            spellings = gone.intersection(variable.spellings)
            if any(entry.value == f"$({name})" for name in spellings):
                found[index] = None


def _equals(entry: EnvVar, variable: Variable) -> bool:
    if entry.value is not None and entry.value in variable.former:
        return True
    if variable.source is not None:
        return same_source(entry.source, variable.source)
    return entry.value == variable.value
