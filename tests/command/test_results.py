"""What is told of results: grouped, in colours, and with infos."""

from __future__ import annotations

import os
import pty
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from command.told_results import KEEPS, POD, PROXIES, piped
from run_function import Outcome, run, run_process

pytestmark = pytest.mark.usefixtures("folder")

OPTIONS = ("--no-proxy", "localhost,127.0.0.1,::1")
SET = "set proxy variables in web-{}: 4 changed"
CANNOT = "a Pod cannot be updated in a cluster, only replaced: delete it there before it is applied again"


def told(count: int) -> list[str]:
    outcome = piped(count)
    assert outcome.exit_code == 0
    return [line for line in outcome.stderr.splitlines() if line.startswith("[warning]")]


# --- many that are alike --------------------------------------------------------------------


def test_three_that_are_alike_are_told_one_by_one() -> None:
    assert told(3) == [f"[warning] v1/Pod/web-{n}: {KEEPS.format(n)}" for n in (1, 2, 3)]


def test_more_are_told_as_one_with_their_number_and_three_names() -> None:
    assert told(40) == [
        f"[warning] v1/Pod/web-1: {KEEPS.format(1)}; the same in 39 more, such as v1/Pod/web-2 and "
        "v1/Pod/web-3"
    ]


def test_the_results_have_them_all_and_the_one_that_is_told_first() -> None:
    piped(5, "--results", "results.yaml")
    results = yaml.safe_load(Path("results.yaml").read_text(encoding="utf-8"))
    warnings = [made for made in results if made["severity"] == "warning"]
    assert results[0] == warnings[0]
    assert warnings[0]["message"].endswith(
        "; the same in 4 more, such as v1/Pod/web-2 and v1/Pod/web-3"
    )
    assert [made["message"] for made in warnings[1:]] == [KEEPS.format(n) for n in (2, 3, 4, 5)]
    assert [made["resourceRef"]["name"] for made in warnings] == [f"web-{n}" for n in range(1, 6)]


def test_what_is_about_files_is_told_one_by_one() -> None:
    for number in range(5):
        Path(f"{number}.yaml").write_text("a: [", encoding="utf-8")
    outcome = run(b"", "apply", *OPTIONS, ".")
    assert outcome.stderr.count("[error]") == 5


def test_files_are_named_beside_their_objects() -> None:
    for number in range(1, 6):
        Path(f"{number}.yaml").write_text(POD.format(f"web-{number}"), encoding="utf-8")
    assert run(b"", "apply", *PROXIES, ".").stderr.splitlines()[0] == (
        f"[warning] v1/Pod/web-1 (1.yaml): {KEEPS.format(1)}; the same in 4 more, such as "
        "v1/Pod/web-2 (2.yaml) and v1/Pod/web-3 (3.yaml)"
    )


# --- infos ----------------------------------------------------------------------------------


@pytest.mark.parametrize("option", ["-v", "--verbose"])
def test_a_pipe_tells_infos_where_it_is_asked(option: str) -> None:
    assert piped(1, option).stderr == (
        f"[warning] v1/Pod/web-1: {KEEPS.format(1)}\n"
        "[info]: set proxy variables in 1 of 1 workload: 4 added, 0 updated, 2 kept, 0 removed\n"
        f"[info] v1/Pod/web-1: {SET.format(1)}\n"
        f"[info] v1/Pod/web-1: {CANNOT}\n"
        "[info]: the list has no Service: the workload behind proxy is not recognised; selectors in a "
        "Kptfile may hide it\n"
    )


def test_apply_tells_infos_where_it_is_asked() -> None:
    Path("a.yaml").write_text(POD.format("web-1"), encoding="utf-8")
    lines = run(b"", "apply", *PROXIES, "--check", "-v", "a.yaml").stderr.splitlines()
    assert f"[info] v1/Pod/web-1 (a.yaml): {SET.format(1)}" in lines
    assert f"[info] v1/Pod/web-1 (a.yaml): {CANNOT}" in lines
    plain = run(b"", "apply", *PROXIES, "--check", "a.yaml").stderr
    assert [line for line in lines if line not in plain] != []


def test_several_processes_tell_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    from krm_fn.edit import parallel

    for number in range(20):
        Path(f"{number:02}.yaml").write_text(POD.format(f"web-{number}"), encoding="utf-8")
    arguments = ("apply", *PROXIES, "--diff", "-v", "-r", "results.json", ".")
    alone = run(b"", *arguments), Path("results.json").read_bytes()
    monkeypatch.setattr(parallel, "FORK_AT", 1)
    monkeypatch.setattr(parallel, "_processors", lambda: 4)
    assert (run(b"", *arguments), Path("results.json").read_bytes()) == alone
    assert alone[0].stderr.count("[info]") == 42


def test_a_file_of_results_is_no_manifest() -> None:
    Path("a.yaml").write_text(POD.format("web-1"), encoding="utf-8")
    once, twice = (run(b"", "apply", *PROXIES, "--diff", "-r", "r.json", ".") for _ in range(2))
    assert once == twice


def test_results_go_to_a_file_that_has_a_name() -> None:
    assert run(b"", "--http-proxy", "http://p:1", "--results", "-") == Outcome(
        b"", "[error] `--results` must name a file; `--format` by itself prints to stderr\n", 2
    )
    assert list(Path().iterdir()) == []


# --- a Secret that is not there -------------------------------------------------------------

REFERS = """\
apiVersion: krm-fn.dev/v1alpha1
kind: SetProxyEnv
spec:
  httpProxy: {valueFrom: {secretKeyRef: {name: proxy, key: url}}}
  httpsProxy: {valueFrom: {secretKeyRef: {name: proxy, key: url}}}
  noProxy: "*"
  checks: {ignore: [IGNORED]}
"""
PLAIN = (
    "apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec: {containers: [{name: a, image: a}]}\n"
)
SECRET = "---\napiVersion: v1\nkind: Secret\nmetadata: {name: proxy}\n"
ABSENT = (
    '[warning]: the list has no Secret "proxy" in the namespace default, to which containers now '
    "refer: without it they do not start; add it, or name `reference` in `checks.ignore` where it "
    "comes from elsewhere\n"
)


@pytest.mark.parametrize(
    ("count", "places"),
    [
        (2, "the namespaces team-0 and team-1"),
        (5, "the namespaces team-0, team-1, team-2, team-3 and team-4"),
        (7, "the namespaces team-0, team-1, team-2, team-3, team-4 and 2 more"),
    ],
)
def test_namespaces_that_lack_a_secret_are_named_the_first_five_of_them(
    count: int, places: str
) -> None:
    pods = [
        PLAIN.replace("{name: a}\n", f"{{name: a, namespace: team-{n}}}\n") for n in range(count)
    ]
    Path("proxy.yaml").write_text(REFERS.replace("IGNORED", "path"), encoding="utf-8")
    done = run("---\n".join(pods).encode(), "--config", "proxy.yaml")
    assert ABSENT.replace("the namespace default", places) in done.stderr


@pytest.mark.parametrize(
    ("ignored", "manifests", "is_told"),
    [("path", PLAIN, True), ("reference", PLAIN, False), ("path", PLAIN + SECRET, False)],
)
def test_a_secret_that_pods_need_and_the_list_lacks_is_a_warning(
    ignored: str, manifests: str, is_told: bool
) -> None:
    Path("proxy.yaml").write_text(REFERS.replace("IGNORED", ignored), encoding="utf-8")
    Path("a.yaml").write_text(manifests, encoding="utf-8")
    in_a_pipe = run(manifests.encode(), "--config", "proxy.yaml").stderr
    in_a_file = run(b"", "apply", "--config", "proxy.yaml", "--check", "a.yaml").stderr
    assert [ABSENT in text for text in (in_a_pipe, in_a_file)] == [is_told, is_told]


# --- colours, terminals ---------------------------------------------------------------------

RED, CYAN = "\033[1;31m[error]\033[0m", "\033[36m[info]\033[0m"


@pytest.mark.parametrize(
    ("arguments", "environment", "start"),
    [
        ((), {}, "[error]"),
        (("--color", "always"), {}, RED),
        (("--color=always",), {"NO_COLOR": "1"}, RED),
        ((), {"FORCE_COLOR": "1"}, RED),
        ((), {"FORCE_COLOR": "1", "NO_COLOR": "1"}, "[error]"),
        (("--color", "never"), {"FORCE_COLOR": "1"}, "[error]"),
        (("--color", "auto"), {"FORCE_COLOR": "1"}, RED),
    ],
)
def test_colours_are_as_they_are_asked_for(
    arguments: tuple[str, ...], environment: dict[str, str], start: str
) -> None:
    outcome = run_process(b"", "--config", "nowhere", *arguments, environment=environment)
    assert outcome.stderr == (f'{start} "nowhere" could not be opened: No such file or directory\n')


def test_a_terminal_on_stdin_is_told_what_is_expected() -> None:
    control, terminal = pty.openpty()
    command = [sys.executable, "-m", "krm_fn", "--no-proxy", "a"]
    with subprocess.Popen(
        command, stdin=terminal, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as child:
        os.write(control, PLAIN.encode() + b"\x04")
        stdout, stderr = child.communicate(timeout=30)
    os.close(terminal)
    os.close(control)
    assert stderr.decode().startswith(
        "[info]: stdin is a terminal: type or paste a ResourceList, or manifests where the command "
        "line has a configuration, and end with Ctrl-D; `set-proxy-env apply` edits files, and "
        "`--help` tells more\n"
    )
    assert b"NO_PROXY" in stdout


def test_a_stdin_that_is_closed_is_an_error_in_words() -> None:
    command = f"exec {shlex.quote(sys.executable)} -m krm_fn --no-proxy a <&-"
    done = subprocess.run(["sh", "-c", command], capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (
        1,
        b"[error] stdin could not be read: Bad file descriptor\n",
    )
