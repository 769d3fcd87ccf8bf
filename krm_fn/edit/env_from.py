"""Variables that a container gets by `envFrom` from a ConfigMap or a Secret of the list.

Each key of the object's data is a variable, with the `prefix` before its name; of several sources
the later one counts, and an entry of `env` counts more than all. The kubelet doesn't resolve
references in such values: as an entry's literal each `$` would have to be doubled. What a Secret
has is known by its keys alone: its values are never read.
"""

from __future__ import annotations

from krm_fn.environment.env_plan import EnvVar
from krm_fn.workloads.resource import DEFAULT_NAMESPACE, text_pairs
from krm_fn.yaml.nodes import find, mapping, sequence, text_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from krm_fn.workloads.built_in import Container
    from krm_fn.workloads.inventory import Inventory
    from krm_fn.workloads.resource import Resource
    from krm_fn.yaml.nodes import Mapping

_KINDS = {"configMapRef": ("ConfigMap", "configMapKeyRef"), "secretRef": ("Secret", "secretKeyRef")}
_INTERNAL = "internal.config.kubernetes.io/"
PREVIOUS_NAMES = f"{_INTERNAL}previousNames"
PREVIOUS_NAMESPACES = f"{_INTERNAL}previousNamespaces"
AFFIXES = (f"{_INTERNAL}prefixes", f"{_INTERNAL}suffixes")


class Source:
    """A member of an `envFrom`: the object's kind, and its name as the member has it; what of
    it is a variable, by its name: the literal, None in a Secret. `variables` is None where the
    object is not in the list.
    """

    __slots__ = ("key_ref", "kind", "name", "optional", "prefix", "variables")

    def __init__(self, kind: str, key_ref: str, name: str, prefix: str, optional: bool) -> None:
        self.kind = kind
        self.key_ref = key_ref
        self.name = name
        self.prefix = prefix
        self.optional = optional
        self.variables: dict[str, str | None] | None = None

    def value_from(self, variable: str) -> dict[str, object]:
        """The `valueFrom` that gives a variable."""
        reference: dict[str, object] = {
            "name": self.name,
            "key": variable.removeprefix(self.prefix),
        }
        if self.optional:
            reference["optional"] = True
        return {self.key_ref: reference}


class EnvFrom:
    """What the containers of a list get by `envFrom`."""

    __slots__ = ("_renamed", "inventory")

    def __init__(self, inventory: Inventory) -> None:
        self.inventory = inventory
        self._renamed: dict[str, dict[tuple[str, str], list[Resource]]] = {}

    def sources(self, container: Container, resource: Resource) -> list[Source]:
        """The members of a container's `envFrom`, in their order."""
        found = []
        members = sequence(find(container.node, "envFrom"))
        for member in map(mapping, members.items if members is not None else ()):
            for field, (kind, key_ref) in _KINDS.items():
                reference = mapping(find(member, field))
                name = text_of(find(reference, "name"))
                if name:
                    optional = text_of(find(reference, "optional")) == "true"
                    prefix = text_of(find(member, "prefix")) or ""
                    source = Source(kind, key_ref, name, prefix, optional)
                    each = self._object(kind, name, resource)
                    if each is not None:
                        source.variables = _variables(each.root, kind, prefix)
                    found.append(source)
        return found

    def _object(self, kind: str, name: str, resource: Resource) -> Resource | None:
        """The object of a name that pods of a resource can take variables from.

        While kustomize runs, it may have another name than the references to it, which get theirs
        at the end; it then has the names and namespaces of before in annotations.
        """
        exact = self.inventory.named(kind, "").get(_key(resource.namespace, name))
        if exact is not None:
            return exact
        if kind not in self._renamed:
            renamed = self._renamed[kind] = {}
            for each in self.inventory.resources(kind, ""):
                for key in dict.fromkeys(_previous(each)):
                    renamed.setdefault(key, []).append(each)
        spaces = [resource.namespace, *(space for space, _ in _previous(resource))]
        keys = dict.fromkeys(_key(space, name) for space in spaces)
        found = list(dict.fromkeys(one for key in keys for one in self._renamed[kind].get(key, ())))
        if len(found) > 1:
            own = [resource.annotation(affix) for affix in AFFIXES]
            found = [one for one in found if [one.annotation(each) for each in AFFIXES] == own]
        return found[0] if found else None


def _key(namespace: str, name: str) -> tuple[str, str]:
    return namespace or DEFAULT_NAMESPACE, name


def _previous(resource: Resource) -> list[tuple[str, str]]:
    """The namespaces and names that kustomize says an object had before."""
    names = resource.annotation(PREVIOUS_NAMES)
    if not names:
        return []
    listed = names.split(",")
    spaces = (resource.annotation(PREVIOUS_NAMESPACES) or "").split(",")
    spaces += [resource.namespace] * (len(listed) - len(spaces))
    return [_key(space, name) for space, name in zip(spaces, listed, strict=False)]


def _variables(root: Mapping, kind: str, prefix: str) -> dict[str, str | None]:
    if kind == "Secret":
        keys = [*text_pairs(find(root, "data")), *text_pairs(find(root, "stringData"))]
        return dict.fromkeys(prefix + key for key in keys)
    pairs = text_pairs(find(root, "data")).items()
    return {prefix + key: value.replace("$", "$$") for key, value in pairs}


def inherited(sources: list[Source], names: frozenset[str]) -> list[EnvVar]:
    """What sources give of the variables of these names (in lower case), in the order of their
    names; each with its value, None for a Secret's, and the `valueFrom` that gives the same.
    """
    found: dict[str, EnvVar] = {}
    for source in sources:
        for name, value in (source.variables or {}).items():
            if name.lower() in names:
                found[name] = EnvVar(name, value, source.value_from(name))
    return [found[name] for name in sorted(found)]


def may_define(sources: list[Source], name: str) -> bool:
    """Whether a variable comes by one of the sources, or may come by one that is not in the list."""
    return any(each.variables is None or name in each.variables for each in sources)
