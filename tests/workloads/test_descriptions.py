"""Policies, allowlists, reports and patches of kinds that nobody knows: left alone, and told of."""

from __future__ import annotations

import pytest
from set_manifests import apply, stream

from krm_fn.workloads.descriptions import sign_in_kind

TELLS = "tells of a policy, a report or a patch, which only describes pods of others"


def manifest(kind: str, body: str, group: str = "example.com") -> str:
    return f"apiVersion: {group}/v1\nkind: {kind}\nmetadata: {{name: a}}\n{body}"


POD = "containers: [{name: a, image: a:1}]"

POLICIES = {
    "an allowlist of pods": (
        manifest(
            "WorkloadAllowlist",
            f"exemptions: [no-privilege]\nmatchingCriteria:\n  hostPID: true\n  {POD}\n",
        ),
        "the kind WorkloadAllowlist",
        "matchingCriteria",
    ),
    "the same under another name": (
        manifest("Workload", f"matchingCriteria:\n  hostPID: true\n  {POD}\n"),
        "`matchingCriteria`",
        "matchingCriteria",
    ),
    "a policy with rules": (
        manifest(
            "ClusterGuard", f"spec:\n  rules:\n  - name: a\n    validate: {{podSpec: {{{POD}}}}}\n"
        ),
        "`spec.rules`",
        "spec/rules[]/validate/podSpec",
    ),
    "a constraint with parameters": (
        manifest(
            "K8sTrustedImages",
            f"spec:\n  enforcementAction: deny\n  match: {{kinds: [Pod]}}\n  parameters: {{{POD}}}\n",
        ),
        "the key `enforcementAction`",
        "spec/parameters",
    ),
    "a policy with a match beside containers": (
        manifest("ImageGate", f"spec:\n  match: {{namespaces: [shop]}}\n  {POD}\n"),
        "the key `match`",
        "spec",
    ),
    "an exception": (
        manifest("PodException", f"spec:\n  {POD}\n"),
        "the kind PodException",
        "spec",
    ),
    "a policy with exclusions": (
        manifest("Gate", f"spec:\n  excludedPods: {{{POD}}}\n"),
        "`spec.excludedPods`",
        "spec/excludedPods",
    ),
    "a report": (
        manifest("ScanReport", f"report:\n  {POD}\n"),
        "the kind ScanReport",
        "report",
    ),
    "a review": (
        manifest("PodReview", f"spec:\n  template:\n    spec: {{{POD}}}\n"),
        "the kind PodReview",
        "spec/template/spec",
    ),
    "a patch of others": (
        manifest("DeploymentPatch", f"spec:\n  template:\n    spec: {{{POD}}}\n"),
        "the kind DeploymentPatch",
        "spec/template/spec",
    ),
    "a template of patches": (
        manifest("Fleet", f"spec:\n  podTemplatePatch:\n    spec: {{{POD}}}\n"),
        "`spec.podTemplatePatch`",
        "spec/podTemplatePatch/spec",
    ),
    "a policy whose containers have no image": (
        manifest("AdmissionPolicy", "spec:\n  containers: [{name: a}]\n"),
        "the kind AdmissionPolicy",
        "spec",
    ),
    "containers at the top": (
        manifest("ImagePolicy", f"{POD}\n"),
        "the kind ImagePolicy",
        "containers",
    ),
}


@pytest.mark.parametrize(("text", "sign", "path"), POLICIES.values(), ids=POLICIES)
def test_what_describes_pods_of_others_is_left_alone(text: str, sign: str, path: str) -> None:
    done = apply(text)
    assert done.text == text
    assert done.messages("warning") == apply("").messages("warning")
    assert done.messages("info") == [
        f"left alone: {sign} {TELLS}; name `{path}` in `podPaths` to have it set"
    ]


@pytest.mark.parametrize(("text", "sign", "path"), POLICIES.values(), ids=POLICIES)
def test_a_path_that_is_named_is_followed(text: str, sign: str, path: str) -> None:
    assert apply(text, podPaths=[{"path": path}]).set_names() == ["a"]


@pytest.mark.parametrize(
    "group",
    [
        "aquasecurity.github.io",
        "auto.gke.io",
        "constraints.gatekeeper.sh",
        "kyverno.io",
        "policies.kubewarden.io",
        "security.kubearmor.com",
        "neuvector.com",
        "wgpolicyk8s.io",
        "policy",
        "admissionregistration.k8s.io",
        "autoscaling.k8s.io",
    ],
)
def test_groups_of_policies_and_reports_are_left_alone_in_silence(group: str) -> None:
    done = apply(manifest("Whatever", f"spec: {{{POD}}}\n", group))
    assert (done.set_names(), done.messages("info")) == ([], [])


def test_only_the_parts_that_describe_others_are_left_alone() -> None:
    text = manifest("App", f"spec:\n  rules:\n  - {POD}\n  pod:\n    {POD.replace('a:1', 'b:1')}\n")
    done = apply(text)
    assert done.text.startswith(manifest("App", f"spec:\n  rules:\n  - {POD}\n  pod:\n"))
    assert done.set_names() == ["a"]
    assert done.messages("info")[0] == (
        f"left alone: `spec.rules` {TELLS}; name `spec/rules[]` in `podPaths` to have it set"
    )


@pytest.mark.parametrize(
    "kind",
    [
        "PolicyServer",
        "PolicyController",
        "ReportGenerator",
        "RuleEngine",
        "ConstraintSolver",
        "PatchworkJob",
        "Matchmaker",
        "Scan",
        "Profile",
        "WorkloadTemplate",
        "TestRun",
    ],
)
def test_a_kind_that_only_has_to_do_with_policies_is_set(kind: str) -> None:
    assert sign_in_kind(kind) == ""
    assert apply(manifest(kind, f"spec: {{{POD}}}\n")).set_names() == ["a"]


@pytest.mark.parametrize(
    "kind",
    [
        "Policy",
        "AdmissionPolicies",
        "PolicyTemplate",
        "PolicySet",
        "PolicyBinding",
        "RuleSet",
        "PodRules",
        "ImageAllowList",
        "ImageWhitelist",
        "VAPException",
        "ConstraintTemplate",
        "VulnerabilityReport",
    ],
)
def test_a_kind_is_known_by_its_last_word(kind: str) -> None:
    assert sign_in_kind(kind) == f"the kind {kind}"


@pytest.mark.parametrize(
    "way",
    [
        "services: {match-maker: {CONTAINERS}}",
        "services: {rule-engine: {CONTAINERS}}",
        "services: {patch_panel: {CONTAINERS}}",
        "services: {matching: {CONTAINERS}}",
        "matchmaker: {CONTAINERS}",
        "template: {spec: {CONTAINERS, nodeSelector: {a: b}}}, selector: {matchLabels: {a: b}}",
        "podTemplate: {spec: {CONTAINERS}}, policy: {retries: 1}, rules: [{expr: up}], exclude: [a]",
        "template: {spec: {CONTAINERS}}, failurePolicy: {rules: []}",
    ],
)
def test_other_keys_are_no_signs(way: str) -> None:
    body = way.replace("CONTAINERS", POD)
    assert apply(manifest("App", f"spec: {{{body}}}\n")).set_names() == ["a"]


STRING = "{type: string}"
SCHEMA = (
    "{type: array, items: {type: object, properties: {name: {type: string}, image: {type: string}, "
    "env: {type: array, items: {type: object, properties: {name: {type: string}, "
    "value: {type: string}, valueFrom: {type: object}}}}}}}"
)


def crd(kind: str, properties: str) -> str:
    return f"""apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: {{name: all.example.com}}
spec:
  group: example.com
  names: {{kind: {kind}}}
  versions:
  - name: v1
    schema: {{openAPIV3Schema: {{properties: {{{properties}}}}}}}
"""


def test_a_definition_weighs_more_than_the_name_of_a_kind() -> None:
    text = manifest("BackupPolicy", f"spec: {{{POD}}}\n")
    definition = crd("BackupPolicy", f"spec: {{properties: {{containers: {SCHEMA}}}}}")
    assert apply(stream(text, definition)).set_names() == ["a"]


def test_a_key_of_policies_counts_beside_a_definition_too() -> None:
    text = manifest("Gate", f"matchingCriteria: {{{POD}}}\n")
    definition = crd("Gate", f"matchingCriteria: {{properties: {{containers: {SCHEMA}}}}}")
    assert apply(stream(text, definition)).messages("info") == [
        f"left alone: `matchingCriteria` {TELLS}; name `matchingCriteria` in `podPaths` to have it set"
    ]


@pytest.mark.parametrize("text", [POD, f"spec: {{{POD}}}", f"kind: App\nspec: {{{POD}}}"])
def test_what_is_no_object_of_kubernetes_is_not_searched(text: str) -> None:
    service = "apiVersion: v1\nkind: Service\nmetadata: {name: web}\n"
    assert apply(stream(f"{text}\n", service)).set_names() == []
