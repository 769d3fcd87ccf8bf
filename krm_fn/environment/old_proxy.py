"""Where else an environment has the host of a proxy that is replaced.

Imported only where a proxy is replaced.
"""

from __future__ import annotations

from krm_fn import late_re as re
from krm_fn.environment.env_plan import OLD_PROXY, Finding, Restore, SetValue

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from krm_fn.environment.env_plan import EnvVar, ListEdit, Variable

_LOOPBACK = ("localhost", "127.0.0.1", "0.0.0.0")  # noqa: S104 - a name, to be left out


def found(
    env: Sequence[EnvVar], edits: Iterable[ListEdit], wanted: Iterable[Variable]
) -> list[Finding]:
    """The entries that still name the host of a proxy which the edits replace."""
    urls = [each for each in wanted if each.items is None and not each.aid]
    spellings = {name for each in urls for name in (each.lower, each.upper)}
    changed = {edit.index for edit in edits if not hasattr(edit, "copy_of")}
    old = {
        _host(env[edit.index].value or "")
        for edit in edits
        if isinstance(edit, SetValue | Restore) and env[edit.index].name in spellings
    }
    hosts = old - {_host(each.value) for each in urls} - {""}
    names = [
        entry.name
        for index, entry in enumerate(env)
        if index not in changed and any(_has(entry.value or "", host) for host in hosts)
    ]
    return [Finding(OLD_PROXY, tuple(dict.fromkeys(names)))] if names else []


def _host(url: str) -> str:
    """The host of a proxy's URL, "" where there is none that could be found again."""
    place = url.rpartition("://")[2].rpartition("@")[2].partition("/")[0]
    host = place.partition("]")[0].strip("[") if place.startswith("[") else place.partition(":")[0]
    return "" if "$" in host or len(host) < 3 or host in _LOOPBACK else host.lower()


def _has(text: str, host: str) -> bool:
    if host.casefold() not in text.casefold():
        return False
    pattern = rf"(?<![\w.-]){re.escape(host)}(?![\w-]|\.\w)"
    return re.search(pattern, text, re.IGNORECASE) is not None
