from __future__ import annotations

import pytest
from set_manifests import apply, deployment, stream

from krm_fn.workloads.proxy_service import host_of

TINYPROXY = """apiVersion: v1
kind: Namespace
metadata:
  name: external
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: tinyproxy
  namespace: external
spec:
  selector:
    matchLabels: {app: tinyproxy}
  template:
    metadata:
      labels: {app: tinyproxy}
    spec:
      containers:
      - name: tinyproxy
        image: tinyproxy:1
---
apiVersion: v1
kind: Service
metadata:
  name: tinyproxy
  namespace: external
spec:
  selector: {app: tinyproxy}
  ports:
  - port: 8888
---
apiVersion: v1
kind: Pod
metadata:
  name: curl
  namespace: default
spec:
  containers:
  - name: curl
    image: curl:1
"""
HOST = "http://tinyproxy.external.svc.cluster.local:8888"


def test_a_pod_is_sent_through_tinyproxy_and_tinyproxy_is_not() -> None:
    done = apply(TINYPROXY, httpProxy=HOST)
    assert done.set_names() == ["curl"]
    assert done.messages("info") == [
        "left alone: it is the proxy itself: the Service tinyproxy selects its pods"
    ]


@pytest.mark.parametrize(
    "host",
    [
        "tinyproxy",
        "tinyproxy.external",
        "tinyproxy.external.svc",
        "tinyproxy.external.svc.cluster.local",
        "tinyproxy.external.svc.cluster.local.",
        "TinyProxy.external.svc.corp.example",
        "tinyproxy-0.tinyproxy.external.svc.cluster.local",
    ],
)
@pytest.mark.parametrize("field", ["httpProxy", "httpsProxy", "allProxy"])
def test_every_name_of_the_service_is_recognised(host: str, field: str) -> None:
    urls = {"httpProxy": "http://192.0.2.1:3128", field: f"http://user:pass@{host}:8888"}
    assert apply(TINYPROXY, **urls).set_names() == ["curl"]


@pytest.mark.parametrize(
    "host",
    ["tinyproxy.other", "tinyproxy.example.com", "proxy.external.svc", "xtinyproxy.external.svc"],
)
def test_other_hosts_are_not(host: str) -> None:
    done = apply(TINYPROXY, httpProxy=f"http://{host}:8888")
    assert done.set_names() == ["tinyproxy", "curl"]


def test_a_pod_with_other_labels_is_not_the_proxy() -> None:
    other = deployment("web", "namespace: external")
    assert apply(stream(TINYPROXY, other), httpProxy=HOST).set_names() == ["curl", "web"]


def test_a_pod_with_the_labels_in_another_namespace_is_not_the_proxy() -> None:
    other = deployment("tinyproxy", "namespace: other")
    assert apply(stream(TINYPROXY, other), httpProxy=HOST).set_names() == ["curl", "tinyproxy"]


def test_a_service_without_a_selector_selects_nothing() -> None:
    before = TINYPROXY.replace("  selector: {app: tinyproxy}\n", "")
    assert apply(before, httpProxy=HOST).set_names() == ["tinyproxy", "curl"]


def test_what_was_recorded_in_the_proxy_is_taken_out() -> None:
    tracked = apply(TINYPROXY, httpProxy="http://192.0.2.1:3128", track=True).text
    assert apply(tracked, httpProxy=HOST, track=True).set_names() == ["curl"]


NOT_RECOGNISED = (
    "the list has no Service: the workload behind tinyproxy.external.svc.cluster.local is not "
    "recognised; selectors in a Kptfile may hide it"
)


def test_a_list_without_services_is_told_of() -> None:
    assert apply(deployment("web"), httpProxy=HOST).messages("info") == [NOT_RECOGNISED]


@pytest.mark.parametrize(
    "url", ["http://proxy.example.com:3128", "http://192.0.2.1:3128", "http://localhost:3128"]
)
def test_a_proxy_outside_the_cluster_needs_no_service(url: str) -> None:
    assert apply(deployment("web"), httpProxy=url).messages("info") == []


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("http://proxy:3128", "proxy"),
        ("proxy:3128", "proxy"),
        ("http://user:p@ss@Proxy.NS.svc.:3128/", "proxy.ns.svc"),
        ("http://10.0.0.1:3128", ""),
        ("http://[::1]:3128", ""),
        ("http://$(HOST):3128", ""),
    ],
)
def test_a_urls_host(url: str, host: str) -> None:
    assert host_of(url) == host
