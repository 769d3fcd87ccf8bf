"""Delta debugging: the smallest part of a case on which the verdict is the same."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import partial
from typing import TypeVar

from fuzz import program, trips
from fuzz.program import Function
from fuzz.verdicts import Case, Verdict

MOST_RUNS = 2500
"""How many smaller cases are tried for one finding: some ten seconds."""
Part = TypeVar("Part")


class _Search:
    """Tries cases for a verdict; after MOST_RUNS none has it."""

    def __init__(self, verdict: Verdict, function: Function) -> None:
        self.verdict = verdict
        self.function = function
        self.runs = 0

    def holds(self, case: Case) -> bool:
        self.runs += 1
        if self.runs > MOST_RUNS:
            return False
        judgement = trips.judged(case, self.function)
        return self.verdict in judgement.verdicts + judgement.refusals


def minimal(case: Case, verdict: Verdict, function: Function = program.run) -> Case:
    """The smallest case that could be found with the verdict; the case itself where it has none."""
    search = _Search(verdict, function)
    if not search.holds(case):
        return case
    case = _without_the_embedded(case, search)
    case = _in_parts(case, _lines(case.data), search)
    case = _with_less_configuration(case, search)
    case = _in_parts(case, _lines(case.data), search)
    case = _further_out(case, search)
    case = _in_parts(case, re.findall(rb"\w+|\s+|.", case.data, re.DOTALL), search)
    return _in_parts(case, [bytes((byte,)) for byte in case.data], search)


def _lines(data: bytes) -> list[bytes]:
    return data.splitlines(keepends=True)


def _in_parts(case: Case, parts: Sequence[bytes], search: _Search) -> Case:
    found = reduced(list(parts), lambda rest: search.holds(case._replace(data=b"".join(rest))))
    return case._replace(data=b"".join(found))


def reduced(parts: list[Part], holds: Callable[[list[Part]], bool]) -> list[Part]:
    """Parts without all that can be left out, in ever smaller pieces, for it still to hold."""
    size = max(1, len(parts) // 2)
    while True:
        before, at = len(parts), 0
        while at < len(parts):
            rest = parts[:at] + parts[at + size :]
            if holds(rest):
                parts = rest
            else:
                at += size
        if size > 1:
            size //= 2
        elif len(parts) == before:
            return parts


def _without_the_embedded(case: Case, search: _Search) -> Case:
    """The configuration beside the text, where that makes no difference."""
    outside = case._replace(embedded=False)
    return outside if case.embedded and search.holds(outside) else case


def _with_less_configuration(case: Case, search: _Search) -> Case:
    """The same with fewer fields in each configuration that is beside the text."""
    for index, config in enumerate(() if case.embedded else case.configs):
        holder = next((key for key in ("spec", "data") if isinstance(config.get(key), dict)), None)
        if holder is None:
            continue
        keys = reduced(
            list(config[holder]),
            partial(_holds_with, search=search, case=case, index=index, holder=holder),
        )
        case = _with_fields(case, index, holder, keys)
    return case


def _holds_with(keys: list[str], search: _Search, case: Case, index: int, holder: str) -> bool:
    return search.holds(_with_fields(case, index, holder, keys))


def _with_fields(case: Case, index: int, holder: str, keys: list[str]) -> Case:
    configs = list(case.configs)
    fields = {key: configs[index][holder][key] for key in keys}
    configs[index] = {**configs[index], holder: fields}
    return case._replace(configs=tuple(configs))


def _further_out(case: Case, search: _Search) -> Case:
    """Lines that stand less far in, all by as much."""
    for step in (8, 4, 2, 1):
        for _ in range(4):
            data = re.sub(rb"(?m)^ {%d}(?= *\S)" % step, b"", case.data)
            if data == case.data or not search.holds(case._replace(data=data)):
                break
            case = case._replace(data=data)
    return case
