"""Paths that are excluded: by `--exclude`, and by files called `.set-proxy-envignore`."""

from __future__ import annotations

from pathlib import Path

import pytest
from command.one_folder import ENV, OPTIONS, text, write
from command.passed_over import applied, files, found, told
from one_file import POD
from run_function import Outcome

from krm_fn.errors import Malformed, Usage

pytestmark = pytest.mark.usefixtures("folder")


def test_excluded_files_and_folders_are_passed_over_and_counted() -> None:
    for path in ("a.yaml", "old/b.yaml", "old/deep/c.yaml", "deploy/d.gen.yaml", "deploy/e.yaml"):
        write(path)
    made = found(".", exclude=("old/", "*.gen.yaml"))
    assert made.paths == ["a.yaml", "deploy/e.yaml"]
    assert told(made) == ["[info]: passed over: 2 excluded paths (old, deploy/d.gen.yaml)"]


def test_a_pattern_that_matches_nothing_is_a_warning() -> None:
    write("a.yaml")
    made = found(".", exclude=("legcy/",))
    assert made.paths == ["a.yaml"]
    assert told(made) == [
        '[warning]: `--exclude` "legcy/" matches nothing; patterns are those of .gitignore, '
        "relative to the folder you are in"
    ]


def test_a_later_pattern_takes_back_what_an_earlier_one_excludes() -> None:
    for path in ("a.yaml", "b.yaml"):
        write(path)
    assert files(".", exclude=("*.yaml", "!b.yaml")) == ["b.yaml"]


def test_a_pattern_with_a_slash_stands_for_one_place() -> None:
    for path in ("old/a.yaml", "deploy/old/a.yaml"):
        write(path)
    assert files(".", exclude=("/old/",)) == ["deploy/old/a.yaml"]
    assert files("deploy", exclude=("deploy/old/",)) == []


def test_elsewhere_patterns_are_relative_to_the_path_that_is_named(folder: Path) -> None:
    write("build/repository/deploy/a.yaml")
    write("build/repository/deploy/old/b.yaml")
    Path("here").mkdir()
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir("here")
        root = str(folder / "build" / "repository" / "deploy")
        assert files(root, exclude=("/old/", "build")) == [f"{root}/a.yaml"]


def test_what_is_named_is_excluded_too() -> None:
    for path in ("deploy/a.yaml", "old/deep/b.yaml"):
        write(path)
    paths = ("deploy/a.yaml", "old/deep/b.yaml", "old/deep")
    assert files(*paths, exclude=("old/",)) == ["deploy/a.yaml"]


def test_an_ignore_file_counts_for_its_folder_and_those_below() -> None:
    for path in ("a.yaml", "deploy/a.yaml", "deploy/b/a.yaml", "deploy/b/c.yaml", "b/a.yaml"):
        write(path)
    write("deploy/.set-proxy-envignore", "# ours are set by hand\na.yaml\n")
    assert files(".") == ["a.yaml", "b/a.yaml", "deploy/b/c.yaml"]
    assert files("deploy/b") == ["deploy/b/c.yaml"]
    assert files("deploy/b/a.yaml") == []


def test_an_ignore_file_further_in_comes_first_and_options_before_all() -> None:
    for path in ("deploy/a.yaml", "deploy/b.yaml"):
        write(path)
    write(".set-proxy-envignore", "*.yaml\n")
    write("deploy/.set-proxy-envignore", "!a.yaml\n")
    assert files(".") == ["deploy/a.yaml"]
    assert files(".", exclude=("a.yaml", "!b.yaml")) == ["deploy/b.yaml"]


def test_an_ignore_file_around_a_repository_does_not_count() -> None:
    write("repository/a.yaml")
    write("repository/.git/HEAD")
    write(".set-proxy-envignore", "*.yaml\n")
    assert files("repository") == ["repository/a.yaml"]
    assert files(".") == []


def test_an_ignore_file_that_cannot_be_read_is_an_error() -> None:
    write("a.yaml")
    write(".set-proxy-envignore", "!\n")
    with pytest.raises(Malformed, match=r"must hold patterns as in \.gitignore, in UTF-8: "):
        files(".")
    outcome = applied(*OPTIONS, ".")
    assert outcome.exit_code != 0
    assert text("a.yaml") == POD


def test_a_pattern_that_is_none_is_an_error() -> None:
    with pytest.raises(Usage, match=r'`--exclude` must be a pattern as in \.gitignore, got "!"'):
        files(".", exclude=("!",))


def test_exclude_may_be_given_several_times() -> None:
    for path in ("a.yaml", "b.yaml", "c.yaml"):
        write(path)
    outcome = applied(*OPTIONS, "--exclude", "a.yaml", "-x", "b.yaml", ".")
    assert outcome == Outcome(
        b"",
        "[info]: passed over: 2 excluded paths (a.yaml, b.yaml)\n"
        "[info]: set proxy variables in 1 of 1 workload in 1 of 1 file: "
        "2 added, 0 updated, 0 kept, 0 removed\n",
        0,
    )
    assert [text("a.yaml"), text("b.yaml"), text("c.yaml")] == [POD, POD, POD + ENV]
