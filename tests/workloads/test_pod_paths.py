from __future__ import annotations

import pytest
from set_manifests import apply, deployment, stream

from krm_fn.workloads.pod_paths import keys_of

CUSTOM = """apiVersion: example.com/v1
kind: App
metadata: {name: app}
spec:
  template:
    spec:
      containers:
      - {name: template, image: app:1}
      initContainers:
      - {name: first, image: first:1}
  jobs:
  - pod:
      containers:
      - {name: job, image: job:1}
  sidecars:
  - {name: side, image: side:1}
  main: {name: main, image: main:1}
  operator:
    env:
    - {name: A, value: b}
    settings:
      replicas: 1
  named:
    one:
      container: {name: one, image: one:1}
  a/b:
    sidecars:
    - {name: slash, image: slash:1}
"""


def paths(*given: str) -> list[dict[str, str]]:
    return [{"group": "example.com", "kind": "App", "path": path} for path in given]


@pytest.mark.parametrize(
    ("path", "names"),
    [
        ("spec/template", ["template", "first"]),
        ("spec/template/spec", ["template", "first"]),
        ("spec/template/spec/containers", ["template"]),
        ("spec/template/spec/containers[]", ["template"]),
        ("/spec/jobs[]/pod", ["job"]),
        ("spec/jobs/pod", ["job"]),
        ("spec/sidecars", ["side"]),
        ("spec/main", ["main"]),
        ("spec/operator/env", [""]),
        ("spec/operator/settings/env", [""]),
        ("spec/named/*/container", ["one"]),
        (r"spec/a\/b/sidecars", ["slash"]),
    ],
)
def test_what_a_path_leads_to_is_recognised_there(path: str, names: list[str]) -> None:
    done = apply(CUSTOM, podPaths=paths(path))
    assert sorted(done.set_names()) == sorted(names)
    assert done.tags("found") == ["podPaths"]
    assert apply(done.text, podPaths=paths(path)).text == done.text


@pytest.mark.parametrize(
    "path",
    ["spec/nothing", "spec/template/metadata", "kind", "spec/jobs/pod/image", "spec/*/nothing"],
)
def test_a_path_that_leads_nowhere_is_a_warning(path: str) -> None:
    done = apply(CUSTOM, podPaths=paths(path), customResources={"structural": False})
    assert done.text == CUSTOM
    assert done.about_the_configuration() == [
        f'`spec.podPaths[0].path` "{path}" must lead to a pod template, a pod spec, containers or an '
        "env list, and it leads to none in any object of its kind"
    ]


def test_a_path_for_a_kind_that_is_not_there_is_no_warning() -> None:
    done = apply(deployment("web"), podPaths=paths("spec/nothing"))
    assert done.messages("warning") == []


def test_a_path_that_leads_somewhere_in_one_object_is_no_warning() -> None:
    other = CUSTOM.replace("sidecars", "others").replace("name: app}", "name: other}")
    done = apply(stream(other, CUSTOM), podPaths=paths("spec/sidecars"))
    assert done.messages("warning") == []


@pytest.mark.parametrize(
    "given",
    [
        {"group": "example.com"},
        {"version": "v1"},
        {"kind": "App"},
        {"group": "", "version": "", "kind": ""},
        {"group": "example.com", "version": "v1", "kind": "App"},
    ],
    ids=str,
)
def test_an_empty_part_matches_any(given: dict[str, str]) -> None:
    assert apply(CUSTOM, podPaths=[{**given, "path": "spec/main"}]).set_names() == ["main"]


@pytest.mark.parametrize(
    "given", [{"group": "other.com"}, {"version": "v2"}, {"kind": "Other"}], ids=str
)
def test_a_part_that_differs_does_not_match(given: dict[str, str]) -> None:
    paths_for_another = [{**given, "path": "spec/main"}]
    assert "main" not in apply(CUSTOM, podPaths=paths_for_another).set_names()


def test_a_path_is_followed_beside_what_is_known_of_a_kind() -> None:
    before = deployment("web").rstrip("\n") + "\n  extra: {name: extra, image: extra:1}\n"
    done = apply(before, podPaths=[{"kind": "Deployment", "path": "spec/extra"}])
    assert sorted(done.set_names()) == ["extra", "web"]
    assert done.tags("found") == ["built-in,podPaths"]


def test_a_container_that_is_known_too_is_set_once() -> None:
    given = [{"kind": "Deployment", "path": "spec/template"}]
    assert apply(deployment("web"), podPaths=given).text == apply(deployment("web")).text


def test_a_kind_that_is_never_set_is_set_where_a_path_leads() -> None:
    before = (
        "apiVersion: kyverno.io/v1\nkind: ClusterPolicy\nmetadata: {name: p}\n"
        "spec:\n  pod:\n    containers:\n    - {name: c, image: c:1}\n"
    )
    assert apply(before).text == before
    assert apply(before, podPaths=[{"path": "spec/pod"}]).set_names() == ["c"]


@pytest.mark.parametrize(
    ("path", "keys"),
    [
        ("spec/template", ["spec", "template"]),
        ("/spec/jobs[]/template/", ["spec", "jobs", "template"]),
        (r"metadata/annotations/a\/b", ["metadata", "annotations", "a/b"]),
        ("spec/[]/x", ["spec", "x"]),
    ],
)
def test_a_path_has_the_keys_of_a_fieldspec(path: str, keys: list[str]) -> None:
    assert keys_of(path) == keys
