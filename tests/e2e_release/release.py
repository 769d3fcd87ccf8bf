"""A release as scripts/release-build makes it, and programs that run apart from this machine's."""

from __future__ import annotations

import os
import platform
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from places import ROOT

from krm_fn import __version__

TOOLS = Path(sys.executable).parent
NATIVE = "linux-arm64" if platform.machine() == "aarch64" else "linux-amd64"
ARCHIVE = f"set-proxy-env-{__version__}-{NATIVE}"
PAGE = (
    (ROOT / "docs" / "install.md")
    .read_text(encoding="utf-8")
    .replace("linux-amd64.tar", f"{NATIVE}.tar")
)
NOWHERE = {f"{name}_proxy": "http://127.0.0.1:9" for name in ("http", "https", "all")}
"""A network that nothing comes through: no program listens there."""
EPOCH = "1700000000"


def commands(mark: str) -> list[str]:
    """What the page of installation has to paste under such a mark."""
    found = re.findall(rf"^<!-- {mark} -->\n```sh\n(.*?)^```", PAGE, re.DOTALL | re.MULTILINE)
    assert found
    return list(found)


def output(
    *command: str | Path, cwd: Path | None = None, settings: Mapping[str, str] | None = None
) -> str:
    """What a command printed that must succeed."""
    done = subprocess.run(
        list(map(str, command)),
        cwd=cwd,
        env={**os.environ, **(settings or {})},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, f"{command} failed:\n{done.stdout}{done.stderr}"
    return done.stdout


def build(folder: Path, checkout: Path = ROOT, platforms: str = NATIVE) -> None:
    script = checkout / "scripts" / "release-build"
    settings = {"PYTHON": sys.executable, "PLATFORMS": platforms, "SOURCE_DATE_EPOCH": EPOCH}
    output("bash", script, folder, settings=settings)


def contents(folder: Path) -> Mapping[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}
