"""Medians of whole processes; the commands take turns, so that noise meets all of them alike."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

from benchmarks.commands import Run

FEWEST, MOST = 3, 25
SECONDS_EACH = 2.0  # of repetitions, before FEWEST and MOST


class Measurement(NamedTuple):
    """Median seconds and peak MiB of one run; `failure` is what a failing command said."""

    seconds: float
    mebibytes: float
    failure: str = ""


Measured = dict[tuple[str, str], Measurement]


def environment() -> dict[str, str]:
    """Without PYTHON variables: PYTHONDONTWRITEBYTECODE would measure the compiler each time."""
    return {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}


def once(run: Run, stderr: Path) -> Measurement:
    """One process; what it writes to stderr is kept in that file."""
    spawn = str(Path(__file__).with_name("spawn.py"))
    argv = [sys.executable, "-I", "-S", spawn, str(run.stdin), str(stderr), *run.argv]
    printed = subprocess.run(
        argv, stdout=subprocess.PIPE, check=True, text=True, env=environment()
    ).stdout
    seconds, kibibytes, exit_code = printed.split()
    failure = "" if exit_code == "0" else _first_line(stderr) or f"exit code {exit_code}"
    return Measurement(float(seconds), float(kibibytes) / 1024, failure)


def _first_line(path: Path) -> str:
    return path.read_text(encoding="utf-8", errors="replace").strip().split("\n")[0]


def repetitions(seconds: float) -> int:
    """How often to run what takes `seconds`: the first run counts as one of them."""
    return max(FEWEST, min(MOST, int(SECONDS_EACH / seconds)))


def side_by_side(runs: list[Run], stderr: Path) -> Measured:
    """Every command of one case, in turn: A B C, A B C, ...; a failing one is not run again."""
    samples = [[once(run, stderr)] for run in runs]
    for done in range(1, MOST):
        for run, taken in zip(runs, samples, strict=True):
            if not taken[0].failure and done < repetitions(taken[0].seconds):
                taken.append(once(run, stderr))
    summaries = map(summary, samples)
    return {(run.row, run.case): whole for run, whole in zip(runs, summaries, strict=True)}


def summary(samples: list[Measurement]) -> Measurement:
    """Median time, highest memory, and the first failure if any."""
    return Measurement(
        statistics.median(sample.seconds for sample in samples),
        max(sample.mebibytes for sample in samples),
        next((sample.failure for sample in samples if sample.failure), ""),
    )
