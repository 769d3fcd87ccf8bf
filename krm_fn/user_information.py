"""User names and passwords in URLs: found in any text, and hidden.

What may be a password is hidden, whatever characters it has: in case of doubt more is hidden than
need be. What stays as it is are references such as `$(PASSWORD)`, which the kubelet resolves,
e-mail addresses, digests (`name@sha256:...`), and the user of a URL for ssh (`git@host:path`).
"""

from __future__ import annotations

from krm_fn import late_re as re

HIDDEN = "***"

# Patterns, which most runs don't need: `re` compiles them when they are first used.
_ASSIGNED = r"(?i)((?:password|passwd|secret|token|api_?key)=)([^\s\"'`<>&;,]+)"
_ASSIGNING = ("password=", "passwd=", "secret=", "token=", "key=")
_WORD = r"[^\s\"'`<>]+"
_SCHEME = r"[A-Za-z][A-Za-z0-9+.-]*\Z"
_LONGEST_SCHEME = 32
_DIGEST = r"@sha(?:256|384|512):(?!\d{1,5}\b)"
_HOST_AND_PORT = r"(?:[\w.-]+|\[[0-9A-Fa-f:.]+\]):\d{1,5}(?!\w)"
_HOST = r"[\w.-]+(?::\d{1,5})?/?"
_DOMAIN = r"[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+\.?(?![\w:])"
_PROXY_SCHEMES = ("http", "https", "socks", "socks4", "socks4a", "socks5", "socks5h")
_SCHEMES = (*_PROXY_SCHEMES, "ssh", "git", "git+ssh", "git+https", "git+http", "ftp", "ftps")
_SHELLS = ("ssh", "git", "sftp", "rsync", "scp")
_BEFORE_ADDRESS = frozenset(
    "mailto mail email e-mail sip sips xmpp acct serviceaccount group domain".split()
)
_SEPARATORS = "=,;|&([{"
_WORDS_OF_A_PASSWORD = 3


def masked(text: str) -> str:
    """Any text, with `***` for what may be a password: in a URL, wherever one stands in it, or
    assigned to a name that says so, as in `-Dhttp.proxyPassword=...`.
    """
    pieces: list[str] = []
    done = 0
    for start, at in _places(text) if "@" in text else ():
        pieces += text[done:start], _hidden(text[start:at])
        done = at
    text = "".join([*pieces, text[done:]])
    may_assign = any(map(text.casefold().__contains__, _ASSIGNING))
    return re.sub(_ASSIGNED, _assigned, text) if may_assign else text


def redacted(url: str) -> str:
    """A text that is meant to be one URL, without what may be secret in it."""
    bare = url.strip()
    before, after = url.split(bare, 1) if bare else (url, "")
    scheme, mark, rest = bare.partition("://")
    if not mark or not _shows(scheme, "+.-"):
        scheme, mark, rest = "", "", bare
    userinfo, at, place = rest.rpartition("@")
    user = _hidden(userinfo) + at if at else ""
    return before + scheme + mark + user + _redacted_place(place) + after


def without_secrets(value: str) -> str:
    """A variable's value, which may be a URL, without what may be a password in it and is no
    reference. It is the same for two values that differ only in their passwords.
    """
    if "@" not in value and "=" not in value:
        return value
    begin = value.rfind("://") + 3 if "://" in value else 0
    userinfo, at, place = value[begin:].rpartition("@")
    return masked(value[:begin] + (_hidden(userinfo) + at if at else "") + place)


def is_url(text: str) -> bool:
    """Whether a text begins as a URL does: with a scheme and `://`."""
    return bool(re.match(r"\s*[A-Za-z][A-Za-z0-9+.-]*://", text))


def authority_of(place: str) -> tuple[str, str]:
    """What follows the user information, as host and port, and the rest: path, query, fragment."""
    end = min((at for at in map(place.find, "/?#") if at >= 0), default=len(place))
    return place[:end], place[end:]


def holds_reference(text: str) -> bool:
    """Whether the text holds a reference that the kubelet expands: `$(NAME)`."""
    pieces = (after.partition(")") for after in text.split("$(")[1:])
    return any(closing and _is_name(name) for name, closing, _ in pieces)


def consists_of(text: str, others: str) -> bool:
    """Whether a text that isn't empty has letters, digits and these others only."""
    return bool(text) and all(char.isalnum() or char in others for char in text)


def is_ipv6(address: str) -> bool:
    """Whether a text looks like an IPv6 address, without its brackets."""
    digits, _, zone = address.partition("%")
    return ":" in digits and set(digits) <= set("0123456789abcdefABCDEF:.") and "]" not in zone


def is_port(text: str) -> bool:
    """Whether a text is a number of at most five digits."""
    return text.isascii() and text.isdigit() and len(text) <= 5


def _assigned(match: re.Match[str]) -> str:
    return match[0] if _is_references(match[2]) else match[1] + HIDDEN


def _places(text: str) -> list[tuple[int, int]]:
    """Where user information that must be hidden begins, and where its `@` is."""
    found: list[tuple[int, int]] = []
    opened, waited = -1, 0
    for match in re.finditer(_WORD, text):
        word, start = match[0], match.start()
        at = _last_at(word.partition("://")[0]) if opened >= 0 else -1
        if at >= 0:
            found.append((opened, start + at))
            opened = -1
            start, word = start + at, word[at:]
        found += [(start + first, start + last) for first, last in _in_word(word)]
        begin = _left_open(word)
        if begin >= 0:
            opened, waited = start + begin, 0
        elif waited < _WORDS_OF_A_PASSWORD:
            waited += 1
        else:
            opened = -1
    return found


def _left_open(word: str) -> int:
    """Where user information begins that goes on behind a blank or a quote, as in
    `http://user:my pass@host`: what follows the colon is no port. Otherwise -1.
    """
    mark = word.rfind("://")
    scheme = _scheme_before(word, mark).lower() if mark >= 0 else ""
    if "@" in word[mark:] or not scheme.endswith(_PROXY_SCHEMES):
        return -1
    authority, _ = authority_of(word[mark + 3 :])
    _, colon, port = authority.rpartition("]")[2].partition(":")
    is_port = re.fullmatch(r"(?:\d{1,5})?\W*", port) or holds_reference(port)
    return mark + 3 if colon and not is_port else -1


def _in_word(word: str) -> list[tuple[int, int]]:
    """The places in a text without blanks and quotes."""
    if "@" not in word:
        return []
    urls = _urls(word)
    ends = [start for start, _ in urls] + [len(word)]
    found = _without_scheme(word[: ends[0]])
    for (_, begin), end in zip(urls, ends[1:], strict=True):
        scheme = _scheme_before(word, begin - 3).lower()
        at = _last_at(word[begin:end])
        if at >= 0 and _is_user_information(word[begin : begin + at], scheme):
            found.append((begin, begin + at))
    return found


def _urls(word: str) -> list[tuple[int, int]]:
    """Where URLs begin, and what follows their `://`.

    A password may hold `://`: a second URL has a scheme that is known, and begins only
    behind a separator, and an `@` or a host.
    """
    found: list[tuple[int, int]] = []
    at = host = -1  # the first `@` behind the last URL found, and where its host ends
    mark = word.find("://")
    while mark >= 0:
        scheme = _scheme_before(word, mark)
        start = mark - len(scheme)
        before = word[start - 1 : start]
        if found:
            known = before and before in _SEPARATORS and scheme.lower() in _SCHEMES
            begins = known and (0 <= at < start or host == start - 1)
        else:
            begins = before != ":" or scheme.lower() in _SCHEMES
        if scheme and begins:
            found.append((start, mark + 3))
            at, match = word.find("@", mark + 3), re.compile(_HOST).match(word, mark + 3)
            host = match.end() if match else -1
        mark = word.find("://", mark + 3)
    return found


def _scheme_before(word: str, mark: int) -> str:
    """The scheme that ends at a `://`; "" where there is none."""
    match = re.search(_SCHEME, word[max(0, mark - _LONGEST_SCHEME) : mark])
    return match[0] if match else ""


def _last_at(text: str) -> int:
    """The last `@` that isn't a digest's; -1 for none."""
    at = text.rfind("@")
    while at >= 0 and re.compile(_DIGEST).match(text, at):
        at = text.rfind("@", 0, at)
    return at


def _is_user_information(userinfo: str, scheme: str) -> bool:
    """Whether what stands between `://` and `@` must be hidden: not the user of a URL for ssh, and
    not a host with the beginning of a path.
    """
    if ":" in userinfo:
        return True
    host, slash, _ = userinfo.partition("/")
    is_path = bool(slash) and ("." in host or not host or host == "localhost")
    return not is_path and not any(each in scheme.split("+") for each in _SHELLS)


def _without_scheme(word: str) -> list[tuple[int, int]]:
    """The place in a word without a scheme: `user:password@host`, `user@host:port`."""
    at = _last_at(word)
    if at < 0:
        return []
    before, after = word[:at], word[at + 1 :]
    head = before.partition(":")[0]
    start = max(map(head.rfind, _SEPARATORS)) + 1
    user, colon, password = before[start:].partition(":")
    has_port = re.match(_HOST_AND_PORT, after) is not None
    if user == "git" or user.startswith("git@"):
        return []
    if not password:
        return [(start, at)] if user and not colon and has_port else []
    if user.lower() in _BEFORE_ADDRESS and not has_port and re.match(_DOMAIN, after):
        return []
    return [(start, at)]


def _hidden(userinfo: str) -> str:
    """User information without its password; a user without one may be a token."""
    user, colon, password = userinfo.partition(":")
    if not colon:
        return user if _is_references(user) else HIDDEN
    shown_user = user if _shows(user, "-._%$()") else HIDDEN
    hides = password and not _is_references(password)
    return shown_user + colon + (HIDDEN if hides else password)


def _redacted_place(place: str) -> str:
    authority, path = authority_of(place)
    host, bracket, port = authority.rpartition("]")
    if not bracket:
        host, colon, port = authority.partition(":")
        port = colon + port
    shown_host = _redacted_host(host, bracket)
    shown_port = port if _shows_port(port) else f":{HIDDEN}"
    shown_path = path if path in ("", "/") else f"{path[0]}{HIDDEN}"
    return shown_host + bracket + shown_port + shown_path


def _redacted_host(host: str, bracket: str) -> str:
    if bracket:
        shows = host.startswith("[") and (_is_references(host[1:]) or is_ipv6(host[1:]))
        return host if shows else HIDDEN
    first, *others = host.split(maxsplit=1) or [""]
    shows = not first or _is_references(first) or consists_of(first, "-._")
    return (first if shows else HIDDEN) + (f" {HIDDEN}" if others else "")


def _shows_port(port: str) -> bool:
    number = port[1:]
    return port in ("", ":") or (
        port.startswith(":") and (is_port(number) or _is_references(number))
    )


def _shows(text: str, others: str) -> bool:
    """Whether the text can be no password: a plain word, a reference, or nothing."""
    return not text or _is_references(text) or (text.isascii() and consists_of(text, others))


def _is_references(text: str) -> bool:
    """Whether the text is one or more references and nothing else."""
    return text.startswith("$(") and all(
        after.endswith(")") and _is_name(after[:-1]) for after in text.split("$(")[1:]
    )


def _is_name(text: str) -> bool:
    return consists_of(text, "-._") and text.isascii() and not text[0].isdigit()
