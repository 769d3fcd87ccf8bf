"""Generated objects with pods, and what they are made of."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import oracle

from fuzz import existing
from fuzz.nodes import Chance, Node, Raw, null
from fuzz.places import AKS, EXCEPTIONS, LOCAL, WORD

BUILT_IN = sorted(oracle.POD_SPECS)
COMMON = (
    ("apps/v1", "Deployment"),
    ("apps/v1", "StatefulSet"),
    ("batch/v1", "CronJob"),
    ("v1", "Pod"),
)
NAMES = ("web", "db", "worker", "a", "sidecar")
ODD_NAMES = ("istio-proxy", "linkerd-init", "0", "a b", "web.example.com")
ARGUMENT = "- name: x\n  env: []\n"


def workload(chance: Chance) -> Node:
    """An object of a kind of Kubernetes' own that has pods."""
    common = chance.of(0.9 if chance.tame else 0.6)
    api_version, kind = chance.one(COMMON) if common else chance.one(BUILT_IN)
    return object_at(chance, api_version, kind, oracle.POD_SPECS[api_version, kind])


def object_at(chance: Chance, api_version: str, kind: str, path: tuple[str, ...]) -> Node:
    """An object with a pod spec at a path."""
    node: Node = pod_spec(chance)
    for depth, key in enumerate(reversed(path)):
        node = {key: node}
        name = path[-2 - depth] if depth + 1 < len(path) else ""
        if name.endswith("emplate") and chance.of(0.5):
            node = {"metadata": pod_metadata(chance), **node}
        if name == "spec" and chance.of(0.4):
            node = {**node, "replicas": Raw("2", 2)} if chance.of(0.5) else {"x": "y", **node}
        if chance.of_odd(0.03):
            node = chance.shuffled(node, 1)
    made: dict[Any, Node] = {"apiVersion": api_version, "kind": kind, "metadata": metadata(chance)}
    made.update(node)
    if chance.of(0.1):
        made["status"] = {"containers": [{"name": "x", "image": "y"}]} if chance.of(0.3) else {}
    if chance.of_odd(0.03):
        made["metadata"] = chance.one(({}, {"generateName": "web-"}))
    return chance.shuffled(made, 0.02 if chance.tame else 0.12)


def metadata(chance: Chance) -> Node:
    made: dict[Any, Node] = {"name": chance.one(("web", "db", existing.text(chance) or "x"))}
    if chance.of(0.3):
        made["namespace"] = chance.one(("shop", "default"))
    if chance.of(0.4):
        made["labels"] = {"app": "web"} if chance.of(0.7) else {"app": existing.text(chance)}
    annotations: dict[Any, Node] = {}
    if chance.of(0.25):
        annotations["internal.config.kubernetes.io/path"] = "a/b.yaml"
        annotations["internal.config.kubernetes.io/index"] = chance.one(("0", "7"))
    if chance.of(0.2):
        annotations["note"] = existing.text(chance)
    if chance.of_odd(0.04):
        word = chance.one(("disabled", "enabled", "web", "web,db", "none-such", "", " a "))
        annotations[WORD] = word
    if chance.of_odd(0.03):
        annotations[EXCEPTIONS] = chance.one(("http_proxy", "web/HTTPS_PROXY,no_proxy", "x", ""))
    if chance.of_odd(0.02):
        annotations[chance.one((AKS, LOCAL))] = chance.one(("true", "false"))
    if annotations or chance.of(0.05):
        made["annotations"] = annotations or (null(chance) if chance.of(0.5) else {})
    return chance.shuffled(made)


def pod_metadata(chance: Chance) -> Node:
    if chance.of_odd(0.1):
        if chance.of(0.2):
            return {"annotations": {EXCEPTIONS: chance.one(("https_proxy", "web/http_proxy"))}}
        return {"annotations": {WORD: chance.one(("disabled", "enabled", "web"))}}
    return {"labels": {"app": "web"}} if chance.of(0.8) else {}


def pod_spec(chance: Chance) -> Node:
    made: dict[Any, Node] = {}
    if chance.of(0.25):
        made["initContainers"] = [] if chance.of_odd(0.2) else containers(chance)
    made["containers"] = containers(chance)
    if chance.of(0.05):
        made["ephemeralContainers"] = containers(chance)
    if chance.of(0.2):
        made["restartPolicy"] = "Always"
    if chance.of(0.04):
        made["os"] = {"name": chance.one(("windows", "windows", "linux"))}
    if chance.of(0.2):
        made["volumes"] = chance.one(
            ([{"name": "data", "emptyDir": {}}], [], null(chance), [{"name": "trusted-ca"}])
        )
    return chance.shuffled(made)


def containers(chance: Chance) -> Node:
    if chance.of_odd(0.01):
        return chance.one((null(chance), [], {"a": "b"}, "x", Raw("[image: x]", [{"image": "x"}])))
    return [container(chance, index) for index in range(chance.one((1, 1, 1, 2, 3)))]


def container(chance: Chance, index: int) -> Node:
    name = chance.one(ODD_NAMES if chance.of_odd(0.3) else NAMES)
    if chance.of_odd(0.1):
        name = existing.text(chance)
    made: dict[Any, Node] = {"name": f"{name}{index}" if index and chance.of(0.8) else name}
    for key, probability, values in CONTAINER_FIELDS:
        if chance.of(probability):
            made[key] = null(chance) if chance.of_odd(0.02) else values(chance)
    if chance.of_odd(0.03):
        del made["name"]
    return chance.shuffled(made, 0.25)


COMMANDS = ("echo hello", "ls", "exec web", "sleep 1", "true", "wget http://localhost/")
IMAGES = ("web:1", "registry.example.com/web@sha256:0a")
ODD_IMAGES = ('"x"', "a b", "", "web:1 # 2")
CONTAINER_FIELDS: tuple[tuple[str, float, Callable[[Chance], Node]], ...] = (
    ("image", 0.98, lambda chance: chance.one(ODD_IMAGES if chance.of_odd(0.3) else IMAGES)),
    (
        "args",
        0.3,
        lambda chance: chance.one((["serve", existing.text(chance)], [], [ARGUMENT])),
    ),
    (
        "command",
        0.2,
        lambda chance: [
            "sh",
            "-c",
            chance.one(COMMANDS),
        ],
    ),
    ("env", 0.7, existing.env),
    ("ports", 0.2, lambda chance: [{"containerPort": Raw("80", 80)}]),
    ("envFrom", 0.08, lambda chance: [{"configMapRef": {"name": "settings"}}]),
    (
        "volumeMounts",
        0.12,
        lambda chance: chance.one(([{"name": "data", "mountPath": "/data"}], [])),
    ),
    ("resources", 0.2, lambda chance: {"limits": {"cpu": "1", "memory": Raw("1Gi", "1Gi")}}),
)
