"""`hosts: auto`: the external hosts that URLs in the list name.

They are looked for in workloads, in ConfigMaps, and in the exact hosts of external ServiceEntries.
What can only be in the cluster, what noProxy names and the proxies themselves are left out.
"""

from __future__ import annotations

import re

from krm_fn.clients.top_level_domains import TOP_LEVEL_DOMAINS
from krm_fn.mesh.objects import OWNER
from krm_fn.results import about, result
from krm_fn.workloads.resource import path_text, resources_in
from krm_fn.yaml.nodes import to_data

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from krm_fn.config.transparent_fields import TransparentProxy
    from krm_fn.mesh.bypass import Bypass
    from krm_fn.results import Result
    from krm_fn.workloads.inventory import Inventory
    from krm_fn.workloads.resource import Resource

    Ports = dict[str, tuple[set[int], set[int]]]
    Steps = tuple[str | int, ...]

_TLS = {"https": 443, "wss": 443}
_PLAIN = {"http": 80, "ws": 80}
_URL = re.compile(
    r"\b(https?|wss?)://(?:[^/\s\"'<>@]*@)?([a-z0-9](?:[a-z0-9.-]*[a-z0-9])?)\.?(?::(\d{1,5}))?",
    re.IGNORECASE,
)
_NOT_ASKED = (
    ".istio.io",
    "krm-fn.dev",
    "kpt.dev",
    "apiextensions.k8s.io",
    "kustomize.config.k8s.io",
)
"""API groups, or their ends, whose URLs are no wishes of pods."""


def hosts_of(
    configuration: TransparentProxy, inventory: Inventory, around: Bypass
) -> tuple[Ports, list[Result]]:
    """The hosts with their ports for TLS and for plain HTTP, an info for each of them, and a
    warning for a port that cannot be had for both.
    """
    own = {place[1] for place in configuration.proxies.values()}
    with_tls = "httpsProxy" in configuration.proxies
    with_http = "httpProxy" in configuration.proxies
    found: Ports = {}
    places: dict[str, list[tuple[Resource, Steps]]] = {}
    for resource, steps, host, port, is_tls in _named(inventory):
        if host in own or around.covers(host) or not _is_external(host, inventory):
            continue
        if not (with_tls if is_tls else with_http):
            continue
        found.setdefault(host, (set(), set()))[0 if is_tls else 1].add(port)
        places.setdefault(host, []).append((resource, steps))
    told = _settle(configuration, found)
    ordered = {host: found[host] for host in sorted(found) if any(found[host])}
    told += [_found_at(host, *ordered[host], places[host]) for host in ordered]
    return ordered, told


def _settle(configuration: TransparentProxy, found: Ports) -> list[Result]:
    """Leave each port to TLS or to plain HTTP, since a mesh takes all of it for one of the two."""
    told = []
    tls, http = ({port for ports in found.values() for port in ports[at]} for at in (0, 1))
    for port in sorted(tls & http):
        at, said = (0, "TLS") if port in configuration["httpPorts"] else (1, "plain HTTP")
        hosts = sorted(host for host, ports in found.items() if port in ports[at])
        for host in hosts:
            found[host][at].discard(port)
        message = (
            f"`{configuration.field('hosts')}` finds port {port} with TLS and with plain HTTP, and "
            f"a mesh takes a port for one of the two: {said} to {', '.join(hosts)} does not go "
            "through the proxy there"
        )
        told.append(about(configuration, "warning", "port-for-both", message, "hosts"))
    return told


def _found_at(
    host: str, tls: set[int], http: set[int], places: list[tuple[Resource, Steps]]
) -> Result:
    resource, steps = places[0]
    ports = ", ".join(map(str, sorted(tls | http)))
    others = len(places) - 1
    more = f" (and {others} more)" if others else ""
    message = (
        f'names "{host}" in `{path_text(steps)}`{more}: it goes through the proxy at port {ports}'
    )
    ref, tags = resource.ref(), {"rule": "host-found"}
    field = path_text(steps)
    return result("info", message, resource=ref, field=field, file=resource.file(), tags=tags)


def _named(inventory: Inventory) -> Iterator[tuple[Resource, Steps, str, int, bool]]:
    """Every host that the list names: where, and with which port, by TLS or not."""
    for item in inventory.items:
        if not _may_name(inventory, item.start, item.end):
            continue
        for resource in resources_in(item.root(item.text(inventory.data))):
            if not _is_asked(resource):
                continue
            if resource.kind == "ServiceEntry":
                yield from _of_entry(resource)
            else:
                root = to_data(resource.root)
                for key in ("spec", "data"):
                    yield from _of_texts(resource, root.get(key), (key,))


def _is_asked(resource: Resource) -> bool:
    """Whether the hosts of a resource count: whoever's URLs they are, pods ask for them."""
    if resource.is_local or resource.annotation(OWNER) is not None:
        return False
    return resource.kind == "ServiceEntry" or not resource.group.endswith(_NOT_ASKED)


def _may_name(inventory: Inventory, start: int, end: int) -> bool:
    data = inventory.data
    return data.find(b"://", start, end) >= 0 or data.find(b"ServiceEntry", start, end) >= 0


def _of_texts(
    resource: Resource, value: Any, steps: Steps
) -> Iterator[tuple[Resource, Steps, str, int, bool]]:
    if isinstance(value, dict):
        for key, member in value.items():
            yield from _of_texts(resource, member, (*steps, key))
    elif isinstance(value, list):
        for index, member in enumerate(value):
            yield from _of_texts(resource, member, (*steps, index))
    elif isinstance(value, str) and "://" in value:
        for match in _URL.finditer(value):
            scheme = match[1].lower()
            is_tls = scheme in _TLS
            port = int(match[3] or 0) or _TLS.get(scheme) or _PLAIN[scheme]
            yield resource, steps, match[2].lower(), port, is_tls


def _of_entry(resource: Resource) -> Iterator[tuple[Resource, Steps, str, int, bool]]:
    spec = to_data(resource.root).get("spec")
    if not isinstance(spec, dict) or spec.get("location", "MESH_EXTERNAL") != "MESH_EXTERNAL":
        return
    for index, host in enumerate(spec.get("hosts") or ()):
        for port in spec.get("ports") or ():
            protocol = str(port.get("protocol", "")).upper() if isinstance(port, dict) else ""
            if protocol in ("TLS", "HTTPS", "HTTP") and isinstance(port.get("number"), int):
                steps = ("spec", "hosts", index)
                yield resource, steps, str(host).lower(), port["number"], protocol != "HTTP"


def _is_external(host: str, inventory: Inventory) -> bool:
    """Whether a host is one name, which only the Internet's DNS can have."""
    labels = host.split(".")
    if "*" in host or len(labels) < 2 or labels[-1] not in TOP_LEVEL_DOMAINS or "svc" in labels:
        return False
    services = {(each.name, each.namespace) for each in inventory.resources("Service", "")}
    return len(labels) != 2 or (labels[0], labels[1]) not in services
