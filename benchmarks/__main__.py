"""`python -m benchmarks`: generates the inputs, measures, prints one table and the targets."""

from __future__ import annotations

import argparse
import re
import shlex
import sys
import tempfile
from pathlib import Path

from benchmarks import commands, generate, table
from benchmarks.commands import FUNCTION, Run
from benchmarks.configurations import DEFAULT, OTHERS
from benchmarks.generate import CASES, MB, Case
from benchmarks.machine import description
from benchmarks.measure import Measured, side_by_side
from benchmarks.targets import SMALL, verdicts

QUICK = 1 * MB  # the largest input of a quick run
README = Path(__file__).parent.parent / "README.md"


def options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="inputs up to 1 MB only")
    parser.add_argument(
        "--only", metavar="PATTERN", default="", help='a regular expression over "ROW, CASE"'
    )
    parser.add_argument(
        "--command", default=commands.installed_function(), help="what runs the function"
    )
    parser.add_argument(
        "--inputs", type=Path, metavar="DIR", help="write the inputs there and keep them"
    )
    parser.add_argument("--markdown", action="store_true", help="print Markdown")
    parser.add_argument(
        "--update-readme", action="store_true", help="also write the Markdown into README.md"
    )
    given = parser.parse_args()
    if given.update_readme and (given.quick or given.only):
        parser.error("--update-readme needs the whole benchmark")
    return given


def runs_of(case: Case, given: argparse.Namespace, directory: Path) -> list[Run]:
    """Writes the inputs of `case`; the commands to measure on them, as `--only` picks them."""
    function = shlex.split(given.command)
    inputs = generate.write(case, DEFAULT, directory)
    runs = [Run(FUNCTION, case.name, function, inputs.resource_list)]
    if case.name == SMALL:
        for name, configuration in OTHERS.items():
            other = generate.write(case, configuration, directory / name)
            runs.append(Run(f"{FUNCTION}, {name}", case.name, function, other.resource_list))
    runs += commands.peers(case.name, case.size, inputs)
    return [run for run in runs if re.search(given.only, f"{run.row}, {run.case}")]


def measure(given: argparse.Namespace, directory: Path) -> tuple[Measured, dict[str, int]]:
    """Case by case: what was measured, and the bytes of each ResourceList."""
    measured: Measured = {}
    sizes: dict[str, int] = {}
    for case in CASES:
        runs = [] if given.quick and case.size > QUICK else runs_of(case, given, directory)
        if runs:
            print(f"measuring {case.name} ...", file=sys.stderr)
            inputs = generate.paths(case, directory)
            sizes[case.name] = inputs.resource_list.stat().st_size
            measured |= side_by_side(runs, directory / "stderr")
    return measured, sizes


def update_readme(text: str) -> None:
    readme = README.read_text(encoding="utf-8")
    README.write_text(table.placed(readme, text), encoding="utf-8")


def main() -> None:
    given = options()
    with tempfile.TemporaryDirectory(prefix="set-proxy-env-") as temporary:
        measured, sizes = measure(given, given.inputs or Path(temporary))
    if not measured:
        sys.exit(f"nothing matches {given.only!r}")
    parts = measured, verdicts(measured, sizes), description()
    print(table.report(*parts, as_markdown=given.markdown), end="")
    if given.update_readme:
        update_readme(table.report(*parts, as_markdown=True))


if __name__ == "__main__":
    main()
