"""The checks of a TransparentProxy beside what the list holds."""

from __future__ import annotations

from typing import NamedTuple

from krm_fn.mesh.egress import MESH
from krm_fn.mesh.hosts import of_network
from krm_fn.mesh.objects import OWNER
from krm_fn.mesh.proxying import ALL
from krm_fn.results import about, result
from krm_fn.workloads.built_in import BUILT_IN, pods_of
from krm_fn.workloads.proxy_service import ProxyServices
from krm_fn.workloads.resource import text_pairs
from krm_fn.yaml.nodes import find, mapping, to_data

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import Any

    from krm_fn.config.transparent_fields import TransparentProxy
    from krm_fn.mesh.proxying import Proxying
    from krm_fn.results import Result
    from krm_fn.workloads.inventory import Inventory
    from krm_fn.workloads.resource import Resource


_HTTP = ("http", "http2", "grpc", "grpc-web")
_INJECT = "sidecar.istio.io/inject"


class Row(NamedTuple):
    """One check: what it finds, why that is wrong, and what to write instead."""

    id: str
    finds: str
    reason: str
    remedy: str


ROWS = (
    Row(
        "mesh-virtual-service",
        "a host that somebody else's VirtualService has, too",
        "a sidecar follows one VirtualService for a host, and the other is without effect",
        "take the host out of one of the two",
    ),
    Row(
        "mesh-sidecar-import",
        "a Sidecar whose egress hosts leave out the namespace of the resources",
        "its pods don't get to know the proxy, and their connections to the hosts fail",
        'add "{namespace}/*" to `spec.egress[].hosts`',
    ),
    Row(
        "mesh-direct-entry",
        "in mode all, a ServiceEntry for TLS without `addresses`, with an endpoint in a network of "
        "noProxy",
        "the network decides before the name, so that a VirtualService for the host is without "
        "effect",
        "give the ServiceEntry `addresses`, or the network another border",
    ),
    Row(
        "mesh-direct-http",
        "in mode all, a network of IPv6 in noProxy",
        "a request of plain HTTP is chosen by its Host alone, in which a network of IPv6 cannot be "
        "found, so that it goes through the proxy",
        "add the names that are asked for",
    ),
    Row(
        "mesh-proxy-port",
        "a Service or a ServiceEntry for HTTP on the proxy's port, while the proxy's addresses are "
        "not known",
        "a client that still has HTTPS_PROXY gets 404 for its CONNECT, since the sidecar takes the "
        "port for HTTP",
        "write {instead}",
    ),
    Row(
        "mesh-proxy-sidecar",
        "a proxy that is itself a pod which may get a sidecar",
        "its own connections would be sent to itself, without an end",
        'set the label `sidecar.istio.io/inject: "false"` on its pod template',
    ),
)
BY_ID = {row.id: row for row in ROWS}


def check(
    configuration: TransparentProxy, proxying: Proxying, inventory: Inventory
) -> list[Result]:
    """Warnings about a configuration, given what else is in the list."""
    checks = Checks(configuration, proxying, inventory)
    found = [
        *checks.virtual_services(),
        *checks.sidecars(),
        *checks.direct_entries(),
        *checks.direct_http(),
        *checks.proxy_port(),
        *checks.proxy_pods(),
    ]
    return list(found)


def judged(warnings: Iterable[Result], settings: dict[str, Any]) -> list[Result]:
    """The warnings that the field `checks` leaves, as errors where it says so."""
    level, ignored = settings.get("level", "warn"), settings.get("ignore", ())
    left = [each for each in warnings if each.get("tags", {}).get("rule") not in ignored]
    if level == "off":
        return []
    for each in left if level == "error" else ():
        each["severity"] = "error"
    return left


class Checks:
    """The checks of one run."""

    __slots__ = ("configuration", "inventory", "proxying")

    def __init__(
        self, configuration: TransparentProxy, proxying: Proxying, inventory: Inventory
    ) -> None:
        self.configuration = configuration
        self.proxying = proxying
        self.inventory = inventory

    def virtual_services(self) -> Iterator[Result]:
        """Hosts of somebody else's VirtualServices."""
        ours = {target.host for target in self.proxying.targets}
        for resource in self._others("VirtualService"):
            gateways = _list(_spec(resource), "gateways")
            if gateways and MESH not in gateways:
                continue
            for index, host in enumerate(_list(_spec(resource), "hosts")):
                if host in ours:
                    problem = f'`spec.hosts[{index}]` has "{host}", which goes through the proxy'
                    path = f"spec.hosts[{index}]"
                    yield _made("mesh-virtual-service", problem, resource, path)

    def sidecars(self) -> Iterator[Result]:
        """Sidecars that leave out the namespace of the resources."""
        namespace, root = self.proxying.namespace, self.proxying.root_namespace
        for resource in self._others("Sidecar"):
            if not self.proxying.is_mesh_wide and resource.namespace not in (namespace, root):
                continue
            egress = _list(_spec(resource), "egress")
            hosts = [str(host) for each in egress for host in _list(each, "hosts")]
            names = {"*", namespace, *("." for _ in [0] if resource.namespace == namespace)}
            if egress and not any(
                host.partition("/")[0] in names and host.partition("/")[2] == "*" for host in hosts
            ):
                problem = f"`spec.egress` does not import the namespace {namespace}"
                yield _made(
                    "mesh-sidecar-import", problem, resource, "spec.egress", namespace=namespace
                )

    def direct_entries(self) -> Iterator[Result]:
        """TLS ServiceEntries that a network of noProxy takes out of their routing."""
        if self.proxying.mode != ALL or not self.proxying.bypass.networks:
            return
        for resource in self._others("ServiceEntry"):
            spec = _spec(resource)
            ports = [str(_of(port, "protocol")).upper() for port in _list(spec, "ports")]
            if _list(spec, "addresses") or not {"TLS", "HTTPS"} & {*ports}:
                continue
            for index, endpoint in enumerate(_list(spec, "endpoints")):
                address = str(_of(endpoint, "address") or "")
                if self.proxying.bypass.covers(address):
                    path = f"spec.endpoints[{index}].address"
                    problem = f'`{path}` is "{address}", in a network of noProxy'
                    yield _made("mesh-direct-entry", problem, resource, path)

    def direct_http(self) -> Iterator[Result]:
        """Networks that have no pattern."""
        if self.proxying.mode != ALL or self.proxying.forward is None:
            return
        for network in self.proxying.bypass.networks:
            if not of_network(network):
                problem = f'`{self.configuration.field("noProxy")}` has "{network}"'
                yield self._about("mesh-direct-http", problem, "noProxy")

    def proxy_port(self) -> Iterator[Result]:
        """HTTP on the proxy's port, where its addresses are not known."""
        proxying = self.proxying
        if proxying.addresses or any(proxy.is_address for proxy in proxying.proxies):
            return
        for proxy in proxying.proxies:
            name = http_service_on(proxy.port, self.inventory)
            if name:
                problem = f"{name} has HTTP on the proxy's port {proxy.port}"
                instead = f"`proxyAddresses` with the addresses of {proxy.host}"
                if proxying.service_of(proxy):
                    instead = "a name such as tcp-proxy for the port of the proxy's Service"
                yield self._about("mesh-proxy-port", problem, "proxyAddresses", instead=instead)

    def proxy_pods(self) -> Iterator[Result]:
        """Pods of the proxy itself that don't refuse a sidecar."""
        services = ProxyServices(_Addresses(self.configuration), self.inventory)  # type: ignore[arg-type]
        if not services.is_in_list:
            return
        for kind in BUILT_IN:
            for resource in self.inventory.resources(kind):
                for pod in pods_of(resource):
                    if services.serving(resource, pod) and not _refuses_sidecar(pod.way):
                        problem = "the pods are the proxy"
                        yield _made("mesh-proxy-sidecar", problem, resource, "spec")

    def _others(self, kind: str) -> Iterator[Resource]:
        for resource in self.inventory.resources(kind):
            if resource.annotation(OWNER) is None:
                yield resource

    def _about(self, check_id: str, problem: str, field: str, **words: str) -> Result:
        message = _message(check_id, problem, **words)
        return about(self.configuration, "warning", check_id, message, field)


class _Addresses:
    """A TransparentProxy's URLs as those of a SetProxyEnv."""

    def __init__(self, configuration: TransparentProxy) -> None:
        self.http_proxy = configuration["httpProxy"]
        self.https_proxy = configuration["httpsProxy"]
        self.all_proxy = None


def http_service_on(port: int, inventory: Inventory) -> str | None:
    """The Service or ServiceEntry of the mesh that has HTTP on a port, as messages name it."""
    for kind in ("Service", "ServiceEntry"):
        for resource in inventory.resources(kind):
            if resource.annotation(OWNER) is None and any(
                _is_http_on(each, port) for each in _list(_spec(resource), "ports")
            ):
                return f"the {kind} {'/'.join(filter(None, (resource.namespace, resource.name)))}"
    return None


def _is_http_on(given: Any, port: int) -> bool:
    number = _of(given, "port") or _of(given, "number")
    protocol = _of(given, "appProtocol") or _of(given, "protocol")
    name = str(_of(given, "name") or "").lower()
    said = str(protocol or "").lower()
    prefix = name if name in _HTTP else name.rpartition("-")[0] and name.partition("-")[0]
    return number == port and (said in _HTTP or (said in ("", "tcp") and prefix in _HTTP))


def _refuses_sidecar(way: Iterable[Any]) -> bool:
    for node in way:
        metadata = mapping(find(node, "metadata"))
        if metadata is not None:
            pairs = {
                **text_pairs(find(metadata, "annotations")),
                **text_pairs(find(metadata, "labels")),
            }
            return pairs.get(_INJECT) == "false"
    return False


def _made(check_id: str, problem: str, resource: Resource, field: str, **words: str) -> Result:
    message, tags = _message(check_id, problem, **words), {"rule": check_id}
    ref, file = resource.ref(), resource.file()
    return result("warning", message, resource=ref, field=field, file=file, tags=tags)


def _message(check_id: str, problem: str, **words: str) -> str:
    row = BY_ID[check_id]
    return f"{problem}: {row.reason}; {row.remedy.format(**words)}"


def _spec(resource: Resource) -> Any:
    return to_data(find(resource.root, "spec"))


def _list(holder: Any, name: str) -> list[Any]:
    value = _of(holder, name)
    return value if isinstance(value, list) else []


def _of(holder: Any, name: str) -> Any:
    return holder.get(name) if isinstance(holder, dict) else None
