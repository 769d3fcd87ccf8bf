"""What an option costs: the time of a run with it, beside that of a plain run."""

from __future__ import annotations

from pathlib import Path

from benchmarks.inputs import generate
from benchmarks.inputs.configurations import DEFAULT, OPTIONS, REPLACE, VERIFY
from benchmarks.inputs.generate import CASES, Case
from benchmarks.measure import Measurement, side_by_side
from benchmarks.process import Place, run
from benchmarks.setting import Report, Setting
from benchmarks.table import Table, Verdict, seconds, times, word
from benchmarks.tools import Command

SIZES = ("1 MB work", "10 MB work")
MOST_TIMES = 1.5
PLAIN = "a plain run"

Options = dict[str, dict[str, Measurement]]
"""The name of a case -> the option, or a plain run -> its time."""


def measure(setting: Setting) -> Options:
    wanted = [case for case in CASES if case.name in SIZES and case.size <= setting.largest]
    return {
        case.name: side_by_side(_commands(case, setting), setting.stderr, setting.most)
        for case in wanted
        if setting.wants(f"options, {case.name}")
    }


def _commands(case: Case, setting: Setting) -> dict[str, Command]:
    plain = generate.write(case, DEFAULT, setting.directory).resource_list
    lists = {PLAIN: plain}
    for option, configuration in OPTIONS.items():
        folder = setting.directory / option.replace(": ", "-")
        lists[option] = generate.write(case, configuration, folder).resource_list
    set_already(lists[REPLACE], lists[VERIFY], setting)
    return {name: Command(setting.function, path) for name, path in lists.items()}


def set_already(unset: Path, verifying: Path, setting: Setting) -> None:
    """Puts the items that the function made of a list into the one at `verifying`."""
    output = verifying.with_name("output.yaml")
    run(setting.function, Place(unset, setting.stderr, output))
    items = output.read_text(encoding="utf-8").partition("functionConfig:\n")[0]
    configuration = verifying.read_text(encoding="utf-8").partition("functionConfig:\n")[2]
    verifying.write_text(f"{items}functionConfig:\n{configuration}", encoding="utf-8")


def report(measured: Options) -> Report:
    rows = [
        [name, *(text for taken in measured.values() for text in _cells(name, taken))]
        for name in (PLAIN, *OPTIONS)
    ]
    header = ["", *(text for case in measured for text in (case, "", ""))]
    failures = [
        f"{name}, {case}: {each.failure}"
        for case, taken in measured.items()
        for name, each in taken.items()
        if each.failure
    ]
    return Report(Table(header, rows), verdicts(measured), failures)


def _cells(name: str, taken: dict[str, Measurement]) -> list[str]:
    if taken[name].failure:
        return ["fails", "", word(met=False)]
    if name == PLAIN:
        return [seconds(taken[name].seconds), "", ""]
    ratio = taken[name].seconds / taken[PLAIN].seconds
    return [seconds(taken[name].seconds), times(ratio), word(ratio <= MOST_TIMES)]


def verdicts(measured: Options) -> list[Verdict]:
    """An option that fails is as far from its target as can be."""
    return [
        Verdict(
            f"{case}, {name}: {times(ratio)} the time of a plain run (at most {MOST_TIMES})",
            met=ratio <= MOST_TIMES,
        )
        for case, taken in measured.items()
        for name, each in taken.items()
        if name != PLAIN
        for ratio in [float("inf") if each.failure else each.seconds / taken[PLAIN].seconds]
    ]
