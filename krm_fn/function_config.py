"""The functionConfig: one of four objects, read into one Configuration.

- v1 ConfigMap: the fields are in `data`, as strings or as kustomize typed them; `"true"` and
  `"false"` stand for booleans, a string with commas for a list.
- krm-fn.dev/v1alpha1 SetProxyEnv: the fields are in `spec` or at the top level, not in both.
- istio.banzaicloud.io/v1beta1 Istio: `spec.httpProxyEnvs` holds the three addresses.
- config.openshift.io/v1 Proxy: `spec` holds them.

In the last two, which belong to an operator, everything else is ignored, and an address that is
empty or null is not configured. The fields are defined in config_model; what is checked here
beyond their types is what a type cannot say.
"""

from __future__ import annotations

from krm_fn import proxy_url
from krm_fn.config_schema import SCHEMA
from krm_fn.errors import Refused
from krm_fn.results import result
from krm_fn.schema_check import mismatch

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from types import ModuleType
    from typing import Any, Literal

    from krm_fn.results import ResourceRef, Result
    from krm_fn.schema_check import Path, Schema

    Fields = dict[str, Any]
    Existing = Literal["merge", "keep", "replace", "error"]

URLS = ("httpProxy", "httpsProxy", "allProxy")
ADDRESSES = (*URLS, "noProxy")
DEFAULT_NAME = "set-proxy-env"

_THREE = ("httpProxy", "httpsProxy", "noProxy")


class Configuration:
    """What to set, and the functionConfig object that says so.

    `name`, `api_version`, `kind` and `namespace` are the object's own, to recognise it among the
    items; a name that is missing is "set-proxy-env", the others are "". An address that is None
    is not configured; `no_proxy` is never empty, and holds no entry twice.
    """

    __slots__ = (
        "all_proxy",
        "api_version",
        "existing",
        "http_proxy",
        "https_proxy",
        "kind",
        "name",
        "namespace",
        "no_proxy",
        "remove",
        "track",
    )

    def __init__(
        self,
        *,
        name: str = DEFAULT_NAME,
        api_version: str = "",
        kind: str = "",
        namespace: str = "",
        http_proxy: str | None = None,
        https_proxy: str | None = None,
        all_proxy: str | None = None,
        no_proxy: tuple[str, ...] | None = None,
        existing: Existing = "merge",
        track: bool = False,
        remove: bool = False,
    ) -> None:
        self.name = name
        self.api_version = api_version
        self.kind = kind
        self.namespace = namespace
        self.http_proxy = http_proxy
        self.https_proxy = https_proxy
        self.all_proxy = all_proxy
        self.no_proxy = no_proxy
        self.existing = existing
        self.track = track
        self.remove = remove


class Report:
    """The results about one functionConfig, each with its field and its object."""

    __slots__ = ("errors", "resource", "warnings")

    def __init__(self, resource: ResourceRef | None = None) -> None:
        self.resource = resource
        self.errors: list[Result] = []
        self.warnings: list[Result] = []

    def add(self, severity: str, rule: str, message: str, field: Path = ()) -> None:
        into = self.errors if severity == "error" else self.warnings
        path = path_text(field)
        tags = {"rule": rule}
        into.append(result(severity, message, resource=self.resource, field=path, tags=tags))

    def error(self, rule: str, message: str, field: Path = ()) -> None:
        self.add("error", rule, message, field)


class Source:
    """Where an object keeps the fields: the path to them, their values, and which it can have."""

    __slots__ = ("fields", "names", "path")

    def __init__(self, path: Path, fields: Fields, names: tuple[str, ...]) -> None:
        self.path = path
        self.fields = fields
        self.names = names


def read(config: object) -> tuple[Configuration, list[Result]]:
    """The configuration that a functionConfig gives, and warnings about it.

    `config` is plain data, None when there is no functionConfig. Raises Refused with all of a
    configuration's errors together.
    """
    report = Report(_reference(config))
    reader = _reader(config)
    if reader is None or not isinstance(config, dict):
        _wording().report_unknown_object(config, report)
        raise Refused(report.errors)
    configuration = _configured(config, reader(config, report), report)
    if report.errors:
        raise Refused(report.errors)
    return configuration, report.warnings


def path_text(path: Path) -> str:
    """A path as results have it: `spec.noProxy[2]`."""
    text = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in path)
    return proxy_url.printable(text.removeprefix("."))


def _reader(config: object) -> Callable[[Fields, Report], Source] | None:
    if not isinstance(config, dict):
        return None
    version, kind = config.get("apiVersion"), config.get("kind")
    if not isinstance(version, str) or not isinstance(kind, str):
        return None
    return FORMS.get((version, kind))


def _reference(config: object) -> ResourceRef | None:
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


def _configured(config: Fields, source: Source, report: Report) -> Configuration:
    reference = report.resource or {}
    values = _conforming(source, report)
    _check_metadata(config, report)
    for name in URLS:
        if name in values:
            _check_url(values[name], (*source.path, name), report)
    no_proxy = _no_proxy(values.get("noProxy"), (*source.path, "noProxy"), report)
    return Configuration(
        name=reference.get("name", DEFAULT_NAME),
        api_version=reference.get("apiVersion", ""),
        kind=reference.get("kind", ""),
        namespace=reference.get("namespace", ""),
        http_proxy=values.get("httpProxy"),
        https_proxy=values.get("httpsProxy"),
        all_proxy=values.get("allProxy"),
        no_proxy=no_proxy,
        existing=_value(values, "existing"),
        track=_value(values, "track"),
        remove=_value(values, "remove"),
    )


def _value(values: Fields, name: str) -> Any:
    return values.get(name, SCHEMA["properties"][name]["default"])


def _conforming(source: Source, report: Report) -> Fields:
    """The fields that are as the schema has them; errors for the others, and for none at all."""
    fields = source.fields
    if not (report.errors or _gives_something(fields)):
        _wording().report_nothing_given(source, report)
    broken = mismatch(fields, SCHEMA)
    if broken is None:
        return fields
    wrong = _wording().report_mismatches(source, broken, report)
    return {name: value for name, value in fields.items() if name not in wrong}


def _gives_something(fields: Fields) -> bool:
    """Whether a field says what to do, or an unknown one may have been meant to."""
    return fields.get("remove", False) is not False or any(
        name in ADDRESSES or name not in SCHEMA["properties"] for name in fields
    )


def _wording() -> ModuleType:
    from krm_fn import config_errors  # noqa: PLC0415  only a configuration with errors pays for it

    return config_errors


def _check_metadata(config: Fields, report: Report) -> None:
    metadata = config.get("metadata")
    if metadata is None:
        return
    if not isinstance(metadata, dict):
        _wording().report_wrong_type(("metadata",), "a mapping", metadata, report)
        return
    for key in ("name", "namespace"):
        value = metadata.get(key)
        if not isinstance(value, str | None):
            _wording().report_wrong_type(("metadata", key), "a string", value, report)


def _check_url(url: str, path: Path, report: Report) -> None:
    for severity, rule, message in proxy_url.check(url):
        report.add(severity, rule, f"`{path_text(path)}` {message}", path)


def _no_proxy(value: str | list[str] | None, path: Path, report: Report) -> tuple[str, ...] | None:
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
    """The entries in quotes. One may be a URL, written here by mistake, with a password."""
    shown = (proxy_url.redact(each) if "@" in each else each for each in entries)
    return f'"{proxy_url.printable(",".join(shown))}"'


def _config_map(config: Fields, report: Report) -> Source:
    _refuse_others(config, ("data", "immutable"), report)
    data = _mapping(config, ("data",), report)
    properties = SCHEMA["properties"]
    fields = {name: typed(value, properties.get(name, {})) for name, value in data.items()}
    return Source(("data",), fields, tuple(properties))


def typed(value: object, schema: Schema) -> object:
    """A ConfigMap's string as the type that its field has, when it can be read as one."""
    kind = schema.get("type")
    if not isinstance(value, str) or kind == "string":
        return value
    if kind == "boolean" and value in ("true", "false"):
        return value == "true"
    if kind == "array":
        return [part.strip() for part in value.split(",") if part.strip()]
    return value


def _set_proxy_env(config: Fields, report: Report) -> Source:
    names = tuple(SCHEMA["properties"])
    envelope = ("apiVersion", "kind", "metadata", "spec", "status")
    beside = {key: value for key, value in config.items() if key not in envelope}
    if beside and config.get("spec") is None:
        return Source((), beside, (*names, "spec"))
    _refuse_others(config, ("spec", "status"), report)
    return Source(("spec",), _mapping(config, ("spec",), report), names)


def _istio(config: Fields, report: Report) -> Source:
    return _operators(config, ("spec", "httpProxyEnvs"), report)


def _openshift_proxy(config: Fields, report: Report) -> Source:
    return _operators(config, ("spec",), report)


def _operators(config: Fields, path: Path, report: Report) -> Source:
    """The three addresses of an operator's object, those left out that are empty or null."""
    found = _mapping(config, path, report)
    fields = {name: found[name] for name in _THREE if found.get(name) not in (None, "")}
    return Source(path, fields, _THREE)


def _mapping(config: Fields, path: Path, report: Report) -> Fields:
    """The mapping at a path; an empty one where there is none."""
    for end, part in enumerate(path, 1):
        value = config.get(str(part))
        if value is None:
            return {}
        if not isinstance(value, dict):
            _wording().report_wrong_type(path[:end], "a mapping", value, report)
            return {}
        config = value
    return config


def _refuse_others(config: Fields, holders: tuple[str, ...], report: Report) -> None:
    """Errors for fields beside the mapping that should hold them."""
    others = [key for key in config if key not in ("apiVersion", "kind", "metadata", *holders)]
    if others:
        _wording().report_misplaced(others, holders[0], report)


FORMS: dict[tuple[str, str], Callable[[Fields, Report], Source]] = {
    ("v1", "ConfigMap"): _config_map,
    ("krm-fn.dev/v1alpha1", "SetProxyEnv"): _set_proxy_env,
    ("istio.banzaicloud.io/v1beta1", "Istio"): _istio,
    ("config.openshift.io/v1", "Proxy"): _openshift_proxy,
}
