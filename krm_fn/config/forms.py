"""The objects that a functionConfig can be, and where each keeps the fields.

- v1 ConfigMap: the fields are in `data`, as strings or as kustomize typed them; `"true"` and
  `"false"` stand for booleans, a string with commas for a list, and a field of a mapping is
  written with a dot: `containers.exclude`.
- krm-fn.dev/v1alpha1 SetProxyEnv: the fields are in `spec` or at the top level, not in both.
- istio.banzaicloud.io/v1beta1 Istio: `spec.httpProxyEnvs` holds the three addresses.
- config.openshift.io/v1 Proxy: `spec` holds them; `status`, where it has a noProxy, holds those
  that OpenShift itself injects, with the cluster's own networks.
- krm-fn.dev/v1alpha1 TransparentProxy: other fields, those of transparent_schema, in the same
  places as a SetProxyEnv's.

In the operators' two, which belong to an operator, everything else is ignored, and an address that is
empty or null is not configured.
"""

from __future__ import annotations

from krm_fn.config.schema import SCHEMA

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from types import ModuleType
    from typing import Any

    from krm_fn.config.rules import Report
    from krm_fn.config.schema_check import Path, Schema

    Fields = dict[str, Any]

UNMOUNTED = (
    "the CA bundle of `spec.trustedCA.name` is not mounted: a pod can mount a ConfigMap of its own "
    'namespace only, and "{}" is in openshift-config. Write a SetProxyEnv with the three addresses '
    "and `trustedCA: {{configMap: {{name: trusted-ca, key: ca-bundle.crt}}}}`, and in each "
    "namespace an empty ConfigMap trusted-ca with the label "
    '`config.openshift.io/inject-trusted-cabundle: "true"`, which OpenShift fills'
)

_THREE = ("httpProxy", "httpsProxy", "noProxy")


class Source:
    """Where an object keeps the fields: the path to them, their values, and which it can have.

    `schema` is what they must conform to.
    """

    __slots__ = ("fields", "names", "path", "schema")

    def __init__(
        self, path: Path, fields: Fields, names: tuple[str, ...], schema: Schema = SCHEMA
    ) -> None:
        self.path = path
        self.fields = fields
        self.names = names
        self.schema = schema


def wording() -> ModuleType:
    """The messages for what is wrong, imported only where something is."""
    from krm_fn.config import errors as config_errors

    return config_errors


def _config_map(config: Fields, report: Report) -> Source:
    _refuse_others(config, ("data", "immutable"), report)
    data = _mapping(config, ("data",), report)
    properties = SCHEMA["properties"]
    fields: Fields = {}
    for name, value in data.items():
        outer, _, inner = name.partition(".")
        parts = _parts(properties.get(outer, {}))
        if not (inner and parts):
            fields[name] = typed(value, properties.get(name, {}))
        elif isinstance(fields.setdefault(outer, {}), dict):
            fields[outer][inner] = typed(value, parts.get(inner, {}))
    return Source(("data",), fields, tuple(properties))


def _parts(schema: Schema) -> dict[str, Schema]:
    """The schemas of a mapping's fields, for a field that is a mapping."""
    definition = SCHEMA["$defs"].get(schema.get("$ref", "").removeprefix("#/$defs/"), {})
    parts: dict[str, Schema] = definition.get("properties", {})
    return parts


def typed(value: object, schema: Schema) -> object:
    """A ConfigMap's string as the type that its field has, when it can be read as one."""
    kind = schema.get("type")
    if not isinstance(value, str) or kind == "string":
        return value
    if kind == "boolean" and value in ("true", "false"):
        return value == "true"
    if kind == "array" and "$ref" not in schema.get("items", {}):
        return [part.strip() for part in value.split(",") if part.strip()]
    return value


def _set_proxy_env(config: Fields, report: Report) -> Source:
    return own_object(config, report, SCHEMA)


def own_object(config: Fields, report: Report, schema: Schema) -> Source:
    """The fields of an object of a kind of our own."""
    names = tuple(schema["properties"])
    envelope = ("apiVersion", "kind", "metadata", "spec", "status")
    beside = {key: value for key, value in config.items() if key not in envelope}
    if beside and config.get("spec") is None:
        return Source((), beside, (*names, "spec"), schema)
    _refuse_others(config, ("spec", "status"), report, schema)
    return Source(("spec",), _mapping(config, ("spec",), report), names, schema)


def _istio(config: Fields, report: Report) -> Source:
    return _operators(config, ("spec", "httpProxyEnvs"), report)


def _openshift_proxy(config: Fields, report: Report) -> Source:
    source = _operators(config, ("spec",), report)
    bundle = _mapping(config, ("spec",), report).get("trustedCA")
    name = bundle.get("name") if isinstance(bundle, dict) else None
    if name and isinstance(name, str):
        report.add("info", "trusted-ca", UNMOUNTED.format(name), ("spec", "trustedCA", "name"))
    status = config.get("status")
    if isinstance(status, dict) and status.get("noProxy") and isinstance(status["noProxy"], str):
        in_force = {name: status[name] for name in _THREE if status.get(name)}
        return Source(("status",), {**source.fields, **in_force}, _THREE)
    return source


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
            wording().report_wrong_type(path[:end], "a mapping", value, report)
            return {}
        config = value
    return config


def _refuse_others(
    config: Fields, holders: tuple[str, ...], report: Report, schema: Schema = SCHEMA
) -> None:
    """Errors for fields beside the mapping that should hold them."""
    others = [key for key in config if key not in ("apiVersion", "kind", "metadata", *holders)]
    if others:
        wording().report_misplaced(others, holders[0], report, schema)


FORMS: dict[tuple[str, str], Callable[[Fields, Report], Source]] = {
    ("v1", "ConfigMap"): _config_map,
    ("krm-fn.dev/v1alpha1", "SetProxyEnv"): _set_proxy_env,
    ("istio.banzaicloud.io/v1beta1", "Istio"): _istio,
    ("config.openshift.io/v1", "Proxy"): _openshift_proxy,
}

TRANSPARENT = ("krm-fn.dev/v1alpha1", "TransparentProxy")
"""The object that makes resources instead of setting variables."""
KINDS = (*FORMS, TRANSPARENT)


def is_transparent(config: object) -> bool:
    """Whether a functionConfig is meant to be a TransparentProxy, of whatever version."""
    return isinstance(config, dict) and config.get("kind") == TRANSPARENT[1]
