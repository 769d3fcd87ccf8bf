"""The items' work, in several processes when there is much of it.

A process of its own pays off from some megabytes on, where parsing takes longer than `fork` and
sending the splices back. The parent's memory is shared, so nothing is copied but what is new.
"""

from __future__ import annotations

import marshal
import os

from krm_fn.errors import Malformed

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

FORK_AT = 3_000_000
"""From how many bytes of work on a second process is started."""
MAX_PROCESSES = 4


def in_parts(work: Callable[[int, int], Any], weights: list[int]) -> list[Any]:
    """`work(first, stop)` over contiguous parts of all indexes, the results in their order.

    `weights` are what the indexes cost, in bytes. What `work` returns must be what marshal
    takes. Raises Malformed where a part does.
    """
    bounds = _bounds(weights)
    children = []
    for first, stop in bounds[1:]:
        child = _start(work, first, stop)
        children.append((child, first, stop))
    try:
        results = [work(*bounds[0])]
        for child, first, stop in children:
            results.append(work(first, stop) if child is None else _finish(child))
    except BaseException:
        _stop([child for child, _, _ in children if child is not None])
        raise
    return results


def _bounds(weights: list[int]) -> list[tuple[int, int]]:
    """Where to part the indexes so that all parts cost about the same."""
    total = sum(weights)
    parts = min(_processors(), MAX_PROCESSES, 1 + total // FORK_AT)
    bounds: list[tuple[int, int]] = []
    first = done = 0
    for index, weight in enumerate(weights):
        done += weight
        if done * parts >= total * (len(bounds) + 1) and len(bounds) < parts - 1:
            bounds.append((first, index + 1))
            first = index + 1
    return [*bounds, (first, len(weights))]


def _processors() -> int:
    if not hasattr(os, "fork"):
        return 1
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _start(work: Callable[[int, int], Any], first: int, stop: int) -> tuple[int, int] | None:
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
        with open(writing, "wb") as pipe:
            pipe.write(_answer(work, first, stop))
        status = 0
    finally:
        os._exit(status)


def _answer(work: Callable[[int, int], Any], first: int, stop: int) -> bytes:
    try:
        return marshal.dumps((True, work(first, stop)))
    except Malformed as error:
        return marshal.dumps((False, str(error)))


def _finish(child: tuple[int, int]) -> Any:
    """What a child answers, read piece by piece so that it is never in memory twice."""
    process, reading = child
    with open(reading, "rb") as pipe:
        try:
            done, result = marshal.load(pipe)
        except EOFError:
            done, result = False, None
    _, status = os.waitpid(process, 0)
    if status or result is None:
        raise ChildProcessError(f"a process of the function ended with status {status}")
    if not done:
        raise Malformed(result)
    return result


def _stop(children: list[tuple[int, int]]) -> None:
    """End what still works for a run that has failed."""
    for process, reading in children:
        try:
            os.close(reading)
        except OSError:
            continue  # this one has been read and has ended
        os.kill(process, 15)
        os.waitpid(process, 0)
