"""What is told of ConfigMaps whose texts make pods, where no variables are set in them.

Imported only for a list that has the name of one of the keys.
"""

from __future__ import annotations

from krm_fn.results import result
from krm_fn.workloads import config_maps
from krm_fn.workloads.finders import TEXT

TYPE_CHECKING = False
if TYPE_CHECKING:
    from krm_fn.results import Result
    from krm_fn.workloads.config_maps import Row
    from krm_fn.workloads.finders import Finder
    from krm_fn.workloads.resource import Resource


def infos(finder: Finder) -> list[Result]:
    """One info for each text of a ConfigMap that makes pods and has no place to set."""
    made = []
    for each in finder.inventory.resources("ConfigMap", ""):
        reached = _reached(each, finder)
        for key, row in config_maps.texts(each):
            if key not in reached:
                field = f"data[{key}]"
                message = f"`{field}` makes pods of {row.program}, and is not covered: "
                message += _remedy(row, TEXT in finder.classes)
                ref, file, tags = each.ref(), each.file(), {"rule": "config-map"}
                made.append(
                    result("info", message, resource=ref, field=field, file=file, tags=tags)
                )
    return made


def _remedy(row: Row, wanted: bool) -> str:
    if not row.shape:
        return f"write the variables there, in {row.where}"
    if wanted:
        return f"it must be one YAML or JSON document with a place for {row.where}"
    return f"write `customResources.configMaps: true` to have variables set there, in {row.where}"


def _reached(resource: Resource, finder: Finder) -> set[object]:
    """The keys of the texts in which there is a place for variables."""
    at = len(resource.steps) + 1
    pods = finder.pods(resource) if TEXT in finder.classes else []
    return {pod.steps[at] for pod in pods if len(pod.steps) > at}
