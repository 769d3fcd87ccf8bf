"""The functionConfigs that are measured, as YAML; every value is an example."""

from __future__ import annotations

HTTP_PROXY = "http://proxy.example.com:3128"
HTTPS_PROXY = "http://proxy.example.com:3129"
NO_PROXY = ("localhost", "127.0.0.1", "10.0.0.0/8", ".svc", ".cluster.local")

_FIELDS = f"httpProxy: {HTTP_PROXY}\n  httpsProxy: {HTTPS_PROXY}\n  noProxy: "


def _set_proxy_env(*fields: str) -> str:
    return (
        "apiVersion: krm-fn.dev/v1alpha1\nkind: SetProxyEnv\nmetadata:\n  name: proxy\nspec:\n  "
        + _FIELDS
        + "".join(f"\n  - {item}" for item in NO_PROXY)
        + "".join(f"\n  {field}" for field in fields)
        + "\n"
    )


def _fields_in(api_version: str, kind: str, parent: str) -> str:
    return (
        f"apiVersion: {api_version}\nkind: {kind}\nmetadata:\n  name: proxy\n{parent}:\n  "
        + _FIELDS
        + ",".join(NO_PROXY)
        + "\n"
    )


def _istio() -> str:
    nested = _fields_in("istio.banzaicloud.io/v1beta1", "Istio", "spec")
    head, fields = nested.split("spec:\n")
    return (
        head + "spec:\n  httpProxyEnvs:\n" + "".join(f"  {line}\n" for line in fields.splitlines())
    )


DEFAULT = _set_proxy_env()

OTHERS = {
    "ConfigMap": _fields_in("v1", "ConfigMap", "data"),
    "Istio": _istio(),
    "OpenShift Proxy": _fields_in("config.openshift.io/v1", "Proxy", "spec"),
    "existing: replace": _set_proxy_env("existing: replace"),
    "track: true": _set_proxy_env("track: true"),
}
