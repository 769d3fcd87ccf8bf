"""NetworkPolicies that leave a workload no way to the proxy."""

from __future__ import annotations

import pytest
from checks.in_workload import HEAD, PLAIN, REF, told
from run_function import run


def policy(spec: str, namespace: str = "team-a", name: str = "deny") -> str:
    return f"""- apiVersion: networking.k8s.io/v1
  kind: NetworkPolicy
  metadata: {{name: {name}, namespace: {namespace}}}
  spec: {spec}
"""


CLOSED = (
    'the NetworkPolicy "deny" must allow egress to the proxy: its requests to the proxy are dropped; '
    "allow egress to proxy.example.com:3128 in one of them"
)
DNS = "{ports: [{port: 53, protocol: UDP}]}"
CLOSING = {
    "nothing is allowed": "{podSelector: {}, policyTypes: [Egress]}",
    "other ports are allowed": "{podSelector: {}, egress: [{ports: [{port: 443}]}]}",
    "a range of other ports is allowed": (
        "{podSelector: {}, egress: [{ports: [{port: 3129, endPort: 4000}]}]}"
    ),
    "only names are resolved": f"{{podSelector: {{}}, egress: [{DNS}]}}",
    "only pods are allowed": "{podSelector: {}, egress: [{to: [{namespaceSelector: {}}]}]}",
    "it selects by labels": "{podSelector: {matchLabels: {app: web}}, policyTypes: [Egress]}",
    "it selects by a label that is there": (
        "{podSelector: {matchExpressions: [{key: app, operator: Exists}]}, policyTypes: [Egress]}"
    ),
    "it selects by a label that is not there": (
        "{podSelector: {matchExpressions: [{key: tier, operator: NotIn, values: [data]}]}, "
        "policyTypes: [Egress]}"
    ),
    "it selects by expressions": (
        "{podSelector: {matchExpressions: [{key: app, operator: In, values: [web]}, "
        "{key: tier, operator: DoesNotExist}]}, policyTypes: [Egress]}"
    ),
}


@pytest.mark.parametrize("case", CLOSING)
def test_a_policy_that_closes_the_way_to_the_proxy_is_a_warning(case: str) -> None:
    assert told(PLAIN + policy(CLOSING[case])) == [
        {
            "message": CLOSED,
            "severity": "warning",
            "resourceRef": REF,
            "field": {"path": "spec.template.metadata.labels"},
            "tags": {"rule": "network-policy", "clients": "all"},
        }
    ]


OPEN = {
    "it limits ingress alone": "{podSelector: {}, policyTypes: [Ingress]}",
    "it says nothing of egress": "{podSelector: {}}",
    "all is allowed": "{podSelector: {}, egress: [{}]}",
    "the port is allowed": "{podSelector: {}, egress: [{ports: [{port: 3128}]}]}",
    "a range with the port is allowed": (
        "{podSelector: {}, egress: [{ports: [{port: 3000, endPort: 4000}]}]}"
    ),
    "a named port may be the proxy's": "{podSelector: {}, egress: [{ports: [{port: proxy}]}]}",
    "a block may hold the proxy": (
        "{podSelector: {}, egress: [{to: [{ipBlock: {cidr: 10.0.0.0/8}}]}]}"
    ),
    "it selects other pods": "{podSelector: {matchLabels: {app: db}}, policyTypes: [Egress]}",
    "it selects by another expression": (
        "{podSelector: {matchExpressions: [{key: app, operator: NotIn, values: [web]}]}, "
        "policyTypes: [Egress]}"
    ),
}


@pytest.mark.parametrize("case", OPEN)
def test_a_policy_that_leaves_the_way_open_is_right(case: str) -> None:
    assert told(PLAIN + policy(OPEN[case])) == []


def test_a_policy_of_another_namespace_is_right() -> None:
    assert told(PLAIN + policy(CLOSING["nothing is allowed"], "team-b")) == []


def test_one_policy_that_allows_it_is_enough() -> None:
    closed, allowed = policy(CLOSING["nothing is allowed"]), policy(OPEN["the port is allowed"])
    assert told(PLAIN + closed + allowed) == []


@pytest.mark.parametrize(
    ("block", "count"),
    [
        ("{cidr: 192.0.2.0/24}", 0),
        ("{cidr: 10.0.0.0/8}", 1),
        ("{cidr: 192.0.2.0/24, except: [192.0.2.1/32]}", 1),
    ],
)
def test_a_proxy_that_is_an_address_must_be_in_an_allowed_block(block: str, count: int) -> None:
    spec = f"{{podSelector: {{}}, egress: [{{to: [{{ipBlock: {block}}}]}}]}}"
    text = f"{HEAD}items:\n{PLAIN}{policy(spec)}".replace("proxy.example.com", "192.0.2.1")
    assert run(text.encode()).stdout.count(b'rule: "network-policy"') == count
