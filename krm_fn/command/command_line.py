"""Command lines, taken apart. Valid ones in the usual spelling are read here, by the table alone; about
whatever else there is, argparse must be asked: `parser.read`.
"""

from __future__ import annotations


class CommandLine:
    """A sub-command, its options by their first names, and its operands. The value of a flag is ""."""

    __slots__ = ("command", "operands", "options")

    def __init__(
        self,
        name: str = "",
        options: dict[str, list[str]] | None = None,
        operands: list[str] | None = None,
    ) -> None:
        self.command = name
        self.options = options or {}
        self.operands = operands or []

    def has(self, name: str) -> bool:
        """Whether the option is there."""
        return name in self.options

    def value(self, name: str) -> str | None:
        """The option's value, the last one of several."""
        return self.options[name][-1] if name in self.options else None

    def values(self, name: str) -> list[str]:
        """All values of an option that may be repeated."""
        return self.options.get(name, [])


def divided(words: list[str]) -> tuple[str, list[str]]:
    """The words behind the program's name as a sub-command and what follows it."""
    from krm_fn.command.table import ALL, PIPE

    is_named = words[0] in ALL and words[0] != PIPE
    return (words[0], words[1:]) if is_named else (PIPE, words)


def plain(name: str, words: list[str]) -> CommandLine | None:
    """The words as `--option value`, `--option=value`, flags and operands; None for all others."""
    from krm_fn.command.table import STOPS, command, options

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
