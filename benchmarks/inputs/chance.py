"""Choices that are the same on every machine and in every Python version.

Only `random.Random(int).random()` has a sequence that Python promises to keep, so everything is
derived from it.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")

WORDS = """
    the a cluster object field value optional default controller selector namespace defines
    specifies whether list of reference name should resource container pod template secret key
    which is are to be used when set if not must may labels match annotation policy server
    request limit timeout seconds volume mount path port protocol endpoint status condition
    desired observed generation reconciled more info see this that for in by with and or from
""".split()


def chance(seed: int) -> random.Random:
    """A generator of choices; equal seeds choose alike."""
    return random.Random(seed)


def between(choices: random.Random, low: int, high: int) -> int:
    """A whole number from `low` to `high`, both included."""
    return low + int(choices.random() * (high - low + 1))


def pick(choices: random.Random, options: Sequence[T]) -> T:
    return options[int(choices.random() * len(options))]


def sentence(choices: random.Random, words: int) -> str:
    return " ".join(pick(choices, WORDS) for _ in range(words)).capitalize() + "."
