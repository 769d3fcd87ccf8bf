"""How Envoy finds the Host of a request among the entries of noProxy, and among `hosts`.

A Host may have the port behind it, a dot at its end, and capital letters.
"""

from __future__ import annotations

from krm_fn.mesh.ranges import octets

TYPE_CHECKING = False
if TYPE_CHECKING:
    from krm_fn.mesh.bypass import Network
    from krm_fn.mesh.objects import Fields

_LONGEST_PATTERN = 60
"""Envoy refuses a regular expression that compiles to more than 100 instructions, and with it the
whole of a route configuration; a character is one."""
_PORT = "(:[0-9]+)?"


def of_domain(name: str, port: int) -> list[Fields]:
    """The matches for a domain, and for all below it."""
    if len(name) <= _LONGEST_PATTERN:
        return [_pattern(rf"(?i)(.*\.)?{_escaped(name)}\.?{_PORT}")]
    return [*of_host(name, port), *of_names_below(name, port)]


def of_host(name: str, port: int) -> list[Fields]:
    """The matches for one host."""
    if len(name) <= _LONGEST_PATTERN:
        return [_pattern(rf"(?i){_escaped(name)}\.?{_PORT}")]
    return [{"exact": each, "ignore_case": True} for each in (name, f"{name}:{port}")]


def of_names_below(name: str, port: int) -> list[Fields]:
    """The matches for all names below a domain."""
    if len(name) <= _LONGEST_PATTERN:
        return [_pattern(rf"(?i).*\.{_escaped(name)}\.?{_PORT}")]
    return [{"suffix": f".{each}", "ignore_case": True} for each in (name, f"{name}:{port}")]


def of_network(network: Network) -> list[Fields]:
    """The matches for the addresses of a network; none for one of IPv6 with more than one address,
    which no pattern of text can tell.
    """
    if network.version == 4:
        return [_pattern(octets(network) + _PORT)]
    if network.prefixlen < 128:
        return []
    return [_pattern(rf"(?i)\[{network.network_address}\]{_PORT}")]


def _pattern(text: str) -> Fields:
    return {"safe_regex": {"regex": text}}


def _escaped(name: str) -> str:
    return name.replace(".", r"\.")
