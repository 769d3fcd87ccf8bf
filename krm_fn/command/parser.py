"""The command line's parser, by argparse: imported for help, for odd spellings, and to say what is
wrong with a command line.
"""

from __future__ import annotations

import argparse
import difflib
import os

from krm_fn.command.command_line import CommandLine
from krm_fn.command.table import ALL, COMMANDS, OPTIONS, PIPE, STOPS, command, options
from krm_fn.errors import Usage
from krm_fn.shown import printable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import Any

    from krm_fn.command.table import Command, Option

PROGRAM = "set-proxy-env"
SUB_COMMAND = "command"
"""Where the parser of all sub-commands has their names."""
STATUS = (
    "Exit status: 0 when all is done; 1 when something was refused, or would change under --check; "
    "2 when the command line is wrong."
)


def read(name: str, words: list[str]) -> CommandLine:
    """The words of a sub-command, taken apart. Raises Usage, which says what to write instead."""
    head, tail = words, []
    if "--" in words:
        at = words.index("--")
        head, tail = words[:at], words[at + 1 :]
    made = argparse.ArgumentParser(add_help=False, allow_abbrev=False, exit_on_error=False)
    for row in options(name):
        _add(made, row, _checked(row))
    try:
        found, others = made.parse_known_args(head)
    except argparse.ArgumentError as error:
        raise Usage(_wrong_value(error, name)) from None
    given = {key: value for key, value in vars(found).items() if value is not None}
    operands = [*(each for each in others if each == "-" or not each.startswith("-")), *tail]
    line = CommandLine(name, given, operands)
    if given.keys() & set(STOPS):
        return line
    for each in others if command(name).operand else [*others, *tail]:
        if each.startswith("-") and each != "-":
            raise Usage(_unknown_option(name, each.partition("=")[0]))
        if not command(name).operand:
            raise Usage(_unknown_command(each))
    return line


def help_of(name: str) -> str:
    """The help of a sub-command; that of the pipe is the program's."""
    made = whole() if name == PIPE else _described(argparse.ArgumentParser, command(name))
    return made.format_help()


def whole() -> argparse.ArgumentParser:
    """The parser of all sub-commands, for help, completions and the manual page."""
    made = _described(argparse.ArgumentParser, command(PIPE))
    chosen = made.add_subparsers(title="sub-commands", metavar="SUB-COMMAND", dest=SUB_COMMAND)
    for each in COMMANDS:
        if each.name != PIPE:
            _described(chosen.add_parser, each)
    return made


def _described(
    make: Callable[..., argparse.ArgumentParser], row: Command
) -> argparse.ArgumentParser:
    program = _full_name(row.name)
    ways = [f"{program} {way}" for way in row.usage]
    if row.name == PIPE:
        ways.append(f"{program} SUB-COMMAND --help")
    settings: dict[str, Any] = {"description": row.description, "epilog": STATUS, "add_help": False}
    settings["usage"] = "\n       ".join(ways).replace("%", "%%")
    if make is argparse.ArgumentParser:
        made = make(prog=program, **settings)
    else:
        made = make(row.name, help=row.help, **settings)
    if row.operand:
        made.add_argument("operands", metavar=row.operand, nargs="*", help=row.operand_help)
    for each in options(row.name):
        _add(made, each)
    return made


def _add(made: argparse.ArgumentParser, row: Option, check: Callable[[str], str] = str) -> None:
    """Add an option. All values of it come as a list, as in CommandLine."""
    long = [name for name in row.names if name.startswith("--")]
    names = [name for name in row.names if name not in long] + long
    settings: dict[str, Any] = {"action": "append_const", "const": ""}
    if row.metavar:
        settings = {"action": "append", "metavar": row.metavar, "type": check}
        settings["choices"] = row.choices or None
    made.add_argument(*names, dest=row.name, help=row.help, **settings)


def _checked(row: Option) -> Callable[[str], str]:
    def check(value: str) -> str:
        if row.choices and value not in row.choices:
            *others, last = row.choices
            listed = f"{', '.join(others)} or {last}"
            guess = _nearest(value, row.choices)
            raise Usage(f'`{row.name}` must be {listed}, got "{printable(value)}"{guess}')
        return value

    return check


def _wrong_value(error: argparse.ArgumentError, name: str) -> str:
    names = set((error.argument_name or "").split("/"))
    row = next(each for each in options(name) if names & set(each.names))
    if row.metavar:
        return f"`{row.name}` must be followed by a value: `{row.name} {row.metavar}`"
    return f"`{row.name}` must not have a value"


def _unknown_option(name: str, word: str) -> str:
    owners: dict[str, list[str]] = {}
    for row in OPTIONS:
        for each in row.names:
            owners.setdefault(each, []).extend(row.commands)
    if word in owners:
        *others, last = [f"`{_full_name(each)}`" for each in owners[word]]
        listed = f"{', '.join(others)} and {last}" if others else last
        return f'must not get "{word}", which is an option of {listed}'
    guess = _nearest(word, [each for each in owners if name in owners[each]])
    return f'must not get "{printable(word)}"{guess or _nearest(word, owners)}; {_help_hint(name)}'


def _unknown_command(word: str) -> str:
    if word in ALL:
        return f'"{word}" must come first, before all options: `{PROGRAM} {word} ...`'
    guess = _nearest(word, filter(None, ALL))
    if not guess and os.path.lexists(word):
        return f'must not get "{printable(word)}"; `{PROGRAM} {ALL[1]}` edits files'
    return f'must not get "{printable(word)}"{guess}; {_help_hint(PIPE)}'


def _nearest(word: str, known: Iterable[str]) -> str:
    """What may have been meant, as a question, or nothing."""
    found = difflib.get_close_matches(word, list(known), 1, 0.7)
    return f" (did you mean `{found[0]}`?)" if found else ""


def _help_hint(name: str) -> str:
    return f"`{_full_name(name)} --help` lists the options"


def _full_name(name: str) -> str:
    return f"{PROGRAM} {name}".rstrip()
