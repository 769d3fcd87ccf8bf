"""Podman, and the programs that run containers with it: kpt, kustomize and kubectl."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from typing import Any

from e2e.runtimes import SEARCH_PATH, require

IMAGE = os.environ.get("IMAGE") or "localhost/set-proxy-env"
CACHE = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "set-proxy-env"
LIKE_KPT = ("--network", "none", "--user", "nobody", "--security-opt=no-new-privileges")
PYTHON = "/opt/set-proxy-env/bin/python"


def environment(docker: Path | None = None) -> dict[str, str]:
    """This machine's environment, in which `docker` (a directory) and kpt run podman."""
    settings = {"CONTAINERS_CONF": str(CACHE / "containers.conf")}
    needed = "CONTAINERS_CONF" not in os.environ and (CACHE / "containers.conf").exists()
    first = f"{docker}{os.pathsep}" if docker else ""
    return {
        **os.environ,
        **(settings if needed else {}),
        "PATH": first + SEARCH_PATH,
        "KPT_FN_RUNTIME": "podman",
    }


def run(
    *command: str | Path,
    stdin: str = "",
    cwd: Path | None = None,
    docker: Path | None = None,
) -> subprocess.CompletedProcess[str]:
    """What `command` printed and its exit code."""
    program, *arguments = map(str, command)
    return subprocess.run(
        [require(program), *arguments],
        input=stdin,
        cwd=cwd,
        env=environment(docker),
        capture_output=True,
        encoding="utf-8",
        timeout=300,
        check=False,
    )


def output(
    *command: str | Path,
    stdin: str = "",
    cwd: Path | None = None,
    docker: Path | None = None,
) -> str:
    """The standard output of a `command` that must succeed."""
    done = run(*command, stdin=stdin, cwd=cwd, docker=docker)
    assert done.returncode == 0, f"{command} failed:\n{done.stdout}{done.stderr}"
    return done.stdout


def in_container(stdin: str, *flags: str, arguments: tuple[str, ...] = ()) -> str:
    """What the image answers to `stdin`, run with kpt's flags and these."""
    return output("podman", "run", "--rm", "-i", *LIKE_KPT, *flags, IMAGE, *arguments, stdin=stdin)


def inspected(image: str = IMAGE) -> dict[str, Any]:
    """All that podman tells of an image."""
    told: list[dict[str, Any]] = json.loads(output("podman", "image", "inspect", image))
    return told[0]
