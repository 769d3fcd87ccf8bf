"""`hosts: auto`, what noProxy leaves out, and the checks on the list."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from run_function import run

HEAD = "apiVersion: krm-fn.dev/v1alpha1\nkind: TransparentProxy\nmetadata: {name: company-proxy}\n"
URL = "http://10.1.2.3:3128"
NAMED = "http://proxy.example.com:3128"
LIST = """\
apiVersion: apps/v1
kind: Deployment
metadata: {name: web, namespace: shop, annotations: {docs: "https://wiki.example.org/"}}
spec:
  template:
    spec:
      containers:
      - name: web
        image: ghcr.io/shop/web
        args: ["--upstream=https://api.github.com/v3", "http://backend.shop:8080/"]
        env:
        - {name: HOOK, value: "https://user:pw@hooks.example.com:8443/x?y=http://cdn.example.com/"}
        - {name: DB, value: "postgres://db.example.com:5432"}
---
apiVersion: v1
kind: ConfigMap
metadata: {name: settings, namespace: shop}
data:
  app.yaml: |
    intern: https://wiki.corp.example.com/
    loop: http://localhost:8080/ http://10.0.0.1/
    cluster: https://kubernetes.default.svc/ http://auth.shop.svc.cluster.local/
    again: https://api.github.com/
---
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: {name: registry, namespace: shop}
spec:
  hosts: [registry.example.org, "*.example.net"]
  location: MESH_EXTERNAL
  ports: [{number: 443, name: tls, protocol: TLS}]
---
apiVersion: v1
kind: Service
metadata: {name: backend, namespace: shop}
spec: {ports: [{port: 8080}]}
"""


def told(tmp_path: Any, manifests: str, **spec: Any) -> tuple[list[str], list[Any]]:
    """The lines of stderr, and the resources that were added."""
    config = tmp_path / "config.yaml"
    config.write_text(HEAD + yaml.safe_dump({"spec": spec}))
    results = tmp_path / "results.yaml"
    done = run(manifests.encode(), "--config", str(config), "--results", str(results))
    added = done.stdout.decode().removeprefix(manifests)
    messages = [made["message"] for made in yaml.safe_load(results.read_text())]
    return messages, [each for each in yaml.safe_load_all(added) if each] if added else []


def auto(tmp_path: Any, manifests: str = LIST, **spec: Any) -> tuple[list[str], dict[str, Any]]:
    fields = {"httpProxy": URL, "httpsProxy": URL, "noProxy": [".corp.example.com"], **spec}
    messages, added = told(tmp_path, manifests, hosts="auto", **fields)
    services = [each for each in added if each["kind"] == "VirtualService"]
    ports = {
        each["spec"]["hosts"][0]: [
            (key, rule["match"][0]["port"])
            for key in ("tls", "http")
            for rule in each["spec"].get(key, ())
        ]
        for each in services
    }
    return messages, ports


def test_external_hosts_of_urls_are_found_with_their_ports_and_reported(tmp_path: Any) -> None:
    messages, ports = auto(tmp_path)
    assert ports == {
        "api.github.com": [("tls", 443)],
        "cdn.example.com": [("http", 80)],
        "hooks.example.com": [("tls", 8443)],
        "registry.example.org": [("tls", 443)],
    }
    assert messages[1:] == [
        'names "api.github.com" in `spec.template.spec.containers[0].args[0]` (and 1 more): it goes '
        "through the proxy at port 443",
        'names "cdn.example.com" in `spec.template.spec.containers[0].env[0].value`: it goes through '
        "the proxy at port 80",
        'names "hooks.example.com" in `spec.template.spec.containers[0].env[0].value`: it goes '
        "through the proxy at port 8443",
        'names "registry.example.org" in `spec.hosts[0]`: it goes through the proxy at port 443',
    ]


def test_a_pipe_reports_them_too(tmp_path: Any) -> None:
    config = tmp_path / "config.yaml"
    config.write_text(HEAD + yaml.safe_dump({"spec": {"httpsProxy": URL, "hosts": "auto"}}))
    reported = run(LIST.encode(), "--config", str(config)).stderr.splitlines()
    assert (
        '[info] networking.istio.io/v1/ServiceEntry/shop/registry: names "registry.example.org" in '
        "`spec.hosts[0]`: it goes through the proxy at port 443"
    ) in reported


def test_what_has_no_proxy_is_not_looked_for(tmp_path: Any) -> None:
    fields: dict[str, Any] = {"httpsProxy": URL, "hosts": "auto"}
    _, added = told(tmp_path, LIST, **fields)
    assert not any("cdn.example.com" in str(each) for each in added)


def test_a_port_is_for_tls_or_for_plain_http(tmp_path: Any) -> None:
    urls = "https://a.example.org:8443 http://b.example.org:8443 https://c.example.org:80 http://a.example.org"
    pod = f"apiVersion: v1\nkind: ConfigMap\nmetadata: {{name: a}}\ndata: {{urls: '{urls}'}}\n"
    messages, ports = auto(tmp_path, pod)
    assert ports == {"a.example.org": [("tls", 8443), ("http", 80)]}
    assert messages[:2] == [
        "`spec.hosts` finds port 80 with TLS and with plain HTTP, and a mesh takes a port for one "
        "of the two: TLS to c.example.org does not go through the proxy there",
        "`spec.hosts` finds port 8443 with TLS and with plain HTTP, and a mesh takes a port for one "
        "of the two: plain HTTP to b.example.org does not go through the proxy there",
    ]


def test_a_second_run_finds_the_same(tmp_path: Any) -> None:
    config = tmp_path / "config.yaml"
    config.write_text(HEAD + yaml.safe_dump({"spec": {"httpsProxy": URL, "hosts": "auto"}}))
    once = run(LIST.encode(), "--config", str(config)).stdout
    assert run(once, "--config", str(config)).stdout == once


def test_nothing_found_is_an_error(tmp_path: Any) -> None:
    messages, _ = told(tmp_path, "", httpsProxy=URL, hosts="auto")
    assert messages == [
        "`spec.hosts` finds no external host in the list: write the hosts, or `mode: all`"
    ]


def test_a_host_that_no_proxy_names_is_direct(tmp_path: Any) -> None:
    messages, added = told(
        tmp_path,
        "",
        httpsProxy=URL,
        noProxy=".corp.example.com",
        hosts=["git.corp.example.com", "api.github.com"],
    )
    assert messages[1:] == ['"git.corp.example.com" is reached directly: `spec.noProxy` names it']
    assert "git.corp.example.com" not in str(added)


def test_if_all_are_direct_there_is_nothing_to_make(tmp_path: Any) -> None:
    messages, _ = told(tmp_path, "", httpsProxy=URL, noProxy="example.com", hosts=["a.example.com"])
    assert messages == [
        "`spec.hosts` must name a host that goes through the proxy: noProxy names all of them, or "
        "there is no proxy for their ports"
    ]


def test_an_entry_with_a_port_is_a_warning(tmp_path: Any) -> None:
    messages, _ = told(tmp_path, "", httpsProxy=URL, mode="all", noProxy="a.example:8443")
    assert messages[0] == (
        '`spec.noProxy` has "a.example:8443", which holds for all ports here: leave the port out'
    )


def test_an_entry_of_another_form_is_an_error(tmp_path: Any) -> None:
    messages, _ = told(tmp_path, "", httpsProxy=URL, mode="all", noProxy="10.*")
    assert messages == [
        '`spec.noProxy` has "10.*", which is neither a name, nor an address, nor a CIDR: write one '
        "of these, such as .corp.example.com"
    ]


ISTIO = "apiVersion: networking.istio.io/v1\n"
HTTP_SERVICE = (
    "apiVersion: v1\nkind: Service\nmetadata: {name: shop, namespace: web}\n"
    "spec: {ports: [{name: http-shop, port: 3128}]}\n"
)
PROXY_POD = """\
apiVersion: v1
kind: Service
metadata: {name: squid, namespace: egress}
spec: {selector: {app: squid}, ports: [{port: 3128}]}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: squid, namespace: egress}
spec:
  template:
    metadata: {labels: {app: squid}}
    spec: {containers: [{name: squid, image: squid}]}
"""
FOUND: dict[str, tuple[str, dict[str, Any], str]] = {
    "mesh-virtual-service": (
        ISTIO + "kind: VirtualService\nmetadata: {name: mine}\nspec: {hosts: [api.github.com]}\n",
        {"hosts": ["api.github.com"]},
        '`spec.hosts[0]` has "api.github.com", which goes through the proxy: a sidecar follows one '
        "VirtualService for a host, and the other is without effect; take the host out of one of "
        "the two",
    ),
    "mesh-sidecar-import": (
        ISTIO
        + 'kind: Sidecar\nmetadata: {name: mine, namespace: shop}\nspec: {egress: [{hosts: ["./*"]}]}\n',
        {"hosts": ["api.github.com"]},
        "`spec.egress` does not import the namespace istio-system: its pods don't get to know the "
        'proxy, and their connections to the hosts fail; add "istio-system/*" to '
        "`spec.egress[].hosts`",
    ),
    "mesh-direct-entry": (
        ISTIO + "kind: ServiceEntry\nmetadata: {name: db}\nspec:\n  hosts: [db.example.org]\n"
        "  ports: [{number: 443, name: tls, protocol: TLS}]\n  endpoints: [{address: 10.1.2.3}]\n",
        {"mode": "all", "noProxy": "10.0.0.0/8"},
        '`spec.endpoints[0].address` is "10.1.2.3", in a network of noProxy: the network decides '
        "before the name, so that a VirtualService for the host is without effect; give the "
        "ServiceEntry `addresses`, or the network another border",
    ),
    "mesh-direct-http": (
        "",
        {"mode": "all", "noProxy": "fd00::/8", "httpProxy": URL},
        '`spec.noProxy` has "fd00::/8": a request of plain HTTP is chosen by its Host alone, in '
        "which a network of IPv6 cannot be found, so that it goes through the proxy; add the names "
        "that are asked for",
    ),
    "mesh-proxy-port": (
        HTTP_SERVICE,
        {
            "hosts": ["api.github.com"],
            "httpsProxy": NAMED,
            "checks": {"ignore": ["proxy-addresses"]},
        },
        "the Service web/shop has HTTP on the proxy's port 3128: a client that still has "
        "HTTPS_PROXY gets 404 for its CONNECT, since the sidecar takes the port for HTTP; write "
        "`proxyAddresses` with the addresses of proxy.example.com",
    ),
    "mesh-proxy-sidecar": (
        PROXY_POD,
        {"hosts": ["api.github.com"], "httpsProxy": "http://squid.egress.svc:3128"},
        "the pods are the proxy: its own connections would be sent to itself, without an end; set "
        'the label `sidecar.istio.io/inject: "false"` on its pod template',
    ),
}


@pytest.mark.parametrize("check", FOUND)
def test_what_is_wrong_beside_the_list_is_a_warning(tmp_path: Any, check: str) -> None:
    manifests, spec, message = FOUND[check]
    messages, added = told(tmp_path, manifests, **{"httpsProxy": URL, **spec})
    assert messages[0] == message
    assert added


@pytest.mark.parametrize("check", FOUND)
def test_it_can_be_an_error_or_be_left_out(tmp_path: Any, check: str) -> None:
    manifests, spec, message = FOUND[check]
    fields = {"httpsProxy": URL, **spec}
    ignored = spec.get("checks", {}).get("ignore", [])
    fields["checks"] = {"ignore": ignored, "level": "error"}
    assert told(tmp_path, manifests, **fields) == ([message], [])
    fields["checks"] = {"ignore": [*ignored, check]}
    assert message not in told(tmp_path, manifests, **fields)[0]
    fields["checks"] = {"level": "off"}
    assert message not in told(tmp_path, manifests, **fields)[0]


WELL = {
    "mesh-virtual-service": FOUND["mesh-virtual-service"][0].replace("api.github", "other"),
    "mesh-sidecar-import": FOUND["mesh-sidecar-import"][0].replace("./*", "istio-system/*"),
    "mesh-direct-entry": FOUND["mesh-direct-entry"][0].replace("10.1.2.3", "192.0.2.3"),
    "mesh-proxy-port": HTTP_SERVICE.replace("http-shop", "tcp-shop"),
    "mesh-proxy-sidecar": PROXY_POD.replace(
        "{app: squid}}", '{app: squid, sidecar.istio.io/inject: "false"}}'
    ),
}


@pytest.mark.parametrize("check", WELL)
def test_what_is_well_is_not_told(tmp_path: Any, check: str) -> None:
    _, spec, _ = FOUND[check]
    messages, added = told(tmp_path, WELL[check], **{"httpsProxy": URL, **spec})
    assert len(messages) == 1
    assert added


def test_a_virtual_service_of_a_gateway_alone_is_none_of_a_sidecars(tmp_path: Any) -> None:
    mine, spec, message = FOUND["mesh-virtual-service"]
    of_gateway = mine.replace("{hosts:", "{gateways: [ingress/public], hosts:")
    assert len(told(tmp_path, of_gateway, httpsProxy=URL, **spec)[0]) == 1
    of_both = mine.replace("{hosts:", "{gateways: [ingress/public, mesh], hosts:")
    assert told(tmp_path, of_both, httpsProxy=URL, **spec)[0][0] == message


@pytest.mark.parametrize(("namespace", "warnings"), [("shop", 1), ("istio-system", 1), ("bank", 0)])
def test_a_sidecar_of_another_namespace_imports_no_resources_of_a_namespace(
    tmp_path: Any, namespace: str, warnings: int
) -> None:
    sidecar = (
        f"{ISTIO}kind: Sidecar\nmetadata: {{name: mine, namespace: {namespace}}}\n"
        'spec: {egress: [{hosts: ["istio-system/*"]}]}\n'
    )
    spec = {"httpsProxy": URL, "hosts": ["api.github.com"], "namespace": "shop"}
    messages, _ = told(tmp_path, sidecar, **spec)
    assert len(messages) == 1 + warnings


def test_known_addresses_cure_the_port(tmp_path: Any) -> None:
    spec = {"httpsProxy": URL, "hosts": ["api.github.com"], "proxyAddresses": ["10.1.2.3"]}
    messages, _ = told(tmp_path, HTTP_SERVICE, **spec)
    assert len(messages) == 1
