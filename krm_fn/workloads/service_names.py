"""The names by which programs dial the Services of a list, and the ports that take HTTP."""

from __future__ import annotations

from krm_fn.workloads.resource import Resource
from krm_fn.yaml.nodes import find, mapping, sequence, text_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from krm_fn.clients.hosts import Host
    from krm_fn.workloads.inventory import Inventory

_OTHER_PROTOCOLS = frozenset(
    (
        *(22, 25, 53, 123, 389, 465, 514, 587, 636, 1433, 1521, 1883, 2049, 2181, 3306, 3868),
        *(4222, 5432, 5433, 5671, 5672, 6379, 6432, 7687, 8125, 8883, 9042, 9092, 9094, 11211),
        *(16379, 26257, 26379, 27017, 27018, 33060, 50000, 61613, 61616),
    )
)
"""Ports of protocols whose clients know no HTTP proxy: SSH, mail, DNS, LDAP, databases, queues."""
_OTHER_WORDS = (
    *("amqp", "kafka", "ldap", "memcache", "mongo", "mqtt", "mysql", "nats", "postgres", "psql"),
    *("redis", "smtp", "ssh", "statsd", "syslog", "zookeeper", "udp", "dns", "sql", "cql"),
)
"""What a port of such a protocol is called."""


class ServiceNames:
    """The Services of a list, their namespaces and ports, and the Namespaces beside them."""

    __slots__ = ("_services", "namespaces")

    def __init__(self, inventory: Inventory) -> None:
        self._services: dict[str, list[Resource]] = {}
        for service in inventory.resources("Service", ""):
            if service.name:
                self._services.setdefault(service.name, []).append(service)
        self.namespaces = {each.name for each in inventory.resources("Namespace", "")}

    @property
    def names(self) -> list[str]:
        """The names of the Services, without their namespaces."""
        return list(self._services)

    def gets_requests(self, host: Host) -> bool:
        """Whether a host is a Service, and what dials it may send its requests to a proxy: it has
        a URL for HTTP, or is written as a host with a port of the Service that may take HTTP.
        """
        service = self.service_of(host.name)
        if service is None or host.scheme not in ("", "http", "https"):
            return False
        if host.scheme:
            return True
        if host.port is None:
            return ".svc" in f".{host.name}"
        return _takes_http(service, host.port)

    def service_of(self, host: str) -> Resource | None:
        """The Service that a host is, or is a pod of: NAME, NAME.NAMESPACE, NAME.NAMESPACE.svc, or
        that with the cluster's domain.
        """
        labels = host.split(".")
        if labels[3:4] == ["svc"] or (len(labels) == 2 and self._is_pod(*labels)):
            labels = labels[1:]
        for service in self._services.get(labels[0], ()):
            if len(labels) == 1 or self._is_in(service, labels):
                return service
        return None

    def _is_in(self, service: Resource, labels: list[str]) -> bool:
        if labels[2:3] not in ([], ["svc"]):
            return False
        if service.namespace:
            return labels[1] == service.namespace
        return labels[2:3] == ["svc"] or labels[1] in self.namespaces

    def _is_pod(self, pod: str, name: str) -> bool:
        """Whether two labels are a StatefulSet's pod and its headless Service."""
        _, dash, ordinal = pod.rpartition("-")
        found = self._services.get(name, ())
        return bool(dash) and ordinal.isdecimal() and any(map(_is_headless, found))


def _is_headless(service: Resource) -> bool:
    return text_of(find(mapping(find(service.root, "spec")), "clusterIP")) == "None"


def _takes_http(service: Resource, port: int) -> bool:
    """Whether a Service has a port, and not for another protocol."""
    if port in _OTHER_PROTOCOLS:
        return False
    ports = sequence(find(mapping(find(service.root, "spec")), "ports"))
    rows = [mapping(each) for each in (ports.items if ports is not None else ())]
    if not rows:
        return True
    for row in rows:
        if text_of(find(row, "port")) == str(port):
            words = [text_of(find(row, key)) or "" for key in ("name", "appProtocol", "protocol")]
            said = " ".join(words).lower()
            return not any(word in said for word in _OTHER_WORDS)
    return _is_headless(service)
