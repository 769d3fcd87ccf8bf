"""What the CustomResourceDefinitions of a list say of its custom kinds."""

from __future__ import annotations

import json

import pytest
import yaml
from set_manifests import APP, apply, stream

from krm_fn.yaml.text import BY_LINES_FROM

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
    done = apply(stream(APP, crd(POD_AND_HELPERS)))
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
    done = apply(stream(APP, definition + "#\n" * BY_LINES_FROM))
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
    assert apply(stream(definition, APP)).text.startswith(definition)


@pytest.mark.parametrize("form", ["json", "list"])
def test_a_definition_is_read_in_every_form(form: str) -> None:
    definition = crd(POD_AND_HELPERS)
    data = yaml.safe_load(definition)
    if form == "list":
        data = {"apiVersion": "v1", "kind": "List", "items": [data]}
    text = json.dumps(data) + "\n" if form == "json" else yaml.safe_dump(data)
    assert apply(stream(APP, text)).set_names() == ["main", "help"]


def test_a_definition_of_another_version_tells_nothing() -> None:
    done = apply(stream(APP, crd(POD_AND_HELPERS, "v2")))
    assert done.tags("found") == ["structure"]


def test_a_definition_whose_containers_have_no_env_forbids_setting_it() -> None:
    properties = f"pod: {{type: object, properties: {{containers: {NO_ENV}}}}}"
    before = stream(crd(properties), APP)
    assert apply(before).text == before


def test_what_a_definition_leaves_open_is_found_by_structure() -> None:
    done = apply(stream(crd(f"pod: {ANYTHING}"), APP))
    assert done.set_names() == ["main"]
    assert done.tags("found") == ["structure"]


def test_definitions_are_read_where_structure_is_turned_off() -> None:
    done = apply(stream(APP, crd(POD_AND_HELPERS)), customResources={"structural": False})
    assert done.set_names() == ["main", "help"]


def test_the_known_table_comes_before_a_definition() -> None:
    workflow = (
        "apiVersion: argoproj.io/v1alpha1\nkind: Workflow\nmetadata: {name: w}\n"
        "spec:\n  templates:\n  - {name: t, container: {image: main:1}}\n"
    )
    definition = crd(POD_AND_HELPERS).replace("example.com", "argoproj.io")
    done = apply(stream(definition.replace("kind: App", "kind: Workflow"), workflow))
    assert done.tags("found") == ["known"]
