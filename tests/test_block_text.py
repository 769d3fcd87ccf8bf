"""Reading block style by its indentation gives what libyaml's events give, or nothing."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from krm_fn.errors import Malformed
from krm_fn.wire import manifests
from krm_fn.yaml.block_text import NotSimple, read
from krm_fn.yaml.compose import compose
from krm_fn.yaml.nodes import Alias, Mapping, Scalar, Sequence, is_merge_key

if TYPE_CHECKING:
    from krm_fn.yaml.nodes import Node

EXAMPLES = int(os.environ.get("SET_PROXY_ENV_EXAMPLES", "300"))
FIXTURES = Path(__file__).parent.parent / "fixtures"


def same(read_node: Node, composed: Node, text: str) -> None:
    """Raise AssertionError where two trees of a text differ; NotSimple where one isn't read."""
    assert not isinstance(composed, Alias)
    assert composed.anchor is None
    assert composed.tag is None
    assert read_node.start == composed.start
    if isinstance(composed, Scalar):
        assert isinstance(read_node, Scalar)
        assert read_node.value == composed.value
        assert read_node.style == composed.style
        assert read_node.end == composed.end
    elif isinstance(composed, Mapping):
        assert isinstance(read_node, Mapping)
        same_entries(read_node, composed, text)
    else:
        assert isinstance(read_node, Sequence)
        assert len(read_node.items) == len(composed.items)
        assert composed.flow or read_node.column == composed.column
        for one, other in zip(read_node.items, composed.items, strict=True):
            same(one, other, text)
    if not isinstance(composed, Scalar) and not composed.flow:
        assert line_below(text, read_node.end) == line_below(text, composed.end)


def same_entries(read_node: Mapping, composed: Mapping, text: str) -> None:
    assert not any(is_merge_key(key) for key, _ in composed.entries)
    assert len(read_node.entries) == len(composed.entries)
    for (key, value), (other_key, other_value) in zip(
        read_node.entries, composed.entries, strict=True
    ):
        same(key, other_key, text)
        same(value, other_value, text)
        assert isinstance(other_key, Scalar)
        assert read_node.count(other_key.value) == composed.count(other_key.value)


def line_below(text: str, end: int) -> int:
    at_line_start = end > 0 and text[end - 1] == "\n"
    return end if at_line_start else text.find("\n", end) + 1 or len(text)


def agrees(text: str) -> bool:
    """Whether the text is read; it must then be read right."""
    try:
        composed = compose(text)
    except Malformed:
        return False
    if composed is None:
        return False
    try:
        node = read(text)
        root = composed.items[0] if isinstance(composed, Sequence) else composed
        same(node, root, text)
    except NotSimple:
        return False
    return True


def items_of_fixtures() -> list[str]:
    texts = []
    for path in sorted(FIXTURES.glob("*/*.yaml")):
        data = path.read_bytes()
        try:
            items = manifests.cut(data)
        except Malformed:
            continue
        texts += [data[item.start : item.end].decode() for item in items]
    return texts


def test_every_fixture_is_read_as_its_events_say_or_not_at_all() -> None:
    read_ones = [text for text in items_of_fixtures() if agrees(text)]
    assert len(read_ones) > 100


@pytest.mark.parametrize(
    "text",
    [
        'a: "open\nb: 1"\n',
        "a: 'open\nb: 1'\n",
        "a: [1,\nb: 2]\n",
        "a: {x: 1,\n b: 2}\n",
        'a: [1, "x]", \n 2]\n',
        "a: [1 # ]\n  ]\n",
        "a: &x 1\nb: *x\n",
        "<<: {a: 1}\nb: 2\n",
        "? a\n: b\n",
        "a: !!str 1\n",
        '"a": 1\n',
        "a: one\n  two\n",
        "- a: 1\n- b: 2\n",
        "a: |\n  # content\n",
        "a: b: c\n",
        "a0: &a [x]\nb: 1\n",
        "a: x\r\nb: y\r\n",
        "a: x\u2028b: y\n",
        "a:\n  one\n",
        "a: {b: {c: {d: 1}}}\n",
        "a: {b: *x}\n",
        "a:\tb\n",
        "a : b\n",
        "b: 1\na\t: b\n",
        "- b: 1\n  a  :\n    c: d\n",
    ],
)
def test_what_may_hold_a_line_that_is_not_what_it_seems_is_not_read(text: str) -> None:
    assert not agrees(text)


@pytest.mark.parametrize(
    "text",
    [
        "a: 1\nb:\n  c: 'it''s'\n  d: \"q \\\" q\"\n",
        "- a: 1\n  b:\n  - x\n  - y: z\n    w:\n",
        "---\na: {}\nb: [1, {c: d}]\n",
        "# head\na: 1 # one\n# between\nb: a#b\n\n",
        "a:\n    b:\n      - c: 1\n        d: 2\n      - e\nf: g\n",
        "a: http://x:1/?b=c&d\nb: it's\nc: -c\nd: ?x\n",
    ],
)
def test_what_people_write_is_read(text: str) -> None:
    assert agrees(text)


PIECES = st.sampled_from(
    [
        *("\n", "  ", "- ", ": ", ":", "#", " #", '"', "'", "[", "]", "{", "}", ",", "&a", "*a"),
        *("|", ">", "|-", "? ", "!!str ", "<<: ", "---\n", "...\n", "\t", "\r", "a", "a: b"),
        *("\n- ", "\n  - ", "\n    ", "é", "\u2028", "\\", '\\"', "''", "kind: X\n", "env:\n"),
    ]
)
SEEDS = st.sampled_from(
    [
        "- kind: Pod\n  metadata:\n    name: web # x\n  spec:\n    containers:\n"
        "    - name: 'a'\n      env:\n      - name: A\n        value: \"b\"\n      args: [x, y]\n",
        "kind: Pod\nspec:\n  containers:\n    - image: a\n      command:\n        - sh\n"
        "        - -c\n        - |\n          # run\n          echo 'x\n      env: []\n",
    ]
)


@settings(max_examples=EXAMPLES, deadline=None)
@given(SEEDS, st.lists(st.tuples(st.integers(0, 200), st.integers(0, 6), PIECES), max_size=5))
def test_a_text_that_is_changed_anywhere_is_read_as_its_events_say_or_not_at_all(
    text: str, changes: list[tuple[int, int, str]]
) -> None:
    for place, gone, piece in changes:
        at = place % (len(text) + 1)
        text = text[:at] + piece + text[at + gone :]
    agrees(text)
