"""Which clients run in a container, told by its image."""

from __future__ import annotations

from krm_fn.checks.images import JAVA, NODE, image_of, is_told, runs
from krm_fn.clients.table import CLIENTS
from krm_fn.environment import java_options, no_proxy

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from krm_fn.clients.row import Client
    from krm_fn.inspection.environment import Seen

_TOLD = ("proxyHost", "useSystemProxies", "use-env-proxy", "NODE_USE_ENV_PROXY=1")
_CLIENTS = {JAVA: ("java",), NODE: ("node-fetch", "node-http")}


class Running:
    """The `clients` that an image is known to have; where it `is_known` for none, all clients of
    the table. `note` says what a program needs that takes no proxy from the variables.
    """

    __slots__ = ("clients", "is_known", "note")

    def __init__(self, clients: Sequence[Client], is_known: bool, note: str = "") -> None:
        self.clients = clients
        self.is_known = is_known
        self.note = note


def running(image: str, container: Any, seen: Seen) -> Running:
    """What runs in a container, given as plain data, with its environment."""
    program = image_of(image) if image else None
    names = _CLIENTS.get(program.runtime, ()) if program else ()
    found = [
        each
        for each in CLIENTS
        if each.name in names or (image and each.images and runs(image, each.images))
    ]
    note = ""
    if program is not None and not is_told(container, _TOLD) and not _is_set(program.runtime, seen):
        write = program.write.replace("{java}", _options(seen))
        note = f"{program.program} ignores proxy variables; it takes {write}"
    if found or program is not None:
        return Running(found, True, note)
    return Running(CLIENTS, False)


def _is_set(runtime: str, seen: Seen) -> bool:
    """Whether the variable is set that a runtime needs; the program's options may be in it."""
    if runtime == JAVA:
        value = seen.text(java_options.NAME)
        return seen.has(java_options.NAME) and (value is None or "proxyHost" in value)
    return runtime == NODE and seen.has("NODE_USE_ENV_PROXY")


def _options(seen: Seen) -> str:
    """The options that tell a JVM what the proxy variables say."""
    http, https, hosts = (
        seen.text(name) or seen.text(name.upper())
        for name in ("http_proxy", "https_proxy", "no_proxy")
    )
    made, _ = java_options.options(http, https, no_proxy.split(hosts or ""))
    return " ".join(made) or "-Dhttp.proxyHost=HOST -Dhttp.proxyPort=PORT"
