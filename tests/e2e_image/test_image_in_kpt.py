"""The image under real kpt, `fn render` and `fn eval`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from e2e.packages import SameAsFile, changes, remember
from e2e.runtimes import EXAMPLES
from e2e_image.engine import IMAGE, output, run

EXAMPLE = EXAMPLES / "container" / "kpt"
RENDER = ("kpt", "fn", "render", "--image-pull-policy", "never")
EVAL = ("kpt", "fn", "eval", "--image", IMAGE, "--image-pull-policy", "never")
ARGUMENTS = (
    "httpProxy=http://proxy.example.com:3128",
    "httpsProxy=http://proxy.example.com:3128",
    "noProxyPresets=localhost,cluster",
)


@pytest.fixture
def shop(with_image: Callable[[str, str], Path]) -> Path:
    """The example, which is as kpt writes it, remembered."""
    return remember(with_image("kpt", "Kptfile"))


def test_render_sets_the_variables(shop: Path, same_as_file: SameAsFile) -> None:
    output(*RENDER, shop)
    same_as_file(changes(shop), EXAMPLE / ".expected" / "diff.patch")


def test_a_second_render_changes_nothing(shop: Path) -> None:
    output(*RENDER, shop)
    remember(shop)
    output(*RENDER, shop)
    assert changes(shop) == ""


def test_eval_sets_the_variables(shop: Path, same_as_file: SameAsFile) -> None:
    output(*EVAL, shop, "--", *ARGUMENTS)
    same_as_file(changes(shop), EXAMPLE / ".expected" / "diff.patch")


def test_eval_shows_what_a_container_refuses(shop: Path) -> None:
    done = run(*EVAL, shop, "--", "httpProxi=http://proxy.example.com:3128")
    assert done.returncode == 1
    assert "unknown field `data.httpProxi`: did you mean `data.httpProxy`?" in done.stderr
    assert changes(shop) == ""


def test_doc_shows_the_help() -> None:
    assert "usage: set-proxy-env" in output("kpt", "fn", "doc", "--image", IMAGE)
