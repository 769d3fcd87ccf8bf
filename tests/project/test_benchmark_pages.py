"""What the benchmark publishes: a page, its picture, and some lines of the README."""

from __future__ import annotations

import xml.etree.ElementTree as ET

import pytest

from benchmarks import documents
from benchmarks.__main__ import SECTIONS
from benchmarks.documents import PAGE, README
from benchmarks.inputs.generate import CASES
from benchmarks.measure import Measurement
from benchmarks.picture import HEIGHT, LINE, WIDTH, Scale, Series, draw, spread
from benchmarks.sections.times import Row, Times
from benchmarks.setting import Report
from benchmarks.table import Table, Verdict
from benchmarks.tools import BARE, FUNCTION, KYAML, SET_ENV

TABLE = Table(["", "time"], [["10 KB work", "19 ms"]])
VERDICTS = [Verdict("10 KB work: 2.40 x the time of `python` (at most 2.5)", met=True)]
MEASURED: Times = {
    case.name: Row(
        case.size,
        {
            FUNCTION: Measurement(0.02 + case.size / 5e7),
            KYAML: Measurement(case.size / 3e6),
            SET_ENV: Measurement(0.1, failure="" if case.content == "work" else "no kind"),
            BARE: Measurement(0.008),
        },
    )
    for case in CASES
}


def test_a_section_has_its_table_then_what_is_judged_then_the_machine() -> None:
    report = Report(TABLE, VERDICTS, ["yq is missing"], in_table=False)

    assert documents.section(report, "2 cores") == (
        "|  | time |\n"
        "| --- | ---: |\n"
        "| 10 KB work | 19 ms |\n"
        "\n"
        "- met: 10 KB work: 2.40 x the time of `python` (at most 2.5)\n"
        "- yq is missing\n"
        "\n"
        "(2 cores.)\n"
    )


def test_what_the_table_says_is_not_said_again() -> None:
    assert documents.section(Report(TABLE, VERDICTS, []), "2 cores") == (
        "|  | time |\n| --- | ---: |\n| 10 KB work | 19 ms |\n\n(2 cores.)\n"
    )


def test_the_terminal_is_told_the_same() -> None:
    report = Report(TABLE, VERDICTS, ["yq is missing"], in_table=False)

    assert documents.text(report, "2 cores") == (
        "             time\n"
        "10 KB work  19 ms\n"
        "\n"
        "met: 10 KB work: 2.40 x the time of `python` (at most 2.5)\n"
        "yq is missing\n"
        "2 cores\n"
    )


def test_what_is_outside_the_marks_stays() -> None:
    page = "# a\n<!-- times:start -->\nold\n<!-- times:end -->\nb\n"

    assert documents.placed(page, "times", "new\n") == (
        "# a\n<!-- times:start -->\n\nnew\n\n<!-- times:end -->\nb\n"
    )


def test_a_page_without_marks_is_refused() -> None:
    with pytest.raises(ValueError, match="must contain <!-- times:start -->"):
        documents.placed("# a\n", "times", "new\n")


@pytest.mark.parametrize("name", SECTIONS)
def test_every_section_has_its_place(name: str) -> None:
    page = PAGE.read_text(encoding="utf-8")

    assert "\n\nnew\n\n" in documents.placed(page, name, "new\n")


def test_the_readme_has_a_place_for_five_lines() -> None:
    assert "\n\nnew\n\n" in documents.placed(README.read_text("utf-8"), "benchmark", "new\n")


def test_the_readmes_lines_are_the_sizes_of_workloads() -> None:
    assert documents.overview(MEASURED) == Table(
        ["", "`set-proxy-env`", "`Go, kyaml`", "`kubectl set env`"],
        [
            ["10 KB of workloads", "20 ms", "3.3 ms", ".10 s"],
            ["100 KB of workloads", "22 ms", "33 ms", ".10 s"],
            ["1 MB of workloads", "40 ms", ".33 s", ".10 s"],
            ["10 MB of workloads", ".22 s", "3.3 s", ".10 s"],
            ["50 MB of workloads", "1.0 s", "17 s", ".10 s"],
        ],
    )


def test_the_picture_names_every_tool_that_was_measured() -> None:
    picture = ET.fromstring(documents.picture(MEASURED))
    texts = [element.text for element in picture.iter("{http://www.w3.org/2000/svg}text")]

    assert {"set-proxy-env", "Go, kyaml", "kubectl set env", "bare Python"} < set(texts)
    assert {"10 KB", "100 KB", "1 MB", "10 MB", "50 MB", "10 ms", "1 s", "10 s"} < set(texts)
    assert "yq" not in texts


def test_the_function_has_the_line_that_stands_out() -> None:
    picture = draw([Series(FUNCTION, [(1e4, 0.02), (1e6, 0.04)]), Series("yq", [(1e4, 0.03)])])

    assert picture.count(" first") == 2
    assert '<polyline class="line l0 first" points="64.0,' in picture


def test_everything_stays_inside_the_picture() -> None:
    picture = ET.fromstring(documents.picture(MEASURED))

    for element in picture.iter():
        for name in ("x", "x1", "x2"):
            assert 0 <= float(element.get(name, "0")) <= WIDTH
        for name in ("y", "y1", "y2"):
            assert 0 <= float(element.get(name, "0")) <= HEIGHT


def test_the_picture_follows_a_dark_theme() -> None:
    assert "@media (prefers-color-scheme: dark)" in documents.picture(MEASURED)


def test_a_scale_is_logarithmic() -> None:
    scale = Scale(1, 10_000, 0, 400)

    assert [round(scale.at(value)) for value in (1, 10, 100, 10_000)] == [0, 100, 200, 400]


def test_names_that_are_far_apart_stay_where_their_lines_end() -> None:
    assert spread([10.0, 200.0, 100.0]) == [10.0, 200.0, 100.0]


def test_names_that_are_close_move_apart_around_their_middle() -> None:
    assert spread([101.0, 99.0]) == [100 + LINE / 2, 100 - LINE / 2]


def test_a_name_that_is_pushed_into_another_moves_that_too() -> None:
    first, second, third = spread([100.0, 100.0, 110.0])

    assert (second - first, third - second) == (LINE, LINE)
    assert second == pytest.approx(310 / 3)
