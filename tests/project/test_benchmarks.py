"""What the benchmark measures with, and how it judges. Nothing is timed."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path

import pytest

from benchmarks import instructions, machine, memory, tools
from benchmarks.inputs.configurations import VERIFY
from benchmarks.inputs.generate import Inputs
from benchmarks.measure import Measurement, once, repetitions, side_by_side, summary
from benchmarks.memory import Peak, Size, together
from benchmarks.process import Place, environment, run
from benchmarks.sections import growth, options, peaks, starts, times
from benchmarks.sections.growth import SECONDS, Grown
from benchmarks.sections.options import PLAIN
from benchmarks.setting import Setting
from benchmarks.table import Table, Verdict, markdown, mebibytes, plain, seconds
from benchmarks.tools import BARE, FUNCTION, KYAML, SET_ENV, YTT, Command

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


def test_the_function_is_measured_and_every_tool_that_is_here(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(tools, "found", lambda name: None if name == YTT else f"/bin/{name}")
    commands = tools.commands(Inputs(Path("list.yaml"), Path("all.yaml")), ["set-proxy-env"])

    assert tools.missing() == ["ytt"]
    assert list(commands) == [
        *("set-proxy-env", "Go, kyaml", "Go, kpt's SDK", "kubectl set env", "yq")
    ]
    assert {name: command.stdin.name for name, command in commands.items()} == {
        "set-proxy-env": "list.yaml",
        "Go, kyaml": "list.yaml",
        "Go, kpt's SDK": "list.yaml",
        "kubectl set env": "all.yaml",
        "yq": "list.yaml",
    }


def test_ytt_is_not_measured_with_a_list_in_json(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tools, "found", lambda name: f"/bin/{name}")

    assert YTT in tools.commands(Inputs(Path("list.yaml"), Path("all.yaml")), [])
    assert YTT not in tools.commands(Inputs(Path("list.json"), Path("all.json")), [])


def test_the_jobs_of_yq_and_ytt_set_the_values_that_the_function_sets() -> None:
    set_env = tools.TOOLS[SET_ENV].on("kubectl", Inputs(NOTHING, NOTHING))
    assert set_env is not None
    pairs = [argument.split("=") for argument in set_env.argv if "=" in argument]

    for job in ("yq/plain-job.yq", "ytt/plain-job.yaml"):
        text = (tools.HERE / job).read_text()
        assert all(f'"{name}"' in text and f'"{value}"' in text for name, value in pairs)


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


def test_a_busy_machine_is_told_of(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.cpu_count", lambda: 2)
    monkeypatch.setattr("os.getloadavg", lambda: (3.25, 0, 0))
    assert machine.busy() == (
        "other programs keep this machine busy (load 3.2): the times will mean little"
    )

    monkeypatch.setattr("os.getloadavg", lambda: (0.2, 3, 3))
    assert machine.busy() == ""
