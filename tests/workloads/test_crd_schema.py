"""Where the containers of a custom kind are, by the schema in its definition."""

from __future__ import annotations

import pytest
from custom_definitions import BLOCK, CONTAINER, CRD, LIST, POD_SPEC, said

from krm_fn.workloads.crd_schema import Places, by_lines, defined, read
from krm_fn.yaml.compose import Unsure, compose


def places(spec: str) -> Places:
    found = read(compose(CRD.replace("SPEC", spec)), "v1")
    assert found is not None
    return found


def rows(spec: str) -> list[tuple[str, str, str]]:
    return places(spec).rows


def test_a_list_of_containers_is_found_under_any_key() -> None:
    assert rows(f"{{properties: {{sidecars: {LIST}}}}}") == [
        ("spec/sidecars", "ContainerList", "template")
    ]


def test_a_pod_spec_is_found_as_one() -> None:
    assert rows(f"{{properties: {{pod: {POD_SPEC}}}}}") == [("spec/pod", "PodSpec", "template")]


def test_a_pod_template_is_found_as_one() -> None:
    template = f"{{properties: {{metadata: {{type: object}}, spec: {POD_SPEC}}}}}"
    assert rows(f"{{properties: {{template: {template}}}}}") == [
        ("spec/template", "PodTemplateSpec", "template")
    ]


def test_the_object_itself_is_not_a_pod_template() -> None:
    assert rows(POD_SPEC) == [("spec", "PodSpec", "template")]


def test_a_pod_spec_with_a_list_that_is_not_of_containers_is_its_other_lists() -> None:
    spec = f"{{properties: {{containers: {LIST}, initContainers: {{items: {{properties: {{name: {{}}}}}}}}}}}}"
    found = places(spec)
    assert found.rows == [("spec/containers", "ContainerList", "template")]
    assert found.forbidden == ["spec/initContainers"]


def test_a_list_of_a_pod_that_the_schema_leaves_open_is_the_pods() -> None:
    open_list = "{items: {x-kubernetes-preserve-unknown-fields: true}}"
    spec = f"{{properties: {{containers: {LIST}, initContainers: {open_list}}}}}"
    assert rows(spec) == [("spec", "PodSpec", "template")]


def test_lists_beside_a_pods_own_are_found_too() -> None:
    spec = f"{{properties: {{containers: {LIST}, sidecars: {LIST}}}}}"
    assert rows(spec) == [
        ("spec", "PodSpec", "template"),
        ("spec/sidecars", "ContainerList", "template"),
    ]


def members(more: str) -> str:
    """A list of containers that have more properties than others."""
    return LIST.replace("{properties: {name:", f"{{properties: {{{more}, name:", 1)


def test_lists_inside_containers_are_found_at_any_depth() -> None:
    helpers = members(f"helpers: {members(f'watchers: {LIST}')}")
    assert rows(f"{{properties: {{members: {helpers}}}}}") == [
        ("spec/members", "ContainerList", "template"),
        ("spec/members/*/helpers", "ContainerList", "template"),
        ("spec/members/*/helpers/*/watchers", "ContainerList", "template"),
    ]


def test_a_list_inside_the_containers_of_a_pod_is_found() -> None:
    assert rows(f"{{properties: {{containers: {members(f'helpers: {LIST}')}}}}}") == [
        ("spec", "PodSpec", "template"),
        ("spec/containers/*/helpers", "ContainerList", "template"),
    ]


def test_a_pod_inside_a_container_is_found() -> None:
    jobs = f"jobs: {{additionalProperties: {POD_SPEC}}}"
    assert rows(f"{{properties: {{members: {members(jobs)}}}}}") == [
        ("spec/members", "ContainerList", "template"),
        ("spec/members/*/jobs/*", "PodSpec", "template"),
    ]


def test_a_list_inside_containers_that_cannot_have_env_is_found() -> None:
    spec = f"{{properties: {{containers: {{items: {{properties: {{name: {{}}, helpers: {LIST}}}}}}}}}}}"
    found = places(spec)
    assert found.forbidden == ["spec/containers"]
    assert found.rows == [("spec/containers/*/helpers", "ContainerList", "template")]


def test_what_every_container_has_is_not_looked_into() -> None:
    hooks = f"lifecycle: {{properties: {{containers: {LIST}}}}}, status: {POD_SPEC}"
    assert rows(f"{{properties: {{members: {members(hooks)}}}}}") == [
        ("spec/members", "ContainerList", "template")
    ]


def test_elements_of_lists_and_values_of_maps_are_stars() -> None:
    roles = f"{{items: {{properties: {{groups: {{additionalProperties: {POD_SPEC}}}}}}}}}"
    assert rows(f"{{properties: {{roles: {roles}}}}}") == [
        ("spec/roles/*/groups/*", "PodSpec", "template")
    ]


def test_env_of_an_operator_is_not_a_container() -> None:
    env = "{items: {properties: {name: {}, value: {}, valueFrom: {}}}}"
    spec = f"{{properties: {{name: {{}}, image: {{type: string}}, env: {env}}}}}"
    assert rows(spec) == []


@pytest.mark.parametrize(
    "item",
    [
        CONTAINER.replace("name: {type: string}, image", "title: {type: string}, image"),
        CONTAINER.replace("image: {type: string}", "image: {type: object}"),
        CONTAINER.replace("valueFrom: ", "secret: "),
        CONTAINER.replace(" value: ", " content: "),
        CONTAINER.replace("env: {type: array, items:", "env: {type: object, additionalProperties:"),
    ],
)
def test_a_list_of_something_else_is_not_one_of_containers(item: str) -> None:
    assert rows(f"{{properties: {{sidecars: {{items: {item}}}}}}}") == []


def test_a_list_of_containers_without_env_forbids_it() -> None:
    lists = "containers: {items: {properties: {name: {type: string}, resources: {}}}}"
    found = places(f"{{properties: {{{lists}}}}}")
    assert (found.rows, found.forbidden) == ([], ["spec/containers"])


def test_another_list_of_named_things_forbids_nothing() -> None:
    found = places("{properties: {ports: {items: {properties: {name: {type: string}}}}}}")
    assert found.forbidden == []


def test_status_and_metadata_are_not_looked_into() -> None:
    schema = f"{{properties: {{status: {POD_SPEC}, metadata: {POD_SPEC}}}}}"
    text = f"spec: {{versions: [{{name: v1, schema: {{openAPIV3Schema: {schema}}}}}]}}"
    found = read(compose(text), "v1")
    assert found is not None
    assert found.rows == []


def test_a_nested_status_is_not_looked_into() -> None:
    assert rows(f"{{properties: {{part: {{properties: {{status: {POD_SPEC}}}}}}}}}") == []


def test_an_embedded_object_is_not_looked_into() -> None:
    part = POD_SPEC.replace("{properties", "{x-kubernetes-embedded-resource: true, properties", 1)
    assert rows(f"{{properties: {{part: {part}}}}}") == []


def test_what_a_schema_leaves_open_is_said() -> None:
    found = places("{properties: {template: {x-kubernetes-preserve-unknown-fields: true}}}")
    assert (found.rows, found.opaque) == ([], ["spec/template"])


def test_each_version_has_its_own_schema() -> None:
    text = CRD.replace("SPEC", POD_SPEC) + "  - name: v2\n    schema: {openAPIV3Schema: {}}\n"
    found = read(compose(text), "v2")
    assert found is not None
    assert found.rows == []


def test_a_version_that_the_crd_does_not_have_is_not_read() -> None:
    assert read(compose(CRD.replace("SPEC", POD_SPEC)), "v3") is None


V1BETA1 = f"""\
apiVersion: apiextensions.k8s.io/v1beta1
kind: CustomResourceDefinition
spec:
  group: example.com
  names: {{kind: Fleet}}
  validation:
    openAPIV3Schema:
      properties: {{spec: {POD_SPEC}}}
"""


@pytest.mark.parametrize("versions", ["version: v1", "versions: [{name: v2}, {name: v1}]"])
def test_a_schema_for_all_versions_is_read(versions: str) -> None:
    found = read(compose(f"{V1BETA1}  {versions}\n"), "v1")
    assert found is not None
    assert found.rows == [("spec", "PodSpec", "template")]


def test_a_single_version_is_the_only_one() -> None:
    assert read(compose(f"{V1BETA1}  version: v1\n"), "v2") is None


@pytest.mark.parametrize("text", ["", "3", "[]", "{}", "spec:", "spec: {versions: 3}"])
def test_what_is_not_a_crd_has_no_versions(text: str) -> None:
    assert read(compose(text), "v1") is None


def test_a_version_without_a_schema_says_nothing() -> None:
    found = read(compose("spec: {versions: [{name: v1}]}"), "v1")
    assert found is not None
    assert (found.rows, found.forbidden, found.opaque) == ([], [], [])


def test_a_crd_says_which_group_and_kind_it_defines() -> None:
    assert defined(compose(CRD)) == ("example.com", "Fleet")
    assert defined(compose("{}")) == ("", "")


PLAIN = BLOCK.replace(",\n                        in two lines\n", "\n")


@pytest.mark.parametrize("more", ["", "            x-kubernetes-preserve-unknown-fields: true\n"])
def test_a_schema_that_is_read_by_its_lines_says_the_same(more: str) -> None:
    text = PLAIN + more
    member = "- " + text.replace("\n", "\n  ").rstrip(" ")
    due = said(read(compose(text), "v1"))
    assert due
    assert said(read(by_lines(text), "v1")) == said(read(by_lines(member), "v1")) == due
    assert read(by_lines(text), "v2") is None


def test_a_list_of_containers_without_env_or_image_is_found_by_its_lines() -> None:
    text = PLAIN.replace("sidecars:", "containers:")
    text = text.replace(" image:", " picture:").replace(" env:", " other:")
    found = read(by_lines(text), "v1")
    assert found is not None
    assert found.forbidden == ["spec/containers"]
    assert said(found) == said(read(compose(text), "v1"))


@pytest.mark.parametrize("written", ["image: &i\n", "? image\n                    :\n"])
def test_what_is_written_in_another_way_is_not_read_by_its_lines(written: str) -> None:
    text = PLAIN.replace("image:\n", written)
    assert text != PLAIN
    with pytest.raises(Unsure):
        read(by_lines(text), "v1")
