"""How much work something takes, counted in calls: the same on every machine, whatever else runs."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any

IN_PROPORTION = 2.2
"""The growth of what takes time in proportion to its input, with some room."""


def calls(work: Callable[[], object]) -> int:
    """How many functions, also built-in ones, are called while something is done."""
    count = 0

    def profile(frame: FrameType, event: str, argument: Any) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(profile)
    try:
        work()
    finally:
        sys.setprofile(before)
    return count


def growth(work: Callable[[int], object], size: int) -> float:
    """How many times as many calls twice the size takes: 2 where the work is in proportion."""
    work(1)  # what is made once, such as patterns and imports, does not count
    return calls(lambda: work(2 * size)) / calls(lambda: work(size))
