"""What docs/pipelines.md shows is what the examples hold."""

from __future__ import annotations

import re

import pytest
from places import ROOT

DOCS = ROOT / "docs"
PIPELINES = (DOCS / "pipelines.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^<!-- (\S+) -->\n```\w+\n(.*?)^```", PIPELINES, re.DOTALL | re.MULTILINE)


@pytest.mark.parametrize(("source", "block"), BLOCKS)
def test_a_block_is_part_of_the_file_that_it_names(source: str, block: str) -> None:
    assert block in (ROOT / source).read_text(encoding="utf-8")


def test_every_block_that_can_be_pasted_names_its_file() -> None:
    assert len(re.findall(r"^```(?:yaml|sh)$", PIPELINES, re.MULTILINE)) == len(BLOCKS)


@pytest.mark.parametrize("page", ["pipelines.md", "scaling.md"])
def test_what_is_linked_is_there(page: str) -> None:
    text = (DOCS / page).read_text(encoding="utf-8")
    linked = re.findall(r"\]\(([^)#:]+)\)", text)
    assert [target for target in linked if not (DOCS / target).exists()] == []
