"""Rows of paths -> the containers and env fields that they lead to in an object.

A row is (path, shape, class), as known_kinds has them. A manifest needn't have all that a row
names, and a row may be about another version of the kind: where something else than the row's
shape stands, the row leads nowhere, without an error.
"""

from __future__ import annotations

from krm_fn.workloads.built_in import (
    BUILT_IN,
    CONTAINER_LISTS,
    ENV_MAP,
    EPHEMERAL_LIST,
    FIELD,
    KEY_VALUES,
    LITERAL_SHAPES,
    Container,
    Pod,
)
from krm_fn.workloads.resource import is_list_kind
from krm_fn.yaml.edit import is_empty
from krm_fn.yaml.nodes import (
    Absent,
    Mapping,
    Scalar,
    Sequence,
    find,
    followed,
    is_null,
    mapping,
    merged_entries,
    text_of,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from collections.abc import Container as Container_
    from typing import TypeAlias

    from krm_fn.workloads.documents import Document
    from krm_fn.workloads.resource import Resource, Steps
    from krm_fn.yaml.nodes import Node

    Row: TypeAlias = tuple[str, str, str]
    Way: TypeAlias = tuple[list[str], str, bool, bool]
    """The keys of a row's path, its shape, whether it leads to an overlay, and whether an env field is
    to be made where it isn't there.
    """
    Ways: TypeAlias = Callable[[str, str], Iterable[Way]]

MAX_EMBEDDED = 8
"""How deep manifests may hold manifests."""

LIST_SHAPES = ("EnvVarList", "NameValueList")
ENV_SHAPES = (*LIST_SHAPES, *LITERAL_SHAPES)


def ways(rows: Iterable[Row], classes: Container_[str]) -> list[Way]:
    """The rows of the classes as they are followed in every object of a kind. Where there is a list
    of variables, a field of literals beside it isn't made.
    """
    wanted = [row for row in rows if row[2] in classes]
    listed = {path.rpartition("/")[0] for path, shape, _ in wanted if shape in LIST_SHAPES}
    return [
        _way(
            path,
            shape,
            overlay=kind_of_row == "overlay",
            made=shape not in LITERAL_SHAPES or path.rpartition("/")[0] not in listed,
        )
        for path, shape, kind_of_row in wanted
    ]


def _way(path: str, shape: str, *, overlay: bool, made: bool = True) -> Way:
    keys = path.split("/") if path else []
    return keys, shape, overlay, made and "secret" not in path.rpartition("/")[2].lower()


class Spot:
    """A node of an object, the steps that lead to it, the mapping and key that hold it, the mappings
    around it, the nearest first, and the text inside the object that it stands in, if it does."""

    __slots__ = ("document", "key", "node", "owner", "steps", "way")

    def __init__(
        self,
        node: Node | None,
        steps: Steps,
        owner: Mapping,
        key: str,
        way: tuple[Mapping, ...],
        document: Document | None = None,
    ) -> None:
        self.document = document
        self.node = followed(node)
        self.steps = steps
        self.owner = owner
        self.key = key
        self.way = way

    @classmethod
    def of(cls, resource: Resource) -> Spot:
        """The object itself."""
        return cls(resource.root, resource.steps, resource.root, "", ())

    def under(self, key: str) -> Spot | None:
        """The spot under a key; None where there is none."""
        if not isinstance(self.node, Mapping):
            return None
        value = find(self.node, key)
        if value is None:
            return None
        way = (self.node, *self.way)
        return Spot(value, (*self.steps, key), self.node, key, way, self.document)

    def under_or_made(self, key: str) -> Spot | None:
        """The same, with a mapping that isn't there yet in place of none, or of null."""
        found = self.under(key)
        if isinstance(self.node, Mapping) and (found is None or is_null(found.node)):
            way = (self.node, *self.way)
            absent = Absent(self.node, key)
            return Spot(absent, (*self.steps, key), self.node, key, way, self.document)
        return found

    def members(self) -> Iterator[Spot]:
        """Every element of a list, or value of a map."""
        if isinstance(self.node, Sequence):
            for index, item in enumerate(self.node.items):
                steps = (*self.steps, index)
                yield Spot(item, steps, self.owner, self.key, self.way, self.document)
        elif isinstance(self.node, Mapping):
            way = (self.node, *self.way)
            for name, value in merged_entries(self.node):
                key = text_of(name)
                if key is not None:
                    yield Spot(value, (*self.steps, key), self.node, key, way, self.document)

    def inside(self) -> Spot | None:
        """The root of the document that is a scalar's text; None where it is none."""
        if type(self.node) is not Scalar:
            return None
        from krm_fn.workloads.documents import Document

        found = Document(self.node, self.owner, self.key, self.steps, self.document)
        root = found.mapping
        return Spot(root, self.steps, root, "", self.way, found) if root is not None else None


class KnownPaths:
    """Follows ways through one object and collects its `pods`.

    `ways_of(api_version, kind)` gives those of a manifest inside.
    """

    __slots__ = ("ephemeral", "found", "pods", "taken", "ways_of")

    def __init__(self, found: str, ephemeral: bool, ways_of: Ways) -> None:
        self.found = found
        self.ephemeral = ephemeral
        self.ways_of = ways_of
        self.pods: list[Pod] = []
        self.taken: set[Steps] = set()

    def follow(self, root: Spot, ways: Iterable[Way], depth: int = 0) -> None:
        """Collect what the ways lead to."""
        for keys, shape, overlay, made in ways:
            if shape in ENV_SHAPES:
                for owner in follow(root, keys[:-1]):
                    self.field(owner, keys[-1], shape, made=made)
            else:
                for spot in follow(root, keys):
                    self._shape(spot, shape, overlay, depth)

    def collect(self, spot: Spot, shape: str, overlay: bool = False) -> None:
        """Collect what stands at a spot, in any shape but an env field's."""
        self._shape(spot, shape, overlay, MAX_EMBEDDED)

    def field(self, owner: Spot, key: str, shape: str, *, made: bool = True) -> None:
        """Collect the env field of an operator under a key; one that isn't there is to be `made`
        or not.
        """
        node = owner.node
        present = find(node, key) if isinstance(node, Mapping) else None
        if not isinstance(node, Mapping) or not _may_be(present, shape):
            return
        if present is None and not made:
            return
        holds = followed(find(owner.owner, owner.key)) is node or isinstance(node, Absent)
        field = Container(
            node,
            owner.steps,
            owner.owner if holds else node,
            owner.key,
            role=FIELD,
            env_key=key,
            shape=shape,
            document=owner.document,
        )
        self._add(owner, [field], overlay=False, whole=False)

    def _shape(self, spot: Spot, shape: str, overlay: bool, depth: int) -> None:
        if shape == "PodTemplateSpec":
            spec = spot.under("spec")
            if spec is not None:
                self._pod(spec, overlay)
        elif shape == "PodSpec":
            self._pod(spot, overlay)
        elif shape in ("ContainerList", "StepList"):
            containers = self._listed(spot, steps=shape == "StepList")
            self._add(spot, containers, overlay, whole=False)
        elif shape == "Container":
            if isinstance(spot.node, Mapping) and _may_be(find(spot.node, "env"), "EnvVarList"):
                container = _container(spot.node, spot, spot.steps)
                self._add(spot, [container], overlay, whole=False)
        elif shape.startswith("Text "):
            inside = spot.inside()
            if inside is not None:
                self._shape(inside, shape.removeprefix("Text "), overlay, depth)
        elif shape.startswith("EmbeddedObject"):
            self._embedded(spot, shape.partition(" ")[2], depth + 1)
        else:
            self._parts(spot, shape, overlay, depth)

    def _parts(self, spot: Spot, shape: str, overlay: bool, depth: int) -> None:
        from krm_fn.workloads.known_kinds import PARTS

        if len(spot.steps) > 200:
            return
        self.follow(spot, [_way(*part, overlay=overlay) for part in PARTS[shape]], depth)

    def _pod(self, spec: Spot, overlay: bool) -> None:
        lists = (*CONTAINER_LISTS, EPHEMERAL_LIST) if self.ephemeral else CONTAINER_LISTS
        spots = filter(None, map(spec.under, lists))
        containers = [found for spot in spots for found in self._listed(spot)]
        self._add(spec, containers, overlay, whole=not overlay)

    def _listed(self, spot: Spot, *, steps: bool = False) -> list[Container]:
        """The containers of a list; of a list of steps those that don't refer to one elsewhere."""
        if not isinstance(spot.node, Sequence):
            return []
        found = []
        for index, item in enumerate(spot.node.items):
            node = mapping(item)
            if node is None or not _may_be(find(node, "env"), "EnvVarList"):
                continue
            if not (steps and find(node, "ref") is not None):
                found.append(_container(node, spot, (*spot.steps, index)))
        return found

    def _embedded(self, spot: Spot, implied: str, depth: int) -> None:
        node = spot.node
        if not isinstance(node, Mapping) or depth > MAX_EMBEDDED:
            return
        version, _, kind = implied.rpartition("/")
        api_version = text_of(find(node, "apiVersion")) or version
        kind = text_of(find(node, "kind")) or kind
        items = spot.under("items") if is_list_kind(kind) else None
        if items is not None:
            for member in items.members():
                self._embedded(member, f"{api_version}/{kind.removesuffix('List')}", depth + 1)
            return
        self.follow(spot, self.ways_of(api_version, kind), depth)

    def _add(self, spot: Spot, containers: list[Container], overlay: bool, whole: bool) -> None:
        """Collect containers, but for those that another row has led to."""
        fresh = []
        for container in containers:
            if container.place not in self.taken:
                self.taken.add(container.place)
                fresh.append(container)
        if not fresh:
            return
        owner = spot.node if isinstance(spot.node, Mapping) else spot.owner
        way = spot.way if owner is not spot.node else (owner, *spot.way)
        pod = Pod(owner, spot.steps, fresh, way, self.found)
        pod.overlay = overlay
        pod.whole = whole
        self.pods.append(pod)


def follow(spot: Spot, keys: list[str]) -> Iterator[Spot]:
    """The spots that a path leads to; "*" stands for every element or value, and a key with "?" for
    a mapping that is made where it isn't there.
    """
    if not keys:
        yield spot
        return
    if keys[0] == "*":
        for member in spot.members():
            yield from follow(member, keys[1:])
        return
    next_spot = spot.under_or_made(keys[0][:-1]) if keys[0][-1:] == "?" else spot.under(keys[0])
    if next_spot is not None:
        yield from follow(next_spot, keys[1:])


def _container(node: Mapping, spot: Spot, steps: Steps) -> Container:
    """A container that stands at a spot, or in the list there."""
    return Container(node, steps, spot.owner, spot.key, document=spot.document)


def built_in_rows(api_version: str, kind: str) -> tuple[Row, ...] | None:
    """The row of one of Kubernetes' own kinds; None for any other."""
    row = BUILT_IN.get(kind)
    if row is None or api_version not in row[0]:
        return None
    return (("/".join(row[1]), "PodTemplateSpec", "template"),)


def _may_be(node: Node | None, shape: str) -> bool:
    """Whether a field is absent, null, or written in the shape."""
    node = followed(node)
    if node is None:
        return True
    due, other = (Mapping, Sequence) if shape == ENV_MAP else (Sequence, Mapping)
    if is_empty(node):
        return not isinstance(node, other)
    if not isinstance(node, due):
        return False
    if shape in LIST_SHAPES or isinstance(node, Mapping):
        return True
    if shape == KEY_VALUES:
        return all(isinstance(followed(item), Mapping) for item in node.items)
    return all("=" in (text_of(item) or "") for item in node.items)
