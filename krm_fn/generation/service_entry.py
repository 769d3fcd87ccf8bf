"""For clients that read the variables, in a mesh: the ServiceEntries of the proxies.

A sidecar that knows nothing of a proxy looks into what goes to its port, where any Service of the
mesh has HTTP on the same one, and answers CONNECT with 404.
"""

from __future__ import annotations

from krm_fn.checks.item_list import proxies_outside
from krm_fn.clients.coverage import is_address
from krm_fn.generation.owned import differences
from krm_fn.mesh.bypass import Bypass
from krm_fn.mesh.objects import maker
from krm_fn.mesh.proxying import Proxying
from krm_fn.mesh.upstreams import Port, Upstream, entry_of
from krm_fn.results import result
from krm_fn.workloads.inventory import Inventory

TYPE_CHECKING = False
if TYPE_CHECKING:
    from krm_fn.config.function_config import Configuration
    from krm_fn.mesh.objects import Generated
    from krm_fn.results import Result
    from krm_fn.wire.changes import Changes
    from krm_fn.wire.item import Item


def service_entries(
    data: bytes, items: list[Item], configuration: Configuration, with_paths: bool
) -> tuple[Changes, list[Result]]:
    """What must happen to a list for it to have the ServiceEntries, and an info where anything
    must. Raises Refused.
    """
    inventory = Inventory(data, items)
    wants = configuration.istio_service_entry and not configuration.remove
    wanted = _entries(configuration, inventory) if wants else []
    owner = maker("SetProxyEnv", configuration.name)
    changes, counts = differences(inventory, owner, wanted, with_paths)
    message = (
        f"ServiceEntries of the proxy: {counts.added} added, {counts.changed} changed, "
        f"{counts.unchanged} unchanged, {counts.removed} removed"
    )
    info = result("info", message, tags={"rule": "istio-service-entry"})
    return changes, [info] if wants or changes else []


def _entries(configuration: Configuration, inventory: Inventory) -> list[Generated]:
    ports: dict[str, dict[int, None]] = {}
    for host, port in proxies_outside(configuration, inventory):
        ports.setdefault(host, {})[port or 80] = None
    made = Proxying(configuration.name, None, None, Bypass(), made_by="SetProxyEnv")
    return [
        entry_of(made, _upstream(configuration, host, list(ports[host]), position, len(ports)))
        for position, host in enumerate(ports)
    ]


def _upstream(
    configuration: Configuration, host: str, ports: list[int], position: int, hosts: int
) -> Upstream:
    name = configuration.name + (f"-{position + 1}" if position else "")
    own = (host,) if is_address(host) else ()
    addresses = own if own or hosts > 1 else tuple(configuration.proxy_addresses)
    numbered = [
        Port(port, "tcp-proxy" if len(ports) == 1 else f"tcp-{port}", "TCP", port) for port in ports
    ]
    return Upstream(name, f"{name}.internal" if own else host, addresses, tuple(numbered))
