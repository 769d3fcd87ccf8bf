"""Commands that run BusyBox wget, which knows no exceptions: every request goes to the proxy.

The loopback and the names of a cluster are out of its reach then, so that a probe fails, and a
container that waits for a Service never gets past it.
"""

from __future__ import annotations

from krm_fn import late_re as re
from krm_fn.checks.images import runs
from krm_fn.checks.made import made_of, named
from krm_fn.checks.table import BY_ID
from krm_fn.clients.hosts import hosts_in
from krm_fn.clients.table import by_name
from krm_fn.yaml.nodes import find, mapping, sequence, text_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from krm_fn.results import Result
    from krm_fn.workloads.built_in import Container, Pod
    from krm_fn.workloads.resource import Resource
    from krm_fn.workloads.service_names import ServiceNames

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


def check(
    resource: Resource, checked: Sequence[tuple[Container, Pod]], services: ServiceNames
) -> list[Result]:
    """A warning for a workload with such commands, with all the containers that have one."""
    found = [
        (container, path, asked)
        for container, _ in checked
        if not _has_no_proxy_of_its_own(container)
        for path, command in _commands(container)
        if (asked := asks_proxy(command, services))
    ]
    if not found:
        return []
    names = list(dict.fromkeys(named(container) for container, _, _ in found))
    fields = list(dict.fromkeys(path.rpartition(".exec")[0] or path for _, path, _ in found))
    containers = f"container{'s' if len(names) > 1 else ''} {', '.join(names)}"
    verb = "runs" if len(fields) == 1 else "run"
    container, path, _ = found[0]
    asked = " and ".join(dict.fromkeys(asked for _, _, asked in found))
    shown = ", ".join(f"`{field}`" for field in fields)
    problem = f"{shown} of {containers} {verb} wget for {asked}"
    rows = BY_ID["busybox-wget"].affected()
    return [made_of(resource, f"{container.path}.{path}", "busybox-wget", problem, rows)]


def _has_no_proxy_of_its_own(container: Container) -> bool:
    """Whether a container opts out with an empty `http_proxy` of its own."""
    env = sequence(find(container.node, "env"))
    for entry in map(mapping, env.items if env is not None else ()):
        if text_of(find(entry, "name")) == "http_proxy":
            return find(entry, "valueFrom") is None and not text_of(find(entry, "value"))
    return False


def _commands(container: Container) -> Iterator[tuple[str, str]]:
    """The command lines that may run BusyBox wget, each with its field: those that the kubelet
    runs in a container, unless its image tells of another wget, and the container's own, where
    its image tells of BusyBox.
    """
    image = text_of(find(container.node, "image")) or ""
    if not _WITH_GNU_WGET.search(image):
        yield from _exec_commands(container)
    if runs(image, by_name("busybox-wget").images):
        command = [*_texts(container, "command"), *_texts(container, "args")]
        yield ("args" if find(container.node, "args") is not None else "command"), " ".join(command)


def _texts(container: Container, key: str) -> list[str]:
    found = sequence(find(container.node, key))
    return [text_of(part) or "" for part in (found.items if found is not None else ())]


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


def asks_proxy(command: str, services: ServiceNames) -> str:
    """What a command line runs `wget` for with the proxy left on, which no proxy can reach: a
    loopback URL, or a host of the cluster; "" for nothing.
    """
    if _OPENED.search(command):
        return ""
    for part in _COMMAND_END.split(command):
        if _WGET.search(part) and not _WITHOUT_PROXY.search(part):
            if _LOOPBACK_URL.search(part):
                return "a loopback URL"
            inside = (host.name for host in hosts_in(part) if _is_inside(host.name, services))
            name = next(inside, None)
            if name is not None:
                return f'"{name}"'
    return ""


def _is_inside(host: str, services: ServiceNames) -> bool:
    """Whether a host is a name that only the cluster knows."""
    if "." not in host or ".svc." in f"{host}.":
        return True
    return services.service_of(host) is not None
