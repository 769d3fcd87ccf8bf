"""The base image of a release is named by its digest, in one place."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from places import ROOT

TEXT = (ROOT / "Dockerfile").read_text(encoding="utf-8")
DIGEST = "sha256:" + "0123456789abcdef" * 4


def pinned(folder: Path, *arguments: str) -> tuple[int, str]:
    done = subprocess.run(
        ["bash", str(folder / "scripts" / "pin-base-image"), *arguments],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    return done.returncode, done.stderr


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    (tmp_path / "scripts").mkdir()
    shutil.copy(ROOT / "scripts" / "pin-base-image", tmp_path / "scripts")
    (tmp_path / "Dockerfile").write_text(TEXT, encoding="utf-8")
    return tmp_path


def test_a_digest_is_written_behind_the_tag_and_replaces_another(copy: Path) -> None:
    tag = TEXT.partition("ARG BASE=")[2].partition("\n")[0].partition("@")[0]
    for digest in (DIGEST.replace("0", "f"), DIGEST):
        assert pinned(copy, digest) == (0, "")
    text = (copy / "Dockerfile").read_text(encoding="utf-8")
    (line,) = set(text.splitlines()) - set(TEXT.splitlines())
    assert line == f"ARG BASE={tag}@{DIGEST}"
    assert pinned(copy) == (0, "")


def test_a_base_without_a_digest_is_none_to_release(copy: Path) -> None:
    (copy / "Dockerfile").write_text("ARG BASE=python:3.13-slim\n", encoding="utf-8")
    assert pinned(copy) == (
        1,
        "the Dockerfile must name its base image by a digest, got python:3.13-slim: "
        "scripts/pin-base-image DIGEST\n",
    )


def test_what_is_no_digest_is_not_written(copy: Path) -> None:
    assert pinned(copy, "latest") == (
        1,
        "the digest must be sha256: and 64 hexadecimal digits, got latest\n",
    )
    assert (copy / "Dockerfile").read_text(encoding="utf-8") == TEXT


def test_every_stage_is_built_on_that_base() -> None:
    assert TEXT.count("\nARG BASE=") == 1
    stages = [line for line in TEXT.splitlines() if line.startswith("FROM ")]
    assert stages == ["FROM ${BASE} AS build", "FROM ${BASE}"]
