"""A list is cut at the same places however its lines are looked for."""

from __future__ import annotations

import pytest
from places import FIXTURES

from krm_fn.errors import Malformed
from krm_fn.wire import block_list

HEAD = b"kind: ResourceList\nitems:\n"
FIRST = b"- apiVersion: v1\n  kind: Pod\n"
SECOND = b"- apiVersion: v1\n  kind: Secret\n"
LISTS = [
    pytest.param(FIRST, [FIRST], id="one member"),
    pytest.param(FIRST + SECOND, [FIRST, SECOND], id="two"),
    pytest.param(FIRST + SECOND + b"results: []\n", [FIRST, SECOND], id="another key behind them"),
    pytest.param(FIRST + b"# c\n\n" + SECOND, [FIRST + b"# c\n\n", SECOND], id="a comment between"),
    pytest.param(FIRST + b"---\nnull\n", [FIRST], id="a marker behind it"),
    pytest.param(FIRST + b"-\n  a: b\n", [], id="a dash alone"),
    pytest.param(FIRST + b"-\ta: b\n", [], id="a dash before a tab"),
    pytest.param(FIRST + b"-", [], id="a dash at the end"),
    pytest.param(FIRST + b" ", [FIRST + b" "], id="a blank at the end"),
    pytest.param(FIRST + b"x", [FIRST], id="a word at the end"),
    pytest.param(FIRST[:-1], [FIRST[:-1]], id="no line end"),
    pytest.param(
        FIRST + b"  data: |\n    a\n\n" + SECOND,
        [FIRST + b"  data: |\n    a\n\n", SECOND],
        id="text",
    ),
]


def pieces(data: bytes) -> list[bytes] | None:
    """The members that a list is cut into, if it can be."""
    place = block_list.place_of(data, 0, len(data))
    if place is None:
        return None
    _, first, indent, _ = place
    try:
        items, end = block_list.members(data, first, len(data), indent)
    except Malformed:
        return None
    assert not items or items[-1].end == end
    return [data[item.start : item.end] for item in items]


@pytest.fixture(params=["in small lists", "in large lists"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """How lines are looked for."""
    at = 0 if request.param == "in large lists" else 1 << 60
    monkeypatch.setattr(block_list, "BY_PATTERN_FROM", at)


@pytest.mark.usefixtures("way")
@pytest.mark.parametrize(("members", "due"), LISTS)
def test_a_list_is_cut_at_its_dashes(members: bytes, due: list[bytes]) -> None:
    assert pieces(HEAD + members) == due


@pytest.mark.usefixtures("way")
@pytest.mark.parametrize("behind", [b"", b"results: []\n", b" odd: []\n"])
def test_a_list_that_stands_further_in_is_cut_alike(behind: bytes) -> None:
    due = [b"".join(b"  " + line for line in each.splitlines(True)) for each in (FIRST, SECOND)]
    due[0] += b"# c\n\n - c\n"
    assert pieces(HEAD + b"".join(due) + behind) == [due[0].removesuffix(b" - c\n")]
    due[0] = due[0].removesuffix(b" - c\n")
    assert pieces(HEAD + b"".join(due) + behind) == due


def test_every_fixture_is_cut_alike(monkeypatch: pytest.MonkeyPatch) -> None:
    inputs = [path.read_bytes() for path in FIXTURES.rglob("input.yaml")]
    small = [*map(pieces, inputs)]
    monkeypatch.setattr(block_list, "BY_PATTERN_FROM", 0)
    assert [*map(pieces, inputs)] == small
    assert sum(bool(each) for each in small) > 20
