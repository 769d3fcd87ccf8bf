"""What authors say about their own workloads, in annotations.

`krm-fn.dev/set-proxy-env` on the pod template, the workload, or its Namespace is "disabled",
"enabled", or the names of the containers to set. The one nearest to the pod counts. Where it isn't
given, AKS' `kubernetes.azure.com/no-http-proxy-vars: "true"` is as good as "disabled".

An annotation that says anything else is a warning for its workload, which is left as it is.
"""

from __future__ import annotations

from krm_fn.errors import Refused
from krm_fn.results import result
from krm_fn.workloads.resource import text_pairs
from krm_fn.yaml.nodes import find, mapping

TYPE_CHECKING = False
if TYPE_CHECKING:
    from krm_fn.workloads.built_in import Container, Pod
    from krm_fn.workloads.inventory import Inventory
    from krm_fn.workloads.resource import Resource
    from krm_fn.yaml.nodes import Mapping

ANNOTATION = "krm-fn.dev/set-proxy-env"
AKS_ANNOTATION = "kubernetes.azure.com/no-http-proxy-vars"
RULE = "opt-out"
"""The rule of results about annotations that cannot be read."""
ENABLED = "enabled"
DISABLED = "disabled"
MEANT = {
    ENABLED: ("true", "yes", "on", "enable"),
    DISABLED: ("false", "no", "off", "none", "skip", "ignore", "disable"),
}
"""What is written by those who mean a word, and the word."""


class Word:
    """What the nearest annotation says: `place` is the field that has it.

    `names` are the containers that it limits the setting to; empty for "enabled" and "disabled".
    """

    __slots__ = ("disabled", "names", "place")

    def __init__(self, place: str, disabled: bool, names: tuple[str, ...] = ()) -> None:
        self.place = place
        self.disabled = disabled
        self.names = names

    @property
    def is_unread(self) -> bool:
        """Whether it stands for an annotation that cannot be read."""
        return not self.place

    def forbids(self, container: Container) -> bool:
        """Whether a container must not be set."""
        return self.disabled or (bool(self.names) and container.name not in self.names)

    def check_names(self, resource: Resource, pods: list[Pod]) -> None:
        """Raise Refused where an annotation names a container that the workload doesn't have."""
        present = {container.name for pod in pods for container in pod.containers}
        unknown = [name for name in self.names if name not in present]
        if not unknown:
            return
        shown = ", ".join(f'"{name}"' for name in unknown)
        known = ", ".join(sorted(filter(None, present)))
        message = (
            f'the annotation `{ANNOTATION}` must be "enabled", "disabled" or names of containers '
            f"({known}), got {shown}"
        )
        raise _refused(resource, message, self.names[0] if len(self.names) == 1 else "")


class OptOut:
    """Reads the annotations about pods."""

    __slots__ = ("_namespaces", "inventory")

    def __init__(self, inventory: Inventory) -> None:
        self.inventory = inventory
        self._namespaces: dict[str, Resource] | None = None

    def word(self, resource: Resource, pod: Pod, said: bool) -> Word | None:
        """What is said about a pod; None where nothing is. `said`: whether its item could
        have an annotation.

        Raises Refused for an annotation without names, and for a Namespace's that is neither
        "enabled" nor "disabled".
        """
        for node in pod.way if said else ():
            spoken = _said(_annotations(node))
            if spoken is not None:
                return _read(spoken, resource)
        namespace = self._namespace(resource.namespace) if resource.namespace else None
        spoken = _said(namespace.annotations) if namespace is not None else None
        if namespace is None or spoken is None:
            return None
        if spoken[1] not in (ENABLED, DISABLED):
            message = (
                f'the annotation `{ANNOTATION}` of the Namespace must be "enabled" or "disabled", '
                f'got "{spoken[1]}"'
            )
            raise _refused(resource, message, spoken[1])
        return _read(spoken, resource)

    def _namespace(self, name: str) -> Resource | None:
        """The Namespace of a name that says something; it may be in the list again, without a word."""
        if self._namespaces is None:
            found = self.inventory.resources("Namespace", "")
            self._namespaces = {
                each.name: each for each in found if _said(each.annotations) is not None
            }
        return self._namespaces.get(name)


def _annotations(node: Mapping) -> dict[str, str]:
    return text_pairs(find(mapping(find(node, "metadata")), "annotations"))


def _said(annotations: dict[str, str]) -> tuple[str, str] | None:
    """The annotation that speaks, and what it says."""
    if ANNOTATION in annotations:
        return ANNOTATION, annotations[ANNOTATION].strip()
    if annotations.get(AKS_ANNOTATION) == "true":
        return AKS_ANNOTATION, DISABLED
    return None


def _read(said: tuple[str, str], resource: Resource) -> Word:
    name, value = said
    if value in (ENABLED, DISABLED):
        return Word(name, value == DISABLED)
    names = tuple(part.strip() for part in value.split(",") if part.strip())
    if not names:
        message = f'the annotation `{ANNOTATION}` must be "enabled", "disabled" or names of '
        raise _refused(resource, message + "containers, got nothing")
    return Word(name, False, names)


def _refused(resource: Resource, message: str, got: str = "") -> Refused:
    meant = next((word for word, texts in MEANT.items() if got.lower() in texts), None)
    hint = f' (did you mean "{meant}"?)' if meant else ""
    message = f"{message}{hint}: the workload is left as it is"
    field, tags = f"metadata.annotations[{ANNOTATION}]", {"rule": RULE}
    ref, file = resource.ref(), resource.file()
    return Refused([result("warning", message, resource=ref, field=field, file=file, tags=tags)])
