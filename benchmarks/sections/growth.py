"""Whether twice as much takes twice as long, for each thing that a user can make large.

What is compared is what all processes of a run did beyond its start: instructions where they can
be counted, or else processor time.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from benchmarks import instructions
from benchmarks.inputs.configurations import DEFAULT
from benchmarks.inputs.generate import resource_list
from benchmarks.inputs.growth import GROWTHS, Growth
from benchmarks.instructions import CALLGRIND, PERF
from benchmarks.measure import repetitions
from benchmarks.process import Place, failure, run
from benchmarks.setting import Report, Setting
from benchmarks.table import Table, Verdict, seconds, times, word

MOST_TIMES = 2.6
RUNS = 5
"""How often a command runs at most: its least processor time is what it needs."""

Cost = Callable[[list[str], Path], float]


class Grown(NamedTuple):
    """The cost of `number` and of twice as many, and that of the start, which is in both."""

    number: int
    once: float
    twice: float
    start: float

    @property
    def ratio(self) -> float:
        return (self.twice - self.start) / (self.once - self.start)


class Measured(NamedTuple):
    """`unit` tells what the costs are: a key of UNITS. `failures` are what failing runs said."""

    unit: str
    rows: dict[str, Grown]
    failures: dict[str, str]


SECONDS = "processor time"
UNITS: dict[str, Callable[[float], str]] = {
    SECONDS: seconds,
    PERF: lambda count: f"{count / 1e6:,.0f} M",
    CALLGRIND: lambda count: f"{count / 1e6:,.0f} M",
}
"""What costs are counted by -> how they are written."""


def measure(setting: Setting, *, callgrind: bool) -> Measured:
    """By `callgrind` only where that is asked for: it takes half an hour."""
    unit, cost = _counter(setting, callgrind=callgrind)
    path = setting.directory / "growth.yaml"
    path.write_text(resource_list([], DEFAULT).replace("items:\n", "items: []\n"), "utf-8")
    start = cost(setting.function, path)
    measured = Measured(unit, {}, {})
    for name, growth in GROWTHS.items():
        if setting.wants(f"growth, {name}"):
            try:
                once, twice = (_cost(setting, growth, times, cost) for times in (1, 2))
                measured.rows[name] = Grown(growth.number, once, twice, start)
            except RuntimeError as error:
                measured.failures[name] = str(error)
    return measured


def _counter(setting: Setting, *, callgrind: bool) -> tuple[str, Cost]:
    if callgrind:
        return CALLGRIND, instructions.callgrind
    if instructions.counter() == PERF:
        return PERF, instructions.perf
    return SECONDS, lambda argv, stdin: processor_time(argv, stdin, min(RUNS, setting.most))


def _cost(setting: Setting, growth: Growth, times: int, cost: Cost) -> float:
    path = setting.directory / "growth.yaml"
    path.write_text(growth.make(times * growth.number), encoding="utf-8")
    if growth.twice:
        output = path.with_name("growth-output.yaml")
        run(setting.function, Place(path, setting.stderr, output))
        path = output
    return cost(setting.function, path)


def processor_time(argv: list[str], stdin: Path, most: int) -> float:
    """The least of several runs; RuntimeError where the program fails."""
    stderr = stdin.with_name("stderr")
    done = [run(argv, Place(stdin, stderr))]
    if said := failure(done[0].exit_code, stderr):
        raise RuntimeError(said)
    while len(done) < repetitions(done[0].seconds, most):
        done.append(run(argv, Place(stdin, stderr)))
    return min(each.work for each in done)


def report(measured: Measured) -> Report:
    write = UNITS[measured.unit]
    rows = [
        [
            name,
            f"{grown.number:,}",
            write(grown.once),
            f"{2 * grown.number:,}",
            write(grown.twice),
            times(grown.ratio),
            word(grown.ratio < MOST_TIMES),
        ]
        for name, grown in measured.rows.items()
    ]
    what = measured.unit if measured.unit == SECONDS else f"instructions, by {measured.unit}"
    table = Table(["", "count", what, "twice as many", what, "growth", ""], rows)
    return Report(table, verdicts(measured), [f"{n}: {t}" for n, t in measured.failures.items()])


def verdicts(measured: Measured) -> list[Verdict]:
    grown = [
        Verdict(
            f"{name}: twice as many take {times(grown.ratio)} as long (less than {MOST_TIMES})",
            grown.ratio < MOST_TIMES,
        )
        for name, grown in measured.rows.items()
    ]
    return grown + [Verdict(f"{name}: fails", met=False) for name in measured.failures]
