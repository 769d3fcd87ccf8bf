from __future__ import annotations

from pathlib import Path

import pytest
from e2e.packages import SameAsFile


@pytest.fixture
def same_as_file(request: pytest.FixtureRequest) -> SameAsFile:
    """Compare a whole text with a committed file; --update-fixtures rewrites it, and fails."""

    def compare(actual: str, expected: Path) -> None:
        before = expected.read_text(encoding="utf-8") if expected.exists() else None
        if request.config.getoption("--update-fixtures") and actual != before:
            expected.parent.mkdir(parents=True, exist_ok=True)
            expected.write_text(actual, encoding="utf-8")
            pytest.fail(f"{expected} was rewritten: read the difference, then run again")
        assert actual == before

    return compare
