"""What the CustomResourceDefinitions of a list say of kinds. Each is read when an object asks, once."""

from __future__ import annotations

from krm_fn.yaml.compose import Unsure
from krm_fn.yaml.text import BY_LINES_FROM

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from krm_fn.wire.item import Item
    from krm_fn.workloads.crd_schema import Places
    from krm_fn.workloads.inventory import Inventory
    from krm_fn.yaml.nodes import Node

_CRD_KIND = "CustomResourceDefinition"


class Definitions:
    """The definitions of a list; `places_of` holds what was read of kinds, by (apiVersion, kind)."""

    __slots__ = ("_defining", "inventory", "places_of")

    def __init__(self, inventory: Inventory) -> None:
        self.inventory = inventory
        self.places_of: dict[tuple[str, str], Places | None] = {}
        self._defining: dict[str, list[Item]] | None = None

    def places(self, api_version: str, kind: str) -> Places | None:
        """What a definition says of a kind; None where there is none. Raises Located."""
        key = api_version, kind
        if key not in self.places_of:
            group, _, version = api_version.rpartition("/")
            self.places_of[key] = self._read(group, version, kind)
        return self.places_of[key]

    def items_for(self, kind: str) -> list[Item]:
        """The items that may define a kind: those that have it as the value of a `kind`."""
        if self._defining is None:
            self._defining = {}
            for item in self.inventory.items_of(_CRD_KIND):
                for name in self.inventory.kinds_in(item):
                    self._defining.setdefault(name, []).append(item)
        return self._defining.get(kind, [])

    def _read(self, group: str, version: str, kind: str) -> Places | None:
        from krm_fn.workloads.crd_schema import by_lines

        if self.inventory.are_checked and len(self.inventory.data) >= BY_LINES_FROM:
            try:
                return self._read_by(by_lines, group, version, kind)
            except Unsure:
                pass
        from krm_fn.workloads.crd_condensed import load

        return self._read_by(load, group, version, kind)

    def _read_by(
        self, load: Callable[[str], Node | None], group: str, version: str, kind: str
    ) -> Places | None:
        from krm_fn.workloads import crd_schema

        for item in self.items_for(kind):
            for root in self.inventory.definitions(item, load):
                if crd_schema.defined(root) == (group, kind):
                    return crd_schema.read(root, version)
        return None
