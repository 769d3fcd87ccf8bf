"""The proxy itself, when it runs in the cluster: its own pods must not be sent through it.

A proxy URL's host is a Service of the list when it is the Service's name alone, or NAME.NAMESPACE,
NAME.NAMESPACE.svc, or that with the cluster's domain; a pod of a headless Service has its own name
before that. The pods that such a Service selects are the proxy's.
"""

from __future__ import annotations

from krm_fn.workloads.resource import DEFAULT_NAMESPACE, text_pairs
from krm_fn.yaml.nodes import find, mapping

TYPE_CHECKING = False
if TYPE_CHECKING:
    from krm_fn.config.function_config import Configuration
    from krm_fn.workloads.built_in import Pod
    from krm_fn.workloads.inventory import Inventory
    from krm_fn.workloads.resource import Resource


class ProxyServices:
    """The Services of a list that the configured proxy URLs lead to."""

    __slots__ = ("_found", "hosts", "inventory")

    def __init__(self, configuration: Configuration, inventory: Inventory) -> None:
        urls = (configuration.http_proxy, configuration.https_proxy, configuration.all_proxy)
        self.hosts = list(dict.fromkeys(filter(None, (host_of(url) for url in urls if url))))
        self.inventory = inventory
        self._found: list[tuple[Resource, dict[str, str]]] | None = None

    @property
    def is_in_list(self) -> bool:
        """Whether a proxy URL leads to a Service of the list."""
        return bool(self._services())

    def serving(self, resource: Resource, pod: Pod) -> str | None:
        """The name of the proxy's Service that selects a pod; None where none does."""
        found = self._services()
        if not found:
            return None
        labels = labels_of(pod)
        namespace = resource.namespace or DEFAULT_NAMESPACE
        for service, selector in found:
            same = (service.namespace or DEFAULT_NAMESPACE) == namespace
            if same and selector.items() <= labels.items():
                return service.name
        return None

    def cluster_host(self) -> str | None:
        """A host that can only be in the cluster, when the list has no Service to know it by."""
        inside = (host for host in self.hosts if _is_in_cluster(host))
        host = next(inside, None)
        return host if host is not None and not self.inventory.has_kind("Service") else None

    def _services(self) -> list[tuple[Resource, dict[str, str]]]:
        """The Services with what they select, those without pods left out."""
        if self._found is None:
            self._found = []
            services = self.inventory.resources("Service", "") if self.hosts else []
            for service in services:
                spec = mapping(find(service.root, "spec"))
                selector = text_pairs(find(spec, "selector"))
                if selector and any(_leads_to(host, service) for host in self.hosts):
                    self._found.append((service, selector))
        return self._found


def host_of(url: str) -> str:
    """A proxy URL's host in lower case; "" for an address, and for one that isn't written out."""
    place = url.partition("://")[2] or url
    authority = place.rpartition("@")[2].partition("/")[0]
    host = authority.partition(":")[0].lower().rstrip(".")
    is_address = host.replace(".", "").isdigit() or host.startswith("[")
    return "" if is_address or "$" in host or "(" in host else host


def labels_of(pod: Pod) -> dict[str, str]:
    """The labels that pods get: those of the metadata nearest to the pod spec."""
    for node in pod.way:
        metadata = mapping(find(node, "metadata"))
        if metadata is not None:
            return text_pairs(find(metadata, "labels"))
    return {}


def _is_in_cluster(host: str) -> bool:
    return host != "localhost" and ("." not in host or ".svc." in f"{host}.")


def _leads_to(host: str, service: Resource) -> bool:
    """Whether a host is a Service's: its domain is NAME.NAMESPACE.svc."""
    name, namespace = service.name, service.namespace or DEFAULT_NAMESPACE
    if host in (name, f"{name}.{namespace}"):
        return True
    before, svc, _ = f"{host}.".partition(".svc.")
    return bool(svc) and f".{before}".endswith(f".{name}.{namespace}")
