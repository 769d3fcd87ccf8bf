"""What is found in a container while it is planned, in words."""

from __future__ import annotations

import pytest

from krm_fn.environment.env_plan import Finding


@pytest.mark.parametrize(
    ("finding", "severity", "message"),
    [
        (
            Finding("differs", ("http_proxy",)),
            "error",
            (
                'container "app" sets `http_proxy` to another value already, which `existing: error` '
                "forbids; remove it there, or write `existing: keep` or `existing: replace`"
            ),
        ),
        (
            Finding("kept", ("http_proxy", "HTTP_PROXY")),
            "warning",
            (
                'container "app" keeps its own `http_proxy`, `HTTP_PROXY`; '
                "set `existing: replace` to replace them"
            ),
        ),
        (
            Finding("kept-for-another", ("http_proxy",)),
            "warning",
            (
                'container "app" keeps `http_proxy` as another configuration recorded it; '
                "run that configuration with `remove: true` to take it out"
            ),
        ),
        (
            Finding("kept-beside-duplicates", ("HTTP_PROXY",)),
            "warning",
            (
                'container "app" keeps its own `HTTP_PROXY`, since the other spelling occurs '
                "more than once in its `env`; remove all but one"
            ),
        ),
        (
            Finding("duplicates", ("A",)),
            "warning",
            (
                'container "app" has `A` more than once in its `env`, left as it is; '
                "remove all but one, server-side apply rejects duplicates"
            ),
        ),
        (
            Finding("disagreeing", ("http_proxy", "HTTP_PROXY")),
            "warning",
            (
                'container "app" sets `http_proxy`, `HTTP_PROXY` to different values, left as they '
                "are; make them equal, clients differ in which one they read"
            ),
        ),
        (
            Finding("refers", ("OPTS", "http_proxy", "HTTP_PROXY")),
            "warning",
            (
                'container "app" refers to `http_proxy`, `HTTP_PROXY` in `OPTS`, which comes earlier '
                "in its `env`; write the value there, the kubelet resolves references to earlier "
                "entries only"
            ),
        ),
    ],
    ids=lambda value: value.kind if isinstance(value, Finding) else "",
)
def test_a_finding_says_what_to_do(finding: Finding, severity: str, message: str) -> None:
    assert (finding.severity, finding.sentence('container "app"')) == (severity, message)
