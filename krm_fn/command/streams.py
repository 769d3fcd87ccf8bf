"""What is written to the process's streams: results as lines of stderr, and all of stdout."""

from __future__ import annotations

import os

from krm_fn.results import one_line

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

    from krm_fn.results import Result


def tell(results: Iterable[Result]) -> None:
    """Write results to stderr, one a line."""
    text = "".join(one_line(each) + "\n" for each in results)
    if text:
        say(text)


def say(text: str) -> None:
    try:
        os.write(2, text.encode(errors="replace"))
    except OSError:
        pass  # nobody listens; the exit status still tells


def write(chunks: Iterable[Any]) -> None:
    """Write all of stdout, at once and at the end."""
    with open(1, "wb", buffering=1 << 18, closefd=False) as stdout:
        stdout.writelines(chunks)
