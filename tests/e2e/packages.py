"""Packages of manifests on disk, and what a run changed in them."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

from e2e.runtimes import EXAMPLES, output

SameAsFile = Callable[[str, Path], None]
"""The fixture that compares a text with a committed file."""
GIT = (
    *("git", "-c", "core.autocrlf=false", "-c", "core.abbrev=7"),
    *("-c", "diff.noprefix=false", "-c", "diff.mnemonicPrefix=false"),
)


def example(name: str, directory: Path) -> Path:
    """A copy of an example in `directory`, without what is expected of it."""
    ignore = shutil.ignore_patterns(".expected")
    return shutil.copytree(EXAMPLES / name, directory / name, ignore=ignore)


def package(directory: Path, **files: str) -> Path:
    """A package with the given `files`: name without `.yaml` -> text."""
    directory.mkdir()
    for name, text in files.items():
        (directory / f"{name}.yaml").write_text(text, encoding="utf-8")
    return directory


def replace_in(file: Path, old: str, new: str) -> None:
    """Change the text of a file that must have it."""
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def texts(directory: Path) -> dict[str, str]:
    """Every file of a package: path -> text."""
    return {
        str(path.relative_to(directory)): path.read_bytes().decode(errors="replace")
        for path in sorted(directory.rglob("*"))
        if path.is_file() and ".git" not in path.parts
    }


def as_kpt_writes(directory: Path) -> Path:
    """Have kpt write a package in its own style, so that what is left is the function's doing."""
    output("kpt", "fn", "eval", directory, "--exec", "cat")
    return directory


def remember(directory: Path) -> Path:
    """Take a package's state as the one that `changes` compares with."""
    output(*GIT, "init", "--quiet", cwd=directory)
    output(*GIT, "add", "--all", cwd=directory)
    return directory


def changes(directory: Path) -> str:
    """A patch from the remembered state of a package to the state that it is in."""
    output(*GIT, "add", "--all", "--intent-to-add", cwd=directory)
    return output(*GIT, "diff", "--no-color", "--no-ext-diff", cwd=directory)


def difference(directory: Path, before: str, after: str) -> str:
    """A patch from one text to another, made in a new directory."""
    seen = remember(package(directory, all=before))
    (seen / "all.yaml").write_text(after, encoding="utf-8")
    return changes(seen)


def changed_lines(patch: str) -> list[str]:
    """The lines that a patch adds and removes, in its order."""
    return [
        line
        for line in patch.splitlines()
        if line.startswith(("+", "-")) and not line.startswith(("+++", "---"))
    ]
