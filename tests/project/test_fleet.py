"""The fleet's benchmark adds up what its instances did. Nothing is timed."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from benchmarks import fleet
from benchmarks.fleet import Stream
from benchmarks.inputs.generate import Case

CASE = Case("10 KB", 10_000, "work", "yaml")


def test_a_line_adds_up_the_runs_of_all_instances() -> None:
    streams = [Stream(10, 1.0, 2.0), Stream(30, 1.0, 2.0)]
    assert fleet.row(CASE, 5, 13.4, streams).split() == [
        *("10", "KB", "5", "13", "2", "20.0", "100", "50", "20.0")
    ]


def test_an_instance_counts_its_runs_until_the_time_is_over(tmp_path: Path) -> None:
    stream = fleet.instance([sys.executable, "-I", "-S", "-c", ""], Path("/dev/null"), 0.05)
    assert stream.runs >= 1
    assert stream.seconds >= 0.05


def test_a_failing_run_is_an_error() -> None:
    with pytest.raises(SystemExit, match="failed with 3"):
        fleet.instance([sys.executable, "-I", "-c", "raise SystemExit(3)"], Path("/dev/null"), 1)
