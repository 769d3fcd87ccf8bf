"""The examples for plain files: what `apply` makes of them, and the hooks of pre-commit."""

from __future__ import annotations

import shlex
import shutil
from pathlib import Path

import pytest
import yaml
from command.one_folder import text, write
from places import EXAMPLES, ROOT
from run_function import Outcome, run

pytestmark = pytest.mark.usefixtures("folder")


def test_the_example_makes_its_diff(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    options = ("--config", "examples/plain-files/proxy.yaml")
    outcome = run(b"", "apply", "--diff", *options, "examples/plain-files/deploy")
    expected = (EXAMPLES / "plain-files" / ".expected" / "diff.patch").read_bytes()
    assert (outcome.stdout, outcome.exit_code) == (expected, 0)


@pytest.fixture
def hooks() -> dict[str, dict[str, object]]:
    listed = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    return {hook["id"]: hook for hook in listed}


def hooked(hook: dict[str, object], *files: str) -> Outcome:
    """Run a hook as pre-commit does: its entry, its arguments, and the files if it gets them."""
    if not Path(".set-proxy-env.yaml").exists():
        shutil.copytree(EXAMPLES / "pre-commit", ".", dirs_exist_ok=True)
    entry, *words = shlex.split(str(hook["entry"]))
    assert entry == "set-proxy-env"
    arguments = hook.get("args", [])
    assert isinstance(arguments, list)
    assert bool(arguments) == (hook.get("pass_filenames") is False)
    return run(b"", *words, *arguments, *(() if arguments else files))


@pytest.mark.parametrize("name", ["set-proxy-env-check", "set-proxy-env-check-files"])
def test_the_hook_that_checks_names_the_files(
    hooks: dict[str, dict[str, object]], name: str
) -> None:
    outcome = hooked(hooks[name], "deploy/web.yaml", ".set-proxy-env.yaml")
    assert (outcome.stdout, outcome.exit_code) == (b"deploy/web.yaml\n", 1)


@pytest.mark.parametrize("ending", ["", "-files"])
def test_the_hook_that_checks_fails_on_a_proxy_that_is_another(
    hooks: dict[str, dict[str, object]], ending: str
) -> None:
    assert hooked(hooks[f"set-proxy-env{ending}"], "deploy/web.yaml").exit_code == 0
    web = text("deploy/web.yaml").replace("http://proxy.example.com", "http://evil.example.com")
    assert web != text("deploy/web.yaml")
    write("deploy/web.yaml", web)
    outcome = hooked(hooks[f"set-proxy-env-check{ending}"], "deploy/web.yaml")
    assert (outcome.stdout, outcome.exit_code) == (b"deploy/web.yaml\n", 1)


@pytest.mark.parametrize("ending", ["", "-files"])
def test_the_hook_that_sets_makes_the_check_succeed(
    hooks: dict[str, dict[str, object]], ending: str
) -> None:
    assert hooked(hooks[f"set-proxy-env{ending}"], "deploy/web.yaml").exit_code == 0
    assert run(b"", "apply", "--check", "deploy/web.yaml").exit_code == 0


def test_the_readme_of_the_hook_shows_its_settings() -> None:
    example = EXAMPLES / "pre-commit"
    settings = (example / ".pre-commit-config.yaml").read_text(encoding="utf-8")
    assert f"```yaml\n{settings}```\n" in (example / "README.md").read_text(encoding="utf-8")
