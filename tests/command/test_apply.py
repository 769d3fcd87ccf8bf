"""The sub-command `apply`: what it prints, what it writes, and its exit status."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from command.one_folder import ENV, OPTIONS, SET, applied, text, write
from one_file import POD
from run_function import Outcome, run, unquoted

from krm_fn.edit import parallel

pytestmark = pytest.mark.usefixtures("folder")


# --- without options ------------------------------------------------------------------------


def test_files_are_edited_in_place_and_a_summary_is_told() -> None:
    write("a.yaml")
    assert applied("a.yaml") == Outcome(b"", f"[info]: {SET}\n", 0)
    assert text("a.yaml") == POD + ENV


def test_a_second_run_changes_nothing() -> None:
    write("a.yaml", POD + ENV)
    before = Path("a.yaml").stat()
    outcome = applied("a.yaml")
    assert outcome.exit_code == 0
    assert outcome.stderr == (
        "[info]: nothing to set: 1 workload in 1 file has the proxy variables already\n"
    )
    assert Path("a.yaml").stat() == before


def test_the_configuration_may_be_a_file() -> None:
    write("deploy/a.yaml")
    write(
        "deploy/proxy.yaml",
        "apiVersion: v1\nkind: ConfigMap\ndata: {noProxy: 'localhost,127.0.0.1,::1'}\n",
    )
    outcome = run(b"", "apply", "--config", "deploy/proxy.yaml", "deploy")
    assert outcome == Outcome(b"", f"[info]: {SET}\n", 0)


def test_a_file_that_fails_stays_and_the_others_are_edited() -> None:
    write("a.yaml")
    write("b.yaml", POD + "  x: [\n")
    write("c.yaml", POD + "    env: text\n")
    outcome = applied(".", "d.yaml")
    assert text("a.yaml") == POD + ENV
    assert text("b.yaml") == POD + "  x: [\n"
    assert text("c.yaml") == POD + "    env: text\n"
    assert outcome.exit_code == 1
    assert unquoted(outcome.stderr) == (
        "[error] (d.yaml): could not be read: No such file or directory\n"
        "[error] (b.yaml): line 9: not YAML: the parser says ...\n"
        "[error] v1/Pod/web (c.yaml): `spec.containers[0].env` must be a list of variables, "
        'got "text"\n'
        "[info]: set proxy variables in 1 of 1 workload in 1 of 3 files: "
        "2 added, 0 updated, 0 kept, 0 removed; 2 failed\n"
    )


def test_a_file_that_cannot_be_written_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    write("a.yaml")
    monkeypatch.setattr(os, "access", lambda *_: False)
    outcome = applied("a.yaml")
    assert outcome.exit_code == 1
    assert outcome.stderr == (
        "[error] (a.yaml): could not be written: Permission denied\n"
        "[info]: nothing was set in 1 file; 1 failed\n"
    )


def test_a_warning_names_the_file() -> None:
    write("a.yaml", POD + '    env: [{name: HTTP_PROXY, value: "http://own.example.com"}]\n')
    outcome = run(b"", "apply", "--http-proxy", "http://proxy.example.com:3128", "a.yaml")
    assert outcome.exit_code == 0
    assert '[warning] v1/Pod/web (a.yaml): container "web" keeps its own' in outcome.stderr


def test_braces_that_are_yaml_are_no_obstacle() -> None:
    args = '    args: ["{{workflow.parameters.day}}"]\n'
    write("a.yaml", POD + args)
    assert applied("a.yaml").exit_code == 0
    assert text("a.yaml") == POD + ENV + args


NAMESPACE = """\
apiVersion: v1
kind: Namespace
metadata:
  name: shop
  annotations: {krm-fn.dev/set-proxy-env: disabled}
"""
EXCLUDING = """\
apiVersion: krm-fn.dev/v1alpha1
kind: SetProxyEnv
spec:
  noProxy: [localhost, 127.0.0.1, "::1"]
  containers: {exclude: [sidecar]}
"""


def test_the_files_of_a_run_are_one_list() -> None:
    write("a.yaml", POD.replace("{name: web}", "{name: web, namespace: shop}"))
    write("b.yaml", POD)
    write("z/namespace.yaml", NAMESPACE)
    assert applied("--check", ".").stdout == b"b.yaml\n"


def test_a_broken_file_does_not_hide_the_others() -> None:
    write("a.yaml", POD.replace("{name: web}", "{name: web, namespace: shop}"))
    write("b.yaml", NAMESPACE.replace("shop", "other") + "spec: [\n")
    write("c.yaml", NAMESPACE)
    outcome = applied("--check", ".")
    assert (outcome.stdout, outcome.exit_code) == (b"", 1)
    assert outcome.stderr.startswith("[error] (b.yaml): line 7: ")


def test_what_no_file_has_is_told_once(folder: Path) -> None:
    for number in range(3):
        write(f"{number}.yaml")
    write("proxy.yaml", EXCLUDING)
    outcome = run(b"", "apply", "--config", "proxy.yaml", ".")
    assert outcome.exit_code == 0
    assert outcome.stderr.count("[warning]") == 1
    assert '`spec.containers.exclude` names "sidecar"' in outcome.stderr


def test_several_processes_do_what_one_does(monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(40):
        write(f"{number:02}.yaml", POD if number % 5 else POD + "  x: [\n")
    monkeypatch.setattr(parallel, "FORK_AT", 1)
    monkeypatch.setattr(parallel, "_processors", lambda: 4)
    outcome = applied(".")
    failed = [line.partition(":")[0] for line in outcome.stderr.splitlines()]
    assert failed == [f"[error] ({number:02}.yaml)" for number in range(0, 40, 5)] + ["[info]"]
    assert outcome.stderr.endswith(
        "set proxy variables in 32 of 32 workloads in 32 of 40 files: "
        "64 added, 0 updated, 0 kept, 0 removed; 8 failed\n"
    )
    assert [text(f"{number:02}.yaml") for number in (1, 2, 38, 39)] == [POD + ENV] * 4


# --- --check and --diff ---------------------------------------------------------------------


def test_check_lists_what_would_change_and_changes_nothing() -> None:
    write("a.yaml")
    write("b.yaml", POD + ENV)
    write("c/d.yaml")
    outcome = applied("--check", ".")
    assert outcome == Outcome(
        b"a.yaml\nc/d.yaml\n",
        "[info]: would set proxy variables in 2 of 3 workloads in 2 of 3 files: "
        "4 added, 0 updated, 0 kept, 0 removed\n"
        "[info]: to set them, run: "
        "set-proxy-env apply --no-proxy localhost,127.0.0.1,::1 .\n",
        1,
    )
    assert text("a.yaml") == text("c/d.yaml") == POD


def test_check_succeeds_when_nothing_would_change() -> None:
    write("a.yaml", POD + ENV)
    outcome = applied("--check", "a.yaml")
    assert (outcome.stdout, outcome.exit_code) == (b"", 0)


def test_check_ends_with_1_on_an_error_also_when_something_would_change() -> None:
    write("a.yaml")
    write("b.yaml", "a: [\n")
    outcome = applied("--check", ".")
    assert (outcome.stdout, outcome.exit_code) == (b"a.yaml\n", 1)


DIFF = b"""\
--- a/a.yaml
+++ b/a.yaml
@@ -5,3 +5,8 @@
   containers:
   - name: web
     image: web:1
+    env:
+    - name: no_proxy
+      value: "localhost,127.0.0.1,::1"
+    - name: NO_PROXY
+      value: "localhost,127.0.0.1,::1"
"""


def test_diff_prints_what_would_change_and_changes_nothing() -> None:
    write("a.yaml")
    outcome = applied("--diff", "a.yaml")
    assert outcome == Outcome(DIFF, f"[info]: would {SET}\n", 0)
    assert text("a.yaml") == POD


def test_diff_beside_check_has_the_exit_status_of_check() -> None:
    write("a.yaml")
    outcome = applied("--check", "--diff", "a.yaml")
    assert (outcome.stdout, outcome.exit_code) == (DIFF, 1)


@pytest.mark.skipif(not shutil.which("git"), reason="git is not installed")
def test_git_applies_the_diff() -> None:
    for path in ("a.yaml", "my files/b.yaml"):
        write(path)
    diff = applied("--diff", ".").stdout
    subprocess.run(["git", "apply", "-"], input=diff, check=True)
    assert text("a.yaml") == text("my files/b.yaml") == POD + ENV


# --- what is wrong on the command line ------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        pytest.param(
            (),
            "must get a configuration: `--config FILE`, `--http-proxy URL` and others, or a file "
            "`.set-proxy-env.yaml` in the folder or around it",
            id="nothing",
        ),
        pytest.param(
            OPTIONS,
            "must get the files or folders to edit, such as `.` for the folder you are in",
            id="no path",
        ),
        pytest.param(
            ("--fix", "."),
            'must not get "--fix"; `set-proxy-env apply --help` lists the options',
            id="?",
        ),
        pytest.param(
            (".", "--config"),
            "`--config` must be followed by a value: `--config FILE`",
            id="no value",
        ),
    ],
)
def test_a_wrong_command_line_ends_with_2(arguments: tuple[str, ...], message: str) -> None:
    assert run(b"", "apply", *arguments) == Outcome(b"", f"[error] {message}\n", 2)


def test_a_configuration_that_is_not_there_ends_with_1() -> None:
    assert run(b"", "apply", "--config", "nowhere", ".") == Outcome(
        b"", '[error] "nowhere" could not be opened: No such file or directory\n', 1
    )


def test_a_wrong_configuration_ends_with_1_and_changes_nothing() -> None:
    write("a.yaml")
    outcome = run(b"", "apply", "--http-proxy", "proxy.example.com:99999", "a.yaml")
    assert outcome.exit_code == 1
    assert "must have a port from 1 to 65535" in outcome.stderr
    assert text("a.yaml") == POD


def test_paths_that_look_like_options_come_after_two_dashes() -> None:
    write("--check")
    assert applied("--", "--check").exit_code == 0
    assert text("--check") == POD + ENV


def test_help_is_printed() -> None:
    done = run(b"", "apply", "--help")
    assert done.stdout.startswith(
        b"usage: set-proxy-env apply [--check] [--diff] [--config FILE] PATH"
    )
    assert (done.stderr, done.exit_code) == ("", 0)
