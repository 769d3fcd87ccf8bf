"""What the types of a TransparentProxy's fields cannot say: rules for URLs, hosts, ports and modes."""

from __future__ import annotations

import re

from krm_fn.clients.coverage import is_address
from krm_fn.clients.proxy_url import check as check_url
from krm_fn.config.additions import check_ip_addresses
from krm_fn.config.forms import wording
from krm_fn.config.rules import no_proxy_entries, path_text
from krm_fn.shown import redact
from krm_fn.user_information import holds_reference

TYPE_CHECKING = False
if TYPE_CHECKING:
    from krm_fn.config.rules import Report
    from krm_fn.config.schema_check import Path
    from krm_fn.config.transparent_fields import Place, TransparentProxy

URLS = ("httpsProxy", "httpProxy")
OLDEST = (1, 15)
FOR_ADDRESSES = (1, 29)
"""The first Istio whose Envoy can take the address that was dialled for a name that is missing."""

_ALL = 'must not be "*", with which nothing goes through the proxy'
_NAME = r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\Z"
_HOST = r"(\*\.)?[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*\Z"
_VARIABLE = r"[A-Za-z_][A-Za-z0-9_]*\Z"
_VERSION = r"[0-9]{1,3}\.[0-9]{1,3}\Z"


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
        if not addresses:
            self._check_unknown_addresses()
        if addresses and len({place[1] for place in configuration.proxies.values()}) > 1:
            message = (
                "must not be given beside two proxies, since nobody knows whose they are: write "
                "addresses in the URLs"
            )
            self._error("proxy-address", message, "proxyAddresses")

    def _check_unknown_addresses(self) -> None:
        """A port without an address is one for all of the mesh: nothing else can be at it."""
        configuration = self.configuration
        suffixes = (".svc", f".svc.{configuration['clusterDomain']}")
        taken = {*configuration["tlsPorts"], *configuration["httpPorts"]}
        for _, host, port in dict.fromkeys(configuration.proxies.values()):
            if is_address(host) or host.endswith(suffixes):
                continue
            where = (*configuration.path, "proxyAddresses")
            message = (
                f"`{path_text(where)}` must have the addresses of {host}: without them sidecars "
                f"take every connection to port {port}, to whomever it goes, for one to the proxy"
            )
            severity = "error" if port in taken else "warning"
            self.report.add(severity, "proxy-addresses", message, where)

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
