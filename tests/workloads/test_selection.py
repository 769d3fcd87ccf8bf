from __future__ import annotations

from typing import Any

import pytest
from set_manifests import apply, deployment, stream

WEB = deployment("web", "namespace: shop\nlabels: {tier: front}\nannotations: {owner: a}")
DATA = deployment("data", "namespace: bank\nlabels: {tier: back}")
PAIR = stream(WEB, DATA)
MESH = "- {name: istio-proxy, image: mesh:1}\n- {name: log, image: log:1}"


@pytest.mark.parametrize(
    "selector",
    [
        {"name": "web"},
        {"name": "w?b"},
        {"kind": "Deploy*", "name": "[w]eb"},
        {"namespace": "sh*"},
        {"apiVersion": "apps/v1", "namespace": "shop"},
        {"labels": {"tier": "front"}},
        {"annotations": {"owner": "a"}},
    ],
    ids=str,
)
def test_an_object_is_selected_when_all_fields_of_a_selector_match(
    selector: dict[str, Any],
) -> None:
    assert apply(PAIR, selectors=[selector]).set_names() == ["web"]


@pytest.mark.parametrize(
    "selector",
    [
        {"name": "web", "namespace": "bank"},
        {"apiVersion": "apps/*"},
        {"labels": {"tier": "front", "other": "x"}},
        {"labels": {"tier": "fr*"}},
        {"name": "WEB"},
    ],
    ids=str,
)
def test_nothing_is_selected_when_one_field_does_not_match(selector: dict[str, Any]) -> None:
    done = apply(PAIR, selectors=[selector])
    assert done.text == PAIR


def test_any_one_of_the_selectors_is_enough() -> None:
    done = apply(PAIR, selectors=[{"name": "web"}, {"namespace": "bank"}])
    assert done.set_names() == ["web", "data"]


def test_what_is_excluded_is_left_alone_although_it_is_selected() -> None:
    done = apply(PAIR, selectors=[{"kind": "Deployment"}], exclude=[{"name": "data"}])
    assert done.set_names() == ["web"]


def test_the_summary_counts_what_is_selected() -> None:
    done = apply(PAIR, selectors=[{"name": "web"}])
    assert done.summary == (
        "set proxy variables in 1 of 1 workload: 2 added, 0 updated, 0 kept, 0 removed"
    )


@pytest.mark.parametrize(
    ("containers", "names"),
    [
        ({}, ["web", "log"]),
        ({"include": ["web"]}, ["web"]),
        ({"include": ["l*"]}, ["log"]),
        ({"exclude": ["l?g"]}, ["web"]),
        ({"include": ["*"]}, ["web", "log"]),
        ({"include": ["istio-proxy"]}, ["istio-proxy"]),
    ],
    ids=str,
)
def test_containers_are_chosen_by_their_names(containers: dict[str, Any], names: list[str]) -> None:
    done = apply(deployment("web", containers=MESH), containers=containers)
    assert done.set_names() == names


@pytest.mark.parametrize(
    "name", ["istio-proxy", "istio-init", "istio-validation", "linkerd-proxy", "linkerd-init"]
)
def test_the_containers_of_a_mesh_are_left_alone(name: str) -> None:
    done = apply(deployment("web", containers=f"- {{name: {name}, image: mesh:1}}"))
    assert done.set_names() == ["web"]


POD = """apiVersion: v1
kind: Pod
metadata: {name: pod}
spec:
  initContainers:
  - {name: first, image: first:1}
  containers:
  - {name: main, image: main:1}
  ephemeralContainers:
  - {name: debug, image: debug:1}
"""


@pytest.mark.parametrize(
    ("containers", "names"),
    [
        ({}, ["first", "main"]),
        ({"init": False}, ["main"]),
        ({"ephemeral": True}, ["first", "main", "debug"]),
    ],
    ids=str,
)
def test_init_and_ephemeral_containers_are_chosen(
    containers: dict[str, Any], names: list[str]
) -> None:
    assert apply(POD, containers=containers).set_names() == names


@pytest.mark.parametrize("field", ["include", "exclude"])
def test_a_name_that_no_container_has_is_a_warning(field: str) -> None:
    done = apply(PAIR, containers={field: ["wbe", "data", "x*"]})
    assert done.about_the_configuration() == [
        f'`spec.containers.{field}` names "wbe", and no workload has a container of that name; did '
        'you mean "web"?'
    ]


def test_a_name_counts_as_found_in_a_workload_that_is_not_selected() -> None:
    done = apply(PAIR, selectors=[{"name": "web"}], containers={"exclude": ["data"]})
    assert done.about_the_configuration() == []


def test_a_name_counts_as_found_wherever_the_items_are_worked_on(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("krm_fn.edit.parallel.FORK_AT", 1)
    monkeypatch.setattr("krm_fn.edit.parallel._processors", lambda: 3)
    done = apply(stream(WEB, DATA, POD), containers={"exclude": ["web", "main", "nobody"]})
    assert done.about_the_configuration() == [
        '`spec.containers.exclude` names "nobody", and no workload has a container of that name; '
        "correct it or take it out"
    ]


def test_two_configurations_do_not_disturb_each_other() -> None:
    shop = apply(PAIR, selectors=[{"namespace": "shop"}])
    both = apply(
        shop.text, httpProxy="http://bank.example.com:3128", selectors=[{"namespace": "bank"}]
    )
    again = apply(both.text, selectors=[{"namespace": "shop"}])
    web, data = both.text.split("---\n")
    assert again.text == both.text
    assert both.messages("warning") == []
    assert web.count("http://proxy.example.com:3128") == 2
    assert data.count("http://bank.example.com:3128") == 2
    assert "bank.example.com" not in web
    assert "proxy.example.com" not in data
