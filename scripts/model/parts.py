"""The parts of a SetProxyEnv that are mappings themselves, as set_proxy_env has its fields."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field
from pydantic.alias_generators import to_camel

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


class CredentialsSecret(Part):
    """A Secret in the namespace of each pod, with the user name and the password of the proxy."""

    name: str = Field(min_length=1, description="The name of the Secret.")
    username_key: str = Field("username", min_length=1, description="The user name's key in it.")
    password_key: str = Field("password", min_length=1, description="The password's key in it.")


class ProxyCredentials(Part):
    """Where the user name and the password of the proxy come from."""

    secret_ref: CredentialsSecret = Field(description="The Secret that has them.")


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
    config_maps: bool = Field(
        default=False,
        description=(
            "Also set pod templates that are YAML or JSON in a text: in the ConfigMaps of Tekton, "
            "Airflow, Argo Workflows and Jenkins, and in a TektonConfig."
        ),
    )
    embedded: bool = Field(
        default=False, description="Set whole manifests inside others, such as a ManifestWork's."
    )
    structural: bool = Field(
        default=True,
        description="Find the containers of unknown kinds by the structure of the object.",
    )
