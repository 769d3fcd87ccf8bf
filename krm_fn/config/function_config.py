"""The functionConfig: one of four objects, read into one Configuration.

The fields are defined in krm_fn.config.model, the objects in krm_fn.config.forms; what is checked
here beyond their types is in krm_fn.config.rules.
"""

from __future__ import annotations

from krm_fn.config.forms import FORMS, wording
from krm_fn.config.rules import (
    Report,
    check_choices,
    check_domain,
    check_url,
    no_proxy_entries,
    path_text,
)
from krm_fn.config.schema import SCHEMA
from krm_fn.config.schema_check import mismatch
from krm_fn.errors import Refused

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any, Literal

    from krm_fn.config.forms import Source
    from krm_fn.config.schema_check import Path
    from krm_fn.results import ResourceRef, Result

    Fields = dict[str, Any]
    Existing = Literal["merge", "keep", "replace", "error"]
    Mode = Literal["optOut", "optIn"]

VARIABLES = {"httpProxy": "http_proxy", "httpsProxy": "https_proxy", "allProxy": "all_proxy"}
URLS = tuple(VARIABLES)
GIVERS = (*URLS, "noProxy", "noProxyPresets", "trustedCA")
DEFAULT_NAME = "set-proxy-env"


class Configuration:
    """What to set, and the functionConfig object that says so.

    `name`, `api_version`, `kind` and `namespace` are the object's own, to recognise it among the
    items; a name that is missing is "set-proxy-env", the others are "". An address that is None
    is not configured; `no_proxy` is never empty, and holds no entry twice. `pod_paths`,
    `custom_resources`, `selectors`, `exclude`, `containers` and `checks` are as they are
    configured. `reference` is the object as results name it, `path` leads to its fields. `no_proxy`
    is as it is written, until the entries of presets are added.
    `sources` are the `valueFrom` of addresses that are no literals, by the variables' names;
    `trusted_ca` is complete, or None; `notes` are infos about the object.
    """

    __slots__ = (
        "all_proxy",
        "api_version",
        "checks",
        "cluster_domain",
        "containers",
        "custom_resources",
        "exclude",
        "existing",
        "http_proxy",
        "https_proxy",
        "kind",
        "mode",
        "name",
        "namespace",
        "no_proxy",
        "notes",
        "path",
        "pod_paths",
        "presets",
        "reference",
        "remove",
        "runtimes",
        "selectors",
        "sources",
        "track",
        "trusted_ca",
        "validate",
        "verify",
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
        pod_paths: list[Fields] | None = None,
        custom_resources: Fields | None = None,
        selectors: list[Fields] | None = None,
        exclude: list[Fields] | None = None,
        containers: Fields | None = None,
        mode: Mode = "optOut",
        presets: list[str] | None = None,
        cluster_domain: str = "cluster.local",
        checks: Fields | None = None,
        sources: Fields | None = None,
        trusted_ca: Fields | None = None,
        runtimes: list[str] | None = None,
        verify: bool = False,
        validate: str | None = None,
        notes: list[Result] | None = None,
        path: Path = (),
        reference: ResourceRef | None = None,
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
        self.pod_paths = pod_paths or []
        self.custom_resources = custom_resources or {}
        self.selectors = selectors or []
        self.exclude = exclude or []
        self.containers = containers or {}
        self.mode = mode
        self.presets = presets or []
        self.cluster_domain = cluster_domain
        self.checks = checks or {}
        self.sources = sources or {}
        self.trusted_ca = trusted_ca
        self.runtimes = runtimes or []
        self.verify = verify
        self.validate = validate
        self.notes = notes or []
        self.path = path
        self.reference = reference

    def with_entries(self, entries: tuple[str, ...]) -> Configuration:
        """The same with more entries of noProxy, behind those that it has."""
        made = object.__new__(Configuration)
        for name in Configuration.__slots__:
            setattr(made, name, getattr(self, name))
        made.no_proxy = tuple(dict.fromkeys((*(self.no_proxy or ()), *entries))) or None
        return made

    @property
    def given(self) -> dict[str, str]:
        """The proxies' URLs by their fields, those that are configured; "" for one that comes by
        `valueFrom`.
        """
        urls = zip(URLS, (self.http_proxy, self.https_proxy, self.all_proxy), strict=True)
        return {name: url or "" for name, url in urls if url or VARIABLES[name] in self.sources}

    @property
    def urls(self) -> list[str]:
        """The proxies' URLs."""
        return list(filter(None, (self.http_proxy, self.https_proxy, self.all_proxy)))

    def field(self, name: str) -> str:
        """The path of a field: `spec.noProxy`."""
        return path_text((*self.path, name))

    def custom_resource(self, name: str) -> bool:
        """A field of `customResources`."""
        return bool(self.custom_resources.get(name, name == "structural"))

    def container_role(self, name: str) -> bool:
        """Whether the containers of a role, init or ephemeral, are set."""
        return bool(self.containers.get(name, name == "init"))


def read(config: object) -> tuple[Configuration, Report]:
    """The configuration that a functionConfig gives, and what is to be told about it; with errors
    in the report, the configuration is what could be read in spite of them.

    `config` is plain data, None when there is no functionConfig. Raises Refused where it is no
    object that can be read.
    """
    report = Report(_reference(config))
    reader = _reader(config)
    if reader is None or not isinstance(config, dict):
        wording().report_unknown_object(config, FORMS, report)
        raise Refused(report.errors)
    return _configured(config, reader(config, report), report), report


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
    values, sources = _sources(values, source.path, report)
    for name in URLS:
        if name in values and VARIABLES[name] not in sources:
            check_url(values[name], (*source.path, name), report)
    check_choices(values, source.path, report)
    if "clusterDomain" in values:
        check_domain(values["clusterDomain"], (*source.path, "clusterDomain"), report)
    return Configuration(
        name=reference.get("name", DEFAULT_NAME),
        api_version=reference.get("apiVersion", ""),
        kind=reference.get("kind", ""),
        namespace=reference.get("namespace", ""),
        http_proxy=values.get("httpProxy") or None,
        https_proxy=values.get("httpsProxy") or None,
        all_proxy=values.get("allProxy") or None,
        no_proxy=no_proxy_entries(values.get("noProxy"), (*source.path, "noProxy"), report) or None,
        existing=_value(values, "existing"),
        track=_value(values, "track"),
        remove=_value(values, "remove"),
        pod_paths=values.get("podPaths"),
        custom_resources=values.get("customResources"),
        selectors=values.get("selectors"),
        exclude=values.get("exclude"),
        containers=values.get("containers"),
        mode=_value(values, "mode"),
        presets=values.get("noProxyPresets"),
        cluster_domain=_value(values, "clusterDomain"),
        checks=values.get("checks"),
        sources=sources,
        trusted_ca=_trusted_ca(values, source.path, report),
        runtimes=values.get("runtimes"),
        verify=_value(values, "verify"),
        validate=_version(values, source.path, report),
        notes=report.notes,
        path=source.path,
        reference=report.resource,
    )


def _sources(values: Fields, path: Path, report: Report) -> tuple[Fields, Fields]:
    """The fields with "" for each address that is no literal, and the `valueFrom` of those by the
    names of their variables.
    """
    sources: Fields = {}
    for name in URLS:
        if isinstance(values.get(name), dict):
            from krm_fn.config.additions import check_source

            sources[VARIABLES[name]] = check_source(values[name], (*path, name), report)
            values = {**values, name: ""}
    return values, sources


def _trusted_ca(values: Fields, path: Path, report: Report) -> Fields | None:
    if "trustedCA" not in values:
        return None
    from krm_fn.config.additions import trusted_ca

    return trusted_ca(values["trustedCA"], (*path, "trustedCA"), report)


def _version(values: Fields, path: Path, report: Report) -> str | None:
    version: str | None = values.get("validate")
    if version is not None:
        from krm_fn.config.additions import check_version

        check_version(version, (*path, "validate"), report)
    return version


def _value(values: Fields, name: str) -> Any:
    return values.get(name, SCHEMA["properties"][name]["default"])


def _conforming(source: Source, report: Report) -> Fields:
    """The fields that are as the schema has them; errors for the others, and for none at all."""
    fields = source.fields
    checks = fields.get("checks")
    if isinstance(checks, dict) and checks.get("level") is False:
        checks["level"] = "off"  # as kustomize, which reads YAML 1.1, sends an `off`
    if not (report.errors or _gives_something(fields)):
        wording().report_nothing_given(source.path, source.names, report)
    broken = mismatch(fields, SCHEMA)
    if broken is None:
        return fields
    wrong = wording().report_mismatches(fields, source.names, source.path, broken, report)
    return {name: value for name, value in fields.items() if name not in wrong}


def _gives_something(fields: Fields) -> bool:
    """Whether a field says what to do, or an unknown one may have been meant to."""
    return fields.get("remove", False) is not False or any(
        name in GIVERS or name not in SCHEMA["properties"] for name in fields
    )


def _check_metadata(config: Fields, report: Report) -> None:
    metadata = config.get("metadata")
    if metadata is None:
        return
    if not isinstance(metadata, dict):
        wording().report_wrong_type(("metadata",), "a mapping", metadata, report)
        return
    for key in ("name", "namespace"):
        value = metadata.get(key)
        if not isinstance(value, str | None):
            wording().report_wrong_type(("metadata", key), "a string", value, report)
