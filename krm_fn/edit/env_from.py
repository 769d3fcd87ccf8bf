"""Variables that a container gets by `envFrom` from a ConfigMap of the list.

Each key of the ConfigMap's data is a variable, with the `prefix` before its name; of several
sources the later one counts, and an entry of `env` counts more than all. The kubelet doesn't
resolve references in such values: as an entry's literal each `$` would have to be doubled.
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


def inherited(
    container: Container, resource: Resource, inventory: Inventory, names: frozenset[str]
) -> list[EnvVar]:
    """What a container inherits of the variables of these names (in lower case), in the order of
    their names; each with its value and the `valueFrom` that gives the same.
    """
    found: dict[str, EnvVar] = {}
    members = sequence(find(container.node, "envFrom"))
    for member in map(mapping, members.items if members is not None else ()):
        reference = mapping(find(member, "configMapRef"))
        name, prefix = text_of(find(reference, "name")), text_of(find(member, "prefix")) or ""
        config_map = _config_map(name, resource, inventory) if name else None
        if config_map is None:
            continue
        optional = text_of(find(reference, "optional")) == "true"
        for key, value in text_pairs(find(config_map, "data")).items():
            if (prefix + key).lower() in names:
                source: dict[str, object] = {"name": name, "key": key}
                if optional:
                    source["optional"] = True
                literal = value.replace("$", "$$")
                content = {"configMapKeyRef": source}
                found[prefix + key] = EnvVar(prefix + key, literal, content)
    return [found[name] for name in sorted(found)]


def _config_map(name: str, resource: Resource, inventory: Inventory) -> Mapping | None:
    """A ConfigMap of the list in the namespace of an object."""
    namespace = resource.namespace or DEFAULT_NAMESPACE
    found = inventory.named("ConfigMap", "").get((namespace, name))
    return found.root if found is not None else None
