"""What is written to the process's streams: results as lines of stderr, and all of stdout."""

from __future__ import annotations

import os

from krm_fn.errors import Malformed
from krm_fn.results import one_line
from krm_fn.shown import shown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

    from krm_fn.results import Result

COLOURS = {"[error": "1;31", "[warning": "1;33", "[info": "36"}
"""The colours of a line's first word, as a terminal has them: bold red, bold yellow, cyan."""
KPT = (b"internal.config.kubernetes.io/seqindent", b"internal.config.kubernetes.io/id")
"""The annotations that items have when kpt runs a function, and together nowhere else."""
EXPECTED = (
    "[info]: stdin is a terminal: type or paste a ResourceList, or manifests where the command line "
    "has a configuration, and end with Ctrl-D; `set-proxy-env apply` edits files, and `--help` tells "
    "more"
)


def stdin() -> bytes:
    """All of stdin. Where that is a terminal, whoever sits there is told what is expected."""
    if os.isatty(0):
        say(EXPECTED)
    try:
        with open(0, "rb", buffering=0, closefd=False) as file:
            return file.readall()
    except OSError as error:
        raise Malformed(f"stdin could not be read: {error.strerror}") from None


def tell(results: Iterable[Result]) -> None:
    """Write results to stderr, one a line."""
    lines = [one_line(each) for each in results]
    if lines:
        say(*lines)


def tell_of(results: Iterable[Result], data: bytes) -> None:
    """Write the results of a run on `data` to stderr, unless kpt runs it: that prints a list's
    results by itself, and stderr beside them.
    """
    if not all(mark in data for mark in KPT):
        tell(results)


def say(*lines: str) -> None:
    """Write lines to stderr, at once."""
    made = [shown(line) for line in lines]
    if is_coloured(2):
        made = [_painted(line) for line in made]
    complain("".join(f"{line}\n" for line in made).encode())


def complain(text: bytes) -> None:
    """Write a text to stderr, at once."""
    try:
        os.write(2, text)
    except OSError:
        pass  # nobody listens; the exit status still tells


def choose_colours(when: str | None) -> None:
    """Follow `--color`, for this process and those that it starts."""
    if when == "always":
        os.environ["FORCE_COLOR"] = "1"
        os.environ.pop("NO_COLOR", None)
    elif when == "never":
        os.environ["NO_COLOR"] = "1"


def is_coloured(stream: int) -> bool:
    """Whether a stream, 1 or 2, gets colours: a terminal does, unless the environment says so."""
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return os.isatty(stream) and os.environ.get("TERM") != "dumb"


def _painted(line: str) -> str:
    word, bracket, rest = line.partition("]")
    colour = COLOURS.get(word)
    return f"\033[{colour}m{word}{bracket}\033[0m{rest}" if colour else line


def write(chunks: Iterable[Any]) -> None:
    """Write all of stdout, at once and at the end."""
    with open(1, "wb", buffering=1 << 18, closefd=False) as stdout:
        stdout.writelines(chunks)
