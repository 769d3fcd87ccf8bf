"""A definition without what says nothing about containers says the same of them."""

from __future__ import annotations

import re

import pytest
from custom_definitions import BLOCK, CRD, LIST

from krm_fn.errors import Malformed
from krm_fn.workloads.crd_condensed import condensed, load
from krm_fn.workloads.crd_schema import defined, read
from krm_fn.yaml.compose import compose

SPACED = """\
spec:
  group: example.com
  names: {kind: Gadget}
  versions:
  - name: v1
    schema:
      openAPIV3Schema:
        properties:
          spec:
            properties:
              pod:
                properties:
LINE
                  containers:
                    items:
                      properties:
                        name: {type: string}
                        image: {type: string}
                        env:
                          items: {properties: {value: {}, valueFrom: {}}}
"""


@pytest.mark.parametrize("line", ["", "    ", "        # why", "\n\n"])
def test_blank_lines_and_comments_in_a_schema_hide_nothing(line: str) -> None:
    found = read(load(SPACED.replace("LINE", line)), "v1")
    assert found is not None
    assert found.rows == [("spec/pod", "PodSpec", "template")]


def test_a_schema_in_block_style_is_condensed_to_what_tells_of_containers() -> None:
    assert (
        condensed(BLOCK)
        == """\
spec:
  group: example.com
  names:
    kind: Fleet
  versions:
  - name: v1
    schema:
      openAPIV3Schema:
        properties:
          spec:
            properties:
              sidecars:
                items:
                  properties:
                    env:
                      items:
                        properties:
                          name:
                          value:
                          valueFrom:
                            properties:
                    image:
                      type: string
                    name:
"""
    )


def test_a_condensed_schema_says_the_same() -> None:
    found = read(load(BLOCK), "v1")
    assert found is not None
    assert found.rows == [("spec/sidecars", "ContainerList", "template")]


@pytest.mark.parametrize("behind", ["\n", " # a comment", "\n    # a comment\n\n", "  "])
def test_what_says_nothing_may_stand_behind_the_image(behind: str) -> None:
    plain = BLOCK.replace("                      description: what runs,\n", "")
    plain = plain.replace("                        in two lines\n", "")
    text = plain.replace("image:", f"image:{behind}")
    assert text != plain
    found, due = read(load(text), "v1"), read(compose(BLOCK), "v1")
    assert found is not None
    assert due is not None
    assert found.rows == due.rows == [("spec/sidecars", "ContainerList", "template")]


@pytest.mark.parametrize("line_end", ["\r\n", "\r", "\x85", "\u2028"])
@pytest.mark.parametrize("key", ["image", "value", "name", "env", "items"])
def test_line_ends_of_several_systems_hide_nothing(key: str, line_end: str) -> None:
    text = BLOCK.replace(f" {key}:\n", f" {key}:{line_end}")
    assert text != BLOCK
    found, due = read(load(text), "v1"), read(compose(BLOCK), "v1")
    assert found is not None
    assert due is not None
    assert found.rows == due.rows


def test_a_schema_that_is_not_yaml_when_condensed_is_read_whole() -> None:
    text = "a: 'x\ndescription: b'\n" + BLOCK
    with pytest.raises(Malformed):
        compose(condensed(text))
    assert defined(load(text)) == ("example.com", "Fleet")


def test_what_is_not_yaml_is_refused() -> None:
    with pytest.raises(Malformed):
        load("a: [")


def test_a_flow_collection_over_several_lines_is_no_block() -> None:
    lines = CRD.replace("SPEC", f"{{properties: {{sidecars: {LIST}}}}}")
    text = lines.replace("image: {type: string}", "image: {\n type: string\n }")
    assert "string" in text.partition("image: {\n")[2].partition("}")[0]
    found = read(load(text), "v1")
    assert found is not None
    assert found.rows == [("spec/sidecars", "ContainerList", "template")]


@pytest.mark.parametrize(
    "key", ["'image':", '"image":', "image :", "image: &x", "image: !!map", "? image\nINDENT:"]
)
def test_an_image_however_it_is_written_keeps_its_type(key: str) -> None:
    found = re.search(r"\n( +)image:\n", BLOCK)
    assert found
    text = BLOCK.replace(found[0], f"\n{found[1]}{key.replace('INDENT', found[1])}\n")
    expected, due = read(compose(BLOCK), "v1"), read(load(text), "v1")
    assert expected is not None
    assert due is not None
    assert due.rows == expected.rows != []
