"""Which of the ways to know a kind finds its containers, and what is told of them."""

from __future__ import annotations

import pytest
from set_manifests import APP, apply, deployment


def test_a_kind_that_nobody_knows_is_found_by_structure() -> None:
    done = apply(APP)
    assert done.set_names() == ["main"]
    assert done.tags("found") == ["structure"]
    assert done.messages("info") == [
        "the list has no CustomResourceDefinition: containers are looked for by structure in "
        "example.com/v1/App; selectors in a Kptfile may hide it"
    ]


def test_structure_can_be_turned_off() -> None:
    assert apply(APP, customResources={"structural": False}).text == APP


def test_containers_without_any_image_are_left_alone_with_a_warning() -> None:
    before = APP.replace(", image: main:1", "")
    done = apply(before)
    assert done.text == before
    assert done.messages("warning") == [
        "left alone: `spec.pod` looks like a pod spec, but no container in it has an `image`; "
        "name it in `podPaths` to have it set"
    ]


def test_an_overlay_is_set_and_told_of() -> None:
    prometheus = (
        "apiVersion: monitoring.coreos.com/v1\nkind: Prometheus\nmetadata: {name: p}\n"
        "spec:\n  containers:\n  - {name: prometheus}\n"
    )
    done = apply(prometheus)
    assert done.set_names() == ["prometheus"]
    assert done.messages("info") == [
        "an operator merges these containers into those that it makes itself: the ones that are "
        "not listed here are not covered"
    ]


def test_a_custom_job_can_be_updated() -> None:
    job = (
        "apiVersion: batch.volcano.sh/v1alpha1\nkind: Job\nmetadata: {name: j}\n"
        "spec:\n  tasks:\n  - template:\n      spec:\n        containers:\n"
        "        - {name: work, image: work:1}\n"
    )
    rules = [one["tags"]["rule"] for one in apply(job).results]
    assert "set" in rules
    assert "replace" not in rules


def test_an_env_of_another_shape_in_a_custom_kind_is_left_alone() -> None:
    before = (
        "apiVersion: kubeflow.org/v1\nkind: Notebook\nmetadata: {name: n}\n"
        "spec:\n  template:\n    spec:\n      containers:\n"
        "      - {name: odd, image: odd:1, env: {A: b}}\n      - {name: main, image: main:1}\n"
    )
    assert apply(before).set_names() == ["main"]


def test_a_broken_variable_in_a_custom_kind_is_a_warning() -> None:
    before = (
        "apiVersion: kubeflow.org/v1\nkind: Notebook\nmetadata: {name: n}\n"
        "spec:\n  template:\n    spec:\n      containers:\n"
        "      - {name: odd, image: odd:1, env: [{value: b}]}\n"
    )
    done = apply(before)
    assert done.text == before
    assert done.messages("warning") == [
        "`spec.template.spec.containers[0].env[0]` must be a variable with a `name`, got a mapping"
    ]


@pytest.mark.parametrize(
    "item",
    [
        "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: c}\ndata: {containers: x}\n",
        "apiVersion: apps/v1\nkind: ControllerRevision\nmetadata: {name: r}\n"
        "data:\n  spec:\n    containers:\n    - {name: a, image: a:1}\n",
        "apiVersion: kpt.dev/v1\nkind: Kptfile\nmetadata: {name: k}\n"
        "pipeline:\n  containers:\n  - {name: a, image: a:1}\n",
    ],
    ids=["ConfigMap", "ControllerRevision", "Kptfile"],
)
def test_kinds_of_kubernetes_and_its_tools_are_not_searched(item: str) -> None:
    assert apply(item).text == item


def test_built_in_kinds_are_told_of_as_such() -> None:
    assert apply(deployment("web")).tags("found") == ["built-in"]
