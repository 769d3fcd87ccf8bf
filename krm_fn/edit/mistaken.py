"""What authors wrote that leads to nothing: kinds that are no kinds, and words on Namespaces that
nobody reads. Imported only for a list that has such objects.
"""

from __future__ import annotations

from krm_fn.results import result
from krm_fn.shown import printable
from krm_fn.workloads import spelling, unread
from krm_fn.workloads.resource import resources_in

TYPE_CHECKING = False
if TYPE_CHECKING:
    from krm_fn.results import Result
    from krm_fn.workloads.finders import Finder
    from krm_fn.workloads.inventory import Inventory


def kinds(finder: Finder) -> list[Result]:
    """Warnings about kinds in the groups of workloads that are nearly one with pods."""
    made = []
    for (api_version, kind), item in finder.strange.items():
        meant = spelling.meant_workload(api_version, kind)
        if meant is None:
            continue
        for resource in resources_in(finder.inventory.read(item, item.root), item):
            problem = f'left alone: {printable(api_version)} has no kind "{printable(kind)}"'
            message = f'{problem}; did you mean "{meant}"?'
            ref, file, tags = resource.ref(), resource.file(), {"rule": "unknown-kind"}
            made.append(
                result("warning", message, resource=ref, field="kind", file=file, tags=tags)
            )
    return made


def namespaces(inventory: Inventory) -> list[Result]:
    """Warnings about labels and annotations of Namespaces that look like ours."""
    made = []
    for each in inventory.resources("Namespace", ""):
        for path, message in unread.found(each.root):
            ref, file, tags = each.ref(), each.file(), {"rule": "unread-opt-out"}
            made.append(result("warning", message, resource=ref, field=path, file=file, tags=tags))
    return made
