"""The items' work, in several processes when there is much of it.

A process of its own pays off from some megabytes on, where parsing takes longer than `fork` and
sending the splices back. The parent's memory is shared, so nothing is copied but what is new. The
work is parted into many pieces, and who is done with one takes the next: a process that gets less
of the machine than another does less, and nobody waits long.
"""

from __future__ import annotations

import marshal
import os
import sys

from krm_fn.errors import Malformed

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any, TypeAlias

    Work: TypeAlias = Callable[[int, int], Any]
    Bounds: TypeAlias = list[tuple[int, int]]

FORK_AT = 3_000_000
"""From how many bytes of work on a second process is started."""
MAX_PROCESSES = 4
PIECES = 32
"""Into how many pieces the work is parted for each process."""


def in_parts(work: Work, weights: list[int]) -> list[Any]:
    """`work(first, stop)` over contiguous parts of all indexes, the results in their order.

    `weights` are what the indexes cost, in bytes. What `work` returns must be what marshal
    takes. Raises Malformed where a part does, that of the first such part.
    """
    total = sum(weights)
    processes = min(_processors(), MAX_PROCESSES, 1 + total // FORK_AT)
    if processes == 1:
        return [work(0, len(weights))]
    share = _Share(work, _bounds(weights, total, processes * PIECES))
    children = [child for _ in range(processes - 1) if (child := _start(share)) is not None]
    try:
        share.take()
        for child in children:
            share.add(*_finish(child))
    except BaseException:
        _stop(children)
        raise
    finally:
        share.close()
    if share.failures:
        raise Malformed(min(share.failures)[1])
    return [result for _, result in sorted(share.results, key=lambda part: part[0])]


class _Share:
    """The parts that one process has done, of those that are for all of them.

    `queue` is a pipe with a byte for each part: who reads a byte does that part.
    """

    __slots__ = ("bounds", "failures", "queue", "results", "work")

    def __init__(self, work: Work, bounds: Bounds) -> None:
        self.work = work
        self.bounds = bounds
        self.results: list[tuple[int, Any]] = []
        self.failures: list[tuple[int, str]] = []
        self.queue, writing = os.pipe()
        os.write(writing, bytes(range(len(bounds))))
        os.close(writing)

    def take(self) -> None:
        """Do parts while there are some, until one fails."""
        while part := os.read(self.queue, 1):
            try:
                self.results.append((part[0], self.work(*self.bounds[part[0]])))
            except Malformed as error:
                self.failures.append((part[0], str(error)))
                break

    def add(self, results: list[tuple[int, Any]], failures: list[tuple[int, str]]) -> None:
        """Add what another process has done."""
        self.results += results
        self.failures += failures

    def close(self) -> None:
        """Give the pipe back."""
        os.close(self.queue)


def _bounds(weights: list[int], total: int, parts: int) -> Bounds:
    """Where to part the indexes so that all parts cost about the same."""
    bounds: Bounds = []
    first = done = 0
    for index, weight in enumerate(weights):
        done += weight
        if done * parts >= total * (len(bounds) + 1) and len(bounds) < parts - 1:
            bounds.append((first, index + 1))
            first = index + 1
    return [*bounds, (first, len(weights))]


def _processors() -> int:
    """How many processes can work; only one beside threads of a caller's, which `fork` loses."""
    threading = sys.modules.get("threading")
    if not hasattr(os, "fork") or (threading is not None and threading.active_count() > 1):
        return 1
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _start(share: _Share) -> tuple[int, int] | None:
    """A child at work: its process and the pipe that it answers on; None where there is none."""
    reading, writing = os.pipe()
    try:
        process = os.fork()
    except OSError:
        os.close(reading)
        os.close(writing)
        return None
    if process:
        os.close(writing)
        return process, reading
    status = 1
    try:
        os.close(reading)
        share.take()
        with open(writing, "wb") as pipe:
            pipe.write(marshal.dumps((share.results, share.failures)))
        status = 0
    finally:
        os._exit(status)


def _finish(child: tuple[int, int]) -> Any:
    """What a child answers, read piece by piece so that it is never in memory twice."""
    process, reading = child
    with open(reading, "rb") as pipe:
        try:
            done = marshal.load(pipe)
        except EOFError:
            done = None
    _, status = os.waitpid(process, 0)
    if status or done is None:
        raise ChildProcessError(f"a process of the function ended with status {status}")
    return done


def _stop(children: list[tuple[int, int]]) -> None:
    """End what still works for a run that has failed."""
    for process, reading in children:
        try:
            os.close(reading)
        except OSError:
            continue  # this one has been read and has ended
        os.kill(process, 15)
        os.waitpid(process, 0)
