"""All items of a wire: what holds no pods is checked and copied, the rest is edited."""

from __future__ import annotations

from krm_fn.edit.edited import Edited
from krm_fn.edit.parallel import in_parts
from krm_fn.edit.part import Part
from krm_fn.edit.task import Task
from krm_fn.errors import Malformed
from krm_fn.workloads.inventory import Inventory
from krm_fn.workloads.resource import is_list_kind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from krm_fn.config.function_config import Configuration
    from krm_fn.results import Result
    from krm_fn.wire.item import Item

LOOKED_INTO = 6
"""How much more an item costs that is edited than one that is only checked."""
MOST_TELLING = 100_000
"""How much one may cost for which all processes wait."""


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
    if any(is_list_kind(item.kind) for item in items):
        from krm_fn.workloads.list_members import members_apart

        members = members_apart(data, items)
        if any(item.steps for item in members):
            try:
                return _edited(data, items, members, configuration, render, warnings)
            except Malformed:
                pass  # a List is told of as a whole, should it not be well-formed
    return _edited(data, items, items, configuration, render, warnings)


def _edited(
    data: bytes,
    items: list[Item],
    apart: list[Item],
    configuration: Configuration,
    render: Callable[[Result], bytes],
    warnings: Iterable[Result],
) -> Edited:
    """Edit the items, which may be cut `apart` further."""
    task = Task(configuration, Inventory(data, apart, are_checked=True))
    part = Part(data, apart, task, render)
    weights = [
        (item.end - item.start) * (LOOKED_INTO if look else 1)
        for item, look in zip(apart, part.looked_into, strict=True)
    ]
    edited = Edited()
    edited.tell(task.judged([*warnings, *task.found()]))
    for parts in in_parts(part.work, weights, telling=_telling(part, weights)):
        edited.add(parts)
    if edited.anchors:
        from krm_fn.edit import foreign_aliases

        edited.errors += foreign_aliases.errors(data, items, edited.anchors, edited.errors)
    edited.tell(task.judged(task.warnings(edited.seen)))
    infos = task.infos(edited.seen)
    if not edited.counts.workloads:
        edited.notes = infos
        return edited
    for info in infos:
        edited.inform(render(info))
    return edited


def _telling(part: Part, weights: list[int]) -> int | None:
    """The first item that is edited, and is small: what is known after it serves the others."""
    edited = zip(part.looked_into, weights, strict=True)
    return next(
        (n for n, (look, weight) in enumerate(edited) if look and weight <= MOST_TELLING), None
    )
