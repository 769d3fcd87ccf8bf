from __future__ import annotations

import os

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-fixtures",
        action="store_true",
        default="UPDATE_FIXTURES" in os.environ,
        help="write what the function answers into fixtures/*/*/expected.*, then fail the run",
    )
