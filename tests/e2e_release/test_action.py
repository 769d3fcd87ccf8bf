"""The GitHub action's step, as a runner runs it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from places import ROOT

CONFIG = ROOT / "examples" / "plain-files" / "proxy.yaml"
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


def step(folder: Path, paths: str) -> subprocess.CompletedProcess[str]:
    settings = {"CONFIG": "proxy.yaml", "PATHS": paths, "PYTHON": sys.executable}
    return subprocess.run(
        [
            "bash",
            "-e",
            "-o",
            "pipefail",
            "-c",
            'bash "$GITHUB_ACTION_PATH/scripts/check-annotated"',
        ],
        cwd=folder,
        env={**os.environ, **settings, "GITHUB_ACTION_PATH": str(ROOT), "RUNNER_TEMP": str(folder)},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "proxy.yaml").write_bytes(CONFIG.read_bytes())
    for name in ("a b", "c"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "web.yaml").write_text(POD, encoding="utf-8")
    return tmp_path


def test_the_files_that_must_change_are_marked_and_the_step_fails(folder: Path) -> None:
    done = step(folder, "a b\nc\n")
    said = "the proxy variables must be as proxy.yaml says: set-proxy-env apply --config proxy.yaml"
    assert (done.returncode, done.stdout) == (
        1,
        f"::error file=a b/web.yaml,title=set-proxy-env::{said} a b/web.yaml\n"
        f"::error file=c/web.yaml,title=set-proxy-env::{said} c/web.yaml\n",
    )
    assert "would set proxy variables in 2 of 2 workloads" in done.stderr


def test_where_all_is_set_the_step_passes(folder: Path) -> None:
    program = Path(sys.executable).parent / "set-proxy-env"
    subprocess.run([program, "apply", "--config", "proxy.yaml", "c"], cwd=folder, check=True)
    done = step(folder, "c")
    assert (done.returncode, done.stdout) == (0, "")
