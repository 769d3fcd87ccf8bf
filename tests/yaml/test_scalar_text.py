"""Splices of a scalar's value as splices of the text that it stands in."""

from __future__ import annotations

import json
import random

import pytest

from krm_fn.yaml.compose import compose
from krm_fn.yaml.nodes import Mapping, Scalar
from krm_fn.yaml.scalar_text import OtherStyle, splices_of
from krm_fn.yaml.text_edits import spliced

VALUE = "# é\n\na:\n  - b\n  - \"c\\\\d\"\n\n\ne: 'it''s'\n"


def scalar(text: str) -> Scalar:
    root = compose(text)
    assert isinstance(root, Mapping)
    node = root.entries[0][1]
    assert isinstance(node, Scalar)
    return node


def literal(value: str, header: str, indent: int, line_end: str, end: str) -> str:
    lines = [" " * indent + line if line else "" for line in value.split("\n")]
    return f"key: {header}{line_end}{line_end.join(lines)}{end}"


TEXTS = {
    "a literal": literal(VALUE, "|", 2, "\n", "other: x\n"),
    "a literal with its indentation": literal(VALUE, "|4 # why", 4, "\n", "other: x\n"),
    "a literal with windows line ends": literal(VALUE, "|", 3, "\r\n", "other: x\r\n"),
    "a literal at the end": literal(VALUE, "|", 1, "\n", ""),
    "a literal without its last line end": literal(VALUE[:-1], "|-", 2, "\n", "\nother: x\n"),
    "a literal without a line end at all": literal(VALUE[:-1], "|", 2, "\n", ""),
    "a literal with blank lines kept": literal(f"{VALUE}\n\n", "|+", 2, "\n", "other: x\n"),
    "a literal with blank lines dropped": literal(f"{VALUE}\n\n", "|", 2, "\n", "other: x\n"),
    "a literal with an anchor and a tag": literal(VALUE, "&a !!str |", 2, "\n", "b: *a\n"),
    "double quotes": f"key: {json.dumps(VALUE)} # why\nother: x\n",
    "double quotes with characters as they are": f"key: {json.dumps(VALUE, ensure_ascii=False)}\n",
    "single quotes": "{key: '{a: \"b\", c: ''d''}', other: x}\n",
}


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
def test_edited_lines_of_the_value_are_edited_in_the_text(text: str) -> None:
    node = scalar(text)
    some = random.Random(4)
    whole = node.style == "|"
    for _ in range(400):
        edits = some_edits(node.value, some, whole)
        made = spliced(node.value, edits)
        after = spliced(text, splices_of(text, node, edits))
        assert scalar(after).value == made
        assert scalar(after).style == node.style
        assert after.endswith(text[node.end :])
        assert after.startswith(text[: node.start + 1])


def some_edits(value: str, some: random.Random, whole: bool) -> list[tuple[int, int, str]]:
    """Lines put in, taken out and replaced, and characters; not so that a literal would be indented
    by, or end with, something else.
    """
    starts = [0, *(at + 1 for at, one in enumerate(value) if one == "\n")]
    edits: list[tuple[int, int, str]] = []
    first = starts.index(value.index("a:")) + 1 if whole else 0
    last = value.rstrip("\n").count("\n")
    for line in range(first, last):
        start, end = starts[line], starts[line + 1]
        kind = some.choice(("keep", "keep", "before", "out", "inside", "instead"))
        if kind == "before":
            edits.append((start, start, "new: 'x'\n" if whole else "new: \"'x'"))
        elif kind == "out" and value[start:end].strip():
            edits.append((start, end, ""))
        elif kind == "inside" and value[start:end].strip():
            edits.append((end - 1, end - 1, " y" if not whole else " y\nz: a"))
        elif kind == "instead" and value[start:end].strip():
            edits.append((start, end, "one: 1\n\n  two: 2\n" if whole else "é"))
    if not whole:
        at = some.randrange(len(value))
        if not any(start <= at <= end for start, end, _ in edits):
            edits.append((at, at + 1, 'it\'s "é"'))
    return edits


@pytest.mark.parametrize(
    "text",
    [
        "key: >\n  a\n  b\n",
        "key: plain\n",
        'key: "a\n  b"\n',
        'key: "a\\\n  b"\n',
        "key: 'a\n\n  b'\n",
        "key: |\n  a\u2028  b\n",
        "key: |\n\n",
    ],
)
def test_a_scalar_in_another_style_is_refused(text: str) -> None:
    with pytest.raises(OtherStyle):
        splices_of(text, scalar(text), [(0, 0, "x\n")])


def test_a_line_end_is_not_put_into_single_quotes() -> None:
    text = "key: 'a: b'\n"
    with pytest.raises(OtherStyle):
        splices_of(text, scalar(text), [(4, 4, "\nc: d")])


def test_a_surrogate_pair_of_json_is_one_character() -> None:
    text = '{"key": "\\ud83d\\ude00\\u00e9 a"}'
    value = json.loads(text)["key"]
    start = text.index(": ") + 2
    node = Scalar(start, len(text) - 1, value, '"')
    after = spliced(text, splices_of(text, node, [(1, 1, "\n"), (3, 4, "b")]))
    assert after == '{"key": "\\ud83d\\ude00\\n\\u00e9 b"}'
