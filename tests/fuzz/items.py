"""Generated objects of all sorts: with pods, without, and Lists of them."""

from __future__ import annotations

import oracle

from fuzz import existing
from fuzz.custom import DEFINITION, custom
from fuzz.nodes import Chance, Node, Raw
from fuzz.objects import BUILT_IN, metadata, object_at, pod_spec, workload
from fuzz.places import WORD


def item(chance: Chance) -> Node:
    """Any object."""
    kinds = [(12, workload), (2, bystander), (1, a_list), (1.5, custom)]
    pick = chance.random.random() * sum(weight for weight, _ in kinds)
    for weight, maker in kinds:
        pick -= weight
        if pick < 0:
            return maker(chance)
    return workload(chance)


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
        data = {"http_proxy": "http://x:1"} if chance.of(0.3) else {"a": "b"}
        return {"apiVersion": "v1", "kind": "Secret", "metadata": meta, "stringData": data}
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
