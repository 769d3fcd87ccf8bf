"""The hosts that a text names: in URLs, with ports, and as full names."""

from __future__ import annotations

import pytest

from krm_fn.clients.hosts import hosts_in

FOUND = {
    "--repo-server argocd-repo-server:8081": "argocd-repo-server:8081",
    "ETCD_ENDPOINTS=vc-etcd:2379,vc-etcd-1.vc-etcd:2379": "vc-etcd:2379 vc-etcd-1.vc-etcd:2379",
    "http://api.flux.svc.cluster.local./x": "http://api.flux.svc.cluster.local.",
    "https://grafana.com/x": "https://grafana.com",
    "http://user:pw@api:80/x": "http://api:80",
    "https://user@api/x": "https://api",
    "dns:///api.shop:9000": "api.shop:9000",
    "redis://cache:6379/0": "redis://cache:6379",
    "tcp(mysql:3306)/db": "mysql:3306",
    "http://A, http://b.c:80": "http://a http://b.c:80",
    "see api.shop.svc.cluster.local. Then": "api.shop.svc.cluster.local",
    "api.shop.svc.cluster.local.": "api.shop.svc.cluster.local.",
    "api.shop.svc.cluster.local.:80": "api.shop.svc.cluster.local.:80",
    "-Dhost=api.shop.svc:80": "api.shop.svc:80",
    '{"url":"http://api.shop.svc"}': "http://api.shop.svc",
    "server: api:8080": "api:8080",
    "api:8080/health": "api:8080",
}


@pytest.mark.parametrize("text", FOUND)
def test_a_host_is_found(text: str) -> None:
    assert " ".join(map(repr, hosts_in(text))) == FOUND[text]


@pytest.mark.parametrize(
    "text",
    [
        "registry.io/nginx:80",
        "redis:7.2",
        "redis:7-alpine",
        "nginx@sha256:12345",
        "10:30:15",
        "at 10:30",
        "key: 8080",
        "a_b:80",
        "http://$(HOST):80/",
        "http://%s:80/",
        "http:///x",
        "x.svcs.io",
        "std::vec:1:2",
        "path/to/api:80",
        "api:123456",
        "http://10.0.0.1:80",
        "$HOST:80",
        "",
    ],
)
def test_what_only_looks_like_a_host_is_none(text: str) -> None:
    assert list(hosts_in(text)) == []


def test_a_host_knows_where_it_stands() -> None:
    (host,) = hosts_in("--url=http://api.shop:80")
    assert (host.at, host.name, host.port, host.scheme, host.has_final_dot) == (
        13,
        "api.shop",
        80,
        "http",
        False,
    )


def test_long_texts_take_no_long_time() -> None:
    text = "a" * 100_000 + ":80 " + "-." * 100_000 + ".svc" * 20_000 + "://" * 50_000
    assert len(list(hosts_in(text))) < 10
