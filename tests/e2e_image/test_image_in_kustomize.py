"""The image as a container function of kustomize, and of the kustomize in kubectl."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from e2e.packages import SameAsFile, replace_in
from e2e.runtimes import BUILD, EXAMPLES
from e2e_image.engine import IMAGE, output, run

EXAMPLE = EXAMPLES / "container" / "kustomize"
BUILDS = [
    pytest.param(("kustomize", "build", "--enable-alpha-plugins"), id="kustomize"),
    pytest.param(("kubectl", "kustomize", "--enable-alpha-plugins"), id="kubectl"),
]


@pytest.fixture
def shop(with_image: Callable[[str, str], Path]) -> Path:
    return with_image("kustomize", "set-proxy-env.yaml")


@pytest.mark.parametrize("build", BUILDS)
def test_a_build_sets_the_variables(
    build: tuple[str, ...],
    shop: Path,
    docker: Path,
    same_as_file: SameAsFile,
) -> None:
    built = output(*build, shop, docker=docker)
    same_as_file(built, EXAMPLE / ".expected" / "output.yaml")


def test_a_build_is_as_with_the_executable(shop: Path, docker: Path) -> None:
    in_container = output("kustomize", "build", "--enable-alpha-plugins", shop, docker=docker)
    replace_in(shop / "set-proxy-env.yaml", "container:", "exec:")
    replace_in(shop / "set-proxy-env.yaml", f"image: {IMAGE}", "path: set-proxy-env")
    assert output(*BUILD, shop) == in_container


@pytest.mark.parametrize("build", BUILDS)
def test_a_wrong_configuration_fails_the_build(
    build: tuple[str, ...], shop: Path, docker: Path
) -> None:
    replace_in(shop / "set-proxy-env.yaml", "httpProxy", "httpProxi")
    done = run(*build, shop, docker=docker)
    assert (done.returncode, done.stdout) == (1, "")
    assert "unknown field `spec.httpProxi`: did you mean `spec.httpProxy`?" in done.stderr
