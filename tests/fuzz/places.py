"""Which objects must be set, and where they have containers: naively, from the documentation."""

from __future__ import annotations

from collections.abc import Iterator
from fnmatch import fnmatchcase
from typing import NamedTuple

import oracle
import oracle_custom

from fuzz.settings import BeyondError, Fields, Settings
from fuzz.trees import Tree, given_twice, is_null, text_of
from fuzz.variables import DueError

MESH = frozenset("istio-proxy istio-init istio-validation linkerd-proxy linkerd-init".split())
WORD = "krm-fn.dev/set-proxy-env"
EXCEPTIONS = "krm-fn.dev/set-proxy-env-exceptions"
AKS = "kubernetes.azure.com/no-http-proxy-vars"
LOCAL = "config.kubernetes.io/local-config"


def _known() -> Iterator[tuple[tuple[str, str], tuple[str, ...]]]:
    """The custom kinds of the function's table that have one pod template, at one place."""
    for (group, kind), entry in oracle_custom.TABLE.items():
        if len(entry["paths"]) != 1:
            continue
        (path,) = entry["paths"]
        one = "*" not in path["path"] and kind != "*"
        if one and (path["shape"], path["class"]) == ("PodTemplateSpec", "template") and group:
            for version in path.get("versions", entry["versions"]):
                keys = (*oracle_custom.keys_of(path["path"]), "spec")
                yield (f"{group}/{version}", kind), keys


KNOWN = {known: path for known, path in _known() if known not in oracle.POD_SPECS}

UNKNOWN = {
    ("example.com/v1", "Widget"): ("spec", "worker", "template", "spec"),
    ("example.com/v1", "Gadget"): ("spec", "pod"),
}
"""Kinds of nobody's: the first is found by its structure, the second by its definition."""


class Pod(NamedTuple):
    """A pod spec, the mappings around it (nearest first), and whether its kind is Kubernetes' own."""

    spec: Tree
    around: tuple[Tree, ...]
    built_in: bool


def objects_in(document: Tree, api_version: str = "", kind: str = "", depth: int = 0) -> Iterator:  # type: ignore[type-arg]
    """The objects of a document with their apiVersion and kind: itself, or a List's members."""
    if not isinstance(document, dict):
        return
    api_version = text_of(document.get("apiVersion")) or api_version
    kind = text_of(document.get("kind")) or kind
    items = document.get("items")
    if kind.endswith("List") and isinstance(items, list) and depth <= 8:
        inner = kind.removesuffix("List")
        for member in items:
            yield from objects_in(member, api_version if inner else "", inner, depth + 1)
    else:
        yield document, api_version, kind


def path_of(api_version: str, kind: str) -> tuple[tuple[str, ...], bool] | None:
    """The way to a kind's pod spec, and whether it is Kubernetes' own; None for no pod."""
    if (api_version, kind) in oracle.POD_SPECS:
        return oracle.POD_SPECS[api_version, kind], True
    path = KNOWN.get((api_version, kind)) or UNKNOWN.get((api_version, kind))
    return (path, False) if path else None


def pod_of(document: Tree, path: tuple[str, ...], built_in: bool) -> Pod | None:
    """The pod spec at a path; None where there is none. Raises DueError."""
    around: list[Tree] = [document]
    node = document
    for key in path:
        if given_twice(node, key):
            raise DueError("a key twice on the way")
        node = node.get(key)
        if is_null(node):
            return None
        if not isinstance(node, dict):
            if not built_in:
                raise BeyondError("an odd custom resource")
            raise DueError("no mapping on the way")
        around.append(node)
    return Pod(node, tuple(reversed(around)), built_in)


def annotations_of(node: Tree) -> dict[str, str]:
    metadata = node.get("metadata") if isinstance(node, dict) else None
    found = metadata.get("annotations") if isinstance(metadata, dict) else None
    if not isinstance(found, dict):
        return {}
    pairs = ((key, text_of(value)) for key, value in found.items() if isinstance(key, str))
    return {key: value for key, value in pairs if value is not None}


def selected(document: Tree, api_version: str, kind: str, settings: Settings) -> bool:
    """Whether the configuration's selectors take an object."""

    def matches(selector: Fields) -> bool:
        return is_selected_by(selector, document, api_version, kind)

    chosen = settings.fields.get("selectors")
    if chosen and not any(map(matches, chosen)):
        return False
    return not any(map(matches, settings.fields.get("exclude", ())))


def is_selected_by(selector: Fields, document: Tree, api_version: str, kind: str) -> bool:
    """Whether one selector takes an object."""
    metadata = document.get("metadata")
    metadata = metadata if isinstance(metadata, dict) else {}
    facts = {name: text_of(metadata.get(name)) or "" for name in ("name", "namespace")}
    facts |= {"kind": kind, "apiVersion": api_version}
    labels = metadata.get("labels")
    labels = labels if isinstance(labels, dict) else {}
    for name, wanted in selector.items():
        if name == "labels":
            if any(text_of(labels.get(key)) != each for key, each in wanted.items()):
                return False
        elif not fnmatchcase(facts[name], wanted):
            return False
    return True


def exempted(variable: str, container: str, exceptions: list[Fields], pod: Pod) -> bool:
    """Whether a variable, in lower case, is meant to differ in a container of a name."""
    for each in exceptions:
        globs, names = each.get("containers"), each.get("variables")
        if globs and not any(fnmatchcase(container, glob) for glob in globs):
            continue
        if not names or variable in [name.lower() for name in names]:
            return True
    for node in pod.around:
        for part in annotations_of(node).get(EXCEPTIONS, "").split(","):
            named, slash, name = part.strip().rpartition("/")
            if name.lower() == variable and (not slash or named == container):
                return True
    return False


def word_for(pod: Pod, namespaces: dict[str, str]) -> str | None:
    """What the nearest annotation says about a pod. Raises DueError."""
    for node in pod.around:
        annotations = annotations_of(node)
        if WORD in annotations:
            return annotations[WORD].strip()
        if annotations.get(AKS) == "true":
            return "disabled"
    metadata = pod.around[-1].get("metadata")
    namespace = text_of(metadata.get("namespace")) if isinstance(metadata, dict) else None
    said = namespaces.get(namespace or "")
    if said is not None and said not in ("enabled", "disabled"):
        raise DueError("an odd annotation of a Namespace")
    return said


def takes(name: str, listed: str, settings: Settings) -> bool:
    """Whether the configuration takes a container of a name in a list of containers."""
    if listed == "initContainers" and not settings.containers("init", True):
        return False
    include = settings.containers("include", [])
    if name in MESH and name not in include:
        return False
    if include and not any(fnmatchcase(name, glob) for glob in include):
        return False
    return not any(fnmatchcase(name, glob) for glob in settings.containers("exclude", []))
