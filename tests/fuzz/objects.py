"""Generated objects: every kind with pods, some without, and Lists of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import oracle

from fuzz import existing
from fuzz.nodes import Chance, Node, Raw, null
from fuzz.places import AKS, KNOWN, LOCAL, UNKNOWN, WORD

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
DEFINITION = """\
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata:
  name: gadgets.example.com
spec:
  group: example.com
  names: {kind: Gadget, plural: gadgets}
  scope: Namespaced
  versions:
  - name: v1
    schema:
      openAPIV3Schema:
        properties:
          spec:
            properties:
              pod:
                properties:
                  containers:
                    items:
                      properties:
                        env: {items: {properties: {name: {type: string}, value: {type: string}, valueFrom: {type: object}}, type: object}, type: array}
                        image: {type: string}
                        name: {type: string}
                      type: object
                    type: array
                type: object
            type: object
        type: object
"""


def item(chance: Chance) -> Node:
    """Any object."""
    kinds = [(12, workload), (2, bystander), (1, a_list), (1, custom)]
    pick = chance.random.random() * sum(weight for weight, _ in kinds)
    for weight, maker in kinds:
        pick -= weight
        if pick < 0:
            return maker(chance)
    return workload(chance)


def workload(chance: Chance) -> Node:
    """An object of a kind of Kubernetes' own that has pods."""
    common = chance.of(0.9 if chance.tame else 0.6)
    api_version, kind = chance.one(COMMON) if common else chance.one(BUILT_IN)
    return object_at(chance, api_version, kind, oracle.POD_SPECS[api_version, kind])


def custom(chance: Chance) -> Node:
    table = {**KNOWN, **UNKNOWN}
    api_version, kind = chance.one(sorted(table))
    return object_at(chance, api_version, kind, table[api_version, kind])


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
    if chance.of_odd(0.02):
        annotations[chance.one((AKS, LOCAL))] = chance.one(("true", "false"))
    if annotations or chance.of(0.05):
        made["annotations"] = annotations or (null(chance) if chance.of(0.5) else {})
    return chance.shuffled(made)


def pod_metadata(chance: Chance) -> Node:
    if chance.of_odd(0.1):
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


def bystander(chance: Chance) -> Node:
    """An object without pods."""
    way = chance.upto(9)
    meta = metadata(chance)
    if way == 0:
        data = {"http_proxy": "http://x:1"} if chance.of(0.3) else {"a.yaml": existing.text(chance)}
        return {
            "apiVersion": "v1",
            "kind": "ConfigMap",
            "metadata": {"name": "settings"},
            "data": data,
        }
    if way == 1:
        ports = [{"port": Raw("80", 80)}]
        return {"apiVersion": "v1", "kind": "Service", "metadata": meta, "spec": {"ports": ports}}
    if way == 2:
        said = {WORD: chance.one(("disabled", "enabled", "odd"))} if chance.of(0.4) else {"a": "b"}
        meta = {"name": "shop", "annotations": said}
        return {"apiVersion": "v1", "kind": "Namespace", "metadata": meta}
    if way == 3:
        return {"apiVersion": "v1", "kind": "Secret", "metadata": meta, "stringData": {"a": "b"}}
    if way == 4:
        return {"apiVersion": "kpt.dev/v1", "kind": "Kptfile", "metadata": meta, "pipeline": {}}
    if way == 5:
        return {
            "apiVersion": chance.one(("extensions/v1beta1", "apps/v1", "batch/v1")),
            "kind": chance.one(("Job", "Scale", "Pod")),
            "metadata": meta,
            "spec": {"template": {"spec": pod_spec(chance)}},
        }
    if way == 9:
        return [workload(chance) for _ in range(chance.upto(2, 1))]  # no object at all
    text = DEFINITION if way == 6 else pod_text(chance)
    return {"apiVersion": "v1", "kind": "ConfigMap", "metadata": meta, "data": {"a": text}}


def pod_text(chance: Chance) -> str:
    return "apiVersion: v1\nkind: Pod\nspec:\n  containers:\n  - name: a\n    image: b\n" * (
        chance.upto(2, 1)
    )


def a_list(chance: Chance) -> Node:
    """A List, or a list of one kind whose members may not name it."""
    if chance.of(0.7):
        members = [item(chance) for _ in range(chance.upto(2))]
        return {"apiVersion": "v1", "kind": "List", "items": members}
    api_version, kind = chance.one(BUILT_IN)
    path = oracle.POD_SPECS[api_version, kind]
    members = [object_at(chance, api_version, kind, path) for _ in range(chance.upto(2, 1))]
    if chance.of(0.5):
        for each in members:
            del each["apiVersion"], each["kind"]
    return {"apiVersion": api_version, "kind": f"{kind}List", "metadata": {}, "items": members}
