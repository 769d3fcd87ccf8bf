"""What a run of the benchmark is asked for."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import NamedTuple

from benchmarks.measure import MOST
from benchmarks.table import Table, Verdict


class Setting(NamedTuple):
    """`function` is the command line of what is measured, and `directory` holds the inputs.

    Rows whose name `only` doesn't match are left out, as is what is larger than `largest` bytes; no
    command runs more than `most` times. `manifests` are files and folders that the user names.
    """

    function: list[str]
    directory: Path
    largest: float = float("inf")
    only: str = ""
    most: int = MOST
    manifests: tuple[Path, ...] = ()

    @property
    def stderr(self) -> Path:
        return self.directory / "stderr"

    def wants(self, row: str) -> bool:
        """Whether a row is measured; the terminal is told, since it may take minutes."""
        wanted = re.search(self.only, row) is not None
        if wanted:
            print(f"measuring {row} ...", file=sys.stderr)
        return wanted


class Report(NamedTuple):
    """A section: its table, what is judged from it, and what a reader must know.

    `in_table` tells that the last column of the table says of each row whether it is met.
    """

    table: Table
    verdicts: list[Verdict]
    notes: list[str]
    in_table: bool = True
