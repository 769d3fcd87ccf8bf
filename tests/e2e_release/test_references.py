"""What pages and examples refer to by a tag of this repository is there, in a repository with it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest
from e2e.runtimes import require
from e2e_release.release import output
from places import ROOT
from set_project import HOST, current, text_files

EXAMPLE = ROOT / "examples" / "kustomize-component"
TAG = f"v{current()['version']}"


@pytest.fixture(scope="module")
def hosted(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, str]:
    """Settings with which git has this checkout, as a commit with the tag, in the host's place."""
    folder = tmp_path_factory.mktemp("host") / "repository"
    for path in text_files():
        target = folder / path.relative_to(ROOT)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, target)
    who = ("-c", "user.name=a", "-c", "user.email=a@b.test")
    for command in (("init", "-q"), ("add", "-A"), (*who, "commit", "-qm", "All"), ("tag", TAG)):
        output("git", *command, cwd=folder)
    folder.with_suffix(".git").symlink_to(folder)
    return {
        "GIT_CONFIG_COUNT": "1",
        "GIT_CONFIG_KEY_0": f"url.file://{folder}.insteadOf",
        "GIT_CONFIG_VALUE_0": HOST + current()["repository"],
        "PATH": f"{Path(require('set-proxy-env')).parent}{os.pathsep}{os.environ['PATH']}",
    }


def test_kustomize_takes_the_component_by_its_url(
    hosted: Mapping[str, str], tmp_path: Path
) -> None:
    page = (EXAMPLE / "README.md").read_text(encoding="utf-8")
    (components,) = re.findall(r"<!-- by a URL -->\n```yaml\n(.*?)```", page, re.DOTALL)
    shutil.copytree(EXAMPLE / "web", tmp_path / "web")
    file = tmp_path / "web" / "kustomization.yaml"
    text = file.read_text(encoding="utf-8")
    assert "components:\n  - ../proxy\n" in text
    file.write_text(text.replace("components:\n  - ../proxy\n", components), encoding="utf-8")
    build = (require("kustomize"), "build", "--enable-alpha-plugins", "--enable-exec")
    built = output(*build, tmp_path / "web", settings=hosted)
    assert built == output(*build, EXAMPLE / "web", settings=hosted)
    assert "http://proxy.example.com:3128" in built


def test_kpt_gets_the_package_of_the_tag(hosted: Mapping[str, str], tmp_path: Path) -> None:
    page = (ROOT / "docs" / "pipelines.md").read_text(encoding="utf-8")
    ((command, rest),) = re.findall(r"^kpt (pkg get .*)\n(rm -r .*)$", page, re.MULTILINE)
    output(require("kpt"), *command.split(), cwd=tmp_path, settings=hosted)
    output("bash", "-ec", rest, cwd=tmp_path)
    kptfile = (tmp_path / "proxy" / "Kptfile").read_text(encoding="utf-8")
    assert f"ref: {TAG}\n" in kptfile


def test_the_hooks_of_the_example_are_those_of_the_tag(
    hosted: Mapping[str, str], tmp_path: Path
) -> None:
    config = (ROOT / "examples" / "pre-commit" / ".pre-commit-config.yaml").read_text("utf-8")
    ((repository, tag),) = re.findall(r"repo: (\S+).*\n\s+rev: (\S+)\n", config)
    output("git", "clone", "-q", "--branch", tag, repository, tmp_path / "hooks", settings=hosted)
    hooks = (tmp_path / "hooks" / ".pre-commit-hooks.yaml").read_text(encoding="utf-8")
    assert {f"- id: {name}" for name in re.findall(r"- id: (\S+)", config)} <= set(
        hooks.splitlines()
    )


def test_pip_installs_what_a_job_asks_for(hosted: Mapping[str, str], tmp_path: Path) -> None:
    job = (ROOT / "examples" / "flux" / "render.yaml").read_text(encoding="utf-8")
    (asked,) = re.findall(r"pipx install (git\+\S+)", job)
    output("python3", "-m", "venv", tmp_path / "venv")
    pip = (tmp_path / "venv" / "bin" / "python", "-m", "pip", "install", "--quiet")
    output(*pip, asked, settings=hosted)
    program = tmp_path / "venv" / "bin" / "set-proxy-env"
    done = subprocess.run([program, "--version"], capture_output=True, encoding="utf-8", check=True)
    assert done.stdout == f"set-proxy-env {current()['version']}\n"
