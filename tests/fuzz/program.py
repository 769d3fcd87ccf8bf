"""The function under attack, and its switches. Nothing else in this package imports it."""

from __future__ import annotations

import signal
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any, NamedTuple
from unittest.mock import patch

from krm_fn import transform
from krm_fn.edit import parallel, part
from krm_fn.errors import Malformed
from krm_fn.wire import item
from krm_fn.workloads import definitions
from krm_fn.yaml import lines, long_scalars, text

Config = dict[str, Any]

HANGS_AFTER = 20
"""Seconds of the processor's time that a run may take; the largest input here takes one."""
WAITS_AFTER = 300
"""Seconds after which a run that takes less than that must be waiting, even on a busy machine."""
NEVER = 1 << 60


class Answer(NamedTuple):
    """What a run answered. Where it could not read the input, `message` says why and there is no
    output; where it failed as no run may, `crash` has the traceback's end.
    """

    output: bytes
    code: int
    results: bytes = b""
    message: str = ""
    crash: str = ""

    @property
    def refused(self) -> bool:
        """Whether nothing was to be changed."""
        return self.code != 0


class HangsError(Exception):
    """A run took too long."""


Function = Callable[[bytes, Config | None], Answer]


def run(data: bytes, config: Config | None) -> Answer:
    """The function in this process: bytes and a functionConfig in, all that it says out."""
    try:
        with _in_time():
            outcome = transform.run(data, config)
            return Answer(outcome.output, outcome.exit_code, b"".join(outcome.written))
    except Malformed as malformed:
        return Answer(b"", 1, message=str(malformed))
    except Exception as error:
        last = traceback.extract_tb(error.__traceback__)[-1]
        place = f"{Path(last.filename).name}, {last.name}"
        return Answer(b"", 1, crash=f"{type(error).__name__}: {error} ({place})")


@contextmanager
def _in_time() -> Iterator[None]:
    def stop(number: int, frame: object) -> None:
        raise HangsError(f"a run takes more than {HANGS_AFTER} s")

    clocks = (
        (signal.SIGPROF, signal.ITIMER_PROF, HANGS_AFTER),
        (signal.SIGALRM, signal.ITIMER_REAL, WAITS_AFTER),
    )
    before = [signal.signal(number, stop) for number, *_ in clocks]
    for _, timer, seconds in clocks:
        signal.setitimer(timer, seconds)
    try:
        yield
    finally:
        for (number, timer, _), handler in zip(clocks, before, strict=True):
            signal.setitimer(timer, 0)
            signal.signal(number, handler)


# The ways in which the program reads a text. Each must give the same answer to the byte.


@contextmanager
def _by_lines(size: int = 0) -> Iterator[None]:
    """What can be is read by its lines from a size on: workloads, definitions, and what is in doubt."""
    with (
        patch.object(part, "BY_LINES_FROM", size),
        patch.object(definitions, "BY_LINES_FROM", size),
        patch.object(item, "BY_LINES_FROM", size),
    ):
        yield


def _by_events() -> AbstractContextManager[None]:
    return _by_lines(NEVER)


@contextmanager
def _as_if_large() -> Iterator[None]:
    """Every item is looked into for block scalars, which are judged apart from the rest of it."""
    with patch.object(item, "LARGE", 0), patch.object(long_scalars, "LONG", 0):
        yield


@contextmanager
def counted() -> Iterator[Counter[str]]:
    """How many items are read in which way, by lines where that can be."""
    counts: Counter[str] = Counter()

    def by_lines(text: str, *, dashed: bool) -> Any:
        node = read(text, dashed=dashed)
        counts["lines"] += 1
        return node

    def by_events(*arguments: Any) -> Any:
        counts["events"] += 1
        return edited(*arguments)

    read, edited = lines.read, part.Part._edit_by_events
    with (
        _by_lines(),
        patch.object(lines, "read", by_lines),
        patch.object(part.Part, "_edit_by_events", by_events),
    ):
        yield counts


READERS: dict[str, Callable[[], Any]] = {
    "lines": _by_lines,
    "events": _by_events,
    "large items": _as_if_large,
}


def other_readers(data: bytes) -> dict[str, Callable[[], Any]]:
    """The readers that read a text in another way than it is read by itself."""
    same = "events" if len(data) < LINES_FROM else ""
    plain = () if b"|" in data or b">" in data else ("large items",)
    return {name: reader for name, reader in READERS.items() if name not in (same, *plain)}


@contextmanager
def in_processes(number: int, *, from_bytes: int | None = None) -> Iterator[None]:
    """Runs in several processes, whatever the machine has; `from_bytes` of work on."""
    at = parallel.FORK_AT if from_bytes is None else from_bytes
    with (
        patch.object(parallel, "_processors", return_value=number),
        patch.object(parallel, "FORK_AT", at),
    ):
        yield


LINES_FROM = text.BY_LINES_FROM
"""From how many bytes that are looked into on the program reads by lines."""
SECOND_PROCESS_FROM = parallel.FORK_AT
"""From how many bytes of work on it starts a second process."""
