"""The variable with the proxy's credentials, on the container istio-proxy of pod templates.

Istio merges a container of that name with the one that it injects, whose image `auto` stands for. A
pod that gets no sidecar must not have it, so only those are changed of which the list says that they
get one.
"""

from __future__ import annotations

from krm_fn.results import result
from krm_fn.workloads.built_in import BUILT_IN, pods_of
from krm_fn.workloads.proxy_service import labels_of
from krm_fn.workloads.resource import resources_in, text_pairs
from krm_fn.yaml.edit import Editor, is_empty
from krm_fn.yaml.nodes import Mapping, Sequence, find, mapping, sequence, text_of, to_data
from krm_fn.yaml.render import words

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from krm_fn.config.transparent_fields import TransparentProxy
    from krm_fn.results import Result
    from krm_fn.wire.item import Item
    from krm_fn.workloads.built_in import Pod
    from krm_fn.workloads.inventory import Inventory
    from krm_fn.workloads.resource import Resource
    from krm_fn.yaml.nodes import Node
    from krm_fn.yaml.text_edits import ByteSplice

SIDECAR = "istio-proxy"
_INJECT = "sidecar.istio.io/inject"
DEFAULT_NAMESPACE = "default"


def sidecar_env(
    configuration: TransparentProxy, inventory: Inventory
) -> tuple[list[ByteSplice], list[Result]]:
    """The splices that give the sidecars their variable, or take it away again, and an info for
    each workload that is changed. Raises Refused.
    """
    credentials = configuration["credentials"] or {}
    if "secretKeyRef" not in credentials:
        return [], []
    return Sidecars(configuration, credentials, inventory).edited()


class Sidecars:
    """The pod templates of a list that get the variable."""

    __slots__ = ("configuration", "injected", "inventory", "variable")

    def __init__(
        self, configuration: TransparentProxy, credentials: dict[str, Any], inventory: Inventory
    ) -> None:
        self.configuration = configuration
        self.inventory = inventory
        self.variable = {
            "name": credentials["environment"],
            "valueFrom": {"secretKeyRef": credentials["secretKeyRef"]},
        }
        self.injected = {
            each.name for each in inventory.resources("Namespace", "") if _is_injected(each)
        }

    def edited(self) -> tuple[list[ByteSplice], list[Result]]:
        """The splices of all items, and the infos."""
        splices: list[ByteSplice] = []
        infos: list[Result] = []
        for item in self.inventory.items:
            if item.kind not in BUILT_IN and item.kind != "List":
                continue
            text = item.text(self.inventory.data)
            editor = Editor(text, item.form == "json")
            for resource in resources_in(item.root(text)):
                edited = [self._edit(editor, resource, pod) for pod in pods_of(resource)]
                infos += [self._info(resource)] * any(edited)
            splices += _in_bytes(item, text, editor)
        return splices, infos

    def _edit(self, editor: Editor, resource: Resource, pod: Pod) -> bool:
        """Change one pod; returns whether anything was to be changed."""
        containers = sequence(find(pod.spec, "containers"))
        if containers is None or not containers.items:
            return False
        places = enumerate(map(mapping, containers.items))
        index, sidecar = next(
            ((at, each) for at, each in places if text_of(find(each, "name")) == SIDECAR),
            (-1, None),
        )
        if self.configuration.removes:
            return sidecar is not None and self._take_out(editor, containers, index, sidecar)
        if not self._gets_one(resource, pod):
            return False
        if sidecar is None:
            made = {"name": SIDECAR, "image": "auto", "env": [self.variable]}
            editor.append(containers, [words(made)])
            return True
        return self._put_in(editor, sidecar)

    def _put_in(self, editor: Editor, sidecar: Mapping) -> bool:
        entry = sidecar.entry("env")
        if entry is None:
            editor.insert_key(sidecar, "env", [words(self.variable)], None, 0)
        elif is_empty(entry[1]):
            editor.fill(*entry, sidecar, [words(self.variable)], 0)
        elif any(name == self.variable["name"] for name in _names(entry[1])):
            return False
        else:
            env = sequence(entry[1])
            if env is None:
                return False
            editor.append(env, [words(self.variable)])
        return True

    def _take_out(self, editor: Editor, containers: Sequence, index: int, sidecar: Mapping) -> bool:
        env = sequence(find(sidecar, "env"))
        gone = {
            at for at, each in enumerate(env.items if env else ()) if to_data(each) == self.variable
        }
        if env is None or not gone:
            return False
        others = set(to_data(sidecar)) - {"name", "image", "env"}
        if len(gone) < len(env.items):
            editor.delete_members(env, gone)
        elif not others and len(containers.items) > 1:
            editor.delete_members(containers, {index})
        else:
            keys = [text_of(key) for key, _ in sidecar.entries]
            editor.delete_keys(sidecar, {keys.index("env")})
        return True

    def _gets_one(self, resource: Resource, pod: Pod) -> bool:
        """Whether the list says that a pod has a sidecar, and the configuration means it."""
        configuration, labels = self.configuration, labels_of(pod)
        namespace = resource.namespace or DEFAULT_NAMESPACE
        gateway = configuration["gateway"]
        if gateway:
            selector: dict[str, str] = gateway.get("selector", {"istio": "egressgateway"})
            return namespace == gateway["namespace"] and selector.items() <= labels.items()
        meant = configuration["namespace"] in (configuration["rootNamespace"], namespace)
        selector = configuration["workloadSelector"] or {}
        if not meant or not selector.items() <= labels.items():
            return False
        said = labels.get(_INJECT)
        return said == "true" or (said is None and namespace in self.injected)

    def _info(self, resource: Resource) -> Result:
        name = self.variable["name"]
        done = "no longer gets" if self.configuration.removes else "gets"
        message = f"the container istio-proxy {done} the variable {name}"
        ref, tags = resource.ref(), {"rule": "sidecar-credentials"}
        return result("info", message, resource=ref, file=resource.file(), tags=tags)


def _names(env: Node) -> Iterator[str | None]:
    members = sequence(env)
    for each in members.items if members else ():
        yield text_of(find(mapping(each), "name"))


def _is_injected(namespace: Resource) -> bool:
    labels = text_pairs(find(namespace.metadata, "labels"))
    said = labels.get("istio-injection")
    return said == "enabled" or (said is None and bool(labels.get("istio.io/rev")))


def _in_bytes(item: Item, text: str, editor: Editor) -> list[ByteSplice]:
    """An editor's splices as splices of the data."""
    found: list[ByteSplice] = []
    for start, end, replacement in editor.splices:
        first = item.start + len(text[:start].encode())
        found.append((first, first + len(text[start:end].encode()), replacement.encode()))
    return found
