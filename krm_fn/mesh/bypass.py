"""noProxy in a mesh: the domains, addresses and ports that connections of pods reach directly.

An entry means what most clients take it for: a name stands for itself and for all names below it,
whether it is written `example.com`, `.example.com` or `*.example.com`.
"""

from __future__ import annotations

import ipaddress
import re
from typing import NamedTuple

from krm_fn.clients.coverage import bare_host, is_reference

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    Network = ipaddress.IPv4Network | ipaddress.IPv6Network

_NAME = r"[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?(\.[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?)*\Z"


class Bypass(NamedTuple):
    """What is reached directly: domains, each with all below it, and networks.

    `with_port` are the entries that gave a port, which only mode hosts can keep apart; `unknown`
    are those that are neither a name nor an address.
    """

    domains: tuple[str, ...] = ()
    networks: tuple[Network, ...] = ()
    with_port: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()

    def covers(self, host: str) -> bool:
        """Whether a host is reached directly."""
        if any(host == domain or host.endswith(f".{domain}") for domain in self.domains):
            return True
        try:
            address = ipaddress.ip_address(host)
        except ValueError:
            return False
        return any(address in network for network in self.networks)


def bypass(entries: Iterable[str]) -> Bypass:
    """The entries of noProxy sorted by kind; those that name the pod itself, which no sidecar ever
    gets to see, and references that only a container's environment can hold are left out.
    """
    domains: dict[str, None] = {}
    networks: dict[Network, None] = {}
    with_port, unknown = [], []
    for entry in entries:
        if is_reference(entry):
            continue
        host = bare_host(entry).lower()
        if host != entry.lower():
            with_port.append(entry)
        network, name = _network(host.strip("[]")), _domain(host)
        if network is not None:
            if not network.is_loopback:
                networks[network] = None
        elif name is None:
            unknown.append(entry)
        elif name != "localhost":
            domains[name] = None
    return Bypass(tuple(domains), tuple(networks), tuple(with_port), tuple(unknown))


def server_names(domain: str) -> list[str]:
    """A domain as Envoy matches the names that TLS clients ask for."""
    return [domain, f"*.{domain}"]


def _network(text: str) -> Network | None:
    try:
        return ipaddress.ip_network(text, strict=False)
    except ValueError:
        return None


def _domain(text: str) -> str | None:
    name = text.removeprefix("*").removeprefix(".").rstrip(".")
    return name if re.match(_NAME, name) else None
