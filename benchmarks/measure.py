"""Medians of whole processes; the commands take turns, so that noise meets all of them alike."""

from __future__ import annotations

import statistics
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from benchmarks.process import Place, failure, run
from benchmarks.tools import Command

FEWEST, MOST = 3, 25
SECONDS_EACH = 2.0  # of repetitions, before FEWEST and MOST
SLOW = 5.0
"""What takes longer runs once."""


class Measurement(NamedTuple):
    """Median seconds that passed, and of work of all processes; what a failing command said."""

    seconds: float
    work: float = 0
    failure: str = ""


def once(command: Command, stderr: Path) -> Measurement:
    """One process; what it writes to standard error is kept in that file."""
    done = run(command.argv, Place(command.stdin, stderr))
    return Measurement(done.seconds, done.work, failure(done.exit_code, stderr))


def repetitions(seconds: float, most: int = MOST) -> int:
    """How often to run what takes `seconds`: the first run counts as one of them."""
    if seconds > SLOW:
        return 1
    return min(most, max(FEWEST, int(SECONDS_EACH / seconds)))


def side_by_side(
    commands: Mapping[str, Command], stderr: Path, most: int = MOST
) -> dict[str, Measurement]:
    """Every command, in turn: A B C, A B C, ...; a failing one is not run again."""
    samples = {name: [once(command, stderr)] for name, command in commands.items()}
    for done in range(1, most):
        for name, taken in samples.items():
            if not taken[0].failure and done < repetitions(taken[0].seconds, most):
                taken.append(once(commands[name], stderr))
    return {name: summary(taken) for name, taken in samples.items()}


def summary(samples: list[Measurement]) -> Measurement:
    """Medians, and the first failure if any."""
    return Measurement(
        statistics.median(sample.seconds for sample in samples),
        statistics.median(sample.work for sample in samples),
        next((sample.failure for sample in samples if sample.failure), ""),
    )
