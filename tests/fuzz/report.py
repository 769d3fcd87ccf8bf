"""An attack in numbers: tables in Markdown, as docs/testing.md has them."""

from __future__ import annotations

from collections.abc import Iterator

from fuzz.attack import Attack
from fuzz.verdicts import FORBIDDEN, MOST_REFUSED, PLANNED, REFUSED

FEW = 1000
"""Of fewer inputs with a plan the part that is refused says nothing."""
COARSELY = "coarsely: "


def refused_part(attack: Attack) -> float:
    return attack.counts[REFUSED] / max(1, attack.counts[PLANNED])


def has_failed(attack: Attack) -> bool:
    """Whether something forbidden was found, or too much was refused."""
    too_much = attack.counts[PLANNED] >= FEW and refused_part(attack) > MOST_REFUSED
    return bool(attack.forbidden) or too_much


def lines(attack: Attack) -> Iterator[str]:
    """The report."""
    documents, seconds = attack.counts["documents"], attack.seconds
    took = f"in {seconds:.0f} seconds"
    yield f"seed {attack.plan.seed}: {attack.cases:,} inputs, {documents:,} documents {took}"
    told = sorted(attack.counts.items())
    coarse = [(name.removeprefix(COARSELY), each) for name, each in told if COARSELY in name]
    yield from _table("attack", "inputs", attack.families.most_common())
    yield from _table("told", "number", [pair for pair in told if COARSELY not in pair[0]])
    yield from _table("judged coarsely, because of", "documents", coarse)
    yield from _table("refused though a naive plan exists", "inputs", _refusals(attack))
    yield from _table("forbidden", "inputs", _forbidden(attack))
    part = refused_part(attack)
    yield f"\nrefused of what a plan exists for: {part:.2%} (at most {MOST_REFUSED:.0%})"
    for verdict, numbers in attack.forbidden.items():
        yield f"{verdict.category}: {verdict.signature} ({len(numbers)} x, CASE={numbers[0]})"


def _refusals(attack: Attack) -> list[tuple[str, int]]:
    found = [
        (verdict.signature, len(numbers))
        for verdict, numbers in attack.verdicts.items()
        if verdict.category == REFUSED
    ]
    return sorted(found, key=lambda pair: -pair[1])


def _forbidden(attack: Attack) -> list[tuple[str, int]]:
    found = {category: set[int]() for category in FORBIDDEN}
    for verdict, numbers in attack.forbidden.items():
        found[verdict.category].update(numbers)
    return [(category, len(numbers)) for category, numbers in found.items()]


def _table(what: str, unit: str, rows: list[tuple[str, int]]) -> Iterator[str]:
    if rows:
        yield f"\n| {what} | {unit} |"
        yield "|---|---:|"
        for name, number in rows:
            yield f"| {name} | {number:,} |"
