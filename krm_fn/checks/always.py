"""Errors in a configuration: nothing turns them off."""

from __future__ import annotations

from krm_fn.checks.row import CONFIGURATION, Check

_HOSTS = "entries of noProxy are hosts, domains, addresses and CIDRs"

ERRORS = (
    Check(
        "no-proxy-scheme",
        "error",
        CONFIGURATION,
        "a scheme in a noProxy entry, as in `http://example.com`",
        f"{_HOSTS}, and no client takes a URL for one",
        "write {instead}",
    ),
    Check(
        "no-proxy-path",
        "error",
        CONFIGURATION,
        "a path in a noProxy entry, as in `example.com/x`",
        f"{_HOSTS}, and no client looks at a path",
        "write {instead}",
    ),
    Check(
        "no-proxy-prefix",
        "error",
        CONFIGURATION,
        "a CIDR in noProxy with a prefix length that there isn't, as in `10.0.0.0/33`",
        "it holds no addresses",
        "write a prefix length of at most {longest}",
    ),
    Check(
        "no-proxy-characters",
        "error",
        CONFIGURATION,
        "control or invisible characters in noProxy",
        "no host has such characters",
        "write the entry anew",
    ),
    Check(
        "no-proxy-empty",
        "error",
        CONFIGURATION,
        "a noProxy without entries",
        "it can be read as no exceptions, or as a mistake",
        "leave the field out to set no `no_proxy`",
    ),
    Check(
        "proxy-url-port",
        "error",
        CONFIGURATION,
        "a port in a proxy URL that is no number from 1 to 65535",
        "no client can connect to it",
        "write a port from 1 to 65535",
    ),
    Check(
        "proxy-url-white-space",
        "error",
        CONFIGURATION,
        "white space in a proxy URL",
        "clients fail on it, and httpx already when it is started",
        "write the URL without white space",
    ),
    Check(
        "proxy-url-user-information",
        "error",
        CONFIGURATION,
        "`@`, `#`, `/` or `?` in the user name or password of a proxy URL",
        "clients take what follows for the host or leave it out",
        "percent-encode them: %40 %23 %2F %3F",
    ),
    Check(
        "proxy-url-scheme",
        "error",
        CONFIGURATION,
        "a scheme of a proxy URL that is none of http, https, socks5 and socks5h",
        "no client knows such a proxy",
        "write http://",
    ),
    Check(
        "proxy-url-host",
        "error",
        CONFIGURATION,
        "a proxy URL without a host, or with one that is none",
        "no client can connect to it",
        "write scheme://host:port, and an IPv6 address in brackets",
    ),
    Check(
        "proxy-url-characters",
        "error",
        CONFIGURATION,
        "control or invisible characters in a proxy URL",
        "no URL has such characters",
        "write the URL anew",
    ),
    Check(
        "proxy-url-empty",
        "error",
        CONFIGURATION,
        "an empty proxy URL",
        "it can be read as no proxy, or as a mistake",
        "leave the field out to set no such variable",
    ),
    Check(
        "self-reference",
        "error",
        CONFIGURATION,
        "a reference in a value to one of the variables that get it, as in `$(NO_PROXY),.svc`",
        "the kubelet resolves it in one of the two spellings and not in the other",
        "write the value itself; `existing: merge` keeps the hosts that a container has",
    ),
    Check(
        "no-proxy-refused",
        "error",
        CONFIGURATION,
        "an IPv6 CIDR, or an IPv6 address in brackets, in noProxy",
        "it ends a program with {clients} as soon as a client is made",
        "write {instead}",
        concerns=lambda row: bool(row.refuses),
        named=True,
    ),
)
