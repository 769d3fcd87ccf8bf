"""The shape of a row of the client table, and the features that a row can claim."""

from __future__ import annotations

FEATURES = {
    "dot": "`.x` matches `y.x`",
    "dot-apex": "`.x` matches `x` itself",
    "bare-sub": "`x` matches `y.x`",
    "bare-raw": "`x` matches whatever ends in it, also `yx`",
    "star-prefix": "`*.x` matches `y.x`",
    "star-prefix-apex": "`*.x` matches `x` itself",
    "glob": "`*` stands for any text at the start or the end of an entry",
    "regex": "an entry is a regular expression, `*` any text: its dots match any character",
    "star": "`*` alone bypasses the proxy for every host",
    "star-among": "`*` among other entries bypasses the proxy for every host",
    "star-names": "`*` bypasses the proxy for names only, not for addresses",
    "cidr-v4": "`10.0.0.0/8` matches the addresses in it",
    "cidr-v6": "`fd00::/8` matches the addresses in it",
    "range": "`10.0.0.1-10.0.0.9` matches the addresses between",
    "resolved": "names are compared by the addresses that they resolve to, and in no other way",
    "bare-dots": "dots at the start and the end of an entry don't count",
    "resolves": "addresses and CIDRs are compared with the address that the name resolves to",
    "port": "`x:8080` matches only that port, when the URL says it",
    "default-port": "`x:80` matches a URL that leaves its scheme's port out",
    "port-names": "`x:8080` matches for names only, not for addresses",
    "port-apex": "`x:8080` matches `x` alone, and `.x:8080` nothing",
    "v6": "`::1` matches the host `[::1]`",
    "v6-brackets": "`[::1]` matches the host `[::1]`",
    "address-text": "addresses are compared as if they were names, suffixes included",
    "final-dot": "a dot at the end of the host or the entry is ignored",
    "any-case": "upper and lower case are the same",
    "loopback-alike": "an entry for one spelling of the loopback matches all of them",
}


class Client:
    """A row of the table: what one client reads, and how it matches.

    `http`, `https` and `no_proxy` are the variables read for http URLs, https URLs and the
    exceptions, the winner first; `http.proxyHost` and its like are the properties of a JVM, as
    `JAVA_TOOL_OPTIONS` sets them. `needs` is the `NAME=value` without which the environment is
    not read; `option` what the program's own code must say. `entry` is the pattern of one
    entry in the variable's value, `trims` says what white space is taken off: before the
    `first` entry, at the `start` of a later one, at the `end` of one, `inside` one. `matches` holds
    names of `FEATURES`. `loopback` are the hosts that never go through a proxy. `refuses` are the
    kinds of entries that make the client fail. `schemes` are those that work in a proxy's URL
    (`none`: a URL without a scheme; `none-http`: that for http URLs only); with one that it
    `ignores` the client goes direct, with any other it fails. `images` are words in the names of
    container images that run this client. `note` says what other versions do.
    """

    __slots__ = (
        "entry",
        "http",
        "https",
        "ignores",
        "images",
        "loopback",
        "matches",
        "name",
        "needs",
        "no_proxy",
        "note",
        "option",
        "refuses",
        "schemes",
        "source",
        "title",
        "trims",
    )

    def __init__(
        self,
        name: str,
        title: str,
        source: str,
        *,
        http: str,
        https: str,
        no_proxy: str,
        matches: str,
        needs: str = "",
        option: str = "",
        entry: str = r"[^,]+",
        trims: str = "first start end",
        loopback: str = "",
        refuses: str = "",
        schemes: str = "http https none",
        ignores: str = "",
        images: str = "",
        note: str = "",
    ) -> None:
        self.name = name
        self.title = title
        self.source = source
        self.http = tuple(http.split())
        self.https = tuple(https.split())
        self.no_proxy = tuple(no_proxy.split())
        self.matches = frozenset(matches.split())
        self.needs = needs
        self.option = option
        self.entry = entry
        self.trims = frozenset(trims.split())
        self.loopback = tuple(loopback.split())
        self.refuses = tuple(refuses.split())
        self.schemes = tuple(schemes.split())
        self.ignores = tuple(ignores.split())
        self.images = tuple(images.split())
        self.note = note

    def __setattr__(self, name: str, value: object) -> None:
        if hasattr(self, name):
            raise AttributeError(f"`{name}` of the client {self.name} cannot be changed")
        object.__setattr__(self, name, value)

    def __repr__(self) -> str:
        return f"Client({self.name!r})"
