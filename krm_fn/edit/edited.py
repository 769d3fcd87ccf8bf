"""What came of all items, or of a part of them, that can be sent to another process."""

from __future__ import annotations

from krm_fn.edit import whole_run
from krm_fn.edit.outcome import Counts
from krm_fn.edit.summary import sentence
from krm_fn.results import result

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

    from krm_fn.config.function_config import Configuration
    from krm_fn.edit.whole_run import Seen
    from krm_fn.results import Result
    from krm_fn.yaml.splice import ByteSplice

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
