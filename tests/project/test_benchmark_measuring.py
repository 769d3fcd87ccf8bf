"""What the benchmark measures with: time, memory and instructions of a program. Nothing is timed."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path

import pytest

from benchmarks import instructions, machine, memory
from benchmarks.measure import Measurement, once, repetitions, side_by_side, summary
from benchmarks.memory import Size, together
from benchmarks.process import Place, environment, run
from benchmarks.tools import Command

NOTHING = Path("/dev/null")
PYTHON = [sys.executable, "-I", "-S", "-c"]


def test_a_run_tells_time_and_work(tmp_path: Path) -> None:
    done = run(["true"], Place(NOTHING, tmp_path / "stderr"))

    assert done.exit_code == 0
    assert done.seconds > 0


def test_a_run_keeps_what_a_program_prints(tmp_path: Path) -> None:
    stdin = tmp_path / "in"
    stdin.write_text("text")

    run(["cat"], Place(stdin, tmp_path / "stderr", tmp_path / "out"))

    assert (tmp_path / "out").read_text() == "text"


def test_a_failing_command_is_kept_with_what_it_said(tmp_path: Path) -> None:
    command = Command(["sh", "-c", "echo 'error: no such kind' >&2; exit 3"], NOTHING)

    assert once(command, tmp_path / "stderr").failure == "no such kind"


def test_a_silent_failure_is_kept_with_its_exit_code(tmp_path: Path) -> None:
    assert once(Command(["false"], NOTHING), tmp_path / "stderr").failure == "exit code 1"


def test_a_failing_command_runs_once(tmp_path: Path) -> None:
    log = tmp_path / "log"
    command = Command(["sh", "-c", f"echo run >> {log}; exit 1"], NOTHING)

    side_by_side({"fails": command}, tmp_path / "stderr")

    assert log.read_text() == "run\n"


def test_commands_take_turns(tmp_path: Path) -> None:
    log = tmp_path / "log"
    commands = {
        name: Command(["sh", "-c", f"echo {name} >> {log}"], NOTHING) for name in ("a", "b")
    }

    side_by_side(commands, tmp_path / "stderr", most=3)

    assert log.read_text().split() == ["a", "b", "a", "b", "a", "b"]


def test_python_variables_do_not_reach_what_is_measured(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")

    assert "PYTHONDONTWRITEBYTECODE" not in environment()


def test_fast_commands_run_often_and_slow_ones_once() -> None:
    assert repetitions(0.03) == 25
    assert repetitions(0.03, most=2) == 2
    assert repetitions(0.2) == 10
    assert repetitions(4.0) == 3
    assert repetitions(30.0) == 1


def test_a_summary_is_the_median() -> None:
    samples = [Measurement(1.0, 20.0), Measurement(9.0, 30.0), Measurement(2.0, 10.0)]

    assert summary(samples) == Measurement(2.0, 20.0)


ROLLUP = """\
558376-7fff73 ---p 00000000 00:00 0                          [rollup]
Rss:                1708 kB
Pss:                 311 kB
Pss_Dirty:           112 kB
Pss_Anon:            112 kB
Pss_File:            199 kB
Pss_Shmem:             0 kB
Shared_Clean:       1396 kB
Anonymous:           208 kB
"""


def test_a_size_is_what_was_made_and_what_is_mapped() -> None:
    assert memory.size(ROLLUP) == Size(made=112, mapped=1500)


def test_a_process_that_has_ended_has_no_size() -> None:
    assert memory.size("") is None


def test_what_is_mapped_counts_once_for_all_processes() -> None:
    assert together([Size(100, 1500), Size(30, 1400)]) == 1630


def test_a_peak_counts_the_children_of_children_too(tmp_path: Path) -> None:
    held = shlex.join([*PYTHON, "x = b'x' * (30 << 20); import time; time.sleep(1)"])
    inner = shlex.join(["sh", "-c", f"{held} & {held}; wait"])
    argv = ["sh", "-c", f"{inner}; true"]

    found = memory.peak(argv, Place(NOTHING, tmp_path / "stderr"))

    assert found.processes >= 3
    assert 2 * 30 < found.mebibytes < 2 * 30 + 30


def test_a_peak_of_a_failing_program_tells_what_it_said(tmp_path: Path) -> None:
    argv = ["sh", "-c", "echo wrong >&2; exit 1"]

    assert memory.peak(argv, Place(NOTHING, tmp_path / "stderr")).failure == "wrong"


def test_what_perf_counted() -> None:
    printed = "# started on Mon Jan  5\n\n38563077,,instructions:u,40102371,100.00,,\n"

    assert instructions.perf_count(printed) == 38563077


def test_perf_without_a_counter_is_an_error() -> None:
    with pytest.raises(RuntimeError, match="perf has no counter here"):
        instructions.perf_count("<not supported>,,instructions:u,0,100.00,,\n")


def test_what_callgrind_counted() -> None:
    log = "==7== Events    : Ir\n==7== Collected : 38563077\n==7== \n"

    assert instructions.callgrind_count(log) == 38563077
    assert instructions.callgrind_count("==7== Command: sh\n") == 0


def test_a_busy_machine_is_told_of(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.cpu_count", lambda: 2)
    monkeypatch.setattr("os.getloadavg", lambda: (3.25, 0, 0))
    assert machine.busy() == (
        "other programs keep this machine busy (load 3.2): the times will mean little"
    )

    monkeypatch.setattr("os.getloadavg", lambda: (0.2, 3, 3))
    assert machine.busy() == ""
