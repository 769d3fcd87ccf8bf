"""A part of the items: each is read, planned, edited, and held against what it was."""

from __future__ import annotations

from krm_fn.edit import whole_run
from krm_fn.edit.edited import Edited
from krm_fn.edit.outcome import Outcome
from krm_fn.edit.workload import edit_item
from krm_fn.errors import Malformed
from krm_fn.results import result
from krm_fn.wire.item import DOCUMENT, JSON, MEMBER
from krm_fn.workloads.built_in import described
from krm_fn.workloads.resource import Resource
from krm_fn.yaml import comparison
from krm_fn.yaml.compose import Unsure, check_shallow, check_syntax
from krm_fn.yaml.nodes import Sequence, mapping
from krm_fn.yaml.text import BY_LINES_FROM
from krm_fn.yaml.text_edits import ends_in_block_scalar, spliced, spliced_bytes

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from krm_fn.edit.task import Task
    from krm_fn.results import Result
    from krm_fn.wire.item import Item
    from krm_fn.yaml.nodes import Mapping, Node
    from krm_fn.yaml.text_edits import ByteSplice, Splice

CHECKED_AT_ONCE = 16
"""How many items that were read by their lines are parsed in one go: for each a parser would take
as long to be made and to get warm as it takes for a tenth of an item."""


class Part:
    """The work on contiguous parts of the items, for one process."""

    __slots__ = ("by_lines", "data", "items", "looked_into", "render", "task", "texts", "unchecked")

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
        looked_into = zip(items, self.looked_into, strict=True)
        size = sum(item.end - item.start for item, looks in looked_into if looks)
        self.by_lines = size >= BY_LINES_FROM

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
                self._check_all()
                raise self.items[index].located(error, self.data) from None
        self._check_all()
        return edited

    def _edit(self, index: int, edited: Edited) -> None:
        item = self.items[index]
        text = item.text(self.data)
        if not (self.by_lines and item.form in (MEMBER, DOCUMENT) and text.endswith("\n")):
            self._edit_by_events(index, text, edited)
            return
        from krm_fn.yaml import lines

        try:
            root = lines.read(text, dashed=item.form == MEMBER)
            outcome = edit_item(text, root, item, self.task, shared=False)
            self._compare(item, text, root, outcome)
        except (Unsure, comparison.Differs):
            self._edit_by_events(index, text, edited)
            return
        self._tell(outcome, edited)
        splices = self._in_bytes(item, text, outcome.splices)
        edited.splices += splices
        self._check(item, splices)

    def _edit_by_events(self, index: int, text: str, edited: Edited) -> None:
        item = self.items[index]
        root = item.root(text)
        shared = item.may_share(self.data)
        if shared and self._refers_outside(index, text, root, edited):
            return
        found = mapping(root)
        if found is None:
            self._refuse(index, root, edited)
            return
        outcome = self._planned(item, text, found, shared)
        line_end = ""
        if self._lengthens(item, text, found, outcome):
            line_end = "\r\n" if "\r\n" in text else "\n"
            text += line_end
            found = mapping(item.root(text))
            assert found is not None
            outcome = self._planned(item, text, found, shared)
            outcome.results.append(_with_line_end(Resource(found)))
        try:
            self._compare(item, text, found, outcome)
        except comparison.Differs as differs:
            from krm_fn.edit.inner_text import not_as_planned

            outcome.results.append(not_as_planned(Resource(found), differs))
            outcome.splices = []
        self._tell(outcome, edited)
        splices = outcome.splices
        if splices and line_end:
            end = len(text) - len(line_end)
            splices = [(end, end, line_end)]
            splices += [(min(a, end), min(b, end), put) for a, b, put in outcome.splices]
        edited.splices += self._in_bytes(item, text, splices)
        if outcome.splices and "&" in text:
            from krm_fn.edit.sharing import anchors_around

            names = anchors_around(found, outcome.splices)
            edited.anchors += [(self._number(index), name) for name in names]

    def _planned(self, item: Item, text: str, root: Mapping, shared: bool) -> Outcome:
        if shared:
            from krm_fn.yaml.shared import shares

            shared = shares(root)
        return edit_item(text, root, item, self.task, shared=shared)

    def _tell(self, outcome: Outcome, edited: Edited) -> None:
        for made in outcome.results:
            if made["severity"] == "info":
                edited.inform(self.render(made))
            elif made["severity"] == "error":
                edited.errors.append(made)
            else:
                edited.tell(self.task.judged([made]))
        if outcome.differences:
            verifies = self.task.configuration.verify
            into = edited.errors if verifies else edited.differences
            into += outcome.differences
        edited.counts.add(outcome.counts)
        whole_run.add(edited.seen, outcome.seen)

    def _compare(self, item: Item, text: str, root: Mapping, outcome: Outcome) -> None:
        """Hold what comes of an item against what was to come of it. Raises Differs."""
        if not outcome.splices:
            return
        if item.form == JSON:
            from krm_fn.yaml import json_comparison

            json_comparison.check(outcome.editor, root, spliced(text, outcome.splices))
        elif not comparison.by_pieces(outcome.editor, root):
            after = spliced(text, outcome.splices)
            comparison.check(outcome.editor, root, after, dashed=item.form == MEMBER)
        validation = self.task.validation
        if validation is not None:
            changed = item.root(spliced(text, outcome.splices))
            outcome.results += validation.check(item, item.root(text), changed)

    def _lengthens(self, item: Item, text: str, root: Mapping, outcome: Outcome) -> bool:
        """Whether splices at the end of a text without a final line end would add that end to a
        block scalar's value.
        """
        if item.form not in (MEMBER, DOCUMENT) or text.endswith(("\n", "\r")):
            return False
        at_end = any(start == len(text) for start, _, _ in outcome.splices)
        return at_end and ends_in_block_scalar(root)

    def _check(self, item: Item, splices: list[ByteSplice]) -> None:
        """Parse an item that was read by its lines, before and after, soon."""
        changed = b"".join(spliced_bytes(self.data, splices, item.start, item.end))
        self.unchecked.append((item, changed))
        if len(self.unchecked) >= CHECKED_AT_ONCE:
            self._check_all()

    def _check_all(self) -> None:
        """Parse the items that were read by their lines. Each of them closes what it opens, so
        they are well together if they are so alone. Raises Malformed.
        """
        unchecked, self.unchecked = self.unchecked, []
        if not unchecked:
            return
        between = b"---\n" if unchecked[0][0].form == DOCUMENT else b""
        try:
            check_shallow(between.join([self.data[item.start : item.end] for item, _ in unchecked]))
            check_shallow(between.join([changed for _, changed in unchecked]))
        except Malformed:
            for item, changed in unchecked:
                try:
                    item.check(self.data)
                    check_syntax(changed)
                except Malformed as error:
                    raise item.located(error, self.data) from None

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
        """An item that is no object: an error in a ResourceList, an empty document elsewhere, of no
        interest in a List.
        """
        item = self.items[index]
        if item.steps or (item.form == DOCUMENT and described(root) == "null"):
            return
        message = (
            f"`items[{self._number(index)}]` must be a Kubernetes object, got {described(root)}"
        )
        if isinstance(root, Sequence):
            message += ": its manifests must be `items` of their own"
        edited.errors.append(result("error", message, tags={"rule": "shape"}))

    def _refers_outside(self, index: int, text: str, root: Node | None, edited: Edited) -> bool:
        """Whether an item is refused for an alias whose anchor is not in it. Raises Malformed where
        it is nowhere.
        """
        self.items[index].check_aliases(root, text, self.data)
        from krm_fn.edit import foreign_aliases

        error = foreign_aliases.error_of(self._number(index), root)
        edited.errors += [error] if error is not None else []
        return error is not None

    def _number(self, index: int) -> int:
        """An item's index in the list, where the members of a List are one item."""
        return sum(not item.steps or item.steps[-1] == 0 for item in self.items[:index])


def _with_line_end(resource: Resource) -> Result:
    message = (
        "the last line got a line end, which its block scalar now ends with, since variables had "
        "to follow it"
    )
    ref, file, tags = resource.ref(), resource.file(), {"rule": "line-end"}
    return result("info", message, resource=ref, file=file, tags=tags)
