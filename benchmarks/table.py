"""The one table, for the terminal and for the README."""

from __future__ import annotations

from benchmarks.measure import Measured, Measurement
from benchmarks.targets import Verdict

START, END = "<!-- benchmark:start -->", "<!-- benchmark:end -->"
UNITS = "seconds (median) / MiB (peak of the largest process)"
NOT_MEASURED = "-"


def cell(measurement: Measurement | None) -> str:
    """`.595 / 24` under a second, `9.93 / 447` above; `fails` where the command does."""
    if measurement is None:
        return NOT_MEASURED
    if measurement.failure:
        return "fails"
    digits = 3 if measurement.seconds < 1 else 2
    return f"{measurement.seconds:.{digits}f}".lstrip("0") + f" / {measurement.mebibytes:.0f}"


def grid(measured: Measured) -> list[list[str]]:
    """Header and rows; rows and columns come in the order in which they were measured."""
    rows = list(dict.fromkeys(row for row, _ in measured))
    cases = list(dict.fromkeys(case for _, case in measured))
    body = [[row, *(cell(measured.get((row, case))) for case in cases)] for row in rows]
    return [["", *cases], *body]


def plain(measured: Measured) -> str:
    """Columns lined up, for the terminal."""
    lines = grid(measured)
    widths = [max(len(line[column]) for line in lines) for column in range(len(lines[0]))]
    first, *others = widths
    return "".join(
        "  ".join(
            [
                line[0].ljust(first),
                *(text.rjust(w) for text, w in zip(line[1:], others, strict=True)),
            ]
        ).rstrip()
        + "\n"
        for line in lines
    )


def markdown(measured: Measured) -> str:
    """A Markdown table; names of commands are code."""
    header, *rows = grid(measured)
    rule = ["---", *("---:" for _ in header[1:])]
    coded = [[f"`{line[0]}`", *line[1:]] for line in rows]
    return "".join("| " + " | ".join(line) + " |\n" for line in [header, rule, *coded])


def failures(measured: Measured) -> list[str]:
    """What the failing commands said, one line each."""
    return [
        f"{row}, {case}: {measurement.failure}"
        for (row, case), measurement in measured.items()
        if measurement.failure
    ]


def judged(verdicts: list[Verdict]) -> list[str]:
    return [f"{'met' if verdict.met else 'NOT MET'}: {verdict.text}" for verdict in verdicts]


def report(
    measured: Measured, verdicts: list[Verdict], machine: list[str], *, as_markdown: bool
) -> str:
    """The table with everything that belongs below it."""
    table = markdown(measured) if as_markdown else plain(measured)
    bullet = "- " if as_markdown else ""
    parts = (failures(measured), judged(verdicts), machine)
    below = ["".join(f"{bullet}{line}\n" for line in part) for part in parts if part]
    title = UNITS[0].upper() + UNITS[1:]
    repeat = "Repeat it with `make bench`.\n"
    return "\n".join([f"{title}:\n", table, *below, repeat])


def placed(readme: str, text: str) -> str:
    """`readme` with `text` between the two marks; ValueError when they are missing."""
    if START not in readme or END not in readme:
        raise ValueError(f"README.md must contain {START} and {END}")
    head, rest = readme.split(START, 1)
    return f"{head}{START}\n{text}{END}{rest.split(END, 1)[1]}"
