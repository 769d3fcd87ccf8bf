"""`python -m benchmarks.fleet`: what instances of the function do side by side on this machine.

An instance answers one ResourceList after another, each with a process of its own, as Argo CD's
repo-servers, Porch's function runners and CI jobs do. `per core` is the runs in a second of
processor time: other programs on the machine lower the runs per second, but hardly that figure.
"""

from __future__ import annotations

import argparse
import os
import shlex
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

from benchmarks import tools
from benchmarks.inputs import generate
from benchmarks.inputs.configurations import DEFAULT
from benchmarks.inputs.generate import KB, MB, Case
from benchmarks.machine import description
from benchmarks.memory import peak
from benchmarks.process import Place, run

CASES = (
    Case("10 KB", 10 * KB, "work", "yaml"),
    Case("100 KB", 100 * KB, "work", "yaml"),
    Case("1 MB", 1 * MB, "work", "yaml"),
)
ROW = "{:>8}  {:>9}  {:>8}  {:>9}  {:>8}  {:>11}  {:>13}  {:>8}"
HEADER = (
    *("input", "workloads", "MiB each", "instances"),
    *("runs/s", "workloads/s", "CPU ms a run", "per core"),
)


class Stream(NamedTuple):
    """What one instance did: its runs, their processor seconds, and the seconds it took."""

    runs: int
    processor: float
    seconds: float


def instance(argv: list[str], stdin: Path, seconds: float) -> Stream:
    """Run `argv` again and again until the time is over; a failing run is an error."""
    place = Place(stdin, Path(os.devnull))
    runs, processor, start = 0, 0.0, time.perf_counter()
    while (taken := time.perf_counter() - start) < seconds:
        done = run(argv, place)
        if done.exit_code:
            raise SystemExit(f"{shlex.join(argv)} failed with {done.exit_code}")
        runs += 1
        processor += done.work
    return Stream(runs, processor, taken)


def side_by_side(argv: list[str], stdin: Path, instances: int, seconds: float) -> list[Stream]:
    with ThreadPoolExecutor(instances) as pool:
        started = [pool.submit(instance, argv, stdin, seconds) for _ in range(instances)]
        return [each.result() for each in started]


def row(case: Case, workloads: int, mebibytes: float, streams: list[Stream]) -> str:
    """A line of the table."""
    per_second = sum(each.runs / each.seconds for each in streams)
    each_run = sum(each.processor for each in streams) / sum(each.runs for each in streams)
    return ROW.format(
        case.name,
        workloads,
        f"{mebibytes:.0f}",
        len(streams),
        f"{per_second:.1f}",
        f"{per_second * workloads:,.0f}",
        f"{each_run * 1000:.0f}",
        f"{1 / each_run:.1f}",
    )


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.fleet", description=__doc__)
    parser.add_argument("--seconds", type=float, default=5, help="for each line of the table")
    parser.add_argument("--command", default=tools.installed_function())
    given = parser.parse_args()
    argv = shlex.split(given.command)
    cores = os.cpu_count() or 1
    print(description(), ROW.format(*HEADER), sep="\n")
    with tempfile.TemporaryDirectory(prefix="set-proxy-env-") as directory:
        for case in CASES:
            stdin = generate.write(case, DEFAULT, Path(directory)).resource_list
            workloads = stdin.read_text(encoding="utf-8").count("\n- apiVersion: ")
            one = peak(argv, Place(stdin, Path(os.devnull)))
            for instances in sorted({1, cores, 2 * cores}):
                streams = side_by_side(argv, stdin, instances, given.seconds)
                print(row(case, workloads, one.mebibytes, streams), flush=True)


if __name__ == "__main__":
    main()
