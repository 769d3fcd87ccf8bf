"""What a run does not cover, in one info each."""

from __future__ import annotations

from pathlib import Path

import pytest
from run_function import run

from krm_fn.edit.uncovered import RENDERING
from krm_fn.edit.whole_run import RENDERERS

CONFIG = (
    "--http-proxy",
    "http://p.test:1",
    "--https-proxy",
    "http://p.test:1",
    "--no-proxy",
    "localhost,127.0.0.1,::1",
)


def rules(manifests: str, tmp_path: Path, *options: str) -> list[str]:
    path = tmp_path / "results.yaml"
    run(manifests.encode(), *CONFIG, *options, "--results", str(path))
    lines = path.read_text("utf-8").splitlines()
    return [line.split('"')[1] for line in lines if "rule:" in line]


def test_every_kind_of_the_table_is_looked_for() -> None:
    assert {kind for _, kind in RENDERING} == RENDERERS


@pytest.mark.parametrize(("group", "kind"), RENDERING)
def test_a_kind_that_stands_for_others_is_told_of(group: str, kind: str, tmp_path: Path) -> None:
    spec = "spec: {taskRef: {resolver: git}}" if group == "tekton.dev" else "spec: {}"
    manifest = f"apiVersion: {group}/v1\nkind: {kind}\nmetadata: {{name: a}}\n{spec}\n"
    assert "rendered" in rules(manifest, tmp_path)
    assert "rendered" not in rules(manifest.replace(group, "example.com"), tmp_path)


def test_a_task_of_the_cluster_is_not_told_of(tmp_path: Path) -> None:
    manifest = "apiVersion: tekton.dev/v1\nkind: TaskRun\nspec: {taskRef: {name: build}}\n"
    assert "rendered" not in rules(manifest, tmp_path)


def test_an_object_without_a_place_for_an_env_field_is_not_counted(tmp_path: Path) -> None:
    manifest = "apiVersion: fleet.cattle.io/v1alpha1\nkind: Cluster\nmetadata: {name: a}\n"
    assert "env-fields" not in rules(manifest, tmp_path)
    assert "env-fields" in rules(f"{manifest}spec: {{}}\n", tmp_path)


def test_an_object_whose_place_for_an_env_field_would_be_made_is_counted(tmp_path: Path) -> None:
    manifest = "apiVersion: operators.coreos.com/v1alpha1\nkind: Subscription\nspec: {name: a}\n"
    assert "env-fields" in rules(manifest, tmp_path)


def test_pod_templates_in_texts_of_custom_resources_are_counted(tmp_path: Path) -> None:
    manifest = (
        "apiVersion: operator.tekton.dev/v1alpha1\nkind: TektonConfig\nspec: {pipeline: {}}\n"
    )
    assert "env-fields" not in rules(manifest, tmp_path)
    with_text = manifest.replace("{}", "{default-pod-template: 'schedulerName: a'}")
    assert "env-fields" in rules(with_text, tmp_path)
