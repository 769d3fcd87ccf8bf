"""The GitHub action and GitLab's component: what their scripts say of a folder of manifests."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from check_annotations import annotated, unquoted
from places import ROOT

from krm_fn.shown import git_quoted

EXAMPLE = ROOT / "examples" / "plain-files"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A repository with a configuration, and one workload that lacks the variables."""
    (tmp_path / "deploy").mkdir()
    shutil.copy(EXAMPLE / "proxy.yaml", tmp_path)
    (tmp_path / "deploy" / "web.yaml").write_text(
        "apiVersion: v1\nkind: Pod\nmetadata: {name: web}\nspec:\n  containers:\n  - name: web\n"
        "    image: web:1\n",
        encoding="utf-8",
    )
    return tmp_path


def job() -> dict[str, Any]:
    (_, template) = yaml.safe_load_all(
        (ROOT / "templates" / "check.yml").read_text(encoding="utf-8")
    )
    return dict(template["set-proxy-env"])


def shell(folder: Path, script: str, **settings: str) -> tuple[int, str]:
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        ["sh", "-ec", script],
        cwd=folder,
        env={**os.environ, "PATH": path, **settings},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    return done.returncode, done.stdout


def test_the_component_fails_and_leaves_a_patch_that_mends(folder: Path) -> None:
    (script,) = job()["script"]
    inputs = {"CONFIG": "proxy.yaml", "PATHS": "deploy"}
    assert shell(folder, script, **inputs) == (1, "deploy/web.yaml\n")
    subprocess.run(["git", "apply", "set-proxy-env.patch"], cwd=folder, check=True)
    assert shell(folder, script, **inputs) == (0, "")


def test_the_component_takes_its_inputs() -> None:
    (spec, _) = yaml.safe_load_all((ROOT / "templates" / "check.yml").read_text(encoding="utf-8"))
    used = re.findall(r"\$\[\[ inputs\.(\w+) \]\]", str(job()))
    assert sorted(used) == sorted(spec["spec"]["inputs"])


def test_the_action_gives_its_script_what_it_reads() -> None:
    action = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
    (step,) = action["runs"]["steps"]
    assert step["run"] == 'bash "$GITHUB_ACTION_PATH/scripts/check-annotated"'
    script = (ROOT / "scripts" / "check-annotated").read_text(encoding="utf-8")
    assert all(f'"${name}"' in script for name in step["env"])
    assert re.findall(r"inputs\.(\w+)", str(step["env"])) == list(action["inputs"])


def test_an_annotation_names_the_file_and_what_to_do() -> None:
    assert list(annotated(["deploy/web.yaml"], "proxy.yaml")) == [
        "::error file=deploy/web.yaml,title=set-proxy-env::the proxy variables must be as proxy.yaml "
        "says: set-proxy-env apply --config proxy.yaml deploy/web.yaml"
    ]


@pytest.mark.parametrize(
    "name",
    [
        "web.yaml",
        'a "b".yaml',
        "a\tb\n.yaml",
        "back\\slash.yaml",
        "\u00e4\u202e.yaml",
        "::error::.yaml",
    ],
)
def test_a_name_is_read_as_it_was_quoted_and_is_no_command(name: str) -> None:
    assert unquoted(git_quoted(name)) == name
    (line,) = annotated([git_quoted(name)], "proxy.yaml")
    assert "\n" not in line
    assert line.startswith("::error file=")
    assert "::" not in line.removeprefix("::").partition("title=")[0]
