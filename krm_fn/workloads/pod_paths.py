"""The user's own paths to containers, in kustomize's FieldSpec form.

`{group, version, kind, path}`: an empty part matches any; a path's parts are separated by `/`, `\\/`
is a `/` in a key, `[]` after a key says that it holds a list (lists are gone through without it
too), and `*` is every value of a map. What a path leads to is recognised there: a pod template, a
pod spec, a list of containers, one container, or an env field in one of the known shapes.
"""

from __future__ import annotations

from krm_fn import late_re as re
from krm_fn.workloads.known_paths import KnownPaths, Spot
from krm_fn.yaml.edit import is_empty
from krm_fn.yaml.nodes import Mapping, Scalar, Sequence, find, followed, is_null, mapping, text_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from krm_fn.workloads.built_in import Pod
    from krm_fn.workloads.resource import Resource, Steps

FOUND = "podPaths"

_LISTS = ("containers", "initContainers", "ephemeralContainers")
_VARIABLE = frozenset(("name", "value", "valueFrom"))
_CONTAINER = frozenset(("args", "command", "env", "envFrom", "image", "name", "resources"))


class PodPath:
    """One of the configured paths."""

    __slots__ = ("group", "keys", "kind", "path", "version")

    def __init__(self, given: dict[str, str]) -> None:
        self.group = given.get("group", "")
        self.version = given.get("version", "")
        self.kind = given.get("kind", "")
        self.path = given["path"]
        self.keys = keys_of(self.path)

    def fits(self, group: str, version: str, kind: str) -> bool:
        """Whether the path is meant for a kind."""
        return (
            self.group in ("", group) and self.version in ("", version) and self.kind in ("", kind)
        )


def keys_of(path: str) -> list[str]:
    """A path's keys: `spec/jobs[]/template` gives spec, jobs, template."""
    parts = re.findall(r"(?:\\.|[^/\\])+", path)
    return [re.sub(r"\\(.)", r"\1", part.removesuffix("[]")) for part in parts if part != "[]"]


def written(steps: Steps) -> str:
    """A path to what is at some steps, as `podPaths` has it."""
    parts = ("[]" if isinstance(step, int) else "/" + step.replace("/", r"\/") for step in steps)
    return "".join(parts).removeprefix("/")


def find_pods(resource: Resource, paths: list[PodPath], ephemeral: bool) -> list[Pod]:
    """The pods that the paths, which are meant for an object's kind, lead to in it."""
    walk = KnownPaths(FOUND, ephemeral, lambda _version, _kind: ())
    for path in paths:
        collect(walk, resource, path)
    for pod in walk.pods:
        pod.whole = False
    return walk.pods


def leads_somewhere(resource: Resource, path: PodPath) -> bool:
    """Whether a path leads to something that can be set in an object."""
    walk = KnownPaths(FOUND, True, lambda _version, _kind: ())
    collect(walk, resource, path)
    return bool(walk.pods)


def collect(walk: KnownPaths, resource: Resource, path: PodPath) -> None:
    """Collect what one path leads to."""
    *way, last = path.keys
    for owner in _follow(Spot.of(resource), way):
        target = owner.under(last) if last != "*" else None
        spots = [target] if target is not None else list(owner.members()) if last == "*" else []
        for spot in spots:
            shape = _shape_of(spot, last)
            if shape is not None:
                walk.collect(spot, shape)
        field = _field_shape(target, last)
        if field is not None and last != "*":
            walk.field(owner, last, field)


def _follow(spot: Spot, keys: list[str]) -> Iterator[Spot]:
    """The mappings that keys lead to; every element of a list on the way is followed."""
    if isinstance(spot.node, Sequence):
        for member in spot.members():
            yield from _follow(member, keys)
    elif not keys:
        yield spot
    elif keys[0] == "*":
        for member in spot.members():
            yield from _follow(member, keys[1:])
    elif (under := spot.under(keys[0])) is not None:
        yield from _follow(under, keys[1:])


def _shape_of(spot: Spot, key: str) -> str | None:
    """What stands at a spot, unless it is an env field."""
    node = spot.node
    if isinstance(node, Sequence) and node.items and _field_shape(spot, key) is None:
        members = [mapping(item) for item in node.items]
        return "ContainerList" if all(map(_is_container, members)) else None
    if not isinstance(node, Mapping):
        return None
    spec = mapping(find(node, "spec"))
    if spec is not None and any(find(spec, name) is not None for name in _LISTS):
        return "PodTemplateSpec"
    if any(isinstance(followed(find(node, name)), Sequence) for name in _LISTS):
        return "PodSpec"
    return "Container" if _is_container(node) and not _says_env(key) else None


def _is_container(node: Mapping | None) -> bool:
    if node is None:
        return False
    return any(text_of(key) in _CONTAINER for key, _ in node.entries)


def _says_env(key: str) -> bool:
    return "env" in key.lower()


def _field_shape(spot: Spot | None, key: str) -> str | None:
    """The shape of an env field; None for what is none. A field that isn't there, or is empty, is
    one by its name."""
    node = spot.node if spot is not None else None
    if node is None or (type(node) is Scalar and is_null(node)):
        return "EnvVarList" if _says_env(key) else None
    if is_empty(node):
        empty = "EnvMap" if isinstance(node, Mapping) else "EnvVarList"
        return empty if _says_env(key) else None
    if isinstance(node, Mapping):
        literals = all(type(followed(value)) is Scalar for _, value in node.entries)
        return "EnvMap" if _says_env(key) and literals else None
    if not isinstance(node, Sequence):
        return None
    if all(_is_assignment(text_of(item)) for item in node.items):
        return "StringList" if _says_env(key) else None
    members = [mapping(item) for item in node.items]
    return "EnvVarList" if all(_is_variable(one, _says_env(key)) for one in members) else None


def _is_assignment(text: str | None) -> bool:
    return text is not None and "=" in text


def _is_variable(node: Mapping | None, by_name: bool) -> bool:
    """Whether a list's member is a variable; one with a name alone only where the list says so."""
    if node is None:
        return False
    keys = {text_of(key) for key, _ in node.entries}
    return "name" in keys and keys <= _VARIABLE and (by_name or len(keys) > 1)
