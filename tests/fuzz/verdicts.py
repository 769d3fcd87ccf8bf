"""What is told about a case: verdicts on what is forbidden, and counts of the rest."""

from __future__ import annotations

import re
from collections import Counter
from typing import NamedTuple

from fuzz.program import Config

WRONG = "wrong edit"
BROKEN = "output that is not well-formed"
INVALID = "invalid input accepted"
CRASH = "traceback"
AGAIN = "a second run changes something"
KEPT = "something changed on exit 1"
READERS = "readers differ"
LOST = "text lost"
TRIP = "not as it was after remove"
ALONE = "an item differs in a list"
VERIFY = "verify disagrees"
FORBIDDEN = (*(WRONG, BROKEN, INVALID, CRASH, AGAIN, KEPT, READERS, LOST, TRIP, ALONE, VERIFY),)

REFUSED = "refused though a naive plan exists"
PLANNED = "inputs that a naive plan exists for"
MOST_REFUSED = 0.01
"""What part of the latter may be refused."""


IN_PODS = re.compile(r"/\S*/(?:initC|c|ephemeralC)ontainers\b")
"""A place in a pod, wherever that is in an object."""


class Case(NamedTuple):
    """One attack: a text, the configurations to run one after the other, and what to try.

    `embedded`: the text has its configuration itself. `mutated`: it was changed at random. `pad`
    and `processes` are for lists: to how many bytes they are filled up, and who works on them.
    """

    kind: str
    data: bytes
    configs: tuple[Config, ...]
    embedded: bool = False
    mutated: bool = False
    pad: int = 0
    processes: int = 1

    @property
    def config(self) -> Config | None:
        """What the function is given beside the text."""
        return None if self.embedded else self.configs[0]


class Verdict(NamedTuple):
    """Something forbidden. Verdicts of one category and `signature` have one cause, most likely."""

    category: str
    signature: str


class Judgement:
    """All that is told about one case, or about many."""

    def __init__(self) -> None:
        self.verdicts: list[Verdict] = []
        self.refusals: list[Verdict] = []
        self.counts: Counter[str] = Counter()

    def object_to(self, category: str, signature: str) -> None:
        """Note a verdict, each once."""
        verdict = Verdict(category, blanked(IN_PODS.sub("containers", signature)))
        if verdict not in self.verdicts:
            self.verdicts.append(verdict)

    def count(self, what: str, number: int = 1) -> None:
        self.counts[what] += number

    def add(self, other: Judgement) -> None:
        """Add another judgement on the same case."""
        self.verdicts += [each for each in other.verdicts if each not in self.verdicts]
        self.refusals += other.refusals
        self.counts += other.counts

    def refuse(self, reason: str) -> None:
        """Note a refusal of what could have been done."""
        self.count(REFUSED)
        self.refusals.append(Verdict(REFUSED, blanked(reason)))


def blanked(text: str) -> str:
    """A message without what is an input's own: paths, values and numbers."""
    text = re.sub(r"`[^`]*[.\[][^`]*`", "`PATH`", text)
    text = re.sub(r'"[^"]*"', '"..."', text)
    text = re.sub(r"[0-9]+", "N", text)
    return "".join(each if each.isprintable() else "?" for each in text)[:160]
