"""What scripts make of tables and of the model is current."""

from __future__ import annotations

import runpy
from pathlib import Path

import generated
import pytest
from places import ROOT

SCRIPTS = sorted((ROOT / "scripts").glob("generate_*.py"))
BY_HAND = "generate_top_level_domains.py"
"""The script that needs a package which is needed for nothing else."""


@pytest.mark.parametrize(
    "script", [path for path in SCRIPTS if path.name != BY_HAND], ids=lambda path: str(path.name)
)
def test_the_files_of_a_script_are_what_it_makes(
    script: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files = runpy.run_path(str(script))["files"]()
    status = generated.main(str(script), files, ["--check"])
    assert (status, capsys.readouterr().out) == (0, "")


def test_the_domains_are_written_as_the_module_has_them() -> None:
    script = runpy.run_path(str(ROOT / "scripts" / BY_HAND))
    suffixes = "// a comment\n\ncom\n*.uk\n\u0440\u0444\n// ===END ICANN DOMAINS===\nblogspot.com\n"
    assert script["top_level_domains"](suffixes) == ["com", "uk", "xn--p1ai"]


def test_checking_writes_nothing_and_fails_when_a_file_is_not_current(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "page.md"
    assert generated.main("/somewhere/generate_page.py", {target: "text"}, ["--check"]) == 1
    assert not target.exists()
    assert capsys.readouterr().out == (
        "page.md is not current: run python scripts/generate_page.py\n"
    )


def test_what_was_written_is_current(tmp_path: Path) -> None:
    target = tmp_path / "page.md"
    assert generated.main("generate_page.py", {target: "text"}, []) == 0
    assert target.read_text(encoding="utf-8") == "text"
    assert generated.main("generate_page.py", {target: "text"}, ["--check"]) == 0
