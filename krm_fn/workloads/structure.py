"""Containers in kinds that nothing is known about, found by the structure of the object.

A list under `containers`, `initContainers` or `ephemeralContainers` is one of containers when each
of its members is a mapping of fields of Kubernetes' core Container alone, with a name or an image.
The mapping that holds such lists is a pod. Policies, patches and reports hold partial containers
that look the same: what is under SKIPPED keys, and objects nested with an apiVersion and a kind of
their own, is never looked into.
"""

from __future__ import annotations

from krm_fn import late_re as re
from krm_fn.workloads.built_in import Container, Pod
from krm_fn.yaml.nodes import (
    Mapping,
    Scalar,
    Sequence,
    find,
    followed,
    is_null,
    mapping,
    merged_entries,
    sequence,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TypeAlias

    from krm_fn.workloads.resource import Resource
    from krm_fn.yaml.nodes import Node

    Path: TypeAlias = tuple[str | int, ...]

LIST_KEYS = ("initContainers", "containers", "ephemeralContainers")

CONTAINER_FIELDS = frozenset(
    (
        "args",
        "command",
        "env",
        "envFrom",
        "image",
        "imagePullPolicy",
        "lifecycle",
        "livenessProbe",
        "name",
        "ports",
        "readinessProbe",
        "resizePolicy",
        "resources",
        "restartPolicy",
        "restartPolicyRules",
        "securityContext",
        "startupProbe",
        "stdin",
        "stdinOnce",
        "targetContainerName",
        "terminationMessagePath",
        "terminationMessagePolicy",
        "tty",
        "volumeDevices",
        "volumeMounts",
        "workingDir",
    )
)
"""The fields of core/v1 Container and EphemeralContainer (Kubernetes 1.36)."""

_WHAT_RUNS = frozenset(("args", "command", "env", "envFrom"))
_FILLED_IN = re.compile(r"(?s)\{\{.*?\}\}|\$\{[^}]*\}|\$\([^)]*\)")
"""A part that something fills in, whatever is written there."""
_OF_PATTERNS = "*?^|\\"
"""What no name of a container or an image has, but a glob, a regular expression or a negation."""

SKIPPED = frozenset(
    (
        "anyPattern",
        "atProvider",
        "forProvider",
        "generate",
        "initProvider",
        "metadata",
        "openAPIV3Schema",
        "patch",
        "patches",
        "patchesJson6902",
        "patchesStrategicMerge",
        "patchStrategicMerge",
        "pattern",
        "status",
    )
)
"""Keys under which no pod of the object's own is: policies' patterns and patches, schemas, state,
and the cloud resources that Crossplane's providers describe (their containers run elsewhere).
"""


class FoundPod:
    """A mapping that holds containers.

    `path` leads to it from the object; `lists` are the container lists in it, by their keys in
    the order of LIST_KEYS; `has_image` says whether one of the containers has an image: when none
    has, this is a part of a pod to be merged into another, and isn't to be set.
    """

    __slots__ = ("has_image", "lists", "node", "path")

    def __init__(self, path: Path, node: Mapping, lists: dict[str, Sequence]) -> None:
        self.path = path
        self.node = node
        self.lists = lists
        self.has_image = any(
            _has_image(container) for members in lists.values() for container in members.items
        )


def find_pods(root: Node | None) -> list[FoundPod]:
    """The pods in an object, in the order of the text; a shared node counts where it is first."""
    found: list[FoundPod] = []
    seen: set[int] = set()
    waiting: list[tuple[Path, Node | None]] = [((), root)]
    while waiting:
        path, reached = waiting.pop()
        node = followed(reached)
        if node is None or type(node) is Scalar or id(node) in seen:
            continue
        if isinstance(node, Mapping) and not node.may_mention("ontainers"):
            continue
        seen.add(id(node))
        if path and _is_object(node):
            continue
        children = _children(node)
        if isinstance(node, Mapping) and (lists := _container_lists(dict(children))):
            found.append(FoundPod(path, node, lists))
            children = [pair for pair in children if pair[0] not in lists]
        waiting.extend(((*path, key), child) for key, child in reversed(children))
    return found


def _children(node: Node) -> list[tuple[str | int, Node]]:
    if isinstance(node, Sequence):
        return list(enumerate(node.items))
    assert isinstance(node, Mapping)
    if node.is_read_by_lines:  # its keys are no nodes unless they are asked for
        found = ((key, node.get(key)) for key in key_texts(node) if key not in SKIPPED)
        return [(key, value) for key, value in found if value is not None]
    return [
        (key.value, value)
        for key, value in merged_entries(node)
        if type(key) is Scalar and key.value not in SKIPPED
    ]


def single_container(root: Node | None) -> Path | None:
    """The path to the first mapping outside such lists that looks like a container: it has fields
    of a container alone, among them an image and what to run in it.
    """
    seen: set[int] = set()
    waiting: list[tuple[Path, Node | None]] = [((), root)]
    while waiting:
        path, reached = waiting.pop()
        node = followed(reached)
        if node is None or type(node) is Scalar or id(node) in seen or (path and _is_object(node)):
            continue
        seen.add(id(node))
        if _is_container(node) and _has_image(node) and _runs(node):
            return path
        waiting.extend(((*path, key), child) for key, child in reversed(_children(node)))
    return None


def _runs(node: Node) -> bool:
    return isinstance(node, Mapping) and not _WHAT_RUNS.isdisjoint(key_texts(node))


def _is_object(node: Node) -> bool:
    """Whether a mapping is a manifest: one with an apiVersion and a kind."""
    return isinstance(node, Mapping) and None not in (node.get("apiVersion"), node.get("kind"))


def _container_lists(values: dict[str | int, Node]) -> dict[str, Sequence]:
    return {
        key: members
        for key in LIST_KEYS
        if isinstance(members := followed(values.get(key)), Sequence)
        and members.items
        and all(map(_is_container, members.items))
    }


def _is_container(member: Node) -> bool:
    node = followed(member)
    if not isinstance(node, Mapping):
        return False
    fields = key_texts(node)
    if not CONTAINER_FIELDS.issuperset(fields) or not ("name" in fields or "image" in fields):
        return False
    texts = (find(node, key) for key in ("name", "image") if key in fields)
    return all(map(_may_be_name, texts)) and _may_be_env(find(node, "env"))


def _may_be_name(node: Node | None) -> bool:
    """Whether it is a text, and not a pattern for names of others."""
    if type(node) is not Scalar:
        return False
    name = node.value
    if "{" in name or "$" in name:
        name = _FILLED_IN.sub("", name)
    if name.startswith("!") or name.endswith("$"):
        return False
    return not any(map(name.__contains__, _OF_PATTERNS))


def _may_be_env(node: Node | None) -> bool:
    return node is None or isinstance(node, Sequence) or is_null(node)


def _has_image(member: Node) -> bool:
    node = followed(member)
    image = find(node, "image") if isinstance(node, Mapping) else None
    return type(image) is Scalar and not is_null(image) and image.value != ""


def pods_in(
    resource: Resource, keys: tuple[str, ...], forbidden: frozenset[str], found: str
) -> list[Pod]:
    """The pods of an object that have containers in lists under the keys; the paths that are
    `forbidden` lead to none. `found` is what they are to say of how they were found.
    """
    pods = [_as_pod(each, resource, keys, forbidden) for each in find_pods(resource.root)]
    for pod in pods:
        pod.found = found
    return [pod for pod in pods if pod.containers]


def _as_pod(
    found: FoundPod, resource: Resource, keys: tuple[str, ...], forbidden: frozenset[str]
) -> Pod:
    way: list[Mapping] = []
    node: Node | None = resource.root
    for step in found.path:
        if isinstance(step, int):
            items = sequence(node)
            node = items.items[step] if items is not None else None
        elif (owner := mapping(node)) is not None:
            way.append(owner)
            node = find(owner, step)
    steps = (*resource.steps, *found.path)
    pattern = "/".join("*" if isinstance(step, int) else step for step in found.path)
    containers = [
        Container(container, (*steps, key, index), found.node, key)
        for key in keys
        if key in found.lists and f"{pattern}/{key}".lstrip("/") not in forbidden
        for index, member in enumerate(found.lists[key].items)
        if (container := mapping(member)) is not None
    ]
    return Pod(found.node, steps, containers, (found.node, *reversed(way)))


def key_texts(node: Mapping) -> list[str]:
    """The keys of a mapping, those among them that are merged into it; "" for a key that is no
    scalar.
    """
    if not node.merges:
        return node.keys()
    return [key.value if type(key) is Scalar else "" for key, _ in merged_entries(node)]
