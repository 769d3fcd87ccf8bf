"""The lock files say what pyproject.toml asks for, in one version each."""

from __future__ import annotations

import re
import tomllib

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from places import ROOT

from krm_fn import __version__

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
RUN = PROJECT["project"]["dependencies"]
VALIDATE = RUN + PROJECT["project"]["optional-dependencies"]["validate"]
BUILD = PROJECT["build-system"]["requires"]
LOCKS = sorted(path.stem for path in (ROOT / "requirements").glob("*.txt"))


def group(name: str) -> list[str]:
    """What a dependency group asks for, with the groups that it includes."""
    asked = []
    for each in PROJECT["dependency-groups"][name]:
        asked += [each] if isinstance(each, str) else group(each["include-group"])
    return asked


def locked(name: str) -> dict[str, str]:
    text = (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")
    return dict(re.findall(r"^([\w.-]+)==([\w.]+)", text, re.MULTILINE))


@pytest.mark.parametrize(
    ("name", "asked"),
    [
        pytest.param("run", RUN, id="to run"),
        pytest.param("validate", VALIDATE, id="to run with the extra"),
        pytest.param("test", VALIDATE + group("test"), id="to test"),
        pytest.param("dev", VALIDATE + group("dev") + BUILD, id="to develop"),
        pytest.param("release", VALIDATE + group("release") + BUILD, id="to release"),
        pytest.param("build", BUILD, id="to build"),
    ],
)
def test_a_locked_version_is_one_that_is_asked_for(name: str, asked: list[str]) -> None:
    versions = locked(name)
    for requirement in map(Requirement, asked):
        assert versions[canonicalize_name(requirement.name)] in requirement.specifier


@pytest.mark.parametrize("name", LOCKS)
def test_every_locked_distribution_has_hashes(name: str) -> None:
    text = (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")
    blocks = re.split(r"^(?=\w)", text, flags=re.MULTILINE)[1:]
    assert {re.split("==", block)[0] for block in blocks} == set(locked(name))
    assert [block for block in blocks if "--hash=sha256:" not in block] == []


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_file_names_no_place_to_fetch_from(name: str) -> None:
    assert "://" not in (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")


def test_what_is_added_to_an_environment_changes_no_version() -> None:
    assert locked("run").items() <= locked("validate").items() <= locked("test").items()
    both = locked("test").items() | locked("build").items()
    assert both <= locked("dev").items()
    assert both <= locked("release").items()


def test_the_image_is_labelled_with_this_version() -> None:
    dockerfile = (ROOT / "Dockerfile").read_text(encoding="utf-8")
    assert f"\nARG VERSION={__version__}\n" in dockerfile
