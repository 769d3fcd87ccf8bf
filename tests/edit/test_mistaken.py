"""What authors wrote that leads to nothing."""

from __future__ import annotations

import pytest
from set_manifests import apply, deployment, stream

KEY = "krm-fn.dev/set-proxy-env"
NO_EFFECT = f"`metadata.labels[{KEY}]`, a label, has no effect; write the annotation `{KEY}`"
NAMESPACE = "apiVersion: v1\nkind: Namespace\nmetadata:\n  name: shop\n"


def labelled(lines: str) -> str:
    """A Deployment whose own labels are these."""
    return deployment("web", f"namespace: shop\nlabels:\n  {lines}")


@pytest.mark.parametrize(
    "manifests",
    [
        labelled(f"{KEY}: disabled"),
        deployment("web", "namespace: shop", pod=f"  {KEY}: disabled"),
        stream(deployment("web", "namespace: shop"), f"{NAMESPACE}  labels: {{{KEY}: disabled}}\n"),
    ],
    ids=["a workload", "a pod template", "a Namespace"],
)
def test_an_opt_out_as_a_label_is_a_warning(manifests: str) -> None:
    done = apply(manifests)
    assert done.messages("warning") == [NO_EFFECT]
    assert done.set_names() == ["web"]


def test_a_label_beside_the_annotation_is_no_mistake() -> None:
    both = f"annotations:\n  {KEY}: disabled\nlabels:\n  {KEY}: disabled"
    assert apply(deployment("web", both)).messages("warning") == []


@pytest.mark.parametrize(
    ("key", "meant"),
    [
        ("krm-fn.dev/set-proxy-envs", KEY),
        ("krm-fn.dev/set-proxy", KEY),
        ("krm-fn.dev/Set-Proxy-Env", KEY),
        ("krm-fn.io/set-proxy-env", KEY),
        ("set-proxy-env", KEY),
        ("krm-fn.dev/set-proxy-env-exception", f"{KEY}-exceptions"),
        ("kubernetes.azure.com/no-http-proxy-var", "kubernetes.azure.com/no-http-proxy-vars"),
    ],
)
def test_an_annotation_that_is_nearly_ours_is_a_warning(key: str, meant: str) -> None:
    done = apply(deployment("web", f"annotations:\n  {key}: disabled"))
    assert done.messages("warning") == [
        f"`metadata.annotations[{key}]` has no effect; did you mean `{meant}`?"
    ]
    assert done.set_names() == ["web"]


@pytest.mark.parametrize(
    "key",
    ["krm-fn.dev/made-by", "example.com/set-proxy-env-version", "krm-fn.dev/owner", "set-proxy"],
)
def test_annotations_of_others_are_no_mistakes(key: str) -> None:
    assert apply(deployment("web", f"annotations:\n  {key}: x")).messages("warning") == []


def test_a_recorded_workload_is_no_mistake() -> None:
    tracked = apply(deployment("web"), track=True).text
    assert "set-proxy-env-recorded" in tracked
    assert apply(tracked, track=True).messages("warning") == []


@pytest.mark.parametrize(
    ("api_version", "kind", "meant"),
    [
        ("apps/v1", "Deploymet", "Deployment"),
        ("apps/v1", "Statefulset", "StatefulSet"),
        ("batch/v1", "CronJobs", "CronJob"),
    ],
)
def test_a_kind_that_is_nearly_one_with_pods_is_a_warning(
    api_version: str, kind: str, meant: str
) -> None:
    manifest = deployment("web").replace("apps/v1", api_version).replace("Deployment", kind)
    done = apply(manifest)
    assert done.text == manifest
    assert done.messages("warning") == [
        f'left alone: {api_version} has no kind "{kind}"; did you mean "{meant}"?'
    ]


@pytest.mark.parametrize(
    ("api_version", "kind"),
    [("apps/v1", "ControllerRevision"), ("apps/v1", "DeploymentList"), ("batch/v1", "Gizmo")],
)
def test_other_kinds_are_no_mistakes(api_version: str, kind: str) -> None:
    manifest = f"apiVersion: {api_version}\nkind: {kind}\nmetadata: {{name: a}}\n"
    assert apply(manifest).messages("warning") == []


@pytest.mark.parametrize(
    ("line", "got"),
    [
        ("apiversion: v1", 'got "apiversion"'),
        ("api_version: v1", 'got "api_version"'),
        ("# nothing", "got none"),
    ],
)
def test_an_object_without_its_api_version_is_a_warning(line: str, got: str) -> None:
    pod = (
        f"{line}\nkind: Pod\nmetadata: {{name: a}}\nspec: {{containers: [{{name: a, image: a}}]}}\n"
    )
    done = apply(pod)
    assert done.text == pod
    assert done.messages("warning") == [f"left alone: a Pod must have an `apiVersion`, {got}"]


def test_values_of_a_chart_with_a_kind_are_no_object() -> None:
    values = "kind: DaemonSet\nextraContainers: []\nimage: {repository: web, tag: '1'}\n"
    assert apply(values).messages("warning") == []


CRD = """\
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: {name: runners.example.com}
spec:
  group: example.com
  names: {kind: Runner}
  versions:
  - name: v1
    schema:
      openAPIV3Schema:
        type: object
        properties:
          spec:
            type: object
            properties:
              runner: &container
                type: object
                properties:
                  image: {type: string}
                  command: {type: array, items: {type: string}}
                  env:
                    type: array
                    items: {type: object, properties: {name: {type: string}, value: {type: string}}}
              jobs:
                type: array
                items: {type: object, properties: {run: *container}}
"""
RUNNER = """\
apiVersion: example.com/v1
kind: Runner
metadata: {name: ci}
spec:
  runner: {image: "runner:1", command: [run]}
  jobs:
  - run: {image: "job:1"}
"""


def test_a_single_container_of_a_definition_is_named_with_its_path() -> None:
    done = apply(stream(CRD, RUNNER))
    by_itself = "is a container by itself, by its CustomResourceDefinition"
    assert sorted(done.messages("warning")) == [
        f"left alone: `spec.jobs.run` {by_itself}; name `spec/jobs/run` in `podPaths` to have it set",
        f"left alone: `spec.runner` {by_itself}; name `spec/runner` in `podPaths` to have it set",
    ]
    paths = [{"kind": "Runner", "path": path} for path in ("spec/runner", "spec/jobs/run")]
    named = apply(stream(CRD, RUNNER), podPaths=paths)
    assert named.messages("warning") == []
    assert named.text.count("http_proxy") == 2


def test_a_single_container_that_is_not_there_is_not_told_of() -> None:
    runner = RUNNER.partition("spec:")[0] + "spec: {jobs: []}\n"
    assert apply(stream(CRD, runner)).messages("warning") == []


@pytest.mark.parametrize(
    ("spec", "place", "path"),
    [
        ('runner: {image: "a:1", command: [run]}', "spec.runner", "spec/runner"),
        ('jobs: [{run: {image: "a:1", env: []}}]', "spec.jobs[0].run", "spec/jobs[]/run"),
        ('steps: [{name: a, image: "a:1", args: [x]}]', "spec.steps[0]", "spec/steps[]"),
    ],
)
def test_what_looks_like_a_container_in_an_unknown_kind_is_an_info(
    spec: str, place: str, path: str
) -> None:
    head = "apiVersion: example.com/v1\nkind: Runner\nmetadata: {name: ci}\n"
    manifest = f"{head}spec:\n  {spec}\n"
    assert apply(manifest).messages("info") == [
        f"left alone: `{place}` looks like a container; name `{path}` in `podPaths` to have it set"
    ]
    named = apply(manifest, podPaths=[{"kind": "Runner", "path": path}])
    assert (named.messages("info"), named.text.count("http_proxy")) == ([], 1)


@pytest.mark.parametrize(
    "spec",
    [
        "image: {repository: web}",
        'image: "web:1"',
        'runner: {image: "a:1", command: [run], schedule: daily}',
        "policy: {image: registry.example.com/*, command: [run]}",
    ],
)
def test_an_image_without_what_runs_in_it_is_not_told_of(spec: str) -> None:
    head = "apiVersion: example.com/v1\nkind: Runner\nmetadata: {name: ci}\n"
    assert apply(f"{head}spec:\n  {spec}\n").messages("info") == []
