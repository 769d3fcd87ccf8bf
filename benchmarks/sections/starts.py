"""What the start of a small run costs, in instructions, which do not waver."""

from __future__ import annotations

import os
from pathlib import Path
from typing import NamedTuple

from benchmarks import instructions, tools
from benchmarks.inputs import generate
from benchmarks.inputs.configurations import DEFAULT
from benchmarks.inputs.generate import CASES
from benchmarks.setting import Report, Setting
from benchmarks.table import Table, times
from benchmarks.tools import BARE, FUNCTION, IMPORT_YAML, Command

SMALL = CASES[0]


class Counted(NamedTuple):
    """`by` is what counted; it is None where nothing here can."""

    by: str | None
    counts: dict[str, int]


def measure(setting: Setting) -> Counted:
    inputs = generate.write(SMALL, DEFAULT, setting.directory)
    commands = {
        BARE: Command(tools.bare_python(), Path(os.devnull)),
        IMPORT_YAML: Command(tools.import_yaml(), Path(os.devnull)),
        f"{FUNCTION}, {SMALL.name}": Command(setting.function, inputs.resource_list),
    }
    by = instructions.counter()
    wanted = {name: command for name, command in commands.items() if by and setting.wants(name)}
    for command in wanted.values():
        instructions.count(*command)  # the first run may compile modules
    return Counted(by, {name: instructions.count(*command) for name, command in wanted.items()})


def report(counted: Counted) -> Report:
    bare = counted.counts.get(BARE)
    rows = [
        [f"`{name}`", f"{count / 1e6:.1f} M", times(count / bare) if bare else ""]
        for name, count in counted.counts.items()
    ]
    by = f"Counted by {counted.by}." if counted.by else "Neither perf nor valgrind is here."
    return Report(Table(["", "instructions", ""], rows), [], [by])
