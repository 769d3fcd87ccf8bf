"""The attack: cases in two processes, counted in their order, and findings made small."""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from itertools import count
from pathlib import Path
from typing import NamedTuple

from fuzz import findings, trips
from fuzz.cases import case
from fuzz.minimise import minimal
from fuzz.verdicts import FORBIDDEN, REFUSED, Case, Verdict

PROCESSES = 2
BATCH = 100
MOST_FINDINGS = 40
TOLD_EVERY = 10


class Plan(NamedTuple):
    """What to attack with, and until when: whichever limit comes first."""

    seed: str
    seconds: float | None = None
    documents: int | None = None
    cases: int | None = None
    corpus: tuple[str, ...] = ()


class Tally(NamedTuple):
    """What came of some cases. `verdicts` have the number of the case that each was found in."""

    families: Counter[str]
    counts: Counter[str]
    verdicts: list[tuple[Verdict, int]]


def batch(plan: Plan, first: int, stop: int) -> Tally:
    """Attack with the cases of these numbers."""
    tally = Tally(Counter(), Counter(), [])
    for number in range(first, stop):
        try:
            family, one = case(plan.seed, number, plan.corpus)
            judgement = trips.judged(one)
        except Exception as error:
            error.add_note(f"make fuzz SEED={plan.seed} CASE={number}")
            raise
        tally.families[family] += 1
        tally.counts.update(judgement.counts)
        found = judgement.verdicts + judgement.refusals
        tally.verdicts.extend((verdict, number) for verdict in found)
    return tally


class Attack:
    """What came of an attack, counted in the cases' order: the same seed gives the same counts.

    `verdicts` have the numbers of the cases in which they were found, refusals among them.
    """

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.cases = 0
        self.seconds = 0.0
        self.families: Counter[str] = Counter()
        self.counts: Counter[str] = Counter()
        self.verdicts: dict[Verdict, list[int]] = {}

    def run(self, folder: Path) -> list[Path]:
        """Attack, then write what was found, made small, into a folder."""
        began = time.monotonic()
        with ProcessPoolExecutor(PROCESSES) as executor:
            told = began
            for tally in self._tallies(executor, began):
                self.add(tally)
                if time.monotonic() > told + TOLD_EVERY:
                    told = time.monotonic()
                    self._tell(f"{self.cases} inputs, {self.counts['documents']} documents")
                if self._is_enough(began):
                    break
            self.seconds = time.monotonic() - began
            return self._written(executor, folder)

    def _tallies(self, executor: Executor, began: float) -> Iterator[Tally]:
        """The tallies of batches in their order; some more are at work meanwhile."""
        waiting: list[Future[Tally]] = []
        for first in count(0, BATCH):
            stop = min(first + BATCH, self.plan.cases or first + BATCH)
            if first < stop:
                waiting.append(executor.submit(batch, self.plan, first, stop))
            if len(waiting) > 2 * PROCESSES or first >= stop:
                if not waiting:
                    return
                yield waiting.pop(0).result()

    def add(self, tally: Tally) -> None:
        """Count what came of the next cases, and tell what is found for the first time."""
        self.cases += sum(tally.families.values())
        self.families.update(tally.families)
        self.counts.update(tally.counts)
        for verdict, number in tally.verdicts:
            if verdict.category != REFUSED and verdict not in self.verdicts:
                self._tell(f"{verdict.category}: {verdict.signature} (CASE={number})")
            self.verdicts.setdefault(verdict, []).append(number)

    def _is_enough(self, began: float) -> bool:
        seconds, documents = self.plan.seconds, self.plan.documents
        if documents is not None and self.counts["documents"] >= documents:
            return True
        return seconds is not None and time.monotonic() > began + seconds

    @property
    def forbidden(self) -> dict[Verdict, list[int]]:
        """What must not be, with the numbers of the cases."""
        return {one: each for one, each in self.verdicts.items() if one.category != REFUSED}

    def _written(self, executor: Executor, folder: Path) -> list[Path]:
        order = (*FORBIDDEN, REFUSED)
        found = sorted(self.verdicts.items(), key=lambda one: order.index(one[0].category))
        if found:
            folder.mkdir(parents=True, exist_ok=True)
            self._tell(f"making {min(len(found), MOST_FINDINGS)} findings small")
        smaller = [
            (verdict, numbers[0], executor.submit(small, self.plan, numbers[0], verdict))
            for verdict, numbers in found[:MOST_FINDINGS]
        ]
        paths = []
        for verdict, number, future in smaller:
            whole = case(self.plan.seed, number, self.plan.corpus)[1]
            left = future.result()
            paths.append(findings.write(folder, number, verdict, self.plan.seed, left, whole))
        return paths

    def _tell(self, text: str) -> None:
        print(text, file=sys.stderr, flush=True)


def small(plan: Plan, number: int, verdict: Verdict) -> Case:
    """A case made small, as long as the verdict is the same."""
    return minimal(case(plan.seed, number, plan.corpus)[1], verdict)
