"""All items of a wire: what holds no pods is checked and copied, the rest is edited."""

from __future__ import annotations

from krm_fn.compose import check_syntax
from krm_fn.document import JSON, MEMBER
from krm_fn.errors import Malformed
from krm_fn.nodes import Mapping, mapping
from krm_fn.parallel import in_parts
from krm_fn.results import result
from krm_fn.sharing import anchors_around, foreign_aliases
from krm_fn.splice import spliced
from krm_fn.workload_edit import Counts, Task, edit_item
from krm_fn.workloads import described, may_hold_pods

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from krm_fn.document import Item
    from krm_fn.function_config import Configuration
    from krm_fn.nodes import Node
    from krm_fn.resource_list import ByteSplice
    from krm_fn.results import Result
    from krm_fn.splice import Splice

LOOKED_INTO = 6
"""How much more an item costs that is edited than one that is only checked."""


class Edited:
    """What came of all items: splices of the data, results, and counts.

    `infos` are rendered already, since there is one for each changed workload.
    """

    __slots__ = ("anchors", "counts", "errors", "infos", "splices", "warnings")

    def __init__(self) -> None:
        self.splices: list[ByteSplice] = []
        self.errors: list[Result] = []
        self.warnings: list[Result] = []
        self.infos: list[str] = []
        self.counts = Counts()
        self.anchors: list[tuple[int, str]] = []

    def parts(self) -> tuple[Any, ...]:
        """What marshal can send to another process."""
        values = self.counts.values()
        return self.splices, self.errors, self.warnings, self.infos, self.anchors, values

    def add(self, parts: tuple[Any, ...]) -> None:
        """Add what another process sent."""
        splices, errors, warnings, infos, anchors, values = parts
        self.splices += splices
        self.errors += errors
        self.warnings += warnings
        self.infos += infos
        self.anchors += anchors
        self.counts.add(Counts(*values))

    def summary(self) -> Result:
        """One info that says what the run did, also when it changed nothing."""
        counts = self.counts
        message = (
            f"set proxy variables in {counts.changed} of {counts.workloads} workloads: "
            f"{counts.added} added, {counts.updated} updated, {counts.kept} kept, "
            f"{counts.removed} removed"
        )
        return result("info", message, tags={"rule": "summary"})


def edit_items(
    data: bytes,
    items: list[Item],
    configuration: Configuration,
    render: Callable[[Result], str],
) -> Edited:
    """Edit all items. Raises Malformed where one can't be read, so that its text must be cut
    again with more care.
    """
    looked_into = [_is_looked_into(item) for item in items]
    part = _Part(data, items, looked_into, Task(configuration), render)
    weights = [
        (item.end - item.start) * (LOOKED_INTO if look else 1)
        for item, look in zip(items, looked_into, strict=True)
    ]
    edited = Edited()
    for parts in in_parts(part.work, weights):
        edited.add(parts)
    for index, anchor in edited.anchors:
        edited.errors += foreign_aliases(data, items, index, anchor)
    return edited


def _is_looked_into(item: Item) -> bool:
    return not item.kind or may_hold_pods(item.api_version, item.kind)


class _Part:
    """A contiguous part of the items, for one process."""

    __slots__ = ("data", "items", "looked_into", "render", "task", "texts")

    def __init__(
        self,
        data: bytes,
        items: list[Item],
        looked_into: list[bool],
        task: Task,
        render: Callable[[Result], str],
    ) -> None:
        self.data = data
        self.items = items
        self.looked_into = looked_into
        self.task = task
        self.render = render
        self.texts: dict[str, bytes] = {}

    def work(self, first: int, stop: int) -> tuple[Any, ...]:
        """Check or edit the items from `first` until before `stop`."""
        edited = Edited()
        for index in range(first, stop):
            if self.looked_into[index]:
                self._edit(index, edited)
            else:
                self.items[index].check(self.data)
        return edited.parts()

    def _edit(self, index: int, edited: Edited) -> None:
        item = self.items[index]
        text = item.text(self.data)
        root = item.root(text)
        if mapping(root) is None:
            self._refuse(index, root, edited)
            return
        outcome = edit_item(text, root, item.root, self.task, item.form == JSON)
        for made in outcome.results:
            if made["severity"] == "info":
                edited.infos.append(self.render(made))
            else:
                (edited.errors if made["severity"] == "error" else edited.warnings).append(made)
        edited.counts.add(outcome.counts)
        if outcome.splices:
            self._splice(item, text, outcome.splices, edited)
            if "&" in text:
                names = anchors_around(root, outcome.splices)
                edited.anchors += [(index, name) for name in names]

    def _splice(self, item: Item, text: str, splices: list[Splice], edited: Edited) -> None:
        """Add an item's splices, once the item that they make has been parsed again."""
        changed = spliced(text, splices)
        if item.form == JSON:
            item.root(changed)
        else:
            check_syntax(changed.encode())
        for start, end, replacement in splices:
            if text.isascii():
                first, stop = item.start + start, item.start + end
            else:
                first = item.start + len(text[:start].encode())
                stop = first + len(text[start:end].encode())
            edited.splices.append((first, stop, self._bytes(replacement)))

    def _bytes(self, text: str) -> bytes:
        """The text as bytes, the same object for the same text: most replacements are alike."""
        known = self.texts.get(text)
        if known is None:
            known = self.texts[text] = text.encode()
        return known

    def _refuse(self, index: int, root: Node | None, edited: Edited) -> None:
        """An item that is no object: an error in a ResourceList, an empty document elsewhere."""
        if self.items[index].form == "document" and described(root) == "null":
            return
        message = f"`items[{index}]` must be a Kubernetes object, got {described(root)}"
        edited.errors.append(result("error", message, tags={"rule": "shape"}))
