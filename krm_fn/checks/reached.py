"""What every pod must reach past the proxy: its own loopback, and the API server."""

from __future__ import annotations

from krm_fn.checks.remedies import either
from krm_fn.clients.coverage import Coverage, bare_host, is_reference
from krm_fn.environment.presets import API_SERVER

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from krm_fn.checks.subject import Subject

LOOPBACK = ("localhost", "127.0.0.1", "::1")
FIXED = ("127.0.0.1", "169.254.169.254", "169.254.170.2", "169.254.170.23", "168.63.129.16")
"""Addresses that pods need in noProxy wherever they run."""
_PLATFORM = (*FIXED, "fd00:ec2::23", "fd00:ec2::254")
_API_NAMES = ("kubernetes", "kubernetes.default", "kubernetes.default.svc")
_MANAGED = ".azmk8s.io"
"""The domain of API servers that AKS writes into KUBERNETES_SERVICE_HOST."""


def check_reached(checks: Subject) -> None:
    """Report which half of the loopback goes to a proxy, and whether the API server does."""
    _check_loopback(checks)
    if sends_https(checks.given) and not any(
        may_be_api_server(entry, checks.configuration.cluster_domain) for entry in checks.entries
    ):
        problem = f"{checks.field} must name the API server"
        instead = either(checks.configuration, f'"{API_SERVER}"', "cluster")
        checks.add("no-proxy-api-server", problem, instead=instead)


def _check_loopback(checks: Subject) -> None:
    entries = checks.entries
    if any(is_reference(entry) and entry != API_SERVER for entry in entries):
        return
    covered = Coverage(entries)
    missing = [half for half in ("localhost", "127.0.0.1") if half not in covered]
    if missing:
        whole = len(missing) == 2 and "::1" not in covered
        problem = "must name the loopback" if whole else f"must name {' and '.join(missing)} too"
        lacking = [each for each in LOOPBACK if each not in covered]
        checks.add(
            "no-proxy-loopback",
            f"{checks.field} {problem}",
            missing="localhost" if "localhost" in missing else "127.0.0.1",
            instead=either(checks.configuration, ",".join(lacking), "localhost"),
        )


def sends_https(given: Sequence[str] | dict[str, str]) -> bool:
    """Whether the configured proxies get https requests, as those to the API server are."""
    return "httpsProxy" in given or "allProxy" in given


def may_be_api_server(entry: str, domain: str) -> bool:
    """Whether an entry stands for the API server: its variable, its name in full, or an address
    or CIDR that no rule of the platform says is something else. What a reference stands for is
    not known.
    """
    if entry == "*" or is_reference(entry):
        return True
    host = bare_host(entry).strip("[]").lower().rstrip(".")
    if host in _API_NAMES or host == f"kubernetes.default.svc.{domain}" or host.endswith(_MANAGED):
        return True
    return set(host) <= set("0123456789abcdef.:/") and _may_be_its_address(host)


def _may_be_its_address(text: str) -> bool:
    import ipaddress

    try:
        network = ipaddress.ip_network(text, strict=False)
    except ValueError:
        return False
    beside = network.is_loopback or network.is_link_local or network.is_multicast
    return not beside and text not in _PLATFORM
