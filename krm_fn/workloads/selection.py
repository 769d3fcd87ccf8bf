"""Which objects and which of their containers are set, by what the configuration says.

Selectors are those of kpt's Kptfile: {apiVersion, kind, name, namespace, labels, annotations}; all
that is given of one must match, and any one of a list is enough. kind, name, namespace and the
names of containers may be globs (`*`, `?`, `[abc]`), in which upper and lower case differ.
"""

from __future__ import annotations

from krm_fn.workloads.built_in import EPHEMERAL, FIELD, INIT
from krm_fn.workloads.resource import text_pairs
from krm_fn.yaml.nodes import find, mapping

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from krm_fn.config.function_config import Configuration
    from krm_fn.workloads.built_in import Container
    from krm_fn.workloads.resource import Resource

MESH_CONTAINERS = frozenset(
    ("istio-proxy", "istio-init", "istio-validation", "linkerd-proxy", "linkerd-init")
)
"""The containers of service meshes' sidecars, which must not reach their control plane through a
proxy. They are left alone unless `containers.include` has their names."""

_GLOBBED = ("kind", "name", "namespace")


class Selection:
    """What a configuration's `selectors`, `exclude` and `containers` say."""

    __slots__ = ("ephemeral", "exclude", "excluded", "included", "init", "selectors")

    def __init__(self, configuration: Configuration) -> None:
        self.selectors = configuration.selectors
        self.exclude = configuration.exclude
        self.included: list[str] = configuration.containers.get("include", [])
        self.excluded: list[str] = configuration.containers.get("exclude", [])
        self.init = configuration.container_role(INIT)
        self.ephemeral = configuration.container_role(EPHEMERAL)

    @property
    def literals(self) -> list[tuple[str, str]]:
        """The names of containers that aren't globs, each with the field that has it."""
        fields = (("include", self.included), ("exclude", self.excluded))
        return [(field, name) for field, names in fields for name in names if not _is_glob(name)]

    def selects(self, resource: Resource) -> bool:
        """Whether an object is one to set."""
        if self.selectors and not any(_matches(one, resource) for one in self.selectors):
            return False
        return not any(_matches(one, resource) for one in self.exclude)

    def takes(self, container: Container) -> bool:
        """Whether a container is one to set; an operator's own env field always is."""
        if container.role == FIELD:
            return True
        if (container.role == INIT and not self.init) or (
            container.role == EPHEMERAL and not self.ephemeral
        ):
            return False
        name = container.name
        if name in MESH_CONTAINERS and name not in self.included:
            return False
        if self.included and not any(_glob_matches(one, name) for one in self.included):
            return False
        return not any(_glob_matches(one, name) for one in self.excluded)


def _matches(selector: dict[str, Any], resource: Resource) -> bool:
    wanted = selector.get("apiVersion")
    if wanted and wanted != resource.api_version:
        return False
    for field in _GLOBBED:
        glob = selector.get(field)
        if glob and not _glob_matches(glob, getattr(resource, field)):
            return False
    annotations = selector.get("annotations") or {}
    labels = selector.get("labels") or {}
    return annotations.items() <= resource.annotations.items() and (
        not labels or labels.items() <= labels_of(resource).items()
    )


def labels_of(resource: Resource) -> dict[str, str]:
    """An object's own labels."""
    return text_pairs(find(mapping(find(resource.root, "metadata")), "labels"))


def _is_glob(text: str) -> bool:
    return any(character in text for character in "*?[")


def _glob_matches(glob: str, text: str) -> bool:
    if not _is_glob(glob):
        return glob == text
    from fnmatch import fnmatchcase

    return fnmatchcase(text, glob)
