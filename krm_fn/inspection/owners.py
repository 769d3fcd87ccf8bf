"""Whose an object of a running cluster is: pods and ReplicaSets are there since a Deployment is,
and a person thinks of that one.
"""

from __future__ import annotations

import re

from krm_fn.workloads.resource import text_pairs
from krm_fn.yaml.nodes import find, mapping, sequence, text_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from krm_fn.workloads.resource import Resource
    from krm_fn.yaml.nodes import Mapping

MADE = ("Pod", "ReplicaSet", "ReplicationController", "Job")
"""Kinds that others make: of these the owner is looked for."""
_HASHES = {"pod-template-hash": "Deployment", "rollouts-pod-template-hash": "Rollout"}
_MIRROR = "kubernetes.io/config.mirror"
_DEEPEST = 4
_MINUTES = re.compile(r"-\d{8,}\Z")
"""What a CronJob puts behind its own name in a Job's: minutes since 1970."""


class Owner:
    """The workload that a person knows: its kind and name. A `static` pod's is a file on a node."""

    __slots__ = ("kind", "name", "static")

    def __init__(self, kind: str, name: str, *, static: bool = False) -> None:
        self.kind = kind
        self.name = name
        self.static = static


class Owners:
    """The objects of a list by their uid, to find the owners of others."""

    __slots__ = ("_by_uid", "_with_pods")

    def __init__(self, resources: Iterable[Resource]) -> None:
        self._by_uid: dict[str, Resource] = {}
        self._with_pods: set[str] = set()
        for each in resources:
            uid = text_of(find(each.metadata, "uid"))
            if uid:
                self._by_uid[uid] = each
            if each.kind == "Pod" and (reference := _controller(each)) is not None:
                self._with_pods.add(text_of(find(reference, "uid")) or "")

    def owner(self, resource: Resource, depth: int = 0) -> Owner:
        """The workload that an object is a part of; itself, where nothing owns it."""
        if resource.kind not in MADE:
            return Owner(resource.kind, resource.name)
        reference = _controller(resource)
        if reference is None:
            return Owner(resource.kind, _own_name(resource))
        kind = text_of(find(reference, "kind")) or ""
        name = text_of(find(reference, "name")) or ""
        if kind == "Node" or resource.annotation(_MIRROR) is not None:
            return Owner("Pod", resource.name.removesuffix(f"-{name}"), static=True)
        known = self._by_uid.get(text_of(find(reference, "uid")) or "")
        if known is not None and known.kind in MADE and depth < _DEEPEST:
            return self.owner(known, depth + 1)
        return _guessed(resource, kind, name)

    def is_past(self, resource: Resource) -> bool:
        """Whether an object runs nothing any more, or is told of by the pods that it has made."""
        if resource.kind not in MADE:
            return False
        status = mapping(find(resource.root, "status"))
        if resource.kind == "Pod":
            return text_of(find(status, "phase")) in ("Succeeded", "Failed")
        if resource.kind == "Job" and _has_ended(status):
            return True
        if _controller(resource) is None:
            return False
        if (text_of(find(resource.metadata, "uid")) or "-") in self._with_pods:
            return True
        return text_of(find(mapping(find(resource.root, "spec")), "replicas")) == "0"


def _has_ended(status: Mapping | None) -> bool:
    """Whether a Job's status says that it is complete, or has failed."""
    conditions = sequence(find(status, "conditions"))
    members = map(mapping, conditions.items if conditions is not None else ())
    ends = [each for each in members if text_of(find(each, "type")) in ("Complete", "Failed")]
    return find(status, "completionTime") is not None or any(
        text_of(find(each, "status")) == "True" for each in ends
    )


def _controller(resource: Resource) -> Mapping | None:
    """The reference to the owner that has made an object."""
    references = sequence(find(resource.metadata, "ownerReferences"))
    found = [mapping(each) for each in (references.items if references is not None else ())]
    named = [each for each in found if text_of(find(each, "controller")) == "true"]
    return next(iter(named or found), None)


def _guessed(resource: Resource, kind: str, name: str) -> Owner:
    """An owner that is not in the list: the names of ReplicaSets and Jobs begin with that of what has
    made them.
    """
    if kind == "ReplicaSet":
        labels = text_pairs(find(resource.metadata, "labels"))
        for label, maker in _HASHES.items():
            ending = f"-{labels.get(label)}"
            if label in labels and name.endswith(ending):
                return Owner(maker, name.removesuffix(ending))
    if kind == "Job" and _MINUTES.search(name):
        return Owner("CronJob", _MINUTES.sub("", name))
    return Owner(kind, name)


def _own_name(resource: Resource) -> str:
    """A name; an object that the cluster is to name has the beginning of one."""
    return resource.name or (text_of(find(resource.metadata, "generateName")) or "").rstrip("-")
