"""What a configuration names that leads to nothing in the list."""

from __future__ import annotations

from typing import Any

import pytest
from set_manifests import Done, apply, deployment, stream

WEB = deployment("web", "namespace: shop")
DATA = deployment("data", "namespace: bank")
PAIR = stream(WEB, DATA)


def unmatched(done: Done) -> list[str]:
    return [one["message"] for one in done.results if one["tags"]["rule"] == "unmatched-selector"]


@pytest.mark.parametrize(
    ("field", "path", "given"),
    [
        ("selectors", "selectors[1].kind", [{"kind": "Deployment"}, {"kind": "Deploymet"}]),
        ("selectors", "selectors[0].kind", [{"kind": "deployments"}]),
        ("exclude", "exclude[0].kind", [{"kind": "Deployement", "name": "web"}]),
        ("exceptions", "exceptions[0].selector.kind", [{"selector": {"kind": "Deploymnt"}}]),
        ("podPaths", "podPaths[0].kind", [{"kind": "deployment", "path": "spec/pod"}]),
    ],
)
def test_a_misspelled_kind_is_a_warning_with_the_nearest_one(
    field: str, path: str, given: list[dict[str, Any]]
) -> None:
    done = apply(PAIR, **{field: given})
    kind = given[-1].get("kind") or given[-1]["selector"]["kind"]
    assert done.about_the_configuration() == [
        f'`spec.{path}` "{kind}" is no kind that is known or in the list: did you mean '
        '"Deployment"?'
    ]


@pytest.mark.parametrize(
    "kind", ["StatefulSet", "Deploy*", "Rollout", "Gizmo", "Service", "Prometheus", "Kustomization"]
)
def test_a_kind_that_is_known_or_near_none_is_no_mistake(kind: str) -> None:
    selectors = [{"kind": kind}, {"name": "web"}]
    assert apply(PAIR, selectors=selectors).about_the_configuration() == []


def test_a_kind_that_a_definition_in_the_list_has_is_no_mistake() -> None:
    crd = (
        "apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\n"
        "metadata: {name: deploymets.example.com}\n"
        "spec: {group: example.com, names: {kind: Deploymet}, versions: []}\n"
    )
    selectors = [{"kind": "Deploymet"}, {"name": "web"}]
    assert apply(stream(WEB, crd), selectors=selectors).about_the_configuration() == []


@pytest.mark.parametrize(
    ("config", "message"),
    [
        (
            {"selectors": [{"namespace": "prod"}]},
            "`spec.selectors` must leave something to set, and leaves out all 2 objects",
        ),
        (
            {"exclude": [{"kind": "Deployment"}]},
            "`spec.exclude` must leave something to set, and leaves out all 2 objects",
        ),
    ],
)
def test_a_selection_that_leaves_nothing_is_a_warning(config: dict[str, Any], message: str) -> None:
    assert apply(PAIR, **config).about_the_configuration() == [
        f"{message} that could be; correct it, or write `checks.ignore: [selects-nothing]` where one "
        "configuration serves many lists"
    ]
    ignored = apply(PAIR, **config, checks={"ignore": ["selects-nothing"]})
    assert ignored.about_the_configuration() == []


def test_a_list_without_workloads_leaves_nothing_to_select() -> None:
    service = "apiVersion: v1\nkind: Service\nmetadata: {name: web}\n"
    assert apply(service, selectors=[{"kind": "Pod"}]).about_the_configuration() == []


def test_selectors_without_an_object_are_one_info() -> None:
    done = apply(
        PAIR,
        selectors=[{"kind": "Deployment"}, {"namespace": "prod"}],
        exclude=[{"name": "data"}, {"namespace": "kube-system"}],
        exceptions=[{"selector": {"name": "db"}, "variables": ["no_proxy"]}],
    )
    assert done.about_the_configuration() == []
    assert unmatched(done) == [
        "`spec.selectors[1]`, `spec.exclude[1]`, `spec.exceptions[0]` match nothing in the list"
    ]
    assert done.set_names() == ["web"]


@pytest.mark.parametrize(
    ("exception", "is_told"),
    [
        ({"selector": {"name": "wbe"}}, True),
        ({"containers": ["wbe"]}, True),
        ({"selector": {"name": "web"}, "containers": ["data"]}, True),
        ({"selector": {"name": "web"}, "containers": ["w*"]}, False),
        ({"variables": ["no_proxy"]}, False),
    ],
)
def test_an_exception_without_a_container_is_an_info(
    exception: dict[str, Any], is_told: bool
) -> None:
    expected = ["`spec.exceptions[0]` matches nothing in the list"] if is_told else []
    assert unmatched(apply(PAIR, exceptions=[exception])) == expected


def test_selectors_that_all_match_are_not_told_of(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("krm_fn.edit.parallel.FORK_AT", 1)
    monkeypatch.setattr("krm_fn.edit.parallel._processors", lambda: 2)
    selectors = [{"namespace": "shop"}, {"name": "data"}, {"kind": "Deployment", "name": "w*"}]
    assert unmatched(apply(PAIR, selectors=selectors)) == []


def test_a_container_is_not_found_with_the_nearest_name() -> None:
    done = apply(PAIR, containers={"include": ["web", "dta"]})
    assert done.about_the_configuration() == [
        '`spec.containers.include` names "dta", and no workload has a container of that name; did '
        'you mean "data"?'
    ]
