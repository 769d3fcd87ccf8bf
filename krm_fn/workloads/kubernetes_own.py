"""What is Kubernetes' own, or a tool's: kinds without pods but for those that are known to have some."""

from __future__ import annotations

from krm_fn.workloads.built_in import BUILT_IN

_OTHER_CORE_KINDS = frozenset(
    (
        "Binding",
        "ComponentStatus",
        "ConfigMap",
        "Endpoints",
        "Event",
        "LimitRange",
        "Namespace",
        "Node",
        "PersistentVolume",
        "PersistentVolumeClaim",
        "ResourceQuota",
        "Secret",
        "Service",
        "ServiceAccount",
    )
)
"""Kinds of the core group without pods. OpenShift once had kinds of its own in that group."""

_OTHER_GROUPS = frozenset(
    (
        "admission.k8s.io",
        "admissionregistration.k8s.io",
        "apiextensions.k8s.io",
        "apiregistration.k8s.io",
        "apps",
        "authentication.k8s.io",
        "authorization.k8s.io",
        "autoscaling",
        "batch",
        "certificates.k8s.io",
        "config.kubernetes.io",
        "coordination.k8s.io",
        "discovery.k8s.io",
        "events.k8s.io",
        "extensions",
        "flowcontrol.apiserver.k8s.io",
        "internal.apiserver.k8s.io",
        "kpt.dev",
        "krm-fn.dev",
        "kustomize.config.k8s.io",
        "networking.k8s.io",
        "node.k8s.io",
        "policy",
        "rbac.authorization.k8s.io",
        "resource.k8s.io",
        "scheduling.k8s.io",
        "storage.k8s.io",
        "storagemigration.k8s.io",
    )
)
"""API groups of Kubernetes and of its tools whose kinds hold pods only where BUILT_IN has them."""


def is_misplaced(api_version: str, kind: str) -> bool:
    """Whether a kind is one that has pods, in a version of Kubernetes that doesn't have it."""
    row = BUILT_IN.get(kind)
    return row is not None and api_version not in row[0] and is_kubernetes_own(api_version, kind)


def is_kubernetes_own(api_version: str, kind: str) -> bool:
    """Whether an object of a kind is Kubernetes' own, or a tool's, also if there is no such kind."""
    group, _, version = api_version.rpartition("/")
    if group == "":
        return kind in _OTHER_CORE_KINDS or (version != "" and kind in BUILT_IN)
    return group in _OTHER_GROUPS
