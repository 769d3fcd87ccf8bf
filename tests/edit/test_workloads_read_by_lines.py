"""A workload that is read by its lines is edited, and told of, as when it is read by its events."""

from __future__ import annotations

import itertools

import pytest
from read_both_ways import CONFIG, DEPLOYMENT, SPEC, answer, edited_alike, in_a_list


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("name: A\n", "name: B\n"),
        ("key: d}\n", "key: d}\n        - name: A\n"),
        ("name: B\n", "name: http_proxy\n"),
        ('"it\'s # 1"', "$(HTTP_PROXY)"),
        ("name: other", "name: istio-proxy"),
        ("index: '1'\n", "index: '1'\n    krm-fn.dev/set-proxy-env: disabled\n"),
        ("index: '1'\n", "index: '1'\n    krm-fn.dev/set-proxy-env-recorded: '{}'\n"),
        ("index: '1'\n", "index: '1'\n    kubernetes.azure.com/no-http-proxy-vars: 'true'\n"),
        ("index: '1'\n", "index: '1'\n    config.kubernetes.io/local-config: 'true'\n"),
        ("labels: {app: web}", "annotations:\n        krm-fn.dev/set-proxy-env: web"),
        ("echo hello", "wget http://example.com"),
        ("apps/v1\nkind: Deployment", "batch/v1\nkind: Job"),
    ],
)
def test_what_is_said_of_a_workload_is_said_alike(old: str, new: str) -> None:
    text = DEPLOYMENT.replace(old, new, 1)
    assert text != DEPLOYMENT
    assert len(edited_alike(text.encode(), CONFIG)) == 1


@pytest.mark.parametrize("blank", ["", " ", " # why", "\n\n", " # why\n        # c\n\n"])
@pytest.mark.parametrize("first", ["args:", "- args:"])
def test_a_new_list_stands_in_as_far_as_the_containers_first(first: str, blank: str) -> None:
    keys = ["args:" + blank, "  - a"] if first == "args:" else []
    own = ["image: web:1", "name: web", *keys, "ports:", "- containerPort: 80", "x: |", "  y", ""]
    if not keys:
        own = ["args:" + blank, "  - a", *own]
    lines = "\n".join("        " + line if line else line for line in own)
    head = DEPLOYMENT[: DEPLOYMENT.index("      - name: web\n")]
    text = f"{head}      - {lines.lstrip()}\nstatus: {{}}\n"
    assert edited_alike(text.encode(), CONFIG) == ["Deployment"]
    output = answer(text.encode(), CONFIG)[0]
    assert isinstance(output, bytes)
    assert b"        env:\n          - name: http_proxy\n" in output


@pytest.mark.parametrize(
    "more",
    [
        {"selectors": [{"kind": "Deployment"}]},
        {"exclude": [{"kind": "Pod"}]},
        {"containers": {"include": ["web"]}},
        {"mode": "optIn"},
        {"track": True},
        {"podPaths": [{"kind": "X", "path": "spec.template"}]},
        {"remove": True},
        {"runtimes": ["java"]},
    ],
)
def test_a_configuration_that_asks_for_more_is_followed_alike(more: dict[str, object]) -> None:
    spec = more if "remove" in more else SPEC | more
    assert edited_alike(DEPLOYMENT.encode(), {**CONFIG, "spec": spec}) == ["Deployment"]


def test_a_namespace_or_the_proxys_own_service_in_the_list_is_heeded() -> None:
    workload = DEPLOYMENT.replace("name: web", "name: web\n  namespace: shop", 1)
    namespace = (
        "apiVersion: v1\nkind: Namespace\nmetadata:\n  name: {}\n  annotations:\n    {}: x\n"
    )
    speaking = namespace.format("shop", "krm-fn.dev/set-proxy-env").replace(": x", ": disabled")
    silent = namespace.format("shop", "example.com/owner")
    assert edited_alike(f"{workload}---\n{silent}".encode(), CONFIG) == ["Deployment"]
    assert edited_alike(f"{workload}---\n{speaking}".encode(), CONFIG) == ["Deployment"]
    service = (
        "apiVersion: v1\nkind: Service\nmetadata:\n  name: squid\nspec:\n  selector: {app: web}\n"
    )
    config = {**CONFIG, "spec": {"httpProxy": "http://squid:3128"}}
    assert edited_alike(f"{DEPLOYMENT}---\n{service}".encode(), config) == ["Deployment"]


def test_the_info_has_what_is_a_workloads_own() -> None:
    names = ["  name: web\n", "  name: other\n", "  generateName: web-\n", ""]
    namespaces = ["  namespace: shop\n", ""]
    files = [
        "  annotations:\n    internal.config.kubernetes.io/path: 'a, b%.yaml'\n",
        "  annotations:\n    config.kubernetes.io/path: b.yaml\n    config.kubernetes.io/index: '7'\n",
        "  annotations:\n    internal.config.kubernetes.io/index: '7'\n",
        "  labels: {}\n",
    ]
    workloads = [
        "apiVersion: batch/v1beta1\nkind: CronJob\nmetadata:\n"
        + name
        + namespace
        + file
        + "spec:\n  jobTemplate:\n    spec:\n      template:\n        spec:\n"
        "          containers:\n          - name: main\n            image: main\n"
        for name, namespace, file in itertools.product(names, namespaces, files)
    ]
    text = "---\n".join(workloads)
    assert edited_alike(text.encode(), CONFIG) == ["CronJob"] * len(workloads)
    assert edited_alike(in_a_list(*workloads).encode(), CONFIG) == ["CronJob"] * len(workloads)
