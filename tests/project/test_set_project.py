"""What the project is called outside stands in one place, and a script sets it everywhere."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from places import ROOT
from set_project import current, text_files, versioned

NAMES = current()
OWN = [path for path in text_files() if path.name != "CHANGELOG.md"]


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The repository's files, in a repository of their own."""
    folder = tmp_path_factory.mktemp("copy")
    for path in [*OWN, ROOT / "CHANGELOG.md"]:
        target = folder / path.relative_to(ROOT)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, target)
    for command in (("init", "--quiet"), ("add", "--all")):
        subprocess.run(["git", *command], cwd=folder, check=True)
    return folder


def run(folder: Path, script: str, *arguments: str) -> tuple[int, str, str]:
    done = subprocess.run(
        [sys.executable, folder / "scripts" / script, *arguments],
        env={**os.environ, "PYTHONPATH": str(folder)},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    return done.returncode, done.stdout, done.stderr


def found(folder: Path, pattern: str) -> set[str]:
    """The files with a text that matches."""
    return {
        str(path.relative_to(ROOT))
        for path in OWN
        if re.search(pattern, (folder / path.relative_to(ROOT)).read_text(encoding="utf-8"))
    }


def versions(folder: Path, repository: str) -> set[str]:
    pattern = versioned(repository)
    texts = [(folder / path.relative_to(ROOT)).read_text(encoding="utf-8") for path in OWN]
    return {match["version"] for text in texts for match in pattern.finditer(text)}


def test_every_place_has_the_version_of_the_program() -> None:
    assert versions(ROOT, NAMES["repository"]) == {NAMES["version"]}


@pytest.mark.parametrize(
    "file",
    [
        "Dockerfile",
        "docs/catalog.md",
        "docs/krm-function-definition.yaml",
        "docs/pipelines.md",
        "examples/flux/render.yaml",
        "examples/helm/helm4/set-proxy-env/plugin.yaml",
        "examples/pre-commit/.pre-commit-config.yaml",
        "krm_fn/__init__.py",
    ],
)
def test_the_version_is_found_in(file: str) -> None:
    text = (ROOT / file).read_text(encoding="utf-8")
    assert versioned(NAMES["repository"]).search(text)


def test_without_an_option_the_script_prints_what_is_set() -> None:
    assert run(ROOT, "set_project.py") == (
        0,
        "".join(f"{name}: {value}\n" for name, value in NAMES.items()),
        "",
    )


def test_all_of_them_are_set_everywhere(copy: Path) -> None:
    places = found(copy, re.escape(NAMES["repository"]))
    options = ("--repository", "Acme-Corp/proxies", "--email", "proxy@acme.test")
    status, out, err = run(copy, "set_project.py", *options, "--version", "12.3.4")
    assert (status, err) == (0, "")
    assert places <= set(out.splitlines())
    placeholders = rf"(?<![\w.-]){re.escape(NAMES['repository'])}|{re.escape(NAMES['email'])}"
    assert found(copy, placeholders) == set()
    assert "docs/catalog.md" in found(copy, r"ghcr\.io/acme-corp/proxies:v12\.3\.4")
    assert found(copy, r"ghcr\.io/Acme") == set()
    assert versions(copy, "Acme-Corp/proxies") == {"12.3.4"}
    assert run(copy, "set_project.py")[1] == (
        "repository: Acme-Corp/proxies\nemail: proxy@acme.test\nversion: 12.3.4\n"
    )
    # What is generated of them is what the generator makes of them.
    assert run(copy, "generate_schema.py", "--check") == (0, "", "")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            ("--repository", "https://github.com/acme/proxies"),
            "argument --repository: must have the form OWNER/NAME, "
            'got "https://github.com/acme/proxies"\n',
        ),
        (("--version", "v1.0"), 'argument --version: must have the form X.Y.Z, got "v1.0"\n'),
    ],
)
def test_what_has_another_form_is_refused(arguments: tuple[str, ...], message: str) -> None:
    status, out, err = run(ROOT, "set_project.py", *arguments)
    assert (status, out) == (2, "")
    assert err.endswith(message)
