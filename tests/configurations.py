"""functionConfig objects for tests."""

from __future__ import annotations

from typing import Any

HTTP = "http://proxy.example.com:3128"
HTTPS = "http://proxy.example.com:3129"
CA_BUNDLE = {"configMap": {"name": "corporate-ca"}}

Values = dict[str, Any]


def config_map(data: object, **others: object) -> Values:
    return {
        "apiVersion": "v1",
        "kind": "ConfigMap",
        "metadata": {"name": "proxy"},
        "data": data,
        **others,
    }


def set_proxy_env(**fields: object) -> Values:
    return {
        "apiVersion": "krm-fn.dev/v1alpha1",
        "kind": "SetProxyEnv",
        "metadata": {"name": "proxy"},
        **fields,
    }


def istio(spec: object) -> Values:
    return {
        "apiVersion": "istio.banzaicloud.io/v1beta1",
        "kind": "Istio",
        "metadata": {"name": "mesh", "namespace": "istio-system"},
        "spec": spec,
    }


def openshift(spec: object) -> Values:
    return {
        "apiVersion": "config.openshift.io/v1",
        "kind": "Proxy",
        "metadata": {"name": "cluster"},
        "spec": spec,
    }
