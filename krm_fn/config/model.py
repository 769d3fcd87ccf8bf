"""The configuration's one definition.

The JSON schema that the run-time check walks, the function's KRMFunctionDefinition and the
messages for a configuration that breaks it are all made from this model. A valid configuration
never imports it, since importing pydantic takes longer than the whole run.
"""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from pydantic.alias_generators import to_camel

__all__ = ["SetProxyEnv", "ValidationError"]

UNSET = str
"""The default of a field that may be left out but not be null: absent from the schema."""


def unset_part() -> Any:
    """The same for a field that is a mapping."""
    return None


class Part(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid", alias_generator=to_camel)


class PodPath(Part):
    """Where a kind keeps its containers, in kustomize's FieldSpec form."""

    group: str = Field(default_factory=UNSET, description="The API group; empty matches any.")
    version: str = Field(default_factory=UNSET, description="The version; empty matches any.")
    kind: str = Field(default_factory=UNSET, description="The kind; empty matches any.")
    path: str = Field(
        min_length=1,
        description=(
            "The way to a pod template, a pod spec, a list of containers, one container or an env "
            r"list: keys separated by /, [] after one that holds a list, \/ for a / in a key."
        ),
    )


class Selector(Part):
    """An object matches when all the fields that are given do."""

    api_version: str = Field(default_factory=UNSET, description="The whole apiVersion.")
    kind: str = Field(default_factory=UNSET, description="The kind; a glob.")
    name: str = Field(default_factory=UNSET, description="The name; a glob.")
    namespace: str = Field(default_factory=UNSET, description="The namespace; a glob.")
    labels: dict[str, str] = Field(
        default_factory=dict, description="Labels that the object has, with these values."
    )
    annotations: dict[str, str] = Field(
        default_factory=dict, description="Annotations that the object has, with these values."
    )


class ExceptionToValues(Part):
    """Variables that are left as they are; what is not given holds for all."""

    selector: Selector = Field(default_factory=unset_part, description="The objects.")
    containers: list[str] = Field(
        default_factory=list, description="Names or globs of the containers."
    )
    variables: list[str] = Field(
        default_factory=list,
        description="Names of the variables; one spelling stands for both.",
    )


class Containers(Part):
    """Which containers of a workload are set."""

    include: list[str] = Field(
        default_factory=list,
        description="Names or globs of the containers to set; by default all.",
    )
    exclude: list[str] = Field(
        default_factory=list,
        description=(
            "Names or globs of containers to leave alone, beside istio-proxy, istio-init, "
            "istio-validation, linkerd-proxy and linkerd-init, which are always left alone unless "
            "`include` has their names."
        ),
    )
    init: bool = Field(default=True, description="Whether init containers are set.")
    ephemeral: bool = Field(default=False, description="Whether ephemeral containers are set.")


class Checks(Part):
    """What happens to warnings, and for which clients the configuration is checked."""

    level: Literal["warn", "error", "off"] = Field(
        default="warn",
        description="warn: warnings are told; error: they fail the run; off: they are not told.",
    )
    clients: list[str] = Field(
        default_factory=list,
        description=(
            "Names of the clients that are in use, such as curl, go or python-requests: they are "
            "checked more closely, and what concerns none of them is not told."
        ),
    )
    ignore: list[str] = Field(
        default_factory=list, description="The ids of warnings that are not told."
    )


class KeyReference(Part):
    """A key of a Secret or a ConfigMap in the pod's namespace, as in a container's env."""

    name: str = Field(min_length=1, description="The name of the object.")
    key: str = Field(min_length=1, description="The key in it that has the URL.")
    optional: bool = Field(
        default=False, description="Whether the pod starts without the object or the key."
    )


class ValueSource(Part):
    """One of the two."""

    secret_key_ref: KeyReference = Field(
        default_factory=unset_part, description="A key of a Secret."
    )
    config_map_key_ref: KeyReference = Field(
        default_factory=unset_part, description="A key of a ConfigMap."
    )


class ValueFrom(Part):
    """A URL that a Secret or a ConfigMap holds."""

    value_from: ValueSource = Field(description="Where the URL comes from.")


class BundleConfigMap(Part):
    """The ConfigMap with a CA bundle, in the namespace of each pod."""

    name: str = Field(min_length=1, description="The name of the ConfigMap.")
    key: str = Field(
        default="ca-bundle.crt", min_length=1, description="The key that has the bundle, as PEM."
    )


class TrustedCA(Part):
    """A CA bundle to mount, and the variables that lead clients to it."""

    config_map: BundleConfigMap = Field(description="The ConfigMap that has the bundle.")
    mount_path: str = Field(
        default="/etc/trusted-ca",
        min_length=1,
        description="The folder to mount it at, read-only.",
    )
    env: list[str] = Field(
        default=[
            "SSL_CERT_FILE",
            "REQUESTS_CA_BUNDLE",
            "CURL_CA_BUNDLE",
            "NODE_EXTRA_CA_CERTS",
            "AWS_CA_BUNDLE",
            "GIT_SSL_CAINFO",
        ],
        description=(
            "The variables that get the bundle's path. SSL_CERT_FILE replaces a client's own "
            "bundle: the ConfigMap must have a full one."
        ),
    )


class CustomResources(Part):
    """What is set in custom resources beside containers, and how unknown kinds are treated."""

    env: bool = Field(
        default=False, description="Set the env fields of operators that have known ones."
    )
    embedded: bool = Field(
        default=False, description="Set whole manifests inside others, such as a ManifestWork's."
    )
    structural: bool = Field(
        default=True,
        description="Find the containers of unknown kinds by the structure of the object.",
    )


class SetProxyEnv(BaseModel):
    """Sets proxy environment variables in every container of every pod template."""

    model_config = ConfigDict(strict=True, extra="forbid", alias_generator=to_camel)

    http_proxy: str | ValueFrom = Field(
        default_factory=UNSET,
        description=(
            "The proxy for http URLs, as in http://proxy.example.com:3128: the value of "
            "http_proxy and HTTP_PROXY. It may hold $(NAME) references to a container's own "
            "variables, or be a mapping with `valueFrom`."
        ),
    )
    https_proxy: str | ValueFrom = Field(
        default_factory=UNSET,
        description="The proxy for https URLs: the value of https_proxy and HTTPS_PROXY.",
    )
    all_proxy: str | ValueFrom = Field(
        default_factory=UNSET,
        description=(
            "The proxy for URLs of every scheme without a proxy of its own: the value of "
            "all_proxy and ALL_PROXY."
        ),
    )
    no_proxy: str | list[str] = Field(
        default_factory=UNSET,
        description=(
            "The hosts to reach without a proxy, as a list or as a string with commas: the value "
            "of no_proxy and NO_PROXY."
        ),
    )
    no_proxy_presets: list[Literal["localhost", "cluster", "services", "aws", "gcp", "azure"]] = (
        Field(
            default_factory=list,
            description=(
                "Entries for noProxy that most clusters need. localhost: the loopback; cluster: "
                "the cluster's domains and its API server; services: the short names of the "
                "Services in the list; aws, gcp, azure: the cloud's own addresses."
            ),
        )
    )
    cluster_domain: str = Field(
        default="cluster.local", min_length=1, description="The cluster's domain."
    )
    existing: Literal["merge", "keep", "replace", "error"] = Field(
        default="merge",
        description=(
            "What happens to a variable that a container already has. merge: its proxy URLs stay, "
            "and its no_proxy gets the missing hosts; keep: it stays; replace: it gets the "
            "configured value; error: one that differs fails the run."
        ),
    )
    from_: list[str] = Field(
        default_factory=list,
        alias="from",
        description=(
            "The URLs of former proxies: what has one of these values was set by a former "
            "configuration, and is changed whatever `existing` says."
        ),
    )
    track: bool = Field(
        default=False,
        description=(
            "Record in an annotation of each workload what this configuration set there, so that "
            "a later run can change it or take it out. Variables that have the configured values "
            "already, or those of `from`, are recorded as if they had been set."
        ),
    )
    remove: bool = Field(
        default=False,
        description=(
            "Set nothing, and take out all that this configuration recorded with track, and what "
            "equals its values, or those of `from`, recorded or not."
        ),
    )
    pod_paths: list[PodPath] = Field(
        default_factory=list,
        description="Where kinds keep their containers, beside what is known of them.",
    )
    custom_resources: CustomResources = Field(
        default_factory=CustomResources,
        description="What is set in custom resources, and how unknown kinds are treated.",
    )
    selectors: list[Selector] = Field(
        default_factory=list,
        description="The objects to set: those that match any of these; by default all.",
    )
    exclude: list[Selector] = Field(
        default_factory=list,
        description="The objects to leave alone although they are selected.",
    )
    containers: Containers = Field(
        default_factory=Containers, description="Which containers of a workload are set."
    )
    exceptions: list[ExceptionToValues] = Field(
        default_factory=list,
        description=(
            "Variables that are meant to differ: they are neither set nor changed, and no gate "
            "fails for them. The annotation krm-fn.dev/set-proxy-env-exceptions does the same for "
            "one workload."
        ),
    )
    mode: Literal["optOut", "optIn"] = Field(
        default="optOut",
        description=(
            'optOut: all is set but what the annotation krm-fn.dev/set-proxy-env: "disabled" '
            'leaves out; optIn: only what says "enabled".'
        ),
    )
    checks: Checks = Field(
        default_factory=Checks, description="What happens to warnings, and who is checked for."
    )
    trusted_ca: TrustedCA = Field(
        default_factory=unset_part,
        alias="trustedCA",
        description="A CA bundle to mount into every container that gets the variables.",
    )
    runtimes: list[Literal["java", "node"]] = Field(
        default_factory=list,
        description=(
            "Runtimes that do not look at the variables, and are told by others. java: "
            "JAVA_TOOL_OPTIONS gets system properties; node: NODE_USE_ENV_PROXY=1."
        ),
    )
    istio_service_entry: bool = Field(
        default=False,
        description=(
            "Add Istio's ServiceEntry for each proxy outside the cluster, without which sidecars "
            "may answer a CONNECT with 404."
        ),
    )
    proxy_addresses: list[str] = Field(
        default_factory=list,
        description=(
            "The proxy's IP addresses, for the ServiceEntry: with them it holds although a Service "
            "of the mesh has HTTP on the proxy's port."
        ),
    )
    verify: bool = Field(
        default=False,
        description=(
            "Change nothing, and fail where a container's variables are not what this "
            "configuration would set."
        ),
    )
    validate_: str = Field(
        default_factory=UNSET,
        alias="validate",
        description=(
            "A Kubernetes version such as 1.33: every changed workload of a built-in kind is "
            "checked against its schema."
        ),
    )
