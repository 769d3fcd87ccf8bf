"""The reader of command lines: valid ones in the usual spelling it takes apart by the table alone;
about whatever else there is, argparse is asked.
"""

from __future__ import annotations

from krm_fn.command.command_line import CommandLine
from krm_fn.command.table import ALL, PIPE, STOPS, command, options


def read(words: list[str]) -> CommandLine:
    """The words behind the program's name, taken apart. Raises Usage."""
    name = words[0] if words and words[0] in ALL and words[0] != PIPE else PIPE
    rest = words[1:] if name else words
    line = plain(name, rest)
    if line is None:
        from krm_fn.command import parser

        line = parser.read(name, rest)
    return line


def plain(name: str, words: list[str]) -> CommandLine | None:
    """The words as `--option value`, `--option=value`, flags and operands; None for all others."""
    rows = {spelling: row for row in options(name) for spelling in row.names}
    line = CommandLine(name)
    waiting = iter(words)
    for word in waiting:
        if word == "--":
            line.operands += waiting
            break
        if word[:1] != "-" or word == "-":
            line.operands.append(word)
            continue
        spelling, mark, value = word.partition("=")
        row = rows.get(spelling)
        if row is None or (mark and not (row.metavar and spelling.startswith("--"))):
            return None
        if row.metavar and not mark:
            value = next(waiting, "-?")
            if value[:1] == "-" and value != "-":
                return None
        if row.choices and value not in row.choices:
            return None
        line.options.setdefault(row.name, []).append(value)
        if row.name in STOPS:
            return line
    return line if command(name).operand or not line.operands else None
