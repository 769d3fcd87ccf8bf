"""Variables that are meant to differ: those of `exceptions`, and those that authors name.

The annotation `krm-fn.dev/set-proxy-env-exceptions` on the pod template or the workload holds names
of variables, separated by commas, each for all containers or, as CONTAINER/VARIABLE, for one.
Either spelling of a proxy variable stands for both.
"""

from __future__ import annotations

from krm_fn.workloads.resource import text_pairs
from krm_fn.workloads.selectors import Selectors, glob
from krm_fn.yaml.nodes import find, mapping

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

    from krm_fn.workloads.built_in import Container, Pod
    from krm_fn.workloads.resource import Resource
    from krm_fn.workloads.selectors import Test

ANNOTATION = "krm-fn.dev/set-proxy-env-exceptions"


class Row:
    """One exception, with its `index` in the configuration. Of `selectors`, `containers` and
    `variables` (in lower case) what is not given, None or empty, holds for all.
    """

    __slots__ = ("containers", "index", "selectors", "variables")

    def __init__(
        self,
        variables: Iterable[str],
        containers: Iterable[Test] = (),
        selectors: Selectors | None = None,
        index: int = 0,
    ) -> None:
        self.index = index
        self.variables = frozenset(each.lower() for each in variables)
        self.containers = list(containers)
        self.selectors = selectors

    def holds_for(self, container: Container) -> bool:
        """Whether it is for a container."""
        return not self.containers or any(test(container.name) for test in self.containers)

    def names(self, variable: str) -> bool:
        """Whether it is for a variable, whose name is in lower case."""
        return not self.variables or variable in self.variables


def configured(exceptions: Iterable[dict[str, Any]]) -> list[Row]:
    """The exceptions of a configuration."""
    return [
        Row(
            each.get("variables", ()),
            map(glob, each.get("containers", ())),
            Selectors([each["selector"]]) if each.get("selector") else None,
            index,
        )
        for index, each in enumerate(exceptions)
    ]


def annotated(pod: Pod) -> list[Row]:
    """The exceptions that the author of a pod has named."""
    rows = []
    for node in pod.way:
        annotations = text_pairs(find(mapping(find(node, "metadata")), "annotations"))
        for part in annotations.get(ANNOTATION, "").split(","):
            container, slash, name = part.strip().rpartition("/")
            if name:
                rows.append(Row([name], [container.__eq__] if slash else ()))
    return rows


def unknown(rows: Iterable[Row], known: Iterable[str]) -> list[str]:
    """What rows name that is no variable of the proxies, nor one of `known`, in their order."""
    proxies = {"http_proxy", "https_proxy", "no_proxy", "all_proxy"}
    return sorted(set().union(*(row.variables for row in rows)) - proxies - {*known})


def holding(rows: Iterable[Row], resource: Resource) -> list[Row]:
    """Those of the exceptions that are for an object."""
    return [row for row in rows if row.selectors is None or row.selectors.match(resource)]
