"""Work in several processes comes out as in one: in order, or with the first part's failure."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from krm_fn.edit import parallel
from krm_fn.edit.parallel import in_parts
from krm_fn.errors import BrokenOff, Malformed


@pytest.fixture(params=[1, 2, 4])
def processes(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> int:
    count: int = request.param
    monkeypatch.setattr(parallel, "FORK_AT", 1)
    monkeypatch.setattr(parallel, "_processors", lambda: count)
    return count


def open_files() -> int:
    folder = Path("/proc/self/fd")
    return len(list(folder.iterdir())) if folder.is_dir() else 0


@pytest.mark.parametrize("weights", [[], [0], [5], [1, 1000, 1], [1] * 1000, [0] * 7, [7] * 65])
def test_every_index_is_worked_on_once_and_the_results_are_in_order(
    processes: int, weights: list[int]
) -> None:
    before = open_files()
    parts = in_parts(lambda first, stop: list(range(first, stop)), weights)
    assert [index for part in parts for index in part] == list(range(len(weights)))
    assert open_files() == before
    assert processes


def test_several_processes_share_the_work(processes: int) -> None:
    def work(first: int, stop: int) -> int:
        time.sleep(0.01 * (stop > first))
        return os.getpid()

    pids = set(in_parts(work, [1] * 64))
    assert os.getpid() in pids
    assert len(pids) == processes


def test_what_is_made_known_by_a_telling_index_all_processes_know(processes: int) -> None:
    known: list[int] = []

    def work(first: int, stop: int) -> tuple[list[int], bool]:
        time.sleep(0.01)
        if first <= 9 < stop:
            known.append(9)
        return list(range(first, stop)), bool(known)

    before = open_files()
    parts = [*in_parts(work, [1] * 64, telling=9)]
    assert [index for indexes, _ in parts for index in indexes] == list(range(64))
    assert all(knows for _, knows in parts)
    assert open_files() == before
    assert processes


def test_the_failure_of_an_index_before_a_telling_one_that_fails_too_is_raised(
    processes: int,
) -> None:
    def work(first: int, stop: int) -> None:
        if first <= 9 < stop or first <= 5 < stop:
            raise Malformed(str(first))

    with pytest.raises(Malformed, match=rf"^{0 if processes == 1 else 5}$"):
        in_parts(work, [1] * 64, telling=9)


def test_a_process_that_is_slow_does_less(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parallel, "FORK_AT", 1)
    monkeypatch.setattr(parallel, "_processors", lambda: 2)
    parent = os.getpid()

    def work(first: int, stop: int) -> int:
        time.sleep(0.05 if os.getpid() == parent else 0.001)
        return int(os.getpid() == parent)

    done = in_parts(work, [1] * 32)
    assert 0 < sum(done) < 12


def test_the_failure_of_the_first_part_that_fails_is_raised(processes: int) -> None:
    def work(first: int, stop: int) -> None:
        if stop > 20:
            time.sleep(0.02 if first <= 20 < stop else 0)
            raise Malformed(str(max(20, first)))

    before = open_files()
    with pytest.raises(Malformed, match=r"^20$"):
        in_parts(work, [1] * 64)
    assert open_files() == before
    assert processes


def test_what_goes_wrong_in_another_process_is_no_result(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parallel, "FORK_AT", 1)
    monkeypatch.setattr(parallel, "_processors", lambda: 2)
    parent = os.getpid()

    def work(first: int, stop: int) -> int:
        if os.getpid() != parent:
            os.kill(os.getpid(), signal.SIGKILL)
        time.sleep(0.02)
        return stop

    with pytest.raises(BrokenOff, match=r"^a process of the function was ended by SIGKILL$"):
        in_parts(work, [1] * 64)


def test_what_a_killed_process_had_taken_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parallel, "FORK_AT", 1)
    monkeypatch.setattr(parallel, "_processors", lambda: 2)
    parent = os.getpid()

    def work(first: int, stop: int) -> list[int]:
        if os.getpid() != parent and first > 9:
            os.kill(os.getpid(), signal.SIGKILL)
        time.sleep(0.02)
        return list(range(first, stop))

    def lost(first: int, stop: int, reason: str) -> list[str]:
        return [reason] * (stop - first)

    before = open_files()
    parts = in_parts(work, [1] * 64, lost)
    indexes = [index for part in parts for index in part]
    assert len(indexes) == 64
    assert set(indexes) - set(range(64)) == {"was ended by SIGKILL"}
    assert [index for index in indexes if isinstance(index, int)] == [
        at for at, index in enumerate(indexes) if index == at
    ]
    assert open_files() == before


@pytest.mark.parametrize(
    ("work", "reason"),
    [
        (lambda: os._exit(7), "ended with exit status 7"),
        (lambda: int("x"), "ended with exit status 1"),
        (lambda: bytearray(1 << 60), "ran out of memory"),
        (lambda: os.kill(os.getpid(), signal.SIGTERM), "was ended by SIGTERM"),
        (lambda: os.kill(os.getpid(), signal.SIGXCPU), "was ended by SIGXCPU"),
    ],
)
def test_how_a_process_ended_is_said_in_words(
    work: Callable[[], object], reason: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parallel, "FORK_AT", 1)
    monkeypatch.setattr(parallel, "_processors", lambda: 2)
    parent = os.getpid()

    def in_the_child(first: int, stop: int) -> None:
        time.sleep(0.02)
        if os.getpid() != parent:
            work()

    with pytest.raises(BrokenOff, match=f"^a process of the function {reason}$"):
        in_parts(in_the_child, [1] * 64)


def test_a_parent_that_ignores_its_children_is_served_as_well(processes: int) -> None:
    before = signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    try:
        parts = in_parts(lambda first, stop: list(range(first, stop)), [1] * 64)
        assert signal.getsignal(signal.SIGCHLD) is signal.SIG_IGN
    finally:
        signal.signal(signal.SIGCHLD, before)
    assert [index for part in parts for index in part] == list(range(64))
    assert processes


def test_children_that_somebody_else_waits_for_are_no_matter(
    processes: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    wait = os.waitpid

    def late(process: int, options: int) -> tuple[int, int]:
        wait(process, options)
        return wait(process, options)

    monkeypatch.setattr(os, "waitpid", late)
    parts = in_parts(lambda first, stop: list(range(first, stop)), [1] * 64)
    assert [index for part in parts for index in part] == list(range(64))
    assert processes


def test_a_child_that_has_ended_already_need_not_be_ended(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(parallel, "FORK_AT", 1)
    monkeypatch.setattr(parallel, "_processors", lambda: 4)
    parent = os.getpid()

    def work(first: int, stop: int) -> None:
        if os.getpid() != parent:
            os._exit(0)
        time.sleep(0.2)
        os.waitpid(-1, 0)
        raise KeyboardInterrupt

    before = open_files()
    with pytest.raises(KeyboardInterrupt):
        in_parts(work, [1] * 64)
    assert open_files() == before


def test_a_thread_can_share_work_too(processes: int) -> None:
    parts: list[list[int]] = []
    thread = threading.Thread(
        target=lambda: parts.extend(in_parts(lambda first, stop: [first, stop], [1] * 64))
    )
    thread.start()
    thread.join()
    assert (parts[0][0], parts[-1][1]) == (0, 64)
    assert processes


def test_children_that_do_not_heed_a_signal_get_no_more_to_do(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(parallel, "FORK_AT", 1)
    monkeypatch.setattr(parallel, "_processors", lambda: 2)
    parent = os.getpid()

    def work(first: int, stop: int) -> None:
        if os.getpid() == parent:
            time.sleep(0.1)
            raise KeyboardInterrupt
        time.sleep(0.5)

    before = signal.signal(signal.SIGTERM, signal.SIG_IGN)
    start = time.monotonic()
    try:
        with pytest.raises(KeyboardInterrupt):
            in_parts(work, [1] * 64)
    finally:
        signal.signal(signal.SIGTERM, before)
    assert time.monotonic() - start < 10


def test_an_interrupt_ends_the_other_processes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parallel, "FORK_AT", 1)
    monkeypatch.setattr(parallel, "_processors", lambda: 2)
    parent = os.getpid()

    def work(first: int, stop: int) -> None:
        if os.getpid() == parent:
            raise KeyboardInterrupt
        time.sleep(30)

    before, start = open_files(), time.monotonic()
    with pytest.raises(KeyboardInterrupt):
        in_parts(work, [1] * 64)
    assert time.monotonic() - start < 20
    assert open_files() == before
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)


def test_without_another_process_the_work_is_done_all_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(parallel, "FORK_AT", 1)
    monkeypatch.setattr(parallel, "_processors", lambda: 2)

    def fork() -> int:
        raise BlockingIOError

    monkeypatch.setattr(os, "fork", fork)
    before = open_files()
    parts = [*in_parts(lambda first, stop: [first, stop], [1] * 64)]
    assert parts[0][0] == 0
    assert parts[-1][1] == 64
    assert open_files() == before


def test_beside_threads_of_a_caller_there_is_one_process() -> None:
    ended = threading.Event()
    thread = threading.Thread(target=ended.wait)
    alone = parallel._processors()
    thread.start()
    try:
        assert parallel._processors() == 1
    finally:
        ended.set()
        thread.join()
    assert parallel._processors() == alone


def test_without_its_parent_a_process_does_no_more(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(parallel, "FORK_AT", 1)
    monkeypatch.setattr(parallel, "_processors", lambda: 2)
    reading, writing = os.pipe()
    tests = os.getpid()
    parent = os.fork()
    if not parent:

        def work(first: int, stop: int) -> None:
            if os.getppid() == tests:
                time.sleep(0.1)
                os.kill(os.getpid(), signal.SIGKILL)
            os.write(writing, b".")
            time.sleep(0.05)

        try:
            in_parts(work, [1] * 64)
        finally:
            os._exit(1)
    os.close(writing)
    os.waitpid(parent, 0)
    done = b""
    while more := os.read(reading, 64):  # until the other process has ended
        done += more
    os.close(reading)
    assert 0 < len(done) < 20
