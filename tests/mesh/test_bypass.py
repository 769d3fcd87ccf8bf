"""noProxy in a mesh: what an entry stands for, and how Envoy finds it in a request."""

from __future__ import annotations

import ipaddress
import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from krm_fn.mesh.bypass import bypass, server_names
from krm_fn.mesh.hosts import of_domain, of_host, of_names_below, of_network
from krm_fn.mesh.ranges import octets

MOST_INSTRUCTIONS = 100


def found(matches: list[dict[str, Any]], host: str) -> bool:
    """Whether Envoy would find a Host by one of the matches."""

    def one(match: dict[str, Any]) -> bool:
        if "safe_regex" in match:
            return re.fullmatch(match["safe_regex"]["regex"], host) is not None
        assert match["ignore_case"] is True
        text = host.lower()
        return text == match["exact"] if "exact" in match else text.endswith(match["suffix"])

    return any(map(one, matches))


def test_entries_are_domains_or_networks() -> None:
    made = bypass(["example.com", ".corp.example", "*.x.example", "10.1.2.3", "10.0.0.0/8"])
    assert made.domains == ("example.com", "corp.example", "x.example")
    assert [str(each) for each in made.networks] == ["10.1.2.3/32", "10.0.0.0/8"]
    assert (made.with_port, made.unknown) == ((), ())


@pytest.mark.parametrize("entry", ["localhost", "127.0.0.1", "127.0.0.0/8", "::1", "[::1]"])
def test_the_pod_itself_is_left_out(entry: str) -> None:
    assert bypass([entry]) == bypass([])


def test_what_the_kubelet_fills_in_is_left_out() -> None:
    assert bypass(["$(KUBERNETES_SERVICE_HOST)"]) == bypass([])


def test_case_and_final_dots_make_no_difference() -> None:
    assert bypass(["Example.COM", ".example.com.", "example.com"]).domains == ("example.com",)


def test_an_entry_with_a_port_holds_for_all_ports_and_is_told() -> None:
    made = bypass(["example.com:8443", "[fd00::1]:443"])
    assert made.domains == ("example.com",)
    assert [str(each) for each in made.networks] == ["fd00::1/128"]
    assert made.with_port == ("example.com:8443", "[fd00::1]:443")


@pytest.mark.parametrize("entry", ["10.*", "exa*mple.com", "http://example.com", "a b", "-.x"])
def test_what_is_neither_is_told(entry: str) -> None:
    assert bypass([entry]).unknown == (entry,)


@pytest.mark.parametrize("host", ["corp.example", "a.corp.example", "a.b.corp.example"])
def test_a_domain_covers_itself_and_all_below(host: str) -> None:
    assert bypass([".corp.example"]).covers(host)
    assert found(of_domain("corp.example", 80), host)


@pytest.mark.parametrize(
    "host", ["evilcorp.example", "corp.example.org", "example", "corpxexample"]
)
def test_a_domain_covers_no_other(host: str) -> None:
    assert not bypass([".corp.example"]).covers(host)
    assert not found(of_domain("corp.example", 80), host)


@pytest.mark.parametrize(
    "host", ["Corp.Example", "a.CORP.example:8080", "corp.example.", "corp.example.:80"]
)
def test_a_host_is_found_however_a_client_writes_it(host: str) -> None:
    assert found(of_domain("corp.example", 80), host)


LONG = ".".join(["a-very-long-label-of-a-name"] * 4)


@pytest.mark.parametrize("host", [LONG, f"www.{LONG}", f"{LONG}:8080", f"WWW.{LONG}:8080"])
def test_a_long_domain_needs_no_pattern(host: str) -> None:
    assert found(of_domain(LONG, 8080), host)
    assert not found(of_domain(LONG, 8080), f"evil{LONG}")
    assert not any("safe_regex" in match for match in of_domain(LONG, 8080))


def test_a_host_is_no_domain_and_names_below_are_no_host() -> None:
    for name in ("api.example.com", LONG):
        assert found(of_host(name, 80), name)
        assert not found(of_host(name, 80), f"www.{name}")
        assert found(of_names_below(name, 80), f"www.{name}")
        assert not found(of_names_below(name, 80), name)


def test_server_names_are_the_domain_and_all_below() -> None:
    assert server_names("corp.example") == ["corp.example", "*.corp.example"]


@settings(deadline=None)
@given(st.integers(0, 32), st.integers(0, 2**32 - 1), st.data())
def test_a_network_is_a_pattern_of_its_addresses(
    length: int, base: int, data: st.DataObject
) -> None:
    network = ipaddress.IPv4Network((base, length), strict=False)
    inside = data.draw(st.integers(int(network[0]), int(network[-1])))
    anywhere = data.draw(st.integers(0, 2**32 - 1))
    for number in (
        inside,
        anywhere,
        max(int(network[0]) - 1, 0),
        min(int(network[-1]) + 1, 2**32 - 1),
    ):
        address = ipaddress.IPv4Address(number)
        assert found(of_network(network), str(address)) == (address in network)
        assert found(of_network(network), f"{address}:80") == (address in network)
    assert len(octets(network)) < MOST_INSTRUCTIONS


def test_a_network_of_ipv6_has_no_pattern_and_one_address_has() -> None:
    assert of_network(ipaddress.ip_network("fd00::/8")) == []
    one = of_network(ipaddress.ip_network("fd00::1"))
    assert found(one, "[fd00::1]:80")
    assert not found(one, "[fd00::2]:80")
