"""Whether noProxy covers a host, for clients that understand all forms of entries.

What a form is worth in which client is another matter: see the client table. Here an entry counts
when some client would take it for the host, so that what is not covered is so in none.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Iterable


class Coverage:
    """The hosts for which entries stand: each itself, all in a domain, or in a CIDR, or any."""

    __slots__ = ("_all", "_names", "_networks")

    def __init__(self, entries: Collection[str]) -> None:
        self._names = {_name_of(entry) for entry in entries}
        self._all = "*" in entries
        self._networks = [name for name in self._names if "/" in name]

    def __contains__(self, host: str) -> bool:
        host = host.lower().rstrip(".")
        if self._all or any(_holds(network, host) for network in self._networks):
            return True
        domain, dot = host, "."
        while dot:
            if domain and domain in self._names:
                return True
            _, dot, domain = domain.partition(".")
        return False


def judges(entries: Iterable[str]) -> bool:
    """Whether the entries tell all: none holds a reference to an unknown value."""
    return all(
        entry == "$(KUBERNETES_SERVICE_HOST)" or not is_reference(entry) for entry in entries
    )


def is_address(host: str) -> bool:
    """Whether a host has the form of an IP address, without brackets, and is no name."""
    return ":" in host or (host.count(".") == 3 and host.replace(".", "").isdecimal())


def is_valid_address(text: str) -> bool:
    """Whether a text is an IP address that there is: the form of one is not enough."""
    import ipaddress

    try:
        ipaddress.ip_address(text)
    except ValueError:
        return False
    return True


def is_reference(entry: str) -> bool:
    """Whether the kubelet fills in a part of an entry."""
    return "$(" in entry


def bare_host(entry: str) -> str:
    """An entry without its port."""
    host, colon, port = entry.rpartition(":")
    alone = host.startswith("[") or ":" not in host
    return host if colon and port.isdecimal() and alone else entry


def _name_of(entry: str) -> str:
    return bare_host(entry).lower().strip("[]").removeprefix("*").removeprefix(".").rstrip(".")


def _holds(cidr: str, host: str) -> bool:
    if not is_address(host):
        return False
    import ipaddress

    try:
        return ipaddress.ip_address(host) in ipaddress.ip_network(cidr, strict=False)
    except ValueError:
        return False
