"""The table of ConfigMaps that hold pod templates."""

from __future__ import annotations

import pytest

from krm_fn.workloads.config_maps import ROWS, rows_of, texts
from krm_fn.workloads.finders import TEMPLATE_WORDS
from krm_fn.workloads.known_kinds import PARTS
from krm_fn.workloads.resource import Resource
from krm_fn.yaml.compose import compose
from krm_fn.yaml.nodes import Mapping

SAMPLES = [
    ("config-defaults", "default-pod-template", "nodeSelector: {}"),
    ("any", "pod_template_file.yaml", "kind: Pod"),
    ("any", "pod_template.yml", "kind: Pod"),
    ("workflow-controller-configmap", "executor", "args: []"),
    ("argo-workflow-controller-configmap", "mainContainer", "args: []"),
    ("workflow-controller-configmap", "config", "executor: {}"),
    ("workflow-controller-configmap", "workflowDefaults", "templateDefaults:"),
    ("jenkins-casc", "a.yaml", "- kubernetes:\n    templates: []"),
    ("any", "config.template.toml", "[[runners]]"),
]
OTHERS = [
    ("other", "default-pod-template", "nodeSelector: {}"),
    ("any", "pod_template_file.yaml", "kind: Deployment"),
    ("other", "executor", "args: []"),
    ("workflow-controller-configmap", "config", "instanceID: a"),
    ("jenkins-casc", "a.yaml", "kubernetes: x"),
    ("any", "config.toml", "[server]"),
]


def config_map(name: str, key: str, text: str) -> Resource:
    lines = "".join(f"    {line}\n" for line in text.split("\n"))
    root = compose(
        f"apiVersion: v1\nkind: ConfigMap\nmetadata: {{name: {name}}}\ndata:\n  {key}: |\n{lines}"
    )
    assert isinstance(root, Mapping)
    return Resource(root)


@pytest.mark.parametrize(("name", "key", "text"), SAMPLES)
def test_a_text_that_makes_pods_is_known_and_has_a_word_that_is_looked_for(
    name: str, key: str, text: str
) -> None:
    ((found, row),) = texts(config_map(name, key, text))
    assert found == key
    assert row in ROWS
    assert any(word in f"{key}: {text}" for word in TEMPLATE_WORDS)


def test_every_row_has_a_sample() -> None:
    known = {row for each in SAMPLES for _, row in texts(config_map(*each))}
    assert known == set(ROWS)


@pytest.mark.parametrize(("name", "key", "text"), OTHERS)
def test_another_text_is_left_alone(name: str, key: str, text: str) -> None:
    assert rows_of(config_map(name, key, text)) == []


def test_the_shape_of_a_row_is_one_of_a_text() -> None:
    shapes = {row.shape.removeprefix("Text ") for row in ROWS if row.shape}
    assert shapes <= {"Container", "EmbeddedObject", *PARTS}
    assert all(row.shape.startswith("Text ") for row in ROWS if row.shape)
