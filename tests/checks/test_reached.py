"""What every pod must reach past the proxy: its loopback, and the API server."""

from __future__ import annotations

from typing import Any

import pytest
from checks.in_configuration import API_SERVER, BOTH, LOOPBACK, rules, told
from configurations import HTTP, istio, openshift, set_proxy_env

from krm_fn.checks.configured import read
from krm_fn.checks.table import judged


def test_no_loopback_is_a_warning() -> None:
    configuration, warnings = read(set_proxy_env(spec={**BOTH, "noProxy": "svc,local"}))
    assert configuration.no_proxy == ("svc", "local")
    made, api_server = judged(warnings, {})
    assert api_server["tags"]["rule"] == "no-proxy-api-server"
    assert [made] == [
        {
            "message": LOOPBACK.replace("noProxy`", "spec.noProxy`", 1),
            "severity": "warning",
            "resourceRef": {
                "apiVersion": "krm-fn.dev/v1alpha1",
                "kind": "SetProxyEnv",
                "name": "proxy",
            },
            "field": {"path": "spec.noProxy"},
            "tags": {
                "rule": "no-proxy-loopback",
                "clients": "all but busybox-wget,go,grpc-go,grpc-go-1.70,prometheus,ruby,java,"
                "grpc-java",
            },
        }
    ]


def test_no_loopback_is_a_warning_without_any_no_proxy() -> None:
    assert told(**BOTH) == [("no-proxy-loopback", LOOPBACK), ("no-proxy-api-server", API_SERVER)]


@pytest.mark.parametrize(
    ("no_proxy", "missing", "lacking"),
    [
        ("localhost", "127.0.0.1", "127.0.0.1,::1"),
        ("localhost,::1", "127.0.0.1", "127.0.0.1"),
        ("127.0.0.1", "localhost", "localhost,::1"),
        ("127.0.0.0/8,.svc", "localhost", "localhost,::1"),
    ],
)
def test_half_of_the_loopback_is_a_warning_that_names_the_other(
    no_proxy: str, missing: str, lacking: str
) -> None:
    assert told(**BOTH, noProxy=f"{no_proxy},10.96.0.1") == [
        (
            "no-proxy-loopback",
            f"`noProxy` must name {missing} too: nearly every client sends requests for {missing} "
            f"to the proxy; write {lacking}, or `noProxyPresets: [localhost]`",
        )
    ]


def test_the_ipv6_loopback_alone_lacks_both_halves() -> None:
    assert told(**BOTH, noProxy="::1,10.96.0.1") == [
        (
            "no-proxy-loopback",
            "`noProxy` must name localhost and 127.0.0.1 too: nearly every client sends requests "
            "for localhost to the proxy; write localhost,127.0.0.1, or `noProxyPresets: [localhost]`",
        )
    ]


@pytest.mark.parametrize(
    "entry",
    [
        "$(KUBERNETES_SERVICE_HOST)",
        "$(NO_PROXY_OF_THE_CLUSTER)",
        "kubernetes.default.svc",
        "kubernetes.default.svc.cluster.local",
        "10.96.0.1",
        "10.0.0.0/8",
        "172.16.0.0/12",
        "fd00:10:96::/112",
        "0.0.0.0/0",
        "x.hcp.westeurope.azmk8s.io",
        "*",
    ],
)
def test_an_entry_that_may_be_the_api_server_covers_it(entry: str) -> None:
    found = rules(**BOTH, noProxy=f"localhost,127.0.0.1,{entry}")
    assert "no-proxy-api-server" not in found


@pytest.mark.parametrize(
    "entry",
    [".svc,.cluster.local", "svc", "169.254.169.254", "169.254.0.0/16", "127.0.0.0/8", "::1"],
)
def test_an_entry_that_cannot_be_the_api_server_leaves_it_to_the_proxy(entry: str) -> None:
    assert told(**BOTH, noProxy=f"localhost,127.0.0.1,{entry}") == [
        ("no-proxy-api-server", API_SERVER)
    ]


@pytest.mark.parametrize(
    "fields",
    [
        {"noProxy": "localhost,127.0.0.1"},
        {"httpProxy": HTTP, "noProxy": "localhost,127.0.0.1", "checks": {"ignore": ["one-proxy"]}},
        {**BOTH, "noProxyPresets": ["localhost", "cluster"]},
        {**BOTH, "remove": True},
    ],
)
def test_the_api_server_needs_no_entry_here(fields: dict[str, Any]) -> None:
    assert told(**fields) == []


@pytest.mark.parametrize(
    ("config", "remedy"),
    [
        (
            openshift({**BOTH, "noProxy": "localhost,127.0.0.1"}),
            'write "$(KUBERNETES_SERVICE_HOST)", or give the object with its `status`, as `oc get '
            "proxy cluster -o yaml` has it",
        ),
        (
            istio({"httpProxyEnvs": {**BOTH, "noProxy": "localhost,127.0.0.1"}}),
            'write "$(KUBERNETES_SERVICE_HOST)"',
        ),
    ],
)
def test_a_form_without_presets_gets_a_remedy_that_it_has(
    config: dict[str, Any], remedy: str
) -> None:
    (made,) = read(config)[1]
    assert made["message"].endswith(f"which cannot reach it; {remedy}")


def test_what_openshift_itself_injects_is_taken_from_the_status() -> None:
    status = {"noProxy": ".cluster.local,.svc,10.128.0.0/14,127.0.0.1,172.30.0.0/16,localhost"}
    config = {**openshift({**BOTH, "noProxy": ".corp.test"}), "status": status}
    configuration, warnings = read(config)
    assert (configuration.no_proxy, configuration.http_proxy) == (
        tuple(status["noProxy"].split(",")),
        HTTP,
    )
    assert warnings == []


@pytest.mark.parametrize(
    "fields",
    [
        {**BOTH, "noProxyPresets": ["localhost", "cluster"]},
        {**BOTH, "noProxy": "10.96.0.1", "checks": {"clients": ["go", "ruby"]}},
        {"noProxy": "example.com"},
        {"remove": True, **BOTH},
    ],
)
def test_no_loopback_is_right_here(fields: dict[str, Any]) -> None:
    assert told(**fields) == []
