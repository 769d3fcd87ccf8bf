"""The checks of a configuration that are made for the clients that it names."""

from __future__ import annotations

import pytest
from checks.in_configuration import BOTH, named, refused, told

from krm_fn.clients.table import NAMES

NAMED = {
    "a star suffix": (
        "localhost,127.0.0.1,$(KUBERNETES_SERVICE_HOST),*.a.com,*.b.com,.b.com",
        ("curl", "go", "python-requests"),
        "no-proxy-star-suffix",
        '`noProxy` has "*.a.com": it stands for no other name in curl, python-requests; write '
        '".a.com" beside it',
    ),
    "a suffix that starts with a dot": (
        "localhost,127.0.0.1,$(KUBERNETES_SERVICE_HOST),.svc,.b.com,*.b.com",
        ("curl", "aws-sdk-java"),
        "no-proxy-dot-suffix",
        '`noProxy` has ".svc": it stands for no name in aws-sdk-java; write "*.svc" beside it',
    ),
    "a bare suffix": (
        "localhost,127.0.0.1,$(KUBERNETES_SERVICE_HOST),svc,example.com,.example.com,api.example.com,backend.team-a",
        ("curl", "axios", "dotnet"),
        "no-proxy-bare-suffix",
        '`noProxy` has "svc": it stands for that one host in axios, dotnet; write ".svc" beside it',
    ),
    "an IPv4 CIDR over the loopback": (
        "localhost,$(KUBERNETES_SERVICE_HOST),127.0.0.0/8,169.254.0.0/16,169.254.169.254,169.254.170.2,169.254.170.23",
        ("go", "httpx"),
        "no-proxy-cidr",
        '`noProxy` has "127.0.0.0/8": CIDRs match nothing in httpx; write "127.0.0.1" beside it',
    ),
    "an IPv4 CIDR over the API server": (
        "localhost,127.0.0.1,10.96.0.0/12",
        ("go", "python-urllib"),
        "no-proxy-cidr",
        '`noProxy` has "10.96.0.0/12": CIDRs match nothing in python-urllib; write '
        '"$(KUBERNETES_SERVICE_HOST)" beside it',
    ),
    "a port": (
        "localhost,127.0.0.1,$(KUBERNETES_SERVICE_HOST),example.com:8080,b.com:80,b.com",
        ("curl", "go"),
        "no-proxy-port",
        '`noProxy` has "example.com:8080": an entry with a port matches nothing in curl; write '
        '"example.com"',
    ),
    "an IPv6 CIDR": (
        "localhost,127.0.0.1,$(KUBERNETES_SERVICE_HOST),fd00::/8",
        ("go", "python-requests"),
        "no-proxy-cidr-v6",
        '`noProxy` has "fd00::/8": IPv6 CIDRs match nothing in python-requests; write the addresses '
        "one by one",
    ),
    "brackets": (
        "localhost,127.0.0.1,$(KUBERNETES_SERVICE_HOST),[::1]",
        ("curl", "axios"),
        "no-proxy-brackets",
        '`noProxy` has "[::1]": it matches nothing in curl; write "::1"',
    ),
}


@pytest.mark.parametrize("case", NAMED)
def test_a_form_that_a_named_client_does_not_know_is_a_warning(case: str) -> None:
    no_proxy, clients, rule, message = NAMED[case]
    assert named(no_proxy, *clients) == [(rule, message)]


@pytest.mark.parametrize("case", NAMED)
def test_a_form_is_right_without_named_clients(case: str) -> None:
    assert told(**BOTH, noProxy=NAMED[case][0]) == []


@pytest.mark.parametrize(
    ("no_proxy", "client"),
    [
        ("localhost,127.0.0.1,$(KUBERNETES_SERVICE_HOST),*.a.com", "go"),
        ("localhost,127.0.0.1,$(KUBERNETES_SERVICE_HOST),.svc", "curl"),
        ("localhost,127.0.0.1,$(KUBERNETES_SERVICE_HOST),svc,example.com", "go"),
        ("localhost,127.0.0.1,10.96.0.0/12,127.0.0.0/8", "curl"),
        ("localhost,127.0.0.1,10.96.0.0/12,$(KUBERNETES_SERVICE_HOST)", "httpx"),
        ("localhost,127.0.0.1,$(KUBERNETES_SERVICE_HOST),example.com:8080", "go"),
        ("localhost,127.0.0.1,$(KUBERNETES_SERVICE_HOST),fd00::/8", "go"),
        ("localhost,127.0.0.1,$(KUBERNETES_SERVICE_HOST),fd00::/8,fd00::1", "curl"),
        ("localhost,127.0.0.1,$(KUBERNETES_SERVICE_HOST),[::1],::1", "curl"),
        ("localhost,127.0.0.1,$(KUBERNETES_SERVICE_HOST),[::1]", "axios"),
    ],
)
def test_a_form_that_the_named_client_knows_is_right(no_proxy: str, client: str) -> None:
    assert named(no_proxy, client) == []


@pytest.mark.parametrize("client", NAMES)
def test_the_presets_are_right_for_all_clients(client: str) -> None:
    presets = ["localhost", "cluster", "services", "aws", "gcp", "azure"]
    more = "*.svc,*.cluster.local,*.cluster.local.,*.ec2.internal,*.compute.internal"
    own = more if client == "aws-sdk-java" else "corp-host"
    fields = {**BOTH, "noProxy": own, "noProxyPresets": presets}
    assert told(**fields, checks={"clients": [client]}) == []


@pytest.mark.parametrize(
    ("entry", "better"),
    [("[::1]", '"::1"'), ("fd00::/8", "the addresses one by one"), ("[fd00::1]", '"fd00::1"')],
)
def test_what_makes_httpx_fail_is_an_error_where_httpx_is_named(entry: str, better: str) -> None:
    made = refused(
        **BOTH,
        noProxy=f"localhost,127.0.0.1,$(KUBERNETES_SERVICE_HOST),{entry}",
        checks={"clients": ["curl", "httpx"]},
    )
    assert [one["message"] for one in made] == [
        f'`noProxy` must not have "{entry}": it ends a program with httpx as soon as a client is '
        f"made; write {better}"
    ]
    assert [one["tags"] for one in made] == [{"rule": "no-proxy-refused", "clients": "httpx"}]
