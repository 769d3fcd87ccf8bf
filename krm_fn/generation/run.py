"""One run: the configuration read, the resources planned, compared with the list, and checked."""

from __future__ import annotations

from krm_fn.checks.mesh import check, judged
from krm_fn.config.transparent import read
from krm_fn.errors import Malformed, Refused
from krm_fn.generation.owned import differences
from krm_fn.generation.plan import planned
from krm_fn.mesh.generated import generated
from krm_fn.mesh.objects import maker
from krm_fn.results import has_error, result
from krm_fn.workloads.inventory import Inventory

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from krm_fn.generation.owned import Counts
    from krm_fn.mesh.objects import Generated
    from krm_fn.results import Result
    from krm_fn.wire.changes import Changes
    from krm_fn.wire.item import Item


class Generation:
    """What a run found out: the changes of the list, the warnings, and the infos with the summary
    before them.
    """

    __slots__ = ("changes", "infos", "warnings")

    def __init__(self, changes: Changes, warnings: list[Result], infos: list[Result]) -> None:
        self.changes = changes
        self.warnings = warnings
        self.infos = infos


def generate(
    data: bytes, items: list[Item], config: dict[str, Any], with_paths: bool
) -> Generation:
    """What a TransparentProxy does to a list. Raises Refused, and Malformed for an item that can't
    be read.
    """
    configuration, told = read(config)
    _check_items(data, items)
    inventory = Inventory(data, items)
    wanted: list[Generated] = []
    if not configuration.removes:
        proxying, more = planned(configuration, inventory)
        wanted = generated(proxying)
        told += more + check(configuration, proxying, inventory)
    infos = [each for each in told if each["severity"] == "info"]
    others = [each for each in told if each["severity"] != "info"]
    warnings = judged(others, configuration["checks"] or {})
    if has_error(warnings):
        raise Refused(warnings)
    changes, counts = differences(
        inventory, maker("TransparentProxy", configuration.name), wanted, with_paths
    )
    if configuration["credentials"]:
        from krm_fn.generation.sidecar_env import sidecar_env

        changes.edits, more = sidecar_env(configuration, inventory)
        infos += more
    return Generation(changes, warnings, [_summary(counts), *infos])


def _check_items(data: bytes, items: list[Item]) -> None:
    """Raise Malformed unless every item is well-formed, also those that nobody looks into."""
    for item in items:
        try:
            item.check(data)
        except Malformed as error:
            raise item.located(error, data) from None


def _summary(counts: Counts) -> Result:
    message = (
        f"transparent proxying by {counts.added + counts.changed + counts.unchanged} resources: "
        f"{counts.added} added, {counts.changed} changed, {counts.unchanged} unchanged, "
        f"{counts.removed} removed"
    )
    return result("info", message, tags={"rule": "summary"})
