"""The command line: one table, two readers that agree, and what is told of a wrong one."""

from __future__ import annotations

import contextlib
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st
from places import ROOT
from run_function import Outcome, run

from krm_fn.command import parser, reader
from krm_fn.command.command_line import CommandLine, Usage
from krm_fn.command.table import ALL, COMMANDS, OPTIONS, PIPE, STOPS, command, options


def taken_apart(line: CommandLine) -> tuple[str, dict[str, list[str]], list[str]]:
    return line.command, line.options, line.operands


# --- the table ------------------------------------------------------------------------------


def test_no_spelling_means_two_things() -> None:
    for each in COMMANDS:
        spellings = [spelling for row in options(each.name) for spelling in row.names]
        assert len(spellings) == len(set(spellings))


def test_every_option_belongs_to_known_sub_commands() -> None:
    assert {name for row in OPTIONS for name in row.commands} == set(ALL)
    assert [each.name for each in COMMANDS] == list(ALL)


# --- the reader and argparse ----------------------------------------------------------------

WORDS = st.sampled_from(
    [
        *(spelling for row in OPTIONS for spelling in row.names),
        *(f"{row.name}=x" for row in OPTIONS),
        *(choice for row in OPTIONS for choice in row.choices),
        *("--", "-", "", "a", "-x", "--bogus", "-cFILE", "--config=", "http://a:1/?b=c", "deploy/"),
    ]
)


@given(st.sampled_from(ALL), st.lists(WORDS, max_size=6))
def test_what_is_read_without_argparse_is_what_argparse_reads(name: str, words: list[str]) -> None:
    line = reader.plain(name, words)
    if line is None or line.options.keys() & set(STOPS):
        return
    assert taken_apart(parser.read(name, words)) == taken_apart(line)


@given(st.sampled_from(ALL), st.lists(WORDS, max_size=6))
def test_every_command_line_is_read_or_refused_in_words(name: str, words: list[str]) -> None:
    with contextlib.suppress(Usage):
        parser.read(name, words)


@pytest.mark.parametrize("name", ALL)
def test_a_valid_run_does_not_import_argparse(name: str) -> None:
    words = [
        word
        for row in options(name)
        if row.name not in STOPS
        for word in (
            [row.name, row.choices[0] if row.choices else "x"] if row.metavar else [row.name]
        )
    ]
    program = (
        "import sys\n"
        "from krm_fn.command import reader\n"
        "reader.read(sys.argv[1:])\n"
        "print(*{'argparse', 'difflib', 're', 'typing', 'json'} & sys.modules.keys())\n"
    )
    operand = ["x"] if command(name).operand else []
    line = [*filter(None, [name]), *words, *operand]
    done = subprocess.run(
        [
            sys.executable,
            "-I",
            "-S",
            "-c",
            f"import sys; sys.path[:0] = {sys.path!r}\n{program}",
            *line,
        ],
        capture_output=True,
        check=True,
        encoding="utf-8",
    )
    assert done.stdout == "\n"


def test_odd_spellings_are_read() -> None:
    line = reader.read(["apply", "-ndcproxy.yaml", "--existing=keep", "a", "--", "-b"])
    assert taken_apart(line) == (
        "apply",
        {"--check": [""], "--diff": [""], "--config": ["proxy.yaml"], "--existing": ["keep"]},
        ["a", "-b"],
    )


def test_of_an_option_that_stands_there_twice_the_last_one_counts() -> None:
    line = reader.read(
        ["-c", "a.yaml", "--config", "b.yaml", "--replace-from", "a", "--replace-from=b"]
    )
    assert line.value("--config") == "b.yaml"
    assert line.values("--replace-from") == ["a", "b"]
    assert (line.value("--results"), line.values("--client")) == (None, [])


# --- help and version -----------------------------------------------------------------------


@pytest.mark.parametrize("name", ALL)
def test_help_names_all_options_with_all_their_spellings(name: str) -> None:
    done = run(b"", *filter(None, [name]), "--bogus", "--help")
    assert (done.stderr, done.exit_code) == ("", 0)
    text = done.stdout.decode()
    assert text.startswith(f"usage: set-proxy-env {name}".rstrip())
    assert [word for row in options(name) for word in row.names if f"{word}" not in text] == []
    assert run(b"", *filter(None, [name]), "-h") == done


def test_the_help_of_the_program_names_the_sub_commands() -> None:
    text = run(b"", "--help").stdout.decode()
    assert [each for each in ALL if f"\n    {each}" not in text and each != PIPE] == []


@pytest.mark.parametrize("words", [("--version",), ("-V",), ("apply", "-V"), ("-c", "x", "-V")])
def test_the_version_is_printed(words: tuple[str, ...]) -> None:
    assert run(b"", *words) == Outcome(b"set-proxy-env 0.1.0\n", "", 0)


# --- what is wrong --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (
            "aply --check .",
            'must not get "aply" (did you mean `apply`?); `set-proxy-env --help` lists the options',
        ),
        (
            "--noproxy a",
            'must not get "--noproxy" (did you mean `--no-proxy`?); `set-proxy-env --help` lists the options',
        ),
        (
            "apply --chek .",
            'must not get "--chek" (did you mean `--check`?); `set-proxy-env apply --help` lists the options',
        ),
        ("--check", 'must not get "--check", which is an option of `set-proxy-env apply`'),
        (
            "explain --http-proxy=http://a:s3cret@b u",
            'must not get "--http-proxy", which is an option of `set-proxy-env` and `set-proxy-env apply`',
        ),
        (
            "--fix=http://a:s3cret@b",
            'must not get "--fix"; `set-proxy-env --help` lists the options',
        ),
        (
            "apply --existing merg .",
            '`--existing` must be merge, keep, replace or error, got "merg" (did you mean `merge`?)',
        ),
        ("apply --check=3 .", "`--check` must not have a value"),
        ("--config", "`--config` must be followed by a value: `--config FILE`"),
        ("--no-proxy --all-proxy x", "`--no-proxy` must be followed by a value: `--no-proxy LIST`"),
        (
            "--config x apply y",
            '"apply" must come first, before all options: `set-proxy-env apply ...`',
        ),
        ("krm_fn", 'must not get "krm_fn"; `set-proxy-env apply` edits files'),
        ("-- x", 'must not get "x"; `set-proxy-env --help` lists the options'),
    ],
)
def test_a_wrong_usage_ends_with_2_and_says_what_was_meant(
    words: str, message: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    assert run(b"", *words.split()) == Outcome(b"", f"[error] {message}\n", 2)
