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


def say(*lines: str) -> None:
    """Write lines to stderr, at once."""
    try:
        os.write(2, "".join(f"{shown(line)}\n" for line in lines).encode())
    except OSError:
        pass  # nobody listens; the exit status still tells


def write(chunks: Iterable[Any]) -> None:
    """Write all of stdout, at once and at the end."""
    with open(1, "wb", buffering=1 << 18, closefd=False) as stdout:
        stdout.writelines(chunks)
