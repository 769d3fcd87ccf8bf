"""A progress bar, for people who wait at a terminal."""

from __future__ import annotations

import os
import time

PATIENCE = 1.0
"""After how many seconds the bar is shown."""
INTERVAL = 0.1
WIDTH = 30


class Bar:
    """The bar on stderr. It costs next to nothing where stderr is no terminal."""

    __slots__ = ("_due", "_shown", "_total")

    def __init__(self, total: int) -> None:
        self._total = total
        self._shown = False
        self._due = time.monotonic() + PATIENCE if os.isatty(2) else float("inf")

    def show(self, share: float, doing: str = "") -> None:
        """Draw the bar when it is due: `share` of the files, between 0 and 1, are done."""
        now = time.monotonic()
        if now < self._due:
            return
        self._due = now + INTERVAL
        self._shown = True
        filled = int(share * WIDTH)
        done = f"{int(share * self._total):,} of {self._total:,} files"
        _draw(f"\r\033[K[{'#' * filled}{'.' * (WIDTH - filled)}] {doing}{done}")

    def clear(self) -> None:
        """Take the bar off the terminal."""
        if self._shown:
            _draw("\r\033[K")


def _draw(text: str) -> None:
    try:
        os.write(2, text.encode())
    except OSError:
        pass  # nobody looks
