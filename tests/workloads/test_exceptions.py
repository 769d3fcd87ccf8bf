from __future__ import annotations

from typing import Any

import pytest
from set_manifests import PROXY, apply, deployment

OTHER = "http://other.example.com:1"
ENV = f"env:\n  - {{name: http_proxy, value: {OTHER}}}"
OTHERS = f"- {{name: web, image: web:1, env: [{{name: http_proxy, value: {OTHER}}}]}}"
WEB = deployment("web", "namespace: shop", containers=OTHERS)
UNKNOWN = "the annotation `krm-fn.dev/set-proxy-env-exceptions` must name variables that are set, "


def annotated(value: str, level: str = "workload") -> str:
    said = f'annotations: {{krm-fn.dev/set-proxy-env-exceptions: "{value}"}}'
    own = f"namespace: shop\n{said}" if level == "workload" else "namespace: shop"
    return deployment("web", own, pod=said if level == "pod" else "", containers=OTHERS)


@pytest.mark.parametrize(
    "exception",
    [
        {"variables": ["http_proxy"]},
        {"variables": ["HTTP_PROXY"]},
        {"selector": {"namespace": "sh*"}},
        {"selector": {"kind": "Deployment"}, "containers": ["w*"], "variables": ["http_proxy"]},
        {"containers": ["web"]},
    ],
    ids=str,
)
@pytest.mark.parametrize("existing", ["merge", "replace", "error"])
def test_an_exception_is_left_as_it_is(exception: dict[str, Any], existing: str) -> None:
    manifests = WEB.replace("- {name: app, image: app:1}\n", "")
    done = apply(manifests, existing=existing, exceptions=[exception])
    assert (done.exit_code, done.messages("warning")) == (0, [])
    assert f"{{name: http_proxy, value: {OTHER}}}" in done.text
    verified = apply(done.text, existing=existing, exceptions=[exception], verify=True)
    assert verified.exit_code == 0


@pytest.mark.parametrize(
    "exception",
    [
        {"variables": ["https_proxy"]},
        {"selector": {"namespace": "bank"}},
        {"containers": ["data"]},
        {"selector": {"kind": "Deployment"}, "containers": ["data"], "variables": ["http_proxy"]},
    ],
    ids=str,
)
def test_all_that_an_exception_gives_must_match(exception: dict[str, Any]) -> None:
    assert OTHER not in apply(WEB, existing="replace", exceptions=[exception]).text


def test_a_variable_beside_an_exception_is_set() -> None:
    done = apply(WEB, noProxy="localhost", exceptions=[{"variables": ["http_proxy"]}])
    assert done.text.count("no_proxy") == done.text.count("NO_PROXY") == done.text.count("image")


@pytest.mark.parametrize("level", ["pod", "workload"])
@pytest.mark.parametrize("value", ["http_proxy", "HTTP_PROXY", "no_proxy, web/http_proxy"])
def test_an_author_names_exceptions(value: str, level: str) -> None:
    done = apply(annotated(value, level), existing="replace")
    assert OTHER in done.text
    assert done.messages("warning") == []
    assert apply(done.text, verify=True).exit_code == 0


@pytest.mark.parametrize("value", ["https_proxy", "data/http_proxy", ""])
def test_an_author_names_exceptions_for_no_more_than_they_say(value: str) -> None:
    assert OTHER not in apply(annotated(value), existing="replace").text


def test_an_annotation_that_names_no_variable_is_a_warning() -> None:
    done = apply(annotated("htp_proxy,http_proxy"))
    expected = f'{UNKNOWN}such as http_proxy or app/http_proxy, got "htp_proxy"'
    assert done.messages("warning") == [expected]


def test_what_was_recorded_and_becomes_an_exception_is_taken_out() -> None:
    before = deployment("web", "namespace: shop")
    once = apply(before, track=True)
    assert PROXY in once.text
    assert apply(once.text, track=True, exceptions=[{"variables": ["http_proxy"]}]).text == before
