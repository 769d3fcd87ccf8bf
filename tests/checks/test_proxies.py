"""The checks of a configuration's proxies, by themselves and beside each other."""

from __future__ import annotations

from typing import Any

import pytest
from checks.in_configuration import BOTH, REACHED, refused, rules, told
from configurations import HTTP, HTTPS


def test_the_errors_about_urls_name_the_clients() -> None:
    made = refused(httpProxy="http://proxy:99999", httpsProxy=HTTPS)
    assert [one["tags"] for one in made] == [{"rule": "proxy-url-port", "clients": "all"}]


def test_one_port_with_and_without_tls_is_a_warning() -> None:
    fields = {"httpProxy": "http://px:3128", "httpsProxy": "https://px:3128", "noProxy": REACHED}
    assert told(**fields) == [
        (
            "proxy-url-protocols",
            "`httpsProxy` must not name px:3128 as a proxy with TLS, which `httpProxy` names as one "
            "without: a port has one protocol, and requests for one of the two fail; write http:// "
            "in `httpsProxy` too, unless the proxy itself is reached by TLS",
        )
    ]


@pytest.mark.parametrize("https", ["https://px:3129", "http://px:3128", "https://$(PROXY)"])
def test_two_ports_or_one_protocol_are_right(https: str) -> None:
    assert told(httpProxy="http://px:3128", httpsProxy=https, noProxy=REACHED) == []


def test_one_proxy_alone_is_a_warning() -> None:
    assert told(httpProxy=HTTP, noProxy=REACHED) == [
        (
            "one-proxy",
            "`httpProxy` must not stand alone: most clients then send https requests past the "
            "proxy; write `httpsProxy` too, with the same URL where one proxy serves both",
        )
    ]
    assert told(httpsProxy=HTTP, noProxy=REACHED) == [
        (
            "one-proxy",
            "`httpsProxy` must not stand alone: most clients then send http requests past the "
            "proxy; write `httpProxy` too, with the same URL where one proxy serves both",
        )
    ]


@pytest.mark.parametrize(
    "fields",
    [
        BOTH,
        {"allProxy": HTTP},
        {"httpProxy": HTTP, "checks": {"clients": ["undici"]}},
        {"httpProxy": HTTP, "allProxy": HTTP, "checks": {"clients": ["curl"]}},
    ],
)
def test_both_proxies_or_a_client_that_needs_but_one_is_right(fields: dict[str, Any]) -> None:
    assert told(**fields, noProxy=REACHED) == []


def test_a_password_is_a_warning_that_does_not_show_it() -> None:
    assert told(httpProxy="http://user:secret@proxy:3128", httpsProxy=HTTPS, noProxy=REACHED) == [
        (
            "proxy-url-password",
            "`httpProxy` has a password that all who can read the manifests can read: take it from "
            "a Secret by `credentials`, got "
            '"http://user:***@proxy:3128"',
        )
    ]


def test_a_url_without_a_scheme_is_right_for_clients_that_take_it() -> None:
    fields = {"httpProxy": "proxy:3128", "httpsProxy": "proxy:3128", "noProxy": REACHED}
    assert rules(**fields) == ["proxy-url-no-scheme", "proxy-url-no-scheme"]
    assert rules(**fields, checks={"clients": ["curl", "go"]}) == []


def test_a_proxy_by_https_is_a_warning_for_clients_that_cannot_use_it() -> None:
    fields = {**BOTH, "httpsProxy": "https://user:$(WORD)@proxy:3129", "noProxy": REACHED}
    assert told(**fields, checks={"clients": ["curl", "aiohttp"]}) == [
        (
            "proxy-url-https",
            '`httpsProxy` is "https://user:$(WORD)@proxy:3129": there is no proxy by https for '
            "aiohttp; write http:// and the port of the proxy without TLS",
        )
    ]
    assert told(**fields, checks={"clients": ["curl", "httpx"]}) == []


def test_a_socks_proxy_is_a_warning_for_clients_that_cannot_use_it() -> None:
    fields = {"allProxy": "socks5://proxy:1080", "noProxy": REACHED}
    assert told(**fields, checks={"clients": ["curl", "httpx"]}) == [
        (
            "proxy-url-socks",
            '`allProxy` is "socks5://proxy:1080": there is no SOCKS proxy of that form for httpx; '
            "write http:// and a proxy for HTTP",
        )
    ]
    assert told(**fields, checks={"clients": ["curl", "go"]}) == []
