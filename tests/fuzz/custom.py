"""Generated objects of custom kinds, as the function's table and definitions have them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import oracle_custom

from fuzz import existing
from fuzz.nodes import Chance, Node
from fuzz.objects import (
    container,
    containers,
    metadata,
    object_at,
    pod_metadata,
    pod_spec,
    workload,
)
from fuzz.places import KNOWN, UNKNOWN

TABLE = [
    each for each in oracle_custom.TABLE.values() if each["versions"] and "builtin" not in each
]
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


def custom(chance: Chance) -> Node:
    """An object of a custom kind: one with a pod template, or any of the function's table."""
    if chance.of(0.4):
        return by_table(chance, chance.one(TABLE))
    table = KNOWN if chance.of(0.6) else UNKNOWN
    api_version, kind = chance.one(sorted(table))
    return object_at(chance, api_version, kind, table[api_version, kind])


def by_table(chance: Chance, entry: Any) -> Node:
    """An object with something at each place that the table has of its kind."""
    version, kind = chance.one(entry["versions"]), entry["kind"]
    made: dict[Any, Node] = {
        "apiVersion": f"{entry['group']}/{version}".removeprefix("/"),
        "kind": "Thing" if kind == "*" else kind,
        "metadata": metadata(chance),
    }
    for path in chance.some(entry["paths"], 4):
        maker = SHAPES.get(path["shape"])
        if maker is not None:
            _put(made, oracle_custom.keys_of(path["path"]), maker(chance))
    return made


def _put(holder: dict[Any, Node], keys: list[str], value: Node) -> None:
    """Put a value at a path; `*` stands for a member of a list."""
    *way, last = keys
    for key, following in zip(way, keys[1:], strict=True):
        if key == "*":
            continue
        inner: Node = holder.setdefault(key, [{}] if following == "*" else {})
        if following == "*" and isinstance(inner, list):
            inner = inner[0] if inner else {}
        if not isinstance(inner, dict):
            return
        holder = inner
    if last != "*":
        holder.setdefault(last, value)


def _map_of_variables(chance: Chance) -> Node:
    ours = {existing.spelling(chance): chance.one(existing.URLS)} if chance.of(0.5) else {}
    return {"LEVEL": existing.text(chance), **ours}


def _list_of_texts(chance: Chance) -> Node:
    ours = [f"{existing.spelling(chance)}=http://mine:1"] if chance.of(0.5) else []
    return ["LEVEL=info", *ours]


SHAPES: dict[str, Callable[[Chance], Node]] = {
    "PodTemplateSpec": lambda chance: {"metadata": pod_metadata(chance), "spec": pod_spec(chance)},
    "PodSpec": pod_spec,
    "ContainerList": containers,
    "Container": lambda chance: container(chance, 0),
    "EnvVarList": existing.env,
    "NameValueList": existing.env,
    "EnvMap": _map_of_variables,
    "StringList": _list_of_texts,
    "EmbeddedObject": workload,
}
