"""The hosts that a text names: in URLs, as `name:port`, and as full names of a cluster's Services.

A text may be an argument, a variable's value, or a whole configuration file. What only looks like
a host (the tag of an image, a time of day, a digest) is none: a host begins with a letter and is
no part of a path, and a port is a number to the end of a word.
"""

from __future__ import annotations

from krm_fn import late_re as re

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

_CHARS = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-")
_NOT_BEFORE = frozenset("/@_%$\\")
_LONGEST = 260
_PORT = re.compile(r":(\d{1,5})(?![\w:-]|\.\w)")
_NAME = re.compile(r"[A-Za-z](?:[A-Za-z0-9.-]*[A-Za-z0-9])?\.?")
_USER = re.compile(r"[^\s/?#\"'<>@]*@")
_RESOLVERS = ("dns", "passthrough")
"""Schemes of gRPC targets, which are a host and a port."""


class Host:
    """A host that a text names: its `name` in lower case without a final dot, the `port` and the
    `scheme` that are written with it, and where in the text the name begins.
    """

    __slots__ = ("at", "has_final_dot", "name", "port", "scheme")

    def __init__(self, written: str, port: int | None, scheme: str, at: int) -> None:
        self.name = written.lower().rstrip(".")
        self.has_final_dot = written.endswith(".")
        self.port = port
        self.scheme = scheme
        self.at = at

    def __repr__(self) -> str:
        dot = "." if self.has_final_dot else ""
        scheme = f"{self.scheme}://" if self.scheme else ""
        return f"{scheme}{self.name}{dot}" + (f":{self.port}" if self.port else "")


def hosts_in(text: str) -> Iterator[Host]:
    """The hosts in their order by form: of URLs, then those with a port, then full names."""
    known = set()
    for found in (_of_urls(text), _with_ports(text), _full_names(text)):
        for host in found:
            if host.at not in known:
                known.add(host.at)
                yield host


def _of_urls(text: str) -> Iterator[Host]:
    at = text.find("://")
    while at >= 0:
        scheme = text[_start_of(text, at) : at].lower()
        begin = at + 3 + (scheme in _RESOLVERS and text.startswith("/", at + 3))
        user = _USER.match(text, begin, begin + _LONGEST)
        match = _NAME.match(text, user.end() if user else begin, begin + 2 * _LONGEST)
        if match is not None:
            grpc = scheme in _RESOLVERS
            yield Host(match[0], _port(text, match.end()), "" if grpc else scheme, match.start())
        at = text.find("://", at + 3)


def _with_ports(text: str) -> Iterator[Host]:
    for match in _PORT.finditer(text):
        start = _start_of(text, match.start())
        host = _host(text, start, match.start())
        if host is not None:
            yield Host(host, int(match[1]), "", start)


def _full_names(text: str) -> Iterator[Host]:
    """Names with the label `svc`, whatever follows; a dot that may end a sentence is no final one
    of a name.
    """
    at = text.find(".svc")
    while at >= 0:
        start, end = _start_of(text, at), at + 4
        while end < len(text) and text[end] in _CHARS:
            end += 1
        host = _host(text, start, end)
        if host is not None and host[at - start + 4 : at - start + 5] in ("", "."):
            is_last = end == len(text) and " " in text
            if host.endswith(".") and (is_last or text[end : end + 1] == " "):
                host = host.rstrip(".")
            yield Host(host, _port(text, end), "", start)
        at = text.find(".svc", max(end, at + 4))


def _start_of(text: str, end: int) -> int:
    """Where the characters of a host begin that end at a place."""
    start, least = end, max(0, end - _LONGEST)
    while start > least and text[start - 1] in _CHARS:
        start -= 1
    return start


def _host(text: str, start: int, end: int) -> str | None:
    """The text between two places, if it is a host and no part of something else."""
    if start and (text[start - 1] in _NOT_BEFORE or text[start - 1].isalnum()):
        return None
    match = _NAME.fullmatch(text, start, end)
    return match[0] if match is not None else None


def _port(text: str, at: int) -> int | None:
    match = _PORT.match(text, at)
    return int(match[1]) if match is not None else None
