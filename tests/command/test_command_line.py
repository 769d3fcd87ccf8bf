"""The command line: one table, two readers that agree, and what is told of a wrong one."""

from __future__ import annotations

import contextlib
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from places import ROOT
from run_function import Outcome, run

from krm_fn.command import parser
from krm_fn.command.command_line import CommandLine, divided, plain
from krm_fn.command.table import ALL, COMMANDS, OPTIONS, PIPE, STOPS, options
from krm_fn.errors import Usage


def read(words: list[str]) -> CommandLine:
    name, rest = divided(words)
    return plain(name, rest) or parser.read(name, rest)


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
    line = plain(name, words)
    if line is None or line.options.keys() & set(STOPS):
        return
    assert taken_apart(parser.read(name, words)) == taken_apart(line)


@given(st.sampled_from(ALL), st.lists(WORDS, max_size=6))
def test_every_command_line_is_read_or_refused_in_words(name: str, words: list[str]) -> None:
    with contextlib.suppress(Usage):
        parser.read(name, words)


MESH = ROOT / "examples" / "transparent-proxy"
PLAIN = ROOT / "examples" / "plain-files"


@pytest.mark.parametrize(
    "words",
    [
        ("--no-proxy=a", "--existing", "keep", "--verbose"),
        ("apply", "-c", PLAIN / "proxy.yaml", "--check", "--color", "never", PLAIN / "deploy"),
        ("explain", "--config", PLAIN / "proxy.yaml", "--client", "curl", "http://a/"),
        ("generate", "-c", MESH / "transparent-proxy.yaml", MESH / "resources.yaml"),
    ],
    ids=str,
)
def test_a_valid_run_does_not_import_argparse(words: tuple[str | Path, ...]) -> None:
    program = (
        f"import sys\nsys.path[:0] = {sys.path!r}\nfrom krm_fn.command.main import main\n"
        "status = main(sys.argv[1:])\n"
        "print(status, *{'argparse', 'difflib', 'krm_fn.command.parser'} & sys.modules.keys())\n"
    )
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-c", program, *map(str, words)],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=True,
        encoding="utf-8",
    )
    assert done.stdout.splitlines()[-1] == ("1" if "apply" in words else "0")


def test_a_run_without_options_does_not_even_import_the_table() -> None:
    program = (
        f"import sys\nsys.path[:0] = {sys.path!r}\nfrom krm_fn.command.main import main\n"
        "status = main([])\nprint(status, 'krm_fn.command.table' in sys.modules)\n"
    )
    resource_list = (
        "apiVersion: config.kubernetes.io/v1\nkind: ResourceList\n"
        "functionConfig: {apiVersion: v1, kind: ConfigMap, data: {noProxy: '*'}}\nitems: []\n"
    )
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-c", program],
        input=resource_list,
        capture_output=True,
        check=True,
        encoding="utf-8",
    )
    assert done.stdout.splitlines()[-1] == "0 False"


def test_odd_spellings_are_read() -> None:
    line = read(["apply", "-ndcproxy.yaml", "--existing=keep", "a", "--", "-b"])
    assert taken_apart(line) == (
        "apply",
        {"--check": [""], "--diff": [""], "--config": ["proxy.yaml"], "--existing": ["keep"]},
        ["a", "-b"],
    )


def test_of_an_option_that_stands_there_twice_the_last_one_counts() -> None:
    line = read(["-c", "a.yaml", "--config", "b.yaml", "--replace-from", "a", "--replace-from=b"])
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
            "generate --http-proxy=http://a:s3cret@b u",
            'must not get "--http-proxy", which is an option of `set-proxy-env`, `set-proxy-env apply`, `set-proxy-env explain` and `set-proxy-env audit`',
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


# --- exit statuses --------------------------------------------------------------------------

POD = """\
apiVersion: v1
kind: Pod
metadata: {name: a}
spec:
  containers:
  - name: a
    image: a
    env: [{name: no_proxy, value: mine}, {name: NO_PROXY, value: mine}]
"""


@pytest.mark.parametrize(
    ("words", "status"),
    [
        ("--no-proxy a", 0),
        ("--config proxy.yaml --existing error", 1),
        ("--config wrong.yaml", 1),
        ("--config nowhere.yaml", 1),
        ("--config proxy.yaml --no-proxy a", 2),
        ("--existing no", 2),
        ("apply -c proxy.yaml --diff a.yaml", 0),
        ("apply -c proxy.yaml --check a.yaml", 1),
        ("apply -c proxy.yaml --check --existing error a.yaml", 1),
        ("apply -c proxy.yaml --dry-run nowhere.yaml", 1),
        ("apply -c wrong.yaml a.yaml", 1),
        ("apply -c proxy.yaml", 2),
        ("apply a.yaml", 2),
        ("apply -c proxy.yaml --no-proxy a a.yaml", 2),
        ("explain -c proxy.yaml http://a/", 0),
        ("explain -c wrong.yaml http://a/", 1),
        ("explain -c proxy.yaml", 2),
        ("explain http://a/", 2),
        ("explain -c proxy.yaml a", 2),
        (f"generate -c {MESH}/transparent-proxy.yaml {MESH}/resources.yaml", 0),
        ("generate -c proxy.yaml", 1),
        ("generate", 2),
        ("generate --check", 2),
    ],
)
def test_all_sub_commands_have_the_same_exit_statuses(
    words: str, status: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    head = "apiVersion: v1\nkind: ConfigMap\ndata: "
    Path("proxy.yaml").write_text(head + "{noProxy: a}\n", encoding="utf-8")
    Path("wrong.yaml").write_text(head + "{noProxi: a}\n", encoding="utf-8")
    Path("a.yaml").write_text(POD, encoding="utf-8")
    outcome = run(POD.encode(), *words.split())
    assert outcome.exit_code == status
    assert Path("a.yaml").read_text(encoding="utf-8") == POD
