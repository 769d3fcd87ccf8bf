"""The checks: what can be wrong with a configuration or a workload, one row a check, as data.

A row says whom a check concerns by the client table, why, and what to write instead; the modules
that look for it make their messages from the row. Errors always stop the run. Warnings are what
`checks` configures: `level`, `ignore`, and `clients`, the names of those that are in use. With
names, a check that concerns none of them is silent, and the checks for named clients are made.
"""

from __future__ import annotations

from krm_fn.clients import CLIENTS, by_name

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from typing import Any

    from krm_fn.client_row import Client
    from krm_fn.results import Result

CONFIGURATION = "configuration"
WORKLOAD = "workload"
LIST = "list"
"""What is checked: the configuration alone, a workload, or the configuration beside the list."""


class Check:
    """One check.

    `on` says what is checked, `finds` what it finds, `reason` why that is wrong and `remedy` what
    to write instead. `concerns` tells for a row of the client table whether the client is
    affected; without one all are. `named`: it is made only for clients that `checks.clients`
    names.
    """

    __slots__ = ("concerns", "finds", "id", "named", "on", "reason", "remedy", "severity")

    def __init__(
        self,
        id: str,  # noqa: A002 - the field's own word
        severity: str,
        on: str,
        finds: str,
        reason: str,
        remedy: str,
        *,
        concerns: Callable[[Client], bool] | None = None,
        named: bool = False,
    ) -> None:
        self.id = id
        self.severity = severity
        self.on = on
        self.finds = finds
        self.reason = reason
        self.remedy = remedy
        self.concerns = concerns
        self.named = named

    def affected(self, named: Iterable[str] = ()) -> list[Client]:
        """The clients that the check concerns: of those named, or of all."""
        rows = [by_name(name) for name in named] or list(CLIENTS)
        return [row for row in rows if self.concerns is None or self.concerns(row)]

    def message(self, problem: str, **values: str) -> str:
        """`problem: reason; remedy`, with the values filled in."""
        return f"{problem}: {self.reason.format(**values)}; {self.remedy.format(**values)}"


def _reads_no_proxy(row: Client) -> bool:
    return "no_proxy" in row.no_proxy


def _lacks(feature: str) -> Callable[[Client], bool]:
    """Whether a client that reads noProxy at all lacks a feature of its matching."""
    return lambda row: _reads_no_proxy(row) and feature not in row.matches


def _fails_with(*schemes: str) -> Callable[[Client], bool]:
    return lambda row: not all(scheme in row.schemes for scheme in schemes)


def _has_no_exceptions(row: Client) -> bool:
    return not row.no_proxy


_HOSTS = "entries of noProxy are hosts, domains, addresses and CIDRs"
_LEFT_ALONE = "the value that is there may be meant so"

CHECKS = (
    Check(
        "no-proxy-scheme",
        "error",
        CONFIGURATION,
        "a scheme in a noProxy entry, as in `http://example.com`",
        f"{_HOSTS}, and no client takes a URL for one",
        "write {instead}",
    ),
    Check(
        "no-proxy-path",
        "error",
        CONFIGURATION,
        "a path in a noProxy entry, as in `example.com/x`",
        f"{_HOSTS}, and no client looks at a path",
        "write {instead}",
    ),
    Check(
        "no-proxy-prefix",
        "error",
        CONFIGURATION,
        "a CIDR in noProxy with a prefix length that there isn't, as in `10.0.0.0/33`",
        "it holds no addresses",
        "write a prefix length of at most {longest}",
    ),
    Check(
        "no-proxy-characters",
        "error",
        CONFIGURATION,
        "control or invisible characters in noProxy",
        "no host has such characters",
        "write the entry anew",
    ),
    Check(
        "no-proxy-empty",
        "error",
        CONFIGURATION,
        "a noProxy without entries",
        "it can be read as no exceptions, or as a mistake",
        "leave the field out to set no `no_proxy`",
    ),
    Check(
        "proxy-url-port",
        "error",
        CONFIGURATION,
        "a port in a proxy URL that is no number from 1 to 65535",
        "no client can connect to it",
        "write a port from 1 to 65535",
    ),
    Check(
        "proxy-url-white-space",
        "error",
        CONFIGURATION,
        "white space in a proxy URL",
        "clients fail on it, and httpx already when it is started",
        "write the URL without white space",
    ),
    Check(
        "proxy-url-user-information",
        "error",
        CONFIGURATION,
        "`@`, `#`, `/` or `?` in the user name or password of a proxy URL",
        "clients take what follows for the host or leave it out",
        "percent-encode them: %40 %23 %2F %3F",
    ),
    Check(
        "proxy-url-scheme",
        "error",
        CONFIGURATION,
        "a scheme of a proxy URL that is none of http, https, socks5 and socks5h",
        "no client knows such a proxy",
        "write http://",
    ),
    Check(
        "proxy-url-host",
        "error",
        CONFIGURATION,
        "a proxy URL without a host, or with one that is none",
        "no client can connect to it",
        "write scheme://host:port, and an IPv6 address in brackets",
    ),
    Check(
        "proxy-url-characters",
        "error",
        CONFIGURATION,
        "control or invisible characters in a proxy URL",
        "no URL has such characters",
        "write the URL anew",
    ),
    Check(
        "proxy-url-empty",
        "error",
        CONFIGURATION,
        "an empty proxy URL",
        "it can be read as no proxy, or as a mistake",
        "leave the field out to set no such variable",
    ),
    Check(
        "no-proxy-refused",
        "error",
        CONFIGURATION,
        "an IPv6 CIDR, or an IPv6 address in brackets, in noProxy",
        "it ends a program with {clients} as soon as a client is made",
        "write {instead}",
        concerns=lambda row: bool(row.refuses),
        named=True,
    ),
    Check(
        "no-proxy-loopback",
        "warning",
        CONFIGURATION,
        "no loopback in noProxy",
        "nearly every client sends requests for localhost to the proxy",
        "write localhost,127.0.0.1,::1, or `noProxyPresets: [localhost]`",
        concerns=lambda row: _reads_no_proxy(row) and not row.loopback,
    ),
    Check(
        "no-proxy-cluster",
        "warning",
        LIST,
        "neither `.svc` nor the cluster's domain in noProxy, while the list has Services",
        "requests for Services go to the proxy, which cannot reach them",
        "write .svc,.{domain}, or `noProxyPresets: [cluster]`",
    ),
    Check(
        "no-proxy-service",
        "warning",
        LIST,
        "Services of the list that noProxy doesn't cover, or not by the short name that a URL in "
        "the list has",
        "requests for them go to the proxy, which cannot reach them",
        "write {instead}",
    ),
    Check(
        "no-proxy-white-space",
        "warning",
        CONFIGURATION,
        "white space between entries of noProxy",
        "the list is written with commas, since many clients take white space for a part of an "
        "entry",
        "write commas",
    ),
    Check(
        "no-proxy-semicolon",
        "warning",
        CONFIGURATION,
        "`;` in noProxy",
        "it is part of an entry, and no client takes it for a separator",
        "write {instead}",
    ),
    Check(
        "no-proxy-star",
        "warning",
        CONFIGURATION,
        "`*` among other entries of noProxy",
        "some clients then never use the proxy, others leave it out",
        'write "*" alone, or leave it out',
        concerns=_lacks("star-among"),
    ),
    Check(
        "proxy-url-password",
        "warning",
        CONFIGURATION,
        "a password in a proxy URL",
        "all who can read the manifests can read it",
        "take it from a Secret by a reference such as $(PROXY_PASSWORD)",
    ),
    Check(
        "proxy-url-no-scheme",
        "warning",
        CONFIGURATION,
        "a proxy URL without a scheme",
        "some clients refuse it",
        "write http:// before the host",
        concerns=_fails_with("none"),
    ),
    Check(
        "proxy-url-path",
        "warning",
        CONFIGURATION,
        "a path, or a `/`, at the end of a proxy URL",
        "some clients refuse it",
        "write the URL without it",
    ),
    Check(
        "one-proxy",
        "warning",
        CONFIGURATION,
        "only one of httpProxy and httpsProxy",
        "most clients then send {other} requests past the proxy",
        "write `{field}` too: a proxy's own URL may be http:// in both",
    ),
    Check(
        "services-top-level-domain",
        "warning",
        LIST,
        "names that the preset `services` leaves out, since they end in a top-level domain",
        "clients that match suffixes would send requests for all of that domain past the proxy",
        "use {instead}, which `.svc` covers",
        concerns=lambda row: "bare-sub" in row.matches,
    ),
    Check(
        "mesh-proxy",
        "warning",
        LIST,
        "a service mesh (Istio resources, or a Namespace that has sidecars injected) without a TCP "
        "ServiceEntry for the proxy",
        "the sidecar answers the CONNECT of https requests with 404",
        "add {instead}",
    ),
    Check(
        "network-policy",
        "warning",
        WORKLOAD,
        "NetworkPolicies of the list that select a workload and don't allow egress to the proxy",
        "its requests to the proxy are dropped",
        "allow egress to {instead} in one of them",
    ),
    Check(
        "busybox-wget",
        "warning",
        WORKLOAD,
        "an exec probe or lifecycle hook that runs `wget http://localhost` without `-Y off`",
        "BusyBox wget knows no exceptions and asks the proxy",
        "write wget -Y off",
        concerns=_has_no_exceptions,
    ),
    Check(
        "disagreeing",
        "warning",
        WORKLOAD,
        "the two spellings of a variable with different values in an author's env",
        "clients differ in which one they read",
        "make them equal",
    ),
    Check(
        "refers",
        "warning",
        WORKLOAD,
        "an author's entry that refers to one of the variables that are added behind it",
        "the kubelet resolves references to earlier entries only",
        "write the value there",
    ),
    Check(
        "duplicates",
        "warning",
        WORKLOAD,
        "a name more than once in an env",
        "server-side apply rejects duplicates",
        "remove all but one",
    ),
    Check(
        "kept",
        "warning",
        WORKLOAD,
        "a value that stays although it differs",
        _LEFT_ALONE,
        "set `existing: replace` to replace it",
    ),
    Check(
        "kept-beside-duplicates",
        "warning",
        WORKLOAD,
        "a value that stays, since the other spelling occurs more than once",
        _LEFT_ALONE,
        "remove all but one",
    ),
    Check(
        "kept-for-another",
        "warning",
        WORKLOAD,
        "a value that another configuration recorded",
        "two configurations would change it in turns",
        "run that configuration with `remove: true`",
    ),
    Check(
        "partial",
        "warning",
        WORKLOAD,
        "what looks like a pod spec in an unknown kind, but has no image",
        "it may be a patch, or something else",
        "name it in `podPaths` to have it set",
    ),
    Check(
        "shape",
        "warning",
        WORKLOAD,
        "a field of a custom resource that is not what its name says",
        "it cannot be set",
        "correct it",
    ),
    Check(
        "unmatched",
        "warning",
        LIST,
        "a name in `containers` that no container has",
        "it is most likely a typing mistake",
        "correct it or take it out",
    ),
    Check(
        "path",
        "warning",
        LIST,
        "a path in `podPaths` that leads to no pod template in any object of its kind",
        "it is most likely a typing mistake",
        "correct it or take it out",
    ),
    Check(
        "no-proxy-star-suffix",
        "warning",
        CONFIGURATION,
        "`*.x` without `.x` in noProxy",
        "it stands for no other name in {clients}",
        "write {instead} beside it",
        concerns=_lacks("star-prefix"),
        named=True,
    ),
    Check(
        "no-proxy-dot-suffix",
        "warning",
        CONFIGURATION,
        "`.x` without `*.x` in noProxy",
        "it stands for no name in {clients}",
        "write {instead} beside it",
        concerns=_lacks("dot"),
        named=True,
    ),
    Check(
        "no-proxy-bare-suffix",
        "warning",
        CONFIGURATION,
        "a domain `x` without `.x` in noProxy",
        "it stands for that one host in {clients}",
        "write {instead} beside it",
        concerns=lambda row: _lacks("bare-sub")(row) and "dot" in row.matches,
        named=True,
    ),
    Check(
        "no-proxy-cidr",
        "warning",
        CONFIGURATION,
        "an IPv4 CIDR as the only cover of an address that pods need",
        "CIDRs match nothing in {clients}",
        "write {instead} beside it",
        concerns=_lacks("cidr-v4"),
        named=True,
    ),
    Check(
        "no-proxy-port",
        "warning",
        CONFIGURATION,
        "an entry of noProxy with a port",
        "an entry with a port matches nothing in {clients}",
        "write {instead}",
        concerns=_lacks("port"),
        named=True,
    ),
    Check(
        "no-proxy-cidr-v6",
        "warning",
        CONFIGURATION,
        "an IPv6 CIDR in noProxy, without an address in it",
        "IPv6 CIDRs match nothing in {clients}",
        "write the addresses one by one",
        concerns=_lacks("cidr-v6"),
        named=True,
    ),
    Check(
        "no-proxy-brackets",
        "warning",
        CONFIGURATION,
        "an IPv6 address in brackets in noProxy, and not without them",
        "it matches nothing in {clients}",
        "write {instead}",
        concerns=_lacks("v6-brackets"),
        named=True,
    ),
    Check(
        "proxy-url-https",
        "warning",
        CONFIGURATION,
        "a proxy URL with https://",
        "there is no proxy by https for {clients}",
        "write http:// and the port of the proxy without TLS",
        concerns=_fails_with("https"),
        named=True,
    ),
    Check(
        "proxy-url-socks",
        "warning",
        CONFIGURATION,
        "a proxy URL with socks5:// or socks5h://",
        "there is no SOCKS proxy of that form for {clients}",
        "write http:// and a proxy for HTTP",
        concerns=_fails_with("socks5", "socks5h"),
        named=True,
    ),
    Check(
        "image-ignores-environment",
        "warning",
        WORKLOAD,
        "an image of a program that ignores the variables: Java, or Node.js",
        "without more, no proxy variable is read by {clients}",
        "set {instead}",
        concerns=lambda row: bool(row.needs),
        named=True,
    ),
)

BY_ID = {check.id: check for check in CHECKS}


def clients_tag(rows: Sequence[Client]) -> str:
    """Clients as a tag has them: `curl,git`; `all but go` where that is shorter; `all`."""
    names = [row.name for row in rows]
    if len(names) == len(CLIENTS):
        return "all"
    if len(names) * 2 <= len(CLIENTS):
        return ",".join(names)
    return "all but " + ",".join(row.name for row in CLIENTS if row.name not in names)


def tags(check: Check, rows: Sequence[Client]) -> dict[str, str]:
    """The tags of a check's result."""
    return {"rule": check.id, "clients": clients_tag(rows)}


def with_clients(results: Iterable[Result]) -> list[Result]:
    """The results, those of checks with the clients that they concern."""
    made = list(results)
    for each in made:
        check = BY_ID.get(each.get("tags", {}).get("rule", ""))
        if check is not None and "clients" not in each["tags"]:
            each["tags"] = {**each["tags"], "clients": clients_tag(check.affected())}
    return made


def judged(warnings: Iterable[Result], settings: dict[str, Any]) -> list[Result]:
    """The warnings that the field `checks` leaves, as errors where it says so."""
    level = settings.get("level", "warn")
    if level == "off":
        return []
    ignored, named = settings.get("ignore", ()), settings.get("clients", ())
    left: list[Result] = []
    for made in warnings:
        known = made.get("tags", {})
        check = BY_ID.get(known.get("rule", ""))
        if check is not None and "clients" not in known:
            affected = check.affected(named)
            if not affected:
                continue
            made["tags"] = {**known, "clients": clients_tag(affected)}
        if check is None or check.id not in ignored:
            if level == "error":
                made["severity"] = "error"
            left.append(made)
    return left
