"""One process, from its start to its end."""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import NamedTuple

WRITE = os.O_WRONLY | os.O_CREAT | os.O_TRUNC


class Finished(NamedTuple):
    """Seconds that passed, processor seconds of it and all its children, and its exit code."""

    seconds: float
    work: float
    exit_code: int


class Place(NamedTuple):
    """Where a process reads and writes: files."""

    stdin: Path
    stderr: Path
    stdout: Path = Path(os.devnull)


def environment() -> dict[str, str]:
    """Without PYTHON variables: PYTHONDONTWRITEBYTECODE would measure the compiler each time."""
    return {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}


def start(argv: list[str], place: Place) -> int:
    """The id of the new process. What it costs to start it doesn't depend on this one's size."""
    files = [
        (os.POSIX_SPAWN_OPEN, 0, str(place.stdin), os.O_RDONLY, 0),
        (os.POSIX_SPAWN_OPEN, 1, str(place.stdout), WRITE, 0o600),
        (os.POSIX_SPAWN_OPEN, 2, str(place.stderr), WRITE, 0o600),
    ]
    return os.posix_spawnp(argv[0], argv, environment(), file_actions=files)


def run(argv: list[str], place: Place) -> Finished:
    """Waits for its end."""
    begin = time.perf_counter()
    _, status, usage = os.wait4(start(argv, place), 0)
    seconds = time.perf_counter() - begin
    return Finished(seconds, usage.ru_utime + usage.ru_stime, os.waitstatus_to_exitcode(status))


def failure(exit_code: int, stderr: Path) -> str:
    """What a process that failed said first; nothing where it succeeded."""
    if exit_code == 0:
        return ""
    said = stderr.read_text(encoding="utf-8", errors="replace").strip().split("\n")[0]
    return said.removeprefix("error: ") or f"exit code {exit_code}"
