"""The checks of a configuration beside what the list holds: Services, and a service mesh."""

from __future__ import annotations

import re

from krm_fn.clients.coverage import Coverage, bare_host, judges
from krm_fn.results import result
from krm_fn.user_information import holds_reference
from krm_fn.workloads.proxy_service import host_of
from krm_fn.workloads.selectors import labels_of
from krm_fn.yaml.nodes import find, to_data

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

    from krm_fn.config.function_config import Configuration
    from krm_fn.results import Result
    from krm_fn.workloads.inventory import Inventory
    from krm_fn.workloads.resource import Resource

MOST_SHOWN = 20
"""How many names a message has at most."""
_HOST = re.compile(rb"[a-z0-9][a-z0-9.-]*", re.ASCII)


def check(configuration: Configuration, inventory: Inventory) -> list[Result]:
    """Warnings about the configuration, given what else is in the list."""
    return [*_check_services(configuration, inventory), *_check_mesh(configuration, inventory)]


def made(
    configuration: Configuration, check_id: str, problem: str, name: str = "noProxy", **words: str
) -> Result:
    """A result about a field of the configuration."""
    from krm_fn.checks.table import BY_ID

    row = BY_ID[check_id]
    message = row.message(problem, **words)
    field, told = configuration.field(name), {"rule": check_id}
    return result(row.severity, message, resource=configuration.reference, field=field, tags=told)


def listed(names: Iterable[str]) -> str:
    """Names in quotes, the first 20 of them."""
    all_names = list(names)
    text = ", ".join(f'"{name}"' for name in all_names[:MOST_SHOWN])
    more = len(all_names) - MOST_SHOWN
    return f"{text} and {more} more" if more > 0 else text


def _check_services(configuration: Configuration, inventory: Inventory) -> list[Result]:
    """noProxy must cover the Services: their domain, and the names that URLs in the list have."""
    entries = configuration.no_proxy or ()
    if not has_services(inventory) or not judges(entries):
        return []
    field, domain = f"`{configuration.field('noProxy')}`", configuration.cluster_domain
    results = []
    covered = Coverage(entries)
    bare = not any(f"x.y.svc{rest}" in covered for rest in ("", f".{domain}"))
    if bare:
        problem = f"{field} must have .svc or the cluster's domain"
        results.append(made(configuration, "no-proxy-cluster", problem, domain=domain))
    names = _uncovered(configuration, inventory, covered, bare)
    if names:
        problem = f"{field} must cover the Services of the list, and does not cover {listed(names)}"
        better = "`noProxyPresets: [cluster, services]`"
        results.append(made(configuration, "no-proxy-service", problem, instead=better))
    return results


def has_services(inventory: Inventory) -> bool:
    """Whether the list has a Service of Kubernetes' own; reads no more than needed."""
    items = inventory.items_of("Service")
    if any(item.kind == "Service" and item.api_version == "v1" for item in items):
        return True
    return bool(items) and bool(inventory.resources("Service", ""))


def _uncovered(
    configuration: Configuration, inventory: Inventory, covered: Coverage, bare: bool
) -> list[str]:
    """The names of Services that noProxy doesn't cover: with `bare`, where not even their domain
    is covered, all, else those that a URL in the list has.
    """
    own = {host_of(url) for url in configuration.urls}
    dialled = {host for host in hosts_in(inventory.data) - own if host not in covered}
    if not (bare or dialled):
        return []
    services = [(each.name, each.namespace) for each in inventory.resources("Service", "")]
    names = _names_of(dialled, services)
    if bare:
        proxies = {host.partition(".")[0] for host in own}
        names |= {name for name, _ in services if name not in proxies and name not in covered}
    return sorted(names)


def _names_of(hosts: set[str], services: Iterable[tuple[str, str]]) -> set[str]:
    """The hosts that are names of Services, or of pods of headless ones."""
    namespaces: dict[str, set[str]] = {}
    for name, namespace in services:
        namespaces.setdefault(name, set()).add(namespace)

    def is_one(host: str) -> bool:
        labels = host.split(".")
        if labels[3:4] == ["svc"]:
            labels = labels[1:]
        named = namespaces.get(labels[0])
        if named is not None and (len(labels) == 1 or not named.isdisjoint(("", labels[1]))):
            return True
        return len(labels) == 2 and labels[1] in namespaces

    return {host for host in hosts if is_one(host)}


def hosts_in(data: bytes) -> set[str]:
    """The hosts of http and https URLs that can be names in a cluster: with at most one dot, or
    with the label `svc`.
    """
    found = set()
    at = data.find(b"://")
    while at >= 0:
        if data[at - 4 : at] == b"http" or data[at - 5 : at] == b"https":
            match = _HOST.match(data, at + 3, at + 260)
            if match is not None:
                found.add(match[0])
        at = data.find(b"://", at + 3)
    hosts = {host.decode().rstrip(".") for host in found}
    return {host for host in hosts if host.count(".") < 2 or ".svc." in f"{host}."}


def _check_mesh(configuration: Configuration, inventory: Inventory) -> list[Result]:
    """In a mesh, each proxy outside the cluster needs a TCP ServiceEntry."""
    places = proxies_outside(configuration, inventory)
    if not places or not _has_mesh(inventory):
        return []
    entries = [to_data(find(each.root, "spec")) for each in inventory.resources("ServiceEntry")]
    hidden = _check_ports(configuration, places, entries, inventory)
    missing = [place for place in places if not any(_opens(each, *place) for each in entries)]
    if not missing:
        return hidden
    shown = " and ".join(f"{host}:{port}" if port else host for host, port in missing)
    problem = f"the proxy {shown} must have a TCP ServiceEntry in the mesh"
    instead = " and ".join(_service_entry(host, port) for host, port in missing)
    name = "httpProxy" if configuration.http_proxy else "httpsProxy"
    return [made(configuration, "mesh-proxy", problem, name, instead=instead)]


def _check_ports(
    configuration: Configuration,
    places: list[tuple[str, int | None]],
    entries: list[Any],
    inventory: Inventory,
) -> list[Result]:
    """HTTP on the proxy's port hides a ServiceEntry that has no addresses."""
    from krm_fn.checks.mesh import http_service_on

    found = []
    for host, port in places:
        names = [each for each in entries if _opens(each, host, port)]
        name = http_service_on(port or 80, inventory) if names else None
        if name and not any(each.get("addresses") for each in names):
            problem = f"{name} has HTTP on the proxy's port {port or 80}"
            field = "httpProxy" if configuration.http_proxy else "httpsProxy"
            found.append(made(configuration, "mesh-proxy-port", problem, field, host=host))
    return found


def proxies_outside(
    configuration: Configuration, inventory: Inventory
) -> list[tuple[str, int | None]]:
    """The proxies that are no Services of the cluster."""
    return [place for place in proxies(configuration) if not _is_inside(place[0], inventory)]


def proxies(configuration: Configuration) -> list[tuple[str, int | None]]:
    """The hosts of the proxies with their ports; those left out that the kubelet fills in."""
    places = []
    for url in configuration.urls:
        authority = (url.partition("://")[2] or url).rpartition("@")[2].partition("/")[0]
        if not holds_reference(authority):
            host = bare_host(authority)
            port = authority[len(host) + 1 :]
            places.append((host.strip("[]").lower(), int(port) if port else None))
    return list(dict.fromkeys(places))


def _is_inside(host: str, inventory: Inventory) -> bool:
    """Whether a proxy's host is a name in the cluster; such a Service has its own protocol."""
    if ":" in host or host.replace(".", "").isdecimal():
        return False
    if "." not in host or ".svc." in f"{host}.":
        return True
    services = inventory.resources("Service", "") if host.count(".") == 1 else ()
    return bool(_names_of({host}, ((each.name, each.namespace) for each in services)))


def _has_mesh(inventory: Inventory) -> bool:
    """Whether the list has Istio's resources, or a Namespace whose pods get its sidecar."""
    if inventory.has_group(".istio.io"):
        return True
    if not any(inventory.mentions(item, "istio") for item in inventory.items_of("Namespace")):
        return False
    return any(map(_is_injected, inventory.resources("Namespace", "")))


def _is_injected(namespace: Resource) -> bool:
    labels = labels_of(namespace)
    said = labels.get("istio-injection")
    return said == "enabled" or (said is None and bool(labels.get("istio.io/rev")))


def _opens(spec: Any, host: str, port: int | None) -> bool:
    """Whether a ServiceEntry lets TCP through to a place."""
    if not isinstance(spec, dict):
        return False
    named = [str(each) for key in ("hosts", "addresses") for each in spec.get(key) or ()]
    if host not in Coverage([each for each in named if each != "*"]):
        return False
    return any(
        str(each.get("protocol", "")).upper() == "TCP" and port in (None, each.get("number"))
        for each in spec.get("ports") or ()
        if isinstance(each, dict)
    )


def _service_entry(host: str, port: int | None) -> str:
    """The resource to write, on one line."""
    is_address = ":" in host or host.replace(".", "").isdecimal()
    place = f'"hosts":["egress-proxy.internal"],"addresses":["{host}"]'
    if not is_address:
        place = f'"hosts":["{host}"]'
    resolution = "STATIC" if is_address else "DNS"
    endpoints = f',"endpoints":[{{"address":"{host}"}}]' if is_address else ""
    return (
        '{"apiVersion":"networking.istio.io/v1","kind":"ServiceEntry","metadata":{"name":'
        f'"egress-proxy"}},"spec":{{{place},"location":"MESH_EXTERNAL","ports":[{{"number":'
        f'{port or 80},"name":"tcp-proxy","protocol":"TCP"}}],"resolution":"{resolution}"'
        f"{endpoints}}}}}"
    )


def with_services(
    configuration: Configuration, inventory: Inventory
) -> tuple[Configuration, list[Result]]:
    """The configuration with the entries of the preset `services`, and a warning for names that
    it must leave out.
    """
    from krm_fn.environment.presets import ServiceNames
    from krm_fn.workloads.services import services_of

    names = ServiceNames(services_of(inventory))
    if configuration.no_proxy == ("*",):
        return configuration, []
    results = []
    if names.left_out:
        field = configuration.field("noProxyPresets")
        problem = f"`{field}` leaves out {listed(names.left_out)}"
        instead = listed(dict.fromkeys(names.left_out.values()))
        check_id = "services-top-level-domain"
        results.append(made(configuration, check_id, problem, "noProxyPresets", instead=instead))
    return configuration.with_entries(names.entries), results
