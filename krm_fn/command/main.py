"""The command `set-proxy-env`: arguments, stdin, stdout, stderr and the exit status."""

from __future__ import annotations

import gc
import os
import sys

from krm_fn.command import lean_yaml, reader
from krm_fn.command.command_line import Usage
from krm_fn.command.options import config_of
from krm_fn.command.streams import say, stdin, tell, write
from krm_fn.command.table import APPLY, EXPLAIN, GENERATE, HELP, RESULTS, VERSION
from krm_fn.errors import OUT_OF_MEMORY, BrokenOff, Malformed, Refused, reason, worded

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import NoReturn

    from krm_fn.command.command_line import CommandLine
    from krm_fn.transform import Outcome

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
        return _run(reader.read(sys.argv[1:] if arguments is None else arguments))
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        return CLOSED
    except MemoryError:
        say(f"[error] {OUT_OF_MEMORY}")
    except Refused as refused:
        tell(refused.results)
    except OSError as error:
        say(f"[error] {worded(error)}")
    except Malformed as error:
        say(f"[error] {error}")
    except Usage as error:
        say(f"[error] {error}")
        return WRONG_USAGE
    return REFUSED


def _run(line: CommandLine) -> int:
    if line.has(HELP):
        from krm_fn.command import parser

        write([parser.help_of(line.command).encode()])
        return 0
    if line.has(VERSION):
        from krm_fn import __version__

        write([f"set-proxy-env {__version__}\n".encode()])
        return 0
    if line.command == APPLY:
        from krm_fn.command.apply import apply

        return apply(line)
    if line.command == EXPLAIN:
        from krm_fn.command.explain import explain

        return explain(line)
    if line.command == GENERATE:
        from krm_fn.command.generate import generate

        return generate(line)
    return _transform(line)


def _transform(line: CommandLine) -> int:
    try:
        outcome = _outcome(line)
    except (KeyboardInterrupt, MemoryError, BrokenOff) as error:
        status = INTERRUPTED if isinstance(error, KeyboardInterrupt) else REFUSED
        why = reason(error)
    else:
        return _give(outcome, line)
    say(f"[error] {why}: nothing was written")  # what takes memory is given back by now
    return status


def _outcome(line: CommandLine) -> Outcome:
    from krm_fn.transform import run

    config = config_of(line)
    return run(stdin(), config)


def _give(outcome: Outcome, line: CommandLine) -> int:
    tell(outcome.told)
    results = line.value(RESULTS)
    if results is not None:
        with open(results, "wb") as file:
            file.writelines(outcome.written or [b"[]\n"])
    write(outcome.chunks)
    return outcome.exit_code
