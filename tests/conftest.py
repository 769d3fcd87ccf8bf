from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings
from places import ROOT

settings.register_profile("repeatable", derandomize=True)
settings.load_profile("repeatable")  # what is new is looked for by `make fuzz`


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-fixtures",
        action="store_true",
        default="UPDATE_FIXTURES" in os.environ,
        help="write what the function answers into fixtures/*/*/expected.*, then fail the run",
    )


@pytest.fixture(autouse=True)
def _colours_by_default(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is printed has no colours but where a test asks for them."""
    for name in ("NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that a test runs in, with this checkout's function for its processes."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    return tmp_path
