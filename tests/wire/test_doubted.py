"""A large item that only looks as if it had aliases or nested deep is checked without its events."""

from __future__ import annotations

import pytest

from krm_fn.errors import Malformed
from krm_fn.wire import item as items
from krm_fn.wire.item import DOCUMENT, Item
from krm_fn.yaml import compose
from krm_fn.yaml.text import BY_LINES_FROM

PUNCTUATION = "".join(
    f"  field{each}:\n    description: |-\n      *Experimental*: a <<thing>>, [[{{\n    type: [string]\n"
    for each in range(500)
)
LARGE = f"apiVersion: example.com/v1\nkind: Widget\nspec:\n{PUNCTUATION}"


def check(text: str) -> None:
    data = text.encode()
    assert len(data) >= BY_LINES_FROM
    Item(0, len(data), DOCUMENT).check(data)


def test_punctuation_in_descriptions_is_not_looked_at_event_by_event(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delattr(items, "compose")
    monkeypatch.delattr(compose, "_check_depth")
    check(LARGE)


def test_an_alias_without_an_anchor_is_refused() -> None:
    line = LARGE.count("\n") + 1
    message = f"^line {line}: the alias `\\*lost` must have its anchor before it$"
    with pytest.raises(Malformed, match=message):
        check(f"{LARGE}  last: *lost\n")


def test_an_alias_with_an_anchor_is_taken() -> None:
    check(f"{LARGE}  first: &kept a\n  last: *kept\n")


def test_what_is_no_yaml_is_refused() -> None:
    with pytest.raises(Malformed, match=f"^line {LARGE.count(chr(10)) + 2}: "):
        check(f"{LARGE}  last: a\n   wrong: b\n")


@pytest.mark.parametrize("deep", ["[" * 1500 + "]" * 1500, "\n  " + "- " * 1500 + "a"])
def test_what_nests_too_deep_is_refused(deep: str) -> None:
    with pytest.raises(Malformed, match=r"^line \d+: collections nest deeper than 1000 levels$"):
        check(f"{LARGE}  deep: {deep}\n")
