"""Resources: the Kubernetes objects that an item holds, itself or as a List's members."""

from __future__ import annotations

from krm_fn.results import PATHS
from krm_fn.yaml.nodes import Mapping, find, mapping, merged_entries, sequence, text_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import TypeAlias

    from krm_fn.results import File, ResourceRef
    from krm_fn.wire.item import Item
    from krm_fn.yaml.nodes import Node

    Steps: TypeAlias = tuple[str | int, ...]

DEFAULT_NAMESPACE = "default"
RECORD = "krm-fn.dev/set-proxy-env-recorded"
"""The annotation in which configurations record what they set."""
LOCAL_CONFIG = "config.kubernetes.io/local-config"
INDEXES = ("internal.config.kubernetes.io/index", "config.kubernetes.io/index")
MAX_DIGITS = 9
"""How long an index may be; runtimes read it as an integer of 32 bits."""
MAX_LISTS = 8
"""How deep Lists may hold Lists."""


class Resource:
    """One object: what it is called, and its root node.

    `steps` lead from the item to it: none for the item itself, `("items", 0)` for a List's member.
    """

    __slots__ = (
        "_annotations",
        "api_version",
        "kind",
        "metadata",
        "name",
        "namespace",
        "root",
        "steps",
    )

    def __init__(self, root: Mapping, steps: Steps = (), api_version: str = "", kind: str = ""):
        self.root = root
        self.steps = steps
        self.api_version = root.text_under("apiVersion") or api_version
        self.kind = root.text_under("kind") or kind
        self.metadata = metadata = mapping(find(root, "metadata"))
        self._annotations = mapping(find(metadata, "annotations"))
        self.name = self.namespace = ""
        if metadata is not None:
            self.name = metadata.text_under("name") or ""
            self.namespace = metadata.text_under("namespace") or ""

    @property
    def annotations(self) -> dict[str, str]:
        """All annotations."""
        return text_pairs(self._annotations)

    def annotation(self, name: str) -> str | None:
        """One annotation; None where it is not there."""
        return None if self._annotations is None else self._annotations.text_under(name)

    @property
    def group(self) -> str:
        """The API group; "" is the core group."""
        return self.api_version.rpartition("/")[0]

    @property
    def version(self) -> str:
        """The API version within its group."""
        return self.api_version.rpartition("/")[2]

    @property
    def is_local(self) -> bool:
        """Whether the object is configuration for tools, which never reaches a cluster."""
        return self.annotation(LOCAL_CONFIG) == "true"

    @property
    def is_recorded(self) -> bool:
        """Whether some configuration has recorded what it set in the object."""
        return self.annotation(RECORD) is not None

    def ref(self) -> ResourceRef:
        """The object as a result's resourceRef; a part that it doesn't have is left out."""
        return ref_of(self.api_version, self.kind, self.name, self.namespace)

    def file(self) -> File | None:
        """The file that the annotations name, with the object's index in it."""
        path = next(filter(None, map(self.annotation, PATHS)), None)
        if path is None:
            return None
        return file_of(path, next(filter(None, map(self.annotation, INDEXES)), ""))


def ref_of(api_version: str, kind: str, name: str, namespace: str) -> ResourceRef:
    """A result's resourceRef; what is "" is left out."""
    parts: ResourceRef = {"apiVersion": api_version, "kind": kind, "name": name}
    if namespace:
        parts["namespace"] = namespace
    if api_version and kind and name:
        return parts
    return {key: value for key, value in parts.items() if value}  # type: ignore[return-value]


def file_of(path: str, index: str) -> File | None:
    """A result's file, of what annotations say; None where they name none."""
    if not path:
        return None
    is_number = index.isdecimal() and len(index) <= MAX_DIGITS
    return {"path": path, "index": int(index)} if is_number else {"path": path}


def path_text(steps: Steps) -> str:
    """Steps as a field path: `spec.template.spec.containers[0]`, `data[pod.yaml].spec`."""
    text = "".join(
        [f"[{step}]" if isinstance(step, int) or "." in step else f".{step}" for step in steps]
    )
    return text.removeprefix(".")


def text_pairs(node: Node | None) -> dict[str, str]:
    """A mapping of strings to strings, such as annotations, as a dict; else empty."""
    found = mapping(node)
    if found is None:
        return {}
    pairs = ((text_of(key), text_of(value)) for key, value in merged_entries(found))
    return {key: value for key, value in pairs if key is not None and value is not None}


def is_list_kind(kind: str) -> bool:
    """Whether objects of a kind hold others under `items`: `List`, `DeploymentList`, ..."""
    return kind.endswith("List")


def resources_in(root: Node | None, item: Item | None = None) -> Iterator[Resource]:
    """The objects that a root node holds: itself, or the members of a List, in their order; the
    `item` whose root it is may be a List's member.

    A member that lacks apiVersion or kind has the List's: a DeploymentList holds Deployments.
    """
    found = mapping(root)
    if found is None:
        return
    if item is None or not item.steps:
        yield from _unfolded(Resource(found), 0)
    else:
        yield from _unfolded(Resource(found, item.steps, item.api_version, item.kind), 1)


def _unfolded(resource: Resource, depth: int) -> Iterator[Resource]:
    members = sequence(find(resource.root, "items")) if is_list_kind(resource.kind) else None
    if members is None or depth > MAX_LISTS:
        yield resource
        return
    kind = resource.kind.removesuffix("List")
    for index, member in enumerate(members.items):
        root = mapping(member)
        if root is not None:
            steps = (*resource.steps, "items", index)
            api_version = resource.api_version if kind else ""
            yield from _unfolded(Resource(root, steps, api_version, kind), depth + 1)
