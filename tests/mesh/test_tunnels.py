"""Mode hosts: Istio's own resources, whole."""

from __future__ import annotations

from typing import Any

from mesh_resources import HTTP, PROXYING, WWW, resources

from krm_fn.mesh.proxying import Gateway, Proxy, Target


def spec(made: dict[str, Any], name: str) -> Any:
    return made[name]["spec"]


def test_the_resources_of_one_host() -> None:
    made = resources(PROXYING)
    assert {name: root["spec"] for name, root in made.items()} == {
        "ServiceEntry company-proxy": {
            "hosts": ["proxy.example.com"],
            "location": "MESH_EXTERNAL",
            "ports": [
                {"number": 3128, "name": "tcp-proxy", "protocol": "TCP"},
                {"number": 80, "name": "http-forward", "protocol": "HTTP", "targetPort": 3128},
            ],
            "resolution": "DNS",
        },
        "DestinationRule company-proxy": {
            "host": "proxy.example.com",
            "subsets": [
                {
                    "name": "www-example-org-443",
                    "trafficPolicy": {
                        "tunnel": {
                            "protocol": "CONNECT",
                            "targetHost": "www.example.org",
                            "targetPort": 443,
                        }
                    },
                }
            ],
        },
        "ServiceEntry company-proxy-hosts": {
            "hosts": ["www.example.org"],
            "location": "MESH_EXTERNAL",
            "ports": [
                {"number": 443, "name": "tls-443", "protocol": "TLS"},
                {"number": 80, "name": "http-80", "protocol": "HTTP"},
            ],
            "resolution": "NONE",
        },
        "VirtualService company-proxy-www-example-org": {
            "hosts": ["www.example.org"],
            "tls": [
                {
                    "match": [{"port": 443, "sniHosts": ["www.example.org"]}],
                    "route": [
                        {
                            "destination": {
                                "host": "proxy.example.com",
                                "port": {"number": 3128},
                                "subset": "www-example-org-443",
                            }
                        }
                    ],
                }
            ],
            "http": [
                {
                    "match": [{"port": 80, "uri": {"prefix": "/"}}],
                    "rewrite": {"uri": "http://www.example.org/"},
                    "route": [
                        {"destination": {"host": "proxy.example.com", "port": {"number": 80}}}
                    ],
                }
            ],
        },
    }
    assert made["ServiceEntry company-proxy"]["apiVersion"] == "networking.istio.io/v1"
    assert made["ServiceEntry company-proxy"]["metadata"] == {
        "name": "company-proxy",
        "namespace": "istio-system",
        "annotations": {"krm-fn.dev/made-by": "TransparentProxy/company-proxy"},
    }


def test_before_istio_1_22_the_api_is_v1beta1() -> None:
    made = resources(PROXYING._replace(istio=(1, 21)))
    assert {root["apiVersion"] for root in made.values()} == {"networking.istio.io/v1beta1"}


def test_a_proxy_by_its_address_gets_a_name_in_the_mesh() -> None:
    proxy = Proxy("http", "10.1.2.3", 3128)
    made = resources(PROXYING._replace(connect=proxy, forward=proxy))
    entry = spec(made, "ServiceEntry company-proxy")
    assert entry["hosts"] == ["company-proxy.internal"]
    assert entry["addresses"] == ["10.1.2.3"]
    assert (entry["resolution"], entry["endpoints"]) == ("STATIC", [{"address": "10.1.2.3"}])


def test_of_several_addresses_those_that_fail_are_left_out_for_a_while() -> None:
    made = resources(PROXYING._replace(addresses=("10.1.2.3", "10.1.2.4")))
    assert spec(made, "DestinationRule company-proxy")["trafficPolicy"] == {
        "connectionPool": {"tcp": {"connectTimeout": "1s"}},
        "outlierDetection": {
            "splitExternalLocalOriginErrors": True,
            "consecutiveLocalOriginFailures": 1,
            "interval": "5s",
            "baseEjectionTime": "30s",
            "maxEjectionPercent": 100,
        },
    }


def test_a_proxy_with_tls_is_verified_by_its_name() -> None:
    proxy = Proxy("https", "proxy.example.com", 3129)
    only_tls = PROXYING._replace(connect=proxy, forward=None, targets=(WWW._replace(http=()),))
    made = resources(only_tls._replace(ca_certificates="/etc/proxy/ca.crt"))
    rule = spec(made, "DestinationRule company-proxy")
    [subset] = rule["subsets"]
    assert subset["trafficPolicy"]["tls"] == {
        "mode": "SIMPLE",
        "sni": "proxy.example.com",
        "caCertificates": "/etc/proxy/ca.crt",
    }
    assert "trafficPolicy" not in rule


def test_plain_http_by_tls_to_the_proxy_has_a_subset_of_its_own() -> None:
    proxy = Proxy("https", "10.1.2.3", 3129)
    made = resources(PROXYING._replace(forward=proxy))
    assert spec(made, "DestinationRule company-proxy-http") == {
        "host": "company-proxy-http.internal",
        "subsets": [{"name": "tls", "trafficPolicy": {"tls": {"mode": "SIMPLE"}}}],
    }
    [http] = spec(made, "VirtualService company-proxy-www-example-org")["http"]
    assert http["route"][0]["destination"] == {
        "host": "company-proxy-http.internal",
        "port": {"number": 80},
        "subset": "tls",
    }


def test_a_proxy_in_the_cluster_is_a_service_that_the_mesh_knows() -> None:
    for host in ("squid.egress.svc", "squid.egress.svc.cluster.local"):
        proxy = HTTP._replace(host=host)
        made = resources(PROXYING._replace(connect=proxy, forward=proxy))
        assert "ServiceEntry company-proxy" not in made
        name = "squid.egress.svc.cluster.local"
        assert spec(made, "DestinationRule company-proxy")["host"] == name
        service = spec(made, "VirtualService company-proxy-www-example-org")
        assert service["tls"][0]["route"][0]["destination"] == {
            "host": name,
            "port": {"number": 3128},
            "subset": "www-example-org-443",
        }
        assert service["http"][0]["route"][0]["destination"] == {
            "host": name,
            "port": {"number": 3128},
        }


def test_two_ports_of_one_proxy_are_one_host() -> None:
    made = resources(PROXYING._replace(connect=HTTP._replace(port=3130)))
    assert [
        (port["number"], port["protocol"], port.get("targetPort"))
        for port in spec(made, "ServiceEntry company-proxy")["ports"]
    ] == [(3130, "TCP", None), (3128, "TCP", None), (80, "HTTP", 3128)]


def test_two_proxies_are_two_hosts() -> None:
    made = resources(PROXYING._replace(forward=HTTP._replace(host="other.example.com")))
    assert spec(made, "ServiceEntry company-proxy")["hosts"] == ["proxy.example.com"]
    assert spec(made, "ServiceEntry company-proxy-http")["hosts"] == ["other.example.com"]
    [http] = spec(made, "VirtualService company-proxy-www-example-org")["http"]
    assert http["route"][0]["destination"]["host"] == "other.example.com"


def test_a_proxy_at_port_80_forwards_at_another_number() -> None:
    proxy = HTTP._replace(port=80)
    made = resources(PROXYING._replace(connect=proxy, forward=proxy))
    assert [
        (port["number"], port["protocol"], port.get("targetPort"))
        for port in spec(made, "ServiceEntry company-proxy")["ports"]
    ] == [(80, "TCP", None), (8080, "HTTP", 80)]


def test_ports_of_its_own_give_a_host_an_entry_of_its_own() -> None:
    other = Target("api.example.com", (8443,), ())
    made = resources(PROXYING._replace(targets=(WWW, other)))
    entry = spec(made, "ServiceEntry company-proxy-hosts-8443")
    assert entry["hosts"] == ["api.example.com"]
    assert entry["ports"] == [{"number": 8443, "name": "tls-8443", "protocol": "TLS"}]
    service = spec(made, "VirtualService company-proxy-api-example-com")
    assert list(service) == ["hosts", "tls"]


def test_another_port_for_plain_http_stands_in_the_request() -> None:
    made = resources(PROXYING._replace(targets=(WWW._replace(tls=(), http=(8080,)),)))
    [http] = spec(made, "VirtualService company-proxy-www-example-org")["http"]
    assert http["rewrite"] == {"uri": "http://www.example.org:8080/"}


def test_no_two_hosts_have_the_same_names() -> None:
    hosts = ("a-b.example.com", "a.b.example.com", "a--b.example.com")
    long = [f"{'very-long-name.' * 6}{end}.example.com" for end in "ab"]
    targets = tuple(Target(host, (443,), ()) for host in (*hosts, *long))
    made = resources(PROXYING._replace(targets=targets, forward=None))
    subsets = [each["name"] for each in spec(made, "DestinationRule company-proxy")["subsets"]]
    assert len(set(subsets)) == len(targets)
    assert all(len(name) <= 63 for name in subsets)
    assert sum(name.startswith("VirtualService") for name in made) == len(targets)


def test_another_namespace_keeps_its_resources_to_itself() -> None:
    made = resources(PROXYING._replace(namespace="shop"))
    assert {root["metadata"]["namespace"] for root in made.values()} == {"shop"}
    assert {tuple(root["spec"]["exportTo"]) for root in made.values()} == {(".",)}


def test_the_root_namespace_can_have_another_name() -> None:
    made = resources(PROXYING._replace(namespace="mesh", root_namespace="mesh"))
    assert not any("exportTo" in root["spec"] for root in made.values())


def test_credentials_are_a_reference_to_the_sidecars_variable() -> None:
    made = resources(PROXYING._replace(credentials="PROXY_BASIC"))
    [http] = spec(made, "VirtualService company-proxy-www-example-org")["http"]
    header = {"Proxy-Authorization": "Basic %ENVIRONMENT(PROXY_BASIC)%"}
    assert http["headers"] == {"request": {"set": header}}
    [patch] = spec(made, "EnvoyFilter company-proxy-credentials")["configPatches"]
    assert patch["match"] == {
        "context": "SIDECAR_OUTBOUND",
        "listener": {
            "name": "0.0.0.0_443",
            "filterChain": {
                "sni": "www.example.org",
                "filter": {"name": "envoy.filters.network.tcp_proxy"},
            },
        },
    }


def test_a_gateway_gets_the_credentials_at_whichever_port_it_listens() -> None:
    gateway = Gateway("egress", {"istio": "egressgateway"}, "istio-egressgateway")
    made = resources(PROXYING._replace(credentials="PROXY_BASIC", gateway=gateway))
    filters = made["EnvoyFilter company-proxy-credentials"]
    assert filters["metadata"]["namespace"] == "egress"
    [patch] = filters["spec"]["configPatches"]
    assert patch["match"] == {
        "context": "GATEWAY",
        "listener": {
            "filterChain": {
                "sni": "www.example.org",
                "filter": {"name": "envoy.filters.network.tcp_proxy"},
            }
        },
    }


def test_a_gateway_stands_between_the_pods_and_the_proxy() -> None:
    gateway = Gateway("egress", {"istio": "egressgateway"}, "istio-egressgateway")
    made = resources(PROXYING._replace(gateway=gateway))
    entrance = made["Gateway company-proxy-egress"]
    assert entrance["metadata"]["namespace"] == "egress"
    assert entrance["spec"] == {
        "selector": {"istio": "egressgateway"},
        "servers": [
            {
                "port": {"number": 443, "name": "tls-443", "protocol": "TLS"},
                "hosts": ["www.example.org"],
                "tls": {"mode": "PASSTHROUGH"},
            },
            {
                "port": {"number": 80, "name": "http-80", "protocol": "HTTP"},
                "hosts": ["www.example.org"],
            },
        ],
    }
    service = spec(made, "VirtualService company-proxy-www-example-org")
    assert service["gateways"] == ["mesh", "egress/company-proxy-egress"]
    host = "istio-egressgateway.egress.svc.cluster.local"
    assert [
        (rule["match"][0]["gateways"], rule["route"][0]["destination"]["host"])
        for rule in (*service["tls"], *service["http"])
    ] == [
        (["mesh"], host),
        (["egress/company-proxy-egress"], "proxy.example.com"),
    ] * 2
