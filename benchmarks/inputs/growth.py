"""What a user can make large, one thing at a time: each function makes `count` of it.

Everything else stays as small as it can be, so that twice as many should take twice as long.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from benchmarks.inputs.configurations import DEFAULT, NO_PROXY, set_proxy_env
from benchmarks.inputs.custom import CONTAINERS
from benchmarks.inputs.generate import resource_list, yaml_item
from benchmarks.inputs.workloads import workload

FEW = 20
"""How many workloads are there for what is not itself a workload."""


class Growth(NamedTuple):
    """`make(number)` is a ResourceList; `twice` tells that a second run is what is measured."""

    number: int
    make: Callable[[int], str]
    twice: bool = False


def deployment(index: int, pod: str = "", labels: str = "", containers: str = "") -> str:
    """A Deployment; `pod`, `labels` and `containers` are YAML for these places in it."""
    own = containers or f"- name: app\n  image: app:1.{index}\n"
    return f"""\
apiVersion: apps/v1
kind: Deployment
metadata:
  name: app-{index:05d}
spec:
  template:
    metadata:
      labels: {{app: app-{index:05d}{labels}}}
    spec:
{_indented(pod, 6)}      containers:
{_indented(own, 6)}"""


def _indented(text: str, columns: int) -> str:
    return "".join(" " * columns + line for line in text.splitlines(keepends=True))


def _list(manifests: list[str], configuration: str = DEFAULT) -> str:
    return resource_list(map(yaml_item, manifests), configuration)


def _deployments(count: int = FEW) -> list[str]:
    return [deployment(index) for index in range(count)]


def _objects(count: int) -> str:
    return _list([workload(index) for index in range(count)])


def _containers(count: int) -> str:
    containers = "".join(f"- name: app-{each}\n  image: app:{each}\n" for each in range(count))
    return _list([deployment(0, containers=containers)])


def _variables(count: int) -> str:
    env = "".join(f"  - name: VARIABLE_{each}\n    value: '{each}'\n" for each in range(count))
    return _list([deployment(0, containers=f"- name: app\n  image: app:1\n  env:\n{env}")])


def _entries(count: int) -> list[str]:
    return [f"host-{each}.example{each % 7}.com" for each in range(count)]


def _no_proxy(count: int) -> str:
    return _list(_deployments(), set_proxy_env(no_proxy=[*NO_PROXY, *_entries(count)]))


def _own_no_proxy(count: int) -> str:
    """As many entries in the configuration as in the containers, and half of them in both."""
    value = ",".join(_entries(count))
    own = f"- name: app\n  image: app:1\n  env: [{{name: NO_PROXY, value: '{value}'}}]\n"
    manifests = [deployment(index, containers=own) for index in range(FEW)]
    return _list(manifests, set_proxy_env(no_proxy=_entries(count + count // 2)[count // 2 :]))


def _service(index: int) -> str:
    return f"""\
apiVersion: v1
kind: Service
metadata:
  name: service-{index:05d}
  namespace: team-{index % 50}
spec:
  selector: {{app: app-{index:05d}}}
"""


def _services(count: int) -> str:
    services = [_service(index) for index in range(count)]
    configuration = set_proxy_env("noProxyPresets: [localhost, cluster, services]")
    return _list([*_deployments(), *services], configuration)


def _choices(count: int) -> str:
    """Rows that match no workload, so that each is tried with each."""
    return "".join(f"\n- {{kind: Deployment, name: 'job-*-{each}'}}" for each in range(count))


def _selectors(count: int) -> str:
    fields = f"selectors:{_choices(count)}\n- kind: Deployment"
    return _list(_deployments(200), set_proxy_env(fields))


def _excludes(count: int) -> str:
    return _list(_deployments(200), set_proxy_env(f"exclude:{_choices(count)}"))


def _custom(index: int, spec: str) -> str:
    return f"""\
apiVersion: example.com/v1
kind: Machine{index}
metadata:
  name: machine-{index:05d}
spec:
{_indented(spec, 2)}"""


def _pod_paths(count: int) -> str:
    rows = "".join(
        f"\n- {{group: example.com, kind: Machine{each}, path: spec/runner}}"
        for each in range(count)
    )
    runner = "runner:\n  containers:\n  - name: app\n    image: app:1\n"
    machines = [_custom(index, runner) for index in range(200)]
    return _list(machines, set_proxy_env(f"podPaths:{rows}"))


def _containers_keys(count: int) -> str:
    rows = "".join(
        f"stage{each}:\n  containers:\n  - name: app\n    image: app:{each}\n"
        for each in range(count)
    )
    return _list([_custom(0, rows)])


def _definitions(count: int) -> str:
    """As many custom resources as CustomResourceDefinitions, one of each kind."""
    workers = "workers:\n- containers:\n  - name: app\n    image: app:1\n"
    instances = [_custom(index, workers) for index in range(count)]
    return _list([*(_definition(index) for index in range(count)), *instances])


def _definition(index: int) -> str:
    return f"""\
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata:
  name: machines{index}.example.com
spec:
  group: example.com
  names: {{kind: Machine{index}, plural: machines{index}}}
  versions:
  - name: v1
    served: true
    storage: true
    schema:
      openAPIV3Schema:
        type: object
        properties:
          spec:
            type: object
            properties:
{CONTAINERS}"""


def _anchors(count: int) -> str:
    """In one Deployment: every second container has its resources from an anchor of the first."""
    containers = "".join(
        f"- name: a-{each}\n  image: app:{each}\n  resources: &r{each} {{limits: {{cpu: 1}}}}\n"
        f"- name: b-{each}\n  image: app:{each}\n  resources: *r{each}\n"
        for each in range(count)
    )
    return _list([deployment(0, containers=containers)])


def _anchored_items(count: int) -> str:
    """In every Deployment: one anchor, and one alias of it."""
    own = (
        "- name: app\n  image: app:1\n  env: &env{0}\n  - {{name: A, value: b}}\n"
        "- name: second\n  image: app:1\n  env: *env{0}\n"
    )
    return _list([deployment(index, containers=own.format(index)) for index in range(count)])


def _network_policies(count: int) -> str:
    """As many workloads as policies, and each policy selects one of them."""
    policies = [
        f"""\
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: policy-{index:05d}
spec:
  podSelector: {{matchLabels: {{app: app-{index:05d}}}}}
  policyTypes: [Egress]
  egress:
  - to: [{{ipBlock: {{cidr: 10.0.0.0/8}}}}]
"""
        for index in range(count)
    ]
    return _list([*policies, *_deployments(count)])


def _namespaces(count: int) -> str:
    """As many workloads as Namespaces, one in each, and every tenth Namespace is left out."""
    disabled = "\n  annotations: {krm-fn.dev/set-proxy-env: disabled}"
    namespaces = [
        "apiVersion: v1\nkind: Namespace\nmetadata:\n"
        f"  name: team-{index}{disabled if index % 10 == 0 else ''}\n"
        for index in range(count)
    ]
    workloads = [
        deployment(index).replace("\nspec:", f"\n  namespace: team-{index}\nspec:", 1)
        for index in range(count)
    ]
    return _list([*namespaces, *workloads])


def _env_from(count: int) -> str:
    """As many workloads as ConfigMaps, each with its own one by envFrom."""
    maps = [
        "apiVersion: v1\nkind: ConfigMap\nmetadata:\n"
        f"  name: settings-{index}\ndata:\n  NO_PROXY: db-{index}.example.com\n"
        for index in range(count)
    ]
    own = "- name: app\n  image: app:1\n  envFrom:\n  - configMapRef: {{name: settings-{0}}}\n"
    workloads = [deployment(index, containers=own.format(index)) for index in range(count)]
    return _list([*maps, *workloads])


GROWTHS = {
    "objects": Growth(5_000, _objects),
    "containers of one workload": Growth(10_000, _containers),
    "variables of one container": Growth(40_000, _variables),
    "entries of noProxy": Growth(2_500, _no_proxy),
    "entries of containers' own no_proxy": Growth(1_500, _own_no_proxy),
    "Services, with the preset `services`": Growth(1_500, _services),
    "the same, second run": Growth(1_500, _services, twice=True),
    "selectors": Growth(1_000, _selectors),
    "excludes": Growth(1_000, _excludes),
    "podPaths": Growth(2_000, _pod_paths),
    "`containers` keys of one custom resource": Growth(4_000, _containers_keys),
    "CustomResourceDefinitions, and as many custom resources": Growth(1_000, _definitions),
    "anchors in one workload": Growth(4_000, _anchors),
    "workloads with an anchor each": Growth(2_000, _anchored_items),
    "NetworkPolicies, and as many workloads": Growth(1_000, _network_policies),
    "Namespaces, and as many workloads": Growth(5_000, _namespaces),
    "ConfigMaps by envFrom, and as many workloads": Growth(2_000, _env_from),
}
