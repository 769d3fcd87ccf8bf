"""What clients do with a URL in an environment that is not known in full, and equal answers put
together: the exceptions first.
"""

from __future__ import annotations

from krm_fn.clients.rules import decide, first_set
from krm_fn.shown import redact

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from krm_fn.clients.row import Client
    from krm_fn.inspection.environment import Seen

    Answered = tuple[str, list["Group"]]
    """A URL, and what clients do with it."""

DIRECT, PROXY, FAILS, UNKNOWN = "direct", "proxy", "fails", "unknown"
_STAND_IN = "http://unknown.invalid"
_JVM = "JAVA_TOOL_OPTIONS"
_UNSET = "no proxy is set"
_NEEDS = "reads no proxy variables without "
_KINDS = ("noProxy entry ", _NEEDS)
_MOST = 4
"""How many reasons of a kind are named."""


class Answer:
    """What one client does: `goes` is direct, proxy, fails or unknown; `proxy` is the proxy's URL
    without its password, or where the URL comes from; `reason` says why, `option` what the program's
    own code must say for it.
    """

    __slots__ = ("client", "goes", "option", "proxy", "reason")

    def __init__(self, client: Client, goes: str, reason: str, proxy: str = "") -> None:
        self.client = client
        self.goes = goes
        self.reason = reason
        self.proxy = proxy
        self.option = client.option

    @property
    def words(self) -> str:
        """Where the request goes, in words."""
        return f"through {self.proxy}" if self.goes == PROXY else self.goes


class Group:
    """Clients with the same answer, `of` so many that were asked."""

    __slots__ = ("answers", "of")

    def __init__(self, answers: list[Answer], of: int) -> None:
        self.answers = answers
        self.of = of

    @property
    def first(self) -> Answer:
        return self.answers[0]

    @property
    def names(self) -> list[str]:
        return [each.client.name for each in self.answers]

    @property
    def because(self) -> str:
        """The reasons of all: those of a kind together, each once."""
        found: dict[str, dict[str, None]] = {}
        for each in self.answers:
            kind, rest = _parted(each.reason)
            found.setdefault(kind, {})[rest] = None
        if any(kind.startswith(_UNSET) for kind in found):
            found.pop(_NEEDS, None)
        reasons = " or ".join(kind + _listed(list(rests)) for kind, rests in found.items())
        options = list(dict.fromkeys(each.option for each in self.answers if each.option))
        if self.first.goes != PROXY or not options:
            return reasons
        told = f"with {options[0]}" if len(options) == 1 else "with an option in the program"
        return f"{reasons}; {told}"


def answer(client: Client, seen: Seen, url: str) -> Answer:
    """What a client does. Raises ValueError for a URL that is not http or https."""
    hidden = _hidden(client, seen)
    if hidden:
        return Answer(client, UNKNOWN, hidden)
    settings = {**dict.fromkeys(seen.unknown, _STAND_IN), **seen.known}
    exceptions, _ = first_set(client.no_proxy, settings)
    if exceptions in seen.unknown:
        for name in client.no_proxy:
            settings.pop(name, None)
    decision = decide(client, settings, url)
    if decision.fails:
        return Answer(client, FAILS, decision.reason.removeprefix("fails on "))
    if decision.proxy is None:
        return Answer(client, DIRECT, decision.reason + _unless(decision.reason, seen))
    if exceptions in seen.unknown:
        return Answer(client, UNKNOWN, f"{exceptions} comes from {seen.unknown[exceptions]}")
    source = seen.unknown.get(decision.reason)
    if source is not None:
        return Answer(client, PROXY, decision.reason, f"the proxy that {source} names")
    return Answer(client, PROXY, decision.reason, redact(decision.proxy))


def _hidden(client: Client, seen: Seen) -> str:
    """Why nothing can be said of a client: what it needs, or a JVM's options, are not known."""
    needed = client.needs.partition("=")[0]
    reads_properties = any("." in name for name in client.http)
    for name in (needed, _JVM if reads_properties else ""):
        if name in seen.unknown:
            return f"{name} comes from {seen.unknown[name]}"
    return ""


def _unless(reason: str, seen: Seen) -> str:
    """What stands outside of the list may say otherwise, where a variable is missing."""
    if not seen.elsewhere or not reason.startswith((_UNSET, _NEEDS)):
        return ""
    return f"; what {' and '.join(seen.elsewhere)} sets is not in the list"


def answers(clients: Iterable[Client], seen: Seen, url: str) -> list[Answer]:
    """What each of the clients does."""
    return [answer(client, seen, url) for client in clients]


def grouped(found: Sequence[Answer]) -> list[Group]:
    """Equal answers together, the smallest group first. Through the same proxy is the same, whatever
    variable names it, but for programs that must say so; going direct is not, when the reasons are
    of two kinds.
    """
    groups: dict[tuple[str, ...], list[Answer]] = {}
    for each in found:
        option = "option" if each.option else ""
        kind = option if each.goes == PROXY else _parted(each.reason)[0]
        groups.setdefault((each.goes, each.proxy, kind), []).append(each)
    unset = [key for key in groups if key[2].startswith(_UNSET)]
    for key in [key for key in groups if key[2] == _NEEDS] if unset else ():
        groups[unset[0]] += groups.pop(key)  # what a client needs is no matter where nothing is set
    made = [Group(members, len(found)) for members in groups.values()]
    return sorted(made, key=lambda group: len(group.answers))


def _parted(reason: str) -> tuple[str, str]:
    """A reason as its kind, and what it is in particular."""
    for kind in _KINDS:
        if reason.startswith(kind):
            return kind, reason.removeprefix(kind)
    return (reason, "") if " " in reason else ("", reason)


def _listed(texts: list[str]) -> str:
    more = [f"{len(texts) - _MOST} more"] if len(texts) > _MOST else []
    return " or ".join([*texts[:_MOST], *more])


def without_userinfo(url: str) -> str:
    """A URL that was asked for, without a user and a password."""
    scheme, mark, rest = url.partition("://")
    authority, slash, path = rest.partition("/")
    return scheme + mark + authority.rpartition("@")[2] + slash + path
