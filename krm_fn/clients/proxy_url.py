"""Proxy URLs: what is wrong with one.

A proxy URL is `scheme://[user[:password]@]host[:port]`, with a scheme of http, https, socks5 or
socks5h. What clients make of other forms differs: without a scheme, aiohttp breaks and gRPC core
refuses; with white space, httpx raises; with a trailing `/`, some clients fail. A part that holds
a `$(NAME)` reference, which the kubelet expands, is not judged.
"""

from __future__ import annotations

from krm_fn.shown import redact
from krm_fn.user_information import authority_of, consists_of, holds_reference, is_ipv6, is_port

SCHEMES = ("http", "https", "socks5", "socks5h")
EXAMPLE = "http://proxy.example.com:3128"

Finding = tuple[str, str, str]
"""severity, rule, and a message that goes on after the name of a field: `must have a host, ...`"""


def check(url: str) -> list[Finding]:
    """All that is wrong with a proxy URL, errors and warnings; none of it shows a password."""
    if not url:
        return [_error("empty", f'must not be empty: write a URL such as "{EXAMPLE}"')]
    if any(map(str.isspace, url)):
        return [_error("white-space", f'must not contain white space, got "{redact(url)}"')]
    if not url.isprintable():
        problem = f'must not contain control or invisible characters, got "{redact(url)}"'
        return [_error("characters", problem)]
    scheme, mark, rest = url.partition("://")
    userinfo, _, place = (rest if mark else url).rpartition("@")
    authority, path = authority_of(place)
    return [
        *_scheme_findings(url, scheme if mark else None),
        *_userinfo_findings(url, userinfo),
        *_authority_findings(url, authority),
        *_path_findings(url, path),
    ]


def _error(rule: str, message: str) -> Finding:
    return ("error", f"proxy-url-{rule}", message)


def _warning(rule: str, message: str) -> Finding:
    return ("warning", f"proxy-url-{rule}", message)


def _scheme_findings(url: str, scheme: str | None) -> list[Finding]:
    if scheme is None:
        if url.startswith("$(") or _mistyped_mark(url):
            return []
        remedy = f'write "{redact("http://" + url)}"'
        return [_warning("no-scheme", f"has no scheme, which some clients refuse: {remedy}")]
    if holds_reference(scheme) or scheme.lower() in SCHEMES:
        return []
    problem = "must have the scheme http, https, socks5 or socks5h"
    return [_error("scheme", f'{problem}, got "{redact(url)}"')]


def _mistyped_mark(url: str) -> bool:
    """`http:/proxy` or `http//proxy`: meant to have a scheme, and reported as such."""
    start, slash, _ = url.partition("/")
    return bool(slash) and "://" not in url and start.rstrip(":").lower() in SCHEMES


def _userinfo_findings(url: str, userinfo: str) -> list[Finding]:
    user, _, password = userinfo.partition(":")
    judged = "".join(part for part in (user, password) if not holds_reference(part))
    if any(char in judged for char in "@#/?"):
        problem = (
            "must have the characters @ # / ? of its user name and password percent-encoded "
            "(%40 %23 %2F %3F)"
        )
        return [_error("user-information", f'{problem}, got "{redact(url)}"')]
    if not password or holds_reference(password):
        return []
    problem = "has a password that all who can read the manifests can read"
    remedy = "take it from a Secret by `credentials`"
    return [_warning("password", f'{problem}: {remedy}, got "{redact(url)}"')]


def _authority_findings(url: str, authority: str) -> list[Finding]:
    if _mistyped_mark(url):
        return [_host_error(url, "must have :// after the scheme")]
    if authority.startswith("["):
        return _bracketed_findings(url, authority)
    if authority.count(":") > 1 and not holds_reference(authority):
        problem = "must have an IPv6 address in brackets, as in http://[fd00::1]:3128"
        return [_host_error(url, problem)]
    host, colon, port = authority.partition(":")
    return [*_host_findings(url, host), *_port_findings(url, colon, port)]


def _host_error(url: str, problem: str) -> Finding:
    return _error("host", f'{problem}, got "{redact(url)}"')


def _bracketed_findings(url: str, authority: str) -> list[Finding]:
    address, closing, port = authority[1:].partition("]")
    if holds_reference(address) and closing:
        return _port_findings(url, port[:1], port[1:])
    if not closing or not is_ipv6(address) or (port and not port.startswith(":")):
        problem = "must have an IPv6 address between brackets, as in http://[fd00::1]:3128"
        return [_host_error(url, problem)]
    return _port_findings(url, port[:1], port[1:])


def _host_findings(url: str, host: str) -> list[Finding]:
    if holds_reference(host) or consists_of(host, "-._"):
        return []
    if host:
        problem = "must have a host of letters, digits, hyphens and dots"
        return [_host_error(url, problem)]
    return [_host_error(url, f"must have a host, as in {EXAMPLE}")]


def _port_findings(url: str, colon: str, port: str) -> list[Finding]:
    if not colon or holds_reference(port) or (is_port(port) and 1 <= int(port) <= 65535):
        return []
    return [_error("port", f'must have a port from 1 to 65535, got "{redact(url)}"')]


def _path_findings(url: str, path: str) -> list[Finding]:
    if not path or holds_reference(path) or _mistyped_mark(url):
        return []
    problem = 'ends with "/"' if path == "/" else "has a path"
    remedy = f'write "{redact(url[: len(url) - len(path)])}"'
    return [_warning("path", f"{problem}, which some clients refuse: {remedy}")]
