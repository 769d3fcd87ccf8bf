from __future__ import annotations

import subprocess
import sys
from typing import Any

import pytest
import yaml
from places import ROOT

from krm_fn.workloads.known_kinds import BY_VERSION, KINDS, PARTS, lookup

ENTRIES: list[dict[str, Any]] = yaml.load(
    (ROOT / "scripts" / "workload-kinds.yaml").read_text(encoding="utf-8"),
    Loader=yaml.CSafeLoader,
)
CUSTOM = [entry for entry in ENTRIES if not entry.get("builtin")]
ALL_ROWS = [row for rows in KINDS.values() for row in rows] + [
    row for versions in BY_VERSION.values() for rows in versions.values() for row in rows
]
SHAPES = {
    "PodTemplateSpec",
    "PodSpec",
    "ContainerList",
    "Container",
    "EnvVarList",
    "NameValueList",
    "EnvMap",
    "StringList",
    "KeyValueList",
    "EmbeddedObject",
    "Text",
}
SHAPES_OF_CLASS = {
    "template": {"PodTemplateSpec", "PodSpec", "ContainerList", "Container", *PARTS},
    "overlay": {"PodTemplateSpec", "PodSpec", "ContainerList"},
    "env": {"EnvVarList", "NameValueList", "EnvMap", "StringList"},
    "embedded": {"EmbeddedObject"},
    "text": {"Text"},
    "control-plane": {"EnvVarList"},
    "operand": {"EnvVarList"},
    "node": {"NameValueList"},
}


def test_importing_the_table_imports_nothing_else() -> None:
    code = (
        "import sys, krm_fn; before = set(sys.modules); import krm_fn.workloads.known_kinds;"
        "print(sorted(set(sys.modules) - before))"
    )
    outcome = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert outcome.stdout == "['__future__', 'krm_fn.workloads', 'krm_fn.workloads.known_kinds']\n"


def test_every_curated_kind_is_known_in_each_of_its_versions() -> None:
    unknown = [
        (entry["group"], version, entry["kind"])
        for entry in CUSTOM
        for version in entry["versions"]
        if lookup(entry["group"], version, entry["kind"]) is None
    ]
    assert unknown == []


def test_every_curated_path_that_can_be_set_is_in_the_table() -> None:
    curated = {
        (entry["group"], entry["kind"], path["path"][1:], path["shape"], path["class"])
        for entry in CUSTOM
        for path in entry["paths"]
        if path["class"] in SHAPES_OF_CLASS
    }
    shipped = {
        (entry["group"], entry["kind"], *row)
        for entry in CUSTOM
        for version in entry["versions"]
        for row in lookup(entry["group"], version, entry["kind"]) or ()
    }
    assert shipped == curated


def test_every_row_has_a_shape_that_its_class_can_set() -> None:
    wrong = [row for row in ALL_ROWS if row[1].split(" ")[0] not in SHAPES_OF_CLASS[row[2]]]
    assert wrong == []


def test_every_path_is_keys_joined_by_slashes() -> None:
    assert [row for row in ALL_ROWS if not all(row[0].split("/"))] == []


def test_the_parts_of_nesting_shapes_are_shapes() -> None:
    used = {shape.partition(" ")[0] for parts in PARTS.values() for _, shape in parts}
    assert used <= SHAPES | PARTS.keys() | {"StepList"}


def test_an_object_without_a_type_of_its_own_is_said_to_be_one() -> None:
    shapes = [shape for _, shape, _ in ALL_ROWS if shape.startswith("EmbeddedObject ")]
    implied = {shape.split(" ")[1] for shape in shapes}
    assert implied == {
        "apps/v1/DaemonSet",
        "apps/v1/Deployment",
        "apps/v1/ReplicaSet",
        "apps/v1/StatefulSet",
        "batch/v1/CronJob",
        "batch/v1/Job",
        "v1/Pod",
        "numaflow.numaproj.io/v1alpha1/Pipeline",
    }


def test_kubernetes_own_kinds_are_not_in_the_table() -> None:
    assert lookup("apps", "v1", "Deployment") is None
    assert lookup("", "v1", "Pod") is None


def test_a_kind_is_known_by_its_group_and_exact_name() -> None:
    assert lookup("argoproj.io", "v1alpha1", "Rollout") == (
        ("spec/template", "PodTemplateSpec", "template"),
    )
    assert lookup("example.com", "v1alpha1", "Rollout") is None
    assert lookup("argoproj.io", "v1alpha1", "rollout") is None


def test_a_version_that_is_not_listed_has_the_rows_of_its_kind() -> None:
    assert lookup("argoproj.io", "v2", "Rollout") == lookup("argoproj.io", "v1alpha1", "Rollout")


def test_an_env_field_that_some_versions_have_is_served_to_no_other() -> None:
    wrong = [
        (entry["group"], version, entry["kind"], path["path"])
        for entry in CUSTOM
        for path in entry["paths"]
        if path["class"] == "env"
        for version in entry["versions"]
        if version not in path.get("versions", entry["versions"])
        if path["path"][1:]
        in [row[0] for row in lookup(entry["group"], version, entry["kind"]) or ()]
    ]
    assert wrong == []


def test_a_pod_template_is_looked_for_in_every_version() -> None:
    for version in ("v1", "v1beta1", "v1alpha1", "v2"):
        assert lookup("serving.knative.dev", version, "Service") == (
            ("spec/template", "PodTemplateSpec", "template"),
        )


def test_the_versions_of_a_path_are_some_of_its_kinds() -> None:
    wrong = [
        (entry["group"], entry["kind"], path["path"])
        for entry in CUSTOM
        for path in entry["paths"]
        if not set(path.get("versions", ())) < set(entry["versions"])
    ]
    assert wrong == []


@pytest.mark.parametrize(
    ("version", "like"), [("v1beta3", "v1beta1"), ("v1alpha3", "v1beta1"), ("v2", "v1beta1")]
)
def test_a_version_that_is_not_listed_has_the_rows_of_the_newest(version: str, like: str) -> None:
    rows = lookup("milvus.io", version, "Milvus")
    assert rows == lookup("milvus.io", like, "Milvus")
    assert rows != lookup("milvus.io", "v1alpha1", "Milvus")


def test_the_newest_version_is_the_one_that_an_api_server_prefers() -> None:
    newest = {
        key: next(iter(versions))
        for key, versions in BY_VERSION.items()
        if key.startswith(("kafka.", "psmdb.", "dynatrace.", "tests.", "ray."))
    }
    assert newest == {
        "dynatrace.com/DynaKube": "v1beta6",
        "kafka.strimzi.io/Kafka": "v1",
        "psmdb.percona.com/PerconaServerMongoDB": "v1",
        "ray.io/RayCluster": "v1",
        "ray.io/RayJob": "v1",
        "ray.io/RayService": "v1",
        "tests.testkube.io/Test": "v3",
    }


def test_a_path_that_means_two_things_is_told_apart_by_version() -> None:
    group, kind = "operator.cluster.x-k8s.io", "CoreProvider"
    assert lookup(group, "v1alpha1", kind) == (
        ("spec/deployment/containers/*", "Container", "template"),
    )
    assert lookup(group, "v1alpha2", kind) == (
        ("spec/additionalDeployments/*/deployment/containers/*/env", "EnvVarList", "env"),
        ("spec/deployment/containers/*/env", "EnvVarList", "env"),
    )
    assert lookup(group, "v1beta1", kind) == lookup(group, "v1alpha2", kind)


@pytest.mark.parametrize(
    ("group", "kind"),
    [
        ("operator.tigera.io", "Installation"),
        ("app.azure.com", "ContainerApp"),
        ("containerinstance.azure.com", "ContainerGroup"),
        ("apps.kruise.io", "SidecarSet"),
        ("kubeflow.org", "PodDefault"),
        ("kyverno.io", "ClusterPolicy"),
        ("constraints.gatekeeper.sh", "K8sAllowedRepos"),
        ("autoscaling.k8s.io", "VerticalPodAutoscaler"),
        ("kustomize.config.k8s.io", "Kustomization"),
    ],
)
def test_a_kind_that_must_not_be_set_is_known_and_has_no_rows(group: str, kind: str) -> None:
    assert lookup(group, "v1", kind) == ()


def test_openshift_kinds_are_known_without_their_group_too() -> None:
    assert lookup("", "v1", "DeploymentConfig") == lookup(
        "apps.openshift.io", "v1", "DeploymentConfig"
    )
    assert lookup("", "v1", "Template") == (("objects/*", "EmbeddedObject", "embedded"),)
