from __future__ import annotations

import pytest
from counted import IN_PROPORTION, growth
from hypothesis import given
from hypothesis import strategies as st

from krm_fn.environment import no_proxy

ITEM = st.sampled_from(["a", "b", "a.b", "svc", ".svc", "local", "10.0.0.0/8", "$(HOST)", "*"])
ITEMS = st.lists(ITEM, unique=True, max_size=5).map(tuple)
TEXT = st.lists(st.one_of(ITEM, st.sampled_from([",", " ", ", ", ",,", "\n"])), max_size=9).map(
    "".join
)


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("a,b", ["a", "b"]),
        ("a b", ["a", "b"]),
        (" a ,\tb\n,", ["a", "b"]),
        ("a,,b", ["a", "b"]),
        ("", []),
        (" , ", []),
    ],
)
def test_items_are_separated_by_commas_and_white_space(text: str, items: list[str]) -> None:
    assert no_proxy.split(text) == items


@pytest.mark.parametrize(
    ("text", "appended"),
    [
        pytest.param("corp", ",svc,local", id="nothing is there yet"),
        pytest.param("corp,svc", ",local", id="one is there"),
        pytest.param("local,svc", "", id="all are there, in another order"),
        pytest.param("local , svc", "", id="items are compared without the space around them"),
        pytest.param("corp,", "svc,local", id="a trailing comma is used"),
        pytest.param("corp, ", "svc,local", id="a trailing comma and space are used"),
        pytest.param("corp ", ",svc,local", id="a trailing space gets a comma"),
        pytest.param("a b", ",svc,local", id="white space as a separator stays"),
        pytest.param("mysvc", ",svc,local", id="the end of an item is not an item"),
        pytest.param("a,*", ",svc,local", id="* among others"),
        pytest.param("", "", id="an empty text is an opt-out"),
        pytest.param(" ", "", id="so is white space"),
        pytest.param("*", "", id="* bypasses everything"),
        pytest.param(" * ", "", id="* bypasses everything, with space around it"),
    ],
)
def test_missing_items_are_appended(text: str, appended: str) -> None:
    assert no_proxy.suffix(text, ("svc", "local")) == appended


@pytest.mark.parametrize(
    ("text", "appended", "rest"),
    [
        pytest.param("corp,svc,local", ",svc,local", "corp", id="as it was appended"),
        pytest.param("corp,svc,local", "svc,local", "corp,", id="after the author's comma"),
        pytest.param("corp, svc", "svc", "corp, ", id="after the author's comma and space"),
        pytest.param("corp,svc,local,b", ",svc,local", "corp,b", id="the author added an item"),
        pytest.param("corp, svc, local, b", ",svc,local", "corp, b", id="and spaces"),
        pytest.param(
            "svc,corp", ",svc,local", "corp", id="the author moved one, removed the other"
        ),
        pytest.param("svc,corp,svc", ",svc", "svc,corp", id="the author's own stays"),
        pytest.param("corp,mysvc", "svc", "corp,mysvc", id="the end of an item is not an item"),
        pytest.param("svc", ",svc", "", id="the author removed all others"),
        pytest.param("corp", ",svc", "corp", id="the author removed it"),
    ],
)
def test_appended_items_are_taken_out_again(text: str, appended: str, rest: str) -> None:
    assert no_proxy.without(text, appended) == rest


@given(TEXT, ITEMS)
def test_merging_keeps_the_text_and_drops_nothing(text: str, items: tuple[str, ...]) -> None:
    appended = no_proxy.suffix(text, items)
    before = no_proxy.split(text)
    after = no_proxy.split(text + appended)
    assert after[: len(before)] == before
    assert after[len(before) :] == [i for i in items if i not in before and appended]


@given(TEXT, ITEMS)
def test_merging_twice_adds_nothing(text: str, items: tuple[str, ...]) -> None:
    merged = text + no_proxy.suffix(text, items)
    assert no_proxy.suffix(merged, items) == ""


@given(TEXT, ITEMS)
def test_what_was_merged_comes_out_again_byte_for_byte(text: str, items: tuple[str, ...]) -> None:
    appended = no_proxy.suffix(text, items)
    assert no_proxy.without(text + appended, appended) == text


@given(TEXT, ITEMS, TEXT)
def test_an_authors_items_survive_an_edit(text: str, items: tuple[str, ...], more: str) -> None:
    appended = no_proxy.suffix(text, items)
    edited = no_proxy.split(f"{text}{appended},{more}")
    rest = no_proxy.split(no_proxy.without(f"{text}{appended},{more}", appended))
    for item in no_proxy.split(appended):
        edited.remove(item)
    assert sorted(rest) == sorted(edited)


class Counted(str):
    """A text that counts how often it is compared."""

    __slots__ = ()
    comparisons = 0
    __hash__ = str.__hash__

    def __eq__(self, other: object) -> bool:
        Counted.comparisons += 1
        return str.__eq__(self, other)


def test_merging_takes_time_in_proportion_to_the_items() -> None:
    items = [Counted(f"service-{number}") for number in range(2000)]
    assert no_proxy.suffix(",".join(items), items) == ""
    assert no_proxy.suffix("corp", items) == f",{','.join(items)}"
    assert Counted.comparisons < 4 * len(items)


def test_taking_items_out_takes_time_in_proportion_to_them() -> None:
    def take_out(count: int) -> None:
        appended = "".join(f",service-{number}" for number in range(count))
        assert no_proxy.without(f"corp{appended},more", appended) == "corp,more"

    assert growth(take_out, 500) < IN_PROPORTION
