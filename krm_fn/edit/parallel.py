"""The items' work, in several processes when there is much of it.

A process of its own pays off from some megabytes on, where parsing takes longer than `fork` and
sending the splices back. The parent's memory is shared, so nothing is copied but what is new. The
work is parted into many pieces, and who is done with one takes the next: a process that gets less
of the machine than another does less, and nobody waits long.
"""

from __future__ import annotations

import errno
import marshal
import os
import sys

from krm_fn.errors import OUT_OF_MEMORY, SIGNALLED, BrokenOff, Malformed, Stopped

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from typing import Any, TypeAlias

    Work: TypeAlias = Callable[[int, int], Any]
    Lost: TypeAlias = Callable[[int, int, str], Any]
    Bounds: TypeAlias = list[tuple[int, int]]
    Child: TypeAlias = tuple[int, int]

FORK_AT = 3_000_000
"""From how many bytes of work on a second process is started."""
MAX_PROCESSES = 4
PIECES = 32
"""Into how many pieces the work is parted for each process."""


def in_parts(
    work: Work, weights: list[int], lost: Lost | None = None, telling: int | None = None
) -> Iterable[Any]:
    """`work(first, stop)` over contiguous parts of all indexes, the results in their order.

    `weights` are what the indexes cost, in bytes. What `work` returns must be what marshal takes: so
    packed, results wait for those before them in little memory. The work of an index that is
    `telling` is done before another process is started: what it makes known, all of them know. Raises
    Malformed where a part does, that of the first such part. Where a process was killed,
    `lost(first, stop, reason)` gives the results of its parts; without it, BrokenOff is raised.
    """
    total = sum(weights)
    processes = min(_processors(), MAX_PROCESSES, 1 + total // FORK_AT, len(weights) or 1)
    if processes == 1:
        return [work(0, len(weights))]
    share = _Share(work, _bounds(weights, total, processes * PIECES), telling)
    children: list[Child] = []
    restored = _children_are_kept()
    try:
        for _ in range(processes - 1):
            _start(share, children)
        share.take()
        for child in children:
            share.add(*_finish(child))
    except BaseException:
        share.drain()
        _stop(children)
        raise
    finally:
        share.close()
        restored()
    if share.failures:
        raise Malformed(min(share.failures)[1])
    if share.ended and lost is None:
        raise BrokenOff(f"a process of the function {share.ended}")
    return share.in_order(lost)


class _Share:
    """The parts that one process has done, of those that are for all of them.

    `queue` is a pipe with a byte for each part: who reads a byte does that part. `ended` says of
    a process that is gone with what it has done how it ended; "" while there is none. `parent` is
    the process that has the others' results, all of which are packed.
    """

    __slots__ = ("bounds", "ended", "failures", "parent", "queue", "results", "work")

    def __init__(self, work: Work, bounds: Bounds, telling: int | None) -> None:
        self.work = work
        self.bounds = bounds if telling is None else _with_own_part(bounds, telling)
        self.results: list[tuple[int, bytes]] = []
        self.failures: list[tuple[int, str]] = []
        self.ended = ""
        self.parent = os.getpid()
        done = None if telling is None else self.bounds.index((telling, telling + 1))
        if done is not None:
            self._do(done)
        self.queue, writing = os.pipe()
        os.write(writing, bytes(part for part in range(len(self.bounds)) if part != done))
        os.close(writing)

    def take(self) -> None:
        """Do parts while there are some, and somebody to have them, until one fails."""
        while part := os.read(self.queue, 1):
            if self.parent not in (os.getpid(), os.getppid()) or not self._do(part[0]):
                break

    def _do(self, part: int) -> bool:
        """Do a part; whether it could be done."""
        try:
            self.results.append((part, marshal.dumps(self.work(*self.bounds[part]))))
        except Malformed as error:
            self.failures.append((part, str(error)))
            return False
        return True

    def add(self, done: Any, ended: str) -> None:
        """Add what another process has done, its results and failures; None where it `ended`."""
        if done is None:
            self.ended = ended
        else:
            self.results += done[0]
            self.failures += done[1]

    def in_order(self, lost: Lost | None) -> Iterator[Any]:
        """All results, in the order of their parts."""
        results, self.results = dict(self.results), []
        for part, (first, stop) in enumerate(self.bounds):
            if part in results:
                yield marshal.loads(results.pop(part))
            elif lost is not None:
                yield lost(first, stop, self.ended)

    def drain(self) -> None:
        """Leave no part for the other processes, should they not heed a signal."""
        while os.read(self.queue, 1024):
            pass

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


def _with_own_part(bounds: Bounds, index: int) -> Bounds:
    """The bounds with a part of its own for one index."""
    cut: Bounds = []
    for first, stop in bounds:
        if first <= index < stop:
            pieces = (first, index), (index, index + 1), (index + 1, stop)
            cut += [piece for piece in pieces if piece[0] < piece[1]]
        else:
            cut.append((first, stop))
    return cut


def _processors() -> int:
    """How many processes can work; only one beside threads of a caller's, which `fork` loses."""
    threading = sys.modules.get("threading")
    if not hasattr(os, "fork") or (threading is not None and threading.active_count() > 1):
        return 1
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _start(share: _Share, children: list[Child]) -> None:
    """Start a child at work, if there can be one: its process, and the pipe that it answers on."""
    import signal

    reading, writing = os.pipe()
    # a signal that comes just now would have the child forgotten
    before = signal.pthread_sigmask(signal.SIG_BLOCK, (signal.SIGINT, signal.SIGTERM))
    try:
        process = os.fork()
        if process:
            children.append((process, reading))
    except OSError:
        process = -1
        os.close(reading)
    if process:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
        os.close(writing)
        return
    status = 1
    try:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
        os.close(reading)
        share.take()
        with open(writing, "wb") as pipe:
            for result in share.results:
                marshal.dump(result, pipe)
            marshal.dump(share.failures, pipe)
        status = 0
    except MemoryError:
        status = errno.ENOMEM
    except Stopped as stopped:
        status = stopped.status
    finally:
        os._exit(status)


def _finish(child: Child) -> tuple[Any, str]:
    """The results of a child and its failures, read one by one so that nothing is in memory twice;
    None where it was killed, and how it ended.
    """
    process, reading = child
    results: list[Any] = []
    with open(reading, "rb") as pipe:
        try:
            while isinstance(part := marshal.load(pipe), tuple):
                results.append(part)
            done = results, part
        except (EOFError, ValueError, TypeError):
            done = None
    try:
        _, status = os.waitpid(process, 0)
    except ChildProcessError:
        status = 0  # somebody else has waited for it; what it has answered is whole
    return (done, "") if done is not None and not status else (None, _ending(status))


def _ending(status: int) -> str:
    """How a process ended, from what waitpid says."""
    import signal

    code = os.waitstatus_to_exitcode(status)
    number = -code if code < 0 else code - SIGNALLED
    if number in signal.valid_signals():
        return f"was ended by {signal.Signals(number).name}"
    return OUT_OF_MEMORY if code == errno.ENOMEM else f"ended with exit status {code}"


def _children_are_kept() -> Callable[[], None]:
    """Have ended children wait for waitpid also where SIGCHLD is ignored, which a process inherits:
    otherwise a number that is to be waited for, or killed, could be another's by then.

    Returns what gives back the setting.
    """
    import signal

    try:
        before = signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    except ValueError:  # only the main thread can
        return lambda: None

    def restore() -> None:
        if before is not None:
            signal.signal(signal.SIGCHLD, before)

    return restore


def _stop(children: list[Child]) -> None:
    """End what still works for a run that has failed."""
    for process, reading in children:
        try:
            os.close(reading)
        except OSError:
            continue  # this one has been read and has ended
        try:
            os.kill(process, 15)
            os.waitpid(process, 0)
        except (ProcessLookupError, ChildProcessError):
            pass  # it has ended, and somebody else has waited for it
