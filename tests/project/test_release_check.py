"""A commit is released when all of it says which release it is."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from places import ROOT

VERSION = "0.2.0"
CHANGELOG = """\
# Changelog

## [Unreleased]

## [0.2.0] - 2026-12-01

### Added

- A thing.

## [0.1.0] - 2026-11-25

- The first.

[Unreleased]: https://github.com/acme/proxies/compare/v0.2.0...HEAD
[0.2.0]: https://github.com/acme/proxies/releases/tag/v0.2.0
[0.1.0]: https://github.com/acme/proxies/releases/tag/v0.1.0
"""


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """What the check reads, as it is for a release 0.2.0."""
    for name in ("release_check.py", "set_project.py", "pin-base-image"):
        (tmp_path / "scripts").mkdir(exist_ok=True)
        shutil.copy(ROOT / "scripts" / name, tmp_path / "scripts")
    (tmp_path / "CHANGELOG.md").write_text(CHANGELOG, encoding="utf-8")
    (tmp_path / "Dockerfile").write_text(f"ARG BASE=python:3.13-slim@sha256:{'0' * 64}\n")
    (tmp_path / "krm_fn").mkdir()
    (tmp_path / "krm_fn" / "__init__.py").write_text(f'__version__ = "{VERSION}"\n')
    (tmp_path / "pyproject.toml").write_text(
        '[project]\nauthors = [{ email = "proxy@acme.test" }]\n'
        'urls.Source = "https://github.com/acme/proxies"\n'
    )
    return tmp_path


def checked(folder: Path, tag: str = "v0.2.0") -> tuple[int, str, str]:
    done = subprocess.run(
        [sys.executable, folder / "scripts" / "release_check.py", tag],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    return done.returncode, done.stdout, done.stderr


def replace(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_the_notes_are_the_section_of_the_version(copy: Path) -> None:
    assert checked(copy) == (0, "### Added\n\n- A thing.\n", "")


def test_all_that_is_missing_is_named(copy: Path) -> None:
    replace(copy / "CHANGELOG.md", "## [0.2.0] - 2026-12-01\n", "- Another.\n")
    replace(copy / "CHANGELOG.md", "v0.2.0...HEAD", "v0.1.0...HEAD")
    replace(copy / "Dockerfile", f"@sha256:{'0' * 64}", "")
    replace(copy / "pyproject.toml", "acme/proxies", "example/things")
    replace(copy / "pyproject.toml", "proxy@acme.test", "somebody@example.com")
    assert checked(copy, "v0.3.0") == (
        1,
        "",
        '[error] the tag must be "v0.2.0", got "v0.3.0": scripts/set_project.py --version sets the '
        "version\n"
        '[error] "example/things" must be the repository that it is released from: '
        "scripts/set_project.py --repository OWNER/NAME\n"
        '[error] "somebody@example.com" must be an address that reaches the maintainers: '
        "scripts/set_project.py --email ADDRESS\n"
        "[error] CHANGELOG.md must have a section `## [0.2.0] - YYYY-MM-DD` with the day\n"
        "[error] CHANGELOG.md must end with links for [Unreleased], from v0.2.0 on, and for [0.2.0]\n"
        "[error] CHANGELOG.md must have nothing under Unreleased: move it to 0.2.0\n"
        "[error] the Dockerfile must name its base image by a digest, got python:3.13-slim: "
        "scripts/pin-base-image DIGEST\n",
    )
