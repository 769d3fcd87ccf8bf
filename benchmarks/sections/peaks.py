"""How much memory all processes of a run have together, beside that of the Go function."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from benchmarks import tools
from benchmarks.inputs import generate, manifests
from benchmarks.inputs.configurations import DEFAULT
from benchmarks.inputs.generate import CASES, MB
from benchmarks.inputs.large import LARGE
from benchmarks.memory import Peak, peak
from benchmarks.process import Place
from benchmarks.setting import Report, Setting
from benchmarks.table import NOT_MEASURED, Table, Verdict, mebibytes, word
from benchmarks.tools import FUNCTION, KYAML, SET_ENV, Command

COLUMNS = (FUNCTION, KYAML, SET_ENV)
RUNS = 3
"""How often the function runs: a look may miss a peak, so the largest of them counts."""


class Row(NamedTuple):
    """The bytes of the ResourceList, and each tool's peak."""

    size: int
    measured: dict[str, Peak]


Peaks = dict[str, Row]


def allowed_mebibytes(size: int) -> float:
    """What all processes may have for an input of `size` bytes."""
    return 25 + 1.5 * size / 2**20


def measure(setting: Setting) -> Peaks:
    return {
        name: Row(
            commands[FUNCTION].stdin.stat().st_size,
            {each: highest(each, command, setting) for each, command in commands.items()},
        )
        for name, commands in _rows(setting)
    }


def _rows(setting: Setting) -> Iterator[tuple[str, dict[str, Command]]]:
    for case in CASES:
        if case.size <= setting.largest and setting.wants(f"memory, {case.name}"):
            inputs = generate.write(case, DEFAULT, setting.directory)
            every = tools.commands(inputs, setting.function)
            yield case.name, {name: every[name] for name in COLUMNS if name in every}
    for path in setting.manifests:
        if setting.wants(f"memory, {path.name}"):
            inputs = manifests.write(path, DEFAULT, setting.directory)
            yield path.name, {FUNCTION: Command(setting.function, inputs.resource_list)}
    for name, make in LARGE.items():
        if setting.largest > MB and setting.wants(f"memory, {name}"):
            path = Path(setting.directory, "large.yaml")
            path.write_text(make(), encoding="utf-8")
            yield name, {FUNCTION: Command(setting.function, path)}


def highest(name: str, command: Command, setting: Setting) -> Peak:
    """The function runs several times, a peer once."""
    runs = min(RUNS, setting.most) if name == FUNCTION else 1
    place = Place(command.stdin, setting.stderr)
    peaks = [peak(command.argv, place) for _ in range(runs)]
    return max(peaks, key=lambda each: (each.failure, each.mebibytes))


def report(measured: Peaks) -> Report:
    header = ["", *COLUMNS, "at most", ""]
    rows = [
        [name, *(_cell(row.measured.get(each)) for each in COLUMNS), *_judged(row)]
        for name, row in measured.items()
    ]
    return Report(Table(header, rows), verdicts(measured), [])


def _cell(found: Peak | None) -> str:
    if found is None:
        return NOT_MEASURED
    return "fails" if found.failure else mebibytes(found.mebibytes)


def _judged(row: Row) -> list[str]:
    return [mebibytes(allowed_mebibytes(row.size)), word(_is_met(row))]


def _is_met(row: Row) -> bool:
    ours = row.measured[FUNCTION]
    return not ours.failure and ours.mebibytes <= allowed_mebibytes(row.size)


def verdicts(measured: Peaks) -> list[Verdict]:
    return [
        Verdict(
            f"{name}: {_cell(row.measured[FUNCTION])} in all processes "
            f"(at most {mebibytes(allowed_mebibytes(row.size))})",
            _is_met(row),
        )
        for name, row in measured.items()
    ]
