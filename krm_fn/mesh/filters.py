"""Mode all: everything goes through the proxy but what noProxy names, by EnvoyFilters.

TLS is recognised by its first message, and tunnelled to the name that stands in it; requests of
plain HTTP that no host of the mesh wants are sent on in absolute form. All that decides stands in
patches whose ties to the sidecar's configuration are the names of Istio's listeners and routes.
"""

from __future__ import annotations

from krm_fn.mesh.bypass import server_names
from krm_fn.mesh.envoy import (
    DIRECT,
    absolute_form,
    authorization,
    original_dst,
    retries,
    tcp_proxy,
    tls_inspector,
)
from krm_fn.mesh.hosts import of_domain, of_host, of_names_below, of_network
from krm_fn.mesh.objects import exported, networking
from krm_fn.mesh.upstreams import entries_of, rule_of, subset_to, upstream_of, upstreams

TYPE_CHECKING = False
if TYPE_CHECKING:
    from krm_fn.mesh.objects import Fields, Generated
    from krm_fn.mesh.proxying import Proxy, Proxying

_OUTBOUND = "SIDECAR_OUTBOUND"
_NO_NAME = (
    '%COALESCE({"operators": [{"command": "REQUESTED_SERVER_NAME"}, '
    '{"command": "DOWNSTREAM_LOCAL_ADDRESS_WITHOUT_PORT"}]})%'
)
_CONNECT_ATTEMPTS = 3
ANY_IP = ("0.0.0.0", "[::]")  # noqa: S104 - names of Istio's listeners, nothing is bound


def for_all(proxying: Proxying) -> list[Generated]:
    """All resources of mode all."""
    made = entries_of(proxying)
    made += filter(None, (rule_of(proxying, upstream, []) for upstream in upstreams(proxying)))
    if proxying.forward:
        made += [_listener(proxying), _filter(proxying, "http", _http_patches(proxying))]
    if proxying.connect:
        made.append(_filter(proxying, "tls", _tls_patches(proxying)))
    return made


def _filter(proxying: Proxying, suffix: str, patches: list[Fields]) -> Generated:
    spec: Fields = {"configPatches": patches}
    if proxying.workload_selector:
        spec = {"workloadSelector": {"labels": proxying.workload_selector}, **spec}
    return networking(proxying, "EnvoyFilter", f"{proxying.name}-{suffix}", spec)


def _listener(proxying: Proxying) -> Generated:
    """A host that nobody asks for: it makes the listeners of the ports for plain HTTP, which are
    there only when some host of the mesh has the port.
    """
    spec: Fields = {
        "hosts": [f"{proxying.name}.invalid"],
        "location": "MESH_EXTERNAL",
        "ports": [
            {"number": port, "name": f"http-{port}", "protocol": "HTTP"}
            for port in proxying.http_ports
        ],
        "resolution": "NONE",
    }
    name = f"{proxying.name}-http-listener"
    return networking(proxying, "ServiceEntry", name, exported(proxying, spec))


def _cluster(proxying: Proxying, proxy: Proxy) -> str:
    return f"outbound|{proxy.port}|{subset_to(proxy)}|{upstream_of(proxying, proxy).host}"


def _tls_patches(proxying: Proxying) -> list[Fields]:
    outbound = {"context": _OUTBOUND, "listener": {"name": "virtualOutbound"}}
    patches = [
        _patch("LISTENER_FILTER", outbound, "ADD", original_dst()),
        _patch("LISTENER_FILTER", outbound, "ADD", tls_inspector(proxying.tls_ports)),
    ]
    names = ["virtualOutbound", *(f"{ip}_{port}" for port in proxying.tls_ports for ip in ANY_IP)]
    for name in names:
        match = {"context": _OUTBOUND, "listener": {"name": name}}
        patches += [_patch("FILTER_CHAIN", match, "ADD", chain) for chain in _chains(proxying)]
    return patches


def _chains(proxying: Proxying) -> list[Fields]:
    """Addresses that are direct, names that are direct, and the tunnel for the rest. An address
    decides before any name, and must not ask for TLS: Envoy does not come back from such a match.
    """
    name, chains = proxying.name, []
    if proxying.bypass.networks:
        ranges = [
            {"address_prefix": str(each.network_address), "prefix_len": each.prefixlen}
            for each in proxying.bypass.networks
        ]
        direct = tcp_proxy(f"{name}-direct", DIRECT, f"{name}-direct-addresses")
        chains.append(_chain(f"{name}-direct-addresses", {"prefix_ranges": ranges}, direct))
    domains = [each for domain in direct_domains(proxying) for each in server_names(domain)]
    if domains:
        match = {"transport_protocol": "tls", "server_names": domains}
        direct = tcp_proxy(f"{name}-direct", DIRECT, f"{name}-direct-names")
        chains.append(_chain(f"{name}-direct-names", match, direct))
    match = {"transport_protocol": "tls"}
    if proxying.targets:
        match["server_names"] = [target.host for target in proxying.targets if target.tls]
        if not match["server_names"]:
            return chains
    chains.append(_chain(f"{name}-tunnel", match, _tunnel(proxying)))
    return chains


def _chain(name: str, match: Fields, network_filter: Fields) -> Fields:
    return {"name": name, "filter_chain_match": match, "filters": [network_filter]}


def _tunnel(proxying: Proxying) -> Fields:
    assert proxying.connect is not None
    host = _NO_NAME if proxying.no_server_name == "address" else "%REQUESTED_SERVER_NAME%"
    tunnel: Fields = {"hostname": f"{host}:%DOWNSTREAM_LOCAL_PORT%"}
    if proxying.credentials:
        tunnel["headers_to_add"] = authorization(proxying.credentials)
    return tcp_proxy(
        f"{proxying.name}-tunnel",
        _cluster(proxying, proxying.connect),
        f"{proxying.name}-tunnel",
        max_connect_attempts=_CONNECT_ATTEMPTS,
        tunneling_config=tunnel,
    )


def direct_domains(proxying: Proxying) -> list[str]:
    """The domains that are direct, and the proxies' own names: a client that speaks TLS to a proxy
    must not be tunnelled to it through itself.
    """
    own = [proxy.host for proxy in proxying.proxies if not proxy.is_address]
    return list(dict.fromkeys((*proxying.bypass.domains, *own)))


def _http_patches(proxying: Proxying) -> list[Fields]:
    assert proxying.forward is not None
    upstream = upstream_of(proxying, proxying.forward)
    service = {"service": upstream.host, "portNumber": proxying.forward.port}
    cluster = {"context": _OUTBOUND, "cluster": service}
    patches = [_patch("CLUSTER", cluster, "MERGE", absolute_form())]
    for port in proxying.http_ports:
        patches += _routes(proxying, port)
    return patches


def _routes(proxying: Proxying, port: int) -> list[Fields]:
    """What happens to requests for hosts that the mesh doesn't know. Each entry of noProxy has a
    route of its own, since Envoy refuses a long regular expression.
    """
    assert proxying.forward is not None
    vhost = {"name": str(port), "vhost": {"name": "allow_any"}}
    match = {"context": _OUTBOUND, "routeConfiguration": vhost}
    cluster = _cluster(proxying, proxying.forward)
    through: Fields = {"route": {"cluster": cluster, "retry_policy": retries()}}
    if proxying.credentials:
        through["request_headers_to_add"] = authorization(proxying.credentials)
    patches = [_patch("HTTP_ROUTE", match, "MERGE", through)]
    if proxying.targets:
        hosts = [target.host for target in proxying.targets if port in target.http]
        matches = [each for host in hosts for each in _of_target(host, port)]
        patches = _inserted(match, proxying.name, matches, through)
    matches = [each for domain in direct_domains(proxying) for each in of_domain(domain, port)]
    matches += [each for network in proxying.bypass.networks for each in of_network(network)]
    direct = {"route": {"cluster": DIRECT, "timeout": "0s"}}
    return patches + _inserted(match, f"{proxying.name}-direct", matches, direct)


def _of_target(host: str, port: int) -> list[Fields]:
    if host.startswith("*."):
        return of_names_below(host.removeprefix("*."), port)
    return of_host(host, port)


def _inserted(match: Fields, name: str, hosts: list[Fields], route: Fields) -> list[Fields]:
    """Routes before the others, each for the hosts that one match finds."""
    return [
        _patch(
            "HTTP_ROUTE",
            match,
            "INSERT_FIRST",
            {
                "name": f"{name}-{index}",
                "match": {
                    "prefix": "/",
                    "headers": [{"name": ":authority", "string_match": string_match}],
                },
                **route,
            },
        )
        for index, string_match in enumerate(hosts)
    ]


def _patch(apply_to: str, match: Fields, operation: str, value: Fields) -> Fields:
    return {
        "applyTo": apply_to,
        "match": match,
        "patch": {"operation": operation, "value": value},
    }
