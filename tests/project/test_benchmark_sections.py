"""The tables of the benchmark, and how it judges what it measured."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from benchmarks import tools
from benchmarks.inputs.configurations import VERIFY
from benchmarks.measure import Measurement
from benchmarks.memory import Peak
from benchmarks.sections import growth, options, peaks, starts, times
from benchmarks.sections.growth import SECONDS, Grown
from benchmarks.sections.options import PLAIN
from benchmarks.setting import Setting
from benchmarks.table import Table, Verdict, markdown, mebibytes, plain, seconds
from benchmarks.tools import BARE, FUNCTION, KYAML, SET_ENV


def test_figures_have_two_or_three_places() -> None:
    assert [seconds(each) for each in (0.0056, 0.027, 0.214, 3.14, 26.4)] == [
        *("5.6 ms", "27 ms", ".21 s", "3.1 s", "26 s")
    ]
    assert [mebibytes(each) for each in (12.8, 8400.0)] == ["13 MiB", "8.2 GiB"]


def test_a_table_lines_up() -> None:
    table = Table(["", "10 KB", "1 MB"], [["set-proxy-env", "27 ms", ""], ["yq", "34 ms", "1 s"]])

    assert plain(table) == (
        "               10 KB  1 MB\nset-proxy-env  27 ms\nyq             34 ms   1 s\n"
    )


def test_a_table_in_markdown() -> None:
    table = Table(["", "10 KB"], [["yq", "34 ms"]])

    assert markdown(table) == "|  | 10 KB |\n| --- | ---: |\n| yq | 34 ms |\n"


TIMES: times.Times = {
    "10 KB work": times.Row(
        10_000, {FUNCTION: Measurement(0.0192), BARE: Measurement(0.008), KYAML: Measurement(0.006)}
    ),
    "100 KB mixed": times.Row(
        100_000,
        {
            FUNCTION: Measurement(0.030),
            KYAML: Measurement(0.0159),
            SET_ENV: Measurement(0.1, failure="no kind"),
        },
    ),
    "10 MB work": times.Row(10_000_000, {FUNCTION: Measurement(0.31), KYAML: Measurement(3.1)}),
}


def test_times_have_a_row_for_each_input_and_a_column_for_each_tool() -> None:
    assert times.table(TIMES) == Table(
        ["", "set-proxy-env", "python -I -c pass", "Go, kyaml", "kubectl set env"],
        [
            ["10 KB work", "19 ms", "8.0 ms", "6.0 ms", ""],
            ["100 KB mixed", "30 ms", "", "16 ms", "fails"],
            ["10 MB work", ".31 s", "", "3.1 s", ""],
        ],
    )


def test_times_are_judged_against_python_and_the_go_function() -> None:
    assert times.report(TIMES).verdicts == [
        Verdict("10 KB work: 2.40 x the time of `python -I -c pass` (at most 2.5)", met=True),
        Verdict("100 KB mixed: 1.89 x the time of `Go, kyaml` (at most 1.5)", met=False),
        Verdict("10 MB work: 10.0 x as fast as `Go, kyaml` (at least 8)", met=True),
    ]


def test_a_tool_that_fails_or_is_missing_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tools, "missing", lambda: ["yq", "ytt"])

    assert times.notes(TIMES) == [
        "kubectl set env: no kind (100 KB mixed)",
        "Not installed here, so not measured: yq, ytt.",
    ]


def test_an_option_is_judged_against_a_plain_run() -> None:
    others = dict.fromkeys(
        ("existing: replace", "trustedCA", VERIFY, "valueFrom", "selectors"), Measurement(0.1)
    )
    taken = {PLAIN: Measurement(0.1), **others, "track": Measurement(0.2)}
    report = options.report({"1 MB work": taken})

    assert report.table.rows[:3] == [
        ["a plain run", ".10 s", "", ""],
        ["existing: replace", ".10 s", "1.00 x", "met"],
        ["track", ".20 s", "2.00 x", "NOT MET"],
    ]
    assert [verdict for verdict in report.verdicts if not verdict.met] == [
        Verdict("1 MB work, track: 2.00 x the time of a plain run (at most 1.5)", met=False)
    ]


def test_a_failing_option_is_not_met() -> None:
    taken = dict.fromkeys(
        (PLAIN, "existing: replace", "track", "trustedCA", "valueFrom", "selectors"),
        Measurement(0.1),
    )
    report = options.report({"1 MB work": {**taken, VERIFY: Measurement(0.1, failure="not set")}})

    assert ["verify", "fails", "", "NOT MET"] in report.table.rows
    assert report.notes == ["verify, 1 MB work: not set"]
    assert [verdict.met for verdict in report.verdicts].count(False) == 1


def test_verify_is_measured_on_a_list_that_is_set_already(tmp_path: Path) -> None:
    plain_list, verifying = tmp_path / "plain.yaml", tmp_path / "verify.yaml"
    plain_list.write_text("items:\n- a\nfunctionConfig:\n  plain\n")
    verifying.write_text("items:\n- a\nfunctionConfig:\n  verify\n")
    script = tmp_path / "function.py"
    script.write_text("import sys\nsys.stdout.write(sys.stdin.read().replace('- a', '- set'))\n")

    options.set_already(plain_list, verifying, Setting([sys.executable, str(script)], tmp_path))

    assert verifying.read_text() == "items:\n- set\nfunctionConfig:\n  verify\n"


def test_memory_is_judged_by_the_size_of_the_input() -> None:
    measured = {
        "10 MB work": peaks.Row(10_485_760, {FUNCTION: Peak(40.2, 2), KYAML: Peak(1700.0, 1)}),
        "10 MB JSON": peaks.Row(10_485_760, {FUNCTION: Peak(40.0, 2)}),
    }

    assert peaks.report(measured).table.rows == [
        ["10 MB work", "40 MiB", "1.7 GiB", "", "40 MiB", "NOT MET"],
        ["10 MB JSON", "40 MiB", "", "", "40 MiB", "met"],
    ]


def test_growth_is_compared_without_the_start() -> None:
    measured = growth.Measured(
        SECONDS, {"objects": Grown(100, 0.3, 0.5, 0.1), "anchors": Grown(50, 1.1, 4.1, 0.1)}, {}
    )
    report = growth.report(measured)

    assert report.table.rows == [
        ["objects", "100", ".30 s", "200", ".50 s", "2.00 x", "met"],
        ["anchors", "50", "1.1 s", "100", "4.1 s", "4.00 x", "NOT MET"],
    ]
    assert report.verdicts[1] == Verdict(
        "anchors: twice as many take 4.00 x as long (less than 2.6)", met=False
    )


def test_a_growth_that_fails_is_not_met() -> None:
    report = growth.report(growth.Measured(SECONDS, {}, {"objects": "too many"}))

    assert report.verdicts == [Verdict("objects: fails", met=False)]
    assert report.notes == ["objects: too many"]


def test_processor_time_of_a_failing_program_is_an_error(tmp_path: Path) -> None:
    stdin = tmp_path / "in"
    stdin.write_text("")

    with pytest.raises(RuntimeError, match="wrong"):
        growth.processor_time(["sh", "-c", "echo wrong >&2; exit 1"], stdin, 3)


def test_a_start_is_compared_with_that_of_python() -> None:
    counted = starts.Counted("perf", {BARE: 40_000_000, "import yaml": 160_000_000})

    assert starts.report(counted).table.rows == [
        ["`python -I -c pass`", "40.0 M", "1.00 x"],
        ["`import yaml`", "160.0 M", "4.00 x"],
    ]


def test_where_nothing_counts_the_report_says_so() -> None:
    assert starts.report(starts.Counted(None, {})).notes == ["Neither perf nor valgrind is here."]
