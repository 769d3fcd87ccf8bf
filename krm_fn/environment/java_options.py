"""The proxies as a JVM's options: the variable JAVA_TOOL_OPTIONS, which every JVM reads.

A JVM doesn't look at the proxy variables. Its system properties say the same, in another way: a
host and a port for each scheme, and in `http.nonProxyHosts` names and addresses with `|` between
them, in which only a `*` at either end is special. The JVM itself adds the loopback to them.

JAVA_TOOL_OPTIONS is split at white space; quotes keep white space, and nothing escapes a quote.
The value is the author's too: options go behind those that are there, and one that an author has
set counts.
"""

from __future__ import annotations

from krm_fn import late_re as re

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

NAME = "JAVA_TOOL_OPTIONS"

MAVEN = "-Daether.connector.http.useSystemProperties=true"
"""Without it Maven 3.9 looks at none of the properties; no other program knows it."""
USER_INFORMATION = (
    "a user or a password, which JVMs are not told, as no option gives them: "
    "have the proxy ask such pods for none"
)
"""What is wrong with a proxy that asks who one is."""
_TOKEN = re.compile(r"(?:[^\s\"']|\"[^\"]*(?:\"|\Z)|'[^']*(?:'|\Z))+")
_DEFAULT_PORT = "80"
_DIGITS = "0123456789"
_HEXADECIMAL = _DIGITS + "abcdefABCDEF"
_FORMS = "write names, addresses, or CIDRs that end at a dot, such as 10.96.0.0/16"
_OCTETS = {0: 0, 8: 1, 16: 2, 24: 3, 32: 4}


def options(
    http_proxy: str | None, https_proxy: str | None, entries: Iterable[str]
) -> tuple[tuple[str, ...], list[tuple[str, str]]]:
    """The options, and what they cannot say: pairs of a field's name and a problem.

    `entries` are those of noProxy. Without a proxy there are no options.
    """
    made: list[str] = []
    problems: list[tuple[str, str]] = []
    for scheme, url in (("http", http_proxy), ("https", https_proxy)):
        if url is not None:
            found, problem = _address(url)
            if problem:
                problems.append((f"{scheme}Proxy", problem))
            if found:
                host, port = found
                made += [f"-D{scheme}.proxyHost={host}", f"-D{scheme}.proxyPort={port}"]
    if not made:
        return (), problems
    patterns: list[str] = []
    unsaid: list[str] = []
    for entry in entries:
        found_patterns = _patterns(entry)
        patterns += found_patterns
        if not found_patterns:
            unsaid.append(entry)
    if unsaid:
        shown = ", ".join(f'"{entry}"' for entry in unsaid)
        problems.append(("noProxy", f"has {shown}, which JVMs are not told: {_FORMS}"))
    if patterns:
        made.append(f"-Dhttp.nonProxyHosts={'|'.join(dict.fromkeys(patterns))}")
    return tuple(made), problems


def _address(url: str) -> tuple[tuple[str, str] | None, str]:
    """A proxy's host and port, None where a JVM cannot use it, and what is wrong, if anything."""
    scheme, mark, rest = url.rpartition("://")
    scheme = scheme.lower() if mark else "http"
    if scheme != "http":
        return (
            None,
            f"has the scheme {scheme}, so JVMs are not told: they use proxies of http alone",
        )
    userinfo, _, place = rest.rpartition("@")
    authority = place.partition("/")[0]
    whole_reference = authority.startswith("$(") and authority.find(")") == len(authority) - 1
    found = None if (whole_reference and not mark) or _is_odd(authority) else _divided(authority)
    if found is None:
        return None, "has no host that can be told to JVMs: write it out"
    return found, f"has {USER_INFORMATION}" if userinfo else ""


def _divided(authority: str) -> tuple[str, str] | None:
    """A host without brackets, and a port; None where there is no host."""
    if authority.startswith("["):
        host, closing, rest = authority[1:].partition("]")
        is_host = bool(closing)
    else:
        host, colon, port = authority.partition(":")
        is_host, rest = bool(host) and not {"[", "]"} & {*host}, colon + port
    if not is_host or (rest and not rest.startswith(":")):
        return None
    return host.strip("[]"), rest[1:] or _DEFAULT_PORT


def _is_odd(text: str) -> bool:
    """Whether a text has a quote or white space, which part options."""
    return '"' in text or "'" in text or any(map(str.isspace, text))


def _patterns(entry: str) -> list[str]:
    """An entry of noProxy as patterns of http.nonProxyHosts; none where it cannot be said.

    A name stands for itself and all below it, as most clients read it.
    """
    if "|" in entry or _is_odd(entry) or "*" in entry[1:]:
        return []
    if entry.startswith("*"):
        return [entry] if entry == "*" or entry.startswith("*.") else []
    if entry.startswith("."):
        return [f"*{entry}"]
    if "/" in entry:
        return _of_cidr(entry)
    if "$(" in entry:
        return [entry]
    address = entry.strip("[]")
    if address.count(":") > 1:
        return [f"[{address}]"] if not address.strip(_HEXADECIMAL + ":.") else []
    if ":" in entry:
        return []
    if entry == "localhost" or not entry.strip(_DIGITS + "."):
        return [entry]
    return [entry, f"*.{entry}"]


def _of_cidr(entry: str) -> list[str]:
    """A CIDR that falls on a byte boundary: 10.96.0.0/16 is 10.96.*"""
    address, _, length = entry.partition("/")
    parts = address.split(".")
    if len(parts) != 4 or not all(part.isdecimal() for part in (*parts, length)):
        return []
    octets = _OCTETS.get(int(length))
    if octets is None:
        return []
    return [".".join(parts[:octets] + ["*"] * (octets < 4))]


def tokens(text: str) -> list[tuple[int, int, str]]:
    """The options of a value: start, end, and the option without its quotes."""
    return [
        (match.start(), match.end(), re.sub(r"\"([^\"]*)\"?|'([^']*)'?", r"\1\2", match[0]))
        for match in _TOKEN.finditer(text)
    ]


def _set(text: str) -> dict[str, str]:
    """The options of a value by what they set; the last one counts."""
    return {_key(option): option for _, _, option in tokens(text)}


def _key(option: str) -> str:
    return option.partition("=")[0]


def _group(key: str) -> str:
    """A proxy's host and port go together."""
    return key.removesuffix("Host").removesuffix("Port")


def contradicts(text: str, items: Iterable[str]) -> bool:
    """Whether a value sets one of the options to something else, or one that goes with it."""
    present = _set(text)
    groups = set(map(_group, present))
    return any(_group(_key(each)) in groups and present.get(_key(each)) != each for each in items)


def suffix(text: str, items: Iterable[str]) -> str:
    """What must be appended to a value for it to set the options, but for those that contradict
    it; "" for nothing.
    """
    groups = set(map(_group, _set(text)))
    return _appended(text, [item for item in items if _group(_key(item)) not in groups])


def _appended(text: str, items: list[str]) -> str:
    lead = " " if items and text and not text[-1].isspace() else ""
    return lead + " ".join(items)


def replaced(text: str, items: Iterable[str]) -> str:
    """A value in which the options that are there are as wanted, and the others are added."""
    wanted = {_key(item): item for item in items}
    present = _set(text)
    for start, end, option in reversed(tokens(text)):
        item = wanted.get(_key(option))
        if item is not None:
            text = text[:start] + item + text[end:]
    return text + _appended(text, [item for key, item in wanted.items() if key not in present])


def of_former(urls: Iterable[str]) -> tuple[str, ...]:
    """The options that former proxies were told by, a host and a port for each scheme."""
    told = (
        options(http, https, ())[0][:2]
        for url in urls
        for http, https in ((url, None), (None, url))
    )
    return tuple(" ".join(pair) for pair in told if pair)


def without_former(text: str, former: Iterable[str]) -> str:
    """A value without the options of former proxies, and without what stood beside them where no
    other proxy is left.
    """
    present = set(_set(text).values())
    found = [pair for pair in former if present.issuperset(pair.split())]
    for pair in dict.fromkeys(found):
        text = _taken_out(text, pair.split())
    rest = _set(text)
    if found and not {"-Dhttp.proxyHost", "-Dhttps.proxyHost"} & rest.keys():
        beside = (rest.get("-Dhttp.nonProxyHosts"), rest.get(_key(MAVEN)))
        text = _taken_out(text, [each for each in beside if each])
    return text


def is_of_former(text: str | None, former: Iterable[str], *, whole: bool = False) -> bool:
    """Whether a value tells of a former proxy, and of nothing else where it is to be the `whole`."""
    rest = without_former(text or "", former)
    return rest != (text or "") and not (whole and rest.strip())


def planned(
    text: str | None, items: Iterable[str], existing: str, former: Iterable[str] = ()
) -> tuple[str, str | None] | None:
    """What a value becomes, with the end that is appended to it, None where an option is replaced or
    all is new; None where it stays, or comes by `valueFrom`. Options of former proxies go first.
    """
    rest = text and without_former(text, former)
    if rest is None or (existing == "keep" and rest == text):
        return None
    if contradicts(rest, items):
        if existing == "error" and rest == text:
            return None
        if existing == "replace":
            return replaced(rest, items), None
    added = suffix(rest, items)
    if rest != text:
        return rest + added, added if rest and added else None
    return (rest + added, added) if added else None


def lacks(
    text: str | None, items: Iterable[str], existing: str, former: Iterable[str] = ()
) -> bool:
    """Whether a value is not as wanted after that, or comes by `valueFrom`."""
    if text is None:
        return True
    rest = without_former(text, former)
    if existing == "keep" and rest == text:
        return bool(suffix(text, items)) or contradicts(text, items)
    return existing != "replace" and contradicts(rest, items)


def without(text: str, appended: str) -> str:
    """A value after taking out what `suffix` once gave, each option once."""
    rest = text.removesuffix(appended)
    if rest != text:
        return rest
    return _taken_out(text, appended.split())


def freed(text: str | None, items: Iterable[str], former: Iterable[str]) -> str | None:
    """What is left of a value that has all the options, or those of a former proxy, without them;
    None for any other.
    """
    rest = without_former(text or "", former)
    if set(_set(rest).values()).issuperset(items):
        rest = _taken_out(rest, items)
    return None if rest == (text or "") else rest


def _taken_out(text: str, items: Iterable[str]) -> str:
    for item in items:
        for start, end, option in reversed(tokens(text)):
            if option == item:
                before = text[:start].rstrip()
                text = before + text[end:] if before else text[end:].lstrip()
                break
    return text
