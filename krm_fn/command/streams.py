"""What is written to the process's streams: results as lines of stderr, and all of stdout."""

from __future__ import annotations

import os

from krm_fn.results import one_line
from krm_fn.shown import shown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

    from krm_fn.results import Result


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
