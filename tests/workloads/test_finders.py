from __future__ import annotations

import json

import pytest
import yaml
from set_manifests import apply, deployment, stream

from krm_fn.yaml.text import BY_LINES_FROM

INSTANCE = """apiVersion: example.com/v1
kind: App
metadata: {name: app}
spec:
  pod:
    containers:
    - {name: main, image: main:1}
  helpers:
  - {name: help, image: help:1}
"""
STRING = "{type: string}"
ENV = (
    "{type: array, items: {type: object, properties: "
    "{name: {type: string}, value: {type: string}, valueFrom: {type: object}}}}"
)
CONTAINERS = (
    "{type: array, items: {type: object, properties: "
    f"{{name: {STRING}, image: {STRING}, env: {ENV}}}}}}}"
)
NO_ENV = f"{{type: array, items: {{type: object, properties: {{name: {STRING}}}}}}}"
ANYTHING = "{type: object, x-kubernetes-preserve-unknown-fields: true}"


def crd(properties: str, version: str = "v1") -> str:
    return f"""apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: {{name: apps.example.com}}
spec:
  group: example.com
  names: {{kind: App, plural: apps}}
  scope: Namespaced
  versions:
  - name: {version}
    served: true
    storage: true
    schema:
      openAPIV3Schema:
        type: object
        properties:
          spec:
            type: object
            properties: {{{properties}}}
"""


POD_AND_HELPERS = (
    f"pod: {{type: object, properties: {{containers: {CONTAINERS}}}}}, helpers: {CONTAINERS}"
)


def test_a_definition_in_the_list_tells_where_containers_are() -> None:
    done = apply(stream(INSTANCE, crd(POD_AND_HELPERS)))
    assert done.set_names() == ["main", "help"]
    assert done.tags("found") == ["crd"]


BLOCK = """
              helpers:
                type: array
                items:
                  properties:
                    name:
                      type: string
                    image:
                      type: string
                    env:
                      items:
                        properties:
                          value:
                            type: string
                          valueFrom:
                            type: object
"""


@pytest.mark.parametrize("properties", [BLOCK.rstrip(), f" {{helpers: {CONTAINERS}}}"])
def test_a_definition_in_a_large_list_is_read_however_it_is_written(properties: str) -> None:
    definition = crd("PROPERTIES").replace(" {PROPERTIES}", properties)
    done = apply(stream(INSTANCE, definition + "#\n" * BY_LINES_FROM))
    assert done.set_names() == ["help"]
    assert done.tags("found") == ["crd"]


@pytest.mark.parametrize(
    "member",
    [
        "{name: a, image: a:1, helpers: [{name: b, image: b:1}]}",
        "{helpers: [{name: b, image: b:1}], name: a, image: a:1}",
        "\n    name: a\n    image: a:1\n    helpers:\n    - name: b\n      image: b:1",
        "\n    helpers:\n    - name: b\n      image: b:1\n    name: a",
        "\n    name: a\n    env: []\n    helpers:\n    - env:\n      - {name: A, value: b}\n      name: b",
    ],
)
def test_containers_inside_containers_are_set_as_well(member: str) -> None:
    inner = f"{CONTAINERS[: -len('}}}')]}, helpers: {CONTAINERS}}}}}}}"
    instance = f"""apiVersion: example.com/v1
kind: App
metadata: {{name: app}}
spec:
  members:
  - {member.lstrip()}
"""
    assert apply(stream(instance, crd(f"members: {inner}"))).set_names() == ["a", "b"]


def test_a_definition_is_never_edited() -> None:
    definition = crd(POD_AND_HELPERS)
    assert apply(stream(definition, INSTANCE)).text.startswith(definition)


@pytest.mark.parametrize("form", ["json", "list"])
def test_a_definition_is_read_in_every_form(form: str) -> None:
    definition = crd(POD_AND_HELPERS)
    data = yaml.safe_load(definition)
    if form == "list":
        data = {"apiVersion": "v1", "kind": "List", "items": [data]}
    text = json.dumps(data) + "\n" if form == "json" else yaml.safe_dump(data)
    assert apply(stream(INSTANCE, text)).set_names() == ["main", "help"]


def test_a_definition_of_another_version_tells_nothing() -> None:
    done = apply(stream(INSTANCE, crd(POD_AND_HELPERS, "v2")))
    assert done.tags("found") == ["structure"]


def test_a_definition_whose_containers_have_no_env_forbids_setting_it() -> None:
    properties = f"pod: {{type: object, properties: {{containers: {NO_ENV}}}}}"
    before = stream(crd(properties), INSTANCE)
    assert apply(before).text == before


def test_what_a_definition_leaves_open_is_found_by_structure() -> None:
    done = apply(stream(crd(f"pod: {ANYTHING}"), INSTANCE))
    assert done.set_names() == ["main"]
    assert done.tags("found") == ["structure"]


def test_a_kind_that_nobody_knows_is_found_by_structure() -> None:
    done = apply(INSTANCE)
    assert done.set_names() == ["main"]
    assert done.tags("found") == ["structure"]
    assert done.messages("info") == [
        "the list has no CustomResourceDefinition: containers are looked for by structure in "
        "example.com/v1/App; selectors in a Kptfile may hide it"
    ]


def test_structure_can_be_turned_off() -> None:
    assert apply(INSTANCE, customResources={"structural": False}).text == INSTANCE


def test_definitions_are_read_where_structure_is_turned_off() -> None:
    done = apply(stream(INSTANCE, crd(POD_AND_HELPERS)), customResources={"structural": False})
    assert done.set_names() == ["main", "help"]


def test_containers_without_any_image_are_left_alone_with_a_warning() -> None:
    before = INSTANCE.replace(", image: main:1", "")
    done = apply(before)
    assert done.text == before
    assert done.messages("warning") == [
        "left alone: `spec.pod` looks like a pod spec, but no container in it has an `image`; "
        "name it in `podPaths` to have it set"
    ]


def test_the_known_table_comes_before_a_definition() -> None:
    workflow = (
        "apiVersion: argoproj.io/v1alpha1\nkind: Workflow\nmetadata: {name: w}\n"
        "spec:\n  templates:\n  - {name: t, container: {image: main:1}}\n"
    )
    definition = crd(POD_AND_HELPERS).replace("example.com", "argoproj.io")
    done = apply(stream(definition.replace("kind: App", "kind: Workflow"), workflow))
    assert done.tags("found") == ["known"]


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
