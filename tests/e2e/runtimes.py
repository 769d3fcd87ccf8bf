"""The programs that the end-to-end tests run, and what to do where one is missing."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "examples"
BUILD = ("kustomize", "build", "--enable-alpha-plugins", "--enable-exec")
SEARCH_PATH = os.pathsep.join(
    [str(Path(sys.executable).parent), str(ROOT / ".tools" / "bin"), os.environ.get("PATH", "")]
)


def require(tool: str) -> str:
    """The path of `tool`. Where it is missing the test is skipped; in CI that is a failure."""
    path = shutil.which(tool, path=SEARCH_PATH)
    if path:
        return path
    message = (
        f"{tool} is not installed: run `scripts/install-runtimes {tool}`, or put {tool} on PATH"
    )
    if os.environ.get("CI") == "true":
        pytest.fail(message)
    pytest.skip(message)


def run(
    *command: str | Path, stdin: str | None = None, cwd: Path | None = None
) -> subprocess.CompletedProcess[str]:
    """What `command` printed and its exit code; this checkout's function is first on its PATH."""
    program, *arguments = map(str, command)
    return subprocess.run(
        [require(program), *arguments],
        input=stdin,
        cwd=cwd,
        env={**os.environ, "PATH": SEARCH_PATH},
        stdin=subprocess.DEVNULL if stdin is None else None,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )


def output(*command: str | Path, stdin: str | None = None, cwd: Path | None = None) -> str:
    """The standard output of a `command` that must succeed."""
    done = run(*command, stdin=stdin, cwd=cwd)
    assert done.returncode == 0, f"{command} failed:\n{done.stdout}{done.stderr}"
    return done.stdout
