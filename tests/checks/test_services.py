"""The Services of a list beside what its texts name."""

from __future__ import annotations

from typing import Any

import pytest
from checks.in_list import COVERED, HEADLESS, SERVICE, pod, told, uncovered


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("http://backend:8080/x", "backend"),
        ("https://backend.team-a", "backend.team-a"),
        ("http://queue-0.queue:80", "queue-0.queue"),
        ("http://queue-0.queue.team-a.svc.cluster.local", "queue-0.queue.team-a.svc.cluster.local"),
    ],
)
def test_a_name_in_a_url_that_is_not_covered_is_a_warning(url: str, name: str) -> None:
    assert told(SERVICE + HEADLESS + pod(url), noProxy="localhost,.svc") == [uncovered(f'"{name}"')]


@pytest.mark.parametrize("lines", [199_980 // 8, 200_020 // 8, 600_000 // 8])
def test_a_name_is_found_wherever_it_stands_in_a_long_list(lines: int) -> None:
    text = SERVICE + "#......\n" * lines + pod("http://backend")
    assert told(text, noProxy="localhost,.svc") == [uncovered('"backend"')]


@pytest.mark.parametrize(
    "url",
    [
        "http://backend.team-a.svc:8080",
        "http://backend.team-b",
        "http://other",
        "http://backend.example.com",
        "redis://backend:6379",
        "http://localhost:8080",
    ],
)
def test_a_url_for_a_covered_name_or_no_service_is_right(url: str) -> None:
    assert told(SERVICE + HEADLESS + pod(url), noProxy="localhost,.svc") == []


def test_the_preset_services_covers_the_names_in_urls() -> None:
    text = SERVICE + HEADLESS + pod("http://backend") + pod("http://queue-0.queue")
    assert told(text, noProxyPresets=["localhost", "cluster", "services"]) == []


def test_a_name_that_the_preset_services_leaves_out_is_to_be_written_in_full() -> None:
    shop = SERVICE.replace("team-a", "shop") + pod("http://backend.shop:8080")
    left_out, uncovered = told(shop, noProxyPresets=["localhost", "cluster", "services"])
    assert left_out[0] == "services-top-level-domain"
    assert uncovered == (
        "no-proxy-service",
        '`noProxy` must cover the Services of the list, and does not cover "backend.shop": '
        "requests for them go to the proxy, which cannot reach them; write NAME.NAMESPACE.svc where "
        "they are named",
    )


def test_the_proxys_own_service_need_not_be_covered() -> None:
    squid = SERVICE.replace("backend", "squid")
    proxy = {"httpProxy": "http://squid:3128", "httpsProxy": "http://squid:3128"}
    assert told(squid + pod("http://squid:3128"), noProxy="localhost,.svc", **proxy) == []


def test_a_message_has_at_most_20_names() -> None:
    services = "".join(SERVICE.replace("backend", f"s{number:02}") for number in range(23))
    (_, made) = told(services, noProxy="localhost")
    assert '"s18", "s19" and 3 more:' in made[1]


PORTS = """apiVersion: v1
kind: Service
metadata: {name: argocd-repo-server, namespace: argocd}
spec: {ports: [{name: server, port: 8081}, {name: metrics, port: 8084}]}
---
apiVersion: v1
kind: Service
metadata: {name: vc-etcd, namespace: team-a}
spec: {clusterIP: None}
---
apiVersion: v1
kind: Service
metadata: {name: cache, namespace: team-a}
spec: {ports: [{name: tcp-redis, port: 7000}, {port: 6379}, {port: 53, protocol: UDP}]}
---
"""
ENVIRONMENT = """apiVersion: v1
kind: Pod
metadata: {name: web, annotations: {note: "argocd-repo-server:8081"}}
spec:
  containers:
  - name: web
    image: web
    env:
    - {name: ENDPOINTS, value: "VALUE"}
---
"""
CONFIG_MAP = """apiVersion: v1
kind: ConfigMap
metadata: {name: settings}
data:
  config.yaml: |
    server: VALUE
---
"""


@pytest.mark.parametrize("holder", [pod("VALUE"), ENVIRONMENT, CONFIG_MAP])
@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("argocd-repo-server:8081", "argocd-repo-server"),
        ("argocd-repo-server.argocd:8081", "argocd-repo-server.argocd"),
        ("dns:///argocd-repo-server:8081", "argocd-repo-server"),
        ("vc-etcd:2379", "vc-etcd"),
        ("vc-etcd-0.vc-etcd:2379", "vc-etcd-0.vc-etcd"),
    ],
)
def test_a_service_with_its_port_in_a_text_is_a_warning(holder: str, text: str, name: str) -> None:
    found = told(PORTS + holder.replace("VALUE", text), noProxy=COVERED)
    assert found == [uncovered(f'"{name}"')]


@pytest.mark.parametrize("holder", [pod("VALUE"), ENVIRONMENT, CONFIG_MAP])
@pytest.mark.parametrize(
    "text",
    [
        "argocd-repo-server:9999",
        "argocd-repo-server.other:8081",
        "argocd-repo-server.example.com:8081",
        "my-argocd-repo-server:8081",
        "cache:7000",
        "cache:6379",
        "cache:53",
        "redis://cache:6379",
        "argocd-repo-server.argocd.svc:8081",
    ],
)
def test_what_is_no_request_to_a_service_is_right(holder: str, text: str) -> None:
    assert told(PORTS + holder.replace("VALUE", text), noProxy=COVERED) == []


def test_an_image_a_label_or_a_comment_is_no_request() -> None:
    text = """apiVersion: v1
kind: Pod
metadata: {name: web, labels: {at: "argocd-repo-server:8081"}}
spec: # http://backend argocd-repo-server:8081
  containers:
  - name: web
    image: argocd-repo-server:8081
    env: [{name: NO_PROXY, value: "argocd-repo-server:8081"}]
---
"""
    assert told(SERVICE + PORTS + text, noProxy=COVERED) == []


SCRAPED = """apiVersion: v1
kind: ConfigMap
metadata: {name: prometheus}
data:
  prometheus.yml: |
    scrape_configs:
    - job_name: x
      # more
      static_configs: [{targets: ["argocd-repo-server:8084"]}]
---
"""


def test_prometheus_uses_the_variables_where_its_configuration_says_so() -> None:
    assert told(PORTS + SCRAPED, noProxy=COVERED) == []
    asked = SCRAPED.replace("# more", "proxy_from_environment: true")
    assert told(PORTS + asked, noProxy=COVERED) == [uncovered('"argocd-repo-server"')]


BARE = """apiVersion: v1
kind: Service
metadata: {name: NAME}
---
"""
MONITORING = """apiVersion: v1
kind: Namespace
metadata: {name: monitoring}
---
"""


@pytest.mark.parametrize(
    ("name", "url"),
    [
        ("grafana", "https://grafana.com/dashboards"),
        ("gitlab", "https://gitlab.com"),
        ("registry", "https://registry.io:443"),
        ("example", "https://www.example.com"),
        ("app", "https://shop.app"),
        ("corp", "https://www.corp"),
    ],
)
def test_a_host_outside_that_is_named_like_a_service_is_right(name: str, url: str) -> None:
    assert told(BARE.replace("NAME", name) + MONITORING + pod(url), noProxy=COVERED) == []


def test_a_service_without_a_namespace_is_one_in_a_namespace_of_the_list() -> None:
    text = BARE.replace("NAME", "grafana") + MONITORING + pod("http://grafana.monitoring:3000")
    assert told(text, noProxy=COVERED) == [uncovered('"grafana.monitoring"')]


DOTTED = "http://notification-controller.flux-system.svc.cluster.local./"


def test_a_full_name_with_a_final_dot_needs_an_entry_with_one() -> None:
    message = (
        '`noProxy` must cover "notification-controller.flux-system.svc.cluster.local.": clients '
        "compare the dot as well, and send requests for it to the proxy, which cannot reach it; "
        'write ".cluster.local.", or `noProxyPresets: [cluster]`'
    )
    assert told(pod(DOTTED), noProxy=COVERED) == [("no-proxy-final-dot", message)]
    bare = DOTTED.removeprefix("http://").rstrip("/")
    assert told(pod(bare), noProxy=COVERED) == [("no-proxy-final-dot", message)]


@pytest.mark.parametrize(
    "fields",
    [
        {"noProxyPresets": ["localhost", "cluster"]},
        {"noProxy": f"{COVERED},.svc.cluster.local."},
        {"noProxy": "localhost,*"},
        {"noProxy": COVERED, "checks": {"clients": ["curl", "axios"]}},
    ],
)
def test_a_final_dot_is_right_where_it_is_covered_or_ignored(fields: dict[str, Any]) -> None:
    assert told(pod(DOTTED), **fields) == []


def test_a_final_dot_in_a_label_or_before_a_port_of_another_protocol_is_right() -> None:
    label = ENVIRONMENT.replace("argocd-repo-server:8081", DOTTED).replace("VALUE", "x")
    assert told(label, noProxy=COVERED) == []
    assert told(pod(DOTTED.replace("http:", "redis:")), noProxy=COVERED) == []
