"""What a client does with a URL in an environment: the one interpreter of the client table.

Nothing here knows a client by name: a row of `krm_fn.clients.table` says everything.
"""

from __future__ import annotations

import ipaddress
import re
from urllib.parse import urlsplit

from krm_fn.shown import redact

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from krm_fn.clients.row import Client

    Address = ipaddress.IPv4Address | ipaddress.IPv6Address

DEFAULT_PORTS = {"http": 80, "https": 443}


class Decision:
    """Through which `proxy` a request goes, or None; the noProxy `entry` that made it direct.

    `reason` says it in words, in every case. `fails` is True when the client refuses to start
    or to send with this environment.
    """

    __slots__ = ("entry", "fails", "proxy", "reason")

    def __init__(
        self,
        reason: str,
        *,
        proxy: str | None = None,
        entry: str | None = None,
        fails: bool = False,
    ) -> None:
        self.reason = reason
        self.proxy = proxy
        self.entry = entry
        self.fails = fails


class Target:
    """The parts of a URL that noProxy entries are compared with.

    `address` is what the host is, or what its name resolves to when that is known.
    """

    __slots__ = ("address", "host", "literal", "port", "said_port", "scheme")

    def __init__(self, url: str, resolved: str | None = None) -> None:
        self.scheme, self.host, port = _parts(url)
        default = DEFAULT_PORTS[self.scheme]
        self.said_port = port if port != default else None
        self.port = port or default
        self.literal = parsed_address(self.host)
        self.address = self.literal or parsed_address(resolved or "")

    def dial(self, address: Address) -> None:
        """Put the address in the place of the name, as a client that looks it up first does."""
        self.host = str(address)
        self.literal = self.address = address


def _parts(url: str) -> tuple[str, str, int | None]:
    """The scheme, the host and the port of a URL. What urllib says of a wrong one, which may be a
    part of a password, is not repeated.
    """
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        problem = "have an IPv6 address between brackets and a port up to 65535, if any"
    else:
        if parts.scheme in DEFAULT_PORTS and parts.hostname:
            return parts.scheme, parts.hostname, port
        problem = "start with http:// or https:// and name a host"
    raise ValueError(f'a URL must {problem}, got "{redact(url)}"')


def decide(
    client: Client, environment: Mapping[str, str], url: str, resolved: str | None = None
) -> Decision:
    """What `client` does with a request for `url` when `environment` is its whole environment.

    `resolved` is the address of the URL's host, for the clients that compare it; where it isn't
    known, nothing but `*` covers a name for those that compare nothing else. Raises
    ValueError for a URL that is not http or https.
    """
    target = Target(url, resolved)
    if "resolved" in client.matches and target.address and not is_loopback(client, target):
        target.dial(target.address)
    settings = {**environment, **jvm_properties(environment.get("JAVA_TOOL_OPTIONS", ""))}
    if not has_needed(client, settings):
        return Decision(f"reads no proxy variables without {client.needs}")
    exceptions = entries(client, first_set(client.no_proxy, settings)[1])
    refused = next((entry for entry in exceptions if refuses(client, entry)), None)
    if refused is not None:
        return Decision(f'fails on the noProxy entry "{refused}"', entry=refused, fails=True)
    return routed(client, target, settings, exceptions)


def routed(
    client: Client, target: Target, settings: Mapping[str, str], exceptions: list[str]
) -> Decision:
    name, proxy = first_set(client.https if target.scheme == "https" else client.http, settings)
    if not proxy:
        return Decision(f"no proxy is set for {target.scheme} URLs")
    if is_loopback(client, target):
        return Decision("loopback")
    for entry in exceptions:
        if matches(client, entry, target, alone=len(exceptions) == 1):
            return Decision(f'noProxy entry "{entry}"', entry=entry)
    return sent(client, target, name, proxy)


def sent(client: Client, target: Target, name: str, proxy: str) -> Decision:
    """The request goes to the proxy, if the client can use such a proxy at all."""
    scheme = proxy.partition("://")[0].lower() if "://" in proxy else "none"
    if scheme in client.schemes or f"{scheme}-{target.scheme}" in client.schemes:
        return Decision(name, proxy=proxy)
    article = "an" if scheme.startswith("http") else "a"
    unusable = (
        "a proxy URL without a scheme" if scheme == "none" else f"{article} {scheme}:// proxy"
    )
    if scheme in client.ignores:
        return Decision(f"ignores {unusable}")
    return Decision(f"fails on {unusable}", fails=True)


def has_needed(client: Client, settings: Mapping[str, str]) -> bool:
    name, _, value = client.needs.partition("=")
    return not name or (settings.get(name, "") == value if value else name in settings)


def first_set(names: tuple[str, ...], settings: Mapping[str, str]) -> tuple[str, str]:
    """The first of the variables that is set and not empty, with its value; or two empty strings."""
    for name in names:
        if settings.get(name):
            return name, settings[name]
    return "", ""


def jvm_properties(options: str) -> dict[str, str]:
    """The proxy properties in a JAVA_TOOL_OPTIONS value; host and port are joined into a URL."""
    given = dict(re.findall(r"-D(https?\.(?:proxyHost|proxyPort|nonProxyHosts))=(\S*)", options))
    properties = {name: value for name, value in given.items() if name.endswith("nonProxyHosts")}
    for scheme, port in DEFAULT_PORTS.items():
        if host := given.get(f"{scheme}.proxyHost"):
            said = given.get(f"{scheme}.proxyPort", port)
            properties[f"{scheme}.proxyHost"] = f"http://{host}:{said}"
    return properties


def entries(client: Client, no_proxy: str) -> list[str]:
    """The entries that a client finds in a noProxy value."""
    found = [
        trimmed(part, client.trims, first=position == 0)
        for position, part in enumerate(re.findall(client.entry, no_proxy))
    ]
    return [entry for entry in found if entry]


def trimmed(text: str, trims: frozenset[str], *, first: bool) -> str:
    if "inside" in trims:
        text = text.replace(" ", "")
    if ("first" if first else "start") in trims:
        text = text.lstrip()
    return text.rstrip() if "end" in trims else text


def refuses(client: Client, entry: str) -> bool:
    bare = entry.partition("/")[0]
    if entry.startswith("["):
        return "v6-brackets" in client.refuses
    return "cidr-v6" in client.refuses and ":" in bare and bare != entry


def is_loopback(client: Client, target: Target) -> bool:
    hosts = [host_text(client, target)]
    if "resolves" in client.matches and target.address:
        hosts.append(str(target.address))
    return any(matches_glob(pattern, host) for host in hosts for pattern in client.loopback)


def matches(client: Client, entry: str, target: Target, *, alone: bool = False) -> bool:
    """Whether one noProxy entry makes the client go direct; `alone`: the list has no other."""
    can = client.matches
    if entry == "*":
        known = "star-among" in can or ("star" in can and alone)
        return known and not ("star-names" in can and target.literal)
    if "resolved" in can and target.literal is None:
        return False
    name, port = split_port(entry) if "port" in can else (entry, None)
    if port is not None and not matches_port(client, name, port, target):
        return False
    if matches_address(client, name, target):
        return True
    if target.literal and "address-text" not in can:
        return False
    return matches_name(client, name, host_text(client, target), exactly=port is not None)


def split_port(entry: str) -> tuple[str, int | None]:
    found = re.fullmatch(r"(\[[^\]]*\]|[^:]*):(\d+)", entry)
    return (found[1], int(found[2])) if found else (entry, None)


def matches_port(client: Client, name: str, port: int, target: Target) -> bool:
    if "port-names" in client.matches and target.literal:
        return False
    if "port-apex" in client.matches and name.startswith((".", "*")):
        return False
    return port == (target.port if "default-port" in client.matches else target.said_port)


def matches_address(client: Client, name: str, target: Target) -> bool:
    can = client.matches
    address = target.address if "resolves" in can else target.literal
    if "loopback-alike" in can and is_loopback_name(target.host) and is_loopback_name(name):
        return True
    if address is None:
        return False
    if "/" in name:
        network = parsed_network(name)
        return f"cidr-v{address.version}" in can and network is not None and address in network
    if "range" in can and "-" in name:
        return is_between(address, name)
    brackets = name.startswith("[")
    same = parsed_address(name.strip("[]")) == address
    return same and (address.version == 4 or ("v6-brackets" if brackets else "v6") in can)


def matches_name(client: Client, name: str, host: str, *, exactly: bool) -> bool:
    can = client.matches
    if "any-case" in can:
        name, host = name.lower(), host.lower()
    if "final-dot" in can:
        name, host = name.removesuffix("."), host.removesuffix(".")
    if "bare-dots" in can:
        name = name.strip(".")
    if "glob" in can:
        return matches_glob(name, host)
    if "regex" in can:
        return matches_regex(name, host)
    if name.startswith("*."):
        return matches_suffix(name[1:], host, can, "star-prefix")
    if name.startswith("."):
        return matches_suffix(name, host, can, "dot")
    if name == host or ("bare-raw" in can and host.endswith(name)):
        return True
    inside = "bare-sub" in can and not (exactly and "port-apex" in can)
    return inside and host.endswith("." + name)


def matches_suffix(suffix: str, host: str, can: frozenset[str], feature: str) -> bool:
    return (feature in can and host.endswith(suffix)) or (
        f"{feature}-apex" in can and host == suffix[1:]
    )


def matches_glob(pattern: str, host: str) -> bool:
    """Whether the host matches a pattern in which an asterisk at either end is any text."""
    start, end = pattern.startswith("*"), pattern.endswith("*")
    text = pattern.removeprefix("*").removesuffix("*")
    if start and end:
        return text in host
    return host.endswith(text) if start else host.startswith(text) if end else host == text


def matches_regex(pattern: str, host: str) -> bool:
    try:
        return re.fullmatch(pattern.replace("*", ".*?"), host) is not None
    except re.error:
        return False


def host_text(client: Client, target: Target) -> str:
    """The host as the client compares it: most keep the brackets of an IPv6 address."""
    bracketed = ":" in target.host and "v6" not in client.matches
    return f"[{target.host}]" if bracketed else target.host


def parsed_address(text: str) -> Address | None:
    try:
        return ipaddress.ip_address(text)
    except ValueError:
        return None


def parsed_network(text: str) -> ipaddress.IPv4Network | ipaddress.IPv6Network | None:
    try:
        return ipaddress.ip_network(text, strict=False)
    except ValueError:
        return None


def is_between(address: Address, bounds: str) -> bool:
    first, last = (parsed_address(bound.strip()) for bound in bounds.split("-", 1))
    if not isinstance(first, ipaddress.IPv4Address) or not isinstance(last, ipaddress.IPv4Address):
        return False
    return int(first) <= int(address) <= int(last) and address.version == 4


def is_loopback_name(name: str) -> bool:
    address = parsed_address(name.strip("[]"))
    return name == "localhost" or (address is not None and address.is_loopback)
