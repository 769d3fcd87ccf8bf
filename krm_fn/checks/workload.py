"""The checks of a workload: its probes, its images, and the NetworkPolicies that select it.

Each is told once for a workload, with all the containers that it is about.
"""

from __future__ import annotations

import re

from krm_fn.checks.table import BY_ID, tags
from krm_fn.clients.table import CLIENTS, by_name
from krm_fn.results import result
from krm_fn.workloads.resource import path_text
from krm_fn.yaml.nodes import find, mapping, sequence, text_of, to_data

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Any

    from krm_fn.checks.network_policies import Policies
    from krm_fn.clients.row import Client
    from krm_fn.config.function_config import Configuration
    from krm_fn.results import Result
    from krm_fn.workloads.built_in import Container, Pod
    from krm_fn.workloads.inventory import Inventory
    from krm_fn.workloads.resource import Resource

    Checked = Sequence[tuple[Container, Pod]]

_TOLD = {"java": "JAVA_TOOL_OPTIONS", "node": "NODE_USE_ENV_PROXY"}
"""The variables that `runtimes` sets."""

PROBES = ("livenessProbe", "readinessProbe", "startupProbe")
HOOKS = ("postStart", "preStop")

_COMMAND_END = re.compile(r"[;&|\n]+")
_WGET = re.compile(r"(?:^|[\s/'\"(`])wget\s")
_LOOPBACK_URL = re.compile(
    r"""[\s'"](?:https?://)?(?:localhost|127(?:\.\d+){1,3}|\[::1\]|0\.0\.0\.0)(?=[:/?\s'")]|$)"""
)
_WITHOUT_PROXY = re.compile(
    r"\s-[a-zA-Z]*Y\s*(?:off|no|0)\b|--proxy[= ](?:off|no|0)\b|--no-proxy\b|-u\s*http_proxy\b"
)
_OPENED = re.compile(r"\b(?:unset\s+(?:\w+\s+)*http_proxy\b|http_proxy=(?=[\s;&'\"]|$))")
_WITH_GNU_WGET = re.compile(
    "debian|ubuntu|bookworm|bullseye|trixie|buster|jammy|noble|centos|fedora|rocky|ubi[89]"
)


class WorkloadChecks:
    """The checks of all workloads of a run."""

    __slots__ = ("clients", "configuration", "policies")

    def __init__(self, configuration: Configuration, inventory: Inventory) -> None:
        self.configuration = configuration
        named = map(by_name, configuration.checks.get("clients", ()))
        told = [_TOLD[runtime] for runtime in configuration.runtimes]
        needing = [client for client in named if client.needs]
        self.clients = [each for each in needing if each.needs.partition("=")[0] not in told]
        self.policies: Policies | None = None
        if inventory.has_kind("NetworkPolicy"):
            from krm_fn.checks.network_policies import Policies

            self.policies = Policies(configuration, inventory)

    def of(self, resource: Resource, checked: Checked) -> list[Result]:
        """Warnings about a workload; `checked` are the containers in which variables are set."""
        results = []
        if self.configuration.http_proxy:
            results += _check_probes(resource, checked)
        for needs in dict.fromkeys(client.needs for client in self.clients):
            rows = [client for client in self.clients if client.needs == needs]
            results += _check_images(resource, checked, rows, self.configuration)
        if self.policies is not None:
            results += _check_policies(resource, checked, self.policies)
        return results


def made(
    resource: Resource,
    path: str,
    check_id: str,
    problem: str,
    rows: Sequence[Client],
    **words: str,
) -> Result:
    """A result about a field of a workload."""
    row = BY_ID[check_id]
    clients = ", ".join(client.name for client in rows)
    message = row.message(problem, clients=clients, **words)
    ref, file = resource.ref(), resource.file()
    return result(row.severity, message, resource=ref, field=path, file=file, tags=tags(row, rows))


def _check_policies(resource: Resource, checked: Checked, policies: Policies) -> list[Result]:
    """One warning, about the first of the workload's pods that cannot reach a proxy."""
    for _, pod in checked:
        closed, names = policies.closed(resource, pod)
        if closed:
            quoted = ", ".join(f'"{name}"' for name in names)
            problem = f"the NetworkPolicy {quoted} must allow egress to the proxy"
            path = path_text((*pod.steps[:-1], "metadata", "labels"))
            places = " and ".join(closed)
            return [made(resource, path, "network-policy", problem, CLIENTS, instead=places)]
    return []


def _named(container: Container) -> str:
    return f'"{container.name}"' if container.name else f"`{container.path}`"


def _check_probes(resource: Resource, checked: Checked) -> list[Result]:
    found = [
        (container, path)
        for container, _ in checked
        if not _has_no_proxy_of_its_own(container)
        for path, command in _exec_commands(container)
        if asks_proxy_for_loopback(command)
        and not _WITH_GNU_WGET.search(text_of(find(container.node, "image")) or "")
    ]
    if not found:
        return []
    names = ", ".join(dict.fromkeys(_named(container) for container, _ in found))
    fields = ", ".join(dict.fromkeys(path.rpartition(".exec")[0] for _, path in found))
    container, path = found[0]
    problem = f"`{fields}` of container {names} runs wget for a loopback URL"
    rows = BY_ID["busybox-wget"].affected()
    return [made(resource, f"{container.path}.{path}", "busybox-wget", problem, rows)]


def _has_no_proxy_of_its_own(container: Container) -> bool:
    """Whether a container opts out with an empty `http_proxy` of its own."""
    env = sequence(find(container.node, "env"))
    for entry in map(mapping, env.items if env is not None else ()):
        if text_of(find(entry, "name")) == "http_proxy":
            return find(entry, "valueFrom") is None and not text_of(find(entry, "value"))
    return False


def _exec_commands(container: Container) -> Iterator[tuple[str, str]]:
    """The commands that the kubelet runs in a container, each with its field."""
    lifecycle = mapping(find(container.node, "lifecycle"))
    places = [(name, find(container.node, name)) for name in PROBES]
    places += [(f"lifecycle.{name}", find(lifecycle, name)) for name in HOOKS]
    for name, probe in places:
        command = sequence(find(mapping(find(mapping(probe), "exec")), "command"))
        if command is not None:
            texts = [text_of(part) or "" for part in command.items]
            yield f"{name}.exec.command", " ".join(texts)


def asks_proxy_for_loopback(command: str) -> bool:
    """Whether a command line runs `wget` for a loopback URL with the proxy left on."""
    if _OPENED.search(command):
        return False
    return any(
        _WGET.search(part) and _LOOPBACK_URL.search(part) and not _WITHOUT_PROXY.search(part)
        for part in _COMMAND_END.split(command)
    )


def _check_images(
    resource: Resource, checked: Checked, rows: list[Client], configuration: Configuration
) -> list[Result]:
    """Containers whose image runs a named client without what makes it read the environment;
    `rows` are clients that need the same for it.
    """
    found = [
        container
        for container, _ in checked
        if any(runs(text_of(find(container.node, "image")) or "", row) for row in rows)
        and not _is_told(to_data(container.node), rows[0])
    ]
    if not found:
        return []
    names = ", ".join(map(_named, found))
    name, _, value = rows[0].needs.partition("=")
    instead = f"`{name}={value or jvm_options(configuration)}`"
    problem = f"container {names} ignores its proxy variables"
    path = f"{found[0].path}.image"
    return [made(resource, path, "image-ignores-environment", problem, rows, instead=instead)]


def runs(image: str, client: Client) -> bool:
    """Whether an image's name says that it runs a client: by its end, or a part of its tag."""
    name, _, tag = image.partition("@")[0].rpartition("/")[2].partition(":")
    return any(name.endswith(word) or word in re.split(r"[-_.]", tag) for word in client.images)


def _is_told(container: Any, client: Client) -> bool:
    """Whether a container's command or environment may make the client read its proxies."""
    if not isinstance(container, dict) or container.get("envFrom"):
        return isinstance(container, dict)
    name, _, value = client.needs.partition("=")
    words = ("proxyHost", "useSystemProxies") if not value else ("use-env-proxy",)
    texts = [*_texts(container.get("command")), *_texts(container.get("args"))]
    for entry in container.get("env") or ():
        if not isinstance(entry, dict):
            continue
        if entry.get("name") == name and (
            entry.get("valueFrom") or str(entry.get("value")) == value
        ):
            return True
        texts.append(str(entry.get("value", "")))
    return any(word in text for text in texts for word in words)


def _texts(value: Any) -> list[str]:
    return [str(each) for each in value] if isinstance(value, list) else []


def jvm_options(configuration: Configuration) -> str:
    """What tells a JVM the configured proxies: its system properties, without a password."""
    from krm_fn.environment import java_options

    http, https = configuration.http_proxy, configuration.https_proxy
    options, _ = java_options.options(http, https, configuration.no_proxy or ())
    return " ".join(options)
