"""Which objects hold pod templates, and where: a table of paths, and the walk along them."""

from __future__ import annotations

from krm_fn.errors import Refused
from krm_fn.results import result
from krm_fn.shown import printable
from krm_fn.workloads.resource import is_list_kind, path_text
from krm_fn.yaml.nodes import Mapping, Scalar, Sequence, find, followed, is_null, mapping, text_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import TypeAlias

    from krm_fn.workloads.documents import Document
    from krm_fn.workloads.resource import Resource, Steps
    from krm_fn.yaml.nodes import Node

    Path: TypeAlias = tuple[str, ...]

_APPS = ("apps/v1", "apps/v1beta1", "apps/v1beta2")
_EXTENSIONS = "extensions/v1beta1"
_BATCH = ("batch/v1", "batch/v1beta1", "batch/v2alpha1")
_TEMPLATE = ("spec", "template")

# kind -> (apiVersions, path of its pod template). A Pod is its own template.
BUILT_IN: dict[str, tuple[tuple[str, ...], Path]] = {
    "Pod": (("v1",), ()),
    "PodTemplate": (("v1",), ("template",)),
    "ReplicationController": (("v1",), _TEMPLATE),
    "Deployment": ((*_APPS, _EXTENSIONS), _TEMPLATE),
    "StatefulSet": (_APPS, _TEMPLATE),
    "DaemonSet": (("apps/v1", "apps/v1beta2", _EXTENSIONS), _TEMPLATE),
    "ReplicaSet": (("apps/v1", "apps/v1beta2", _EXTENSIONS), _TEMPLATE),
    "Job": (("batch/v1",), _TEMPLATE),
    "CronJob": (_BATCH, ("spec", "jobTemplate", "spec", "template")),
    "JobTemplate": (("batch/v1beta1", "batch/v2alpha1"), ("template", "spec", "template")),
}

CONTAINER_LISTS = ("initContainers", "containers")
EPHEMERAL_LIST = "ephemeralContainers"
BUILT_IN_KIND = "built-in"
NOT_UPDATABLE = ("Pod", "Job")
"""Built-in kinds whose pod template a cluster refuses to change."""


ENV_MAP = "EnvMap"
KEY_VALUES = "KeyValueList"
LITERAL_SHAPES = (ENV_MAP, "StringList", KEY_VALUES)
"""Shapes of env fields in which only literals can go, and which are no lists of variables."""

CONTAINER = "container"
INIT = "init"
EPHEMERAL = "ephemeral"
FIELD = "field"
"""The role of an env field of an operator's own, which stands in no container."""


class Container:
    """A container: its node, the steps that lead to it, and the pod spec and key that list it.

    Also an env field of an operator: then the node is the mapping that has, or is to have, the
    field `env_key`, and `role` is FIELD. `shape` says how the variables are written: EnvVarList,
    NameValueList, EnvMap, StringList or KeyValueList. `document` is the text inside the object that
    it stands in, if it does.
    """

    __slots__ = ("document", "env_key", "key", "name", "node", "owner", "role", "shape", "steps")

    def __init__(
        self,
        node: Mapping,
        steps: Steps,
        owner: Mapping,
        key: str,
        *,
        role: str | None = None,
        env_key: str = "env",
        shape: str = "EnvVarList",
        document: Document | None = None,
    ) -> None:
        self.document = document
        self.node = node
        self.steps = steps
        self.owner = owner
        self.key = key
        self.role = role or _role_of(key)
        self.env_key = env_key
        self.shape = shape
        self.name = "" if role == FIELD else _name_of(node)

    @property
    def path(self) -> str:
        """The container's field path, such as `spec.containers[0]`; that of an env field."""
        return self.env_path if self.role == FIELD else path_text(self.steps)

    @property
    def steps_in_text(self) -> Steps:
        """The steps to the container in the text that it stands in."""
        return self.steps[len(self.document.steps) :] if self.document else self.steps

    @property
    def place(self) -> Steps:
        """The steps to the field that holds the variables, also where it isn't there yet."""
        return (*self.steps, self.env_key)

    @property
    def env_path(self) -> str:
        """The path of the field that holds the variables: `spec.containers[0].env`."""
        return path_text(self.place)

    @property
    def has_image(self) -> bool:
        """Whether the container says what to run; a patch's container doesn't."""
        return bool(self.node.text_under("image"))


def _role_of(key: str) -> str:
    if key == "containers":
        return CONTAINER
    lowered = key.lower()
    if EPHEMERAL in lowered:
        return EPHEMERAL
    return INIT if INIT in lowered else CONTAINER


def _name_of(node: Mapping) -> str:
    """A container's name; Druid's operator calls it `containerName`."""
    return node.text_under("name") or node.text_under("containerName") or ""


class Pod:
    """A pod spec, or a part of one: its node, the steps that lead to it, and its containers.

    `way` are the mappings from the pod spec outwards to the object's root. `found` says by what
    it was found: built-in, podPaths, known, crd or structure. An `overlay` is merged by an
    operator into containers of its own; `whole` says that a pod spec stands there, so that one
    without any image is a patch; `sign` is what tells that it only describes pods of others.
    """

    __slots__ = ("containers", "found", "overlay", "sign", "spec", "steps", "way", "whole")

    def __init__(
        self,
        spec: Mapping,
        steps: Steps,
        containers: list[Container],
        way: tuple[Mapping, ...] = (),
        found: str = BUILT_IN_KIND,
    ) -> None:
        self.spec = spec
        self.steps = steps
        self.containers = containers
        self.way = way
        self.found = found
        self.overlay = False
        self.whole = True
        self.sign = ""

    @property
    def is_windows(self) -> bool:
        """Whether `os.name` says that the pod runs on Windows."""
        system = find(self.spec, "os")
        return system is not None and text_of(find(mapping(system), "name")) == "windows"

    @property
    def is_partial(self) -> bool:
        """Whether no container has an image: a patch, not a pod that could run."""
        return self.whole and not any(container.has_image for container in self.containers)


def may_hold_pods(api_version: str, kind: str) -> bool:
    """Whether an object of this kind must be looked into."""
    row = BUILT_IN.get(kind)
    if row is not None:
        return api_version in row[0]
    return is_list_kind(kind)


def pods_of(resource: Resource, lists: Path = CONTAINER_LISTS) -> list[Pod]:
    """The pods of an object, by its kind's row in the table, that have containers in the `lists`.

    Raises Refused where a field on the way is not what Kubernetes has there.
    """
    row = BUILT_IN.get(resource.kind)
    if row is None or resource.api_version not in row[0]:
        return []
    walk = _Walk(resource)
    spec = walk.mapping_at((*row[1], "spec"))
    if spec is None:
        return []
    containers = [found for key in lists for found in walk.containers(spec, key)]
    return [Pod(spec, walk.steps, containers, tuple(walk.way[::-1]))] if containers else []


class _Walk:
    """Follows a path through an object, and knows where it is."""

    __slots__ = ("resource", "steps", "way")

    def __init__(self, resource: Resource) -> None:
        self.resource = resource
        self.steps = resource.steps
        self.way = [resource.root]

    def mapping_at(self, path: Path) -> Mapping | None:
        """The mapping at the path; None where something on the way is absent or null."""
        node = self.resource.root
        for key in path:
            value = self.member(node, key)
            self.steps += (key,)
            if not isinstance(value, Mapping):
                if value is None or is_null(value):
                    return None
                raise refused(self.resource, self.steps, "a mapping", value)
            node = value
            self.way.append(node)
        return node

    def member(self, node: Mapping, key: str) -> Scalar | Mapping | Sequence | None:
        """The value under a key that must not be given twice."""
        if node.count(key) > 1:
            raise given_twice(self.resource, (*self.steps, key))
        return find(node, key)

    def containers(self, spec: Mapping, key: str) -> Iterator[Container]:
        """The containers of the list under a key of the pod spec."""
        steps = (*self.steps, key)
        found = self.member(spec, key)
        if not isinstance(found, Sequence):
            if found is None or is_null(found):
                return
            raise refused(self.resource, steps, "a list of containers", found)
        for index, member in enumerate(found.items):
            node = mapping(member)
            if node is None:
                raise refused(self.resource, (*steps, index), "a container", followed(member))
            yield Container(node, (*steps, index), spec, key)


def refused(resource: Resource, steps: Steps, due: str, found: Node | None) -> Refused:
    """What to raise when a field is not what is due there."""
    path = path_text(steps)
    return _refused(resource, path, f"`{path}` must be {due}, got {described(found)}")


def given_twice(resource: Resource, steps: Steps) -> Refused:
    """What to raise when a key on the way is there more than once."""
    path = path_text(steps)
    return _refused(resource, path, f"`{path}` must be given once; remove all but one")


def _refused(resource: Resource, path: str, message: str) -> Refused:
    made = result(
        "error",
        message,
        resource=resource.ref(),
        field=path,
        file=resource.file(),
        tags={"rule": "shape"},
    )
    return Refused([made])


def described(node: Node | None) -> str:
    """A value as a message shows it: a scalar's text in quotes, of a collection what it is."""
    node = followed(node)
    if isinstance(node, Mapping):
        return "a mapping"
    if isinstance(node, Sequence):
        return "a list"
    return "null" if node is None or is_null(node) else f'"{printable(text_of(node) or "")}"'
