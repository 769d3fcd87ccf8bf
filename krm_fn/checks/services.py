"""The Services of a list beside what its texts name: which of them requests reach by the proxy."""

from __future__ import annotations

from krm_fn.checks.made import listed, made
from krm_fn.checks.remedies import WITHOUT_PRESETS, either, preset_field
from krm_fn.clients.coverage import Coverage, judges
from krm_fn.clients.hosts import hosts_in
from krm_fn.workloads.proxy_service import host_of
from krm_fn.workloads.service_names import ServiceNames
from krm_fn.workloads.texts import texts_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from krm_fn.clients.hosts import Host
    from krm_fn.config.function_config import Configuration
    from krm_fn.results import Result
    from krm_fn.wire.item import Item
    from krm_fn.workloads.inventory import Inventory

_WORDS = bytes(
    byte if chr(byte) in "-._" or (byte < 128 and chr(byte).isalnum()) else 32
    for byte in range(256)
)
"""What stands for a byte where but words count."""
_PIECE = 200_000


def check_services(configuration: Configuration, inventory: Inventory) -> list[Result]:
    """noProxy must cover the Services: their domain, and the names that texts in the list have."""
    entries = configuration.no_proxy or ()
    if not judges(entries) or "*" in entries:
        return []
    results = _check_final_dots(configuration, inventory)
    if not has_services(inventory):
        return results
    field, domain = f"`{configuration.field('noProxy')}`", configuration.cluster_domain
    covered = Coverage(entries)
    bare = not any(f"x.y.svc{rest}" in covered for rest in ("", f".{domain}"))
    if bare:
        problem = f"{field} must have .svc or the cluster's domain"
        instead = either(configuration, f".svc,.{domain}", "cluster")
        results.append(made(configuration, "no-proxy-cluster", problem, instead=instead))
    names = _uncovered(configuration, inventory, covered, bare)
    if names:
        problem = f"{field} must cover the Services of the list, and does not cover {listed(names)}"
        better = preset_field("cluster", "services")
        if "services" in configuration.presets and not bare:
            better = "NAME.NAMESPACE.svc where they are named"
        elif configuration.kind in WITHOUT_PRESETS:
            better = f'"{",".join(names)}"'
        results.append(made(configuration, "no-proxy-service", problem, instead=better))
    return results


def has_services(inventory: Inventory) -> bool:
    """Whether the list has a Service of Kubernetes' own; reads no more than needed."""
    items = inventory.items_of("Service")
    if any(item.kind == "Service" and item.api_version == "v1" for item in items):
        return True
    return bool(items) and bool(inventory.resources("Service", ""))


def may_have_final_dots(configuration: Configuration, data: bytes) -> bool:
    """Whether a text may name a Service by its full name with a final dot; a cheap look."""
    domain = configuration.cluster_domain
    if f".{domain}." in (configuration.no_proxy or ()):
        return False
    return data.find(f".svc.{domain}.".encode()) >= 0


def _check_final_dots(configuration: Configuration, inventory: Inventory) -> list[Result]:
    if not may_have_final_dots(configuration, inventory.data):
        return []
    entries, domain = configuration.no_proxy or (), configuration.cluster_domain
    with_dot = [each.lstrip("*").lower() for each in entries if each.endswith(".")]

    def is_wrong(host: Host) -> bool:
        name = f"{host.name}."
        in_cluster = host.has_final_dot and host.name.endswith(f".svc.{domain}")
        dialled = host.scheme in ("", "http", "https")
        return in_cluster and dialled and not any(name.endswith(each) for each in with_dot)

    names = {f"{host.name}." for host in _named(inventory, is_wrong)}
    if not names:
        return []
    problem = f"`{configuration.field('noProxy')}` must cover {listed(sorted(names))}"
    instead = either(configuration, f'".{domain}."', "cluster")
    return [made(configuration, "no-proxy-final-dot", problem, instead=instead)]


def _uncovered(
    configuration: Configuration, inventory: Inventory, covered: Coverage, bare: bool
) -> list[str]:
    """The names of Services that noProxy doesn't cover: with `bare`, where not even their domain
    is covered, all, else those that a text in the list has.
    """
    own = {host_of(url) for url in configuration.urls}
    possible = _words_of_services(inventory)

    def may_be_one(host: Host) -> bool:
        known = not possible.isdisjoint(host.name.split(".")[:2])
        return known and host.name not in own and host.name not in covered

    if not bare and not any(_places(inventory, may_be_one)):
        return []
    services = ServiceNames(inventory)
    found = _named(inventory, lambda host: may_be_one(host) and services.gets_requests(host))
    names = {host.name for host in found}
    if bare:
        proxies = {host.partition(".")[0] for host in own}
        names |= {name for name in services.names if name not in proxies and name not in covered}
    return sorted(names)


def _words_of_services(inventory: Inventory) -> set[str]:
    """All words of the Services, their names among them, in lower case; none of them is read."""
    words: set[str] = set()
    for item in inventory.items_of("Service"):
        text = inventory.data[item.start : item.end]
        words.update(text.translate(_WORDS).decode().lower().split())
    return words


def _named(inventory: Inventory, is_wanted: Callable[[Host], bool]) -> list[Host]:
    """The wanted hosts that texts of workloads and other objects name.

    The whole list is looked through as it is written; only an item in which something was found
    is read, since a comment, a label or the image of a container may look the same.
    """
    places = sorted(_places(inventory, is_wanted))
    found: list[Host] = []
    for item in _items_at(inventory.items, places):
        for part in texts_of(inventory, item):
            if not _is_prometheus_without_proxies(part):
                found += [host for host in hosts_in(part) if is_wanted(host)]
    return found


def _places(inventory: Inventory, is_wanted: Callable[[Host], bool]) -> Iterator[int]:
    """Where the list names wanted hosts: one in a comment, too. It is looked at in pieces of whole lines,
    so that not all of it is in memory once more.
    """
    data, start = inventory.data, 0
    while start < len(data):
        stop = data.find(b"\n", start + _PIECE) + 1 or len(data)
        piece = data[start:stop].decode("latin-1")
        yield from (start + host.at for host in hosts_in(piece) if is_wanted(host))
        start = stop


def _is_prometheus_without_proxies(text: str) -> bool:
    """Whether a text is Prometheus' configuration, which uses the variables where it says so."""
    return "scrape_configs:" in text and "proxy_from_environment: true" not in text


def _items_at(items: Iterable[Item], places: list[int]) -> Iterable[Item]:
    """The items in which a place is, each once; both are in their order."""
    from bisect import bisect_left

    for item in items:
        index = bisect_left(places, item.start)
        if index < len(places) and places[index] < item.end:
            yield item
