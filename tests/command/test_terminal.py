"""`apply` at a terminal, and when it is stopped: colours, a bar, signals."""

from __future__ import annotations

import os
import pty
import shlex
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from command.one_folder import ENV, OPTIONS, SET, text, write
from one_file import POD

from krm_fn.command import apply, progress
from krm_fn.errors import Stopped

pytestmark = pytest.mark.usefixtures("folder")


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
    many, files = "---\n".join([POD] * 30), 1000  # so many that no machine is done with them
    for index in range(files):
        write(f"{index:04}.yaml", many)
    command = [sys.executable, "-m", "krm_fn", "apply", *OPTIONS, "."]
    child = subprocess.Popen(command, stderr=subprocess.PIPE, start_new_session=True)
    _wait_until(lambda: Path("0000.yaml").stat().st_size > len(many))
    os.killpg(child.pid, number)
    _, stderr = child.communicate(timeout=30)
    whole = "---\n".join([POD + ENV] * 30)
    changed = sum(text(f"{index:04}.yaml") == whole for index in range(files))
    assert (child.returncode, stderr.decode()) == (
        128 + number,
        f"[error] stopped by {number.name}: {changed} of {files} files were changed, "
        "the others are as they were; run again for them\n",
    )
    names = sorted(path.name for path in Path().iterdir())
    assert names == [f"{index:04}.yaml" for index in range(files)]
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
