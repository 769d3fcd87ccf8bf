from __future__ import annotations

from pathlib import Path

import pytest
from places import SAMPLES

from krm_fn.workloads.structure import FoundPod, find_pods
from krm_fn.yaml.compose import compose, compose_documents

LOOKALIKES = sorted((SAMPLES / "lookalikes").glob("*.yaml"))


def pods(text: str) -> list[FoundPod]:
    return find_pods(compose(text))


def places(text: str) -> list[tuple[str, list[str]]]:
    return [(".".join(map(str, pod.path)), list(pod.lists)) for pod in pods(text)]


def test_a_pod_is_found_wherever_its_containers_are() -> None:
    text = """
apiVersion: example.com/v1
kind: Fleet
spec:
  ships:
  - crew:
      template:
        spec:
          containers:
          - name: captain
            image: captain:1
"""
    assert places(text) == [("spec.ships.0.crew.template.spec", ["containers"])]


def test_all_container_lists_of_a_pod_are_one_pod() -> None:
    text = """
spec:
  ephemeralContainers: [{name: debug, image: busybox, targetContainerName: app}]
  containers: [{name: app, image: app:1}]
  initContainers: [{name: init, image: init:1, restartPolicy: Always}]
"""
    assert places(text) == [("spec", ["initContainers", "containers", "ephemeralContainers"])]


def test_pods_come_in_the_order_of_the_text() -> None:
    text = """
b: {containers: [{name: b, image: b}]}
a: {containers: [{name: a, image: a}]}
"""
    assert places(text) == [("b", ["containers"]), ("a", ["containers"])]


def test_json_is_looked_into_alike() -> None:
    text = '{"spec": {"containers": [{"image": "app:1"}]}}'
    assert places(text) == [("spec", ["containers"])]


def test_the_found_nodes_are_those_of_the_text() -> None:
    text = "spec: {containers: [{image: app}]}"
    (pod,) = pods(text)
    members = pod.lists["containers"]
    assert text[pod.node.start : pod.node.end] == "{containers: [{image: app}]}"
    assert text[members.start : members.end] == "[{image: app}]"


def test_one_image_is_enough_for_a_pod() -> None:
    text = "spec: {containers: [{name: a}, {name: b, image: b:1}]}"
    assert [pod.has_image for pod in pods(text)] == [True]


def test_the_image_of_an_init_container_counts() -> None:
    text = "spec: {containers: [{name: a}], initContainers: [{name: b, image: b:1}]}"
    assert [pod.has_image for pod in pods(text)] == [True]


@pytest.mark.parametrize("image", ["", "image: null", 'image: ""', "image: ~"])
def test_containers_without_an_image_are_found_and_said_to_have_none(image: str) -> None:
    text = f"spec: {{containers: [{{name: a, {image}}}]}}"
    assert [pod.has_image for pod in pods(text)] == [False]


@pytest.mark.parametrize(
    "members",
    [
        "[]",
        "null",
        "3",
        "{app: {image: app:1}}",
        "[app, sidecar]",
        "[{image: app:1}, app]",
        "[{image: app:1, cpuLimit: 1}]",
        "[{image: app:1, loggers: {}}]",
        "[{command: [run]}]",
        "[{image: {repository: app}}]",
        "[{image: app:1, name: [app]}]",
        "[{image: app:1, env: production}]",
        "[{image: app:1, env: {A: b}}]",
        "[{name: app, image: '*:latest'}]",
        "[{name: app, image: '!*:latest'}]",
        "[{name: app, image: 'reg.example.com/?*'}]",
        "[{name: app, image: '^reg.example.com/.+$'}]",
        "[{name: app, image: 'reg.example.com/(a|b)'}]",
        "[{name: 'app-*', image: app:1}]",
    ],
)
def test_a_list_of_something_else_is_not_one_of_containers(members: str) -> None:
    assert places(f"spec: {{containers: {members}}}") == []


@pytest.mark.parametrize(
    "image",
    [
        "'{{ .Values.image | quote }}'",
        "'{{workflow.parameters.image}}:{{ \"a*b?\" }}'",
        "${IMAGE:?must be set}",
        "$(params.image[*])",
        "localhost:5000/a_b/c.d-e:1.0@sha256:0123",
    ],
)
def test_what_is_filled_in_later_is_an_image(image: str) -> None:
    text = f"spec:\n  containers:\n  - image: {image}\n"
    assert places(text) == [("spec", ["containers"])]


def test_a_list_of_something_else_does_not_hide_the_list_beside_it() -> None:
    text = "spec: {containers: [{image: app:1}], initContainers: [{image: a, kind: b}]}"
    assert places(text) == [("spec", ["containers"])]


def test_another_key_is_not_a_list_of_containers() -> None:
    assert places("spec: {sidecars: [{name: a, image: a:1}]}") == []


@pytest.mark.parametrize(
    "key",
    [
        "anyPattern",
        "forProvider",
        "generate",
        "metadata",
        "openAPIV3Schema",
        "patch",
        "patches",
        "patchesJson6902",
        "patchesStrategicMerge",
        "patchStrategicMerge",
        "pattern",
        "status",
    ],
)
def test_nothing_is_found_under_a_key_that_holds_no_pod_of_its_own(key: str) -> None:
    text = f"spec: {{rules: [{{{key}: {{spec: {{containers: [{{image: a:1}}]}}}}}}]}}"
    assert places(text) == []


def test_nothing_is_found_in_a_nested_object() -> None:
    text = """
apiVersion: example.com/v1
kind: Bundle
spec:
  object:
    apiVersion: v1
    kind: Pod
    containers: [{name: a, image: a:1}]
    spec:
      containers: [{name: a, image: a:1}]
  containers: [{name: b, image: b:1}]
"""
    assert places(text) == [("spec", ["containers"])]


def test_a_pod_that_two_places_share_is_found_once() -> None:
    text = """
a: {spec: &pod {containers: [{image: a:1}]}}
b: {spec: *pod}
"""
    assert places(text) == [("a.spec", ["containers"])]


def test_a_list_that_a_merge_brings_is_found() -> None:
    text = """
base: &base
  containers: &list [{image: a:1}]
spec:
  <<: *base
  replicas: 2
"""
    assert places(text) == [("base", ["containers"]), ("spec", ["containers"])]


def test_deep_nesting_comes_to_an_end() -> None:
    depth = 400
    text = "{a: " * depth + "{containers: [{image: a:1}]}" + "}" * depth
    assert [len(pod.path) for pod in pods(text)] == [depth]


def test_aliases_of_aliases_are_walked_once() -> None:
    lines = ["l0: &l0 {containers: [{image: a:1}]}"]
    lines += [f"l{n}: &l{n} [{', '.join([f'*l{n - 1}'] * 10)}]" for n in range(1, 30)]
    assert places("\n".join(lines)) == [("l0", ["containers"])]


@pytest.mark.parametrize("path", LOOKALIKES, ids=lambda path: path.stem)
def test_nothing_is_found_in_a_lookalike(path: Path) -> None:
    for root in compose_documents(path.read_text(encoding="utf-8")):
        assert find_pods(root) == []


def test_a_container_may_have_every_field_of_the_core_type() -> None:
    text = """
spec:
  containers:
  - {name: a, image: a:1, command: [a], args: [b], workingDir: /, ports: [], envFrom: [], env: []}
  - {name: b, resources: {}, resizePolicy: [], restartPolicy: Always, restartPolicyRules: []}
  - {name: c, volumeMounts: [], volumeDevices: [], livenessProbe: {}, readinessProbe: {}}
  - {name: d, startupProbe: {}, lifecycle: {}, terminationMessagePath: /a, stdin: true, tty: true}
  - {name: e, terminationMessagePolicy: File, imagePullPolicy: Always, securityContext: {}}
  - {name: f, stdinOnce: true, targetContainerName: a}
"""
    assert places(text) == [("spec", ["containers"])]
