"""Presets of `noProxy`: entries that most clusters need, each with its reason.

The presets' entries come after the user's own, none twice. `cluster` never has the name of an
API server outside the cluster: such a server may be reached through the proxy alone.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from krm_fn.config.function_config import Configuration

DOMAIN = "cluster.local"
API_SERVER = "$(KUBERNETES_SERVICE_HOST)"
SERVICES = "services"

_METADATA = ("169.254.169.254", "the machine's metadata, as an address: many clients know no CIDR")

PRESETS: dict[str, tuple[tuple[str, str], ...]] = {
    "localhost": (
        ("localhost", "most clients do not leave the proxy out by themselves"),
        ("127.0.0.1", "the same, where the address is written"),
        ("::1", "the same for IPv6, without brackets, which some clients refuse"),
    ),
    "cluster": (
        (".svc", "Services by their short domain: backend.shop.svc"),
        (".{domain}", "Services and pods by their whole domain; `clusterDomain` changes it"),
        (".{domain}.", "the same with the final dot, which few clients take off"),
        (
            API_SERVER,
            "the API server's address, which clients in the cluster use; the kubelet fills it in",
        ),
        (
            "kubernetes.default.svc",
            "the API server's name, in full: Fluent Bit dials it, and compares whole names",
        ),
    ),
    SERVICES: (),
    "aws": (
        _METADATA,
        ("169.254.170.2", "credentials of ECS tasks"),
        ("169.254.170.23", "credentials of EKS pod identities"),
        ("fd00:ec2::23", "credentials of EKS pod identities, by IPv6"),
        (".ec2.internal", "machines in us-east-1"),
        (".compute.internal", "machines in all other regions: ip-10-0-0-1.REGION.compute.internal"),
    ),
    "gcp": (
        _METADATA,
        ("metadata", "the metadata server's short name"),
        ("metadata.google.internal", "the metadata server's name, as client libraries use it"),
        ("metadata.google.internal.", "the same with the final dot"),
    ),
    "azure": (
        _METADATA,
        ("168.63.129.16", "the platform's own address: DNS, health probes, the machine's agent"),
    ),
}
"""The entries of each preset with their reasons; those of `services` come from the list."""


def entries_of(presets: Iterable[str], domain: str) -> Iterator[str]:
    """The entries of presets in their order; `domain` is the cluster's."""
    for preset in presets:
        for entry, _ in PRESETS[preset]:
            yield entry.replace("{domain}", domain)


def with_presets(configuration: Configuration) -> Configuration:
    """The configuration with the entries of its presets, unless it sends nothing to a proxy."""
    if configuration.no_proxy == ("*",):
        return configuration
    entries = entries_of(configuration.presets, configuration.cluster_domain)
    return configuration.with_entries(tuple(entries))


class ServiceEntries:
    """The names by which pods reach the Services of a list: NAME, NAME.NAMESPACE, and .NAME for
    the pods of a headless one.

    `entries` are sorted, so that they don't depend on the order of files. `left_out` are those
    that end in a top-level domain, with a name to use instead: clients that match suffixes would
    send requests for all of that domain past the proxy.
    """

    __slots__ = ("entries", "left_out")

    def __init__(self, services: Iterable[tuple[str, str, bool]]) -> None:
        from krm_fn.clients.top_level_domains import TOP_LEVEL_DOMAINS

        entries, left_out = set(), {}
        for name, namespace, headless in services:
            full = f"{name}.{namespace or 'NAMESPACE'}.svc"
            made = [name, *([f".{name}"] if headless else ())]
            for entry in (*made, *([f"{name}.{namespace}"] if namespace else ())):
                if entry.rpartition(".")[2].lower() in TOP_LEVEL_DOMAINS:
                    left_out[entry] = full
                else:
                    entries.add(entry)
        self.entries = tuple(sorted(entries))
        self.left_out = dict(sorted(left_out.items()))
