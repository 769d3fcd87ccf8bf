"""`python -m benchmarks`: generates the inputs, measures, prints tables, and judges the targets.

The sections are `times`, `options`, `memory`, `growth` and `start`.
"""

from __future__ import annotations

import argparse
import shlex
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from benchmarks import documents, machine, tools
from benchmarks.inputs.generate import MB
from benchmarks.measure import MOST
from benchmarks.sections import growth, options, peaks, starts, times
from benchmarks.setting import Report, Setting
from benchmarks.table import Verdict

QUICK = 1 * MB  # the largest input of a quick run
SECTIONS = ("times", "options", "memory", "growth", "start")


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    add = parser.add_argument
    add("--sections", nargs="+", choices=SECTIONS, default=SECTIONS, help="all by default")
    add("--manifests", nargs="+", type=Path, default=[], help="files and folders: a row for each")
    add("--write", action="store_true", help="write the sections into docs/ and README.md")
    add("--quick", action="store_true", help="inputs up to 1 MB only")
    add("--only", metavar="PATTERN", default="", help="rows that match a regular expression")
    add("--most", type=int, default=MOST, help="how often a command runs at most")
    add("--callgrind", action="store_true", help="judge growth by instructions: takes long")
    add("--command", default=tools.installed_function(), help="what runs the function")
    add("--inputs", type=Path, metavar="DIR", help="write the inputs there and keep them")
    given = parser.parse_args()
    if given.write and (given.quick or given.only):
        parser.error("--write needs whole sections")
    return given


def setting_of(given: argparse.Namespace, directory: Path) -> Setting:
    return Setting(
        shlex.split(given.command),
        directory,
        QUICK if given.quick else float("inf"),
        given.only,
        given.most,
        tuple(given.manifests),
    )


def measured_times(setting: Setting, *, write: bool) -> Report:
    measured = times.measure(setting)
    if write:
        documents.write_overview(measured)
    return times.report(measured)


def sections(given: argparse.Namespace, setting: Setting) -> dict[str, Callable[[], Report]]:
    """What measures each section."""
    by_callgrind = given.callgrind
    return {
        "times": lambda: measured_times(setting, write=given.write),
        "options": lambda: options.report(options.measure(setting)),
        "memory": lambda: peaks.report(peaks.measure(setting)),
        "growth": lambda: growth.report(growth.measure(setting, callgrind=by_callgrind)),
        "start": lambda: starts.report(starts.measure(setting)),
    }


def run(given: argparse.Namespace, setting: Setting) -> list[Verdict]:
    """Section by section, each printed and published as soon as it is measured."""
    verdicts: list[Verdict] = []
    for name in given.sections:
        report = sections(given, setting)[name]()
        others = tools.versions() if name in ("times", "memory") else []
        measured_on = machine.description(*others)
        print(f"{name}\n\n{documents.text(report, measured_on)}", flush=True)
        if given.write:
            documents.write_section(name, documents.section(report, measured_on))
        verdicts += report.verdicts
    return verdicts


def main() -> None:
    given = arguments()
    if said := machine.busy():
        print(said, file=sys.stderr)
    with tempfile.TemporaryDirectory(prefix="set-proxy-env-") as temporary:
        directory = given.inputs or Path(temporary)
        directory.mkdir(parents=True, exist_ok=True)
        verdicts = run(given, setting_of(given, directory))
    missed = [verdict for verdict in verdicts if not verdict.met]
    print(f"{len(verdicts) - len(missed)} of {len(verdicts)} targets are met.", *missed, sep="\n")


if __name__ == "__main__":
    main()
