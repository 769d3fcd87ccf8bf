"""The common shape of all resources that are generated."""

from __future__ import annotations

import hashlib
from typing import Any, NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from krm_fn.mesh.proxying import Proxying

Fields = dict[str, Any]

OWNER = "krm-fn.dev/made-by"
"""The annotation that says which configuration made a resource: such a resource is replaced by
that configuration's next run, and taken out when it is no longer among what that makes."""


LONGEST_LABEL = 63


class Generated(NamedTuple):
    """A resource as plain data, and the name of the file that it goes to."""

    file: str
    root: Fields


def networking(proxying: Proxying, kind: str, name: str, spec: Fields) -> Generated:
    """A resource of Istio's networking API in the configuration's namespace."""
    stable = "v1" if proxying.istio >= (1, 22) else "v1beta1"
    version = "v1alpha3" if kind == "EnvoyFilter" else stable
    metadata = {
        "name": name,
        "namespace": proxying.namespace,
        "annotations": {OWNER: maker(proxying.made_by, proxying.name)},
    }
    return Generated(
        f"{name}-{kind.lower()}.yaml",
        {
            "apiVersion": f"networking.istio.io/{version}",
            "kind": kind,
            "metadata": metadata,
            "spec": spec,
        },
    )


def maker(kind: str, name: str) -> str:
    """A configuration as the annotation names it."""
    return f"{kind}/{name}"


def exported(proxying: Proxying, spec: Fields) -> Fields:
    """A spec that only the namespace sees, and an egress gateway, unless all of the mesh is meant."""
    if proxying.is_mesh_wide:
        return spec
    gateway = proxying.gateway
    others = [gateway.namespace] if gateway and gateway.namespace != proxying.namespace else []
    return {**spec, "exportTo": [".", *others]}


def label(host: str, suffix: str = "") -> str:
    """A host as a name of a resource or a subset, no other host's: `www-example-org`, with a
    hyphen of its own doubled. A long one is cut, and told apart by a part of its digest.
    """
    name = host.replace("-", "--").replace(".", "-").replace("_", "---") + suffix
    if len(name) <= LONGEST_LABEL:
        return name
    digest = hashlib.sha256((host + suffix).encode()).hexdigest()[:8]
    return f"{name[: LONGEST_LABEL - 9]}-{digest}"
