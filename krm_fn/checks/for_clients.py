"""The checks of a configuration that are made for the clients that it names."""

from __future__ import annotations

import ipaddress

from krm_fn.checks.reached import FIXED
from krm_fn.checks.subject import shown
from krm_fn.checks.table import BY_ID
from krm_fn.clients.coverage import bare_host, is_valid_address
from krm_fn.environment.presets import API_SERVER

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from krm_fn.checks.subject import Subject

_CLUSTER_SUFFIXES = ("svc", "local", "internal", "cluster.local")


def check_for_clients(checks: Subject) -> None:
    """What some of the named clients read in another way than others."""
    _check_forms(checks)
    _check_ipv6(checks)
    _check_cidrs(checks)


def _check_forms(checks: Subject) -> None:
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


def _tell(checks: Subject, check_id: str, found: list[str], instead: Callable[[str], str]) -> None:
    """One result for all entries of one form."""
    if found:
        better = ",".join(dict.fromkeys(map(instead, found)))
        problem = f"{checks.field} has {shown(','.join(found))}"
        checks.add(check_id, problem, instead=shown(better))


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


def _check_ipv6(checks: Subject) -> None:
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
        instead = shown(",".join(better)) if better else "the addresses one by one"
        problem = f"{checks.field} must not have {shown(','.join(refused))}"
        checks.add("no-proxy-refused", problem, instead=instead)
    alone = [each for each in bracketed if each[1:-1] not in checks.entries]
    _tell(checks, "no-proxy-brackets", alone, lambda entry: entry.strip("[]"))
    wide = [each for each in cidrs if not _holds_any(each, checks.entries)]
    _tell(checks, "no-proxy-cidr-v6", wide, lambda entry: entry)


def _check_cidrs(checks: Subject) -> None:
    """IPv4 CIDRs that alone cover a needed address: a fixed one, or the API server's."""
    cidrs = [each for each in checks.own if ":" not in each and _network(each)]
    fixed = {
        cidr: [each for each in FIXED if each not in checks.entries and _holds_any(cidr, [each])]
        for cidr in cidrs
    }
    needed = [address for found in fixed.values() for address in found]
    private = [each for each in cidrs if not _holds_any(each, FIXED)]
    if private and API_SERVER not in checks.entries:
        needed.append(API_SERVER)
    else:
        private = []
    alone = [cidr for cidr in cidrs if fixed[cidr] or cidr in private]
    _tell(checks, "no-proxy-cidr", alone, lambda _: ",".join(dict.fromkeys(needed)))


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
        is_valid_address(each) and ipaddress.ip_address(each) in network for each in addresses
    )
