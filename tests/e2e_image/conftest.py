from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from e2e.conftest import same_as_file
from e2e.packages import example, replace_in
from e2e.runtimes import ROOT, SEARCH_PATH
from e2e_image.engine import IMAGE, output

__all__ = ["same_as_file"]


@pytest.fixture(scope="session", autouse=True)
def built_image() -> None:
    """The image of this checkout; what did not change since the last build is not built again."""
    if shutil.which("podman", path=SEARCH_PATH) is None:
        message = "podman is not installed: run scripts/ci-image once, or put podman on PATH"
        if os.environ.get("CI") == "true":
            pytest.fail(message)
        pytest.skip(message)
    output("bash", ROOT / "scripts" / "build-image")


@pytest.fixture
def docker(tmp_path: Path) -> Path:
    """A directory with a command `docker`, which is podman: kustomize runs no other."""
    podman = shutil.which("podman", path=SEARCH_PATH)
    assert podman
    directory = tmp_path / "docker"
    directory.mkdir()
    (directory / "docker").symlink_to(podman)
    return directory


@pytest.fixture
def with_image(tmp_path: Path) -> Callable[[str, str], Path]:
    """Copies an example of examples/container whose file names the image, and names this one."""

    def copied(name: str, file: str) -> Path:
        directory = example(f"container/{name}", tmp_path)
        replace_in(directory / file, "localhost/set-proxy-env", IMAGE)
        return directory

    return copied
