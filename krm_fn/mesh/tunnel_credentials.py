"""Mode hosts: the header of CONNECT with credentials, which Istio's API has no field for."""

from __future__ import annotations

from krm_fn.mesh.envoy import TCP_PROXY, authorization
from krm_fn.mesh.objects import networking

TYPE_CHECKING = False
if TYPE_CHECKING:
    from krm_fn.mesh.objects import Fields, Generated
    from krm_fn.mesh.proxying import Proxying, Target


def credentials_of(proxying: Proxying) -> list[Generated]:
    """The EnvoyFilter that adds the header to every tunnel."""
    if proxying.credentials is None or not any(target.tls for target in proxying.targets):
        return []
    patches = [
        _patch(proxying, target.host, listener)
        for target in proxying.targets
        for listener in _listeners(proxying, target)
    ]
    spec: Fields = {"configPatches": patches}
    if proxying.gateway:
        spec = {"workloadSelector": {"labels": proxying.gateway.selector}, **spec}
        proxying = proxying._replace(namespace=proxying.gateway.namespace)
    return [networking(proxying, "EnvoyFilter", f"{proxying.name}-credentials", spec)]


def _listeners(proxying: Proxying, target: Target) -> list[Fields]:
    """The listeners with a host's tunnels. Those of a gateway are at ports of its pods, which its
    Service alone knows, so that the host must do there.
    """
    if proxying.gateway:
        return [{}] if target.tls else []
    return [{"name": f"0.0.0.0_{port}"} for port in target.tls]


def _patch(proxying: Proxying, host: str, listener: Fields) -> Fields:
    context = "GATEWAY" if proxying.gateway else "SIDECAR_OUTBOUND"
    chain = {"sni": host, "filter": {"name": "envoy.filters.network.tcp_proxy"}}
    headers = authorization(proxying.credentials or "")
    config = {"@type": TCP_PROXY, "tunneling_config": {"headers_to_add": headers}}
    return {
        "applyTo": "NETWORK_FILTER",
        "match": {"context": context, "listener": {**listener, "filterChain": chain}},
        "patch": {"operation": "MERGE", "value": {"typed_config": config}},
    }
