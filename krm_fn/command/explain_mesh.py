"""`set-proxy-env explain` for a TransparentProxy: the sidecar decides, and alike for all clients."""

from __future__ import annotations

from krm_fn.config.transparent import read
from krm_fn.errors import Refused
from krm_fn.generation.plan import planned
from krm_fn.mesh.decision import connection, decide
from krm_fn.results import about
from krm_fn.workloads.inventory import Inventory

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

    from krm_fn.mesh.decision import Decision


def explained(config: dict[str, Any], urls: Iterable[str]) -> list[tuple[str, str, str]]:
    """A row for each URL. Raises Refused, and ValueError for what is no URL."""
    configuration, _ = read(config)
    if configuration.searches:
        message = "`hosts: auto` depends on the list: write the hosts that a run has reported"
        raise Refused([about(configuration, "error", "host", message, "hosts")])
    proxying, _ = planned(configuration, Inventory(b"", []))
    rows = []
    for url in urls:
        asked = connection(url)
        decision = decide(proxying, asked)
        rows.append((asked.url, _goes(decision), decision.reason))
    return rows


def _goes(decision: Decision) -> str:
    proxy = decision.proxy
    if decision.fails:
        return "fails"
    return f"through {proxy.scheme}://{proxy.host}:{proxy.port}" if proxy else "direct"
