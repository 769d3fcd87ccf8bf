"""The proxies as hosts of the mesh: their ServiceEntries and DestinationRules.

CONNECT is bytes to the mesh: a port of the protocol HTTP, of the proxy or of anything else in the
mesh with the same number, answers it with 404. So the proxy's port is TCP, with the proxy's
addresses where they are known, and requests for plain HTTP go to a port of their own. Its number
is 80, at which the mesh expects HTTP anyway, and not the proxy's, which would make all
connections to that number HTTP.

A proxy that is a Service of the cluster is known to the mesh already, and has its own ports there.

TLS to a proxy is made in subsets alone, which nobody has but the resources here: a client that has
the variables brings TLS of its own, which must not be wrapped in another.
"""

from __future__ import annotations

from typing import NamedTuple

from krm_fn.mesh.objects import exported, networking
from krm_fn.mesh.proxying import ALL

TYPE_CHECKING = False
if TYPE_CHECKING:
    from krm_fn.mesh.objects import Fields, Generated
    from krm_fn.mesh.proxying import Proxy, Proxying

_FORWARD = 80
_FORWARD_BESIDE_80 = 8080
_TLS = "tls"
"""The subset that speaks TLS to a proxy."""


class Port(NamedTuple):
    """A port of a proxy in the mesh; `target` is the proxy's own where that is another."""

    number: int
    name: str
    protocol: str
    target: int


class Upstream(NamedTuple):
    """One proxy's host: `name` is that of its resources. `is_service` says that the host is a
    Service of the cluster.
    """

    name: str
    host: str
    addresses: tuple[str, ...]
    ports: tuple[Port, ...]
    is_service: bool = False

    def forward_port(self, proxy: Proxy) -> int:
        """The port for requests in absolute form."""
        forwards = (port.number for port in self.ports if port.protocol == "HTTP")
        return proxy.port if self.is_service else next(forwards)


def upstreams(proxying: Proxying) -> list[Upstream]:
    """The hosts of the proxies: one where both URLs name the same host."""
    by_host: dict[str, list[Proxy]] = {}
    for proxy in proxying.proxies:
        by_host.setdefault(proxy.host, []).append(proxy)
    return [
        _upstream(proxying, proxies, "" if position == 0 else "-http")
        for position, proxies in enumerate(by_host.values())
    ]


def upstream_of(proxying: Proxying, proxy: Proxy) -> Upstream:
    """The host of one of the proxies."""
    hosts = dict.fromkeys(each.host for each in proxying.proxies)
    return upstreams(proxying)[list(hosts).index(proxy.host)]


def _upstream(proxying: Proxying, proxies: list[Proxy], suffix: str) -> Upstream:
    first, name = proxies[0], f"{proxying.name}{suffix}"
    numbers = list(dict.fromkeys(proxy.port for proxy in proxies))
    ports = [
        Port(number, "tcp-proxy" if len(numbers) == 1 else f"tcp-{number}", "TCP", number)
        for number in numbers
    ]
    service = proxying.service_of(first)
    if service:
        return Upstream(name, service, (), tuple(ports), is_service=True)
    forward = proxying.forward
    if forward in proxies and proxying.mode != ALL:
        number = _FORWARD_BESIDE_80 if _FORWARD in numbers else _FORWARD
        ports.append(Port(number, "http-forward", "HTTP", forward.port))
    own = (first.host,) if first.is_address else ()
    host = f"{name}.internal" if first.is_address else first.host
    return Upstream(name, host, proxying.addresses or own, tuple(ports))


def entries_of(proxying: Proxying) -> list[Generated]:
    """The ServiceEntries of all proxies that need one."""
    hosts = upstreams(proxying)
    return [entry_of(proxying, upstream) for upstream in hosts if not upstream.is_service]


def entry_of(proxying: Proxying, upstream: Upstream) -> Generated:
    """The ServiceEntry of a proxy."""
    spec: Fields = {"hosts": [upstream.host]}
    if upstream.addresses:
        spec["addresses"] = list(upstream.addresses)
    spec["location"] = "MESH_EXTERNAL"
    spec["ports"] = list(map(_port, upstream.ports))
    if upstream.addresses:
        spec["resolution"] = "STATIC"
        spec["endpoints"] = [{"address": address} for address in upstream.addresses]
    else:
        spec["resolution"] = "DNS"
    return networking(proxying, "ServiceEntry", upstream.name, exported(proxying, spec))


def _port(port: Port) -> Fields:
    fields: Fields = {"number": port.number, "name": port.name, "protocol": port.protocol}
    return fields if port.target == port.number else {**fields, "targetPort": port.target}


def subset_to(proxy: Proxy) -> str:
    """The subset of a proxy that requests and tunnels without one of their own go to, or ""."""
    return _TLS if proxy.is_tls else ""


def tls_to(proxying: Proxying, proxy: Proxy) -> Fields:
    """What a subset's policy says of TLS to a proxy."""
    if not proxy.is_tls:
        return {}
    tls: Fields = {"mode": "SIMPLE"}
    if not proxy.is_address:
        tls["sni"] = upstream_of(proxying, proxy).host
    if proxying.ca_certificates:
        tls["caCertificates"] = proxying.ca_certificates
    return {"tls": tls}


def rule_of(proxying: Proxying, upstream: Upstream, tunnels: list[Fields]) -> Generated | None:
    """The DestinationRule of a proxy, with the subsets of its tunnels; None where there is nothing
    to say.
    """
    policy = _policy(upstream)
    subsets = [*_subset_for_tls(proxying, upstream), *tunnels]
    if not policy and not subsets:
        return None
    spec: Fields = {"host": upstream.host}
    if policy:
        spec["trafficPolicy"] = policy
    if subsets:
        spec["subsets"] = subsets
    return networking(proxying, "DestinationRule", upstream.name, exported(proxying, spec))


def _subset_for_tls(proxying: Proxying, upstream: Upstream) -> list[Fields]:
    users = proxying.proxies if proxying.mode == ALL else filter(None, [proxying.forward])
    for proxy in users:
        if proxy.is_tls and upstream_of(proxying, proxy) == upstream:
            return [{"name": _TLS, "trafficPolicy": tls_to(proxying, proxy)}]
    return []


def _policy(upstream: Upstream) -> Fields:
    policy: Fields = {}
    if len(upstream.addresses) > 1:
        policy["connectionPool"] = {"tcp": {"connectTimeout": "1s"}}
        policy["outlierDetection"] = {
            "splitExternalLocalOriginErrors": True,
            "consecutiveLocalOriginFailures": 1,
            "interval": "5s",
            "baseEjectionTime": "30s",
            "maxEjectionPercent": 100,
        }
    return policy
