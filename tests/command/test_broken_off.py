"""Runs that are stopped, killed, or run out of memory: no traceback, and a line that says what was
done and what was not. Real processes, with real signals and limits.
"""

from __future__ import annotations

import contextlib
import os
import random
import re
import shlex
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

pytestmark = pytest.mark.usefixtures("folder")

ROOT = Path(__file__).parents[2]
POD = """\
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
  - name: web
    image: web:1
"""
ENV = """\
    env:
    - name: http_proxy
      value: "http://proxy:3128"
    - name: HTTP_PROXY
      value: "http://proxy:3128"
"""
MANY = "---\n".join([POD] * 8000)
MANY_SET = "---\n".join([POD + ENV] * 8000)
ROUNDS = int(os.environ.get("SET_PROXY_ENV_ROUNDS", "5"))
"""How often a signal is sent, each time at another moment."""
OPTIONS = ("--http-proxy", "http://proxy:3128")
# The console script with four processes, however little there is to do. It says when it begins:
# before that a signal is the interpreter's matter.
COMMAND = """
import os, sys
import krm_fn.command.apply, krm_fn.transform, krm_fn.wire.manifests
from krm_fn.command.main import command
from krm_fn.edit import parallel
parallel.FORK_AT, parallel._processors = 1, lambda: 4
os.write(int(sys.argv.pop(1)), b".")
command()
"""


def started(
    *arguments: str, prepare: Callable[[], object] | None = None
) -> subprocess.Popen[bytes]:
    """A run in a process group of its own, which reads MANY, and has begun."""
    Path("input.yaml").write_text(MANY, encoding="utf-8")
    reading, writing = os.pipe()
    with Path("input.yaml").open("rb") as stdin:
        child = subprocess.Popen(
            [sys.executable, "-c", COMMAND, str(writing), *arguments],
            stdin=stdin,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            pass_fds=[writing],
            start_new_session=True,
            preexec_fn=prepare,  # noqa: PLW1509 - there are no threads here
        )
    os.close(writing)
    assert os.read(reading, 1) == b"."
    os.close(reading)
    return child


def ended(child: subprocess.Popen[bytes]) -> tuple[int, str, str]:
    stdout, stderr = child.communicate(timeout=60)
    assert living(child.pid) == []
    return child.returncode, stdout.decode(), stderr.decode()


def living(group: int) -> list[str]:
    """The processes of a group that have not ended."""
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, _, its_group, *_ = path.read_text().rpartition(")")[2].split()
        except OSError:
            continue  # it has ended by now
        if int(its_group) == group and state != "Z":
            found.append(path.parent.name)
    return found


def workers(child: subprocess.Popen[bytes]) -> list[int]:
    """The processes that a run has started, once it has."""
    for _ in range(2000):
        tasks = Path(f"/proc/{child.pid}/task/{child.pid}/children").read_text(encoding="ascii")
        if len(tasks.split()) == 3:
            return list(map(int, tasks.split()))
        time.sleep(0.002)
    pytest.fail("no process was started")


def files(count: int) -> list[Path]:
    text = "---\n".join([POD] * 30)
    paths = [Path("deploy") / f"{index:03}.yaml" for index in range(count)]
    Path("deploy").mkdir(exist_ok=True)
    for path in paths:
        path.write_text(text, encoding="utf-8")
    return paths


def changed(paths: list[Path]) -> list[Path]:
    """The files that are changed: each is as it was, or as it must be, and nothing else is there."""
    before, after = "---\n".join([POD] * 30), "---\n".join([POD + ENV] * 30)
    texts = {path: path.read_text(encoding="utf-8") for path in paths}
    assert set(texts.values()) <= {before, after}
    return [path for path in paths if texts[path] == after]


def leftovers() -> list[str]:
    return [path.name for path in Path("deploy").iterdir() if path.suffix == ".tmp"]


APPLY = ("apply", *OPTIONS, "deploy")


# --- SIGCHLD --------------------------------------------------------------------------------


def ignore_children() -> None:
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)


def test_a_parent_process_that_ignores_sigchld_is_no_matter_in_a_pipe() -> None:
    status, stdout, stderr = ended(started(*OPTIONS, prepare=ignore_children))
    assert (status, stdout == MANY_SET) == (0, True)
    assert stderr.endswith(
        "[info]: set proxy variables in 8000 of 8000 workloads: 16000 added, "
        "0 updated, 0 kept, 0 removed\n"
    )


def test_a_parent_process_that_ignores_sigchld_is_no_matter_for_apply() -> None:
    paths = files(200)
    status, _, stderr = ended(started(*APPLY, prepare=ignore_children))
    assert (status, changed(paths)) == (0, paths)
    assert stderr.endswith(
        "in 6000 of 6000 workloads in 200 of 200 files: 12000 added, 0 updated, 0 kept, 0 removed\n"
    )


# --- SIGINT and SIGTERM ---------------------------------------------------------------------

COUNT = re.compile(r"(\d+) of 200 files were changed, the others are as they were; run again")


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_to_all_processes_of_apply_is_one_line(number: signal.Signals) -> None:
    chance = random.Random(number)
    for _ in range(ROUNDS):
        paths = files(200)
        child = started(*APPLY)
        time.sleep(chance.uniform(0.005, 0.25))
        os.killpg(child.pid, number)
        time.sleep(chance.choice([0, 0.001, 0.01]))
        if child.poll() is None:
            os.killpg(child.pid, number)  # a second one changes nothing
        status, _, stderr = ended(child)
        done = len(changed(paths))
        assert leftovers() == []
        if DROPPED in stderr:
            continue
        if status == 0:
            assert done == 200
            continue
        assert status in (128 + number, -number)
        said = f"{done} of 200 files were changed, the others are as they were; run again for them"
        lines = [line for line in stderr.splitlines() if not line.startswith("[warning]")]
        assert lines in ([], [f"[error] stopped by {number.name}: {said if done else NOTHING}"])


NOTHING = "nothing was changed"
DROPPED = "Exception ignored in"
"""What the interpreter says of an exception in a callback of its own, as while it imports: a signal
that comes just then is lost, whatever a program does.
"""


def test_an_interrupt_of_all_processes_in_a_pipe_is_one_line() -> None:
    chance = random.Random(7)
    for _ in range(ROUNDS):
        child = started(*OPTIONS)
        time.sleep(chance.uniform(0.02, 0.4))
        os.killpg(child.pid, signal.SIGINT)
        status, stdout, stderr = ended(child)
        if DROPPED in stderr:
            continue
        if status == 130 and not stdout:
            assert stderr in ("", "[error] stopped by SIGINT: nothing was written\n")
        else:
            assert "Traceback" not in stderr


# --- a killed worker ------------------------------------------------------------------------


def told_undone(stderr: str) -> list[str]:
    return re.findall(r"^\[error\] \((.*)\): left as it was; run again$", stderr, re.MULTILINE)


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM])
def test_a_killed_worker_of_apply_leaves_files_that_are_named(number: signal.Signals) -> None:
    for _ in range(20):
        paths = files(200)
        child = started(*APPLY)
        os.kill(workers(child)[1], number)
        status, _, stderr = ended(child)
        if status:
            break  # else it had done its work by then
    undone = sorted(set(paths) - set(changed(paths)))
    assert status == 1, stderr
    assert (
        f"[error]: a process of the function was ended by {number.name}; "
        "the files that it left are named\n"
    ) in stderr
    assert told_undone(stderr) == list(map(str, undone))
    assert f" in {200 - len(undone)} of 200 files: " in stderr.splitlines()[-1]
    assert ended(started(*APPLY))[0] == 0
    assert changed(paths) == paths
    assert leftovers() == []


def test_a_killed_worker_in_a_pipe_leaves_nothing_written() -> None:
    for _ in range(20):
        child = started(*OPTIONS)
        os.kill(workers(child)[1], signal.SIGKILL)
        status, stdout, stderr = ended(child)
        if status:
            break  # else it had done its work by then
    assert (status, stdout) == (1, "")
    assert stderr == (
        "[error] a process of the function was ended by SIGKILL: nothing was written\n"
    )


def test_what_a_killed_run_leaves_is_taken_away_by_the_next() -> None:
    for _ in range(20):
        paths = files(200)
        child = started(*APPLY)
        while not leftovers() and child.poll() is None:
            pass
        with contextlib.suppress(ProcessLookupError):
            os.killpg(child.pid, signal.SIGKILL)
        child.communicate(timeout=60)
        if left := len(leftovers()):
            break  # else all that was written was put in place just then
    assert left
    changed(paths)
    _, _, stderr = ended(started(*APPLY))
    told = re.findall(r"\(deploy\): took away (\d+) temporary files? of a run", stderr)
    assert list(map(int, told)) == [left]
    assert leftovers() == []
    assert changed(paths) == paths


# --- memory ---------------------------------------------------------------------------------


def peak(*arguments: str) -> int:
    """The address space that a small run takes, in kB."""
    script = "import sys, krm_fn.command.main as m; status = m.main(sys.argv[1:]); "
    script += "print(open('/proc/self/status').read(), file=sys.stderr)"
    done = subprocess.run(
        [sys.executable, "-c", script, *arguments],
        input=POD.encode(),
        capture_output=True,
        check=True,
    )
    return int(re.search(rb"VmPeak:\s+(\d+) kB", done.stderr)[1])  # type: ignore[index]


def limited(kilobytes: int, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    command = shlex.join([sys.executable, "-m", "krm_fn", *arguments])
    with Path("input.yaml").open("rb") as stdin:
        return subprocess.run(
            ["bash", "-c", f"ulimit -v {kilobytes}; exec {command}"],
            stdin=stdin,
            capture_output=True,
            timeout=60,
            check=False,
        )


@pytest.mark.skipif(sys.platform != "linux", reason="a limit of memory is Linux' own")
def test_a_pipe_that_runs_out_of_memory_says_so() -> None:
    Path("input.yaml").write_text(MANY, encoding="utf-8")
    least = peak(*OPTIONS)
    failed = 0
    for more in (500, 1_500, 2_500, 3_500, 5_000, 60_000):
        done = limited(least + more, *OPTIONS)
        if done.returncode == 0:
            assert done.stdout.decode() == MANY_SET
            break
        assert (done.returncode, done.stdout) == (1, b"")
        assert done.stderr in (
            b"[error] ran out of memory: nothing was written\n",
            b"[error] a process of the function ran out of memory: nothing was written\n",
        )
        failed += 1
    assert failed > 1


@pytest.mark.skipif(sys.platform != "linux", reason="a limit of memory is Linux' own")
def test_apply_that_runs_out_of_memory_says_so() -> None:
    Path("input.yaml").write_text("", encoding="utf-8")
    Path("deploy").mkdir()
    least = peak(*OPTIONS)
    failed = 0
    for more in (4_000, 8_000, 12_000, 16_000, 24_000, 200_000):
        paths = [Path(f"deploy/{index}.yaml") for index in range(4)]
        for path in paths:
            path.write_text(MANY, encoding="utf-8")
        done = limited(least + more, *APPLY)
        texts = [path.read_text(encoding="utf-8") for path in paths]
        assert set(texts) <= {MANY, MANY_SET}
        assert leftovers() == []
        if done.returncode == 0:
            break
        assert b"Traceback" not in done.stderr
        assert (done.returncode, b"ran out of memory" in done.stderr) == (1, True)
        if MANY_SET not in texts:
            assert done.stderr.endswith(
                (b": nothing was changed\n", b" left as it was; run again\n")
            )
        failed += 1
    assert failed > 1
