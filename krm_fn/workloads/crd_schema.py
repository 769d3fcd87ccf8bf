"""Where a custom kind keeps its containers, by the schema in its CustomResourceDefinition.

A list is one of containers when its items have a `name`, a string `image`, and an `env` whose
items have `value` and `valueFrom`: so an operator's own `env` is not one, nor is a list that only
names containers. A list under a key of a pod's (`containers` and the like) whose items have a name
and no `env` says that env is forbidden there: the API server would drop it. A schema is read only
as far as it is written out: below `x-kubernetes-preserve-unknown-fields` nothing is known.
"""

from __future__ import annotations

from krm_fn.workloads.structure import CONTAINER_FIELDS
from krm_fn.yaml.nodes import Mapping, Scalar, mapping, sequence, text_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TypeAlias

    from krm_fn.workloads.known_paths import Row, Way
    from krm_fn.yaml.nodes import Node

    Properties: TypeAlias = dict[str, Mapping]

LIST_KEYS = ("initContainers", "containers", "ephemeralContainers")
_TELLING = ("image", "ontainers", "x-kubernetes-preserve-unknown-fields")
"""What a schema has one of if it says anything about containers."""

MAX_DEPTH = 64
MAX_SCHEMAS = 200_000
"""How much of a schema is read: real ones nest below 40 and hold at most 20,000 schemas, but
aliases can make one endless."""

_ANYTHING = Mapping(0, flow=True)

_ANYWHERE = frozenset(("status",))
_IN_CONTAINERS = _ANYWHERE | CONTAINER_FIELDS
"""Properties that are not read: those of any container hold none."""


class Places:
    """What a schema says of containers; paths are keys joined by "/", "*" for every element of a
    list or value of a map.

    `rows` are (path, shape, class), in the form of the known kinds: shape PodTemplateSpec, PodSpec
    or ContainerList, class template. `forbidden` leads to lists of containers that cannot have an
    env. `opaque` leads to what the schema leaves open. `single` leads to containers by themselves,
    which are named and not set. `ways` are the rows as they are followed.
    """

    __slots__ = ("forbidden", "opaque", "rows", "single", "ways")

    def __init__(self) -> None:
        self.rows: list[Row] = []
        self.ways: list[Way] = []
        self.forbidden: list[str] = []
        self.opaque: list[str] = []
        self.single: list[str] = []


def by_lines(text: str) -> Node | None:
    """A CustomResourceDefinition's well-formed text as nodes of which only those are read that are
    looked into. Raises Unsure where it isn't plain block style, also later.
    """
    from krm_fn.yaml import lines

    return lines.read(text, dashed=text.lstrip(" ").startswith("- "))


def defined(crd: Node | None) -> tuple[str, str]:
    """The group and the kind that a CustomResourceDefinition defines, "" for what it leaves out."""
    spec = _under(crd, "spec")
    names = _under(spec, "names")
    return _text(spec, "group"), _text(names, "kind")


def read(crd: Node | None, version: str) -> Places | None:
    """Where containers are in one version of the kind; None when the CRD has no such version.

    Reads apiextensions.k8s.io/v1 (`spec.versions[].schema`) and v1beta1 (`spec.validation`,
    `spec.version`).
    """
    spec = _under(crd, "spec")
    if spec is None:
        return None
    listed = sequence(spec.get("versions"))
    entries = [] if listed is None else listed.items
    entry = next((e for e in map(mapping, entries) if e and _text(e, "name") == version), None)
    if entry is None and (listed is not None or _text(spec, "version") != version):
        return None
    schema = _under(_under(entry, "schema") or _under(spec, "validation"), "openAPIV3Schema")
    reader = _Reader()
    if schema is not None:
        reader.read_root(schema)
    if reader.places.rows:
        from krm_fn.workloads.known_paths import ways

        reader.places.ways = ways(reader.places.rows, ("template",))
    return reader.places


class _Reader:
    def __init__(self) -> None:
        self.places = Places()
        self.left = MAX_SCHEMAS
        self.lists: set[tuple[str, ...]] = set()

    def read_root(self, schema: Mapping) -> None:
        for key, child in _properties(schema).items():
            if key not in ("apiVersion", "kind", "metadata", "status"):
                self.read(child, (key,))

    def read(
        self, schema: Mapping, path: tuple[str, ...], parent: Properties | None = None
    ) -> None:
        """Read what is at and under a path; `parent` are the properties that it is one of."""
        self.left -= 1
        if self.left < 0 or len(path) > MAX_DEPTH:
            return
        if path[-1] not in LIST_KEYS and not any(map(schema.may_mention, _TELLING)):
            return
        if _text(schema, "x-kubernetes-embedded-resource") == "true":
            return
        if _text(schema, "x-kubernetes-preserve-unknown-fields") == "true":
            self.places.opaque.append("/".join(path))
        items = _under(schema, "items")
        if items is not None:
            self.lists.add(path)
            self.note_list(_properties(items), path)
        members = items or _under(schema, "additionalProperties")
        if members is not None:
            self.read(members, (*path, "*"))
        self.read_object(_properties(schema), path, parent or {})

    def without_lists(self, path: tuple[str, ...]) -> str:
        """A path as `podPaths` has it, which goes through lists without a word."""
        steps = enumerate(path)
        return "/".join(step for at, step in steps if step != "*" or path[:at] not in self.lists)

    def note_list(self, properties: Properties, path: tuple[str, ...]) -> None:
        """Note a list whose members have these properties, if it is one of containers."""
        if _is_container(properties):
            self.places.rows.append(("/".join(path), "ContainerList", "template"))
        elif path[-1] in LIST_KEYS and "name" in properties and "env" not in properties:
            self.places.forbidden.append("/".join(path))

    def read_object(
        self, properties: Properties, path: tuple[str, ...], parent: Properties
    ) -> None:
        pod = _is_pod(properties)
        if pod and path[-1] == "spec" and "metadata" in parent:
            self.places.rows.append(("/".join(path[:-1]), "PodTemplateSpec", "template"))
        elif pod:
            self.places.rows.append(("/".join(path), "PodSpec", "template"))
        elif path[-1] != "*" and _runs(properties):
            self.places.single.append(self.without_lists(path))
        skipped = _IN_CONTAINERS if _is_container(properties) else _ANYWHERE
        for key, child in properties.items():
            if pod and key in LIST_KEYS:
                self.read(_under(child, "items") or _ANYTHING, (*path, key, "*"))
            elif key not in skipped:
                self.read(child, (*path, key), properties)


def _is_pod(properties: Properties) -> bool:
    """Whether there are `containers`, and none of a pod's lists is of something else."""
    lists = [
        _properties(_under(properties[key], "items")) for key in LIST_KEYS if key in properties
    ]
    return (
        "containers" in properties
        and any(map(_is_container, lists))
        and all(_is_container(members) or not members for members in lists)
    )


def _runs(properties: Properties) -> bool:
    """Whether an object with these properties is a container, with or without a name."""
    image = _text(properties.get("image"), "type") == "string"
    variable = _properties(_under(properties.get("env"), "items"))
    return image and "name" in variable and "value" in variable


def _is_container(properties: Properties) -> bool:
    if "name" not in properties or _text(properties.get("image"), "type") != "string":
        return False
    variable = _properties(_under(properties.get("env"), "items"))
    return "value" in variable and "valueFrom" in variable


def _properties(schema: Mapping | None) -> Properties:
    """A schema's properties by name, without those that no path can name."""
    entries = _under(schema, "properties")
    found: Properties = {}
    for key, value in entries.entries if entries else ():
        if type(key) is Scalar and key.value != "*" and "/" not in key.value:
            found[key.value] = mapping(value) or _ANYTHING
    return found


def _under(node: Node | None, key: str) -> Mapping | None:
    parent = mapping(node)
    return mapping(parent.get(key)) if parent is not None else None


def _text(node: Mapping | None, key: str) -> str:
    return (text_of(node.get(key)) or "") if node is not None else ""
