"""What a TransparentProxy asks for, as values that are checked and complete."""

from __future__ import annotations

from typing import NamedTuple

from krm_fn.clients.coverage import is_address

TYPE_CHECKING = False
if TYPE_CHECKING:
    from krm_fn.mesh.bypass import Bypass

HOSTS = "hosts"
ALL = "all"
ROOT_NAMESPACE = "istio-system"


class Proxy(NamedTuple):
    """A proxy as its URL gives it; `scheme` is http or https."""

    scheme: str
    host: str
    port: int

    @property
    def is_tls(self) -> bool:
        """Whether the proxy itself is spoken to by TLS."""
        return self.scheme == "https"

    @property
    def is_address(self) -> bool:
        """Whether the host is an address and no name."""
        return is_address(self.host)


class Target(NamedTuple):
    """A host to reach through the proxy, and at which ports by TLS and by plain HTTP.

    In mode all the host may begin with `*.`: then it stands for all names below a domain.
    """

    host: str
    tls: tuple[int, ...]
    http: tuple[int, ...]


class Gateway(NamedTuple):
    """The egress gateway that alone reaches the proxy."""

    namespace: str
    selector: dict[str, str]
    service: str


class Proxying(NamedTuple):
    """All that the resources depend on.

    `connect` is the proxy for TLS, `forward` the one for plain HTTP; at least one is there.
    `addresses` are the proxy's, if known. `credentials` is the variable of the container
    istio-proxy that holds them. `made_by` is the kind of the configuration, `istio` the lowest
    version that must take the resources.
    """

    name: str
    connect: Proxy | None
    forward: Proxy | None
    bypass: Bypass
    targets: tuple[Target, ...] = ()
    mode: str = HOSTS
    namespace: str = ROOT_NAMESPACE
    root_namespace: str = ROOT_NAMESPACE
    addresses: tuple[str, ...] = ()
    tls_ports: tuple[int, ...] = (443,)
    http_ports: tuple[int, ...] = (80,)
    ca_certificates: str | None = None
    credentials: str | None = None
    workload_selector: dict[str, str] | None = None
    no_server_name: str = "refuse"
    istio: tuple[int, int] = (1, 22)
    gateway: Gateway | None = None
    made_by: str = "TransparentProxy"
    cluster_domain: str = "cluster.local"

    @property
    def proxies(self) -> list[Proxy]:
        """The proxies, each once."""
        return list(dict.fromkeys(filter(None, (self.connect, self.forward))))

    def service_of(self, proxy: Proxy) -> str | None:
        """The whole name of the Service that a proxy is; None for one outside the cluster."""
        suffix = f".svc.{self.cluster_domain}"
        if proxy.host.endswith(".svc"):
            return f"{proxy.host}.{self.cluster_domain}"
        return proxy.host if proxy.host.endswith(suffix) else None

    @property
    def is_mesh_wide(self) -> bool:
        """Whether all namespaces of the mesh are meant, and not the configuration's alone."""
        return self.namespace == self.root_namespace
