"""What the function is to reach, judged from the measurements."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from benchmarks.commands import FUNCTION, IMPORT_YAML, LOAD_AND_DUMP, SET_ENV
from benchmarks.generate import MB
from benchmarks.measure import Measured

SMALL = "10 KB work"
LARGE = "50 MB work"
REFERENCE = 3.5
"""The MB/s of `kubectl set env` on the machine that the targets in MB/s are from."""
MIB = 1024 * 1024
LINEAR_WITHIN = 1.15


class Verdict(NamedTuple):
    """One sentence with the figure and its target, and whether the target is met."""

    text: str
    met: bool


def verdicts(measured: Measured, sizes: dict[str, int]) -> list[Verdict]:
    """Judges what was measured; `sizes` are the bytes of each case's ResourceList."""
    measured = {key: cell for key, cell in measured.items() if not cell.failure}
    return [
        *_small(measured),
        *_times_faster(measured, "10 MB work", SET_ENV, 4),
        *_times_faster(measured, "10 MB work", LOAD_AND_DUMP, 15),
        *_throughput(measured, sizes, LARGE, 25),
        *_throughput(measured, sizes, "50 MB mixed", 45),
        *_memory(measured, sizes),
        *_linear(measured, sizes, "work"),
        *_linear(measured, sizes, "mixed"),
    ]


def _small(measured: Measured) -> Iterator[Verdict]:
    for (row, case), cell in measured.items():
        imported = measured.get((IMPORT_YAML, case))
        if imported and row.startswith(FUNCTION):
            ratio = cell.seconds / imported.seconds
            label = f"{case}, {row}: {ratio:.2f} x `{IMPORT_YAML}` (at most 1.5)"
            yield Verdict(label, ratio <= 1.5)
    ours, theirs = measured.get((FUNCTION, SMALL)), measured.get((SET_ENV, SMALL))
    if ours and theirs:
        ratio = theirs.seconds / ours.seconds
        yield Verdict(f"{SMALL}: {ratio:.1f} x as fast as {SET_ENV} (more than 1)", ratio > 1)


def _times_faster(measured: Measured, case: str, than: str, target: float) -> Iterator[Verdict]:
    ours, theirs = measured.get((FUNCTION, case)), measured.get((than, case))
    if ours and theirs:
        ratio = theirs.seconds / ours.seconds
        text = f"{case}: {ratio:.1f} x as fast as {than} (at least {target:g})"
        yield Verdict(text, ratio >= target)


def _throughput(
    measured: Measured, sizes: dict[str, int], case: str, target: float
) -> Iterator[Verdict]:
    """The target is that of a machine on which kubectl does REFERENCE MB/s; on any machine it is
    as many times what kubectl does there on workloads.
    """
    if not (ours := measured.get((FUNCTION, case))):
        return
    speed = sizes[case] / MB / ours.seconds
    yield Verdict(f"{case}: {speed:.0f} MB/s (at least {target:g})", speed >= target)
    if theirs := measured.get((SET_ENV, LARGE)):
        ratio, due = speed * theirs.seconds / (sizes[LARGE] / MB), target / REFERENCE
        text = f"{case}: {ratio:.1f} x the MB/s of {SET_ENV} with {LARGE} (at least {due:.1f}: "
        text += f"{target:g} MB/s on a machine where that does {REFERENCE:g})"
        yield Verdict(text, ratio >= due)


def allowed_mebibytes(size: int) -> float:
    """Peak memory that one process may have for an input of `size` bytes."""
    return 25 + 1.3 * size / MIB


def _memory(measured: Measured, sizes: dict[str, int]) -> Iterator[Verdict]:
    for (row, case), cell in measured.items():
        if row == FUNCTION:
            allowed = allowed_mebibytes(sizes[case])
            text = f"{case}: {cell.mebibytes:.0f} MiB in the largest process"
            yield Verdict(f"{text} (at most {allowed:.0f})", cell.mebibytes <= allowed)


def _linear(measured: Measured, sizes: dict[str, int], content: str) -> Iterator[Verdict]:
    """Per byte, the largest input must not cost more than the smaller ones."""
    cases = [f"{size} {content}" for size in ("1 MB", "10 MB", "50 MB")]
    times = [measured.get((FUNCTION, case)) for case in cases]
    costs = [
        cell.seconds / sizes[case] * MB * 1000
        for case, cell in zip(cases, times, strict=True)
        if cell
    ]
    if len(costs) == len(cases):
        figures = ", ".join(f"{cost:.0f}" for cost in costs)
        text = f"{content}, 1, 10 and 50 MB: {figures} ms per MB (growing by 15 % at most)"
        yield Verdict(text, costs[2] <= LINEAR_WITHIN * min(costs))
