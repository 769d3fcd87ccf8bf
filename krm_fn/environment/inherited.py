"""What a container gets by `envFrom`, as if it stood in its `env`.

Imported only where it is known.
"""

from __future__ import annotations

from krm_fn.environment.env_plan import EnvVar, same_source

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence


def behind(
    env: Sequence[EnvVar], inherited: Sequence[EnvVar], windows: bool
) -> tuple[list[EnvVar], dict[int, object], dict[int, str | None]]:
    """An `env` with what is inherited behind it, but for what it sets itself; the sources that give
    the values of what is behind; and the values of the entries that refer to the same.
    """
    known = {
        index: given.value
        for index, entry in enumerate(env)
        for given in (inherited if entry.source is not None else ())
        if same_source(entry.source, given.source)
    }

    def folded(name: str) -> str:
        return name.lower() if windows else name

    own = {folded(entry.name) for entry in env}
    added = {each.name: each for each in inherited if folded(each.name) not in own}
    entries = [*env, *(EnvVar(each.name, each.value) for each in added.values())]
    sources = {len(env) + at: each.source for at, each in enumerate(added.values())}
    return entries, sources, known
