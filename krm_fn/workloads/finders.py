"""Where an object keeps its containers: four ways to find out, in their order.

1. the user's own paths (`podPaths`), beside what Kubernetes' own kinds and known kinds have;
2. Kubernetes' own kinds, and the table of known kinds: a kind without rows there is never set;
3. the CustomResourceDefinition in the same list, for a kind that nothing else is known about;
4. the structure of the object, where there is no definition, or it leaves open what is there.
"""

from __future__ import annotations

from krm_fn.workloads.built_in import (
    BUILT_IN,
    CONTAINER_LISTS,
    EPHEMERAL_LIST,
    may_hold_pods,
    pods_of,
)
from krm_fn.workloads.definitions import Definitions
from krm_fn.workloads.kubernetes_own import is_kubernetes_own

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from krm_fn.config.function_config import Configuration
    from krm_fn.wire.item import Item
    from krm_fn.workloads.built_in import Pod
    from krm_fn.workloads.crd_schema import Places
    from krm_fn.workloads.inventory import Inventory
    from krm_fn.workloads.known_paths import Row, Way
    from krm_fn.workloads.pod_paths import PodPath
    from krm_fn.workloads.resource import Resource

KNOWN = "known"
CRD = "crd"
STRUCTURE = "structure"

ENV, CONTROL_PLANE, OPERAND, NODE = ENV_CLASSES = ("env", "control-plane", "operand", "node")
"""Classes of rows that are about env fields."""
TEXT = "text"
"""The class of rows that lead to a text with a pod template in it."""
TOLD_CLASSES = (*ENV_CLASSES, TEXT)
"""Classes of rows of which is told where they are not set."""
_OPTIONAL = {ENV: "env", "embedded": "embedded", TEXT: "configMaps"}
"""Classes of rows that are set where a field of `customResources` says so."""
_CONFIG_MAP = "ConfigMap"
TEMPLATE_WORDS = (
    "default-pod-template",
    "pod_template",
    "executor",
    "mainContainer",
    "templateDefaults",
    "templates:",
    ".toml",
)
"""What a ConfigMap has that krm_fn.workloads.config_maps may have a row for."""


_OF_WORKLOADS = ("apps", "batch")
"""The API groups of Kubernetes with hardly a kind without pods."""


class Finder:
    """Finds the pods of objects, and tells before they are read which ones may have some."""

    __slots__ = (
        "_fitting",
        "_ways",
        "classes",
        "definitions",
        "field_rows",
        "inventory",
        "lists",
        "pod_paths",
        "strange",
        "structural",
        "unknown",
    )

    def __init__(self, configuration: Configuration, inventory: Inventory) -> None:
        self.inventory = inventory
        self.structural = configuration.custom_resource("structural")
        self.lists: tuple[str, ...] = CONTAINER_LISTS
        if configuration.container_role("ephemeral"):
            self.lists = (*CONTAINER_LISTS, EPHEMERAL_LIST)
        optional = {
            each
            for each, field in _OPTIONAL.items()
            # what was set there goes, whether or not it would be set now
            if configuration.remove or configuration.custom_resource(field)
        }
        refers = any("$(" in value for value in configuration.values)
        if ENV in optional and not refers:
            optional.add(NODE)
        self.classes = frozenset(("template", "overlay", *optional))
        self.field_rows: dict[int, tuple[Item, tuple[Row, ...]]] = {}
        self.pod_paths: list[PodPath] = []
        if configuration.pod_paths:
            from krm_fn.workloads.pod_paths import PodPath

            self.pod_paths = list(map(PodPath, configuration.pod_paths))
        self.strange: dict[tuple[str, str], Item] = {}
        """Of each kind in the groups of workloads that has no pods the first item."""
        self.unknown: dict[tuple[str, str], Item] = {}
        """Of each kind that nothing is known of the first item with an image that is not set."""
        self._fitting: dict[str, list[int]] | None = None
        self.definitions = Definitions(inventory)
        self._ways: dict[tuple[str, str], list[Way] | None] = {}
        """Of kinds that were met what is known of them."""

    def may_hold(self, item: Item) -> bool:
        """Whether an item must be looked into, by its kind and the configured paths; one of an
        unknown kind also by its bytes."""
        if item.is_list:
            return False
        if not item.kind or may_hold_pods(item.api_version, item.kind):
            return True
        group, _, version = item.api_version.rpartition("/")
        if self.pod_paths and self._paths_for(group, version, item.kind):
            return True
        if is_kubernetes_own(item.api_version, item.kind):
            if group in _OF_WORKLOADS:
                self.strange.setdefault((item.api_version, item.kind), item)
            return item.kind in BUILT_IN or (TEXT in self.classes and self.may_have_texts(item))
        rows = _known_rows(group, version, item.kind)
        if rows is not None:
            return self._are_settable(item, rows)
        if self.structural and self.inventory.mentions(item, "ontainers"):
            return True
        if self.definitions.items_for(item.kind):
            return True
        if self.inventory.mentions(item, "image"):
            self.unknown.setdefault((item.api_version, item.kind), item)
        return False

    def may_have_texts(self, item: Item) -> bool:
        """Whether an item is a ConfigMap with words of those that hold pod templates."""
        return item.kind == _CONFIG_MAP and any(
            self.inventory.mentions(item, word) for word in TEMPLATE_WORDS
        )

    def _are_settable(self, item: Item, rows: Iterable[Row]) -> bool:
        """Whether some of a kind's rows are to be set; env fields that are not are noted."""
        others = tuple(row for row in rows if row[2] not in self.classes)
        if any(row[2] in TOLD_CLASSES for row in others):
            self.field_rows[item.start] = (item, others)
        return any(row[2] in self.classes for row in rows)

    def fields_left(self, kind_of_row: str) -> list[str]:
        """The kinds of the list's objects that seem to have a place for env fields of a class that
        is not set, each as often as there are objects.
        """
        return sorted(
            item.kind
            for item, rows in self.field_rows.values()
            if any(row[2] == kind_of_row and self._may_lead(row, item) for row in rows)
        )

    def _may_lead(self, row: Row, item: Item) -> bool:
        """Whether an item's bytes have all keys on the way to what would hold a field."""
        keys = row[0].split("/")
        if row[2] != TEXT:
            keys.pop()  # an env field may be made
        named = (key for key in keys if key != "*" and key[-1:] != "?")
        return all(self.inventory.mentions(item, key) for key in named)

    def pods(self, resource: Resource) -> list[Pod]:
        """The pods of an object that have containers, or are env fields of an operator's.

        Raises Refused where an object of Kubernetes' own kinds isn't as Kubernetes has it.
        """
        row = BUILT_IN.get(resource.kind)
        built_in = row is not None and resource.api_version in row[0]
        if built_in and not self.pod_paths:
            return pods_of(resource, self.lists)
        given = self._given(resource) if self.pod_paths else []
        if built_in:
            return _without_twins(given, pods_of(resource, self.lists))
        if is_kubernetes_own(resource.api_version, resource.kind):
            return _without_twins(given, self._in_config_map(resource))
        ways = self._known_ways(resource.api_version, resource.kind)
        if ways is not None:
            return _without_twins(given, self._by_ways(resource, ways, KNOWN))
        return given or self._of_unknown(resource)

    def single_containers(self, resource: Resource) -> list[str]:
        """The paths, as `podPaths` has them, to containers that stand by themselves in an object,
        by its definition in the list.
        """
        places = self.definitions.places_of.get((resource.api_version, resource.kind))
        if places is None or not places.single:
            return []
        from krm_fn.workloads.pod_paths import PodPath, leads_somewhere

        return [
            each for each in places.single if leads_somewhere(resource, PodPath({"path": each}))
        ]

    def paths_meant(self, resource: Resource) -> Iterator[tuple[int, bool]]:
        """The configured paths that are meant for an object, by their index, and whether each
        leads to something there.
        """
        from krm_fn.workloads.pod_paths import leads_somewhere

        for index in self._paths_for(resource.group, resource.version, resource.kind):
            yield index, leads_somewhere(resource, self.pod_paths[index])

    def _given(self, resource: Resource) -> list[Pod]:
        from krm_fn.workloads.pod_paths import find_pods

        fitting = self._paths_for(resource.group, resource.version, resource.kind)
        paths = [self.pod_paths[index] for index in fitting]
        return find_pods(resource, paths, EPHEMERAL_LIST in self.lists)

    def _paths_for(self, group: str, version: str, kind: str) -> list[int]:
        """The indexes of the configured paths that are meant for a kind, in their order."""
        if self._fitting is None:
            self._fitting = {}
            for index, path in enumerate(self.pod_paths):
                self._fitting.setdefault(path.kind, []).append(index)
        of_any, of_kind = self._fitting.get("", []), self._fitting.get(kind, []) if kind else []
        indexes = sorted(of_any + of_kind)
        return [each for each in indexes if self.pod_paths[each].fits(group, version, kind)]

    def _of_unknown(self, resource: Resource) -> list[Pod]:
        places = self.definitions.places(resource.api_version, resource.kind)
        if places is not None and places.ways:
            pods = self._by_ways(resource, places.ways, CRD)
        elif not self.structural or (places is not None and not places.opaque):
            return []
        elif not (resource.version and resource.kind):
            return []  # it is no object of Kubernetes
        else:
            pods = self._by_structure(resource, places)
        if pods:
            from krm_fn.workloads.descriptions import add_signs

            add_signs(resource, pods, by_kind=pods[0].found == STRUCTURE)
        return pods

    def _in_config_map(self, resource: Resource) -> list[Pod]:
        """The pods in the texts of a ConfigMap."""
        if resource.kind != _CONFIG_MAP or TEXT not in self.classes:
            return []
        from krm_fn.workloads.config_maps import rows_of
        from krm_fn.workloads.known_paths import ways

        return self._by_ways(resource, ways(rows_of(resource), self.classes), KNOWN)

    def _by_ways(self, resource: Resource, ways: Iterable[Way], found: str) -> list[Pod]:
        from krm_fn.workloads.known_paths import KnownPaths, Spot

        walk = KnownPaths(found, EPHEMERAL_LIST in self.lists, self._ways_inside)
        walk.follow(Spot.of(resource), ways)
        return walk.pods

    def _known_ways(self, api_version: str, kind: str) -> list[Way] | None:
        """The ways through objects of a kind in the table; None for a kind that isn't there."""
        key = api_version, kind
        if key not in self._ways:
            from krm_fn.workloads.known_paths import ways

            group, _, version = api_version.rpartition("/")
            rows = _known_rows(group, version, kind)
            self._ways[key] = None if rows is None else ways(rows, self.classes)
        return self._ways[key]

    def _ways_inside(self, api_version: str, kind: str) -> Iterable[Way]:
        """The ways through a manifest that is inside another."""
        from krm_fn.workloads.known_paths import built_in_rows, ways

        own = built_in_rows(api_version, kind)
        if own is not None:
            return ways(own, self.classes)
        if is_kubernetes_own(api_version, kind):
            return ()
        return self._known_ways(api_version, kind) or ()

    def _by_structure(self, resource: Resource, places: Places | None) -> list[Pod]:
        from krm_fn.workloads.structure import pods_in

        forbidden = frozenset(places.forbidden) if places else frozenset()
        return pods_in(resource, self.lists, forbidden, STRUCTURE)


def _known_rows(group: str, version: str, kind: str) -> tuple[Row, ...] | None:
    from krm_fn.workloads.known_kinds import lookup

    return lookup(group, version, kind)


def _without_twins(first: list[Pod], others: list[Pod]) -> list[Pod]:
    """The pods of two finders, each container in the first that has it."""
    taken = {each.place for pod in first for each in pod.containers}
    for pod in others if taken else ():
        pod.containers = [each for each in pod.containers if each.place not in taken]
    return first + [pod for pod in others if pod.containers]
