"""What came of all items, or of a part of them, that can be sent to another process; and that in one
sentence.
"""

from __future__ import annotations

from krm_fn.edit import whole_run
from krm_fn.edit.outcome import Counts
from krm_fn.results import result

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

    from krm_fn.config.function_config import Configuration
    from krm_fn.edit.whole_run import Seen
    from krm_fn.results import Result
    from krm_fn.yaml.text_edits import ByteSplice

PIECE = 1 << 16


class Edited:
    """What came of all items: splices of the data, results, and counts.

    `infos` are rendered already, since there is one for each changed workload; `notes` are those of
    a run that finds no workload, which everybody is told. `differences` are those of `apply
    --check`, which do not leave the process.
    """

    __slots__ = (
        "anchors",
        "counts",
        "differences",
        "errors",
        "infos",
        "notes",
        "seen",
        "splices",
        "warnings",
    )

    def __init__(self) -> None:
        self.splices: list[ByteSplice] = []
        self.errors: list[Result] = []
        self.differences: list[Result] = []
        self.warnings: list[Result] = []
        self.infos: list[bytearray | bytes] = []
        self.notes: list[Result] = []
        self.counts = Counts()
        self.anchors: list[tuple[int, str]] = []
        self.seen: Seen = {}

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
        whole_run.add(self.seen, seen)
        self.counts.add(Counts(*values))

    def tell(self, results: Iterable[Result]) -> None:
        """Add errors and warnings."""
        for made in results:
            (self.errors if made["severity"] == "error" else self.warnings).append(made)

    def summary(self, configuration: Configuration) -> Result:
        """One info that says what the run did, also when it changed nothing."""
        return result("info", sentence(self.counts, configuration), tags={"rule": "summary"})


def sentence(
    counts: Counts,
    configuration: Configuration,
    *,
    would: str = "",
    where: str = "",
    among: str = "",
) -> str:
    """A run's counts in words. `where` says in which files workloads were changed, `among` in
    which they were looked for; `would` comes before what was only looked at.
    """
    if counts.changed:
        return _changed(counts, configuration.remove, would, where)
    if not counts.workloads:
        return _none_found(counts, configuration, among)
    workloads = number(counts.workloads, "workload") + among
    if configuration.remove:
        return f"nothing to remove in {workloads}"
    if counts.kept:
        kept = f"{number(counts.kept, 'variable')} kept"
        left = f", {number(counts.left, 'workload')} left alone" if counts.left else ""
        return f"nothing to set in {workloads}: {kept}{left}"
    task = "verified" if configuration.verify else "nothing to set"
    return f"{task}: {_complete(counts, configuration.verify, among)}"


def number(count: int, noun: str) -> str:
    """A count with its noun: `1 workload`, `2 workloads`."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def _changed(counts: Counts, removes: bool, would: str, where: str) -> str:
    workloads = f"{counts.changed} of {number(counts.workloads, 'workload')}{where}"
    if removes:
        restored = counts.added + counts.updated
        verb = f"{would}remove" if would else "removed"
        return (
            f"{verb} proxy variables from {workloads}: {counts.removed} removed, "
            f"{restored} restored, {counts.kept} kept"
        )
    return (
        f"{would}set proxy variables in {workloads}: {counts.added} added, {counts.updated} updated, "
        f"{counts.kept} kept, {counts.removed} removed"
    )


def _none_found(counts: Counts, configuration: Configuration, among: str) -> str:
    if not counts.unselected:
        task = "verify" if configuration.verify else "remove" if configuration.remove else "set"
        return f"nothing to {task}: no workloads with containers were found{among}"
    fields = " and ".join(
        f"`{configuration.field(name)}`"
        for name, given in (
            ("selectors", configuration.selectors),
            ("exclude", configuration.exclude),
        )
        if given
    )
    leaves = "leave" if " and " in fields else "leaves"
    objects = number(counts.unselected, "object")
    return f"nothing was selected: {fields} {leaves} out {objects} that could have been set{among}"


def _complete(counts: Counts, verifies: bool, among: str) -> str:
    """How many workloads have what is configured, and how many are left alone."""
    have = counts.workloads - counts.left
    already = "" if verifies else " already"
    if not have:
        are = "is" if counts.left == 1 else "are"
        return f"{number(counts.left, 'workload')}{among} {are} left alone"
    every = "all " if have > 1 and not counts.left else ""
    text = f"{every}{number(have, 'workload')}{among} {'has' if have == 1 else 'have'} "
    text += f"the proxy variables{already}"
    if counts.left:
        text += f", {counts.left} {'is' if counts.left == 1 else 'are'} left alone"
    return text
