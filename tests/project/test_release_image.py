"""The image of a release: how it is built, and what is printed of it."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from places import ROOT
from set_project import current

VERSION = current()["version"]
DIGEST = "sha256:" + "ab" * 32
# Writes down how it was called; a build has metadata, and a run prints the bill of materials.
DOCKER = f"""\
#!/bin/bash
printf '%s\\n' "$*" "epoch $SOURCE_DATE_EPOCH" >>"$CALLS"
while [ $# != 0 ]; do
    [ "$1" != --metadata-file ] || printf '{{\\n  "containerimage.digest": "{DIGEST}"\\n}}\\n' >"$2"
    [ "$1" != run ] || echo bill
    shift
done
"""


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    folder = tmp_path / "checkout"
    (folder / "scripts").mkdir(parents=True)
    (folder / "krm_fn").mkdir()
    for name in ("scripts/release-image", "scripts/pin-base-image", "krm_fn/__init__.py"):
        shutil.copy(ROOT / name, folder / name)
    shutil.copy(ROOT / "metadata.yaml", folder)
    (folder / "Dockerfile").write_text(f"ARG BASE=python:3.13-slim@sha256:{'0' * 64}\n")
    who = ("-c", "user.name=a", "-c", "user.email=a@b.test")
    for command in (("init", "-q"), ("add", "-A"), (*who, "commit", "-qm", "A commit")):
        subprocess.run(["git", *command], cwd=folder, check=True)
    docker = tmp_path / "bin" / "docker"
    docker.parent.mkdir()
    docker.write_text(DOCKER, encoding="utf-8")
    docker.chmod(0o755)
    return folder


def released(checkout: Path) -> subprocess.CompletedProcess[str]:
    path = f"{checkout.parent / 'bin'}{os.pathsep}{os.environ['PATH']}"
    return subprocess.run(
        ["bash", "scripts/release-image"],
        cwd=checkout,
        env={**os.environ, "PATH": path, "CALLS": str(checkout.parent / "calls")},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def git(checkout: Path, *command: str) -> str:
    return subprocess.check_output(["git", *command], cwd=checkout, encoding="utf-8").strip()


def test_it_is_built_for_all_platforms_and_what_it_is_is_printed(checkout: Path) -> None:
    done = released(checkout)
    assert done.returncode == 0, done.stderr
    image, digest, bill = done.stdout.splitlines()
    name = image.removeprefix("image=")
    assert (name, digest) == (f"ghcr.io/{current()['repository'].lower()}", f"digest={DIGEST}")
    assert Path(bill.removeprefix("bill=")).read_text(encoding="utf-8") == "bill\n"
    build, epoch, run, _ = (checkout.parent / "calls").read_text(encoding="utf-8").splitlines()
    words = build.split()
    assert words[words.index("--platform") + 1] == "linux/amd64,linux/arm64"
    assert f"REVISION={git(checkout, 'rev-parse', 'HEAD')}" in words
    minor = VERSION.rpartition(".")[0]
    assert [word for word in words if word.startswith(name)] == [
        f"{name}:v{VERSION}",
        f"{name}:v{minor}",
    ]
    assert epoch == f"epoch {git(checkout, 'log', '-1', '--format=%ct')}"
    assert f" {name}@{DIGEST} " in run


def test_nothing_is_built_on_a_base_that_is_named_by_its_tag_alone(checkout: Path) -> None:
    (checkout / "Dockerfile").write_text("ARG BASE=python:3.13-slim\n")
    done = released(checkout)
    assert (done.returncode, done.stdout) == (1, "")
    assert "must name its base image by a digest" in done.stderr
    assert not (checkout.parent / "calls").exists()
