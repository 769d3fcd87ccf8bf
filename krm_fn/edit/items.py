"""All items of a wire: what holds no pods is checked and copied, the rest is edited."""

from __future__ import annotations

import sys

from krm_fn.edit.outcome import Counts, Outcome
from krm_fn.edit.parallel import in_parts
from krm_fn.edit.task import Task
from krm_fn.edit.workload import edit_item
from krm_fn.errors import Malformed
from krm_fn.wire.item import DOCUMENT, JSON, MEMBER
from krm_fn.wire.results import result
from krm_fn.workloads.built_in import described
from krm_fn.workloads.inventory import Inventory
from krm_fn.yaml import block_text
from krm_fn.yaml.compose import check_shallow, check_syntax, decoded
from krm_fn.yaml.nodes import ends_in_block_scalar, mapping
from krm_fn.yaml.splice import spliced, spliced_bytes

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import Any

    from krm_fn.config.function_config import Configuration
    from krm_fn.edit.usual_edit import UsualEdit, UsualEdits
    from krm_fn.edit.whole_run import Seen
    from krm_fn.wire.item import Item
    from krm_fn.wire.results import Result
    from krm_fn.yaml.nodes import Node
    from krm_fn.yaml.splice import ByteSplice, Splice

LOOKED_INTO = 6
"""How much more an item costs that is edited than one that is only checked."""

USUAL_FROM = 100_000
"""From how many bytes on workloads are edited as most are written: the patterns for that take
some milliseconds to compile, as long as some thirty workloads take without them."""
HAS_POSSESSIVE = (3, 11, 5)
"""The first Python whose possessive quantifiers match what they should (gh-106052)."""
PIECE = 1 << 16
CHECKED_AT_ONCE = 16
"""How many edited items are parsed in one go: for each a parser would take as long to be made and
to get warm as it takes for a tenth of an item."""


class Edited:
    """What came of all items: splices of the data, results, and counts.

    `infos` are rendered already, since there is one for each changed workload.
    """

    __slots__ = ("anchors", "counts", "errors", "infos", "seen", "splices", "warnings")

    def __init__(self) -> None:
        self.splices: list[ByteSplice] = []
        self.errors: list[Result] = []
        self.warnings: list[Result] = []
        self.infos: list[bytearray | bytes] = []
        self.counts = Counts()
        self.anchors: list[tuple[int, str]] = []
        self.seen: Seen = set()

    def inform(self, info: bytes) -> None:
        """Add a rendered info; they are kept in pieces of a size that is cheap to hand on."""
        last = self.infos[-1] if self.infos else b""
        if isinstance(last, bytearray) and len(last) < PIECE:
            last += info
        else:
            self.infos.append(bytearray(info))

    def parts(self) -> tuple[Any, ...]:
        """What marshal can send to another process."""
        values = self.counts.values()
        lists = self.splices, self.errors, self.warnings, self.infos, self.anchors
        return *lists, self.seen, values

    def add(self, parts: tuple[Any, ...]) -> None:
        """Add what another process sent."""
        splices, errors, warnings, infos, anchors, seen, values = parts
        self.splices += splices
        self.errors += errors
        self.warnings += warnings
        self.infos += infos
        self.anchors += anchors
        self.seen |= seen
        self.counts.add(Counts(*values))

    def tell(self, results: Iterable[Result]) -> None:
        """Add errors and warnings."""
        for made in results:
            (self.errors if made["severity"] == "error" else self.warnings).append(made)

    def summary(self) -> Result:
        """One info that says what the run did, also when it changed nothing."""
        return result("info", summary_of(self.counts), tags={"rule": "summary"})


def summary_of(counts: Counts, where: str = "") -> str:
    """A run's counts as one sentence; `where` says what the workloads are in."""
    return (
        f"set proxy variables in {counts.changed} of {counts.workloads} workloads{where}: "
        f"{counts.added} added, {counts.updated} updated, {counts.kept} kept, "
        f"{counts.removed} removed"
    )


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
    for index, anchor in edited.anchors:
        from krm_fn.edit.sharing import foreign_aliases

        edited.errors += foreign_aliases(data, items, index, anchor)
    edited.tell(task.judged(task.warnings(edited.seen)))
    for info in task.infos(edited.seen):
        edited.inform(render(info))
    return edited


def _must_end() -> Result:
    message = (
        "the input must end with a line end, since its last value is a block scalar and variables "
        "must follow it; add a line end"
    )
    return result("error", message, tags={"rule": "shape"})


def _shares(root: Node) -> bool:
    from krm_fn.edit.sharing import shares

    return shares(root)


class Part:
    """The work on contiguous parts of the items, for one process."""

    __slots__ = ("data", "items", "looked_into", "render", "task", "texts", "unchecked", "usual")

    def __init__(
        self,
        data: bytes,
        items: list[Item],
        task: Task,
        render: Callable[[Result], bytes],
    ) -> None:
        self.data = data
        self.items = items
        self.looked_into = [task.finder.may_hold(item) for item in items]
        self.task = task
        self.render = render
        self.texts: dict[str, bytes] = {}
        self.unchecked: list[tuple[Item, bytes]] = []
        self.usual: UsualEdits | None = None
        if len(data) >= USUAL_FROM and sys.version_info >= HAS_POSSESSIVE:
            from krm_fn.edit.usual_edit import UsualEdits

            self.usual = UsualEdits(data, task, render)

    def work(self, first: int, stop: int) -> tuple[Any, ...]:
        """What another process can send of `edited`."""
        return self.edited(first, stop).parts()

    def edited(self, first: int, stop: int) -> Edited:
        """Check or edit the items from `first` until before `stop`. Raises Malformed."""
        edited = Edited()
        self.unchecked = []
        for index in range(first, stop):
            try:
                if self.looked_into[index]:
                    self._edit(index, edited)
                else:
                    self.items[index].check(self.data)
            except Malformed as error:
                self._check_edited()
                raise self.items[index].located(error, self.data) from None
        self._check_edited()
        return edited

    def _edit(self, index: int, edited: Edited) -> None:
        item = self.items[index]
        usual = self.usual.edit(item) if self.usual else None
        if usual is None:
            self._edit_by_nodes(index, item, edited)
        else:
            self._add_usual(item, usual, edited)

    def _add_usual(self, item: Item, usual: UsualEdit, edited: Edited) -> None:
        """Add an edit by patterns."""
        for warning in usual.warnings:
            edited.tell(self.task.judged([warning]))
        counts = edited.counts
        counts.workloads += 1
        counts.added += usual.added
        counts.updated += usual.updated
        counts.kept += usual.kept
        if not usual.splices:
            item.check(self.data)
            return
        counts.changed += 1
        edited.seen |= usual.seen
        edited.inform(usual.info)
        edited.splices += usual.splices
        self.unchecked.append((item, self._changed(item, usual.splices)))
        if len(self.unchecked) >= CHECKED_AT_ONCE:
            self._check_edited()

    def _check_edited(self) -> None:
        """Parse what comes of usual items that have been edited. Each of them closes what it
        opens, so they are well together if they are so alone. Raises Malformed.
        """
        unchecked, self.unchecked = self.unchecked, []
        if not unchecked:
            return
        between = b"---\n" if unchecked[0][0].form == DOCUMENT else b""
        try:
            check_shallow(between.join([changed for _, changed in unchecked]))
        except Malformed:
            for item, changed in unchecked:
                try:
                    self._check_changed(item, changed)
                except Malformed as error:
                    raise item.located(error, self.data) from None

    def _edit_by_nodes(self, index: int, item: Item, edited: Edited) -> None:
        text = item.text(self.data)
        outcome = self._edited_simply(item, text)
        if outcome is None:
            outcome = self._edited_by_events(index, item, text, edited)
        if self.task.validation is not None and outcome.splices:
            after = item.root(spliced(text, outcome.splices))
            outcome.results += self.task.validation.check(item.root(text), after)
        for made in outcome.results:
            if made["severity"] == "info":
                edited.inform(self.render(made))
            elif made["severity"] == "error":
                edited.errors.append(made)
            else:
                edited.tell(self.task.judged([made]))
        edited.counts.add(outcome.counts)
        edited.seen |= outcome.seen
        if not outcome.splices:
            item.check(self.data)
        elif self._lengthens(item, text, outcome.splices):
            edited.errors.append(_must_end())
        else:
            self._splice(item, self._in_bytes(item, text, outcome.splices), edited)

    def _edited_simply(self, item: Item, text: str) -> Outcome | None:
        """The outcome, without reading all of the item; None where that takes its events."""
        if item.form not in (MEMBER, DOCUMENT):
            return None
        try:
            return edit_item(text, block_text.read(text), item.root, self.task, shared=False)
        except block_text.NotSimple:
            return None

    def _edited_by_events(self, index: int, item: Item, text: str, edited: Edited) -> Outcome:
        root = item.root(text)
        if root is None or mapping(root) is None:
            self._refuse(index, root, edited)
            return Outcome()
        is_json = item.form == JSON
        shared = not is_json and ("*" in text or "<<" in text) and _shares(root)
        outcome = edit_item(text, root, item.root, self.task, shared=shared, json=is_json)
        if outcome.splices and "&" in text:
            from krm_fn.edit.sharing import anchors_around

            names = anchors_around(root, outcome.splices)
            edited.anchors += [(index, name) for name in names]
        return outcome

    def _lengthens(self, item: Item, text: str, splices: list[Splice]) -> bool:
        """Whether splices at the end of a text without a final line end would add that end to a
        block scalar's value.
        """
        if item.form not in (MEMBER, DOCUMENT) or text.endswith(("\n", "\r")):
            return False
        at_end = any(start == len(text) for start, _, _ in splices)
        return at_end and ends_in_block_scalar(item.root(text))

    def _splice(self, item: Item, splices: list[ByteSplice], edited: Edited) -> None:
        """Add an item's splices, once the item that they make has been parsed again."""
        self._check_changed(item, self._changed(item, splices))
        edited.splices += splices

    def _changed(self, item: Item, splices: list[ByteSplice]) -> bytes:
        return b"".join(spliced_bytes(self.data, splices, item.start, item.end))

    def _check_changed(self, item: Item, changed: bytes) -> None:
        """Raise Malformed unless what comes of an item is well."""
        try:
            if item.form == JSON:
                item.root(decoded(changed))
            else:
                check_syntax(changed)
        except Malformed:
            item.check(self.data)  # it was so before, at a line of its own
            raise

    def _in_bytes(self, item: Item, text: str, splices: list[Splice]) -> list[ByteSplice]:
        """Splices of an item's text as splices of the data."""
        found: list[ByteSplice] = []
        for start, end, replacement in splices:
            if text.isascii():
                first, stop = item.start + start, item.start + end
            else:
                first = item.start + len(text[:start].encode())
                stop = first + len(text[start:end].encode())
            found.append((first, stop, self._bytes(replacement)))
        return found

    def _bytes(self, text: str) -> bytes:
        """The text as bytes, the same object for the same text: most replacements are alike."""
        known = self.texts.get(text)
        if known is None:
            known = self.texts[text] = text.encode()
        return known

    def _refuse(self, index: int, root: Node | None, edited: Edited) -> None:
        """An item that is no object: an error in a ResourceList, an empty document elsewhere."""
        if self.items[index].form == DOCUMENT and described(root) == "null":
            return
        message = f"`items[{index}]` must be a Kubernetes object, got {described(root)}"
        edited.errors.append(result("error", message, tags={"rule": "shape"}))
