from __future__ import annotations

import pytest
from planned_env import (
    HTTP,
    NO,
    OTHER_SECRET,
    SECRET,
    counts,
    entries,
    pairs,
)
from record.one_container import KEY, OTHER_HTTP, OTHER_NO, Container

from krm_fn.environment.env_plan import EnvVar, Restore, Variable
from krm_fn.record.text import read

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
