"""The Services that pods of a list can reach by name."""

from __future__ import annotations

from krm_fn.yaml.nodes import find, mapping, text_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from krm_fn.workloads.inventory import Inventory


def services_of(inventory: Inventory) -> Iterator[tuple[str, str, bool]]:
    """The Services of a list: name, namespace ("" where it isn't said), and whether headless.

    The `serviceName` of a StatefulSet is a headless Service, also one that the list doesn't have.
    """
    for service in inventory.resources("Service", ""):
        spec = mapping(find(service.root, "spec"))
        if service.name:
            headless = text_of(find(spec, "clusterIP")) == "None"
            yield service.name, service.namespace, headless
    for workload in inventory.resources("StatefulSet", "apps"):
        name = text_of(find(mapping(find(workload.root, "spec")), "serviceName"))
        if name:
            yield name, workload.namespace, True
