"""The sub-command `apply`: what it prints, what it writes, and its exit status."""

from __future__ import annotations

import os
import pty
import shlex
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
import yaml
from places import ROOT
from run_function import Outcome, run, unquoted

from krm_fn.command import apply, progress
from krm_fn.edit import parallel
from krm_fn.errors import Stopped

EXAMPLE = ROOT / "examples" / "plain-files"
OPTIONS = ("--no-proxy", "localhost,127.0.0.1,::1")
POD = "apiVersion: v1\nkind: Pod\nmetadata: {name: web}\nspec:\n  containers:\n  - image: web:1\n"
POD = POD.replace("image", "name: web\n    image")
ENV = """    env:
    - name: no_proxy
      value: "localhost,127.0.0.1,::1"
    - name: NO_PROXY
      value: "localhost,127.0.0.1,::1"
"""
SET = "set proxy variables in 1 of 1 workload in 1 of 1 file: 2 added, 0 updated, 0 kept, 0 removed"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    return tmp_path


def write(path: str, text: str = POD) -> None:
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    Path(path).write_text(text, encoding="utf-8")


def text(path: str) -> str:
    return Path(path).read_text(encoding="utf-8")


def applied(*arguments: str) -> Outcome:
    return run(b"", "apply", *OPTIONS, *arguments)


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


# --- values that differ ----------------------------------------------------------------------

OTHER = "http://other.example.com:1"
PROXY = ("--http-proxy", "http://proxy.example.com:3128", "--https-proxy", OTHER)
KEEPS = (
    'container "web" keeps its own `http_proxy`, `HTTP_PROXY`; set `existing: replace` to replace '
    "them, or name what is meant to differ in `exceptions`"
)
NO_API_SERVER = (
    "[warning] krm-fn.dev/v1alpha1/SetProxyEnv: `noProxy` must name the API server: controllers and "
    "other programs that use it send their requests to the proxy, which cannot reach it; write "
    '"$(KUBERNETES_SERVICE_HOST)", or `noProxyPresets: [cluster]`\n'
)


def write_with_another_proxy() -> None:
    write("a.yaml")
    other = ("--http-proxy", OTHER, "--https-proxy", OTHER)
    assert applied(*other, "a.yaml").exit_code == 0


def test_check_fails_where_a_value_differs_and_prints_the_command_that_mends() -> None:
    write_with_another_proxy()
    outcome = applied("--check", *PROXY, "a.yaml")
    command = (
        "set-proxy-env apply --no-proxy localhost,127.0.0.1,::1 --http-proxy "
        f"http://proxy.example.com:3128 --https-proxy {OTHER} --existing replace a.yaml"
    )
    assert outcome == Outcome(
        b"a.yaml\n",
        f"{NO_API_SERVER}[error] v1/Pod/web (a.yaml): {KEEPS}\n"
        "[info]: nothing to set in 1 workload in 1 file: 2 variables kept\n"
        f"[info]: to replace the values that differ, run: {command}\n",
        1,
    )
    assert run(b"", *shlex.split(command)[1:]).exit_code == 0
    assert applied("--check", *PROXY, "a.yaml").exit_code == 0


@pytest.mark.parametrize("checks", ["{level: off}", "{ignore: [kept]}"])
@pytest.mark.parametrize("existing", ["merge", "keep"])
def test_no_configuration_makes_the_check_blind(existing: str, checks: str) -> None:
    write_with_another_proxy()
    fields = f"httpProxy: http://proxy.example.com:3128\nexisting: {existing}\nchecks: {checks}\n"
    write("c.yaml", f"apiVersion: krm-fn.dev/v1alpha1\nkind: SetProxyEnv\n{fields}")
    outcome = run(b"", "apply", "--check", "--config", "c.yaml", "a.yaml")
    assert (outcome.stdout, outcome.exit_code) == (b"a.yaml\n", 1)
    assert f"[error] v1/Pod/web (a.yaml): {KEEPS}\n" in outcome.stderr


def test_of_equal_names_the_last_is_what_check_looks_at() -> None:
    write("a.yaml", POD + ENV + ENV[9:])
    assert applied("--check", "a.yaml").exit_code == 0
    write("a.yaml", POD + ENV + ENV[9:].replace("::1", "::2"))
    outcome = applied("--check", "a.yaml")
    assert (outcome.stdout, outcome.exit_code) == (b"a.yaml\n", 1)
    assert outcome.stderr == (
        '[error] v1/Pod/web (a.yaml): container "web" has `no_proxy`, `NO_PROXY` more than once in '
        "its `env`, left as it is; remove all but one, server-side apply rejects duplicates, or "
        "name what is meant to differ in `exceptions`\n"
        "[info]: nothing to set in 1 workload in 1 file: 2 variables kept\n"
    )


def test_hosts_that_an_author_has_beside_the_configured_ones_are_no_difference() -> None:
    write("a.yaml", POD + ENV.replace("localhost", ".internal,localhost"))
    assert applied("--check", "a.yaml").exit_code == 0


def test_check_ends_with_1_on_an_error_also_when_a_value_differs() -> None:
    write_with_another_proxy()
    write("b.yaml", "a: [\n")
    outcome = applied("--check", *PROXY, ".")
    assert (outcome.stdout, outcome.exit_code) == (b"a.yaml\n", 1)


def test_the_command_that_mends_quotes_and_hides_what_it_must() -> None:
    write("a b.yaml")
    with_password = ("--http-proxy", "http://user:secret@proxy.example.com:3128")
    outcome = applied("--check", *with_password, "--", "a b.yaml")
    assert outcome.stderr.splitlines()[-1] == (
        "[info]: to set them, run: set-proxy-env apply --no-proxy localhost,127.0.0.1,::1 "
        "--http-proxy http://user:***@proxy.example.com:3128 'a b.yaml'"
    )


@pytest.mark.parametrize("head", ["kind: SetProxyEnv\nspec:\n", "kind: SetProxyEnv\n"])
def test_existing_may_stand_beside_a_configuration_and_comes_before_its_own(head: str) -> None:
    write_with_another_proxy()
    indent = "  " if "spec" in head else ""
    fields = f"{indent}httpProxy: http://proxy.example.com:3128\n{indent}existing: keep\n"
    write("c.yaml", f"apiVersion: krm-fn.dev/v1alpha1\n{head}{fields}")
    outcome = run(b"", "apply", "--config", "c.yaml", "--existing", "replace", "a.yaml")
    assert outcome.exit_code == 0
    assert text("a.yaml").count("http://proxy.example.com:3128") == 2


def test_existing_may_stand_beside_a_config_map() -> None:
    write_with_another_proxy()
    data = "data: {httpProxy: 'http://proxy.example.com:3128'}\n"
    write("c.yaml", f"apiVersion: v1\nkind: ConfigMap\n{data}")
    run(b"", "apply", "--config", "c.yaml", "--existing", "replace", "a.yaml")
    assert text("a.yaml").count("http://proxy.example.com:3128") == 2


def test_existing_must_not_stand_beside_the_objects_of_operators() -> None:
    write("c.yaml", "apiVersion: config.openshift.io/v1\nkind: Proxy\nspec: {}\n")
    outcome = run(b"", "apply", "--config", "c.yaml", "--existing", "replace", "a.yaml")
    assert outcome == Outcome(
        b"",
        "[error] `--existing` must stand beside the `--config` of a ConfigMap or a SetProxyEnv\n",
        2,
    )


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


# --- a terminal, signals --------------------------------------------------------------------


def on_a_terminal(*arguments: str, environment: dict[str, str] | None = None) -> str:
    """What a terminal shows of a run, stdout and stderr together."""
    control, terminal = pty.openpty()
    command = [sys.executable, "-m", "krm_fn", "apply", *OPTIONS, *arguments]
    environment = {**os.environ, "TERM": "xterm", **(environment or {})}
    child = subprocess.Popen(command, stdout=terminal, stderr=terminal, env=environment)
    os.close(terminal)
    shown = b""
    while piece := _read(control):
        shown += piece
    os.close(control)
    child.wait()
    return shown.decode().replace("\r\n", "\n")


def _read(control: int) -> bytes:
    try:
        return os.read(control, 65536)
    except OSError:  # Linux says so when the other end is closed
        return b""


def test_a_diff_has_colours_on_a_terminal() -> None:
    write("a.yaml")
    shown = on_a_terminal("--diff", "a.yaml")
    assert "\033[1m--- a/a.yaml\033[0m\n" in shown
    assert "\033[32m+    env:\033[0m\n" in shown


def test_a_diff_has_no_colours_when_no_color_is_set() -> None:
    write("a.yaml")
    assert "\033" not in on_a_terminal("--diff", "a.yaml", environment={"NO_COLOR": "1"})


def test_a_short_run_shows_no_bar() -> None:
    write("a.yaml")
    assert on_a_terminal("a.yaml") == f"\033[36m[info]\033[0m: {SET}\n"


def test_a_bar_shows_how_far_a_long_run_is(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[str] = []
    monkeypatch.setattr(os, "isatty", lambda _: True)
    monkeypatch.setattr(progress, "PATIENCE", 0)
    monkeypatch.setattr(progress, "_draw", drawn.append)
    bar = progress.Bar(1234)
    bar.show(0.5)
    bar.show(0.6)
    bar.clear()
    assert drawn == [f"\r\033[K[{'#' * 15}{'.' * 15}] 617 of 1,234 files", "\r\033[K"]


def test_no_bar_is_drawn_where_stderr_is_no_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "PATIENCE", 0)
    monkeypatch.setattr(progress, "_draw", pytest.fail)
    monkeypatch.setattr(os, "isatty", lambda _: False)
    bar = progress.Bar(10)
    bar.show(0.5)
    bar.clear()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_leaves_only_whole_files(number: signal.Signals) -> None:
    many = "---\n".join([POD] * 30)
    for index in range(200):
        write(f"{index:03}.yaml", many)
    command = [sys.executable, "-m", "krm_fn", "apply", *OPTIONS, "."]
    child = subprocess.Popen(command, stderr=subprocess.PIPE, start_new_session=True)
    _wait_until(lambda: Path("000.yaml").stat().st_size > len(many))
    os.killpg(child.pid, number)
    _, stderr = child.communicate(timeout=30)
    whole = "---\n".join([POD + ENV] * 30)
    changed = sum(text(f"{index:03}.yaml") == whole for index in range(200))
    assert (child.returncode, stderr.decode()) == (
        128 + number,
        f"[error] stopped by {number.name}: {changed} of 200 files were changed, "
        "the others are as they were; run again for them\n",
    )
    names = sorted(path.name for path in Path().iterdir())
    assert names == [f"{index:03}.yaml" for index in range(200)]
    assert {text(name) for name in names} == {many, whole}


def test_a_second_signal_does_not_keep_a_run_from_putting_things_in_order() -> None:
    before = [signal.getsignal(number) for number in apply.SIGNALS]
    try:
        with pytest.raises(Stopped, match=r"^stopped by SIGINT$"):
            apply._stop(signal.SIGINT, None)
        signal.raise_signal(signal.SIGINT)
        signal.raise_signal(signal.SIGTERM)
    finally:
        for number, handler in zip(apply.SIGNALS, before, strict=True):
            signal.signal(number, handler)


def _wait_until(done: object) -> None:
    assert callable(done)
    for _ in range(2000):
        if done():
            return
        time.sleep(0.005)
    pytest.fail("nothing happened")


def test_a_closed_stdout_is_no_traceback() -> None:
    for index in range(300):
        write(f"{index:03}.yaml")
    command = f"{shlex.quote(sys.executable)} -m krm_fn apply {' '.join(OPTIONS)} --diff . | true"
    done = subprocess.run(["bash", "-c", command], capture_output=True, check=False)
    assert b"Traceback" not in done.stderr


# --- examples -------------------------------------------------------------------------------


def test_the_example_makes_its_diff(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    options = ("--config", "examples/plain-files/proxy.yaml")
    outcome = run(b"", "apply", "--diff", *options, "examples/plain-files/deploy")
    expected = (EXAMPLE / ".expected" / "diff.patch").read_bytes()
    assert (outcome.stdout, outcome.exit_code) == (expected, 0)


@pytest.fixture
def hooks() -> dict[str, dict[str, object]]:
    listed = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    return {hook["id"]: hook for hook in listed}


def hooked(hook: dict[str, object], *files: str) -> Outcome:
    """Run a hook as pre-commit does: its entry, its arguments, and the files if it gets them."""
    if not Path(".set-proxy-env.yaml").exists():
        shutil.copytree(ROOT / "examples" / "pre-commit", ".", dirs_exist_ok=True)
    entry, *words = shlex.split(str(hook["entry"]))
    assert entry == "set-proxy-env"
    arguments = hook.get("args", [])
    assert isinstance(arguments, list)
    assert bool(arguments) == (hook.get("pass_filenames") is False)
    return run(b"", *words, *arguments, *(() if arguments else files))


@pytest.mark.parametrize("name", ["set-proxy-env-check", "set-proxy-env-check-files"])
def test_the_hook_that_checks_names_the_files(
    hooks: dict[str, dict[str, object]], name: str
) -> None:
    outcome = hooked(hooks[name], "deploy/web.yaml", ".set-proxy-env.yaml")
    assert (outcome.stdout, outcome.exit_code) == (b"deploy/web.yaml\n", 1)


@pytest.mark.parametrize("ending", ["", "-files"])
def test_the_hook_that_checks_fails_on_a_proxy_that_is_another(
    hooks: dict[str, dict[str, object]], ending: str
) -> None:
    assert hooked(hooks[f"set-proxy-env{ending}"], "deploy/web.yaml").exit_code == 0
    web = text("deploy/web.yaml").replace("http://proxy.example.com", "http://evil.example.com")
    assert web != text("deploy/web.yaml")
    write("deploy/web.yaml", web)
    outcome = hooked(hooks[f"set-proxy-env-check{ending}"], "deploy/web.yaml")
    assert (outcome.stdout, outcome.exit_code) == (b"deploy/web.yaml\n", 1)


@pytest.mark.parametrize("ending", ["", "-files"])
def test_the_hook_that_sets_makes_the_check_succeed(
    hooks: dict[str, dict[str, object]], ending: str
) -> None:
    assert hooked(hooks[f"set-proxy-env{ending}"], "deploy/web.yaml").exit_code == 0
    assert run(b"", "apply", "--check", "deploy/web.yaml").exit_code == 0


def test_the_readme_of_the_hook_shows_its_settings() -> None:
    example = ROOT / "examples" / "pre-commit"
    settings = (example / ".pre-commit-config.yaml").read_text(encoding="utf-8")
    assert f"```yaml\n{settings}```\n" in (example / "README.md").read_text(encoding="utf-8")
