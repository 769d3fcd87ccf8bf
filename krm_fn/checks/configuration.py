"""The checks of a configuration by itself. Imported only when a plain look finds something."""

from __future__ import annotations

import ipaddress

from krm_fn.checks.table import BY_ID, tags
from krm_fn.clients.coverage import Coverage, bare_host, is_reference
from krm_fn.clients.table import NAMES
from krm_fn.config.rules import path_text
from krm_fn.environment.presets import API_SERVER
from krm_fn.shown import printable, redact

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from krm_fn.clients.row import Client
    from krm_fn.config.function_config import Configuration
    from krm_fn.config.rules import Report

LOOPBACK = ("localhost", "127.0.0.1", "::1")
_CLUSTER_SUFFIXES = ("svc", "local", "internal", "cluster.local")
_FIXED = ("127.0.0.1", "169.254.169.254", "169.254.170.2", "169.254.170.23", "168.63.129.16")
"""Addresses that pods need in noProxy wherever they run."""


class _Checks:
    """The checks of one configuration: its own entries of noProxy, and all with the presets'."""

    __slots__ = ("entries", "given", "named", "own", "path", "report")

    def __init__(self, configuration: Configuration, own: Sequence[str], report: Report) -> None:
        self.given = configuration.given
        self.own = own
        self.entries = configuration.no_proxy or ()
        self.path = configuration.path
        self.report = report
        clients = configuration.checks.get("clients", ())
        self.named = [name for name in clients if name in NAMES]

    @property
    def field(self) -> str:
        """The field of the entries, in back-quotes."""
        return f"`{path_text((*self.path, 'noProxy'))}`"

    def add(
        self,
        check_id: str,
        problem: str,
        affected: list[Client] | None = None,
        name: str = "noProxy",
        **words: str,
    ) -> None:
        """Report what a check found, unless it concerns none of the named clients."""
        check = BY_ID[check_id]
        rows = check.affected(self.named) if affected is None else affected
        if rows and (self.named or not check.named):
            clients = ", ".join(row.name for row in rows)
            message = check.message(problem, clients=clients, **words)
            place = (*self.path, name)
            self.report.add(check.severity, check_id, message, place, tags(check, rows)["clients"])


def check(configuration: Configuration, own: Sequence[str], report: Report) -> None:
    """Report what the checks find; `own` are the entries of noProxy without those of presets."""
    if configuration.checks:
        from krm_fn.checks.field import check_names

        check_names(configuration.checks, (*configuration.path, "checks"), report)
    checks = _Checks(configuration, own, report)
    _check_urls_in_entries(checks)
    if configuration.remove:
        return
    if checks.given:
        _check_loopback(checks)
        _check_pair(checks)
    _check_separators(checks)
    if checks.named:
        _check_forms(checks)
        _check_ipv6(checks)
        _check_cidrs(checks)
        _check_schemes(checks)


def _check_urls_in_entries(checks: _Checks) -> None:
    for entry in checks.own:
        if "://" in entry:
            host = bare_host(entry.partition("://")[2].rpartition("@")[2].partition("/")[0])
            problem = f"{checks.field} must not have a scheme in an entry, got {_shown(entry)}"
            checks.add("no-proxy-scheme", problem, instead=_shown(host or "the host alone"))
        elif "/" in entry and not is_reference(entry) and not _network(entry):
            _check_path(checks, entry)


def _check_path(checks: _Checks, entry: str) -> None:
    host, _, rest = entry.partition("/")
    if rest.isdecimal() and _address(host):
        problem = f"{checks.field} must hold CIDRs that there are, got {_shown(entry)}"
        checks.add("no-proxy-prefix", problem, longest="128" if ":" in host else "32")
    else:
        problem = f"{checks.field} must not have a path in an entry, got {_shown(entry)}"
        checks.add("no-proxy-path", problem, instead=_shown(host or "the host alone"))


def _check_loopback(checks: _Checks) -> None:
    covered = Coverage(checks.entries)
    if not any(host in covered for host in LOOPBACK) and not any(
        is_reference(entry) and entry != API_SERVER for entry in checks.entries
    ):
        checks.add("no-proxy-loopback", f"{checks.field} must name the loopback")


def _check_pair(checks: _Checks) -> None:
    """Only one of the two proxies: it concerns the clients that then send one sort direct."""
    given = [name in checks.given for name in ("httpProxy", "httpsProxy")]
    if given in ([True, True], [False, False]):
        return
    there, missing = ("httpProxy", "httpsProxy") if given[0] else ("httpsProxy", "httpProxy")
    names = {"httpProxy": "http_proxy", "httpsProxy": "https_proxy", "allProxy": "all_proxy"}
    variables = {names[field] for field in checks.given}
    variables |= {name.upper() for name in variables}

    def uses(read: Sequence[str]) -> bool:
        return not variables.isdisjoint(read)

    rows = BY_ID["one-proxy"].affected(checks.named)
    split = [row for row in rows if uses(row.http) != uses(row.https)]
    field, other = path_text((*checks.path, missing)), missing.removesuffix("Proxy")
    problem = f"`{path_text((*checks.path, there))}` must not stand alone"
    checks.add("one-proxy", problem, split, there, field=field, other=other)


def _check_separators(checks: _Checks) -> None:
    odd = [entry for entry in checks.own if ";" in entry]
    if odd:
        instead = _shown(",".join(part for entry in odd for part in entry.split(";") if part))
        problem = f"{checks.field} must be separated by commas, got {_shown(','.join(odd))}"
        checks.add("no-proxy-semicolon", problem, instead=instead)
    if "*" in checks.own and len(checks.own) > 1:
        problem = f'{checks.field} must not have "*" among other entries'
        checks.add("no-proxy-star", problem)


def _check_forms(checks: _Checks) -> None:
    """Entries that some of the named clients read in another way than others."""
    known = set(checks.entries)
    starred = [each for each in checks.own if each.startswith("*.") and each[1:] not in known]
    _tell(checks, "no-proxy-star-suffix", starred, lambda entry: entry[1:])
    dotted = [each for each in known if each.startswith(".") and f"*{each}" not in known]
    _tell(checks, "no-proxy-dot-suffix", sorted(dotted), lambda entry: f"*{entry}")
    bare = [each for each in checks.own if _is_suffix(each) and f".{each}" not in known]
    _tell(checks, "no-proxy-bare-suffix", bare, lambda entry: f".{entry}")
    ported = [each for each in checks.own if bare_host(each) not in (each, *known)]
    _tell(checks, "no-proxy-port", ported, bare_host)


def _tell(checks: _Checks, check_id: str, found: list[str], instead: Callable[[str], str]) -> None:
    """One result for all entries of one form."""
    if found:
        better = ",".join(dict.fromkeys(map(instead, found)))
        problem = f"{checks.field} has {_shown(','.join(found))}"
        checks.add(check_id, problem, instead=_shown(better))


def _is_suffix(entry: str) -> bool:
    """Whether an entry without a dot at its start must be meant for the names below it: it is a
    top-level domain, one below that (example.com), or a domain of the cluster.
    """
    if not all(char.isalnum() or char in "-." for char in entry) or entry.startswith("."):
        return False
    if entry in _CLUSTER_SUFFIXES or entry.endswith(".cluster.local"):
        return True
    from krm_fn.clients.top_level_domains import TOP_LEVEL_DOMAINS

    last = entry.lower().rpartition(".")[2]
    return last in TOP_LEVEL_DOMAINS and entry.count(".") <= 1


def _check_ipv6(checks: _Checks) -> None:
    bracketed = [each for each in checks.own if each.startswith("[") and each.endswith("]")]
    cidrs = [each for each in checks.own if ":" in each and _network(each)]
    refused = [
        each
        for kind, found in (("v6-brackets", bracketed), ("cidr-v6", cidrs))
        for each in found
        if any(kind in row.refuses for row in BY_ID["no-proxy-refused"].affected(checks.named))
    ]
    if refused:
        better = [each.strip("[]") for each in refused if each.startswith("[")]
        instead = _shown(",".join(better)) if better else "the addresses one by one"
        problem = f"{checks.field} must not have {_shown(','.join(refused))}"
        checks.add("no-proxy-refused", problem, instead=instead)
    alone = [each for each in bracketed if each[1:-1] not in checks.entries]
    _tell(checks, "no-proxy-brackets", alone, lambda entry: entry.strip("[]"))
    wide = [each for each in cidrs if not _holds_any(each, checks.entries)]
    _tell(checks, "no-proxy-cidr-v6", wide, lambda entry: entry)


def _check_cidrs(checks: _Checks) -> None:
    """IPv4 CIDRs that alone cover a needed address: a fixed one, or the API server's."""
    cidrs = [each for each in checks.own if ":" not in each and _network(each)]
    fixed = {
        cidr: [each for each in _FIXED if each not in checks.entries and _holds_any(cidr, [each])]
        for cidr in cidrs
    }
    needed = [address for found in fixed.values() for address in found]
    private = [each for each in cidrs if not _holds_any(each, _FIXED)]
    if private and API_SERVER not in checks.entries:
        needed.append(API_SERVER)
    else:
        private = []
    alone = [cidr for cidr in cidrs if fixed[cidr] or cidr in private]
    _tell(checks, "no-proxy-cidr", alone, lambda _: ",".join(dict.fromkeys(needed)))


def _check_schemes(checks: _Checks) -> None:
    for name, url in checks.given.items():
        scheme = url.partition("://")[0].lower()
        problem = f'`{path_text((*checks.path, name))}` is "{redact(url)}"'
        for check_id, schemes in (
            ("proxy-url-https", ("https",)),
            ("proxy-url-socks", ("socks5", "socks5h")),
        ):
            if scheme in schemes:
                rows = BY_ID[check_id].affected(checks.named)
                failing = [row for row in rows if scheme not in row.schemes]
                checks.add(check_id, problem, failing, name)


def _shown(text: str) -> str:
    """Entries in quotes. One may be a URL, written there by mistake, with a password."""
    shown = [redact(each) if "@" in each else each for each in text.split(",")]
    return f'"{printable(",".join(shown))}"'


def _address(text: str) -> bool:
    try:
        ipaddress.ip_address(text)
    except ValueError:
        return False
    return True


def _network(text: str) -> ipaddress.IPv4Network | ipaddress.IPv6Network | None:
    if "/" not in text or not text.rpartition("/")[2].isdecimal():
        return None
    try:
        return ipaddress.ip_network(text, strict=False)
    except ValueError:
        return None


def _holds_any(cidr: str, addresses: Sequence[str]) -> bool:
    """Whether one of those texts that are addresses is in a CIDR."""
    network = _network(cidr)
    return network is not None and any(
        _address(each) and ipaddress.ip_address(each) in network for each in addresses
    )
