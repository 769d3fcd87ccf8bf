"""Which objects and which of their containers are set, by what the configuration says."""

from __future__ import annotations

from krm_fn.workloads.built_in import EPHEMERAL, FIELD, INIT

TYPE_CHECKING = False
if TYPE_CHECKING:
    from krm_fn.config.function_config import Configuration
    from krm_fn.workloads.built_in import Container
    from krm_fn.workloads.resource import Resource
    from krm_fn.workloads.selectors import Selectors, Test

MESH_CONTAINERS = frozenset(
    ("istio-proxy", "istio-init", "istio-validation", "linkerd-proxy", "linkerd-init")
)
"""The containers of service meshes' sidecars, which must not reach their control plane through a
proxy. They are left alone unless `containers.include` has their names."""


class Selection:
    """What a configuration's `selectors`, `exclude` and `containers` say."""

    __slots__ = (
        "_excluded",
        "_included",
        "_tested",
        "ephemeral",
        "exclude",
        "included",
        "init",
        "literals",
        "selectors",
    )

    def __init__(self, configuration: Configuration) -> None:
        self.selectors: Selectors | None = None
        self.exclude: Selectors | None = None
        self.included: list[str] = configuration.containers.get("include", [])
        self._included: list[Test] = []
        self._excluded: list[Test] = []
        self._tested: dict[str, bool] = {}
        self.literals: list[tuple[str, str]] = []
        """The names of containers that aren't globs, each with the field that has it."""
        self.init = configuration.container_role(INIT)
        self.ephemeral = configuration.container_role(EPHEMERAL)
        if configuration.selectors:
            from krm_fn.workloads.selectors import Selectors

            self.selectors = Selectors(configuration.selectors)
        if configuration.exclude:
            from krm_fn.workloads.selectors import Selectors

            self.exclude = Selectors(configuration.exclude)
        excluded = configuration.containers.get("exclude", [])
        if self.included or excluded:
            from krm_fn.workloads.selectors import glob, is_glob

            self._included, self._excluded = [*map(glob, self.included)], [*map(glob, excluded)]
            fields = (("include", self.included), ("exclude", excluded))
            self.literals = [
                (field, name) for field, names in fields for name in names if not is_glob(name)
            ]

    def selects(self, resource: Resource) -> bool:
        """Whether an object is one to set."""
        matching, excluding = self.matching(resource)
        return bool(matching or self.selectors is None) and not excluding

    def matching(self, resource: Resource) -> tuple[list[int], list[int]]:
        """Which of the selectors match an object, and, of one that is selected, which exclude it."""
        matching = self.selectors.matching(resource) if self.selectors else []
        excluding = []
        if self.exclude is not None and (matching or self.selectors is None):
            excluding = self.exclude.matching(resource)
        return matching, excluding

    def takes(self, container: Container) -> bool:
        """Whether a container is one to set; an operator's own env field always is."""
        if container.role == FIELD:
            return True
        if (container.role == INIT and not self.init) or (
            container.role == EPHEMERAL and not self.ephemeral
        ):
            return False
        name = container.name
        if name not in self._tested:
            self._tested[name] = self._takes_name(name)
        return self._tested[name]

    def _takes_name(self, name: str) -> bool:
        if name in MESH_CONTAINERS and name not in self.included:
            return False
        if self._included and not any(test(name) for test in self._included):
            return False
        return not any(test(name) for test in self._excluded)
