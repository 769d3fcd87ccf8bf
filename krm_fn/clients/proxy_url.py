"""Proxy URLs: what is wrong with one, and how to show one without its password.

A proxy URL is `scheme://[user[:password]@]host[:port]`, with a scheme of http, https, socks5 or
socks5h. What clients make of other forms differs: without a scheme, aiohttp breaks and gRPC core
refuses; with white space, httpx raises; with a trailing `/`, some clients fail. A part that holds
a `$(NAME)` reference, which the kubelet expands, is not judged.
"""

from __future__ import annotations

SCHEMES = ("http", "https", "socks5", "socks5h")
EXAMPLE = "http://proxy.example.com:3128"

Finding = tuple[str, str, str]
"""severity, rule, and a message that goes on after the name of a field: `must have a host, ...`"""

_LONGEST_SHOWN = 200
_HIDDEN = "***"


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
    authority, path = _authority(place)
    return [
        *_scheme_findings(url, scheme if mark else None),
        *_userinfo_findings(url, userinfo),
        *_authority_findings(url, authority),
        *_path_findings(url, path),
    ]


def redact(text: str) -> str:
    """The text on one line, a password in it as `***`: `http://user:***@host:3128`.

    The text may be malformed. What stands before the last `@` counts as user and password,
    whatever characters it has; a user without a password may be a token and is hidden too, and
    so are a port that is no number, a host that is none, a path and a query. References such as
    `$(PASSWORD)` are shown. Characters that cannot be printed are escaped.
    """
    bare = text.strip()
    before, after = text.split(bare, 1) if bare else (text, "")
    scheme, mark, rest = bare.partition("://")
    if not mark or not _shows(scheme, "+.-"):
        scheme, mark, rest = "", "", bare
    userinfo, at, place = rest.rpartition("@")
    user = _redacted_userinfo(userinfo) + at if at else ""
    return printable(before + scheme + mark + user + _redacted_place(place) + after)


def printable(text: str) -> str:
    """The text on one line of at most 200 characters, others than printable ones escaped."""
    if len(text) > _LONGEST_SHOWN:
        text = text[:_LONGEST_SHOWN] + "..."
    if text.isprintable():
        return text
    return "".join(
        char if char.isprintable() else char.encode("unicode_escape").decode() for char in text
    )


def holds_reference(text: str) -> bool:
    """Whether the text holds a reference that the kubelet expands: `$(NAME)`."""
    pieces = (after.partition(")") for after in text.split("$(")[1:])
    return any(closing and _is_name(name) for name, closing, _ in pieces)


def _is_name(text: str) -> bool:
    return _consists_of(text, "-._") and text.isascii() and not text[0].isdigit()


def _consists_of(text: str, others: str) -> bool:
    return bool(text) and all(char.isalnum() or char in others for char in text)


def _is_references(text: str) -> bool:
    """Whether the text is one or more references and nothing else."""
    return text.startswith("$(") and all(
        after.endswith(")") and _is_name(after[:-1]) for after in text.split("$(")[1:]
    )


def _authority(place: str) -> tuple[str, str]:
    """What follows the user information, as host and port, and the rest: path, query, fragment."""
    end = min((at for at in map(place.find, "/?#") if at >= 0), default=len(place))
    return place[:end], place[end:]


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
    remedy = "take it from a Secret by a reference such as $(PROXY_PASSWORD)"
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
    if not closing or not _is_ipv6(address) or (port and not port.startswith(":")):
        problem = "must have an IPv6 address between brackets, as in http://[fd00::1]:3128"
        return [_host_error(url, problem)]
    return _port_findings(url, port[:1], port[1:])


def _is_ipv6(address: str) -> bool:
    digits, _, zone = address.partition("%")
    return ":" in digits and set(digits) <= set("0123456789abcdefABCDEF:.") and "]" not in zone


def _host_findings(url: str, host: str) -> list[Finding]:
    if holds_reference(host) or _consists_of(host, "-._"):
        return []
    if host:
        problem = "must have a host of letters, digits, hyphens and dots"
        return [_host_error(url, problem)]
    return [_host_error(url, f"must have a host, as in {EXAMPLE}")]


def _port_findings(url: str, colon: str, port: str) -> list[Finding]:
    if not colon or holds_reference(port) or (_is_port(port) and 1 <= int(port) <= 65535):
        return []
    return [_error("port", f'must have a port from 1 to 65535, got "{redact(url)}"')]


def _is_port(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= 5


def _path_findings(url: str, path: str) -> list[Finding]:
    if not path or holds_reference(path) or _mistyped_mark(url):
        return []
    problem = 'ends with "/"' if path == "/" else "has a path"
    remedy = f'write "{redact(url[: len(url) - len(path)])}"'
    return [_warning("path", f"{problem}, which some clients refuse: {remedy}")]


def _shows(text: str, others: str) -> bool:
    """Whether the text can be no password: a plain word, a reference, or nothing."""
    return not text or _is_references(text) or (text.isascii() and _consists_of(text, others))


def _redacted_userinfo(userinfo: str) -> str:
    user, colon, password = userinfo.partition(":")
    if not colon:
        return user if _is_references(user) else _HIDDEN
    shown_user = user if _shows(user, "-._%$()") else _HIDDEN
    hides = password and not _is_references(password)
    return shown_user + colon + (_HIDDEN if hides else password)


def _redacted_place(place: str) -> str:
    authority, path = _authority(place)
    host, bracket, port = authority.rpartition("]")
    if not bracket:
        host, colon, port = authority.partition(":")
        port = colon + port
    shown_host = _redacted_host(host, bracket)
    shown_port = port if _shows_port(port) else f":{_HIDDEN}"
    shown_path = path if path in ("", "/") else f"{path[0]}{_HIDDEN}"
    return shown_host + bracket + shown_port + shown_path


def _redacted_host(host: str, bracket: str) -> str:
    if bracket:
        shows = host.startswith("[") and (_is_references(host[1:]) or _is_ipv6(host[1:]))
        return host if shows else _HIDDEN
    first, *others = host.split(maxsplit=1) or [""]
    shows = not first or _is_references(first) or _consists_of(first, "-._")
    return (first if shows else _HIDDEN) + (f" {_HIDDEN}" if others else "")


def _shows_port(port: str) -> bool:
    number = port[1:]
    return port in ("", ":") or (
        port.startswith(":") and (_is_port(number) or _is_references(number))
    )
