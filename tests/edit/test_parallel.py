"""Work in several processes comes out as in one: in order, or with the first part's failure."""

from __future__ import annotations

import os
import signal
import threading
import time
from pathlib import Path

import pytest

from krm_fn.edit import parallel
from krm_fn.edit.parallel import in_parts
from krm_fn.errors import Malformed


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

    with pytest.raises(ChildProcessError, match="ended with status"):
        in_parts(work, [1] * 64)


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
    parts = in_parts(lambda first, stop: [first, stop], [1] * 64)
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
