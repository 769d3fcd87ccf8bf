"""Planning with references, with what comes by `envFrom`, and with options of a JVM."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from planned_env import MODES, NO, OTHER_SECRET, SECRET, Pair, applied, entries, pairs

from krm_fn.environment.env_plan import EnvVar, Variable
from krm_fn.environment.proxy_env import plan

BY_SECRET = Variable("http_proxy", "HTTP_PROXY", "", source=SECRET)
HTTP = Variable("http_proxy", "HTTP_PROXY", "http://p:1")
OPTIONS = ("-Dhttp.proxyHost=p", "-Dhttp.proxyPort=1")
JAVA = Variable("JAVA_TOOL_OPTIONS", "JAVA_TOOL_OPTIONS", " ".join(OPTIONS), OPTIONS, options=True)
NODE = Variable("NODE_USE_ENV_PROXY", "NODE_USE_ENV_PROXY", "1")


def from_map(key: str) -> object:
    return {"configMapKeyRef": {"name": "settings", "key": key}}


def inherited(**values: str) -> list[EnvVar]:
    return [EnvVar(name, value, from_map(name)) for name, value in values.items()]


def planned(
    *present: Pair,
    wanted: Sequence[Variable] = (HTTP,),
    existing: str = "merge",
    given: Sequence[EnvVar] = (),
    windows: bool = False,
) -> tuple[list[Pair], list[str]]:
    """The entries after a plan, and the kinds of what it found."""
    env = entries(*present)
    made = plan(env, wanted, existing, inherited=given, windows=windows)
    return pairs(applied(env, made)), [finding.kind for finding in made.findings]


def test_both_spellings_get_the_same_reference() -> None:
    assert planned(wanted=[BY_SECRET]) == ([("http_proxy", SECRET), ("HTTP_PROXY", SECRET)], [])


def test_windows_gets_one_reference() -> None:
    assert planned(wanted=[BY_SECRET], windows=True) == ([("HTTP_PROXY", SECRET)], [])


@pytest.mark.parametrize("existing", MODES)
def test_an_equal_reference_is_enough(existing: str) -> None:
    theirs = {"secretKeyRef": {"optional": False, "key": "url", "name": "proxy"}}
    assert planned(("http_proxy", theirs), wanted=[BY_SECRET], existing=existing) == (
        [("http_proxy", theirs), ("HTTP_PROXY", theirs)],
        [],
    )


@pytest.mark.parametrize("content", ["http://authors:1", OTHER_SECRET])
def test_merge_keeps_what_differs_from_a_reference(content: object) -> None:
    assert planned(("http_proxy", content), wanted=[BY_SECRET]) == (
        [("http_proxy", content), ("HTTP_PROXY", content)],
        ["kept"],
    )


@pytest.mark.parametrize("content", ["http://authors:1", OTHER_SECRET])
def test_replace_puts_a_reference_in_its_place(content: object) -> None:
    assert planned(("http_proxy", content), wanted=[BY_SECRET], existing="replace") == (
        [("http_proxy", SECRET), ("HTTP_PROXY", SECRET)],
        [],
    )


def test_error_refuses_another_reference() -> None:
    _, found = planned(("http_proxy", OTHER_SECRET), wanted=[BY_SECRET], existing="error")
    assert found == ["differs"]


@pytest.mark.parametrize("existing", ["merge", "keep"])
def test_the_other_spelling_of_an_inherited_url_refers_to_the_same_key(existing: str) -> None:
    given = inherited(HTTP_PROXY="http://authors:1")
    assert planned(existing=existing, given=given) == (
        [("http_proxy", from_map("HTTP_PROXY"))],
        ["kept"],
    )


def test_replace_covers_an_inherited_url_with_entries() -> None:
    given = inherited(HTTP_PROXY="http://authors:1")
    assert planned(existing="replace", given=given) == (
        [("HTTP_PROXY", "http://p:1"), ("http_proxy", "http://p:1")],
        [],
    )


def test_error_refuses_an_inherited_url_that_differs() -> None:
    _, found = planned(existing="error", given=inherited(HTTP_PROXY="http://authors:1"))
    assert found == ["differs"]


@pytest.mark.parametrize("existing", MODES)
def test_an_equal_inherited_url_is_enough(existing: str) -> None:
    given = inherited(HTTP_PROXY="http://p:1")
    assert planned(existing=existing, given=given) == (
        [("http_proxy", from_map("HTTP_PROXY"))],
        [],
    )


def test_an_inherited_list_is_merged_into_entries() -> None:
    assert planned(wanted=[NO], given=inherited(NO_PROXY="db,svc")) == (
        [("NO_PROXY", "db,svc,local"), ("no_proxy", "db,svc,local")],
        [],
    )


@pytest.mark.parametrize("theirs", ["", "*", "local,svc"])
def test_an_inherited_list_to_which_nothing_is_added_stays(theirs: str) -> None:
    env, _ = planned(wanted=[NO], given=inherited(NO_PROXY=theirs))
    assert env == [("no_proxy", from_map("NO_PROXY"))]


def test_an_entry_counts_more_than_what_is_inherited() -> None:
    given = inherited(HTTP_PROXY="http://inherited:1")
    assert planned(("HTTP_PROXY", "http://p:1"), given=given) == (
        [("HTTP_PROXY", "http://p:1"), ("http_proxy", "http://p:1")],
        [],
    )


def test_on_windows_an_inherited_name_counts_in_any_case() -> None:
    given = inherited(http_proxy="http://authors:1")
    assert planned(windows=True, given=given) == ([], ["kept"])


def test_options_go_behind_the_author_s() -> None:
    assert planned(("JAVA_TOOL_OPTIONS", "-Xmx1g"), wanted=[JAVA]) == (
        [("JAVA_TOOL_OPTIONS", "-Xmx1g -Dhttp.proxyHost=p -Dhttp.proxyPort=1")],
        [],
    )


def test_an_empty_value_is_no_opt_out_of_options() -> None:
    assert planned(("JAVA_TOOL_OPTIONS", ""), wanted=[JAVA]) == (
        [("JAVA_TOOL_OPTIONS", "-Dhttp.proxyHost=p -Dhttp.proxyPort=1")],
        [],
    )


@pytest.mark.parametrize("existing", MODES)
def test_nothing_is_appended_to_a_reference(existing: str) -> None:
    assert planned(("JAVA_TOOL_OPTIONS", SECRET), wanted=[JAVA], existing=existing) == (
        [("JAVA_TOOL_OPTIONS", SECRET)],
        ["closed"],
    )


def test_inherited_options_are_copied_into_an_entry() -> None:
    given = inherited(JAVA_TOOL_OPTIONS="-Xmx1g")
    assert planned(wanted=[JAVA], given=given) == (
        [("JAVA_TOOL_OPTIONS", "-Xmx1g -Dhttp.proxyHost=p -Dhttp.proxyPort=1")],
        [],
    )


def test_a_variable_of_one_spelling_is_set_once() -> None:
    assert planned(wanted=[NODE]) == ([("NODE_USE_ENV_PROXY", "1")], [])


CONTENT = st.sampled_from(
    ["", "*", "http://p:1", "http://authors:1", "svc", "local,svc", "-Xmx1g", "-Dhttp.proxyHost=o"]
)
NAMES = ["http_proxy", "HTTP_PROXY", "no_proxy", "NO_PROXY", "JAVA_TOOL_OPTIONS", "A"]
SOURCES = st.sampled_from([SECRET, OTHER_SECRET, *map(from_map, NAMES)])
ENV = st.lists(
    st.tuples(st.sampled_from(NAMES), st.one_of(CONTENT, SOURCES)),
    max_size=4,
    unique_by=lambda pair: pair[0],
)
GIVEN = st.dictionaries(st.sampled_from(NAMES), CONTENT, max_size=4)
WANTED = st.lists(
    st.sampled_from([HTTP, NO, JAVA, NODE]), max_size=4, unique_by=lambda each: each.lower
)


@settings(max_examples=300)
@given(ENV, GIVEN, WANTED, st.sampled_from(["merge", "keep", "replace"]), st.booleans())
def test_a_second_plan_changes_nothing(
    env: list[Pair], given: dict[str, str], wanted: list[Variable], existing: str, by_secret: bool
) -> None:
    if by_secret:
        wanted = [BY_SECRET if each is HTTP else each for each in wanted]
    once, _ = planned(*env, wanted=wanted, existing=existing, given=inherited(**given))
    twice, _ = planned(*once, wanted=wanted, existing=existing, given=inherited(**given))
    assert twice == once
