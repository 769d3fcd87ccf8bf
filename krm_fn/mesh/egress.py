"""An egress gateway between the pods and the proxy: it alone has to reach the proxy."""

from __future__ import annotations

from typing import NamedTuple

from krm_fn.mesh.objects import networking

TYPE_CHECKING = False
if TYPE_CHECKING:
    from krm_fn.mesh.objects import Fields, Generated
    from krm_fn.mesh.proxying import Proxying


MESH = "mesh"


class Way(NamedTuple):
    """By which gateways a host's rules apply, and which of them is the egress gateway, with the
    host of its Service; nothing of that without one.
    """

    gateways: tuple[str, ...] = ()
    egress: str | None = None
    host: str | None = None


def way_of(proxying: Proxying) -> Way:
    """How connections get to the proxy."""
    gateway = proxying.gateway
    if gateway is None:
        return Way()
    name = f"{gateway.namespace}/{proxying.name}-egress"
    host = f"{gateway.service}.{gateway.namespace}.svc.{proxying.cluster_domain}"
    return Way((MESH, name), name, host)


def gateway_of(proxying: Proxying) -> list[Generated]:
    """The Gateway: TLS passes through it as it is, by the name that it asks for."""
    gateway = proxying.gateway
    if gateway is None:
        return []
    servers = [
        *(_server(proxying, port, "TLS") for port in _ports(proxying, "tls")),
        *(_server(proxying, port, "HTTP") for port in _ports(proxying, "http")),
    ]
    spec = {"selector": gateway.selector, "servers": servers}
    placed = proxying._replace(namespace=gateway.namespace)
    return [networking(placed, "Gateway", f"{proxying.name}-egress", spec)]


def _ports(proxying: Proxying, protocol: str) -> list[int]:
    return sorted({port for target in proxying.targets for port in getattr(target, protocol)})


def _server(proxying: Proxying, port: int, protocol: str) -> Fields:
    hosts = [
        target.host
        for target in proxying.targets
        if port in (target.tls if protocol == "TLS" else target.http)
    ]
    number = {"number": port, "name": f"{protocol.lower()}-{port}", "protocol": protocol}
    server: Fields = {"port": number, "hosts": hosts}
    return {**server, "tls": {"mode": "PASSTHROUGH"}} if protocol == "TLS" else server
