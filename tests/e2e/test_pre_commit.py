"""The hooks under the real pre-commit, which installs the function from a repository."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml
from e2e.runtimes import EXAMPLES, ROOT, SEARCH_PATH, require

EXAMPLE = EXAMPLES / "pre-commit"
PARTS = ("krm_fn", "pyproject.toml", "README.md", "LICENSE", ".pre-commit-hooks.yaml")
DISABLED = """\
apiVersion: v1
kind: Namespace
metadata:
  name: shop
  annotations:
    krm-fn.dev/set-proxy-env: disabled
"""
COMMAND = "[info]: to set them, run: set-proxy-env apply .\n"


def git(folder: Path, *words: str) -> str:
    identity = ("-c", "user.name=Jane Doe", "-c", "user.email=jane.doe@example.com")
    return subprocess.run(
        ["git", *identity, *words],
        cwd=folder,
        capture_output=True,
        encoding="utf-8",
        check=True,
    ).stdout


def committed(folder: Path, tag: str = "") -> None:
    """A new repository with all that is in a folder."""
    git(folder, "init", "--quiet")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", "All")
    if tag:
        git(folder, "tag", tag)


@pytest.fixture(scope="module")
def function(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The function's repository, and beside it pre-commit's own folder."""
    folder = tmp_path_factory.mktemp("pre-commit") / "set-proxy-env"
    folder.mkdir()
    for name in PARTS:
        part = ROOT / name
        if part.is_dir():
            shutil.copytree(part, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(part, folder)
    settings = yaml.safe_load((EXAMPLE / ".pre-commit-config.yaml").read_text(encoding="utf-8"))
    committed(folder, settings["repos"][0]["rev"])
    return folder


@pytest.fixture
def repository(tmp_path: Path, function: Path) -> Path:
    """The example as somebody's repository, with the function's here."""
    folder = tmp_path / "repository"
    shutil.copytree(EXAMPLE, folder)
    settings = (folder / ".pre-commit-config.yaml").read_text(encoding="utf-8")
    here = settings.replace("https://github.com/example/set-proxy-env", str(function))
    assert here != settings
    (folder / ".pre-commit-config.yaml").write_text(here, encoding="utf-8")
    committed(folder)
    return folder


def use(repository: Path, hook: str) -> None:
    """Take another hook than the example's."""
    path = repository / ".pre-commit-config.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(re.sub(r"id: .*", f"id: {hook}", text), encoding="utf-8")
    git(repository, "commit", "--quiet", "--all", "--message", "Another hook")


def pre_commit(repository: Path, function: Path, *words: str) -> tuple[int, str]:
    """The status of a run, and what it printed."""
    home = str(function.parent / "home")
    done = subprocess.run(
        [require("pre-commit"), "run", "--color", "never", *words],
        cwd=repository,
        env={**os.environ, "PATH": SEARCH_PATH, "PRE_COMMIT_HOME": home},
        capture_output=True,
        encoding="utf-8",
        timeout=300,
        check=False,
    )
    return done.returncode, done.stdout + done.stderr


def test_the_check_fails_names_the_file_and_prints_the_command(
    repository: Path, function: Path
) -> None:
    status, printed = pre_commit(repository, function, "--all-files")
    assert status == 1
    assert "\ndeploy/web.yaml\n" in printed
    assert "configured by .set-proxy-env.yaml\n" in printed
    assert COMMAND in printed


def test_what_is_set_passes_and_another_proxy_fails(repository: Path, function: Path) -> None:
    use(repository, "set-proxy-env")
    status, printed = pre_commit(repository, function, "--all-files")
    assert (status, "files were modified by this hook" in printed) == (1, True)
    use(repository, "set-proxy-env-check")
    assert pre_commit(repository, function, "--all-files")[0] == 0
    web = repository / "deploy" / "web.yaml"
    text = web.read_text(encoding="utf-8")
    web.write_text(text.replace("http://proxy.", "http://evil."), encoding="utf-8")
    git(repository, "add", "--all")
    status, printed = pre_commit(repository, function)
    assert (status, "keeps its own `http_proxy`" in printed) == (1, True)


@pytest.mark.parametrize(("ending", "is_set"), [("", False), ("-files", True)])
def test_a_namespace_in_another_file_counts_for_the_hook_that_sees_the_whole(
    repository: Path, function: Path, ending: str, is_set: bool
) -> None:
    (repository / "namespace.yaml").write_text(DISABLED, encoding="utf-8")
    git(repository, "add", "--all")
    use(repository, f"set-proxy-env{ending}")
    web = repository / "deploy" / "web.yaml"
    text = web.read_text(encoding="utf-8") + "# changed\n"
    web.write_text(text, encoding="utf-8")
    git(repository, "add", "--all")
    status, printed = pre_commit(repository, function)
    assert (status, "files were modified by this hook" in printed) == (int(is_set), is_set)
    assert ("http_proxy" in web.read_text(encoding="utf-8")) is is_set


def test_folders_and_a_configuration_may_be_named(repository: Path, function: Path) -> None:
    (repository / ".set-proxy-env.yaml").rename(repository / "proxy.yaml")
    path = repository / ".pre-commit-config.yaml"
    text = path.read_text(encoding="utf-8")
    text += "        args: [--config, proxy.yaml, deploy]\n"
    path.write_text(text, encoding="utf-8")
    git(repository, "add", "--all")
    status, printed = pre_commit(repository, function, "--all-files")
    assert (status, "\ndeploy/web.yaml\n" in printed) == (1, True)
    assert "set-proxy-env apply --config proxy.yaml deploy\n" in printed
