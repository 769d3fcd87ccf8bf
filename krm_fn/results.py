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
    resource = made.get("resourceRef")
    where = f" {resource_name(resource)}" if resource else ""
    file = made.get("file")
    place = f" ({file['path']})" if file and "path" in file else ""
    return f"[{made['severity']}]{where}{place}: {made['message']}"


def resource_name(resource: ResourceRef) -> str:
    """A resource as kpt names it: apiVersion/kind/namespace/name, absent parts left out."""
    parts = (resource.get(key) for key in ("apiVersion", "kind", "namespace", "name"))
    return "/".join(str(part) for part in parts if part)


def has_error(results: list[Result]) -> bool:
    """Whether the run must end with exit status 1."""
    return any(made["severity"] == "error" for made in results)
