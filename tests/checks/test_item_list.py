"""The checks of a configuration beside the list: the cluster's domain, and a service mesh."""

from __future__ import annotations

import pytest
from checks.in_list import COVERED, HEADLESS, SERVICE, pod, told, uncovered
from configurations import set_proxy_env

from krm_fn.checks.configured import read
from krm_fn.checks.item_list import proxies

CLUSTER = (
    "no-proxy-cluster",
    "`noProxy` must have .svc or the cluster's domain: requests for Services go to the proxy, which "
    "cannot reach them; write .svc,.cluster.local, or `noProxyPresets: [cluster]`",
)


def test_services_without_the_clusters_domain_are_a_warning_with_their_names() -> None:
    assert told(SERVICE + HEADLESS, noProxy="localhost") == [
        CLUSTER,
        uncovered('"backend", "queue"'),
    ]


def test_the_message_has_the_clusters_domain() -> None:
    (made, _) = told(SERVICE, noProxy="localhost", clusterDomain="k8s.example.com")
    assert "write .svc,.k8s.example.com, or" in made[1]


@pytest.mark.parametrize(
    "no_proxy",
    [COVERED, "svc", "*", "*.svc", ".cluster.local", "local", "$(NO_PROXY_OF_THE_CLUSTER)"],
)
def test_the_clusters_domain_in_any_form_is_right(no_proxy: str) -> None:
    assert told(SERVICE, noProxy=no_proxy) == []


def test_without_services_the_clusters_domain_is_not_needed() -> None:
    knative = SERVICE.replace("apiVersion: v1", "apiVersion: serving.knative.dev/v1")
    assert told(pod("http://backend") + knative, noProxy="localhost") == []


def test_a_run_that_takes_out_needs_nothing_covered() -> None:
    assert told(SERVICE, noProxy="localhost", remove=True) == []


GATEWAY = """apiVersion: networking.istio.io/v1
kind: Gateway
metadata: {name: web}
---
"""
NAMESPACE = """apiVersion: v1
kind: Namespace
metadata:
  name: team-a
  labels: {istio-injection: enabled}
---
"""
ENTRY = """apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: {name: proxy}
spec:
  hosts: [proxy.example.com]
  ports: [{number: 3128, name: tcp, protocol: TCP}]
---
"""
MESH = (
    "mesh-proxy",
    "the proxy proxy.example.com:3128 must have a TCP ServiceEntry in the mesh: the sidecar answers "
    "the CONNECT of https requests with 404; write `istioServiceEntry: true`, or add "
    '{"apiVersion":"networking.istio.io/v1","kind":"ServiceEntry","metadata":{"name":"egress-proxy"},'
    '"spec":{"hosts":["proxy.example.com"],"location":"MESH_EXTERNAL","ports":[{"number":3128,'
    '"name":"tcp-proxy","protocol":"TCP"}],"resolution":"DNS"}}',
)


@pytest.mark.parametrize(
    "text",
    [
        GATEWAY,
        NAMESPACE,
        NAMESPACE.replace("istio-injection: enabled", "istio.io/rev: stable"),
        GATEWAY + ENTRY.replace("protocol: TCP", "protocol: HTTP"),
        GATEWAY + ENTRY.replace("3128", "8080"),
        GATEWAY + ENTRY.replace("proxy.example.com", "other.example.com"),
        "apiVersion: v1\nkind: List\nitems:\n- apiVersion: networking.istio.io/v1\n  kind: Gateway\n",
    ],
)
def test_a_mesh_without_a_tcp_service_entry_is_a_warning(text: str) -> None:
    assert told(text, noProxy=COVERED) == [MESH]


@pytest.mark.parametrize(
    "text",
    [
        GATEWAY + ENTRY,
        ENTRY + NAMESPACE,
        GATEWAY + ENTRY.replace("proxy.example.com", '"*.example.com"'),
        NAMESPACE.replace("enabled", "disabled"),
        NAMESPACE.replace("istio-injection: enabled", "{}").replace("{{}}", "{}"),
        "apiVersion: gateway.networking.k8s.io/v1\nkind: Gateway\nmetadata: {name: web}\n",
    ],
)
def test_no_mesh_or_one_with_a_tcp_service_entry_is_right(text: str) -> None:
    assert told(text, noProxy=COVERED) == []


@pytest.mark.parametrize(
    "url", ["http://squid:3128", "http://squid.proxy.svc:3128", "http://$(A):1"]
)
def test_a_proxy_in_the_cluster_or_an_unknown_one_needs_no_service_entry(url: str) -> None:
    assert told(GATEWAY, noProxy=COVERED, httpProxy=url, httpsProxy=url) == []


def test_a_proxy_that_is_an_address_gets_an_entry_by_its_address() -> None:
    url = "http://user:secret@192.0.2.1:3128"
    ((rule, message),) = told(GATEWAY, noProxy=COVERED, httpProxy=url, httpsProxy=url)
    assert rule == "mesh-proxy"
    assert message.endswith(
        '"spec":{"hosts":["egress-proxy.internal"],"addresses":["192.0.2.1"],"location":'
        '"MESH_EXTERNAL","ports":[{"number":3128,"name":"tcp-proxy","protocol":"TCP"}],"resolution":'
        '"STATIC","endpoints":[{"address":"192.0.2.1"}]}}'
    )
    entry = ENTRY.replace("hosts: [proxy.example.com]", "hosts: [p]\n  addresses: [192.0.2.0/24]")
    assert told(GATEWAY + entry, noProxy=COVERED, httpProxy=url, httpsProxy=url) == []


def test_the_places_of_proxies() -> None:
    configuration, _ = read(
        set_proxy_env(
            httpProxy="http://user:word@Proxy:1",
            httpsProxy="http://[fd00::1]:2/",
            allProxy="proxy",
        )
    )
    assert proxies(configuration) == [("proxy", 1), ("fd00::1", 2), ("proxy", None)]
