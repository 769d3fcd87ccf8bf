"""What must come out: each document with the variables set where they belong, and no more.

It shares no code with the function. It reads trees, and makes new ones.
"""

from __future__ import annotations

import re
from typing import NamedTuple

import oracle

from fuzz import custom
from fuzz.places import (
    AKS,
    LOCAL,
    UNKNOWN,
    WORD,
    Pod,
    annotations_of,
    is_selected_by,
    objects_in,
    path_of,
    pod_of,
    selected,
)
from fuzz.pods import PodPlan
from fuzz.settings import BeyondError, Settings
from fuzz.trees import Tree, given_twice, read, text_of

CONTAINER_KEYS = frozenset(
    "args command env envFrom image imagePullPolicy lifecycle livenessProbe name ports resources "
    "readinessProbe securityContext startupProbe stdin tty volumeMounts workingDir".split()
)


NO_OTHER_PODS = frozenset(
    "apps batch extensions policy networking.k8s.io apiextensions.k8s.io kpt.dev".split()
)
"""API groups whose only kinds with pods are those that are known here."""


GADGET = read(custom.DEFINITION.encode())[0]["spec"]


class Expected(NamedTuple):
    """What a document must be; `changed` are the author's entries that had to change, `set` the
    containers that get variables.
    """

    tree: Tree
    changed: int
    set: int


TRIGGERS = "image.openshift.io/triggers"


def _check_is_modelled(document: Tree, annotations: dict[str, str], settings: Settings) -> None:
    """Raise BeyondError for what the model leaves to the coarse judge."""
    values = " ".join(each.value for each in settings.variables)
    if any(f"'{name}'" in repr(document) for name in re.findall(r"\$\((\w+)\)", values)):
        raise BeyondError("a value that refers to what is there")
    if re.search(r"(?s)\$\((\w+)\)(?=.*(?<![(\w])\1(?!\w))", repr(document)):
        raise BeyondError("a reference to what comes later")
    if TRIGGERS in annotations:
        raise BeyondError("images that come by triggers")


class World:
    """What the objects of a text say about each other. Of one that was `mutated` nothing is worked
    out for kinds that are found by what they look like.
    """

    def __init__(self, documents: list[Tree], *, mutated: bool = False) -> None:
        self.mutated = mutated
        self.namespaces: dict[str, str] = {}
        self.gives_proxies = False
        self.defines_otherwise = False
        found = [each for document in documents for each in objects_in(document)]
        for document, api_version, kind in found:
            if (api_version, kind) == ("v1", "Namespace"):
                self._read_namespace(document)
            if kind == "CustomResourceDefinition" and document.get("spec") != GADGET:
                self.defines_otherwise = True
            if kind in ("ConfigMap", "Secret"):
                text = repr(document).lower()
                self.gives_proxies = self.gives_proxies or "_proxy'" in text

    def _read_namespace(self, document: Tree) -> None:
        metadata = document.get("metadata")
        name = text_of(metadata.get("name")) if isinstance(metadata, dict) else None
        said = annotations_of(document)
        word = said.get(WORD, "").strip() if WORD in said else None
        if word is None and said.get(AKS) == "true":
            word = "disabled"
        if name and word is not None:
            self.namespaces[name] = word


def expected(document: Tree, settings: Settings, world: World) -> Expected:
    """A document as it must come out. Raises DueError and BeyondError."""
    planning = _Planning(settings, world)
    tree = planning.document(document, "", "", 0)
    return Expected(tree, planning.changed, planning.set)


def without_adopted(document: Tree, settings: Settings, world: World) -> Tree:
    """A document without what `track` takes for its own though it was there: what is left when
    all goes that a configuration has recorded. Raises DueError and BeyondError.
    """
    return _Planning(settings, world, adopting=True).document(document, "", "", 0)


class _Planning:
    def __init__(self, settings: Settings, world: World, *, adopting: bool = False) -> None:
        self.settings = settings
        self.world = world
        self.adopting = adopting
        self.changed = 0
        self.set = 0

    def document(self, document: Tree, api_version: str, kind: str, depth: int) -> Tree:
        if not isinstance(document, dict):
            return document
        if any(given_twice(document, key) for key in ("apiVersion", "kind", "items", "metadata")):
            raise BeyondError("a key twice at the top")
        api_version = text_of(document.get("apiVersion")) or api_version
        kind = text_of(document.get("kind")) or kind
        items = document.get("items")
        if kind.endswith("List") and isinstance(items, list) and depth <= 8:
            inner = kind.removesuffix("List")
            version = api_version if inner else ""
            made = [self.document(each, version, inner, depth + 1) for each in items]
            return {**document, "items": made}
        return self._object(document, api_version, kind)

    def _object(self, document: Tree, api_version: str, kind: str) -> Tree:
        annotations = annotations_of(document)
        if oracle.RECORD in annotations:
            raise BeyondError("a record of an earlier run")
        if annotations.get(LOCAL) == "true":
            return document
        _check_is_modelled(document, annotations, self.settings)
        known = path_of(api_version, kind)
        if known is None and _has_no_pods(api_version, kind):
            return document
        odd = self.world.mutated or self.world.defines_otherwise or self.settings.bundle is not None
        if known is None or ((api_version, kind) in UNKNOWN and odd):
            raise BeyondError("another kind")
        if not selected(document, api_version, kind, self.settings):
            return document
        pod = pod_of(document, *known)
        if pod is None and (api_version, kind) in UNKNOWN:
            raise BeyondError("another kind")
        if pod is None:
            return document
        if (api_version, kind) in UNKNOWN:
            _check_unknown(pod)
        exceptions = [
            each
            for each in self.settings.fields.get("exceptions", ())
            if is_selected_by(each.get("selector", {}), document, api_version, kind)
        ]
        plan = PodPlan(
            pod,
            self.settings,
            exceptions,
            inherits=self.world.gives_proxies,
            adopting=self.adopting,
        )
        spec = plan.tree(self.world.namespaces)
        self.changed, self.set = self.changed + plan.changed, self.set + plan.set
        return _with(document, known[0], spec)


def _has_no_pods(api_version: str, kind: str) -> bool:
    """Whether a kind that is not among those with pods can have none."""
    group = api_version.rpartition("/")[0]
    if group:
        return group in NO_OTHER_PODS
    return api_version == "v1" and kind in ("ConfigMap", "Namespace", "Secret", "Service")


def _check_unknown(pod: Pod) -> None:
    """Raise BeyondError unless what is there looks like a pod to everybody."""
    for key in ("initContainers", "containers", "ephemeralContainers"):
        for each in pod.spec.get(key) or ():
            sound = isinstance(each, dict) and CONTAINER_KEYS.issuperset(each)
            if not (sound and text_of(each.get("image")) and not isinstance(each.get("env"), dict)):
                raise BeyondError("an odd resource of an unknown kind")
            if not re.fullmatch(r"[a-z0-9-]+", text_of(each.get("name")) or ""):
                raise BeyondError("an odd resource of an unknown kind")


def _with(document: Tree, path: tuple[str, ...], value: Tree) -> Tree:
    if not path:
        return value
    return {**document, path[0]: _with(document[path[0]], path[1:], value)}
