"""What a list holds besides the object at hand, for the rules that need to know.

A Namespace's opt-out may come after the workloads in it, a proxy's Service before its Deployment:
so the whole list can be asked, before any edit. Nothing is read until it is asked for, and then
only the items of the kind asked for, once.
"""

from __future__ import annotations

from krm_fn import late_re as re
from krm_fn.errors import Malformed
from krm_fn.wire.item import JSON
from krm_fn.workloads.resource import DEFAULT_NAMESPACE, resources_in
from krm_fn.yaml.nodes import Sequence

_KIND = rb"""kind["']?[ \t]*:\s*["']?(\w+)"""
_NAME = rb"""name["']?[ \t]*:\s*(?:&\S+\s+)?["']?([\w.-]+)"""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from krm_fn.wire.item import Item
    from krm_fn.workloads.resource import Resource
    from krm_fn.yaml.nodes import Node


class Inventory:
    """The objects of a list, by kind. Members of Lists are among them.

    With `are_checked`, what isn't well-formed is found apart from what is asked here.
    """

    __slots__ = ("_items_of", "_named", "_resources", "are_checked", "data", "items")

    def __init__(self, data: bytes, items: list[Item], *, are_checked: bool = False) -> None:
        self.are_checked = are_checked
        self.data = data
        self.items = items
        self._items_of: dict[str, list[Item]] | None = None
        self._resources: dict[str, list[Resource]] = {}
        self._named: dict[tuple[str, str], dict[tuple[str, str], Resource]] = {}

    def resources(self, kind: str, group: str | None = None) -> list[Resource]:
        """The objects of a kind in their order; those of one API group ("" is the core group), or
        of all. Objects that never reach a cluster are left out.

        Raises Located where an item of the kind can't be read.
        """
        if kind not in self._resources:
            self._resources[kind] = [
                resource
                for item in self.items_of(kind)
                for resource in resources_in(self.read(item, item.root), item)
                if resource.kind == kind and not resource.is_local
            ]
        found = self._resources[kind]
        if group is None:
            return found
        return [each for each in found if each.group == group and each.api_version]

    def named(self, kind: str, group: str) -> dict[tuple[str, str], Resource]:
        """The objects of a kind of an API group by namespace and name, the first of several that
        have the same. Raises Located.
        """
        if (kind, group) not in self._named:
            found = self._named[kind, group] = {}
            for each in self.resources(kind, group):
                found.setdefault((each.namespace or DEFAULT_NAMESPACE, each.name), each)
        return self._named[kind, group]

    def has_kind(self, kind: str) -> bool:
        """Whether there is an object of a kind, in any API group."""
        items = self.items_of(kind)
        return any(item.kind == kind for item in items) or bool(items and self.resources(kind))

    def has_group(self, ending: str) -> bool:
        """Whether there is an object of an API group whose name has this ending."""
        mark = f"{ending}/"
        return any(mark in item.api_version for item in self.items) or any(
            self.mentions(item, f"{mark}v") for item in self.items_of("List")
        )

    def items_of(self, kind: str) -> list[Item]:
        """The items that are of a kind, or are Lists that may hold one; none of them is read."""
        if self._items_of is None:
            self._items_of = {}
            for item in self.items:
                self._items_of.setdefault(item.kind, []).append(item)
        found = list(self._items_of.get(kind, ()))
        lists = [*self._items_of.get("List", ()), *self._items_of.get(f"{kind}List", ())]
        found += [each for each in lists if self.mentions(each, kind)]
        return sorted(found, key=lambda item: item.start) if lists else found

    def definitions(self, item: Item, load: Callable[[str], Node | None]) -> list[Node | None]:
        """The CustomResourceDefinitions of an item, those in YAML as `load` reads them. Raises
        Located.
        """
        if item.form == JSON or item.kind != "CustomResourceDefinition":
            resources = resources_in(self.read(item, item.root), item)
            return [each.root for each in resources if each.kind == "CustomResourceDefinition"]
        root = self.read(item, load)
        return list(root.items) if isinstance(root, Sequence) else [root]

    def read(self, item: Item, read: Callable[[str], Node | None]) -> Node | None:
        """What `read` makes of an item's text. Raises Located."""
        try:
            return read(item.text(self.data))
        except Malformed as error:
            raise item.located(error, self.data) from None

    def kinds_in(self, item: Item) -> set[str]:
        """The values of all that is called `kind` in an item's bytes; none of it is read."""
        found = re.compile(_KIND).finditer(self.data, item.start, item.end)
        return {match[1].decode() for match in found}

    def names_in(self, kind: str) -> set[str]:
        """The values of all that is called `name` in the bytes of items of a kind, in lower case;
        none of them is read.
        """
        found = re.compile(_NAME)
        return {
            match[1].decode().lower()
            for item in self.items_of(kind)
            for match in found.finditer(self.data, item.start, item.end)
        }

    def mentions(self, item: Item, text: str) -> bool:
        """Whether an item's bytes hold a text anywhere."""
        return self.data.find(text.encode(), item.start, item.end) >= 0
