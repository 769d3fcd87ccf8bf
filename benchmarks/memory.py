"""The most memory that a program and all its children have at one time.

What they made counts by proportional set size (PSS): a page that several of them share counts for
each of them in part, so that nothing counts twice. What is mapped from files, the program and its
libraries, counts whole and once: by PSS it would be less the more other Pythons run, as the
benchmark does. Linux tells no peak, so it is looked up every few milliseconds; what is there for a
shorter time may be missed.
"""

from __future__ import annotations

import os
import re
import time
from typing import NamedTuple

from benchmarks.process import Place, failure, start

PAUSE = 0.001
REST = 1
"""For so many times as long as a look takes there is none: looking slows what is looked at."""


class Peak(NamedTuple):
    """MiB, the most processes at one time, and what a failing program said."""

    mebibytes: float
    processes: int
    failure: str = ""


class Size(NamedTuple):
    """KiB that a process made, its part of them where they are shared, and that it mapped."""

    made: int
    mapped: int


def peak(argv: list[str], place: Place) -> Peak:
    """Runs `argv` once."""
    others = set(_process_ids())
    child = start(argv, place)
    most, processes, done = 0, 0, 0
    while not done:
        begin = time.perf_counter()
        family = _family(child, others)
        sizes = [size for size in map(_size, family) if size]
        most, processes = max(most, together(sizes)), max(processes, len(sizes))
        time.sleep(max(PAUSE, REST * (time.perf_counter() - begin)))
        done, status = os.waitpid(child, os.WNOHANG)
    said = failure(os.waitstatus_to_exitcode(status), place.stderr)
    return Peak(most / 1024, processes, said)


def _process_ids() -> list[int]:
    return [int(name) for name in os.listdir("/proc") if name.isdigit()]


def _family(child: int, others: set[int]) -> list[int]:
    """The process `child` and its descendants; none of them is one of `others`."""
    parents = {each: _parent(each) for each in _process_ids() if each not in others}
    family = [child]
    for each in family:
        family += [process for process, parent in parents.items() if parent == each]
    return family


def _parent(process: int) -> int:
    """The parent's id, which follows the name in brackets and the state; 0 after the end."""
    try:
        with open(f"/proc/{process}/stat", encoding="utf-8", errors="replace") as file:
            return int(file.read().rpartition(")")[2].split()[1])
    except (FileNotFoundError, ProcessLookupError):
        return 0


def together(sizes: list[Size]) -> int:
    """The KiB of processes of one program."""
    made = sum(size.made for size in sizes)
    return made + max((size.mapped for size in sizes), default=0)


def _size(process: int) -> Size | None:
    """None for a process that has ended."""
    try:
        with open(f"/proc/{process}/smaps_rollup", encoding="utf-8") as file:
            return size(file.read())
    except (FileNotFoundError, ProcessLookupError):
        return None


def size(rollup: str) -> Size | None:
    """From what Linux tells of a process; None where that is nothing."""
    fields = dict(re.findall(r"^(\w+): +(\d+) kB$", rollup, re.MULTILINE))
    if "Pss_Anon" not in fields:
        return None
    return Size(int(fields["Pss_Anon"]), int(fields["Rss"]) - int(fields["Anonymous"]))
