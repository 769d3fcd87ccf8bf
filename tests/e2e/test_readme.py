"""What the README shows is what happens."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml
from e2e.runtimes import ROOT, output, run

README = (ROOT / "README.md").read_text(encoding="utf-8")


def block(title: str) -> str:
    """The code block that follows the comment `title`."""
    found = re.search(
        rf"<!-- {re.escape(title)} -->\n```\w+\n(.*?)^```", README, re.DOTALL | re.MULTILINE
    )
    assert found, f"README.md has no code block after <!-- {title} -->"
    return found[1]


DIFFERENCE = block("the difference that the two pipelines below make").splitlines(keepends=True)
BEFORE = "".join(line[1:] for line in DIFFERENCE if not line.startswith("+"))
AFTER = "".join(line[1:] for line in DIFFERENCE if not line.startswith("-"))


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    (tmp_path / "web.yaml").write_text(BEFORE, encoding="utf-8")
    return tmp_path


def test_from_nothing_to_manifests_that_are_set_checked_and_set_back(
    shop: Path, tmp_path: Path
) -> None:
    deploy = tmp_path / "deploy"
    deploy.mkdir()
    web = (shop / "web.yaml").rename(deploy / "web.yaml")
    (tmp_path / "proxy.yaml").write_text(block("proxy.yaml"), encoding="utf-8")
    show, change, check, remove = block("start").splitlines()
    assert run("sh", "-c", check, cwd=tmp_path).returncode == 1
    assert "+        - name: http_proxy" in output("sh", "-c", show, cwd=tmp_path)
    assert web.read_text(encoding="utf-8") == BEFORE
    output("sh", "-c", change, cwd=tmp_path)
    output("sh", "-c", check, cwd=tmp_path)
    assert web.read_text(encoding="utf-8") == AFTER.replace(
        '"localhost', '".corp.example.com,localhost'
    )
    output("sh", "-c", remove, cwd=tmp_path)
    assert web.read_text(encoding="utf-8") == BEFORE


def test_the_kptfile_makes_the_difference(shop: Path) -> None:
    (shop / "Kptfile").write_text(block("Kptfile"), encoding="utf-8")
    output("kpt", "fn", "render", shop, "--allow-exec")
    assert (shop / "web.yaml").read_text(encoding="utf-8") == AFTER


def test_the_kustomization_makes_the_difference(shop: Path) -> None:
    (shop / "kustomization.yaml").write_text(block("kustomization.yaml"), encoding="utf-8")
    built = output("kustomize", "build", "--enable-alpha-plugins", "--enable-exec", shop)
    assert yaml.safe_load(built) == yaml.safe_load(AFTER)


def test_kubectl_kustomize_never_runs_it_and_prints_no_warning(shop: Path) -> None:
    (shop / "kustomization.yaml").write_text(block("kustomization.yaml"), encoding="utf-8")
    done = run("kubectl", "kustomize", "--enable-alpha-plugins", shop)
    assert (done.returncode, done.stderr) == (0, "")
    assert yaml.safe_load(done.stdout) == yaml.safe_load(BEFORE)


def test_the_pipe_makes_the_difference(shop: Path) -> None:
    assert output("sh", "-c", block("a pipe"), cwd=shop) == AFTER
