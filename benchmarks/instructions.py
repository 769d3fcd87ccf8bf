"""How many instructions a program and all its children execute, which no other program changes.

`perf` counts them where the machine lets it, and `callgrind` on a processor of its own making,
which takes some fifty times as long. A process that was forked counts there again what its parent
did before, so the program gets one core: on that, the function does everything in one process.
"""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from benchmarks.process import Place, failure, run

PERF, CALLGRIND = "perf", "callgrind"


@cache
def counter() -> str | None:
    """The name of what counts here."""
    if shutil.which("perf"):
        try:
            perf(["true"], Path("/dev/null"))
        except RuntimeError:
            pass
        else:
            return PERF
    return CALLGRIND if shutil.which("valgrind") else None


def count(argv: list[str], stdin: Path) -> int:
    """By whatever `counter` names; RuntimeError where the program fails."""
    return perf(argv, stdin) if counter() == PERF else callgrind(argv, stdin)


def perf(argv: list[str], stdin: Path) -> int:
    with tempfile.TemporaryDirectory() as directory:
        place = Place(stdin, Path(directory, "stderr"))
        output = Path(directory, "counts")
        _run(["perf", "stat", "-x,", "-e", "instructions:u", "-o", str(output), *argv], place)
        return perf_count(output.read_text(encoding="utf-8"))


def perf_count(printed: str) -> int:
    """The count in what `perf stat -x,` prints; RuntimeError where the machine has no counter."""
    found = re.search(r"^(\d+),", printed, re.MULTILINE)
    if not found:
        raise RuntimeError("perf has no counter here")
    return int(found[1])


def callgrind(argv: list[str], stdin: Path) -> int:
    options = ["--tool=callgrind", "--trace-children=yes", "--callgrind-out-file=/dev/null"]
    with tempfile.TemporaryDirectory() as directory:
        place = Place(stdin, Path(directory, "stderr"))
        with _one_core():
            _run(["valgrind", *options, f"--log-file={directory}/%p.log", *argv], place)
        logs = [log.read_text(encoding="utf-8") for log in Path(directory).glob("*.log")]
    return sum(map(callgrind_count, logs))


@contextmanager
def _one_core() -> Iterator[None]:
    """What is started meanwhile may run on one core only."""
    cores = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {min(cores)})
    try:
        yield
    finally:
        os.sched_setaffinity(0, cores)


def callgrind_count(log: str) -> int:
    """The count at the end of one process's log; a process that another replaced has none."""
    found = re.search(r"Collected : (\d+)$", log, re.MULTILINE)
    return int(found[1]) if found else 0


def _run(argv: list[str], place: Place) -> None:
    if said := failure(run(argv, place).exit_code, place.stderr):
        raise RuntimeError(f"{argv[0]}: {said}")
