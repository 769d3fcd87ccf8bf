"""The lines of a text: what each has, and where that stands."""

from __future__ import annotations

import pytest

from krm_fn.yaml.compose import Unsure
from krm_fn.yaml.line import BLANK, MARKS
from krm_fn.yaml.nodes import Mapping, Scalar, Sequence
from krm_fn.yaml.page import Page

TEXT = """\
---
a: b # c

# d
list:
- 'e'
- f: [g, "h"]
text: |
  - i: j

    # k
"""


def test_the_shape_tells_keys_from_dashes_and_how_far_in_they_stand() -> None:
    shape = Page("a:\n  b: c\nd:\n- e\n  - f: g").shape
    dash, dash_further_in = chr(ord(MARKS[0]) + 128), chr(ord(MARKS[2]) + 128)
    assert [*shape] == [MARKS[0], MARKS[2], MARKS[0], dash, dash_further_in]


def test_comments_and_lines_of_block_scalars_are_blank() -> None:
    shape = Page(TEXT).shape
    written = [line for line, mark in zip(TEXT.split("\n"), shape, strict=True) if mark != BLANK]
    assert written == ["a: b # c", "list:", "- 'e'", '- f: [g, "h"]', "text: |"]


def test_a_value_is_where_it_is_written() -> None:
    page = Page(TEXT)
    values = [page.scalar(number) for number in (1, 5, 6)]
    assert all(values)
    assert [TEXT[value.start : value.end] for value in values if value] == [
        "b",
        "'e'",
        '[g, "h"]',
    ]


def test_what_stands_in_brackets_is_where_it_is_written() -> None:
    flow = Page(TEXT).scalar(6)
    assert isinstance(flow, Sequence)
    _, member = flow.items
    assert isinstance(member, Scalar)
    assert (member.value, TEXT[member.start : member.end]) == ("h", '"h"')


def test_a_block_scalar_is_read_with_its_key() -> None:
    page = Page(TEXT)
    assert page.scalar(7) is None
    around = page.around_block(7, 0, len(page.lines) - 1)
    assert isinstance(around, Mapping)
    value = around.get("text")
    assert isinstance(value, Scalar)
    assert value.value == "- i: j\n\n  # k\n"
    assert TEXT[value.start :] == "|\n  - i: j\n\n    # k\n"


def test_what_is_before_a_line_ends_before_comments_and_blank_lines() -> None:
    page = Page(TEXT)
    assert TEXT[: page.end(4)] == "---\na: b"
    assert TEXT[: page.end(5)] == "---\na: b # c\n\n# d\nlist:"
    assert page.end(8) is None  # a block scalar says itself where it ends


def test_nothing_may_stand_below_a_value() -> None:
    page = Page("a: b\n\n# c\nd: e\n")
    page.check_below(0, 3)
    with pytest.raises(Unsure):
        page.check_below(0, 4)


@pytest.mark.parametrize("odd", ["\t", "\r", "\x85", "\u2028", "\u2029", "\ufeff"])
def test_a_text_with_a_tab_a_byte_order_mark_or_an_odd_line_end_is_not_read(odd: str) -> None:
    with pytest.raises(Unsure):
        Page(f"a: 'é{odd}b'\n")
