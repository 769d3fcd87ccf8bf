"""The image as a container function of kustomize, and of the kustomize in kubectl."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from e2e.runtimes import EXAMPLES
from e2e_image.engine import IMAGE, output, run

EXAMPLE = EXAMPLES / "container" / "kustomize"
BUILDS = [
    pytest.param(("kustomize", "build", "--enable-alpha-plugins"), id="kustomize"),
    pytest.param(("kubectl", "kustomize", "--enable-alpha-plugins"), id="kubectl"),
]


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    package = shutil.copytree(
        EXAMPLE, tmp_path / "shop", ignore=shutil.ignore_patterns(".expected")
    )
    edit(package / "set-proxy-env.yaml", "localhost/set-proxy-env", IMAGE)
    return package


def edit(file: Path, old: str, new: str) -> None:
    file.write_text(file.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")


@pytest.mark.parametrize("build", BUILDS)
def test_a_build_sets_the_variables(
    build: tuple[str, ...],
    shop: Path,
    docker: Path,
    same_as_file: Callable[[str, Path], None],
) -> None:
    built = output(*build, shop, docker=docker)
    same_as_file(built, EXAMPLE / ".expected" / "output.yaml")


def test_a_build_is_as_with_the_executable(shop: Path, docker: Path) -> None:
    in_container = output("kustomize", "build", "--enable-alpha-plugins", shop, docker=docker)
    edit(shop / "set-proxy-env.yaml", "container:", "exec:")
    edit(shop / "set-proxy-env.yaml", f"image: {IMAGE}", "path: set-proxy-env")
    build = ("kustomize", "build", "--enable-alpha-plugins", "--enable-exec")
    assert output(*build, shop) == in_container


@pytest.mark.parametrize("build", BUILDS)
def test_a_wrong_configuration_fails_the_build(
    build: tuple[str, ...], shop: Path, docker: Path
) -> None:
    edit(shop / "set-proxy-env.yaml", "httpProxy", "httpProxi")
    done = run(*build, shop, docker=docker)
    assert (done.returncode, done.stdout) == (1, "")
    assert "unknown field `spec.httpProxi`: did you mean `spec.httpProxy`?" in done.stderr
