"""From a TransparentProxy's fields, and what the list adds to them, to what is to be made."""

from __future__ import annotations

from krm_fn.environment.presets import SERVICES, ServiceEntries, entries_of
from krm_fn.errors import Refused
from krm_fn.generation.hosts import hosts_of
from krm_fn.mesh.bypass import bypass
from krm_fn.mesh.proxying import ALL, Gateway, Proxy, Proxying, Target
from krm_fn.results import about
from krm_fn.shown import shown_entries
from krm_fn.workloads.services import services_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from krm_fn.config.transparent_fields import TransparentProxy
    from krm_fn.mesh.bypass import Bypass
    from krm_fn.results import Result
    from krm_fn.workloads.inventory import Inventory

_ALSO = "which holds for all ports here"


def planned(configuration: TransparentProxy, inventory: Inventory) -> tuple[Proxying, list[Result]]:
    """What is to be made, and warnings and infos on the way to it. Raises Refused."""
    around = bypass(_entries(configuration, inventory))
    told = _about_entries(configuration, around)
    targets, more = _targets(configuration, around, inventory)
    return _proxying(configuration, around, targets), told + more


def _proxying(
    configuration: TransparentProxy, around: Bypass, targets: tuple[Target, ...]
) -> Proxying:
    proxies = {name: Proxy(*place) for name, place in configuration.proxies.items()}
    gateway = configuration["gateway"]
    return Proxying(
        name=configuration.name,
        connect=proxies.get("httpsProxy"),
        forward=proxies.get("httpProxy"),
        bypass=around,
        targets=targets,
        mode=configuration["mode"],
        namespace=configuration["namespace"],
        root_namespace=configuration["rootNamespace"],
        addresses=tuple(configuration["proxyAddresses"] or ()),
        tls_ports=tuple(dict.fromkeys(configuration["tlsPorts"])),
        http_ports=tuple(dict.fromkeys(configuration["httpPorts"])),
        ca_certificates=(configuration["tls"] or {}).get("caCertificates"),
        credentials=(configuration["credentials"] or {}).get("environment"),
        workload_selector=configuration["workloadSelector"] or None,
        no_server_name=configuration["noServerName"],
        istio=configuration.istio,
        gateway=_gateway(gateway) if gateway else None,
        cluster_domain=configuration["clusterDomain"],
    )


def _gateway(given: dict[str, object]) -> Gateway:
    selector = given.get("selector", {"istio": "egressgateway"})
    service = given.get("service", "istio-egressgateway")
    return Gateway(str(given["namespace"]), selector, str(service))  # type: ignore[arg-type]


def _entries(configuration: TransparentProxy, inventory: Inventory) -> Iterable[str]:
    """All entries of noProxy: the user's own, and those of presets."""
    presets = configuration["noProxyPresets"] or ()
    yield from configuration.no_proxy
    yield from entries_of(presets, configuration["clusterDomain"])
    if SERVICES in presets:
        yield from ServiceEntries(services_of(inventory)).entries


def _about_entries(configuration: TransparentProxy, around: Bypass) -> list[Result]:
    if around.unknown:
        message = (
            f'`{configuration.field("noProxy")}` has "{shown_entries(around.unknown[:1])}", which is '
            "neither a name, nor an address, nor a CIDR: write one of these, such as .corp.example.com"
        )
        raise Refused([about(configuration, "error", "no-proxy-entry", message, "noProxy")])
    return [
        about(
            configuration,
            "warning",
            "no-proxy-port",
            f'`{configuration.field("noProxy")}` has "{entry}", {_ALSO}: leave the port out',
            "noProxy",
        )
        for entry in around.with_port
    ]


def _targets(
    configuration: TransparentProxy, around: Bypass, inventory: Inventory
) -> tuple[tuple[Target, ...], list[Result]]:
    """The hosts with their ports, without those that noProxy names."""
    told: list[Result] = []
    if configuration.searches:
        wanted, told = hosts_of(configuration, inventory, around)
    else:
        wanted = _given(configuration)
    direct = [host for host in wanted if around.covers(host.removeprefix("*."))]
    for host in direct:
        message = f'"{host}" is reached directly: `{configuration.field("noProxy")}` names it'
        told.append(about(configuration, "info", "host-direct", message, "hosts"))
    targets = tuple(
        Target(host, tuple(sorted(tls)), tuple(sorted(http)))
        for host, (tls, http) in wanted.items()
        if host not in direct and (tls or http)
    )
    if not targets and (configuration["mode"] != ALL or wanted):
        raise Refused([_none(configuration)])
    return targets, told


def _none(configuration: TransparentProxy) -> Result:
    field = configuration.field("hosts")
    if configuration.searches:
        message = f"`{field}` finds no external host in the list: write the hosts, or `mode: all`"
    else:
        message = (
            f"`{field}` must name a host that goes through the proxy: noProxy names all of them, "
            "or there is no proxy for their ports"
        )
    return about(configuration, "error", "hosts-missing", message, "hosts")


def _given(configuration: TransparentProxy) -> dict[str, tuple[set[int], set[int]]]:
    """The hosts of the configuration with their ports for TLS and for plain HTTP."""
    tls_ports = set(configuration["tlsPorts"]) if "httpsProxy" in configuration.proxies else set()
    http_ports = set(configuration["httpPorts"]) if "httpProxy" in configuration.proxies else set()
    wanted: dict[str, tuple[set[int], set[int]]] = {}
    for host, port in configuration.hosts:
        tls, http = wanted.setdefault(host, (set(), set()))
        if port is None:
            tls |= tls_ports
            http |= http_ports
        elif port in configuration["httpPorts"]:
            http |= {port} if http_ports else set()
        elif tls_ports:
            tls.add(port)
    return wanted
