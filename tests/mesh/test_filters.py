"""Mode all: the patches of the sidecars' configuration."""

from __future__ import annotations

from typing import Any

from mesh_resources import PROXYING, resources

from krm_fn.mesh.bypass import bypass
from krm_fn.mesh.proxying import Proxy, Target

ALL = PROXYING._replace(
    mode="all", targets=(), bypass=bypass([".corp.example", "10.0.0.0/8", "fd00::/8"])
)


def patches(proxying: Any, name: str) -> list[Any]:
    made = resources(proxying)[f"EnvoyFilter company-proxy-{name}"]
    found: list[Any] = made["spec"]["configPatches"]
    return found


def chains(proxying: Any) -> dict[str, Any]:
    """The filter chains of the listener for what no Service has, by their names."""
    return {
        patch["patch"]["value"]["name"]: patch["patch"]["value"]
        for patch in patches(proxying, "tls")
        if patch["applyTo"] == "FILTER_CHAIN"
        and patch["match"]["listener"]["name"] == "virtualOutbound"
    }


def routes(proxying: Any) -> list[tuple[str, str, str]]:
    """The routes in the order of the patches: how they are put in, for which Host, to where."""
    found = []
    for patch in patches(proxying, "http"):
        value = patch["patch"]["value"]
        if patch["applyTo"] == "HTTP_ROUTE":
            [header] = value.get("match", {}).get("headers", [{}])
            pattern = header.get("string_match", {}).get("safe_regex", {}).get("regex", "*")
            found.append((patch["patch"]["operation"], pattern, value["route"]["cluster"]))
    return found


def test_the_resources() -> None:
    assert list(resources(ALL)) == [
        "ServiceEntry company-proxy",
        "ServiceEntry company-proxy-http-listener",
        "EnvoyFilter company-proxy-http",
        "EnvoyFilter company-proxy-tls",
    ]


def test_the_proxys_entry_has_no_port_for_http() -> None:
    entry = resources(ALL)["ServiceEntry company-proxy"]["spec"]
    assert entry["ports"] == [{"number": 3128, "name": "tcp-proxy", "protocol": "TCP"}]


def test_addresses_decide_first_then_names_and_the_rest_is_tunnelled() -> None:
    made = chains(ALL)
    assert {name: chain["filter_chain_match"] for name, chain in made.items()} == {
        "company-proxy-direct-addresses": {
            "prefix_ranges": [
                {"address_prefix": "10.0.0.0", "prefix_len": 8},
                {"address_prefix": "fd00::", "prefix_len": 8},
            ]
        },
        "company-proxy-direct-names": {
            "transport_protocol": "tls",
            "server_names": [
                "corp.example",
                "*.corp.example",
                "proxy.example.com",
                "*.proxy.example.com",
            ],
        },
        "company-proxy-tunnel": {"transport_protocol": "tls"},
    }
    [tunnel] = made["company-proxy-tunnel"]["filters"]
    config = tunnel["typed_config"]
    assert config["cluster"] == "outbound|3128||proxy.example.com"
    assert config["tunneling_config"] == {
        "hostname": "%REQUESTED_SERVER_NAME%:%DOWNSTREAM_LOCAL_PORT%"
    }
    assert config["max_connect_attempts"] == 3


def test_only_ports_of_tls_are_looked_into() -> None:
    one, two = ALL, ALL._replace(tls_ports=(443, 8443))
    assert patches(one, "tls")[1]["patch"]["value"]["filter_disabled"] == {
        "not_match": {"destination_port_range": {"start": 443, "end": 444}}
    }
    assert patches(two, "tls")[1]["patch"]["value"]["filter_disabled"] == {
        "not_match": {
            "or_match": {
                "rules": [
                    {"destination_port_range": {"start": 443, "end": 444}},
                    {"destination_port_range": {"start": 8443, "end": 8444}},
                ]
            }
        }
    }


def test_the_chains_stand_in_every_listener_that_such_a_connection_can_meet() -> None:
    names = dict.fromkeys(patch["match"]["listener"]["name"] for patch in patches(ALL, "tls"))
    assert list(names) == ["virtualOutbound", "0.0.0.0_443", "[::]_443"]


def test_plain_http_goes_to_the_proxy_but_for_each_entry_of_no_proxy() -> None:
    assert routes(ALL) == [
        ("MERGE", "*", "outbound|3128||proxy.example.com"),
        ("INSERT_FIRST", r"(?i)(.*\.)?corp\.example\.?(:[0-9]+)?", "PassthroughCluster"),
        ("INSERT_FIRST", r"(?i)(.*\.)?proxy\.example\.com\.?(:[0-9]+)?", "PassthroughCluster"),
        ("INSERT_FIRST", r"10\.[0-9]+\.[0-9]+\.[0-9]+(:[0-9]+)?", "PassthroughCluster"),
    ]


def test_chosen_hosts_leave_the_others_as_they_are() -> None:
    chosen = ALL._replace(
        bypass=bypass([]),
        targets=(Target("*.example.org", (443,), (80,)), Target("api.example.com", (443,), (80,))),
    )
    assert chains(chosen)["company-proxy-tunnel"]["filter_chain_match"] == {
        "transport_protocol": "tls",
        "server_names": ["*.example.org", "api.example.com"],
    }
    assert routes(chosen)[:2] == [
        ("INSERT_FIRST", r"(?i).*\.example\.org\.?(:[0-9]+)?", "outbound|3128||proxy.example.com"),
        ("INSERT_FIRST", r"(?i)api\.example\.com\.?(:[0-9]+)?", "outbound|3128||proxy.example.com"),
    ]


def test_a_selector_stands_in_every_filter() -> None:
    made = resources(ALL._replace(workload_selector={"app": "web"}))
    filters = [root["spec"] for name, root in made.items() if name.startswith("EnvoyFilter")]
    assert [each["workloadSelector"] for each in filters] == [{"labels": {"app": "web"}}] * 2


def test_tls_without_a_name_can_ask_for_the_address() -> None:
    [tunnel] = chains(ALL._replace(no_server_name="address"))["company-proxy-tunnel"]["filters"]
    assert tunnel["typed_config"]["tunneling_config"]["hostname"] == (
        '%COALESCE({"operators": [{"command": "REQUESTED_SERVER_NAME"}, '
        '{"command": "DOWNSTREAM_LOCAL_ADDRESS_WITHOUT_PORT"}]})%:%DOWNSTREAM_LOCAL_PORT%'
    )


def test_credentials_are_a_reference_to_the_sidecars_variable() -> None:
    proxying = ALL._replace(credentials="PROXY_BASIC")
    header = {"key": "Proxy-Authorization", "value": "Basic %ENVIRONMENT(PROXY_BASIC)%"}
    [tunnel] = chains(proxying)["company-proxy-tunnel"]["filters"]
    assert tunnel["typed_config"]["tunneling_config"]["headers_to_add"] == [{"header": header}]
    route = patches(proxying, "http")[1]["patch"]["value"]
    assert route["request_headers_to_add"] == [{"header": header}]


def test_a_proxy_with_tls_is_reached_by_the_subset_that_speaks_it() -> None:
    proxy = Proxy("https", "proxy.example.com", 3129)
    proxying = ALL._replace(connect=proxy, forward=proxy, bypass=bypass([]))
    rule = resources(proxying)["DestinationRule company-proxy"]["spec"]
    tls = {"mode": "SIMPLE", "sni": "proxy.example.com"}
    assert rule["subsets"] == [{"name": "tls", "trafficPolicy": {"tls": tls}}]
    cluster = "outbound|3129|tls|proxy.example.com"
    [tunnel] = chains(proxying)["company-proxy-tunnel"]["filters"]
    assert tunnel["typed_config"]["cluster"] == cluster
    assert routes(proxying)[0] == ("MERGE", "*", cluster)


def test_a_request_that_no_proxy_has_got_is_tried_at_another() -> None:
    route = patches(ALL, "http")[1]["patch"]["value"]["route"]
    assert route["retry_policy"]["retry_on"] == "connect-failure"


def test_one_proxy_alone_makes_the_resources_of_its_traffic() -> None:
    assert "EnvoyFilter company-proxy-http" not in resources(ALL._replace(forward=None))
    assert "EnvoyFilter company-proxy-tls" not in resources(ALL._replace(connect=None))
