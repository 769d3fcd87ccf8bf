"""What is said of a large text without its long block scalars holds for the whole of it."""

from __future__ import annotations

import pytest

from krm_fn.errors import Malformed
from krm_fn.wire.item import LARGE, MEMBER, Item
from krm_fn.yaml import compose
from krm_fn.yaml.long_scalars import LONG, is_well_formed

HEAD = "- apiVersion: v1\n  kind: ConfigMap\n  metadata:\n    name: large\n  data:\n"
LINE = "    key: *no-alias {[ \"'\n"
BODY = LINE * (LONG // len(LINE) + 1)


def config_map(body: str, key: str = "all.yaml: |", tail: str = "    more: b\n") -> bytes:
    return f"{HEAD}    {key}\n{body}{tail}".encode()


def indented(body: str = BODY) -> str:
    return "".join(f"  {line}" for line in body.splitlines(keepends=True))


def said(text: bytes) -> bool:
    return is_well_formed(text, 0, len(text))


@pytest.mark.parametrize("key", ["all.yaml: |", "all.yaml: |-", "all.yaml: >+", "all.yaml:  |  "])
def test_a_long_body_is_content(key: str) -> None:
    assert said(config_map(indented(), key))


@pytest.mark.parametrize(
    "line", ["\n", "      \n", "         further in\n", "      # no comment\n", "      café\n"]
)
def test_what_may_be_in_a_body(line: str) -> None:
    text = config_map(indented() + line + indented())
    assert said(text)
    compose.check_syntax(text)


@pytest.mark.parametrize(
    "line",
    [
        "      \x07\n",
        "      \x85\n",
        "      a\rb\n",
        "      a\u2028b\n",
        "      \ufeff\n",
        "    [\n",
        "    a: 'open\n",
        "  \tb\n",
    ],
    ids=ascii,
)
def test_what_must_be_looked_at_as_a_whole(line: str) -> None:
    assert not said(config_map(indented() + line + indented()))


@pytest.mark.parametrize(
    "text",
    [
        config_map(BODY.replace("    ", "   ")),
        config_map(indented(), "quoted: 'opened\n    all.yaml: |"),
        config_map(indented(), "all.yaml: |", "    again: [\n"),
        config_map(indented(), "# all.yaml: |"),
        config_map(indented(), "all.yaml: |4"),
        config_map("      short\n"),
    ],
    ids=["body stands too far out", "in quotes", "open behind it", "comment", "digit", "short"],
)
def test_where_nothing_is_said(text: bytes) -> None:
    assert not said(text)


def test_no_byte_that_is_not_utf8_is_overlooked() -> None:
    assert not said(config_map(indented() + "      ?\n" + indented()).replace(b"?", b"\xff"))


def test_a_large_item_is_checked_with_its_line_in_the_message() -> None:
    body = indented() * (LARGE // len(BODY))
    text = config_map(body, tail="    more: [\n")
    item = Item(0, len(text), MEMBER)
    line = text.count(b"\n") + 1
    with pytest.raises(Malformed, match=f"line {line}: "):
        item.check(text)
    text = config_map(body)
    Item(0, len(text), MEMBER).check(text)
