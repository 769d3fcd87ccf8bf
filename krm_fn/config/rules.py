"""What a type cannot say of a configuration: rules for URLs, hosts, selectors and paths."""

from __future__ import annotations

from krm_fn.clients import proxy_url
from krm_fn.results import PATHS, result
from krm_fn.shown import printable, shown_entries

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from krm_fn.config.schema_check import Path
    from krm_fn.results import File, ResourceRef, Result


class Report:
    """The results about one functionConfig, each with its field, its object and its file."""

    __slots__ = ("errors", "file", "notes", "resource", "warnings")

    def __init__(self, config: object = None) -> None:
        self.resource = reference_of(config)
        self.file = file_of(config)
        self.errors: list[Result] = []
        self.warnings: list[Result] = []
        self.notes: list[Result] = []

    def add(
        self, severity: str, rule: str, message: str, field: Path = (), clients: str = ""
    ) -> None:
        into = {"error": self.errors, "info": self.notes}.get(severity, self.warnings)
        path = path_text(field)
        tags = {"rule": rule, "clients": clients} if clients else {"rule": rule}
        made = result(
            severity, message, resource=self.resource, field=path, file=self.file, tags=tags
        )
        into.append(made)

    def error(self, rule: str, message: str, field: Path = ()) -> None:
        self.add("error", rule, message, field)


def reference_of(config: object) -> ResourceRef | None:
    """The object as results name it, with those parts that are text."""
    if not isinstance(config, dict):
        return None
    parts = {"apiVersion": config.get("apiVersion"), "kind": config.get("kind")}
    metadata = config.get("metadata")
    if isinstance(metadata, dict):
        parts |= {"name": metadata.get("name"), "namespace": metadata.get("namespace")}
    found: ResourceRef = {}
    for key, value in parts.items():
        if isinstance(value, str) and value:
            found[key] = value  # type: ignore[literal-required]
    return found or None


def file_of(config: object) -> File | None:
    """The file of a functionConfig, where its annotations name one, as kpt's do."""
    metadata = config.get("metadata") if isinstance(config, dict) else None
    annotations = metadata.get("annotations") if isinstance(metadata, dict) else None
    if not isinstance(annotations, dict):
        return None
    for name in PATHS:
        path = annotations.get(name)
        if path and isinstance(path, str):
            return {"path": path}
    return None


def path_text(path: Path) -> str:
    """A path as results have it: `spec.noProxy[2]`."""
    text = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in path)
    return printable(text.removeprefix("."))


def check_url(url: str, path: Path, report: Report) -> None:
    for severity, rule, message in proxy_url.check(url):
        report.add(severity, rule, f"`{path_text(path)}` {message}", path)


def check_references(value: str, variable: str, path: Path, report: Report) -> None:
    """An error for a value that refers to a spelling of its own variable."""
    for name in (variable, variable.upper()):
        if f"$({name})" in value:
            message = (
                f"`{path_text(path)}` must not refer to `{name}`, which gets this very value: write "
                "it out"
            )
            if variable == "no_proxy":
                message += "; `existing: merge` keeps the hosts that a container has"
            report.error("self-reference", message, path)
            return


def check_domain(domain: str, path: Path, report: Report) -> None:
    """An error for a cluster's domain that is none."""
    if not _is_domain(domain):
        message = f"`{path_text(path)}` must be a domain such as cluster.local"
        message += f', without a dot at its start or end, got "{printable(domain)}"'
        report.error("cluster-domain", message, path)


def _is_domain(text: str) -> bool:
    labels = text.split(".")
    return text.isascii() and all(label.replace("-", "a").isalnum() for label in labels)


def check_choices(values: dict[str, Any], path: Path, report: Report) -> None:
    """Errors for selectors that say nothing, paths without a key, and former URLs that are empty."""
    for index, url in enumerate(values.get("from", ())):
        if not url.strip():
            place = (*path, "from", index)
            message = f"`{path_text(place)}` must be the URL of a former proxy, got nothing"
            report.error("proxy-url-empty", message, place)
    for name in ("selectors", "exclude"):
        for index, selector in enumerate(values.get(name, ())):
            if not any(selector.values()):
                place = (*path, name, index)
                fields = "`apiVersion`, `kind`, `name`, `namespace`, `labels` or `annotations`"
                message = f"`{path_text(place)}` must give at least one of {fields}"
                report.error("selector-empty", message, place)
    for index, one in enumerate(values.get("podPaths", ())):
        if not one["path"].strip("/[]"):
            place = (*path, "podPaths", index, "path")
            message = f"`{path_text(place)}` must name a field, such as spec/template"
            report.error("path-empty", message, place)


def no_proxy_entries(
    value: str | list[str] | None, path: Path, report: Report
) -> tuple[str, ...] | None:
    """The entries of noProxy: split at commas and white space, trimmed, none twice, in order."""
    if value is None:
        return None
    members = [value] if isinstance(value, str) else value
    parts = [part.split() for member in members for part in member.split(",")]
    entries = tuple(dict.fromkeys(entry for part in parts for entry in part))
    name = f"`{path_text(path)}`"
    if not entries:
        problem = f"{name} must name at least one host, such as localhost"
        message = f"{problem}: leave the field out to set no `no_proxy`"
        report.error("no-proxy-empty", message, path)
    shown = _shown_entries(entries)
    if not all(map(str.isprintable, entries)):
        message = f"{name} must not contain control or invisible characters, got {shown}"
        report.error("no-proxy-characters", message, path)
    if any(len(part) > 1 for part in parts):
        message = f"{name} must be separated by commas, not by white space: write {shown}"
        report.add("warning", "no-proxy-white-space", message, path)
    return entries


def _shown_entries(entries: tuple[str, ...]) -> str:
    """The entries in quotes."""
    return f'"{shown_entries(entries)}"'
