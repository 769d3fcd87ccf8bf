"""What the sidecar does with a connection, under the resources that are made."""

from __future__ import annotations

import ipaddress
from typing import NamedTuple

from krm_fn.clients.coverage import is_address
from krm_fn.mesh.proxying import HOSTS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from krm_fn.mesh.proxying import Proxy, Proxying, Target

_PORTS = {"https": 443, "wss": 443, "http": 80, "ws": 80}
_TLS = ("https", "wss")


class Decision(NamedTuple):
    """Where a connection goes: through a proxy, directly, or nowhere; and why."""

    proxy: Proxy | None
    fails: bool
    reason: str


class Connection(NamedTuple):
    """What a client asks for: a host and port by TLS, by plain HTTP, or by neither."""

    scheme: str
    host: str
    port: int

    @property
    def url(self) -> str:
        """The connection as a URL, with its port."""
        return f"{self.scheme}://{self.written_host}:{self.port}"

    @property
    def written_host(self) -> str:
        """The host as it stands before a port."""
        return f"[{self.host}]" if ":" in self.host else self.host

    @property
    def is_tls(self) -> bool:
        """Whether the client speaks TLS at once."""
        return self.scheme in _TLS


def connection(url: str) -> Connection:
    """The connection for a URL. Raises ValueError for what has neither a known scheme nor a port."""
    scheme, mark, rest = url.partition("://")
    authority = rest.partition("/")[0].rpartition("@")[2]
    host, colon, port = authority.rpartition(":")
    if not colon or not port.isdecimal() or authority.endswith("]"):
        host, port = authority, ""
    number = int(port) if port else _PORTS.get(scheme.lower(), 0)
    if not mark or not host or not 0 < number < 65536:
        raise ValueError(f'a URL must be such as "https://host/" or "tcp://host:5432", got "{url}"')
    return Connection(scheme.lower(), host.strip("[]").lower().rstrip("."), number)


def decide(proxying: Proxying, asked: Connection) -> Decision:
    """Where a connection goes."""
    if asked.scheme not in _PORTS:
        return _direct("it is neither TLS nor plain HTTP, and only these are sent through a proxy")
    proxy = proxying.connect if asked.is_tls else proxying.forward
    field = "httpsProxy" if asked.is_tls else "httpProxy"
    if proxy is None:
        return _direct(f"there is no {field}")
    if proxying.mode == HOSTS:
        return _by_hosts(proxying, asked, proxy)
    return _by_all(proxying, asked, proxy)


def _direct(reason: str) -> Decision:
    return Decision(None, False, reason)


def _through(proxy: Proxy, asked: Connection, reason: str) -> Decision:
    host = asked.written_host
    if asked.is_tls:
        return Decision(proxy, False, f"CONNECT {host}:{asked.port}: {reason}")
    port = "" if asked.port == 80 else f":{asked.port}"
    return Decision(proxy, False, f"GET http://{host}{port}/: {reason}")


def _by_hosts(proxying: Proxying, asked: Connection, proxy: Proxy) -> Decision:
    for target in proxying.targets:
        if target.host == asked.host and asked.port in _ports(target, asked):
            return _through(proxy, asked, "hosts names it with this port")
    if any(target.host == asked.host for target in proxying.targets):
        return _direct("hosts names it for other ports")
    return _direct("hosts does not name it")


def _by_all(proxying: Proxying, asked: Connection, proxy: Proxy) -> Decision:
    ports = proxying.tls_ports if asked.is_tls else proxying.http_ports
    if asked.port not in ports:
        return _direct(f"its port is not among {'tlsPorts' if asked.is_tls else 'httpPorts'}")
    entry = _entry_for(proxying, asked.host)
    if entry:
        return _direct(f"{entry} in noProxy")
    if proxying.targets and not any(
        _covers(target, asked.host) and asked.port in _ports(target, asked)
        for target in proxying.targets
    ):
        return _direct("hosts does not name it")
    if asked.is_tls and is_address(asked.host):
        if proxying.no_server_name == "address":
            return _through(proxy, asked, "TLS names no server, noServerName: address")
        reason = f"CONNECT -:{asked.port}: TLS names no server, and no proxy takes that for a host"
        return Decision(None, True, reason)
    reason = "noProxy does not name it"
    if asked.is_tls and proxying.bypass.networks:
        reason += f", unless its address is in {proxying.bypass.networks[0]}"
        more = len(proxying.bypass.networks) - 1
        reason += f" or one of {more} more" if more else ""
    return _through(proxy, asked, reason)


def _ports(target: Target, asked: Connection) -> tuple[int, ...]:
    return target.tls if asked.is_tls else target.http


def _covers(target: Target, host: str) -> bool:
    if target.host.startswith("*."):
        return host.endswith(target.host[1:])
    return target.host == host


def _entry_for(proxying: Proxying, host: str) -> str | None:
    """The entry of noProxy that a host is direct by."""
    if is_address(host):
        address = ipaddress.ip_address(host)
        networks = (each for each in proxying.bypass.networks if address in each)
        return next(map(str, networks), None)
    own = [proxy.host for proxy in proxying.proxies]
    for domain in (*proxying.bypass.domains, *own):
        if host == domain or host.endswith(f".{domain}"):
            return domain
    return None
