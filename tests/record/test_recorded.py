from __future__ import annotations

from collections.abc import Sequence

import kubelet
import pytest
from hypothesis import assume, given, settings
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

from krm_fn.environment.env_plan import EnvVar, Restore, Variable
from krm_fn.errors import Malformed
from krm_fn.record.annotation import container_keys
from krm_fn.record.recorded import RecordedPlan, Records, plan
from krm_fn.record.text import read, write
from krm_fn.workloads.resource import RECORD as ANNOTATION

KEY = "spec.containers[app]"
OTHER_HTTP = Variable("http_proxy", "HTTP_PROXY", "http://q:2")
OTHER_NO = Variable("no_proxy", "NO_PROXY", "local,corp.example", ("local", "corp.example"))


class Container:
    """A container and the annotation of its workload, through the runs of configurations."""

    def __init__(self, *present: Pair, form: str = "absent") -> None:
        self.env: list[EnvVar] = entries(*present)
        self.form = "" if present else form
        self.annotation: str | None = None

    def run(
        self, name: str, wanted: Sequence[Variable], existing: str = "merge", windows: bool = False
    ) -> RecordedPlan:
        records = read(self.annotation)
        made = plan(
            self.env,
            self.form,
            wanted,
            existing,
            windows=windows,
            mine=records.mine(name, KEY),
            others=records.others(name, KEY, self.env),
        )
        if any(finding.severity == "error" for finding in made.plan.findings):
            return made
        records.replace(name, {KEY: made.record})
        self.annotation = write(records)
        self.env = applied(self.env, made.plan)
        self.form = "" if self.env else (self.form if made.env_after == "keep" else made.env_after)
        return made

    def remove(self, name: str) -> RecordedPlan:
        return self.run(name, [])

    def written(self) -> tuple[str, list[Pair], list[str | None], str | None]:
        styles = [entry.style for entry in self.env]
        return (self.form, pairs(self.env), styles, self.annotation)


# One configuration


def test_a_changed_configuration_changes_what_it_set() -> None:
    app = Container(("A", "b"))
    app.run("ours", [HTTP])
    made = app.run("ours", [OTHER_HTTP])
    assert pairs(app.env) == [
        ("A", "b"),
        ("http_proxy", "http://q:2"),
        ("HTTP_PROXY", "http://q:2"),
    ]
    assert counts(made.plan) == (0, 2, 0, 0)


def test_a_variable_that_is_no_longer_configured_is_taken_out() -> None:
    app = Container(("A", "b"))
    app.run("ours", [HTTP, NO])
    made = app.run("ours", [NO])
    assert pairs(app.env) == [("A", "b"), ("no_proxy", "svc,local"), ("NO_PROXY", "svc,local")]
    assert counts(made.plan) == (0, 0, 0, 2)


def test_merged_items_are_taken_out_again() -> None:
    app = Container(("no_proxy", "a, b"))
    app.run("ours", [NO])
    assert pairs(app.env)[0] == ("no_proxy", "a, b,svc,local")
    app.run("ours", [OTHER_NO])
    assert pairs(app.env) == [
        ("no_proxy", "a, b,local,corp.example"),
        ("NO_PROXY", "a, b,local,corp.example"),
    ]
    app.remove("ours")
    assert pairs(app.env) == [("no_proxy", "a, b")]


def test_a_replaced_value_from_comes_back_and_goes_to_the_missing_spelling_in_another_mode() -> (
    None
):
    app = Container(("http_proxy", SECRET))
    app.run("ours", [HTTP], "replace")
    assert pairs(app.env) == [("http_proxy", "http://p:1"), ("HTTP_PROXY", "http://p:1")]
    app.run("ours", [HTTP], "merge")
    assert pairs(app.env) == [("http_proxy", SECRET), ("HTTP_PROXY", SECRET)]


def test_a_missing_spelling_gets_a_restored_value_from_as_data() -> None:
    app = Container(("http_proxy", SECRET))
    app.run("ours", [HTTP], "replace")
    del app.env[1]
    app.run("ours", [HTTP], "merge")
    assert pairs(app.env) == [("http_proxy", SECRET), ("HTTP_PROXY", SECRET)]


def test_a_value_from_comes_back_with_its_keys_in_their_order() -> None:
    app = Container(("http_proxy", SECRET))
    app.run("ours", [HTTP], "replace")
    (restored,) = [e for e in app.remove("ours").plan.edits if isinstance(e, Restore)]
    assert repr(restored.original.source) == repr(SECRET)


@pytest.mark.parametrize("style", ["", "'", "|", None])
@pytest.mark.parametrize("existing", ["merge", "replace"])
def test_an_original_comes_back_in_its_style(style: str | None, existing: str) -> None:
    value = "" if style is None else "corp"
    app = Container(("A", "b"))
    app.env.append(EnvVar("no_proxy", value, style=style))
    app.run("ours", [NO], existing)
    app.remove("ours")
    assert (app.env[1].value, app.env[1].style) == (value, style)


@pytest.mark.parametrize("form", ["absent", "null", "empty"])
def test_an_env_without_entries_is_written_as_it_was(form: str) -> None:
    app = Container(form=form)
    app.run("ours", [HTTP])
    app.run("ours", [NO])
    assert app.remove("ours").env_after == form


def test_an_env_that_the_author_emptied_goes_away() -> None:
    app = Container(("A", "b"))
    app.run("ours", [HTTP])
    del app.env[0]
    assert app.remove("ours").env_after == "absent"


# The author's edits


def test_an_edited_value_is_the_authors() -> None:
    app = Container()
    app.run("ours", [HTTP])
    app.env[0] = EnvVar("http_proxy", "http://mine:1")
    app.run("ours", [HTTP])
    assert pairs(app.env) == [("http_proxy", "http://mine:1"), ("HTTP_PROXY", "http://mine:1")]
    app.remove("ours")
    assert pairs(app.env) == [("http_proxy", "http://mine:1")]


@pytest.mark.parametrize("own", ["http://new:1", OTHER_SECRET])
@pytest.mark.parametrize("before", ["http://old:1", SECRET])
def test_a_copy_follows_the_authors_entry(before: object, own: object) -> None:
    app = Container(("HTTP_PROXY", before))
    app.run("ours", [HTTP])
    app.env[0] = entries(("HTTP_PROXY", own))[0]
    app.run("ours", [HTTP])
    assert pairs(app.env) == [("HTTP_PROXY", own), ("http_proxy", own)]


def test_the_authors_entry_takes_the_place_of_ours_of_the_same_name() -> None:
    app = Container()
    app.run("ours", [HTTP])
    app.env.append(EnvVar("http_proxy", "http://mine:1"))
    made = app.run("ours", [HTTP])
    assert pairs(app.env) == [("HTTP_PROXY", "http://mine:1"), ("http_proxy", "http://mine:1")]
    assert [finding.kind for finding in made.plan.findings] == ["kept"]


def test_merged_items_come_out_of_a_list_that_the_author_edited() -> None:
    app = Container(("no_proxy", "corp"))
    app.run("ours", [NO])
    app.env[0] = EnvVar("no_proxy", "corp,svc,local,more")
    app.remove("ours")
    assert pairs(app.env) == [("no_proxy", "corp,more")]


def test_a_list_of_which_the_author_left_only_our_items_is_the_authors() -> None:
    app = Container(("no_proxy", "corp"))
    app.run("ours", [NO])
    app.env[0] = EnvVar("no_proxy", "svc,local")
    app.remove("ours")
    assert pairs(app.env) == [("no_proxy", "svc,local")]


def test_an_entry_that_the_author_deleted_is_added_again() -> None:
    app = Container()
    app.run("ours", [HTTP])
    del app.env[0]
    assert counts(app.run("ours", [HTTP]).plan) == (1, 0, 0, 0)


# Several configurations


@pytest.mark.parametrize("existing", ["merge", "keep", "replace"])
def test_what_another_configuration_set_stays(existing: str) -> None:
    app = Container(("no_proxy", "corp"))
    app.run("theirs", [HTTP, NO])
    before = pairs(app.env)
    made = app.run("ours", [OTHER_HTTP, OTHER_NO], existing)
    assert pairs(app.env) == before
    assert [(f.kind, f.names) for f in made.plan.findings] == [
        ("kept-for-another", ("http_proxy", "HTTP_PROXY", "no_proxy", "NO_PROXY"))
    ]
    assert made.record is None


def test_the_authors_spelling_stays_too_where_another_configuration_copied_it() -> None:
    app = Container(("http_proxy", "http://mine:1"))
    app.run("theirs", [HTTP], "keep")
    app.run("ours", [OTHER_HTTP], "replace")
    assert pairs(app.env) == [("http_proxy", "http://mine:1"), ("HTTP_PROXY", "http://mine:1")]


def test_what_the_author_edited_is_no_other_configurations() -> None:
    app = Container()
    app.run("theirs", [HTTP])
    app.env = entries(("http_proxy", "http://mine:1"))
    app.run("ours", [OTHER_HTTP], "replace")
    assert pairs(app.env) == [("http_proxy", "http://q:2"), ("HTTP_PROXY", "http://q:2")]


@pytest.mark.parametrize("order", [["a", "b"], ["b", "a"]])
def test_the_form_of_env_outlives_the_configuration_that_recorded_it(order: list[str]) -> None:
    app = Container(form="empty")
    app.run("a", [HTTP])
    app.run("b", [NO])
    for name in order:
        made = app.remove(name)
    assert made.env_after == "empty"


# The annotation


def test_a_record_is_compact_json_without_the_values_that_were_set() -> None:
    app = Container(("no_proxy", "corp"))
    app.env[0].style = ""
    app.run("proxies", [HTTP, NO])
    assert app.annotation == (
        '{"configurations":{"proxies":{"spec.containers[app]":{"added":{"HTTP_PROXY":'
        '"2b8de9d988ff","NO_PROXY":"c59b6e903474","http_proxy":"2b8de9d988ff"},"merged":'
        '{"no_proxy":{"appended":",svc,local","style":""}}}}}}'
    )


def test_a_record_holds_originals_as_they_were() -> None:
    app = Container(("http_proxy", SECRET), ("HTTP_PROXY", "caf\u00e9"))
    app.run("proxies", [HTTP], "replace")
    assert app.annotation == (
        '{"configurations":{"proxies":{"spec.containers[app]":{"replaced":{"HTTP_PROXY":{"digest":'
        '"2b8de9d988ff","style":"\\"","value":"caf\\u00e9"},"http_proxy":{"digest":"2b8de9d988ff",'
        '"valueFrom":{"secretKeyRef":{"name":"proxy","key":"url"}}}}}}}}'
    )


def test_configurations_and_containers_are_sorted() -> None:
    records = Records()
    records.annotations = "empty"
    records.replace(
        "b", {"spec.containers[y]": {"added": {}}, "spec.containers[x]": {"env": "null"}}
    )
    records.replace("a", {"spec.containers[x]": {"env": "absent"}})
    text = write(records)
    assert text == (
        '{"annotations":"empty","configurations":{"a":{"spec.containers[x]":{"env":"absent"}},'
        '"b":{"spec.containers[x]":{"env":"null"},"spec.containers[y]":{"added":{}}}}}'
    )
    assert write(read(text)) == text


def test_without_records_there_is_no_annotation() -> None:
    records = Records()
    records.replace("ours", {KEY: {"env": "absent"}})
    records.replace("ours", {KEY: None})
    assert write(records) is None


def test_no_annotation_holds_no_records() -> None:
    assert read(None).configurations == {}


def test_containers_without_a_name_of_their_own_go_by_their_index() -> None:
    assert container_keys("spec.containers", ["app", None, "twin", "twin", "0"]) == [
        "spec.containers[app]",
        "spec.containers[#1]",
        "spec.containers[#2]",
        "spec.containers[#3]",
        "spec.containers[0]",
    ]


RECORD = '{{"configurations":{{"a":{{"spec.containers[app]":{}}}}}}}'


@pytest.mark.parametrize(
    "annotation",
    [
        pytest.param("", id="empty"),
        pytest.param("true", id="a boolean"),
        pytest.param("[]", id="a list"),
        pytest.param("{}", id="nothing in it"),
        pytest.param("[" * 100_000, id="nested deeply"),
        pytest.param('{"configurations":[]}', id="configurations are a list"),
        pytest.param('{"configurations":{"a":[]}}', id="containers are a list"),
        pytest.param('{"annotations":"?","configurations":{}}', id="another form"),
        pytest.param('{"annotations":[],"configurations":{}}', id="a form that is a list"),
        pytest.param(RECORD.format("[]"), id="a record is a list"),
        pytest.param(RECORD.format('{"env":"full"}'), id="an env in another form"),
        pytest.param(RECORD.format('{"more":{}}'), id="more than a record holds"),
        pytest.param(RECORD.format('{"added":{"A":1}}'), id="a digest is a number"),
        pytest.param(RECORD.format('{"added":[]}'), id="added is a list"),
        pytest.param(RECORD.format('{"merged":{"A":{"style":""}}}'), id="no appended text"),
        pytest.param(RECORD.format('{"merged":{"A":{"appended":"","style":1}}}'), id="a style"),
        pytest.param(RECORD.format('{"replaced":{"A":"x"}}'), id="a replaced text"),
        pytest.param(RECORD.format('{"replaced":{"A":{"digest":"x"}}}'), id="no original"),
        pytest.param(RECORD.format('{"replaced":{"A":{"value":"x","style":""}}}'), id="no digest"),
    ],
)
def test_an_unreadable_annotation_says_what_to_do(annotation: str) -> None:
    with pytest.raises(Malformed) as raised:
        read(annotation)
    assert str(raised.value) == (
        f"the annotation `{ANNOTATION}` must be what this function wrote, and it is not; restore "
        "it, or delete it to make all variables that are set there the author's own"
    )


# Properties

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


# Passwords


def digests(app: Container) -> dict[str, str]:
    record = read(app.annotation).mine("ours", KEY)
    assert record is not None
    return record["added"]


def test_a_digest_says_nothing_of_a_password() -> None:
    one, other = Container(), Container()
    one.run("ours", [Variable("http_proxy", "HTTP_PROXY", "http://u:tulip@p:1")])
    other.run("ours", [Variable("http_proxy", "HTTP_PROXY", "http://u:rose@p:1")])
    assert digests(one) == digests(other)


def test_a_changed_password_is_changed_where_it_was_set() -> None:
    app = Container()
    app.run("ours", [Variable("http_proxy", "HTTP_PROXY", "http://u:tulip@p:1")])
    made = app.run("ours", [Variable("http_proxy", "HTTP_PROXY", "http://u:rose@p:1")])
    assert pairs(app.env) == [
        ("http_proxy", "http://u:rose@p:1"),
        ("HTTP_PROXY", "http://u:rose@p:1"),
    ]
    assert counts(made.plan) == (0, 2, 0, 0)
    app.remove("ours")
    assert app.written() == ("absent", [], [], None)


def test_a_copy_of_an_authors_value_with_a_password_can_be_taken_out() -> None:
    app = Container(("http_proxy", "http://own:tulip@q:2"))
    app.run("ours", [HTTP])
    assert pairs(app.env)[1] == ("HTTP_PROXY", "http://own:tulip@q:2")
    app.remove("ours")
    assert pairs(app.env) == [("http_proxy", "http://own:tulip@q:2")]


@pytest.mark.parametrize(
    "value", ["http://own:tulip@q:2", "own:tulip@q", "http://token@q:2", "http://a:$(B)c@q"]
)
def test_a_value_with_a_password_is_not_recorded(value: str) -> None:
    app = Container(("http_proxy", value))
    made = app.run("ours", [HTTP], "replace")
    assert [(f.kind, f.severity, f.names) for f in made.plan.findings] == [
        ("confidential", "error", ("http_proxy",))
    ]
    assert app.annotation is None


def test_a_value_that_refers_to_a_password_is_recorded() -> None:
    app = Container(("http_proxy", "http://own:$(WORD)@q:2"))
    app.run("ours", [HTTP], "replace")
    app.remove("ours")
    assert pairs(app.env) == [("http_proxy", "http://own:$(WORD)@q:2")]
