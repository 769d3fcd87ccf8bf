from __future__ import annotations

import pytest
from set_manifests import apply, deployment, stream

DISABLED = 'annotations: {krm-fn.dev/set-proxy-env: "disabled"}'
ENABLED = 'annotations: {krm-fn.dev/set-proxy-env: "enabled"}'
AKS = 'annotations: {kubernetes.azure.com/no-http-proxy-vars: "true"}'
LOG = "- {name: log, image: log:1}"


def namespace(said: str, name: str = "shop") -> str:
    return f"apiVersion: v1\nkind: Namespace\nmetadata:\n  name: {name}\n  {said}\n"


def names(annotation: str) -> str:
    return f'annotations: {{krm-fn.dev/set-proxy-env: "{annotation}"}}'


@pytest.mark.parametrize("said", [DISABLED, AKS])
@pytest.mark.parametrize("level", ["pod", "workload", "namespace before", "namespace after"])
def test_an_annotation_leaves_a_workload_out(said: str, level: str) -> None:
    workload = deployment(
        "web",
        "namespace: shop" + (f"\n{said}" if level == "workload" else ""),
        pod=said if level == "pod" else "",
    )
    before = {
        "namespace before": stream(namespace(said), workload),
        "namespace after": stream(workload, namespace(said)),
    }.get(level, workload)
    done = apply(before)
    assert done.text == before


def test_why_a_workload_is_left_alone_is_told() -> None:
    assert apply(deployment("web", DISABLED)).messages("info") == [
        "left alone: the annotation `krm-fn.dev/set-proxy-env` says so"
    ]


@pytest.mark.parametrize(
    ("namespaces", "workload", "pod"),
    [(DISABLED, ENABLED, ""), (DISABLED, "", ENABLED), (ENABLED, DISABLED, ENABLED)],
)
def test_enabled_nearer_to_the_pod_wins(namespaces: str, workload: str, pod: str) -> None:
    before = stream(
        namespace(namespaces), deployment("web", f"namespace: shop\n{workload}", pod=pod)
    )
    assert apply(before).set_names() == ["web"]


def test_disabled_nearer_to_the_pod_wins() -> None:
    before = stream(namespace(ENABLED), deployment("web", f"namespace: shop\n{DISABLED}"))
    assert apply(before).text == before


def test_enabled_wins_over_the_other_annotation_beside_it() -> None:
    both = (
        'annotations: {kubernetes.azure.com/no-http-proxy-vars: "true", '
        'krm-fn.dev/set-proxy-env: "enabled"}'
    )
    assert apply(deployment("web", both)).set_names() == ["web"]


def test_another_namespace_says_nothing() -> None:
    before = stream(namespace(DISABLED, "bank"), deployment("web", "namespace: shop"))
    assert apply(before).set_names() == ["web"]


def test_a_list_of_names_limits_it_to_these_containers() -> None:
    before = deployment("web", names(" log , "), containers=LOG)
    assert apply(before).set_names() == ["log"]


@pytest.mark.parametrize("again", ["annotations: {a: b}", "labels: {a: b}"])
@pytest.mark.parametrize("is_first", [True, False])
def test_a_namespace_that_is_there_again_without_a_word_takes_nothing_back(
    again: str, is_first: bool
) -> None:
    namespaces = [namespace(DISABLED), namespace(again)]
    workload = deployment("web", "namespace: shop")
    manifests = stream(*(namespaces if is_first else namespaces[::-1]), workload)
    assert apply(manifests).text == manifests


MUST = (
    'the annotation `krm-fn.dev/set-proxy-env` must be "enabled", "disabled" or names of containers'
)
OF_NAMESPACE = (
    'the annotation `krm-fn.dev/set-proxy-env` of the Namespace must be "enabled" or "disabled"'
)
LEFT = "the workload is left as it is"


@pytest.mark.parametrize(
    ("annotation", "message"),
    [
        (names("lgo,log"), f'{MUST} (log, web), got "lgo": {LEFT}'),
        (names(""), f"{MUST}, got nothing: {LEFT}"),
        (names("false"), f'{MUST} (log, web), got "false" (did you mean "disabled"?): {LEFT}'),
        (names("On"), f'{MUST} (log, web), got "On" (did you mean "enabled"?): {LEFT}'),
    ],
)
def test_an_annotation_that_cannot_be_read_is_a_warning_for_its_workload(
    annotation: str, message: str
) -> None:
    done = apply(stream(deployment("web", annotation, containers=LOG), deployment("other")))
    assert (done.exit_code, done.set_names()) == (0, ["other"])
    assert done.messages("warning") == [message]


def test_a_namespace_cannot_name_containers() -> None:
    done = apply(stream(namespace(names("web")), deployment("web", "namespace: shop")))
    assert (done.exit_code, done.set_names()) == (0, [])
    assert done.messages("warning") == [f'{OF_NAMESPACE}, got "web": {LEFT}']


def test_an_annotation_that_cannot_be_read_is_an_error_where_warnings_are() -> None:
    before = deployment("web", names("false"))
    done = apply(before, checks={"level": "error"})
    assert (done.exit_code, done.text) == (1, before)


@pytest.mark.parametrize(
    ("metadata", "pod", "expected"),
    [
        ("", "", []),
        (ENABLED, "", ["web"]),
        ("", ENABLED, ["web"]),
        (names("web"), "", ["web"]),
        (ENABLED, DISABLED, []),
    ],
)
def test_under_opt_in_only_what_says_enabled_is_set(
    metadata: str, pod: str, expected: list[str]
) -> None:
    before = deployment("web", metadata, pod=pod)
    assert apply(before, mode="optIn").set_names() == expected


def test_under_opt_in_a_namespace_can_say_enabled() -> None:
    before = stream(
        deployment("web", "namespace: shop"), namespace(ENABLED), deployment("data", "namespace: b")
    )
    assert apply(before, mode="optIn").set_names() == ["web"]


def test_a_tracked_workload_that_becomes_disabled_loses_what_was_recorded() -> None:
    before = deployment("web", "labels: {a: b}")
    tracked = apply(before, track=True).text
    assert tracked != before
    disabled = tracked.replace("        app: web\n", f"        app: web\n      {DISABLED}\n")
    wanted = deployment("web", "labels: {a: b}", pod=DISABLED)
    assert apply(disabled, track=True).text == wanted


def test_a_tracked_container_that_is_not_named_any_more_loses_what_was_recorded() -> None:
    before = deployment("web", containers=LOG)
    tracked = apply(before, track=True).text
    limited = tracked.replace("      labels:\n", f"      {names('log')}\n      labels:\n", 1)
    assert apply(limited, track=True).set_names() == ["log"]


def test_a_workload_under_opt_in_that_says_nothing_keeps_what_was_recorded() -> None:
    tracked = apply(deployment("web"), track=True).text
    assert apply(tracked, track=True, mode="optIn").text == tracked


def test_remove_takes_out_what_was_recorded_in_a_disabled_workload() -> None:
    tracked = apply(deployment("web"), track=True).text
    disabled = tracked.replace("        app: web\n", f"        app: web\n      {DISABLED}\n")
    assert apply(disabled, remove=True).text == deployment("web", pod=DISABLED)


NO_NAMESPACE = (
    "the list has no Namespace: an opt-out on one is not seen; selectors in a Kptfile may hide it"
)


def test_a_list_without_namespaces_is_told_of_where_annotations_are_in_use() -> None:
    manifests = stream(
        deployment("web", "namespace: shop"), deployment("old", f"namespace: shop\n{DISABLED}")
    )
    assert NO_NAMESPACE in apply(manifests).messages("info")


def test_a_list_without_namespaces_and_annotations_is_not_told_of() -> None:
    assert apply(deployment("web", "namespace: shop")).messages("info") == []


@pytest.mark.parametrize(
    "manifests",
    [
        deployment("web"),
        deployment("web", "namespace: shop", pod=ENABLED),
        stream(deployment("web", "namespace: shop"), namespace("labels: {}")),
        deployment("web", f"namespace: shop\n{DISABLED}"),
    ],
)
def test_a_list_whose_workloads_need_no_namespace_is_not_told_of(manifests: str) -> None:
    assert NO_NAMESPACE not in apply(manifests).messages("info")


def test_under_opt_in_a_list_without_namespaces_is_told_of() -> None:
    done = apply(deployment("web", "namespace: shop"), mode="optIn")
    assert done.messages("info") == [
        'the list has no Namespace: an "enabled" on one is not seen; '
        "selectors in a Kptfile may hide it"
    ]
