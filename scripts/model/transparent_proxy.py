"""The fields of a TransparentProxy, as set_proxy_env has those of a SetProxyEnv."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from model.parts import UNSET, KeyReference, Part, unset_part


class ProxyTLS(Part):
    """How a proxy with an https URL is verified."""

    ca_certificates: str = Field(
        min_length=1,
        description=(
            "The file in the container istio-proxy with the CA certificates of the proxy; without "
            "it the system's own are used."
        ),
    )


class Credentials(Part):
    """Where the sidecar has the proxy's user and password from."""

    environment: str = Field(
        min_length=1,
        description=(
            "The variable of the container istio-proxy that holds the base64 text of "
            "user:password, as a Proxy-Authorization header has it behind Basic."
        ),
    )
    secret_key_ref: KeyReference = Field(
        default_factory=unset_part,
        description=(
            "The key of a Secret that holds that text: pod templates that ask for the sidecar by "
            "label get the variable from it."
        ),
    )


class Gateway(Part):
    """The egress gateway that alone reaches the proxy."""

    namespace: str = Field(min_length=1, description="The namespace that the gateway runs in.")
    selector: dict[str, str] = Field(
        default_factory=lambda: {"istio": "egressgateway"},
        description="The labels of the gateway's pods.",
    )
    service: str = Field(
        default="istio-egressgateway", min_length=1, description="The gateway's Service."
    )


class MeshChecks(Part):
    """What happens to warnings."""

    level: Literal["warn", "error", "off"] = Field(
        default="warn",
        description="warn: warnings are told; error: they fail the run; off: they are not told.",
    )
    ignore: list[str] = Field(
        default_factory=list, description="The ids of warnings that are not told."
    )


class TransparentProxy(Part):
    """Sends a mesh's outbound connections through a proxy, by resources of Istio."""

    http_proxy: str = Field(
        default_factory=UNSET,
        description="The proxy for plain HTTP, as in http://proxy.example.com:3128.",
    )
    https_proxy: str = Field(
        default_factory=UNSET,
        description="The proxy for TLS, to which tunnels are asked of by CONNECT.",
    )
    no_proxy: str | list[str] = Field(
        default_factory=UNSET,
        description=(
            "What is reached directly, as a list or as a string with commas: names with all below "
            "them, addresses and CIDRs."
        ),
    )
    no_proxy_presets: list[Literal["localhost", "cluster", "services", "aws", "gcp", "azure"]] = (
        Field(
            default_factory=list,
            description="Entries for noProxy that most clusters need, as in a SetProxyEnv.",
        )
    )
    cluster_domain: str = Field(
        default="cluster.local", min_length=1, description="The cluster's domain."
    )
    mode: Literal["hosts", "all"] = Field(
        default="hosts",
        description=(
            "hosts: the hosts that `hosts` names, by Istio's API alone; all: everything that "
            "noProxy does not name, by EnvoyFilters."
        ),
    )
    hosts: Literal["auto"] | list[str] = Field(
        default_factory=list,
        description=(
            "Names to reach through the proxy, each with a port or for all of tlsPorts and "
            "httpPorts; in mode all also *.example.com. auto: those that URLs in the list name."
        ),
    )
    namespace: str = Field(
        default="istio-system",
        min_length=1,
        description=(
            "The namespace of the resources: in the mesh's root namespace they hold for all of "
            "the mesh, in another one for that."
        ),
    )
    root_namespace: str = Field(
        default="istio-system", min_length=1, description="The mesh's root namespace."
    )
    tls_ports: list[int] = Field(
        default_factory=lambda: [443],
        description="Ports at which clients speak TLS first, and are sent through the proxy.",
    )
    http_ports: list[int] = Field(
        default_factory=lambda: [80], description="Ports at which clients speak plain HTTP."
    )
    proxy_addresses: list[str] = Field(
        default_factory=list,
        description=(
            "The proxy's IP addresses. Of several, one that does not answer is left out for a "
            "while."
        ),
    )
    tls: ProxyTLS = Field(
        default_factory=unset_part, description="How a proxy with an https URL is verified."
    )
    credentials: Credentials = Field(
        default_factory=unset_part, description="The proxy's user and password."
    )
    workload_selector: dict[str, str] = Field(
        default_factory=dict,
        description="In mode all: the labels of the pods that alone are meant.",
    )
    no_server_name: Literal["refuse", "address"] = Field(
        default="refuse",
        description=(
            "In mode all, for TLS that names no server: refuse asks the proxy for no host, which "
            "it refuses; address asks for the address that was dialled, from Istio 1.29 on."
        ),
    )
    istio: str = Field(
        default="1.22", min_length=1, description="The lowest version of Istio to make them for."
    )
    gateway: Gateway = Field(
        default_factory=unset_part, description="An egress gateway to go to the proxy by."
    )
    remove: bool = Field(
        default=False, description="Take out all resources that this configuration made."
    )
    checks: MeshChecks = Field(default_factory=MeshChecks, description="What happens to warnings.")
