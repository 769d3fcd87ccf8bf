from __future__ import annotations

from krm_fn.environment.env_plan import EnvVar
from krm_fn.inspection.environment import seen

SECRET = {"secretKeyRef": {"name": "egress", "key": "url"}}


def test_a_reference_is_resolved_to_an_earlier_entry_only() -> None:
    found = seen([EnvVar("A", "$(HOST)"), EnvVar("HOST", "proxy"), EnvVar("B", "http://$(HOST):1")])
    assert found.known == {"A": "$(HOST)", "HOST": "proxy", "B": "http://proxy:1"}


def test_a_doubled_dollar_is_one_and_opens_no_reference() -> None:
    assert seen([EnvVar("A", "1"), EnvVar("B", "$$(A) $$")]).known["B"] == "$(A) $"


def test_a_value_from_a_secret_is_not_known_and_says_where_it_comes_from() -> None:
    found = seen([EnvVar("https_proxy", None, SECRET)])
    assert (found.known, found.unknown) == (
        {},
        {"https_proxy": 'the Secret "egress", key "url"'},
    )


def test_what_is_but_a_reference_to_it_comes_from_there_too() -> None:
    found = seen([EnvVar("https_proxy", None, SECRET), EnvVar("HTTPS_PROXY", "$(https_proxy)")])
    assert found.unknown["HTTPS_PROXY"] == 'the Secret "egress", key "url"'


def test_a_reference_to_it_in_a_longer_value_stays_as_it_is_written() -> None:
    password = {"secretKeyRef": {"name": "egress", "key": "password"}}
    found = seen([EnvVar("P", None, password), EnvVar("http_proxy", "http://u:$(P)@proxy:1")])
    assert found.known == {"http_proxy": "http://u:$(P)@proxy:1"}


def test_what_is_inherited_gives_way_to_the_entries() -> None:
    inherited = [EnvVar("A", "1"), EnvVar("B", "a$$b")]
    assert seen([EnvVar("A", "2")], inherited).known == {"A": "2", "B": "a$b"}


def test_of_a_name_that_comes_twice_the_last_entry_counts() -> None:
    found = seen([EnvVar("A", None, SECRET), EnvVar("A", "1")])
    assert (found.known, found.unknown) == ({"A": "1"}, {})


def test_what_a_value_refers_to_is_looked_up_where_that_can_be() -> None:
    source = {"configMapKeyRef": {"name": "proxy", "key": "url"}}
    found = seen([EnvVar("A", None, source)], look_up=lambda _: "http://proxy:1")
    assert found.known == {"A": "http://proxy:1"}


def test_a_field_of_the_pod_is_not_known() -> None:
    source = {"fieldRef": {"fieldPath": "status.hostIP"}}
    assert seen([EnvVar("A", None, source)]).unknown == {"A": "a field of the pod"}
