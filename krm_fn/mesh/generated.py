"""A TransparentProxy's resources, by its mode."""

from __future__ import annotations

from krm_fn.mesh.proxying import ALL

TYPE_CHECKING = False
if TYPE_CHECKING:
    from krm_fn.mesh.objects import Generated
    from krm_fn.mesh.proxying import Proxying


def generated(proxying: Proxying) -> list[Generated]:
    """The resources, in an order that depends on the configuration alone."""
    if proxying.mode == ALL:
        from krm_fn.mesh.filters import for_all

        return for_all(proxying)
    from krm_fn.mesh.tunnels import for_hosts

    return for_hosts(proxying)
