"""Selectors in a Kptfile beside our own, and this checkout as a package that users take."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from e2e.packages import GIT, SameAsFile, as_kpt_writes, changes, example, remember, replace_in
from e2e.runtimes import EXAMPLES, ROOT, output

SELECTED = EXAMPLES / "kpt-selectors" / ".expected"
AUTHOR = ("-c", "user.name=author", "-c", "user.email=author@example.com")


@pytest.fixture
def selected(tmp_path: Path) -> Path:
    """The package of examples/kpt-selectors, in kpt's own style and remembered."""
    return remember(as_kpt_writes(example("kpt-selectors", tmp_path)))


def test_an_object_is_set_when_both_select_it(
    selected: Path, tmp_path: Path, same_as_file: SameAsFile
) -> None:
    results = tmp_path / "results"
    output("kpt", "fn", "render", selected, "--allow-exec", "--results-dir", results)
    same_as_file(changes(selected), SELECTED / "diff.patch")
    same_as_file((results / "results.yaml").read_text("utf-8"), SELECTED / "results.yaml")


def test_selectors_of_kpt_fn_eval_and_our_own_both_count(
    selected: Path, same_as_file: SameAsFile
) -> None:
    command = (
        "kpt",
        "fn",
        "eval",
        selected,
        "--exec",
        "set-proxy-env",
        "--match-namespace",
        "shop",
    )
    config = selected / "fn-config.yaml"
    output(*command, "--exclude-kind", "CronJob", "--fn-config", config)
    same_as_file(changes(selected), SELECTED / "diff.patch")


@pytest.fixture(scope="module")
def upstream(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A git repository with this checkout's files."""
    repository = tmp_path_factory.mktemp("upstream") / "set-proxy-env"
    listed = output(*GIT, "ls-files", "--cached", "--others", "--exclude-standard", cwd=ROOT)
    for name in listed.splitlines():
        if (ROOT / name).is_file() and not name.startswith(("tests/", "fixtures/", "docs/")):
            (repository / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, repository / name)
    output(*GIT, "init", "--quiet", "--initial-branch=main", cwd=repository)
    output(*GIT, "add", "--all", cwd=repository)
    output(*GIT, *AUTHOR, "commit", "--quiet", "--message=first", cwd=repository)
    return repository


def taken(upstream: Path, directory: Path) -> Path:
    """The package as README tells to take it, with a workload of the user's."""
    output("kpt", "pkg", "get", f"file://{upstream}/.git@main", "proxy", cwd=directory)
    package = directory / "proxy"
    shutil.rmtree(package / "examples")
    shutil.copy(EXAMPLES / "kustomize-component" / "web" / "deployment.yaml", package)
    return package


def test_the_package_that_users_take_sets_their_workloads_only(
    upstream: Path, tmp_path: Path
) -> None:
    package = remember(as_kpt_writes(taken(upstream, tmp_path)))
    output("kpt", "fn", "render", package, "--allow-exec")
    changed = output(*GIT, "diff", "--name-only", cwd=package)
    assert changed == "deployment.yaml\n"


def test_an_update_keeps_what_is_the_users_and_brings_no_examples_pipeline_back(
    upstream: Path, tmp_path: Path
) -> None:
    package = taken(upstream, tmp_path)
    config = package / "fn-config.yaml"
    replace_in(config, "proxy.example.com", "proxy.corp.example.com")
    output(*GIT, "init", "--quiet", cwd=tmp_path)
    output(*GIT, "add", "--all", cwd=tmp_path)
    output(*GIT, *AUTHOR, "commit", "--quiet", "--message=mine", cwd=tmp_path)
    output("kpt", "pkg", "update", "proxy@main", cwd=tmp_path)
    assert "proxy.corp.example.com" in config.read_text("utf-8")
    assert (package / "deployment.yaml").exists()
    assert list((package / "examples").rglob("Kptfile")) == []
