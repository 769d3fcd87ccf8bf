"""How long the plain job takes, beside the tools that people would use instead."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from benchmarks import tools
from benchmarks.inputs import generate, manifests
from benchmarks.inputs.configurations import DEFAULT
from benchmarks.inputs.generate import CASES, SHAPES, Inputs
from benchmarks.measure import Measurement, side_by_side
from benchmarks.setting import Report, Setting
from benchmarks.table import NOT_MEASURED, Table, Verdict, seconds, times
from benchmarks.tools import BARE, FUNCTION, IMPORT_YAML, KYAML, SET_ENV, TOOLS, Command

SMALL = CASES[0].name
"""The row that is measured beside Python itself."""
LARGEST = tuple(case.name for case in CASES if case.size == CASES[-1].size)
"""The rows that are measured beside few others: some take minutes for one."""
PEERS = (FUNCTION, KYAML, SET_ENV)
COLUMNS = (FUNCTION, BARE, IMPORT_YAML, *TOOLS)


class Row(NamedTuple):
    """The bytes of the ResourceList, and each tool's time."""

    size: int
    measured: dict[str, Measurement]


Times = dict[str, Row]


def measure(setting: Setting) -> Times:
    """Row by row, in the order of the table."""
    return {
        name: Row(
            inputs.resource_list.stat().st_size,
            side_by_side(_commands(name, inputs, setting), setting.stderr, setting.most),
        )
        for name, inputs in _inputs(setting)
    }


def _inputs(setting: Setting) -> Iterator[tuple[str, Inputs]]:
    for case in CASES:
        if case.size <= setting.largest and setting.wants(case.name):
            yield case.name, generate.write(case, DEFAULT, setting.directory)
    for path in setting.manifests:
        if setting.wants(path.name):
            yield path.name, manifests.write(path, DEFAULT, setting.directory)


def _commands(name: str, inputs: Inputs, setting: Setting) -> dict[str, Command]:
    commands = tools.commands(inputs, setting.function)
    if name in LARGEST:
        commands = {each: commands[each] for each in PEERS if each in commands}
    if name == SMALL:
        commands[BARE] = Command(tools.bare_python(), Path(os.devnull))
        commands[IMPORT_YAML] = Command(tools.import_yaml(), Path(os.devnull))
    return commands


def report(measured: Times) -> Report:
    return Report(table(measured), list(verdicts(measured)), notes(measured), in_table=False)


def table(measured: Times) -> Table:
    """A row for each input, a column for each tool that was measured with any of them."""
    columns = [name for name in COLUMNS if any(name in row.measured for row in measured.values())]
    rows = [
        [name, *(cell(row.measured.get(column)) for column in columns)]
        for name, row in measured.items()
    ]
    return Table(["", *columns], rows)


def cell(measurement: Measurement | None) -> str:
    if measurement is None:
        return NOT_MEASURED
    return "fails" if measurement.failure else seconds(measurement.seconds)


def notes(measured: Times) -> list[str]:
    """What failing tools said, and which tools are missing here."""
    said: dict[str, list[str]] = {}
    for name, row in measured.items():
        for tool, measurement in row.measured.items():
            if measurement.failure:
                said.setdefault(f"{tool}: {measurement.failure}", []).append(name)
    failures = [f"{text} ({', '.join(names)})" for text, names in said.items()]
    absent = ", ".join(tools.missing())
    return failures + ([f"Not installed here, so not measured: {absent}."] if absent else [])


def verdicts(measured: Times) -> Iterator[Verdict]:
    """What the function is to reach."""
    yield from _slower(measured, SMALL, BARE, 2.5)
    for shape in SHAPES:
        yield from _slower(measured, f"100 KB {shape}", KYAML, 1.5)
    for name, target in (
        ("10 MB work", 8),
        ("50 MB work", 8),
        ("10 MB custom", 5),
        ("10 MB JSON", 4),
    ):
        yield from _faster(measured, name, KYAML, target)


def _ratio(measured: Times, name: str, other: str) -> float | None:
    """The function's time, in times of another's; None where one of them is not there."""
    row = measured.get(name)
    both = [row.measured.get(each) for each in (FUNCTION, other)] if row else []
    times = [each.seconds for each in both if each and not each.failure]
    return times[0] / times[1] if len(times) == 2 else None


def _slower(measured: Times, name: str, other: str, most: float) -> Iterator[Verdict]:
    if (ratio := _ratio(measured, name, other)) is not None:
        text = f"{name}: {times(ratio)} the time of `{other}` (at most {most:g})"
        yield Verdict(text, ratio <= most)


def _faster(measured: Times, name: str, other: str, least: float) -> Iterator[Verdict]:
    if (ratio := _ratio(measured, name, other)) is not None:
        text = f"{name}: {times(1 / ratio)} as fast as `{other}` (at least {least:g})"
        yield Verdict(text, 1 / ratio >= least)
