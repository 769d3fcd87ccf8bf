"""A TransparentProxy: its fields, checked, with what is wrong with them in words.

What depends on the list, such as `hosts: auto`, is for others to complete.
"""

from __future__ import annotations

import re

from krm_fn.clients.proxy_url import check as check_url
from krm_fn.config.additions import check_ip_addresses
from krm_fn.config.forms import KINDS, TRANSPARENT, own_object, wording
from krm_fn.config.function_config import check_metadata, reference_of
from krm_fn.config.rules import Report, no_proxy_entries, path_text
from krm_fn.config.schema_check import mismatch
from krm_fn.config.transparent_schema import SCHEMA
from krm_fn.errors import Refused
from krm_fn.shown import redact
from krm_fn.user_information import holds_reference

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from krm_fn.config.schema_check import Path
    from krm_fn.results import ResourceRef, Result

    Fields = dict[str, Any]
    Place = tuple[str, str, int]

DEFAULT_NAME = "transparent-proxy"
URLS = ("httpsProxy", "httpProxy")
OLDEST = (1, 15)
FOR_ADDRESSES = (1, 29)
"""The first Istio whose Envoy can take the address that was dialled for a name that is missing."""

_NAME = r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\Z"
_HOST = r"(\*\.)?[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*\Z"
_VARIABLE = r"[A-Za-z_][A-Za-z0-9_]*\Z"
_VERSION = r"[0-9]{1,3}\.[0-9]{1,3}\Z"


class TransparentProxy:
    """The fields of a TransparentProxy, those that were left out with their defaults.

    `proxies` has for httpProxy and httpsProxy scheme, host and port; `hosts` are pairs of a name
    and a port, which is None for all; `no_proxy` are the user's own entries.
    """

    __slots__ = ("fields", "hosts", "istio", "name", "no_proxy", "path", "proxies", "reference")

    def __init__(self, fields: Fields, path: tuple[str, ...], reference: ResourceRef) -> None:
        self.fields = fields
        self.path = path
        self.reference = reference
        self.name = reference.get("name", DEFAULT_NAME)
        self.proxies: dict[str, Place] = {}
        self.hosts: list[tuple[str, int | None]] = []
        self.no_proxy: tuple[str, ...] = ()
        self.istio = (1, 22)

    def __getitem__(self, name: str) -> Any:
        """A field of the object, or its default: `configuration["mode"]`."""
        return self.fields.get(name, _DEFAULTS.get(name))

    @property
    def removes(self) -> bool:
        """Whether the resources are to go."""
        return bool(self["remove"])

    @property
    def searches(self) -> bool:
        """Whether the hosts are those that the list names."""
        return bool(self["hosts"] == "auto")

    def field(self, *path: str | int) -> str:
        """The path of a field: `spec.noProxy`."""
        return path_text((*self.path, *path))


_DEFAULTS: Fields = {
    "tlsPorts": [443],
    "httpPorts": [80],
    **{name: each["default"] for name, each in SCHEMA["properties"].items() if "default" in each},
}


def read(config: Fields) -> tuple[TransparentProxy, list[Result]]:
    """The configuration, and warnings about it. Raises Refused with all errors together."""
    report = Report(reference_of(config))
    if config.get("apiVersion") != TRANSPARENT[0]:
        wording().report_unknown_object(config, KINDS, report)
        raise Refused(report.errors)
    source = own_object(config, report, SCHEMA)
    checks = source.fields.get("checks")
    if isinstance(checks, dict) and checks.get("level") is False:
        checks["level"] = "off"  # as kustomize, which reads YAML 1.1, sends an `off`
    fields = source.fields
    broken = mismatch(fields, SCHEMA)
    if broken is not None:
        wrong = wording().report_mismatches(
            fields, source.names, source.path, broken, report, SCHEMA
        )
        fields = {name: value for name, value in fields.items() if name not in wrong}
    check_metadata(config, report)
    path = tuple(map(str, source.path))
    configuration = TransparentProxy(fields, path, report.resource or {})
    Rules(configuration, report).check()
    if report.errors:
        raise Refused(report.errors)
    return configuration, report.warnings


class Rules:
    """What the types of the fields cannot say."""

    __slots__ = ("configuration", "report")

    def __init__(self, configuration: TransparentProxy, report: Report) -> None:
        self.configuration = configuration
        self.report = report

    def check(self) -> None:
        """Add all errors and warnings to the report, and complete the configuration."""
        configuration = self.configuration
        self._check_name()
        if configuration.removes:
            return
        self._read_proxies()
        self._read_istio()
        path = (*configuration.path, "noProxy")
        entries = no_proxy_entries(configuration["noProxy"], path, self.report)
        configuration.no_proxy = entries or ()
        if "*" in configuration.no_proxy:
            self._error(
                "no-proxy-all", f"{_ALL}: write `remove: true` to take out what was made", "noProxy"
            )
        self._check_ports()
        self._read_hosts()
        self._check_addresses()
        self._check_mode()
        self._check_others()

    def _error(self, rule: str, message: str, *path: str | int) -> None:
        where = (*self.configuration.path, *path)
        self.report.error(rule, f"`{path_text(where)}` {message}", where)

    def _check_name(self) -> None:
        name = self.configuration.name
        if not re.match(_NAME, name):
            message = "must be lower-case letters, digits and hyphens, at most 63, since resources"
            message += f" get their names from it, got {wording().shown(name)}"
            self.report.error("resource-name", f"`metadata.name` {message}", ("metadata", "name"))
        for field in ("namespace", "rootNamespace"):
            if not re.match(_NAME, self.configuration[field]):
                shown = wording().shown(self.configuration[field])
                self._error("namespace", f"must be the name of a namespace, got {shown}", field)
        gateway = self.configuration["gateway"]
        for key in ("namespace", "service") if gateway else ():
            if not re.match(_NAME, gateway.get(key, "istio-egressgateway")):
                shown = wording().shown(gateway[key])
                self._error("namespace", f"must be a name, got {shown}", "gateway", key)

    def _read_proxies(self) -> None:
        given = [name for name in URLS if name in self.configuration.fields]
        for name in given:
            place = self._proxy(name, self.configuration[name])
            if place:
                self.configuration.proxies[name] = place
        if not given and not self.report.errors:
            where = self.configuration.path or ("spec",)
            message = (
                f"must specify at least one of `{path_text((*where, 'httpProxy'))}` and "
                f"`{path_text((*where, 'httpsProxy'))}`: write "
                f"`httpsProxy: http://proxy.example.com:3128` in `{path_text(where)}`"
            )
            self.report.error("nothing-configured", message, where)
        places = list(self.configuration.proxies.values())
        if len(places) == 2 and places[0][1:] == places[1][1:] and places[0][0] != places[1][0]:
            message = "must have the scheme of `httpsProxy`, since both lead to the same port"
            self._error("proxy-schemes", message, "httpProxy")

    def _proxy(self, name: str, url: str) -> Place | None:
        """A proxy's URL in parts; None with an error where it is not one that a mesh can use."""
        wrong = [finding for finding in check_url(url) if finding[0] == "error"]
        for _, rule, message in wrong:
            self._error(rule, message, name)
        scheme, mark, rest = url.partition("://")
        authority = rest.rstrip("/")
        if wrong:
            return None
        if not mark or scheme.lower() not in ("http", "https"):
            message = "must have the scheme http or https, since a mesh speaks no other to a proxy"
        elif "@" in rest:
            message = (
                "must not hold a user or a password, which would stand in the resources: put the "
                "base64 text of user:password into a Secret, and write "
                "`credentials: {environment: PROXY_BASIC}`"
            )
        elif holds_reference(rest):
            message = "must be written out: a reference is filled in for containers alone"
        elif "/" in authority:
            message = "must have no path"
        elif "." not in authority and "[" not in authority:
            message = "must have a name that all namespaces can resolve, such as NAME.NAMESPACE.svc"
        else:
            return self._place(name, scheme.lower(), authority)
        self._error("transparent-url", f'{message}, got "{redact(url)}"', name)
        return None

    def _place(self, name: str, scheme: str, authority: str) -> Place | None:
        host, _, port = authority.rpartition(":")
        if not host or not port.isdecimal():
            example = f"{scheme}://{authority.rstrip(':')}:3128"
            message = f'must have a port, since clients disagree about one that is left out: write "{example}"'
            self._error("transparent-url", message, name)
            return None
        return scheme, host.strip("[]").lower().rstrip("."), int(port)

    def _read_istio(self) -> None:
        version = self.configuration["istio"]
        if not re.match(_VERSION, version):
            shown = wording().shown(version)
            self._error("istio-version", f'must be a version such as "1.22", got {shown}', "istio")
            return
        major, minor = map(int, version.split("."))
        self.configuration.istio = (major, minor)
        if (major, minor) < OLDEST:
            message = (
                f'must be "1.15" or later, the first that has what this needs, got "{version}"'
            )
            self._error("istio-version", message, "istio")

    def _check_ports(self) -> None:
        configuration = self.configuration
        for name in ("tlsPorts", "httpPorts"):
            for index, port in enumerate(configuration[name]):
                if not 1 <= port <= 65535:
                    message = f"must be a port from 1 to 65535, got {port}"
                    self._error("port", message, name, index)
        both = sorted({*configuration["tlsPorts"]} & {*configuration["httpPorts"]})
        if both:
            message = f"must not have a port of `tlsPorts`, got {both[0]} in both"
            self._error("port", message, "httpPorts")

    def _read_hosts(self) -> None:
        configuration = self.configuration
        hosts = configuration["hosts"] or []
        if configuration.searches:
            return
        for index, written in enumerate(hosts):
            host, colon, port = written.partition(":")
            host = host.lower().rstrip(".")
            problem = self._host_problem(written, host, colon + port)
            if problem:
                self._error("host", f"{problem}, got {wording().shown(written)}", "hosts", index)
            elif (host, int(port) if colon else None) in configuration.hosts:
                where: Path = (*configuration.path, "hosts", index)
                message = f'`{path_text(where)}` has "{written}" a second time: take it out'
                self.report.add("warning", "host-twice", message, where)
            else:
                configuration.hosts.append((host, int(port) if colon else None))
        if not hosts and configuration["mode"] == "hosts" and not self.report.errors:
            message = (
                "must name the hosts to reach through the proxy, such as `hosts: [api.github.com]`;"
                " write `hosts: auto` for those that the list names, or `mode: all` for everything"
            )
            self._error("hosts-missing", message, "hosts")

    def _host_problem(self, written: str, host: str, port: str) -> str | None:
        if "://" in written:
            return "must be a name and no URL: write the host alone"
        if port and not (port[1:].isdecimal() and 1 <= int(port[1:]) <= 65535):
            return "must have a port from 1 to 65535 behind its colon"
        if host.replace(".", "").isdecimal() or not re.match(_HOST, host) or len(host) > 253:
            return "must be a host name, which clients can ask for: an address stands in no request"
        if host.startswith("*") and self.configuration["mode"] == "hosts":
            return "must be one host, since Istio makes a tunnel to an exact name only: write each host, or `mode: all`"
        return None

    def _check_addresses(self) -> None:
        configuration = self.configuration
        addresses = configuration["proxyAddresses"] or []
        check_ip_addresses(addresses, (*configuration.path, "proxyAddresses"), self.report)
        if addresses and len({place[1] for place in configuration.proxies.values()}) > 1:
            message = (
                "must not be given beside two proxies, since nobody knows whose they are: write "
                "addresses in the URLs"
            )
            self._error("proxy-address", message, "proxyAddresses")

    def _check_mode(self) -> None:
        configuration = self.configuration
        if configuration["mode"] == "all":
            if configuration["gateway"]:
                message = "must stand with `mode: hosts`: a gateway needs the names of the hosts"
                self._error("gateway-mode", message, "gateway")
            if configuration.searches:
                message = (
                    'must be a list in `mode: all`, or be left out: "auto" is for `mode: hosts`'
                )
                self._error("host", message, "hosts")
            if configuration["noServerName"] == "address" and configuration.istio < FOR_ADDRESSES:
                message = 'must stand with `istio: "1.29"` or later, the first that can do it'
                self._error("istio-version", message, "noServerName")
            return
        for field in ("workloadSelector", "noServerName"):
            if configuration.fields.get(field) not in (None, {}, "refuse"):
                message = "must stand with `mode: all`: Istio's own API chooses by namespace only"
                self._error("mode", message, field)

    def _check_others(self) -> None:
        configuration = self.configuration
        credentials = configuration["credentials"]
        if credentials and not re.match(_VARIABLE, credentials["environment"]):
            shown = wording().shown(credentials["environment"])
            message = f"must be the name of a variable, such as PROXY_BASIC, got {shown}"
            self._error("credentials", message, "credentials", "environment")
        schemes = {place[0] for place in configuration.proxies.values()}
        if "https" in schemes and not configuration["tls"]:
            where = (*configuration.path, "tls")
            message = (
                f"`{path_text(where)}` must name the CA of the proxy, which Istio before 1.20 does "
                "not verify without: write `tls: {caCertificates: FILE}`, with a file of the "
                "container istio-proxy"
            )
            self.report.add("warning", "proxy-ca", message, where)
        if configuration["tls"] and schemes == {"http"}:
            message = "must stand with a proxy whose URL begins with https://"
            self._error("tls-scheme", message, "tls")


_ALL = 'must not be "*", with which nothing goes through the proxy'
