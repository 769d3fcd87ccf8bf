"""Where the figures are published: docs/benchmarks.md, its picture, and five lines of README.md."""

from __future__ import annotations

from pathlib import Path

from benchmarks.inputs.generate import CASES, Case
from benchmarks.picture import Series, draw
from benchmarks.sections.times import SMALL, Times, cell
from benchmarks.setting import Report
from benchmarks.table import Table, markdown, plain
from benchmarks.tools import BARE, FUNCTION, KYAML, SET_ENV, TOOLS, YQ

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "benchmarks.md"
PICTURE = ROOT / "docs" / "benchmarks.svg"
README = ROOT / "README.md"
README_COLUMNS = (FUNCTION, KYAML, SET_ENV, YQ)
WORK = [case for case in CASES if case.content == "work" and case.syntax == "yaml"]
"""What the picture and README.md show: all sizes of one shape."""


def text(report: Report, machine: str) -> str:
    """A section for the terminal."""
    return "\n".join([plain(report.table), *below(report), machine]) + "\n"


def section(report: Report, machine: str) -> str:
    """A section in Markdown."""
    listed = "".join(f"- {line}\n" for line in below(report))
    return "\n".join([*filter(None, [markdown(report.table), listed]), f"({machine}.)\n"])


def below(report: Report) -> list[str]:
    """What stands below a table: a verdict only where the table doesn't say it."""
    return [*([] if report.in_table else map(str, report.verdicts)), *report.notes]


def placed(page: str, name: str, new: str) -> str:
    """`page` with `new` between the two marks of a section; ValueError where they are missing."""
    start, end = f"<!-- {name}:start -->\n", f"<!-- {name}:end -->\n"
    if start not in page or end not in page:
        raise ValueError(f"the page must contain {start.strip()} and {end.strip()}")
    head, rest = page.split(start, 1)
    return f"{head}{start}\n{new}\n{end}{rest.split(end, 1)[1]}"


def write_section(name: str, new: str) -> None:
    PAGE.write_text(placed(PAGE.read_text(encoding="utf-8"), name, new), encoding="utf-8")


def write_overview(measured: Times) -> None:
    """The picture, and the lines in README.md."""
    PICTURE.write_text(picture(measured), encoding="utf-8")
    readme = README.read_text(encoding="utf-8")
    lines = markdown(overview(measured))
    README.write_text(placed(readme, "benchmark", lines), encoding="utf-8")


def overview(measured: Times) -> Table:
    """A line for each size of workloads."""
    columns = [
        name
        for name in README_COLUMNS
        if any(name in measured[case.name].measured for case in WORK)
    ]
    rows = [
        [_size(case), *(cell(measured[case.name].measured.get(name)) for name in columns)]
        for case in WORK
    ]
    return Table(["", *(f"`{name}`" for name in columns)], rows)


def _size(case: Case) -> str:
    return f"{case.name.removesuffix(' work')} of workloads"


def picture(measured: Times) -> str:
    series = [Series(name, points(measured, name)) for name in (FUNCTION, *TOOLS)]
    bare = measured[SMALL].measured.get(BARE)
    floor = ("bare Python", bare.seconds) if bare else None
    return draw([each for each in series if each.points], floor)


def points(measured: Times, name: str) -> list[tuple[float, float]]:
    """The size and the seconds of all that a tool was measured with, and did not fail."""
    taken = [(case.size, measured[case.name].measured.get(name)) for case in WORK]
    return [(size, each.seconds) for size, each in taken if each and not each.failure]
