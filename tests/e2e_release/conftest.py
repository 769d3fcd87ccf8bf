from __future__ import annotations

from pathlib import Path

import pytest
from e2e_release.release import build


@pytest.fixture(scope="session")
def release(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files of a release of this checkout, with the archive of this platform alone."""
    folder = tmp_path_factory.mktemp("release") / "dist"
    build(folder)
    return folder
