"""Proxy URLs: what is wrong with one.

A proxy URL is `scheme://[user[:password]@]host[:port]`, with a scheme of http, https, socks5 or
socks5h. What clients make of other forms differs: without a scheme, aiohttp breaks and gRPC core
refuses; with white space, httpx raises; with a trailing `/`, some clients fail. A part that holds
a `$(NAME)` reference, which the kubelet expands, is not judged.
"""

from __future__ import annotations

from krm_fn.shown import redact
from krm_fn.user_information import authority_of, consists_of, holds_reference, is_port

SCHEMES = ("http", "https", "socks5", "socks5h")
EXAMPLE = "http://proxy.example.com:3128"

Finding = tuple[str, str, str]
"""severity, rule, and a message that goes on after the name of a field: `must have a host, ...`"""


def check(url: str) -> list[Finding]:
    """All that is wrong with a proxy URL, errors and warnings; none of it shows a password."""
    if not url:
        return [_error("empty", f'must not be empty: write a URL such as "{EXAMPLE}"')]
    for look in (_two, _marked, _unfilled):
        found = look(url)
        if found:
            return [_error(*found)]
    if any(map(str.isspace, url)):
        return [_error("white-space", f'must not contain white space, got "{redact(url)}"')]
    if not url.isprintable():
        problem = f'must not contain control or invisible characters, got "{redact(url)}"'
        return [_error("characters", problem)]
    scheme, mark, rest = url.partition("://")
    userinfo, _, place = (rest if mark else url).rpartition("@")
    authority, path = authority_of(place)
    if path.partition("?")[0].rpartition("/")[2].lower().endswith((".pac", "wpad.dat")):
        problem = "must be the URL of a proxy, and not of a PAC file, which no client reads"
        return [_error("pac", f'{problem}: write the proxy that it names, as in "{EXAMPLE}"')]
    return [
        *_scheme_findings(url, scheme if mark else None),
        *_userinfo_findings(url, userinfo),
        *_authority_findings(url, authority),
        *_path_findings(url, path),
    ]


def _two(url: str) -> tuple[str, str] | None:
    """More than one URL: what follows a separator has a scheme of its own."""
    if url.count("://") < 2:
        return None
    place = url.partition("://")[2].rpartition("@")[0]
    parts = url.replace(";", ",").replace("|", ",").replace(" ", ",").split(",")
    urls = [part for part in parts if part.partition("://")[0].lower() in SCHEMES]
    if len(urls) < 2 or "://" in place.rpartition(",")[0]:
        return None
    return "two", f'must be one URL, since no client takes several: write "{redact(urls[0])}"'


def _marked(url: str) -> tuple[str, str] | None:
    bare = url.strip("\"'`")
    if bare == url:
        return None
    return "marks", f'must not have quotes around it: write "{redact(bare)}"'


def _unfilled(url: str) -> tuple[str, str] | None:
    """A part of the place that a shell or a template was meant to fill in."""
    parts = url.partition("://")[2] or url
    place = parts.rpartition("@")[2]
    if any(map(_is_shell_variable, place.split(":"))):
        problem = "has a variable of a shell, which nothing fills in"
        return "placeholder", f"{problem}: write its value, or a reference such as $(PROXY_HOST)"
    if ("{{" in url and "}}" in url) or "${" in place:
        problem = "has a placeholder of a template, which nothing fills in"
        return "placeholder", f"{problem}: write the text that belongs there"
    return None


def _is_shell_variable(text: str) -> bool:
    """Whether a text is `$NAME` or `${NAME}`, in the capitals of the environment's names."""
    braced = text.startswith("${") and text.endswith("}")
    name = text[2:-1] if braced else text[1:]
    capitals = name.replace("_", "A").isalnum() and (braced or name == name.upper())
    return text.startswith("$") and capitals and name.isascii() and not name[0].isdigit()


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
    if any(map(_is_shell_variable, (user, password))):
        problem = "has a user name or password like a variable of a shell, which nothing fills in"
        return [_warning("shell", f"{problem}: write a reference such as $(PROXY_PASSWORD)")]
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
    found = [*_host_findings(url, host), *_port_findings(url, colon, port)]
    return found or _missing_port(url, authority)


def _missing_port(url: str, authority: str) -> list[Finding]:
    """No port in a URL for http, where the kubelet doesn't fill in what may have one."""
    scheme, mark, _ = url.partition("://")
    place = authority.rpartition("]")[2]
    ends_open = not authority or authority.endswith(")") or ":" in place
    if ends_open or (mark and scheme.lower() != "http"):
        return []
    before = url[: url.rindex(authority)] if mark else "http://"
    remedy = f'write it, as in "{redact(f"{before}{authority}:3128")}"'
    problem = "has no port, and clients take different ones, curl and git 1080, others 80"
    return [_warning("no-port", f"{problem}: {remedy}")]


def _host_error(url: str, problem: str) -> Finding:
    return _error("host", f'{problem}, got "{redact(url)}"')


def _bracketed_findings(url: str, authority: str) -> list[Finding]:
    address, closing, port = authority[1:].partition("]")
    if holds_reference(address) and closing:
        return _port_findings(url, port[:1], port[1:])
    if (
        not closing
        or ":" not in address
        or not _is_address(address.partition("%")[0])
        or (port and not port.startswith(":"))
    ):
        problem = "must have an IPv6 address between brackets, as in http://[fd00::1]:3128"
        return [_host_error(url, problem)]
    return _port_findings(url, port[:1], port[1:]) or _missing_port(url, authority)


def _host_findings(url: str, host: str) -> list[Finding]:
    if holds_reference(host):
        return []
    if consists_of(host, "-._"):
        return _shape_findings(url, host)
    if host:
        problem = "must have a host of letters, digits, hyphens and dots"
        return [_host_error(url, problem)]
    return [_host_error(url, f"must have a host, as in {EXAMPLE}")]


def _shape_findings(url: str, host: str) -> list[Finding]:
    """A host's labels, and an address's numbers: the last label of a name is no number."""
    labels = host.removesuffix(".").split(".")
    if labels[-1].isdecimal() and host.replace(".", "").isdecimal() and not _is_address(host):
        problem = "must have an address of four numbers of at most 255"
        return [_host_error(url, problem)]
    if not all(0 < len(each) <= 63 and each[0] != "-" and each[-1] != "-" for each in labels):
        problem = "must have a host whose parts between the dots are names"
        return [_host_error(url, problem)]
    return []


def _is_address(text: str) -> bool:
    from krm_fn.clients.coverage import is_valid_address

    return is_valid_address(text)


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
