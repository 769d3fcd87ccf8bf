"""`istioServiceEntry`: what users of the variables need in a mesh."""

from __future__ import annotations

from typing import Any

import yaml
from run_function import run

HEAD = "apiVersion: krm-fn.dev/v1alpha1\nkind: SetProxyEnv\nmetadata: {name: proxy}\n"
URL = "http://proxy.example.com:3128"
NAMESPACE = (
    "apiVersion: v1\nkind: Namespace\nmetadata: {name: shop, labels: {istio-injection: enabled}}\n"
)
SERVICE = (
    "apiVersion: v1\nkind: Service\nmetadata: {name: shop, namespace: web}\n"
    "spec: {ports: [{name: http-shop, port: 3128}]}\n"
)


def answered(tmp_path: Any, manifests: str, **spec: Any) -> tuple[str, list[str]]:
    config = tmp_path / "config.yaml"
    fields = {"httpProxy": URL, "httpsProxy": URL, "noProxyPresets": ["localhost", "cluster"]}
    config.write_text(HEAD + yaml.safe_dump({"spec": {**fields, **spec}}))
    done = run(manifests.encode(), "--config", str(config))
    return done.stdout.decode(), done.stderr.splitlines()


def test_the_entry_is_tcp_with_the_addresses(tmp_path: Any) -> None:
    text, told = answered(
        tmp_path, NAMESPACE, istioServiceEntry=True, proxyAddresses=["10.1.2.3", "10.1.2.4"]
    )
    assert text == (
        f"{NAMESPACE}---\n"
        "apiVersion: networking.istio.io/v1\n"
        "kind: ServiceEntry\n"
        "metadata:\n"
        "  name: proxy\n"
        "  namespace: istio-system\n"
        "  annotations:\n"
        "    krm-fn.dev/made-by: SetProxyEnv/proxy\n"
        "spec:\n"
        "  hosts:\n"
        "  - proxy.example.com\n"
        "  addresses:\n"
        '  - "10.1.2.3"\n'
        '  - "10.1.2.4"\n'
        "  location: MESH_EXTERNAL\n"
        "  ports:\n"
        "  - number: 3128\n"
        "    name: tcp-proxy\n"
        "    protocol: TCP\n"
        "  resolution: STATIC\n"
        "  endpoints:\n"
        '  - address: "10.1.2.3"\n'
        '  - address: "10.1.2.4"\n'
    )
    assert told[-1] == (
        "[info]: ServiceEntries of the proxy: 1 added, 0 changed, 0 unchanged, 0 removed"
    )


def test_a_second_run_changes_nothing_and_a_run_without_it_takes_it_out(tmp_path: Any) -> None:
    once, _ = answered(tmp_path, NAMESPACE, istioServiceEntry=True)
    assert answered(tmp_path, once, istioServiceEntry=True)[0] == once
    assert answered(tmp_path, once)[0] == NAMESPACE
    assert answered(tmp_path, once, istioServiceEntry=True, remove=True)[0] == NAMESPACE


def test_verify_changes_nothing(tmp_path: Any) -> None:
    assert answered(tmp_path, NAMESPACE, istioServiceEntry=True, verify=True)[0] == NAMESPACE
    once, _ = answered(tmp_path, NAMESPACE, istioServiceEntry=True)
    assert answered(tmp_path, once, verify=True)[0] == once


def test_a_proxy_in_the_cluster_needs_none(tmp_path: Any) -> None:
    urls = {"httpProxy": "http://squid:3128", "httpsProxy": "http://squid.egress.svc:3128"}
    text, _ = answered(tmp_path, NAMESPACE, istioServiceEntry=True, **urls)
    assert text == NAMESPACE


def test_each_proxy_has_its_own(tmp_path: Any) -> None:
    urls = {"httpProxy": "http://10.1.2.3:3128", "httpsProxy": "http://proxy.example.com:3130"}
    text, _ = answered(tmp_path, NAMESPACE, istioServiceEntry=True, **urls)
    made = list(yaml.safe_load_all(text))[1:]
    assert [
        (each["metadata"]["name"], each["spec"]["hosts"], each["spec"]["ports"][0]["number"])
        for each in made
    ] == [("proxy", ["proxy.internal"], 3128), ("proxy-2", ["proxy.example.com"], 3130)]


def test_http_on_the_proxys_port_is_told_until_addresses_are_known(tmp_path: Any) -> None:
    manifests = f"{NAMESPACE}---\n{SERVICE}"
    _, told = answered(tmp_path, manifests, istioServiceEntry=True)
    assert told[0] == (
        f"[warning] krm-fn.dev/v1alpha1/SetProxyEnv/proxy ({tmp_path / 'config.yaml'}:5): the Service web/shop has HTTP on the "
        "proxy's port 3128: the sidecar takes the port for HTTP, and answers the CONNECT of https "
        "requests with 404; write `istioServiceEntry: true` and in `proxyAddresses` the addresses "
        "of proxy.example.com"
    )
    _, told = answered(tmp_path, manifests, istioServiceEntry=True, proxyAddresses=["10.1.2.3"])
    assert not any("warning" in line for line in told)


def test_an_address_that_is_none_is_an_error(tmp_path: Any) -> None:
    text, told = answered(tmp_path, NAMESPACE, istioServiceEntry=True, proxyAddresses=["proxy"])
    assert text == NAMESPACE
    assert told == [
        f"[error] krm-fn.dev/v1alpha1/SetProxyEnv/proxy ({tmp_path / 'config.yaml'}:12): `spec.proxyAddresses[0]` must be an IP "
        'address, got "proxy"'
    ]
