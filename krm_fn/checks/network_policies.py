"""Whether the NetworkPolicies of a list let a workload reach the proxy.

Policies that select a pod for egress allow what any one of them allows. What cannot be told from
the list, such as the address behind a name, counts as allowed.
"""

from __future__ import annotations

from krm_fn.checks.item_list import proxies
from krm_fn.workloads.proxy_service import labels_of
from krm_fn.workloads.resource import DEFAULT_NAMESPACE
from krm_fn.yaml.nodes import find, to_data

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from krm_fn.config.function_config import Configuration
    from krm_fn.workloads.built_in import Pod
    from krm_fn.workloads.inventory import Inventory
    from krm_fn.workloads.resource import Resource


class Policy:
    """A policy that limits egress: which pods it selects, and the proxies that it `opens` to them."""

    __slots__ = ("name", "opens", "selector")

    def __init__(self, name: str, selector: Any, opens: set[tuple[str, int | None]]) -> None:
        self.name = name
        self.selector = selector
        self.opens = opens


class Policies:
    """The policies of a list that limit egress, in their order, and where to look for those that
    select a pod: by its namespace and one of its labels. Those that need no label are under None.
    """

    __slots__ = ("places", "rows", "rows_of")

    def __init__(self, configuration: Configuration, inventory: Inventory) -> None:
        self.places = proxies(configuration)
        self.rows: list[Policy] = []
        self.rows_of: dict[tuple[str, object], list[int]] = {}
        for policy in inventory.resources("NetworkPolicy", "networking.k8s.io"):
            spec = to_data(find(policy.root, "spec"))
            if isinstance(spec, dict) and _limits_egress(spec):
                self._add(policy, spec)

    def _add(self, policy: Resource, spec: dict[str, Any]) -> None:
        rules, selector = _members(spec.get("egress")), spec.get("podSelector")
        opens = {place for place in self.places if any(_allows(rule, *place) for rule in rules)}
        for needed in _needs(selector):
            place = policy.namespace or DEFAULT_NAMESPACE, needed
            self.rows_of.setdefault(place, []).append(len(self.rows))
        self.rows.append(Policy(policy.name, selector, opens))

    def closed(self, resource: Resource, pod: Pod) -> tuple[list[str], list[str]]:
        """The proxies, as host:port, that a pod cannot reach, and the policies that select it."""
        namespace = resource.namespace or DEFAULT_NAMESPACE
        labels = labels_of(pod)
        found: set[int] = set()
        for needed in (None, *labels, *labels.items()):
            found.update(self.rows_of.get((namespace, needed), ()))
        selecting = [
            row
            for row in map(self.rows.__getitem__, sorted(found))
            if matches(row.selector, labels)
        ]
        if not selecting:
            return [], []
        closed = [
            f"{host}:{port}" if port else host
            for host, port in self.places
            if not any((host, port) in row.opens for row in selecting)
        ]
        return closed, [row.name for row in selecting]


def _needs(selector: Any) -> list[object]:
    """What a pod must have at least one of to be selected: labels, or keys of labels; [None] where
    that cannot be said.
    """
    if not isinstance(selector, dict):
        return [None]
    for key, value in (selector.get("matchLabels") or {}).items():
        return [(key, str(value))]
    for each in _members(selector.get("matchExpressions")):
        if each.get("operator") == "In":
            return [(str(each.get("key")), str(value)) for value in each.get("values") or ()]
        if each.get("operator") == "Exists":
            return [str(each.get("key"))]
    return [None]


def _limits_egress(spec: dict[str, Any]) -> bool:
    types = spec.get("policyTypes")
    return "Egress" in types if isinstance(types, list) else "egress" in spec


def matches(selector: Any, labels: dict[str, str]) -> bool:
    """Whether a label selector, as plain data, matches; an empty one matches all."""
    if not isinstance(selector, dict):
        return selector is None
    wanted = selector.get("matchLabels") or {}
    if any(labels.get(key) != str(value) for key, value in wanted.items()):
        return False
    return all(_meets(each, labels) for each in _members(selector.get("matchExpressions")))


def _meets(expression: dict[str, Any], labels: dict[str, str]) -> bool:
    key, operator = expression.get("key"), expression.get("operator")
    values = [str(value) for value in expression.get("values") or ()]
    found = labels.get(str(key))
    if operator == "In":
        return found in values
    if operator == "NotIn":
        return found not in values
    return (found is not None) == (operator == "Exists")


def _allows(rule: dict[str, Any], host: str, port: int | None) -> bool:
    ports, peers = _members(rule.get("ports")), _members(rule.get("to"))
    return (not ports or any(_has_port(each, port) for each in ports)) and (
        not peers or any(_may_be(each, host) for each in peers)
    )


def _has_port(given: dict[str, Any], port: int | None) -> bool:
    if given.get("protocol", "TCP") != "TCP":
        return False
    first = given.get("port")
    if port is None or not isinstance(first, int):
        return True  # all ports, or one that only the cluster knows by its name
    last = given.get("endPort", first)
    return first <= port <= (last if isinstance(last, int) else first)


def _may_be(peer: dict[str, Any], host: str) -> bool:
    """Whether a peer may be the proxy: an address must be in its block; a name outside the
    cluster is in no selection of pods.
    """
    import ipaddress

    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return "ipBlock" in peer or "." not in host or host.count(".") == 1 or ".svc." in f"{host}."
    block = peer.get("ipBlock")
    if not isinstance(block, dict):
        return False
    try:
        inside = address in ipaddress.ip_network(str(block.get("cidr")), strict=False)
        excepted = [
            ipaddress.ip_network(str(each), strict=False) for each in block.get("except") or ()
        ]
    except ValueError:
        return True
    return inside and not any(address in each for each in excepted)


def _members(value: Any) -> list[dict[str, Any]]:
    """The mappings of a list; none where it is no list."""
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []
