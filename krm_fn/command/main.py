"""The command `set-proxy-env`: arguments, stdin, stdout, stderr and the exit status."""

from __future__ import annotations

import gc
import os
import sys

from krm_fn.command import lean_yaml
from krm_fn.command.streams import choose_colours, say, stdin, tell_of, write
from krm_fn.errors import OUT_OF_MEMORY, BrokenOff, Malformed, Refused, Usage, reason, worded

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import NoReturn

    from krm_fn.command.command_line import CommandLine
    from krm_fn.command.report import Report

REFUSED, WRONG_USAGE = 1, 2
"""The exit statuses beside 0. A wrong usage is told before anything is read."""
# As a shell has it for a command that a signal ended: 128 and the signal's number.
INTERRUPTED = 128 + 2
CLOSED = 128 + 13


def command() -> NoReturn:
    """The console script. The process ends at once: to take the interpreter down in good order
    takes a tenth of a small run, and leaves nothing behind that is of any use.
    """
    try:
        lean_yaml.load()
        status = main()
        for stream in filter(None, (sys.stdout, sys.stderr)):
            try:
                stream.flush()
            except OSError:
                pass  # nobody listens
    except KeyboardInterrupt:
        status = INTERRUPTED
    os._exit(status)


def main(arguments: list[str] | None = None) -> int:
    """Run the command; returns its exit status."""
    gc.disable()
    try:
        words = sys.argv[1:] if arguments is None else arguments
        return _run(words) if words else _transform()
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        return CLOSED
    except MemoryError:
        say(f"[error] {OUT_OF_MEMORY}")
    except OSError as error:
        say(f"[error] {worded(error)}")
    except Malformed as error:
        say(f"[error] {error}")
    except Usage as error:
        say(f"[error] {error}")
        return WRONG_USAGE
    return REFUSED


def _run(words: list[str]) -> int:
    from krm_fn.command.command_line import divided, plain
    from krm_fn.command.report import Report
    from krm_fn.command.table import COLOR, HELP, VERSION

    name, rest = divided(words)
    line = plain(name, rest)
    if line is None:
        from krm_fn.command import parser

        line = parser.read(name, rest)
    choose_colours(line.value(COLOR))
    if line.has(HELP):
        from krm_fn.command import parser

        write([parser.help_of(line.command).encode()])
        return 0
    if line.has(VERSION):
        from krm_fn import __version__

        write([f"set-proxy-env {__version__}\n".encode()])
        return 0
    report = Report(line)
    try:
        return _done(line, report)
    except Refused as refused:
        report.tell(refused.results)
    except Malformed as error:
        report.fail(str(error))
    report.close()
    return REFUSED


def _done(line: CommandLine, report: Report) -> int:
    """Run a sub-command; returns the exit status. Raises Refused and Malformed as well."""
    from krm_fn.command.table import APPLY, AUDIT, EXPLAIN, PIPE

    if line.command == PIPE:
        return _transform(line, report)
    if line.command == APPLY:
        from krm_fn.command.apply import apply

        status = apply(line, report)
    elif line.command == EXPLAIN:
        from krm_fn.command.explain import explain

        status = explain(line, report)
    elif line.command == AUDIT:
        from krm_fn.command.audit import audit

        status = audit(line, report)
    else:
        from krm_fn.command.generate import generate

        status = generate(line, report)
    report.close()
    return status


def _transform(line: CommandLine | None = None, report: Report | None = None) -> int:
    """Run the function on stdin; `line` and `report` are those of a command line that has words."""
    try:
        config = None
        if line is not None and line.options:
            from krm_fn.command.options import config_of

            config = config_of(line)
        from krm_fn.transform import run

        data = stdin()
        outcome = run(data, config)
    except (KeyboardInterrupt, MemoryError, BrokenOff) as error:
        status = INTERRUPTED if isinstance(error, KeyboardInterrupt) else REFUSED
        why = reason(error)
    else:
        if report is not None:
            report.give(outcome, data)
        else:
            tell_of(outcome.told, data)
        write(outcome.chunks)
        return outcome.exit_code
    say(f"[error] {why}: nothing was written")  # what takes memory is given back by now
    return status
