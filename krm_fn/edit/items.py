"""All items of a wire: what holds no pods is checked and copied, the rest is edited."""

from __future__ import annotations

from krm_fn.edit.edited import Edited
from krm_fn.edit.parallel import in_parts
from krm_fn.edit.part import Part
from krm_fn.edit.task import Task
from krm_fn.workloads.inventory import Inventory

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from krm_fn.config.function_config import Configuration
    from krm_fn.results import Result
    from krm_fn.wire.item import Item

LOOKED_INTO = 6
"""How much more an item costs that is edited than one that is only checked."""


def edit_items(
    data: bytes,
    items: list[Item],
    configuration: Configuration,
    render: Callable[[Result], bytes],
    warnings: Iterable[Result] = (),
) -> Edited:
    """Edit all items; `warnings` are those about the configuration. Raises Malformed where an
    item can't be read, so that its text must be cut again with more care.
    """
    task = Task(configuration, Inventory(data, items))
    part = Part(data, items, task, render)
    weights = [
        (item.end - item.start) * (LOOKED_INTO if look else 1)
        for item, look in zip(items, part.looked_into, strict=True)
    ]
    edited = Edited()
    edited.tell(task.judged([*warnings, *task.found()]))
    for parts in in_parts(part.work, weights):
        edited.add(parts)
    if edited.anchors:
        from krm_fn.edit import foreign_aliases

        edited.errors += foreign_aliases.errors(data, items, edited.anchors)
    edited.tell(task.judged(task.warnings(edited.seen)))
    infos = task.infos(edited.seen)
    if not edited.counts.workloads:
        edited.notes = infos
        return edited
    for info in infos:
        edited.inform(render(info))
    return edited
