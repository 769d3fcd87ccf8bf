"""The containers of a list as they are: each with its object, its image and its environment."""

from __future__ import annotations

from krm_fn.clients.table import CLIENTS
from krm_fn.edit import sharing
from krm_fn.edit.env_from import EnvFrom, inherited
from krm_fn.edit.env_shapes import env_of
from krm_fn.environment import java_options
from krm_fn.environment.env_plan import Append, Delete, EnvVar, Restore, SetValue
from krm_fn.errors import Malformed
from krm_fn.inspection.environment import Seen, seen
from krm_fn.inspection.running import running
from krm_fn.workloads.resource import DEFAULT_NAMESPACE, resources_in, text_pairs
from krm_fn.yaml.nodes import find, text_of, to_data

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from krm_fn.environment.env_plan import EnvPlan
    from krm_fn.inspection.running import Running
    from krm_fn.wire.item import Item
    from krm_fn.workloads.built_in import Container
    from krm_fn.workloads.finders import Finder
    from krm_fn.workloads.resource import Resource
    from krm_fn.yaml.nodes import Node

TOLD = frozenset(
    name
    for client in CLIENTS
    for name in (*client.http, *client.https, *client.no_proxy, client.needs.partition("=")[0])
    if name and "." not in name
) | {java_options.NAME}
"""The variables by which clients are told of proxies."""
_LOWER = frozenset(map(str.lower, TOLD))


class Inspected:
    """A container: its name, or the path of a field that stands in none, and what is known of it."""

    __slots__ = ("container", "entries", "image", "name", "running", "seen")

    def __init__(self, container: Container, entries: list[EnvVar], found: Seen) -> None:
        self.container = container
        self.entries = entries
        self.name = container.name or container.path
        self.seen = found
        self.image = text_of(find(container.node, "image")) or ""
        self.running: Running = running(self.image, to_data(container.node), found)


class Containers:
    """Reads the objects of a list, and their containers' environments."""

    __slots__ = ("_env_from", "_names", "finder")

    def __init__(self, finder: Finder, names: frozenset[str] = frozenset()) -> None:
        self.finder = finder
        self._names = _LOWER | names
        self._env_from = EnvFrom(finder.inventory)

    def resources(self) -> Iterator[tuple[str, Resource]]:
        """The objects that may hold pods, each with the text of its item. Raises Refused, and
        Located where an item can't be read.
        """
        data = self.finder.inventory.data
        for item in filter(self.finder.may_hold, self.finder.inventory.items):
            text = item.text(data)
            for resource in resources_in(self._root(item, text)):
                if not resource.is_local:
                    yield text, resource

    def _root(self, item: Item, text: str) -> Node | None:
        data = self.finder.inventory.data
        try:
            root = item.root(text)
            if root is not None and item.may_share(data):
                item.check_aliases(root, text, data)
                sharing.refuse_if_too_large(root)
        except Malformed as error:
            raise item.located(error, data) from None
        return root

    def inspected(
        self,
        container: Container,
        resource: Resource,
        plan: EnvPlan | None = None,
        *,
        windows: bool = False,
    ) -> Inspected:
        """A container as it is, or as a plan makes it, on Linux or on Windows. Raises Refused where its variables are not
        what is due there.
        """
        sources = self._env_from.sources(container, resource)
        elsewhere = [f'the {each.kind} "{each.name}"' for each in sources if each.variables is None]
        entries = env_of(container, resource).variables()
        if plan is not None:
            entries = _carried_out(plan, entries)
        found = seen(
            entries,
            inherited(sources, self._names),
            elsewhere,
            lambda source: self._looked_up(source, resource),
        )
        if windows:
            found.without_case()
        return Inspected(container, entries, found)

    def _looked_up(self, source: object, resource: Resource) -> str | None:
        """What a ConfigMap of the list has under the key that a `valueFrom` names."""
        reference = source.get("configMapKeyRef") if isinstance(source, dict) else None
        if not isinstance(reference, dict):
            return None
        place = resource.namespace or DEFAULT_NAMESPACE, str(reference.get("name"))
        found = self.finder.inventory.named("ConfigMap", "").get(place)
        return (
            text_pairs(find(found.root, "data")).get(str(reference.get("key"))) if found else None
        )


def _carried_out(plan: EnvPlan, entries: list[EnvVar]) -> list[EnvVar]:
    """The entries once a plan is carried out."""
    changed: list[EnvVar | None] = list(entries)
    for edit in plan.edits:
        if isinstance(edit, SetValue):
            changed[edit.index] = EnvVar(entries[edit.index].name, edit.value)
        elif isinstance(edit, Restore):
            changed[edit.index] = edit.original
        elif isinstance(edit, Delete):
            changed[edit.index] = None
        elif isinstance(edit, Append):
            source = edit.source if edit.copy_of is None else entries[edit.copy_of].source
            changed.append(EnvVar(edit.name, None if source is not None else edit.value, source))
    return [each for each in changed if each is not None]
