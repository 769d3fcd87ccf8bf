"""Meshes of other shapes: strict ones, Sidecars, Services and ServiceEntries of others."""

from __future__ import annotations

import pytest

from .configurations import ALL, HOSTS, transparent
from .lab import RECORDER, Lab
from .network import OPEN

MODES = pytest.mark.parametrize("mode", [HOSTS, ALL], ids=["hosts", "all"])

SIDECAR = """\
apiVersion: networking.istio.io/v1
kind: Sidecar
metadata: {name: default, namespace: default}
spec: {egress: [{hosts: ["./*"]}]}
"""
SERVICE_ENTRY = """\
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: {name: others, namespace: default}
spec:
  hosts: [others.example.net]
  location: MESH_EXTERNAL
  resolution: NONE
  ports: [{number: 443, name: tls, protocol: TLS}]
"""
SERVICE = """\
apiVersion: v1
kind: Service
metadata: {name: shop, namespace: default}
spec:
  clusterIP: 10.96.0.10
  selector: {app: shop}
  ports: [{name: http, port: 80}, {name: http-alt, port: 8080}, {name: http-proxy, port: 3128}]
"""


def test_listed_hosts_work_in_a_mesh_that_allows_registered_hosts_only(lab: Lab) -> None:
    lab.configure(transparent(HOSTS), policy="REGISTRY_ONLY")
    assert lab.curl("https://www.example.org/").peer == "proxy"
    assert lab.curl("http://www.example.org/").peer == "proxy"
    assert lab.curl("https://direct.example.net/").code == 35
    assert lab.curl("http://direct.example.net/").status == 502


def test_mode_all_goes_past_the_rule_of_registered_hosts_for_tls_alone(lab: Lab) -> None:
    lab.configure(transparent(ALL), policy="REGISTRY_ONLY")
    assert lab.curl("https://www.example.org/").peer == "proxy"
    assert lab.curl("https://direct.example.net/").peer == "pod"
    assert lab.curl("http://www.example.org/").status == 502


@MODES
def test_a_sidecar_that_does_not_import_the_namespace_knows_no_proxy(
    lab: Lab, mode: dict[str, str]
) -> None:
    lab.configure(transparent(mode), SIDECAR)
    tls, plain = lab.curl("https://www.example.org/"), lab.curl("http://www.example.org/")
    assert tls.code == 35
    assert plain.peer == "nobody"
    assert lab.curl("https://direct.example.net/").peer == "pod"
    assert lab.curl("http://direct.example.net/").peer == "pod"


@MODES
def test_services_and_service_entries_of_others_change_nothing(
    lab: Lab, mode: dict[str, str]
) -> None:
    lab.configure(transparent(mode), SERVICE_ENTRY, objects=SERVICE)
    for scheme in ("http", "https"):
        assert lab.curl(f"{scheme}://www.example.org/").peer == "proxy"
        assert lab.curl(f"{scheme}://direct.example.net/").peer == "pod"
        assert lab.curl(f"{scheme}://intra.corp.example/").peer == "pod"


def test_the_host_of_somebody_elses_service_entry_is_left_to_it_in_mode_all(lab: Lab) -> None:
    asked = ("https://others.example.net/", "-k", "--resolve", f"others.example.net:443:{OPEN}")
    lab.configure(transparent(ALL, port=RECORDER), SERVICE_ENTRY)
    assert lab.curl(*asked).peer == "pod"
    lab.configure(transparent(ALL, port=RECORDER))
    before = len(lab.log("recorder"))
    assert lab.curl(*asked).peer == "nobody"
    assert "CONNECT others.example.net:443" in "\n".join(lab.log("recorder")[before:])


def test_without_a_listener_for_plain_http_mode_all_would_not_see_it(lab: Lab) -> None:
    generated = lab.generated(transparent(ALL))
    documents = generated.split("---\n")
    left = [each for each in documents if "name: company-proxy-http-listener\n" not in each]
    assert len(left) == len(documents) - 1
    lab.sidecars = {"pod": lab.sidecar("pod", "web")}
    lab.mesh.serve("---\n".join(left), sidecars=lab.sidecars)
    lab.check_accepted()
    assert lab.curl("http://www.example.org/").peer == "nobody"
    assert lab.curl("https://www.example.org/").peer == "proxy"


def test_mode_all_covers_the_ports_that_it_is_told(lab: Lab) -> None:
    lab.configure(transparent(ALL, tlsPorts="[443, 8443]", httpPorts="[80, 8080]"))
    assert lab.curl("https://www.example.org:8443/").peer == "proxy"
    assert lab.curl("http://www.example.org:8080/a").peer == "proxy"
    assert "CONNECT www.example.org:8443" in "\n".join(lab.log("squid"))
    assert "GET http://www.example.org:8080/a" in "\n".join(lab.log("squid"))
    assert lab.curl("http://intra.corp.example:8080/").peer == "pod"


def test_a_host_can_have_a_port_of_its_own(lab: Lab) -> None:
    lab.configure(
        transparent(
            HOSTS,
            hosts='["www.example.org:8443", "www.example.org:8080"]',
            httpPorts="[80, 8080]",
        )
    )
    assert lab.curl("https://www.example.org:8443/").peer == "proxy"
    assert lab.curl("http://www.example.org:8080/a").peer == "proxy"
    assert "GET http://www.example.org:8080/a" in "\n".join(lab.log("squid"))
    assert lab.curl("https://www.example.org/").code == 35


def test_mode_all_can_be_for_chosen_hosts_and_whole_domains(lab: Lab) -> None:
    lab.configure(transparent(ALL, hosts='["*.example.org", api.example.com]'))
    for scheme in ("http", "https"):
        assert lab.curl(f"{scheme}://www.example.org/").peer == "proxy"
        assert lab.curl(f"{scheme}://api.example.com/").peer == "proxy"
        assert lab.curl(f"{scheme}://blocked.example.net/").peer == "nobody"
    assert not any("blocked.example.net:443" in line for line in lab.log("squid")[-3:])


def test_a_workload_selector_leaves_other_pods_alone(lab: Lab) -> None:
    sidecars = {"pod": lab.sidecar("pod", "web"), "other": lab.sidecar("other", "shop")}
    lab.configure(transparent(ALL, workloadSelector="{app: web}"), sidecars=sidecars)
    assert lab.curl("https://www.example.org/").peer == "proxy"
    assert lab.curl("http://www.example.org/").peer == "proxy"
    assert lab.curl("https://www.example.org/", place="other").code == 35
    assert lab.curl("https://direct.example.net/", place="other").peer == "other"


def test_a_workload_selector_counts_in_a_namespace_of_its_own(lab: Lab) -> None:
    sidecars = {"pod": lab.sidecar("pod", "web"), "other": lab.sidecar("other", "shop")}
    config = transparent(ALL, namespace="default", workloadSelector="{app: web}")
    lab.configure(config, sidecars=sidecars)
    assert lab.curl("https://www.example.org/").peer == "proxy"
    assert lab.curl("http://www.example.org/").peer == "proxy"
    assert lab.curl("https://www.example.org/", place="other").code == 35
    assert lab.curl("http://www.example.org/", place="other").peer == "nobody"


@MODES
def test_a_namespace_of_its_own_leaves_others_alone(lab: Lab, mode: dict[str, str]) -> None:
    pod, other = lab.sidecar("pod", "web"), lab.sidecar("other", "web")
    other.namespace = "shop"
    lab.configure(transparent(mode, namespace="default"), sidecars={"pod": pod, "other": other})
    assert lab.curl("https://www.example.org/").peer == "proxy"
    assert lab.curl("http://www.example.org/").peer == "proxy"
    assert lab.curl("https://www.example.org/", place="other").code == 35
    assert lab.curl("http://www.example.org/", place="other").peer == "nobody"


def test_long_names_and_odd_networks_of_no_proxy_are_taken(lab: Lab) -> None:
    long = ".".join(["a-very-long-label-of-a-name"] * 6)
    entries = f"[{long}, 172.16.0.0/12, 100.64.0.0/10, 10.77.2.0/29, 'fd00::/8', '2001:db8::1']"
    lab.configure(transparent(ALL, noProxy=entries, noProxyPresets="[cluster, aws, gcp, azure]"))
    assert lab.curl("http://10.77.2.10/").peer == "nobody"
    assert lab.curl("https://www.example.org/").peer == "proxy"


@pytest.mark.parametrize("host", ["'*.example.org'", "'%REQUESTED_SERVER_NAME%'"])
def test_istio_takes_no_pattern_for_the_host_of_a_tunnel(lab: Lab, host: str) -> None:
    generated = lab.generated(transparent(HOSTS))
    broken = generated.replace("targetHost: www.example.org\n", f"targetHost: {host}\n")
    assert broken != generated
    with pytest.raises(AssertionError, match="tunnel target host must be valid FQDN or IP address"):
        lab.check_with_istioctl(broken)


def test_what_an_envoy_rejects_would_be_seen(lab: Lab) -> None:
    generated = lab.generated(transparent(ALL))
    broken = generated.replace("(?i)(.*\\\\.)?corp\\\\.example", "(?i)(.*\\\\.)?" + "corp" * 40)
    assert broken != generated
    lab.check_with_istioctl(broken)
    lab.sidecars = {"pod": lab.sidecar("pod", "web")}
    lab.mesh.serve(broken, sidecars=lab.sidecars)
    with pytest.raises(AssertionError, match="update_rejected"):
        lab.check_accepted()
