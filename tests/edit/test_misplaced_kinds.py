"""Kubernetes' own kinds in versions that never had them: left alone, and told of once."""

from __future__ import annotations

from pathlib import Path

import pytest
from run_function import run
from set_manifests import apply, stream

from krm_fn.edit import parallel

BODY = "spec: {template: {spec: {containers: [{name: a, image: a:1}]}}}\n"
JOB = "left alone: the `apiVersion` of a Job must be batch/v1, got "
OLD_JOB = f'{JOB}"extensions/v1beta1" in 1 object'


def manifest(api_version: str, kind: str, more: str = "") -> str:
    return f"apiVersion: {api_version}\nkind: {kind}\nmetadata: {{name: a{more}}}\n{BODY}"


def told(*manifests: str, **fields: object) -> list[str]:
    done = apply(stream(*manifests), **fields)
    assert done.set_names() == []
    return done.messages("info")


@pytest.mark.parametrize(
    ("api_version", "kind", "due"),
    [
        ("extensions/v1beta1", "Job", "batch/v1"),
        ("batch/v2", "Job", "batch/v1"),
        ("apps/v1", "CronJob", "batch/v1, batch/v1beta1 or batch/v2alpha1"),
        ("v1", "Deployment", "apps/v1, apps/v1beta1, apps/v1beta2 or extensions/v1beta1"),
        ("policy/v1", "StatefulSet", "apps/v1, apps/v1beta1 or apps/v1beta2"),
        ("apps/v1beta1", "DaemonSet", "apps/v1, apps/v1beta2 or extensions/v1beta1"),
        ("apps/v1", "ReplicationController", "v1"),
        ("apps/v1", "Pod", "v1"),
        ("v2", "Pod", "v1"),
        ("batch/v1", "JobTemplate", "batch/v1beta1 or batch/v2alpha1"),
    ],
)
def test_the_versions_that_a_kind_has_are_named(api_version: str, kind: str, due: str) -> None:
    message = (
        f'left alone: the `apiVersion` of a {kind} must be {due}, got "{api_version}" in 1 object'
    )
    assert told(manifest(api_version, kind)) == [message]


def test_each_kind_and_version_is_told_of_once_with_a_count() -> None:
    jobs = [manifest("extensions/v1beta1", "Job")] * 3
    assert told(*jobs, manifest("apps/v1", "Job"), manifest("apps/v1", "Pod")) == [
        f'{JOB}"apps/v1" in 1 object',
        f'{JOB}"extensions/v1beta1" in 3 objects',
        'left alone: the `apiVersion` of a Pod must be v1, got "apps/v1" in 1 object',
    ]


def test_the_members_of_lists_count() -> None:
    item = manifest("extensions/v1beta1", "Job").replace("\n", "\n  ").rstrip(" ")
    several = f"apiVersion: v1\nkind: List\nitems:\n- {item}- {item}"
    inherits = "apiVersion: extensions/v1beta1\nkind: JobList\nitems:\n- metadata: {name: a}\n"
    expected = [OLD_JOB.replace("1 object", "4 objects")]
    assert told(several, inherits, manifest("extensions/v1beta1", "Job")) == expected


@pytest.mark.parametrize(
    ("api_version", "kind"),
    [
        ("batch.volcano.sh/v1alpha1", "Job"),
        ("example.com/v1", "Deployment"),
        ("extensions/v1beta1", "Ingress"),
        ("v1", "DeploymentConfig"),
        ("kustomize.config.k8s.io/v1beta1", "Kustomization"),
    ],
)
def test_other_kinds_are_not_told_of(api_version: str, kind: str) -> None:
    text = manifest(api_version, kind).replace("image: a:1", "")
    assert "apiVersion" not in "".join(apply(text).messages("info"))


def test_configuration_for_tools_is_not_told_of() -> None:
    local = ", annotations: {config.kubernetes.io/local-config: 'true'}"
    assert told(manifest("extensions/v1beta1", "Job", local)) == []


def test_what_is_not_selected_is_not_told_of() -> None:
    exclude = [{"kind": "Job"}]
    assert told(manifest("extensions/v1beta1", "Job"), exclude=exclude) == []


def test_what_a_path_leads_to_is_set_and_not_told_of() -> None:
    paths = [{"group": "extensions", "kind": "Job", "path": "spec/template"}]
    done = apply(manifest("extensions/v1beta1", "Job"), podPaths=paths)
    assert (done.set_names(), done.messages("info")) == (["a"], [])


def test_several_processes_count_together(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parallel, "FORK_AT", 1)
    monkeypatch.setattr(parallel, "_processors", lambda: 2)
    jobs = [manifest("extensions/v1beta1", "Job")] * 100
    assert told(*jobs) == [OLD_JOB.replace("1 object", "100 objects")]


def test_files_are_told_of(tmp_path: Path) -> None:
    for name in ("a.yaml", "b.yaml"):
        (tmp_path / name).write_text(manifest("extensions/v1beta1", "Job"), encoding="utf-8")
    urls = ("--http-proxy", "http://p:1", "--https-proxy", "http://p:1", "--no-proxy", "*")
    assert run(b"", "apply", *urls, str(tmp_path)).stderr.splitlines() == [
        f"[info]: {OLD_JOB.replace('1 object', '2 objects')}",
        "[info]: nothing to set: no workloads with containers were found in 2 files",
    ]
