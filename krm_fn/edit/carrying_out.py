"""What is planned in one text carried out: an item's own, or one inside it."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from krm_fn.edit.outcome import Planned, PlannedWorkload
    from krm_fn.yaml.edit import Editor
    from krm_fn.yaml.nodes import Node

    Read = Callable[[str], Node | None]


def edit_text(
    editor: Editor,
    root: Node,
    read: Read,
    planned: list[Planned],
    edits: Sequence[PlannedWorkload],
    shared: bool,
) -> None:
    """Edit what is planned in one text; `shared` says that it has aliases or merge keys."""
    planned = sorted(planned, key=_depth)
    if shared:
        from krm_fn.edit import sharing

        sharing.edit_planned(editor, root, read, planned, edits)
        return
    for one in planned:
        one.env.edit(editor, one.plan, one.emptied)


def _depth(one: Planned) -> int:
    """What stands further in comes first: it may end where what it stands in ends."""
    return -len(one.env.container.steps) - (one.env.node is not None)
