"""The checks of a configuration beside what the list holds: Services, and a service mesh."""

from __future__ import annotations

from krm_fn.checks.made import listed, made
from krm_fn.checks.services import check_services
from krm_fn.clients.coverage import Coverage, bare_host, is_address
from krm_fn.errors import Refused
from krm_fn.user_information import holds_reference
from krm_fn.workloads.selectors import labels_of
from krm_fn.workloads.service_names import ServiceNames
from krm_fn.yaml.nodes import find, to_data

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from krm_fn.config.function_config import Configuration
    from krm_fn.results import Result
    from krm_fn.workloads.inventory import Inventory
    from krm_fn.workloads.resource import Resource


def check(configuration: Configuration, inventory: Inventory) -> list[Result]:
    """Warnings about the configuration, given what else is in the list."""
    return [*check_services(configuration, inventory), *_check_mesh(configuration, inventory)]


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
    return host.count(".") == 1 and ServiceNames(inventory).service_of(host) is not None


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
    place, resolution, endpoints = f'"hosts":["{host}"]', "DNS", ""
    if is_address(host):
        place = f'"hosts":["egress-proxy.internal"],"addresses":["{host}"]'
        resolution, endpoints = "STATIC", f',"endpoints":[{{"address":"{host}"}}]'
    return (
        '{"apiVersion":"networking.istio.io/v1","kind":"ServiceEntry","metadata":{"name":'
        f'"egress-proxy"}},"spec":{{{place},"location":"MESH_EXTERNAL","ports":[{{"number":'
        f'{port or 80},"name":"tcp-proxy","protocol":"TCP"}}],"resolution":"{resolution}"'
        f"{endpoints}}}}}"
    )


def refuse_if_too_long(configuration: Configuration, value: str, most: int) -> None:
    """Raise Refused where noProxy is longer than a variable can be."""
    length = len("no_proxy=") + len(value.encode()) + 1
    if length <= most:
        return
    from krm_fn.checks.table import with_clients

    services = "services" in configuration.presets
    better = "take the preset `services` out, and call Services NAME.NAMESPACE.svc"
    instead = better if services else "write domains and CIDRs for the hosts that are in them"
    field = f"`{configuration.field('noProxy')}`"
    problem = f"{field} must make a variable of at most {most} bytes, and makes one of {length}"
    raise Refused(with_clients([made(configuration, "no-proxy-length", problem, instead=instead)]))


def with_services(
    configuration: Configuration, inventory: Inventory
) -> tuple[Configuration, list[Result]]:
    """The configuration with the entries of the preset `services`, and a warning for names that
    it must leave out.
    """
    from krm_fn.environment.presets import ServiceEntries
    from krm_fn.workloads.services import services_of

    names = ServiceEntries(services_of(inventory))
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
