"""The resources of a list that a configuration made, and what its next run does with them."""

from __future__ import annotations

from typing import Any, NamedTuple

from krm_fn.errors import Refused
from krm_fn.mesh.objects import OWNER
from krm_fn.results import result
from krm_fn.wire.changes import Changes
from krm_fn.workloads.resource import Resource, resources_in
from krm_fn.yaml.nodes import mapping, to_data

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from krm_fn.mesh.objects import Generated
    from krm_fn.results import Result
    from krm_fn.workloads.inventory import Inventory

Key = tuple[str, str, str]

KINDS = ("ServiceEntry", "DestinationRule", "VirtualService", "Gateway", "EnvoyFilter")
_GROUP = "networking.istio.io"
_PATH = "internal.config.kubernetes.io/path"
_INDEX = "internal.config.kubernetes.io/index"


class Counts(NamedTuple):
    """What a run did with resources."""

    added: int
    changed: int
    unchanged: int
    removed: int


def differences(
    inventory: Inventory, owner: str, wanted: Iterable[Generated], with_paths: bool
) -> tuple[Changes, Counts]:
    """What must happen to a list so that it has the resources that are `wanted` and no others
    that the owner made. Raises Refused where one of them has the name of somebody else's.

    A resource keeps its place, and the labels and annotations that it got from others. With
    `with_paths` a new one says which file it goes to.
    """
    found, errors = _found(inventory, owner)
    changes = Changes()
    unchanged = 0
    for each in wanted:
        there = found.pop(_key(each.root), None)
        if there is None:
            changes.added.append(_placed(each) if with_paths else each.root)
        elif isinstance(there, Resource):
            errors.append(_foreign(there))
        else:
            root = _merged(each.root, there.root)
            if root == there.root:
                unchanged += 1
            else:
                changes.replaced[there.position] = root
    if errors:
        raise Refused(errors)
    changed = len(changes.replaced)
    gone = [there for there in found.values() if isinstance(there, _Owned)]
    changes.replaced.update((there.position, None) for there in gone)
    return changes, Counts(len(changes.added), changed, unchanged, len(gone))


class _Owned(NamedTuple):
    """A resource of the owner's: the position of its item, and itself as plain data."""

    position: int
    root: dict[str, Any]


def _found(inventory: Inventory, owner: str) -> tuple[dict[Key, _Owned | Resource], list[Result]]:
    """The resources of the kinds in the list: the owner's as such, others as they are."""
    found: dict[Key, _Owned | Resource] = {}
    errors: list[Result] = []
    items = {item.start: item for kind in KINDS for item in inventory.items_of(kind)}
    for index, item in enumerate(inventory.items):
        if item.start not in items:
            continue
        for resource in resources_in(item.root(item.text(inventory.data))):
            if resource.kind not in KINDS or resource.group != _GROUP:
                continue
            key = (resource.kind, resource.namespace, resource.name)
            if resource.annotation(OWNER) != owner:
                found.setdefault(key, resource)
            elif resource.steps:
                errors.append(_in_list(resource))
            else:
                found[key] = _Owned(index, to_data(mapping(resource.root)))
    return found, errors


def _key(root: dict[str, Any]) -> Key:
    return root["kind"], root["metadata"]["namespace"], root["metadata"]["name"]


def _placed(each: Generated) -> dict[str, Any]:
    """The resource with the name of its file, as runtimes that keep files have it."""
    metadata = each.root["metadata"]
    paths = {_INDEX: "0", _PATH: each.file}
    annotations = {**metadata["annotations"], **paths}
    return {**each.root, "metadata": {**metadata, "annotations": annotations}}


def _merged(wanted: dict[str, Any], there: dict[str, Any]) -> dict[str, Any]:
    """What is wanted, with all that others have added to the metadata of what is there."""
    metadata = there["metadata"]
    annotations = {**metadata["annotations"], **wanted["metadata"]["annotations"]}
    return {**wanted, "metadata": {**metadata, "annotations": annotations}}


def _foreign(resource: Resource) -> Result:
    message = (
        f'must not have the name "{resource.name}", which this configuration has for a resource '
        "of its own: give one of the two another name"
    )
    tags = {"rule": "resource-exists"}
    return result("error", message, resource=resource.ref(), file=resource.file(), tags=tags)


def _in_list(resource: Resource) -> Result:
    message = "must not stand in a List, in which it could not be replaced: put it on its own"
    tags = {"rule": "resource-in-list"}
    return result("error", message, resource=resource.ref(), file=resource.file(), tags=tags)
