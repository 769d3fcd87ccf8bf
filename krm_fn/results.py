"""Results: what the function did, kept and refused, as the ResourceList specification has them.

A result is a plain dict with the specification's keys, so that it can go to another process
and out as YAML or JSON unchanged: `message`, `severity` ("error", "warning" or "info"; always
written, since the specification and kyaml disagree about the default), `resourceRef`,
`field` (only beside a resourceRef, as the specification has it), `file` and `tags`.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Protocol, TypedDict

    class ResourceRef(TypedDict, total=False):
        apiVersion: str
        kind: str
        name: str
        namespace: str

    class File(TypedDict, total=False):
        path: str
        index: int

    class Result(TypedDict, total=False):
        message: str
        severity: str
        resourceRef: ResourceRef
        field: dict[str, Any]
        file: File
        tags: dict[str, str]

    class Configured(Protocol):
        """A configuration: its object, and the file that it came from where that is known."""

        reference: ResourceRef | None
        file: File | None

        def field(self, *path: str | int) -> str: ...


PATHS = ("internal.config.kubernetes.io/path", "config.kubernetes.io/path")
"""The annotations that hold an object's file, as kpt and kustomize set them, the newer one first."""
MAX_SHOWN = 5
"""How many objects one result names."""

MAX_ALIKE = 3
"""How many results that say the same of several objects are told one by one."""


def result(
    severity: str,
    message: str,
    *,
    resource: ResourceRef | None = None,
    field: str | None = None,
    file: File | None = None,
    tags: dict[str, str] | None = None,
) -> Result:
    """One result; `field` is a field path, written only when there is a `resource` to hold it."""
    made: Result = {"message": message, "severity": severity}
    if resource:
        made["resourceRef"] = resource
        if field:
            made["field"] = {"path": field}
    if file:
        made["file"] = file
    if tags:
        made["tags"] = tags
    return made


def about(
    configuration: Configured, severity: str, rule: str, message: str, *path: str | int
) -> Result:
    """A result about a field of a configuration."""
    field, tags = configuration.field(*path), {"rule": rule}
    resource, file = configuration.reference, configuration.file
    return result(severity, message, resource=resource, field=field, file=file, tags=tags)


def one_line(made: Result) -> str:
    """A result as one line for stderr: `[error] apps/v1/Deployment/shop/web: message`."""
    place = _place(made)
    return f"[{made['severity']}]{' ' if place else ''}{place}: {made['message']}"


def resource_name(resource: ResourceRef) -> str:
    """A resource as kpt names it: apiVersion/kind/namespace/name, absent parts left out."""
    parts = (resource.get(key) for key in ("apiVersion", "kind", "namespace", "name"))
    return "/".join(str(part) for part in parts if part)


def grouped(results: list[Result]) -> tuple[list[Result], list[Result]]:
    """The results to be read, and those that say the same of more objects.

    Where more than MAX_ALIKE differ in nothing but the object and its container, the first one
    says how many there are, and names two more. What is about no object is told one by one.
    """
    if len(results) <= MAX_ALIKE:
        return results, []
    groups: dict[tuple[object, str], list[Result]] = {}
    for index, made in enumerate(results):
        kind = made["severity"] if "resourceRef" in made else index
        groups.setdefault((kind, _without_container(made)), []).append(made)
    large = [group for group in groups.values() if len(group) > MAX_ALIKE]
    heads = {id(group[0]): _with_others(group) for group in large}
    alike = [made for group in large for made in group[1:]]
    left_out = set(map(id, alike))
    read = [heads.get(id(made), made) for made in results if id(made) not in left_out]
    return read, alike


def _with_others(group: list[Result]) -> Result:
    second, third = map(_place, group[1:3])
    more = f"the same in {len(group) - 1} more, such as {second} and {third}"
    return {**group[0], "message": f"{group[0]['message']}; {more}"}


def _without_container(made: Result) -> str:
    container = made.get("tags", {}).get("container", "")
    return made["message"].replace(f'container "{container}"', "container")


def _place(made: Result) -> str:
    """The object of a result and its file, as `one_line` names them."""
    resource, file = made.get("resourceRef"), made.get("file")
    path = f"({file['path']})" if file and "path" in file else ""
    return " ".join(filter(None, (resource_name(resource) if resource else "", path)))


def has_error(results: list[Result]) -> bool:
    """Whether the run must end with exit status 1."""
    return any(made["severity"] == "error" for made in results)
