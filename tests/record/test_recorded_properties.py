"""Properties of what is recorded: nothing is recorded twice, and all of it comes out again."""

from __future__ import annotations

from collections.abc import Sequence

import kubelet
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from planned_env import (
    ENV,
    MODE,
    MODES,
    WANTED,
    Pair,
    pairs,
)
from record.one_container import OTHER_HTTP, OTHER_NO, Container

from krm_fn.environment.env_plan import Variable

FORM = st.sampled_from(["absent", "null", "empty"])


@given(ENV, WANTED, MODE, st.booleans())
@settings(max_examples=150)
def test_a_second_run_changes_nothing_and_records_the_same(
    present: list[Pair], wanted: list[Variable], existing: str, windows: bool
) -> None:
    app = Container(*present)
    app.run("ours", wanted, existing, windows)
    before = app.written()
    app.run("ours", wanted, existing, windows)
    assert app.written() == before


def assume_none_is_adopted(present: list[Pair], wanted: Sequence[Variable]) -> None:
    """What has the wanted value already would be recorded, and come out with the rest."""
    contents = [(each.lower, each.source or each.value) for each in wanted]
    assume(not any((name.lower(), value) in contents for name, value in present))


@given(ENV, FORM, WANTED, MODE, st.booleans())
@settings(max_examples=200)
def test_after_removing_the_entries_are_what_they_were(
    present: list[Pair], form: str, wanted: list[Variable], existing: str, windows: bool
) -> None:
    assume_none_is_adopted(present, wanted)
    app = Container(*present, form=form)
    before = app.written()
    app.run("ours", wanted, existing, windows)
    app.remove("ours")
    assert app.written() == before


CHANGED = [OTHER_HTTP, OTHER_NO]


@given(ENV, FORM, WANTED, MODE, MODE, st.sampled_from([[], CHANGED[:1], CHANGED[1:], CHANGED]))
@settings(max_examples=200)
def test_a_changed_configuration_gives_what_it_would_have_given_at_first(
    present: list[Pair],
    form: str,
    wanted: list[Variable],
    existing: str,
    then: str,
    changed: list[Variable],
) -> None:
    assume_none_is_adopted(present, [*wanted, *changed])
    app, fresh = Container(*present, form=form), Container(*present, form=form)
    before = app.written()
    app.run("ours", wanted, existing)
    refused = any(f.severity == "error" for f in app.run("ours", changed, then).plan.findings)
    fresh.run("ours", changed, then)
    if not refused:
        assert sorted(map(repr, pairs(app.env))) == sorted(map(repr, pairs(fresh.env)))
        assert app.annotation == fresh.annotation
    app.remove("ours")
    assert app.written() == before


@given(
    ENV,
    FORM,
    st.lists(st.tuples(st.sampled_from(["a", "b"]), WANTED, MODE), max_size=5),
    st.permutations(["a", "b"]),
)
@settings(max_examples=200)
def test_after_removing_two_configurations_the_entries_are_what_they_were(
    present: list[Pair],
    form: str,
    runs: list[tuple[str, list[Variable], str]],
    removals: list[str],
) -> None:
    assume_none_is_adopted(present, [each for _, wanted, _ in runs for each in wanted])
    app = Container(*present, form=form)
    before = app.written()
    for name, wanted, existing in runs:
        app.run(name, wanted, existing)
    for name in removals:
        app.remove(name)
    assert app.written() == before


@given(ENV, WANTED, MODE, WANTED, st.sampled_from(MODES))
@settings(max_examples=200)
def test_two_configurations_do_not_disturb_each_other(
    present: list[Pair],
    first: list[Variable],
    existing: str,
    second: list[Variable],
    then: str,
) -> None:
    app = Container(*present)
    findings = app.run("a", first, existing).plan.findings
    assume(all(finding.severity != "error" for finding in findings))
    app.run("b", second, then)
    before = app.written()
    app.run("a", first, existing)
    after = app.written()
    assert kubelet.seen(after[1]) == kubelet.seen(before[1])
    app.run("a", first, existing)
    assert app.written() == after
    app.run("b", second, then)
    assert app.written() == before
