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
_LONGEST_PORT = 5
_LARGE = 100_000
_NOT_IN_USER = frozenset("/?#\"'<>")
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
        start = _behind_user(text, begin)
        name = _name(text[start : _end_of(text, start, begin + 2 * _LONGEST)])
        if name:
            port = _port(text, start + len(name))
            yield Host(name, port, "" if scheme in _RESOLVERS else scheme, start)
        at = text.find("://", at + 3)


def _with_ports(text: str) -> Iterator[Host]:
    for at in _before_digits(text):
        port = _port(text, at)
        if port is not None:
            start = _start_of(text, at)
            host = _host(text, start, at)
            if host is not None:
                yield Host(host, port, "", start)


def _before_digits(text: str) -> Iterator[int]:
    """Where colons stand before digits. A pattern finds them faster, once it is there."""
    if len(text) >= _LARGE:
        yield from (match.start() for match in re.finditer(r":(?=\d)", text))
        return
    at = text.find(":")
    while at >= 0:
        if text[at + 1 : at + 2].isdecimal():
            yield at
        at = text.find(":", at + 1)


def _full_names(text: str) -> Iterator[Host]:
    """Names with the label `svc`, whatever follows; a dot that may end a sentence is no final one
    of a name.
    """
    at = text.find(".svc")
    while at >= 0:
        start, end = _start_of(text, at), _end_of(text, at + 4, len(text))
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


def _end_of(text: str, start: int, stop: int) -> int:
    """Where the characters of a host end that begin at a place, at the latest at another."""
    stop = min(stop, len(text))
    while start < stop and text[start] in _CHARS:
        start += 1
    return start


def _behind_user(text: str, begin: int) -> int:
    """Where a URL's host begins whose user may begin at a place."""
    at = text.find("@", begin, begin + _LONGEST)
    user = text[begin : max(at, begin)]
    if at < 0 or not _NOT_IN_USER.isdisjoint(user) or any(map(str.isspace, user)):
        return begin
    return at + 1


def _name(characters: str) -> str:
    """The host that characters of hosts begin with: it begins with a letter, and ends with a letter
    or a digit, or with a dot behind one.
    """
    if not (characters[:1].isascii() and characters[:1].isalpha()):
        return ""
    name = characters.rstrip(".-")
    return characters[: len(name) + 1] if characters.startswith(".", len(name)) else name


def _host(text: str, start: int, end: int) -> str | None:
    """The text between two places, if it is a host and no part of something else."""
    if start and (text[start - 1] in _NOT_BEFORE or text[start - 1].isalnum()):
        return None
    host = text[start:end]
    return host if host and _name(host) == host else None


def _port(text: str, at: int) -> int | None:
    """The port behind a colon at a place, if a number is all that stands there."""
    end = at + 1
    while end <= at + _LONGEST_PORT and text[end : end + 1].isdecimal():
        end += 1
    after = text[end : end + 1]
    is_part = after in (":", "-") or _is_of_word(after)
    if is_part or end == at + 1 or not text.startswith(":", at):
        return None
    if after == "." and _is_of_word(text[end + 1 : end + 2]):
        return None
    return int(text[at + 1 : end])


def _is_of_word(character: str) -> bool:
    return character.isalnum() or character == "_"
