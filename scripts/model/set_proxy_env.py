"""The fields of a SetProxyEnv: their one definition.

The JSON schema that a run checks a configuration by and the function's KRMFunctionDefinition are
made from it by scripts/generate_schema.py. The function itself does without it: importing pydantic
takes longer than a whole run.
"""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from model.parts import (
    UNSET,
    Checks,
    Containers,
    CustomResources,
    ExceptionToValues,
    Part,
    PodPath,
    ProxyCredentials,
    Selector,
    TrustedCA,
    ValueFrom,
    unset_part,
)


class SetProxyEnv(Part):
    """Sets proxy environment variables in every container of every pod template."""

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
    credentials: ProxyCredentials = Field(
        default_factory=unset_part,
        description=(
            "A Secret with the user name and the password of the proxies: containers get them in "
            "two variables, to which the URLs refer."
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
    variables: list[
        Literal[
            "grpc_proxy",
            "no_grpc_proxy",
            "npm_config_proxy",
            "npm_config_https_proxy",
            "npm_config_noproxy",
            "YARN_HTTP_PROXY",
            "YARN_HTTPS_PROXY",
            "FTP_PROXY",
            "RSYNC_PROXY",
            "PIP_PROXY",
            "CARGO_HTTP_PROXY",
            "GLOBAL_AGENT_HTTP_PROXY",
            "GLOBAL_AGENT_HTTPS_PROXY",
            "GLOBAL_AGENT_NO_PROXY",
        ]
    ] = Field(
        default_factory=list,
        description=(
            "Further variables that get the same values, for programs that read names of their own."
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
