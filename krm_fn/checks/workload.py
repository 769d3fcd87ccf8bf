"""The checks of a workload: its probes, its images, and the NetworkPolicies that select it.

Each is told once for a workload, with all the containers that it is about.
"""

from __future__ import annotations

from krm_fn.checks.images import OPTION, helped, ignored, is_told, runs
from krm_fn.checks.made import made_of, named
from krm_fn.clients.table import CLIENTS, by_name
from krm_fn.results import result
from krm_fn.workloads.built_in import CONTAINER_LISTS
from krm_fn.workloads.resource import path_text
from krm_fn.workloads.service_names import ServiceNames
from krm_fn.yaml.nodes import find, mapping, sequence, text_of, to_data

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from krm_fn.checks.network_policies import Policies
    from krm_fn.clients.row import Client
    from krm_fn.config.function_config import Configuration
    from krm_fn.results import Result
    from krm_fn.workloads.built_in import Container, Pod
    from krm_fn.workloads.inventory import Inventory
    from krm_fn.workloads.resource import Resource
    from krm_fn.yaml.nodes import Node

    Checked = Sequence[tuple[Container, Pod]]

_TOLD = {"java": "JAVA_TOOL_OPTIONS", "node": "NODE_USE_ENV_PROXY"}
"""The variables that `runtimes` sets."""


class WorkloadChecks:
    """The checks of all workloads of a run."""

    __slots__ = ("_services", "clients", "configuration", "inventory", "loopback", "policies")

    def __init__(self, configuration: Configuration, inventory: Inventory) -> None:
        self.configuration = configuration
        named = map(by_name, configuration.checks.get("clients", ()))
        told = [_TOLD[runtime] for runtime in configuration.runtimes]
        needing = [client for client in named if client.needs]
        self.clients = [each for each in needing if each.needs.partition("=")[0] not in told]
        self.inventory = inventory
        self.loopback = loopback_ports(configuration)
        self._services: ServiceNames | None = None
        self.policies: Policies | None = None
        if inventory.has_kind("NetworkPolicy"):
            from krm_fn.checks.network_policies import Policies

            self.policies = Policies(configuration, inventory)

    def _check_wget(self, resource: Resource, checked: Checked) -> list[Result]:
        from krm_fn.checks import busybox

        if self._services is None:
            self._services = ServiceNames(self.inventory)
        return busybox.check(resource, checked, self._services)

    def of(self, resource: Resource, checked: Checked) -> list[Result]:
        """Warnings about a workload; `checked` are the containers in which variables are set."""
        results = []
        if self.configuration.http_proxy:
            results += self._check_wget(resource, checked)
        if self.loopback:
            results += _check_loopback(resource, checked, self.loopback)
        for needs in dict.fromkeys(client.needs for client in self.clients):
            rows = [client for client in self.clients if client.needs == needs]
            results += _check_images(resource, checked, rows, self.configuration)
        if self.policies is not None:
            results += _check_policies(resource, checked, self.policies)
        return results


def _check_policies(resource: Resource, checked: Checked, policies: Policies) -> list[Result]:
    """One warning, about the first of the workload's pods that cannot reach a proxy."""
    for _, pod in checked:
        closed, names = policies.closed(resource, pod)
        if closed:
            quoted = ", ".join(f'"{name}"' for name in dict.fromkeys(names))
            problem = f"the NetworkPolicy {quoted} must allow egress to the proxy"
            path = path_text((*pod.steps[:-1], "metadata", "labels"))
            places = " and ".join(closed)
            return [made_of(resource, path, "network-policy", problem, CLIENTS, instead=places)]
    return []


def loopback_ports(configuration: Configuration) -> list[int]:
    """The ports of proxies whose host is the loopback."""
    from krm_fn.checks.item_list import proxies

    return [port or 80 for host, port in proxies(configuration) if is_loopback(host)]


def is_loopback(host: str) -> bool:
    return host in ("localhost", "::1") or host.startswith("127.")


def _check_loopback(resource: Resource, checked: Checked, ports: list[int]) -> list[Result]:
    """One warning, about the first pod of the workload in which nothing has the proxy's port; the
    loopback of a pod in its node's network is the node.
    """
    for container, pod in checked:
        if text_of(find(pod.spec, "hostNetwork")) == "true" or not pod.whole:
            continue
        missing = [port for port in ports if port not in _ports_of(pod)]
        if missing:
            shown = " and ".join(map(str, missing))
            problem = f"no container of the pod has the port {shown} of the proxy on the loopback"
            return [made_of(resource, container.path, "proxy-loopback", problem, CLIENTS)]
    return []


def _ports_of(pod: Pod) -> set[int]:
    found = [
        mapping(port)
        for key in CONTAINER_LISTS
        for member in _members(find(pod.spec, key))
        for port in _members(find(mapping(member), "ports"))
    ]
    texts = [text_of(find(port, "containerPort")) or "" for port in found]
    return {int(text) for text in texts if text.isdecimal()}


def _members(node: Node | None) -> Sequence[Node]:
    found = sequence(node)
    return found.items if found is not None else ()


def _check_images(
    resource: Resource, checked: Checked, rows: list[Client], configuration: Configuration
) -> list[Result]:
    """Containers whose image runs a named client without what makes it read the environment;
    `rows` are clients that need the same for it.
    """
    found = [
        container
        for container, _ in checked
        if any(runs(text_of(find(container.node, "image")) or "", row.images) for row in rows)
        and not _is_told(to_data(container.node), rows[0])
    ]
    if not found:
        return []
    names = ", ".join(map(named, found))
    name, _, value = rows[0].needs.partition("=")
    instead = f"`{name}={value or jvm_options(configuration)}`"
    problem = f"container {names} ignores its proxy variables"
    path = f"{found[0].path}.image"
    return [made_of(resource, path, "image-ignores-environment", problem, rows, instead=instead)]


def _is_told(container: Any, client: Client) -> bool:
    """Whether a container's command or environment may make the client read its proxies."""
    name, _, value = client.needs.partition("=")
    if any(entry.get("name") == name and entry.get("valueFrom") for entry in _env_of(container)):
        return True
    words = (client.needs, "use-env-proxy") if value else ("proxyHost", "useSystemProxies")
    return is_told(container, words)


def _env_of(container: Any) -> list[dict[str, Any]]:
    env = container.get("env") if isinstance(container, dict) else None
    return [each for each in env if isinstance(each, dict)] if isinstance(env, list) else []


def note_on_images(images: dict[str, int], configuration: Configuration) -> list[Result]:
    """One info for all images whose programs ignore the variables, with what to write."""
    settings = configuration.checks
    check_id = "image-ignores-environment"
    if settings.get("level") == "off" or check_id in settings.get("ignore", ()):
        return []
    lines = ignored(images, configuration.runtimes, jvm_options(configuration))
    if not lines:
        return []
    message = "programs that ignore their proxy variables need more: " + "; ".join(lines)
    if more := helped(images, configuration.runtimes):
        every = ", ".join(sorted({*more, *configuration.runtimes}))
        message += f". `runtimes: [{every}]` sets {' and '.join(map(OPTION.__getitem__, more))}"
    return [result("info", message, tags={"rule": check_id})]


def jvm_options(configuration: Configuration) -> str:
    """What tells a JVM the configured proxies: its system properties, without a password."""
    from krm_fn.environment import java_options

    http, https = configuration.http_proxy, configuration.https_proxy
    options, _ = java_options.options(http, https, configuration.no_proxy or ())
    return " ".join(options)
