"""The coarse judge of `make fuzz`: nothing may be new but entries of ours."""

from __future__ import annotations

import pytest
from fuzz import likeness, trees
from fuzz.settings import ALL_NAMES

POD = {"spec": {"containers": [{"name": "a", "env": [{"name": "X", "value": "1"}]}]}}


@pytest.mark.parametrize(
    "after",
    [
        {"spec": {"containers": [{"name": "b", "env": [{"name": "X", "value": "1"}]}]}},
        {"spec": {"containers": [{"name": "a", "env": [{"name": "X", "value": "2"}]}]}},
        {"spec": {"containers": [{"name": "a", "env": [{"name": "X"}]}]}},
        {"spec": {"containers": [{"name": "a", "env": []}]}},
        {"spec": {"containers": [{"name": "a"}]}},
        {"spec": {"containers": []}},
        {"spec": {"containers": [{"name": "a", "env": [{"name": "X", "value": "1"}, {"name": "Y"}]}]}},
        {"spec": {"containers": [*POD["spec"]["containers"], {"env": [{"name": "http_proxy"}]}]}},
        {**POD, "metadata": {}},
        {"spec": {**POD["spec"], "volumes": [{"name": "data"}]}},
    ],
)  # fmt: skip
def test_a_coarse_judge_objects_to_all_but_entries_of_ours(after: object) -> None:
    before, now = as_tree(POD), as_tree(after)
    assert likeness.difference(before, now, ALL_NAMES) is not None


@pytest.mark.parametrize(
    "more",
    [
        {"env": [{"name": "X", "value": "1"}, {"name": "http_proxy", "value": "x"}]},
        {"env": [{"name": "X", "value": "1"}], "volumeMounts": [{"name": "trusted-ca"}]},
    ],
)
def test_a_coarse_judge_takes_entries_of_ours(more: dict[str, object]) -> None:
    after = {"spec": {"containers": [{"name": "a", **more}]}}
    assert likeness.difference(as_tree(POD), as_tree(after), ALL_NAMES) is None


ENV = [{"name": "http_proxy", "value": "x"}]


@pytest.mark.parametrize(
    ("more", "is_ours"), [({}, True), ({"x": "y"}, False), ({"volumes": []}, False)]
)
@pytest.mark.parametrize("before", [{"config": None}, {"other": "x"}])
def test_a_coarse_judge_takes_variables_in_a_field_that_was_not_there(
    before: dict[str, object], more: dict[str, object], is_ours: bool
) -> None:
    after = {**before, "config": {"env": ENV, **more}}
    found = likeness.difference(as_tree(before), as_tree(after), ALL_NAMES)
    assert (found is None) == is_ours


def test_a_coarse_judge_takes_a_name_in_the_other_case_behind_what_it_refers_to() -> None:
    before = {"env": [{"name": "https_proxy"}]}
    names = ["PROXY_USERNAME", "PROXY_PASSWORD", "HTTPS_PROXY"]
    after = {"env": [{"name": name, "value": "x"} for name in names]}
    assert likeness.difference(as_tree(before), as_tree(after), ALL_NAMES) is None


@pytest.mark.parametrize(
    ("before", "is_ours"),
    [(["https_proxy", "HTTPS_PROXY"], True), (["HTTPS_PROXY", "HTTPS_PROXY"], False)],
)
def test_a_coarse_judge_takes_one_entry_for_two_that_differ_in_case_alone(
    before: list[str], is_ours: bool
) -> None:
    env = {"env": [{"name": name, "valueFrom": {"fieldRef": "x"}} for name in before]}
    after = {"env": [{"name": "PROXY_USERNAME"}, {"name": "HTTPS_PROXY", "value": "x"}]}
    found = likeness.difference(as_tree(env), as_tree(after), ALL_NAMES)
    assert (found is None) == is_ours


def as_tree(data: object) -> trees.Tree:
    from fuzz.settings import tree_of

    return tree_of(data)
