"""The texts of an object by which its programs may know what to dial: arguments, variables, and
what configuration files and fields say.

Left out is what only tells about the object: its metadata and status, images, and the variables
that say what is not sent to a proxy.
"""

from __future__ import annotations

from krm_fn.workloads.resource import resources_in
from krm_fn.yaml.nodes import Mapping, Scalar, Sequence, find, followed, merged_entries, text_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from krm_fn.wire.item import Item
    from krm_fn.workloads.inventory import Inventory
    from krm_fn.yaml.nodes import Node

_DIAL_NOTHING = ("CustomResourceDefinition", "Service", "Namespace", "Kptfile", "Kustomization")
_TOLD_APART = ("apiVersion", "kind", "metadata", "status")
_NAMES = ("image", "description")
_DEEPEST = 100


def texts_of(inventory: Inventory, item: Item) -> Iterator[str]:
    """The texts of the objects of an item. Raises Located where it can't be read."""
    for resource in resources_in(inventory.read(item, item.root), item):
        if resource.kind in _DIAL_NOTHING or resource.is_local:
            continue
        for key, value in merged_entries(resource.root):
            if text_of(key) not in _TOLD_APART:
                yield from _texts(key, value, 0)


def _texts(key: Node | None, node: Node | None, depth: int) -> Iterator[str]:
    node = followed(node)
    name = text_of(key) or ""
    if name in _NAMES or _is_about_proxies(name) or depth > _DEEPEST:
        return
    if isinstance(node, Scalar):
        yield text_of(node) or ""
    elif isinstance(node, Sequence):
        for member in node.items:
            yield from _texts(None, member, depth + 1)
    elif isinstance(node, Mapping) and not _is_about_proxies(text_of(find(node, "name")) or ""):
        for inner, value in merged_entries(node):
            yield from _texts(inner, value, depth + 1)


def _is_about_proxies(name: str) -> bool:
    return name.lower().endswith("_proxy")
