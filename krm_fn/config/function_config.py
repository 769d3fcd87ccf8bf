"""The functionConfig: one of four objects, read into one Configuration.

The fields are those of krm_fn.config.schema, the objects in krm_fn.config.forms; what is checked
here beyond their types is in krm_fn.config.rules.
"""

from __future__ import annotations

from krm_fn.config.forms import FORMS, KINDS, wording
from krm_fn.config.rules import (
    Report,
    check_choices,
    check_domain,
    check_references,
    check_url,
    no_proxy_entries,
    path_text,
)
from krm_fn.config.schema import SCHEMA
from krm_fn.config.schema_check import problems
from krm_fn.errors import Refused

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Any, Literal

    from krm_fn.config.forms import Source
    from krm_fn.config.schema_check import Path
    from krm_fn.results import File, ResourceRef, Result

    Fields = dict[str, Any]
    Existing = Literal["merge", "keep", "replace", "error"]
    Mode = Literal["optOut", "optIn"]

VARIABLES = {"httpProxy": "http_proxy", "httpsProxy": "https_proxy", "allProxy": "all_proxy"}
URLS = tuple(VARIABLES)
GIVERS = (*URLS, "noProxy", "noProxyPresets", "trustedCA")
DEFAULT_NAME = "set-proxy-env"
NO_FIELDS: Fields = {}
COPIED = {
    "existing": "existing",
    "from": "former",
    "track": "track",
    "remove": "remove",
    "podPaths": "pod_paths",
    "customResources": "custom_resources",
    "selectors": "selectors",
    "exclude": "exclude",
    "containers": "containers",
    "exceptions": "exceptions",
    "mode": "mode",
    "noProxyPresets": "presets",
    "clusterDomain": "cluster_domain",
    "checks": "checks",
    "runtimes": "runtimes",
    "variables": "variables",
    "istioServiceEntry": "istio_service_entry",
    "verify": "verify",
}
"""The fields that a Configuration has as they are written, with its names for them."""


class Configuration:
    """What to set, and the functionConfig object that says so.

    `name`, `api_version`, `kind` and `namespace` are the object's own, to recognise it among the
    items; a name that is missing is "set-proxy-env", the others are "". `reference` is the object
    as results name it, `file` the file that it came from, `path` leads to its fields, and `notes`
    are infos about it.

    The fields of `COPIED` are as they are written. An address that is None is not configured.
    `no_proxy` is never empty, and holds no entry twice; those of presets are added to it later.
    `sources` are the `valueFrom` of addresses that are no literals, by the variables' names;
    `credentials` are the name of a Secret and its keys for the user name and the password;
    `trusted_ca` is complete, or None.
    """

    name: str = DEFAULT_NAME
    api_version: str = ""
    kind: str = ""
    namespace: str = ""
    http_proxy: str | None = None
    https_proxy: str | None = None
    all_proxy: str | None = None
    no_proxy: tuple[str, ...] | None = None
    existing: Existing = "merge"
    former: Sequence[str] = ()
    track: bool = False
    remove: bool = False
    pod_paths: Sequence[Fields] = ()
    custom_resources: Fields = NO_FIELDS
    selectors: Sequence[Fields] = ()
    exclude: Sequence[Fields] = ()
    containers: Fields = NO_FIELDS
    exceptions: Sequence[Fields] = ()
    mode: Mode = "optOut"
    presets: Sequence[str] = ()
    cluster_domain: str = "cluster.local"
    checks: Fields = NO_FIELDS
    sources: Fields = NO_FIELDS
    trusted_ca: Fields | None = None
    credentials: tuple[str, str, str] | None = None
    runtimes: Sequence[str] = ()
    variables: Sequence[str] = ()
    istio_service_entry: bool = False
    proxy_addresses: Sequence[str] = ()
    verify: bool = False
    validate: str | None = None
    notes: Sequence[Result] = ()
    path: Path = ()
    reference: ResourceRef | None = None
    file: File | None = None

    def __init__(self, **given: Any) -> None:
        for name, value in given.items():
            if name not in Configuration.__annotations__:
                raise TypeError(f"a configuration has no {name}")
            setattr(self, name, value)

    def with_entries(self, entries: tuple[str, ...]) -> Configuration:
        """The same with more entries of noProxy, behind those that it has."""
        made = Configuration(**vars(self))
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
    def names_objects(self) -> bool:
        """Whether there is a selector or a path in it, which may lead to nothing."""
        return bool(self.selectors or self.exclude or self.exceptions or self.pod_paths)

    @property
    def urls(self) -> list[str]:
        """The proxies' URLs."""
        return list(filter(None, (self.http_proxy, self.https_proxy, self.all_proxy)))

    @property
    def values(self) -> list[str]:
        """All that variables get: the proxies' URLs, and the entries of noProxy."""
        return [*self.urls, *(self.no_proxy or ())]

    def field(self, *path: str | int) -> str:
        """The path of a field: `spec.noProxy`."""
        return path_text((*self.path, *path))

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
    report = Report(config)
    reader = _reader(config)
    if reader is None or not isinstance(config, dict):
        wording().report_unknown_object(config, KINDS, report)
        raise Refused(report.errors)
    return _configured(config, reader(config, report), report), report


def _reader(config: object) -> Callable[[Fields, Report], Source] | None:
    if not isinstance(config, dict):
        return None
    version, kind = config.get("apiVersion"), config.get("kind")
    if not isinstance(version, str) or not isinstance(kind, str):
        return None
    return FORMS.get((version, kind))


def _configured(config: Fields, source: Source, report: Report) -> Configuration:
    reference = report.resource or {}
    values = _conforming(source, report)
    check_metadata(config, report)
    credentials = _credentials(values, source.path, report)
    values, sources = _sources(values, source.path, report)
    _check_urls(values, sources, source.path, report)
    check_choices(values, source.path, report)
    if values.get("exceptions"):
        from krm_fn.config.additions import check_exceptions

        check_exceptions(values, (*source.path, "exceptions"), report)
    if "clusterDomain" in values:
        check_domain(values["clusterDomain"], (*source.path, "clusterDomain"), report)
    own = no_proxy_entries(values.get("noProxy"), (*source.path, "noProxy"), report)
    for entry in own or ():
        if "$(" in entry:
            check_references(entry, "no_proxy", (*source.path, "noProxy"), report)
    given = {attribute: values[name] for name, attribute in COPIED.items() if name in values}
    return Configuration(
        **given,
        **{VARIABLES[name]: values[name] for name in URLS if values.get(name)},
        name=reference.get("name", DEFAULT_NAME),
        api_version=reference.get("apiVersion", ""),
        kind=reference.get("kind", ""),
        namespace=reference.get("namespace", ""),
        no_proxy=own or None,
        sources=sources,
        credentials=credentials,
        trusted_ca=_trusted_ca(values, source.path, report),
        proxy_addresses=_addresses(values, source.path, report) or (),
        validate=_version(values, source.path, report),
        notes=report.notes,
        path=source.path,
        reference=report.resource,
        file=report.file,
    )


def _check_urls(values: Fields, sources: Fields, path: Path, report: Report) -> None:
    for name in URLS:
        if name in values and VARIABLES[name] not in sources:
            check_url(values[name], (*path, name), report)
            check_references(values[name], VARIABLES[name], (*path, name), report)


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


def _credentials(values: Fields, path: Path, report: Report) -> tuple[str, str, str] | None:
    if "credentials" not in values:
        return None
    from krm_fn.config.additions import check_takes_credentials, credentials

    for name in URLS:
        check_takes_credentials(values.get(name), (*path, name), report)
    return credentials(values["credentials"], (*path, "credentials"), report)


def _trusted_ca(values: Fields, path: Path, report: Report) -> Fields | None:
    if "trustedCA" not in values:
        return None
    from krm_fn.config.additions import trusted_ca

    return trusted_ca(values["trustedCA"], (*path, "trustedCA"), report)


def _addresses(values: Fields, path: Path, report: Report) -> list[str] | None:
    addresses: list[str] | None = values.get("proxyAddresses")
    if addresses is not None:
        from krm_fn.config.additions import check_ip_addresses

        check_ip_addresses(addresses, (*path, "proxyAddresses"), report)
    return addresses


def _version(values: Fields, path: Path, report: Report) -> str | None:
    version: str | None = values.get("validate")
    if version is not None:
        from krm_fn.config.additions import check_version

        check_version(version, (*path, "validate"), report)
    return version


def _conforming(source: Source, report: Report) -> Fields:
    """The fields that are as the schema has them; errors for the others, and for none at all."""
    fields = source.fields
    checks = fields.get("checks")
    if isinstance(checks, dict) and checks.get("level") is False:
        checks["level"] = "off"  # as kustomize, which reads YAML 1.1, sends an `off`
    if not (report.errors or _gives_something(fields)):
        wording().report_nothing_given(source.path, source.names, report)
    if not any(problems(fields, SCHEMA)):
        return fields
    wrong = wording().report_mismatches(fields, source.names, source.path, report)
    return {name: value for name, value in fields.items() if name not in wrong}


def _gives_something(fields: Fields) -> bool:
    """Whether a field says what to do, or an unknown one may have been meant to."""
    return fields.get("remove", False) is not False or any(
        name in GIVERS or name not in SCHEMA["properties"] for name in fields
    )


def check_metadata(config: Fields, report: Report) -> None:
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
