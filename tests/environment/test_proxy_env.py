from __future__ import annotations

from collections.abc import Sequence

import kubelet
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from planned_env import (
    ENV,
    HTTP,
    MODE,
    MODES,
    NO,
    OTHER_SECRET,
    SECRET,
    WANTED,
    Pair,
    applied,
    counts,
    entries,
    pairs,
)

from krm_fn.environment import no_proxy
from krm_fn.environment.env_plan import Append, EnvVar, Variable
from krm_fn.environment.proxy_env import plan


def after(existing: str, variable: Variable, *present: Pair, windows: bool = False) -> list[Pair]:
    env = entries(*present)
    return pairs(applied(env, plan(env, [variable], existing, windows=windows)))


def found(existing: str, variable: Variable, *present: Pair) -> list[tuple[str, tuple[str, ...]]]:
    made = plan(entries(*present), [variable], existing)
    return [(finding.kind, finding.names) for finding in made.findings]


# A variable that isn't there


@pytest.mark.parametrize("existing", MODES)
def test_both_spellings_are_added_at_the_end(existing: str) -> None:
    assert after(existing, HTTP, ("A", "b")) == [
        ("A", "b"),
        ("http_proxy", "http://p:1"),
        ("HTTP_PROXY", "http://p:1"),
    ]


def test_all_variables_are_added_in_their_order() -> None:
    made = plan([], [HTTP, NO], "merge")
    assert [name for name, _ in pairs(applied([], made))] == [
        "http_proxy",
        "HTTP_PROXY",
        "no_proxy",
        "NO_PROXY",
    ]
    assert counts(made) == (4, 0, 0, 0)


def test_a_variable_that_is_not_configured_is_not_touched() -> None:
    env = entries(("https_proxy", "http://mine:1"))
    assert plan(env, [], "replace").edits == []


# merge and keep


@pytest.mark.parametrize("existing", ["merge", "keep"])
@pytest.mark.parametrize("own", ["http://mine:1", "", SECRET])
def test_an_authors_url_stays_and_the_missing_spelling_is_its_copy(
    existing: str, own: object
) -> None:
    assert after(existing, HTTP, ("HTTP_PROXY", own), ("A", "b")) == [
        ("HTTP_PROXY", own),
        ("A", "b"),
        ("http_proxy", own),
    ]


def test_a_copied_value_from_names_the_entry_that_it_copies() -> None:
    (edit,) = plan(entries(("A", "b"), ("HTTP_PROXY", SECRET)), [HTTP], "merge").edits
    assert isinstance(edit, Append)
    assert (edit.name, edit.value, edit.copy_of, edit.source) == ("http_proxy", None, 1, None)


def test_merge_appends_missing_items_to_a_literal_list_and_copies_the_result() -> None:
    assert after("merge", NO, ("no_proxy", "corp, svc")) == [
        ("no_proxy", "corp, svc,local"),
        ("NO_PROXY", "corp, svc,local"),
    ]


def test_merge_counts_one_update_and_one_addition() -> None:
    assert counts(plan(entries(("no_proxy", "corp")), [NO], "merge")) == (1, 1, 0, 0)


@pytest.mark.parametrize("own", ["", " ", "*", SECRET])
def test_merge_leaves_an_opt_out_a_star_and_a_value_from(own: object) -> None:
    assert after("merge", NO, ("no_proxy", own)) == [("no_proxy", own), ("NO_PROXY", own)]
    assert found("merge", NO, ("no_proxy", own)) == [("kept", ("no_proxy",))]


def test_merge_does_not_report_a_list_that_holds_all_items() -> None:
    made = plan(entries(("no_proxy", "local,corp,svc")), [NO], "merge")
    assert (counts(made), made.findings) == ((1, 0, 0, 0), [])


def test_keep_leaves_a_list_and_reports_it() -> None:
    assert after("keep", NO, ("no_proxy", "corp")) == [("no_proxy", "corp"), ("NO_PROXY", "corp")]
    assert found("keep", NO, ("no_proxy", "corp")) == [("kept", ("no_proxy",))]


def test_each_spelling_is_merged_separately_and_the_difference_is_reported() -> None:
    present = (("no_proxy", "a"), ("NO_PROXY", "b"))
    assert after("merge", NO, *present) == [
        ("no_proxy", "a,svc,local"),
        ("NO_PROXY", "b,svc,local"),
    ]
    assert found("merge", NO, *present) == [("disagreeing", ("no_proxy", "NO_PROXY"))]


def test_lists_with_the_same_items_do_not_disagree() -> None:
    assert found("merge", NO, ("no_proxy", "svc,local"), ("NO_PROXY", "local, svc")) == []


def test_spellings_with_the_same_value_from_do_not_disagree() -> None:
    assert found("keep", HTTP, ("http_proxy", SECRET), ("HTTP_PROXY", dict(SECRET))) == [
        ("kept", ("http_proxy", "HTTP_PROXY"))
    ]


@pytest.mark.parametrize("own", ["http://other:1", OTHER_SECRET])
def test_disagreeing_urls_are_left_and_reported(own: object) -> None:
    present = (("http_proxy", SECRET), ("HTTP_PROXY", own))
    assert after("merge", HTTP, *present) == list(present)
    assert found("merge", HTTP, *present) == [
        ("kept", ("http_proxy", "HTTP_PROXY")),
        ("disagreeing", ("http_proxy", "HTTP_PROXY")),
    ]


def test_an_equal_value_is_not_kept() -> None:
    made = plan(entries(("http_proxy", "http://p:1")), [HTTP], "keep")
    assert (counts(made), made.findings) == ((1, 0, 0, 0), [])


def test_what_was_kept_is_one_finding_per_container() -> None:
    made = plan(entries(("no_proxy", "*"), ("HTTP_PROXY", "x")), [HTTP, NO], "merge")
    assert [(f.kind, f.names) for f in made.findings] == [("kept", ("HTTP_PROXY", "no_proxy"))]
    assert counts(made) == (2, 0, 2, 0)


# replace


@pytest.mark.parametrize("own", ["http://mine:1", "", SECRET])
def test_replace_replaces_in_place(own: object) -> None:
    assert after("replace", HTTP, ("HTTP_PROXY", own), ("A", "b")) == [
        ("HTTP_PROXY", "http://p:1"),
        ("A", "b"),
        ("http_proxy", "http://p:1"),
    ]


def test_replace_does_not_touch_an_equal_value() -> None:
    env = entries(("http_proxy", "http://p:1"), ("HTTP_PROXY", "http://p:1"))
    assert plan(env, [HTTP], "replace").edits == []


def test_replace_makes_disagreeing_spellings_agree() -> None:
    present = (("http_proxy", "a"), ("HTTP_PROXY", "b"))
    assert found("replace", HTTP, *present) == []


# error


@pytest.mark.parametrize("own", ["http://mine:1", "", SECRET])
def test_error_names_what_differs(own: object) -> None:
    assert found("error", HTTP, ("HTTP_PROXY", own)) == [("differs", ("HTTP_PROXY",))]


def test_error_accepts_an_equal_value_and_adds_the_missing_spelling() -> None:
    assert after("error", HTTP, ("HTTP_PROXY", "http://p:1")) == [
        ("HTTP_PROXY", "http://p:1"),
        ("http_proxy", "http://p:1"),
    ]


def test_error_looks_at_the_last_of_duplicates() -> None:
    ours, theirs = ("http_proxy", "http://p:1"), ("http_proxy", "x")
    assert found("error", HTTP, theirs, ours) == [("duplicates", ("http_proxy",))]
    assert found("error", HTTP, ours, theirs) == [
        ("differs", ("http_proxy",)),
        ("duplicates", ("http_proxy",)),
    ]


# Duplicates


@pytest.mark.parametrize("existing", ["merge", "keep", "replace"])
def test_duplicates_stay_and_the_last_is_copied(existing: str) -> None:
    present = (("no_proxy", "a"), ("no_proxy", "b"))
    assert after(existing, NO, *present) == [*present, ("NO_PROXY", "b")]
    assert found(existing, NO, *present) == [("duplicates", ("no_proxy",))]


def test_the_other_spelling_of_duplicates_stays_too() -> None:
    present = (("http_proxy", "a"), ("http_proxy", "b"), ("HTTP_PROXY", "b"))
    assert after("replace", HTTP, *present) == list(present)
    assert found("replace", HTTP, *present) == [
        ("kept-beside-duplicates", ("HTTP_PROXY",)),
        ("duplicates", ("http_proxy",)),
    ]


def test_duplicates_that_stay_are_counted_as_kept() -> None:
    env = entries(("http_proxy", "a"), ("http_proxy", "http://p:1"), ("http_proxy", "b"))
    assert counts(plan(env, [HTTP], "replace")) == (1, 0, 2, 0)


def test_duplicates_of_any_name_are_reported() -> None:
    assert found("merge", HTTP, ("A", "1"), ("B", "1"), ("A", "2")) == [("duplicates", ("A",))]


# Windows


def test_on_windows_only_the_upper_case_spelling_is_added() -> None:
    assert after("merge", HTTP, windows=True) == [("HTTP_PROXY", "http://p:1")]


@pytest.mark.parametrize("name", ["http_proxy", "HTTP_PROXY", "Http_Proxy"])
def test_on_windows_any_spelling_is_the_variable(name: str) -> None:
    assert after("merge", HTTP, (name, "x"), windows=True) == [(name, "x")]
    assert after("replace", HTTP, (name, "x"), windows=True) == [(name, "http://p:1")]


def test_elsewhere_another_spelling_is_another_variable() -> None:
    assert after("replace", HTTP, ("Http_Proxy", "x"))[0] == ("Http_Proxy", "x")


# Entries of another configuration


@pytest.mark.parametrize("existing", ["merge", "keep", "replace"])
def test_what_another_configuration_recorded_stays(existing: str) -> None:
    env = entries(("no_proxy", "corp"))
    made = plan(env, [NO], existing, others=frozenset({"no_proxy"}))
    assert made.edits == []
    assert [(f.kind, f.names) for f in made.findings] == [("kept-for-another", ("no_proxy",))]
    assert made.kept == 1


def test_what_another_configuration_recorded_may_be_equal() -> None:
    made = plan(
        entries(("http_proxy", "http://p:1")), [HTTP], "error", others=frozenset({"http_proxy"})
    )
    assert (made.edits, made.findings) == ([], [])


def test_under_error_what_another_configuration_recorded_must_be_equal() -> None:
    made = plan(entries(("http_proxy", "x")), [HTTP], "error", others=frozenset({"http_proxy"}))
    assert [(f.kind, f.severity) for f in made.findings] == [("differs", "error")]


# References


def test_a_reference_to_a_variable_added_after_it_is_reported() -> None:
    assert found("merge", HTTP, ("OPTS", "-x $(HTTP_PROXY) $(A) $(HTTP_PROXY)")) == [
        ("refers", ("OPTS", "HTTP_PROXY"))
    ]


@pytest.mark.parametrize(
    "present",
    [
        [("OPTS", "$$(HTTP_PROXY)")],
        [("OPTS", "$(A)")],
        [("http_proxy", "x"), ("HTTP_PROXY", "x"), ("OPTS", "$(HTTP_PROXY)")],
    ],
    ids=["escaped", "another variable", "a variable that was there"],
)
def test_no_other_reference_is_reported(present: list[Pair]) -> None:
    assert "refers" not in [kind for kind, _ in found("merge", HTTP, *present)]


# Properties


def differing(env: Sequence[EnvVar], variable: Variable) -> bool:
    last = kubelet.seen(pairs(env))
    return last.get(variable.lower) != last.get(variable.upper)


@given(ENV, WANTED, MODE, st.booleans())
@settings(max_examples=150)
def test_a_second_run_changes_nothing(
    present: list[Pair], wanted: list[Variable], existing: str, windows: bool
) -> None:
    env = applied(entries(*present), plan(entries(*present), wanted, existing, windows=windows))
    assert plan(env, wanted, existing, windows=windows).edits == []


@given(ENV, WANTED, MODE)
@settings(max_examples=150)
def test_spellings_only_differ_where_they_differed_before(
    present: list[Pair], wanted: list[Variable], existing: str
) -> None:
    before = entries(*present)
    env = applied(before, plan(before, wanted, existing))
    names = {entry.name for entry in before}
    for variable in wanted:
        both = {variable.lower, variable.upper} <= names
        assert not differing(env, variable) or (both and differing(before, variable))


@given(ENV, WANTED, MODE, st.booleans())
@settings(max_examples=150)
def test_entries_keep_their_names_and_order_and_others_are_not_touched(
    present: list[Pair], wanted: list[Variable], existing: str, windows: bool
) -> None:
    env = applied(entries(*present), plan(entries(*present), wanted, existing, windows=windows))
    spellings = {name for variable in wanted for name in (variable.lower, variable.upper)}
    for old, new in zip(present, pairs(env), strict=False):
        assert old[0] == new[0]
        assert old == new or old[0] in spellings or (windows and old[0].lower() in spellings)


@given(ENV, WANTED)
def test_merge_drops_no_host_of_an_author(present: list[Pair], wanted: list[Variable]) -> None:
    env = applied(entries(*present), plan(entries(*present), wanted, "merge"))
    for (_, old), (_, new) in zip(present, pairs(env), strict=False):
        if isinstance(old, str):
            before = no_proxy.split(old)
            assert no_proxy.split(str(new))[: len(before)] == before
