"""Write the manual page, share/man/man1/set-proxy-env.1, and the options in docs/command-line.md,
from the table of the command line.
"""

from __future__ import annotations

from pathlib import Path

from generated import ROOT, main

from krm_fn.command.parser import PROGRAM
from krm_fn.command.table import COMMANDS, OPTIONS, PIPE, Command, Option, command

DOCUMENT = ROOT / "docs" / "command-line.md"
BEGIN = "<!-- options: made by scripts/generate_command_line.py -->\n"
END = "<!-- end of options -->\n"
PAGE = ROOT / "share" / "man" / "man1" / f"{PROGRAM}.1"
STATUSES = (
    ("0", "All is done."),
    (
        "1",
        "Something was refused: a configuration or a manifest is wrong, or a file could not be read "
        "or written. With \\-\\-check also: a file would change, or a value differs.",
    ),
    ("2", "The command line is wrong; nothing was read."),
)
VARIABLES = (
    ("NO_COLOR", "Without colours, where it is set to anything."),
    ("FORCE_COLOR", "With colours also where it is not a terminal, where it is set to anything."),
)


def files() -> dict[Path, str]:
    """The page and the document by their files."""
    before, _, rest = DOCUMENT.read_text(encoding="utf-8").partition(BEGIN)
    after = rest.partition(END)[2]
    return {PAGE: page(), DOCUMENT: f"{before}{BEGIN}{options()}{END}{after}"}


def options() -> str:
    """The options as a table of a document."""
    lines = ["| option | in | |", "|---|---|---|"]
    for row in OPTIONS:
        names = ", ".join(f"`{name}`" for name in reversed(row.names))
        value = f" {row.metavar}" if row.metavar else ""
        lines.append(f"| {names}{value} | {_taken(row)} | {row.help} |")
    return "\n".join(lines) + "\n"


def _taken(row: Option) -> str:
    """The sub-commands that take an option, in words."""
    names = [each.name or "filter" for each in COMMANDS if each.name in row.commands]
    return "all" if len(names) == len(COMMANDS) else ", ".join(names)


def page() -> str:
    """The page in the macros of man(7)."""
    pipe = command(PIPE)
    lines = [
        '.\\" Made by scripts/generate_command_line.py from the table of the command line: do not edit.',
        f'.TH {PROGRAM.upper()} 1 "" "{PROGRAM}" "User Commands"',
        ".SH NAME",
        f"{_text(PROGRAM)} \\- {_text(pipe.help)}",
        ".SH SYNOPSIS",
        *(line for each in COMMANDS for line in _synopsis(each)),
        ".SH DESCRIPTION",
        _text(pipe.description),
        ".SH SUB-COMMANDS",
        *(line for each in COMMANDS if each.name for line in _sub_command(each)),
        ".SH OPTIONS",
        *(line for row in OPTIONS for line in _option(row)),
        ".SH EXIT STATUS",
        *(line for pair in STATUSES for line in (".TP", f".B {pair[0]}", pair[1])),
        ".SH ENVIRONMENT",
        *(line for pair in VARIABLES for line in (".TP", f".B {pair[0]}", pair[1])),
    ]
    return "\n".join(lines) + "\n"


def _synopsis(row: Command) -> list[str]:
    name = f"{PROGRAM} {row.name}".rstrip()
    return [line for way in row.usage for line in (f".B {_text(name)}", _text(way), ".br")]


def _sub_command(row: Command) -> list[str]:
    return [".TP", f".B {_text(row.name)}", _text(row.description)]


def _option(row: Option) -> list[str]:
    value = f" \\fI{_text(row.metavar)}\\fR" if row.metavar else ""
    names = ", ".join(f"\\fB{_text(name)}\\fR" for name in reversed(row.names))
    taken = _taken(row)
    where = "" if taken == "all" else f" ({taken})"
    return [".TP", f"{names}{value}", _text(f"{row.help}{where}.")]


def _text(text: str) -> str:
    """A text as roff reads it as it stands."""
    escaped = text.replace("\\", "\\e").replace("-", "\\-")
    return f"\\&{escaped}" if escaped.startswith((".", "'")) else escaped


if __name__ == "__main__":
    raise SystemExit(main(__file__, files()))
