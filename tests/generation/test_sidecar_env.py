"""Credentials: the variable of the container istio-proxy, from a Secret."""

from __future__ import annotations

from typing import Any

import pytest
import yaml

from krm_fn.transform import run

CONFIG = """\
apiVersion: krm-fn.dev/v1alpha1
kind: TransparentProxy
metadata: {name: company-proxy}
spec:
  httpsProxy: http://10.1.2.3:3128
  hosts: [api.github.com]
  credentials:
    environment: PROXY_BASIC
    secretKeyRef: {name: proxy, key: basic}
"""
WEB = """\
apiVersion: apps/v1
kind: Deployment # the shop
metadata: {name: web, namespace: shop}
spec:
  template:
    metadata:
      labels:
        app: web
        sidecar.istio.io/inject: "true"
    spec:
      containers:
      - name: web # first
        image: web
"""
ADDED = """\
      - name: istio-proxy
        image: auto
        env:
        - name: PROXY_BASIC
          valueFrom:
            secretKeyRef:
              name: proxy
              key: basic
"""
NAMESPACE = (
    "apiVersion: v1\nkind: Namespace\nmetadata: {name: shop, labels: {istio-injection: enabled}}\n"
)


def workload(manifests: str, **spec: Any) -> str:
    """The last of the manifests that were there, after a run."""
    config = yaml.safe_load(CONFIG)
    config["spec"].update(spec)
    outcome = run(manifests.encode(), config)
    assert outcome.exit_code == 0, outcome.told
    text = b"".join(outcome.chunks).decode()
    return text.partition("---\napiVersion: networking.istio.io")[0]


def test_a_pod_with_a_sidecar_gets_the_variable() -> None:
    assert workload(WEB) == WEB + ADDED


def test_a_second_run_changes_nothing_and_remove_takes_it_out() -> None:
    assert workload(WEB + ADDED) == WEB + ADDED
    assert workload(WEB + ADDED, remove=True) == WEB


@pytest.mark.parametrize(
    "text",
    [
        WEB.replace('sidecar.istio.io/inject: "true"', "tier: front"),
        WEB.replace('inject: "true"', 'inject: "false"'),
    ],
)
def test_a_pod_of_which_nothing_is_known_is_left_alone(text: str) -> None:
    assert workload(text) == text


def test_a_namespace_with_injection_counts() -> None:
    text = WEB.replace('        sidecar.istio.io/inject: "true"\n', "")
    assert workload(f"{NAMESPACE}---\n{text}") == f"{NAMESPACE}---\n{text}{ADDED}"
    refused = WEB.replace('inject: "true"', 'inject: "false"')
    assert workload(f"{NAMESPACE}---\n{refused}") == f"{NAMESPACE}---\n{refused}"


OWN = WEB + "      - name: istio-proxy\n        image: auto\n        resources: {} # mine\n"


def test_a_container_of_ones_own_keeps_what_it_has() -> None:
    after = OWN + "".join(ADDED.splitlines(keepends=True)[2:])
    assert workload(OWN) == after
    assert workload(after, remove=True) == OWN
    other = f"{OWN}        env:\n        - name: OTHER\n          value: x\n"
    both = other + "".join(ADDED.splitlines(keepends=True)[3:])
    assert workload(other) == both
    assert workload(both, remove=True) == other


def test_only_the_pods_that_are_meant_get_it() -> None:
    in_all = {"mode": "all", "hosts": [], "workloadSelector": {"app": "web"}}
    assert workload(WEB, **in_all) == WEB + ADDED
    in_all["workloadSelector"] = {"app": "shop"}
    assert workload(WEB, **in_all) == WEB
    assert workload(WEB, namespace="bank") == WEB
    assert workload(WEB, namespace="shop") == WEB + ADDED


def test_with_a_gateway_its_pods_alone_get_it() -> None:
    gateway = {"namespace": "egress"}
    assert workload(WEB, gateway=gateway) == WEB
    egress = WEB.replace("app: web", "istio: egressgateway").replace(": shop}", ": egress}")
    assert workload(egress, gateway=gateway) == egress + ADDED


def test_without_a_secret_no_workload_is_touched() -> None:
    assert workload(WEB, credentials={"environment": "PROXY_BASIC"}) == WEB
