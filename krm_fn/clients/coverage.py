"""Whether noProxy covers a host, for clients that understand all forms of entries.

What a form is worth in which client is another matter: see the client table. Here an entry counts
when some client would take it for the host, so that what is not covered is so in none.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable


def covers(entries: Iterable[str], host: str) -> bool:
    """Whether an entry stands for a host: itself, a domain that it is in, a CIDR, or `*`."""
    return any(_matches(entry, host.lower().rstrip(".")) for entry in entries)


def judges(entries: Iterable[str]) -> bool:
    """Whether the entries tell all: none holds a reference to an unknown value."""
    return all(
        entry == "$(KUBERNETES_SERVICE_HOST)" or not is_reference(entry) for entry in entries
    )


def is_reference(entry: str) -> bool:
    """Whether the kubelet fills in a part of an entry."""
    return "$(" in entry


def bare_host(entry: str) -> str:
    """An entry without its port."""
    host, colon, port = entry.rpartition(":")
    alone = host.startswith("[") or ":" not in host
    return host if colon and port.isdecimal() and alone else entry


def _matches(entry: str, host: str) -> bool:
    if entry == "*":
        return True
    name = bare_host(entry).lower().strip("[]").removeprefix("*").removeprefix(".").rstrip(".")
    if not name:
        return False
    if name == host or host.endswith(f".{name}"):
        return True
    return "/" in name and _holds(name, host)


def _holds(cidr: str, host: str) -> bool:
    import ipaddress

    try:
        return ipaddress.ip_address(host) in ipaddress.ip_network(cidr, strict=False)
    except ValueError:
        return False
