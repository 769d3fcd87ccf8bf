"""Other ways to the proxy: several of them, by TLS, by an egress gateway, by the variables."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from .configurations import ALL, HOSTS, transparent
from .lab import BASIC, HERE, PROXY, RECORDER, SECURE, SQUID, STRICT, TINYPROXY, Lab
from .mesh import Sidecar
from .network import CLOSED, SILENT

MODES = pytest.mark.parametrize("mode", [HOSTS, ALL], ids=["hosts", "all"])

GATEWAY = """\
apiVersion: v1
kind: Service
metadata: {name: istio-egressgateway, namespace: istio-egress}
spec:
  clusterIP: 10.96.0.20
  selector: {istio: egressgateway}
  ports:
  - {name: http2, port: 80, targetPort: 8080}
  - {name: tls, port: 443, targetPort: 8443}
  - {name: tls-9443, port: 9443, targetPort: 9443}
---
apiVersion: discovery.k8s.io/v1
kind: EndpointSlice
metadata:
  name: istio-egressgateway
  namespace: istio-egress
  labels: {kubernetes.io/service-name: istio-egressgateway}
addressType: IPv4
endpoints:
- addresses: [10.77.1.6]
  conditions: {ready: true}
ports:
- {name: http2, port: 8080, protocol: TCP}
- {name: tls, port: 8443, protocol: TCP}
- {name: tls-9443, port: 9443, protocol: TCP}
"""
HTTP_ON_THE_PORT = """\
apiVersion: v1
kind: Service
metadata: {name: shop, namespace: default}
spec:
  clusterIP: 10.96.0.10
  selector: {app: shop}
  ports: [{name: http-shop, port: 3128}]
"""
VARIABLES = """\
apiVersion: krm-fn.dev/v1alpha1
kind: SetProxyEnv
metadata: {name: proxy}
spec:
  httpProxy: http://proxy.corp.example:3128
  httpsProxy: http://proxy.corp.example:3128
  noProxyPresets: [localhost, cluster]
  istioServiceEntry: true
"""


def test_of_two_proxies_one_that_is_silent_costs_no_connection_in_mode_all(lab: Lab) -> None:
    config = transparent(ALL, proxyAddresses=f"[{SILENT}, {PROXY}]")
    lab.configure(config)
    answers = [lab.curl("https://www.example.org/") for _ in range(8)]
    assert [answer.peer for answer in answers] == ["proxy"] * 8


@MODES
def test_of_two_proxies_one_that_refuses_is_left_out(lab: Lab, mode: dict[str, str]) -> None:
    lab.configure(transparent(mode, proxyAddresses=f"[{CLOSED}, {PROXY}]"))
    answers = [lab.curl("https://www.example.org/") for _ in range(8)]
    assert [answer.peer for answer in answers].count("proxy") >= 7
    assert answers[-1].peer == "proxy"


@MODES
def test_of_two_proxies_the_dead_one_costs_no_request_of_plain_http(
    lab: Lab, mode: dict[str, str]
) -> None:
    lab.configure(transparent(mode, proxyAddresses=f"[{CLOSED}, {PROXY}]"))
    answers = [lab.curl("http://www.example.org/") for _ in range(8)]
    assert [answer.peer for answer in answers] == ["proxy"] * 8


@MODES
def test_tls_to_the_proxy(lab: Lab, mode: dict[str, str]) -> None:
    url = f"https://proxy.corp.example:{SECURE}"
    lab.configure(secure(mode, url, lab.folder / "ca.pem"))
    assert lab.curl("https://www.example.org/").peer == "proxy"
    assert lab.curl("http://www.example.org/x").peer == "proxy"
    asked = lab.log("secure")
    assert any(line.startswith("CONNECT www.example.org:443 ") for line in asked)
    assert any(line.startswith("GET http://www.example.org/x ") for line in asked)


@MODES
def test_a_proxy_that_another_ca_vouches_for_is_not_spoken_to(
    lab: Lab, mode: dict[str, str]
) -> None:
    url = f"https://proxy.corp.example:{SECURE}"
    before = len(lab.log("secure"))
    lab.configure(secure(mode, url, lab.folder / "client.pem"))
    assert lab.curl("https://www.example.org/").code == 35
    assert lab.curl("http://www.example.org/").status == 503
    assert not any("example.org" in line for line in lab.log("secure")[before:])


@MODES
def test_a_client_that_speaks_tls_to_the_proxy_is_not_tunnelled_to_it(
    lab: Lab, mode: dict[str, str]
) -> None:
    url = f"https://proxy.corp.example:{SECURE}"
    config = secure(mode, url, lab.folder / "ca.pem").replace("9443]", f"9443, {SECURE}]")
    lab.configure(config)
    before = len(lab.log("secure"))
    ca = str(lab.folder / "ca.pem")
    assert lab.curl("https://www.example.org/", "-x", url, "--proxy-cacert", ca).peer == "proxy"
    asked = [line for line in lab.log("secure")[before:] if line.startswith("CONNECT")]
    assert [line.split()[1] for line in asked] == ["www.example.org:443"]


def secure(mode: dict[str, str], url: str, ca: Path) -> str:
    tls = f"{{caCertificates: {ca}}}"
    addresses = f"[{PROXY}]"
    return transparent(mode, httpProxy=url, httpsProxy=url, proxyAddresses=addresses, tls=tls)


@MODES
def test_two_proxies_one_for_each_kind_of_traffic(lab: Lab, mode: dict[str, str]) -> None:
    plain = f"http://{PROXY}:{RECORDER}"
    lab.configure(transparent(mode, httpProxy=plain))
    assert lab.curl("https://www.example.org/").peer == "proxy"
    assert lab.curl("http://www.example.org/only-plain").peer == "proxy"
    assert any("CONNECT www.example.org:443" in line for line in lab.log("squid"))
    assert any("GET http://www.example.org/only-plain" in line for line in lab.log("recorder"))


@MODES
def test_one_proxy_alone_leaves_the_other_kind_of_traffic_direct(
    lab: Lab, mode: dict[str, str]
) -> None:
    lab.configure(transparent(mode, httpProxy=None))
    assert lab.curl("https://www.example.org/").peer == "proxy"
    assert lab.curl("http://www.example.org/").peer == "nobody"
    lab.configure(transparent(mode, httpsProxy=None))
    assert lab.curl("https://www.example.org/").code == 35
    assert lab.curl("http://www.example.org/").peer == "proxy"


@MODES
def test_a_proxy_by_its_name_has_its_port_in_all_of_the_mesh(
    lab: Lab, mode: dict[str, str]
) -> None:
    url = "http://proxy.corp.example:3128"
    lab.configure(transparent(mode, httpProxy=url, httpsProxy=url))
    assert lab.curl("https://www.example.org/").peer == "proxy"
    assert lab.curl("http://www.example.org/").peer == "proxy"
    answer = lab.curl("https://www.example.org/", "-x", "http://203.0.113.20:3128")
    assert (answer.status, answer.peer) == (200, "proxy")


SQUID_SERVICE = """\
apiVersion: v1
kind: Service
metadata: {name: squid, namespace: egress}
spec:
  clusterIP: 10.96.0.30
  ports: [{name: tcp-proxy, port: 3128}]
---
apiVersion: discovery.k8s.io/v1
kind: EndpointSlice
metadata: {name: squid, namespace: egress, labels: {kubernetes.io/service-name: squid}}
addressType: IPv4
endpoints: [{addresses: [10.77.1.3], conditions: {ready: true}}]
ports: [{name: tcp-proxy, port: 3128, protocol: TCP}]
"""


@MODES
def test_a_proxy_in_the_cluster(lab: Lab, mode: dict[str, str]) -> None:
    url = "http://squid.egress.svc:3128"
    config = transparent(mode, httpProxy=url, httpsProxy=url)
    lab.configure(config, objects=SQUID_SERVICE)
    assert lab.curl("https://www.example.org/").peer == "proxy"
    assert lab.curl("http://www.example.org/in-the-cluster").peer == "proxy"
    assert "GET http://www.example.org/in-the-cluster" in "\n".join(lab.log("squid"))
    assert lab.curl("https://direct.example.net/").peer == "pod"


def with_gateway(lab: Lab, environment: dict[str, str] | None = None) -> dict[str, Sidecar]:
    """A pod's sidecar and an egress gateway."""
    gateway = Sidecar(
        *(lab.network, lab.folder, "gateway"),
        labels={"istio": "egressgateway"},
        namespace="istio-egress",
        gateway=True,
        environment=environment,
    )
    return {"pod": lab.sidecar("pod", "web"), "gateway": gateway}


def test_a_gateway_alone_has_the_credentials(lab: Lab) -> None:
    config = transparent(
        HOSTS,
        port=STRICT,
        gateway="{namespace: istio-egress}",
        credentials="{environment: PROXY_BASIC}",
    )
    sidecars = with_gateway(lab, {"PROXY_BASIC": BASIC})
    lab.configure(config, objects=GATEWAY, sidecars=sidecars)
    for scheme in ("https", "http"):
        assert lab.curl(f"{scheme}://www.example.org/").peer == "proxy"


def test_an_egress_gateway_reaches_a_proxy_by_tls(lab: Lab) -> None:
    config = secure(HOSTS, f"https://proxy.corp.example:{SECURE}", lab.folder / "ca.pem")
    config += "  gateway: {namespace: istio-egress}\n"
    lab.configure(config, objects=GATEWAY, sidecars=with_gateway(lab))
    for scheme in ("https", "http"):
        assert lab.curl(f"{scheme}://www.example.org/").peer == "proxy"


def test_an_egress_gateway_alone_reaches_the_proxy(lab: Lab) -> None:
    config = transparent(HOSTS, gateway="{namespace: istio-egress}")
    lab.configure(config, objects=GATEWAY, sidecars=with_gateway(lab))
    before = len(lab.log("squid"))
    assert lab.curl("https://www.example.org/").peer == "proxy"
    assert lab.curl("http://www.example.org/").peer == "proxy"
    assert lab.curl("https://direct.example.net/").peer == "pod"
    clients = [line.split()[2] for line in lab.log("squid")[before:]]
    assert clients == ["10.77.1.6", "10.77.1.6"]


def connect(lab: Lab) -> int:
    """What a client with HTTPS_PROXY gets from the sidecar for its CONNECT."""
    answer = lab.curl(
        "https://www.example.org/",
        *("-x", f"http://proxy.corp.example:{SQUID}", "-w", "\n%{http_connect}"),
    )
    return answer.status


def test_the_variables_get_404_where_a_service_has_http_on_the_proxys_port(lab: Lab) -> None:
    serve(lab, "")
    assert connect(lab) == 404


def test_a_service_entry_without_addresses_is_no_cure(lab: Lab) -> None:
    serve(lab, made_beside(lab, VARIABLES))
    assert connect(lab) == 404


def test_a_service_entry_with_addresses_is_the_cure(lab: Lab) -> None:
    serve(lab, made_beside(lab, f"{VARIABLES}  proxyAddresses: [{PROXY}]\n"))
    assert connect(lab) == 200


def made_beside(lab: Lab, config: str) -> str:
    """What the variables' configuration adds to a list."""
    file = lab.folder / "set-proxy-env.yaml"
    file.write_text(config)
    command = [sys.executable, "-m", "krm_fn", "--config", str(file)]
    root = HERE.parents[1]
    done = subprocess.run(
        command, input=HTTP_ON_THE_PORT, capture_output=True, text=True, check=True, cwd=root
    )
    made = done.stdout.removeprefix(HTTP_ON_THE_PORT)
    lab.check_with_istioctl(made)
    return made


def serve(lab: Lab, resources: str) -> None:
    lab.sidecars = {"pod": lab.sidecar("pod", "web")}
    lab.mesh.serve(resources, objects=HTTP_ON_THE_PORT, sidecars=lab.sidecars)
    lab.check_accepted()


@MODES
def test_the_demonstration(lab: Lab, mode: dict[str, str]) -> None:
    """A pod without any variable asks for an external page, and the proxy's log shows it."""
    lab.configure(transparent(mode, port=TINYPROXY))
    for scheme in ("http", "https"):
        done = lab.network.run(
            "pod",
            *("env", "-i", "/usr/bin/curl", "-sS", "--cacert", str(lab.folder / "ca.pem")),
            f"{scheme}://www.example.org/page",
        )
        assert f"peer={PROXY}" in done.stdout
    log = "\n".join(lab.log("tinyproxy"))
    assert "CONNECT www.example.org:443 HTTP/1.1" in log
    assert "GET http://www.example.org/page HTTP/1.1" in log
