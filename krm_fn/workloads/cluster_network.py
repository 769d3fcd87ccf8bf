"""The networks of clusters in a list, as Cluster API describes them: entries of noProxy.

Left out are CIDRs of IPv6: httpx fails as soon as noProxy has one, and most other clients take it
for nothing.
"""

from __future__ import annotations

from krm_fn.yaml.nodes import find, mapping, sequence, text_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from krm_fn.workloads.inventory import Inventory
    from krm_fn.yaml.nodes import Mapping

GROUP = "cluster.x-k8s.io"


def networks_of(inventory: Inventory) -> tuple[str, ...]:
    """The CIDRs of pods and Services, and the domains, of all Clusters in the list."""
    entries: list[str] = []
    for cluster in inventory.resources("Cluster", GROUP):
        network = mapping(find(mapping(find(cluster.root, "spec")), "clusterNetwork"))
        for part in ("pods", "services"):
            entries += _blocks(mapping(find(network, part)))
        domain = (text_of(find(network, "serviceDomain")) or "").strip(".")
        if domain:
            entries += [f".{domain}", f".{domain}."]
    return tuple(entries)


def _blocks(part: Mapping | None) -> list[str]:
    found = sequence(find(part, "cidrBlocks"))
    texts = [text_of(each) or "" for each in (found.items if found is not None else ())]
    return [text for text in texts if "/" in text and ":" not in text]
