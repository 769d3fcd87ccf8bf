"""Variables that containers have already, in all the ways in which people write them."""

from __future__ import annotations

from collections.abc import Callable

from fuzz.nodes import Chance, Marked, Node, Raw, null

LOWER = ("http_proxy", "https_proxy", "no_proxy", "all_proxy")
URLS = (
    "http://proxy.example.com:3128",
    "http://proxy.example.com:3129",
    "http://mine:1",
    "http://$(PROXY_HOST):3128",
    "http://user:pa$$word@old.example.com:80/",
    "socks5://[::1]:1080",
    "",
    "x",
    "http://{{ .Values.proxy }}",
)
HOSTS = (
    "localhost",
    "localhost,.svc",
    ".svc,.cluster.local,10.0.0.0/8",
    "a.example.com, b.example.com",
    "a.example.com,",
    "localhost .svc\tx",
    "*",
    "",
    " ",
    "$(NODE_IP),localhost",
    "$$x",
)
PLAIN_TEXTS = ("plain", "x-1", "a.b", "info")
TEXTS = (
    *PLAIN_TEXTS,
    "a b",
    "0644",
    "on",
    "1e3",
    "12:30:45",
    "null",
    "~",
    "true",
    "",
    " lead",
    "trail ",
    "a: b",
    "a #b",
    "#a",
    "- x",
    "it's",
    'say "hi"',
    "Köln 🚀",
    "日本語",
    "next\u0085line",
    "line\u2028separator",
    "nbsp\u00a0",
    "tab\tin",
    "one\ntwo\n",
    "one\n# two\n- name: three\n",
    "env:\n- name: http_proxy\n  value: x\n",
    "a very long text with many words that somebody may have folded over several lines",
    "\\d+\\.\\s",
    "$(HTTP_PROXY)",
    "@x",
    "%d",
    "*x",
    "&x",
    "!x",
    "{a: b}",
    "[x]",
    "a,b",
    "http://x:1/?a=b#c",
    "ends:",
    "---",
    "? x",
)


def text(chance: Chance) -> str:
    return chance.one(TEXTS if chance.of_odd(0.5) else PLAIN_TEXTS)


def spelling(chance: Chance) -> str:
    lower = chance.one(LOWER)
    if chance.of_odd(0.02):
        return chance.one(("Http_Proxy", "HTTP_proxy", "JAVA_TOOL_OPTIONS", "SSL_CERT_FILE"))
    return lower.upper() if chance.of(0.5) else lower


def variables(chance: Chance) -> list[Node]:
    """Entries of `env`: some of ours, some of others, duplicates among them."""
    count = chance.upto(4)
    entries: list[Node] = [other(chance) for _ in range(chance.upto(2))]
    shape = chance.one(("none", "none", "pair", "differing", "single", "many", "double"))
    name = spelling(chance)
    if shape == "pair":
        first = ours(chance, name)
        entries.append(first)
        entries.append({**first, "name": name.swapcase()} if isinstance(first, dict) else first)
    elif shape == "differing":
        entries += [ours(chance, name), ours(chance, name.swapcase())]
    elif shape == "single":
        entries.append(ours(chance, name))
    elif shape == "many":
        entries += [ours(chance, spelling(chance)) for _ in range(count)]
    elif shape == "double" and chance.of(0.4):
        entries += [ours(chance, name), ours(chance, name)]
    if chance.of(0.3):
        entries.append(other(chance))
    if chance.of(0.3):
        chance.random.shuffle(entries)
    return entries


def other(chance: Chance) -> Node:
    name = chance.one(("LEVEL", "LISTEN", "A", "MY_HTTP_PROXY", "proxy"))
    if chance.of_odd(0.1):
        name = chance.one(("NO", "a b", "no-proxy", ".x", "0"))
    if chance.of(0.2):
        return {"name": name, "valueFrom": source(chance)}
    if chance.of_odd(0.04):
        return {"name": name}
    value: Node = text(chance)
    if chance.of_odd(0.05):
        value = Raw(chance.one(("123", "true", "0x1F", "1.5", "2001-01-01")), 123)
    return chance.shuffled({"name": name, "value": value}, 0.05)


def ours(chance: Chance, name: str) -> Node:
    """One of our variables that is there already."""
    value = chance.one(HOSTS if name.lower() == "no_proxy" else URLS)
    if chance.of(0.13):
        return chance.shuffled({"name": name, "valueFrom": source(chance)}, 0.1)
    entry: dict[str, Node] = {"name": name, "value": value}
    if chance.of_odd(0.25):
        entry = chance.one(ODD_ENTRIES)(chance, name, value)
    return chance.shuffled(entry, 0.1)


ODD_ENTRIES: tuple[Callable[[Chance, str, str], dict[str, Node]], ...] = (
    lambda chance, name, value: {"name": name, "value": null(chance)},
    lambda chance, name, value: {"name": name, "value": null(chance)},
    lambda chance, name, value: {"name": name},
    lambda chance, name, value: {"name": name, "value": value, "valueFrom": null(chance)},
    lambda chance, name, value: {"name": name, "value": value, "valueFrom": source(chance)},
    lambda chance, name, value: {
        "name": name,
        "value": null(chance),
        "valueFrom": source(chance),
    },
    lambda chance, name, value: {"name": name, "value": number(chance)},
    lambda chance, name, value: {"name": name, "value": number(chance)},
    lambda chance, name, value: {"name": name, "value": value, "description": text(chance)},
    lambda chance, name, value: {"name": Raw(f"!!str {name}", name), "value": value},
    lambda chance, name, value: {"name": name, "value": Marked("!!str", value)},
)


def number(chance: Chance) -> Raw:
    """A value that is no text, or is one by its tag."""
    return Raw(chance.one(("3128", "!!str 123", "! x", "true", "0")), "3128")


def source(chance: Chance) -> Node:
    """A `valueFrom`."""
    key = chance.one(("secretKeyRef", "configMapKeyRef"))
    reference: dict[str, Node] = {"name": "proxy", "key": chance.one(("url", "http", "a.b"))}
    way = chance.upto(12)
    if way == 0:
        return {"fieldRef": {"fieldPath": chance.one(("status.podIP", "metadata.name"))}}
    if way == 1:
        return {"resourceFieldRef": {"resource": "limits.cpu", "divisor": Raw("1", 1)}}
    if way == 2:
        reference["optional"] = Raw(chance.one(("true", "false")), True)
    if way == 3:
        number = chance.one(("123", "true", "1.10", "!!str 123", "0x10"))
        reference[chance.one(("name", "key"))] = Raw(number, "123")
    if way == 4:
        reference["name"] = text(chance)
    return {key: chance.shuffled(reference)}


def env(chance: Chance) -> Node:
    """A whole `env`; it may be nothing, or hold flow pairs, or what must be refused."""
    if chance.of(0.02 if chance.tame else 0.06):
        return null(chance)
    if chance.of(0.02 if chance.tame else 0.06):
        return []
    if chance.of_odd(0.012):
        pair = chance.one(("name: http_proxy", "name: A", "name: NO_PROXY", "? name : A"))
        return Raw(f"[{pair}]", [{"name": "A"}])
    if chance.of(0.006):
        return chance.one(
            (
                {"HTTP_PROXY": "x"},
                "http_proxy=x",
                ["HTTP_PROXY=x"],
                [{"value": "x"}],
                [null(chance)],
            )
        )
    return variables(chance)
