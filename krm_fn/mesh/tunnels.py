"""Mode hosts: chosen hosts go through the proxy, by Istio's API alone.

TLS goes by CONNECT, which a subset of the proxy's DestinationRule makes for each host and port.
Plain HTTP goes as requests in absolute form, which a rewrite of the path makes: `/a` becomes
`http://www.example.org/a`. What is reached directly is simply not among the hosts.
"""

from __future__ import annotations

from krm_fn.mesh.egress import MESH, gateway_of, way_of
from krm_fn.mesh.objects import exported, label, networking
from krm_fn.mesh.tunnel_credentials import credentials_of
from krm_fn.mesh.upstreams import entries_of, rule_of, subset_to, tls_to, upstream_of, upstreams

TYPE_CHECKING = False
if TYPE_CHECKING:
    from krm_fn.mesh.egress import Way
    from krm_fn.mesh.objects import Fields, Generated
    from krm_fn.mesh.proxying import Proxying, Target
    from krm_fn.mesh.upstreams import Upstream


def for_hosts(proxying: Proxying) -> list[Generated]:
    """All resources of mode hosts."""
    way = way_of(proxying)
    made = entries_of(proxying)
    made += filter(None, (_rule(proxying, upstream) for upstream in upstreams(proxying)))
    made += _entries(proxying)
    made += gateway_of(proxying)
    made += [_virtual_service(proxying, target, way) for target in proxying.targets]
    return made + credentials_of(proxying)


def subset_name(host: str, port: int) -> str:
    """The name of the subset that makes tunnels to a host's port."""
    return label(host, f"-{port}")


def _rule(proxying: Proxying, upstream: Upstream) -> Generated | None:
    subsets: list[Fields] = []
    if proxying.connect and upstream_of(proxying, proxying.connect) == upstream:
        subsets = [
            {
                "name": subset_name(target.host, port),
                "trafficPolicy": {
                    "tunnel": {
                        "protocol": "CONNECT",
                        "targetHost": target.host,
                        "targetPort": port,
                    },
                    **tls_to(proxying, proxying.connect),
                },
            }
            for target in proxying.targets
            for port in target.tls
        ]
    return rule_of(proxying, upstream, subsets)


def _entries(proxying: Proxying) -> list[Generated]:
    """The hosts as ServiceEntries, one for each set of ports; without one a mesh does not look
    into TLS for a name.
    """
    by_ports: dict[tuple[tuple[int, ...], tuple[int, ...]], list[str]] = {}
    for target in proxying.targets:
        by_ports.setdefault((target.tls, target.http), []).append(target.host)
    made = []
    usual = (
        proxying.tls_ports if proxying.connect else (),
        (proxying.http_ports if proxying.forward else ()),
    )
    for (tls, http), hosts in by_ports.items():
        numbers = "" if (tls, http) == usual else "".join(f"-{port}" for port in (*tls, *http))
        spec = {
            "hosts": hosts,
            "location": "MESH_EXTERNAL",
            "ports": [
                *({"number": port, "name": f"tls-{port}", "protocol": "TLS"} for port in tls),
                *({"number": port, "name": f"http-{port}", "protocol": "HTTP"} for port in http),
            ],
            "resolution": "NONE",
        }
        name = f"{proxying.name}-hosts{numbers}"
        made.append(networking(proxying, "ServiceEntry", name, exported(proxying, spec)))
    return made


def _virtual_service(proxying: Proxying, target: Target, way: Way) -> Generated:
    spec: Fields = {"hosts": [target.host]}
    if way.gateways:
        spec["gateways"] = list(way.gateways)
    tls = [route for port in target.tls for route in _tls_routes(proxying, target, port, way)]
    http = [route for port in target.http for route in _http_routes(proxying, target, port, way)]
    if tls:
        spec["tls"] = tls
    if http:
        spec["http"] = http
    name = f"{proxying.name}-{label(target.host)}"
    return networking(proxying, "VirtualService", name, exported(proxying, spec))


def _tls_routes(proxying: Proxying, target: Target, port: int, way: Way) -> list[Fields]:
    assert proxying.connect is not None
    upstream = upstream_of(proxying, proxying.connect)
    match: Fields = {"port": port, "sniHosts": [target.host]}
    through = {
        "host": upstream.host,
        "port": {"number": proxying.connect.port},
        "subset": subset_name(target.host, port),
    }
    return [
        {"match": [each], "route": [{"destination": destination}]}
        for each, destination in _steps(match, through, port, way)
    ]


def _http_routes(proxying: Proxying, target: Target, port: int, way: Way) -> list[Fields]:
    assert proxying.forward is not None
    upstream = upstream_of(proxying, proxying.forward)
    authority = target.host if port == 80 else f"{target.host}:{port}"
    number = upstream.forward_port(proxying.forward)
    through: Fields = {"host": upstream.host, "port": {"number": number}}
    if subset_to(proxying.forward):
        through["subset"] = subset_to(proxying.forward)
    routes = []
    for match, destination in _steps({"port": port, "uri": {"prefix": "/"}}, through, port, way):
        route: Fields = {"match": [match]}
        if destination is through:
            route["rewrite"] = {"uri": f"http://{authority}/"}
        route["route"] = [{"destination": destination}]
        if destination is through and proxying.credentials:
            value = f"Basic %ENVIRONMENT({proxying.credentials})%"
            route["headers"] = {"request": {"set": {"Proxy-Authorization": value}}}
        routes.append(route)
    return routes


def _steps(match: Fields, through: Fields, port: int, way: Way) -> list[tuple[Fields, Fields]]:
    """Matches with destinations: straight to the proxy, or to the gateway and from there on."""
    if way.egress is None:
        return [(match, through)]
    to_gateway = {"host": way.host, "port": {"number": port}}
    return [
        ({"gateways": [MESH], **match}, to_gateway),
        ({"gateways": [way.egress], **match}, through),
    ]
