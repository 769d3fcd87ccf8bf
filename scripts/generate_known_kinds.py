"""Make krm_fn/workloads/known_kinds.py from workload-kinds.yaml: a table that needs no reading."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import yaml
from generated import ROOT, main

SOURCE = ROOT / "scripts" / "workload-kinds.yaml"

SETTABLE = ("template", "overlay", "env", "embedded", "text", "control-plane", "operand", "node")
"""Classes that can be set, or are told of. The rows of others are left out; their kinds stay known, so that
nothing looks for containers in them by other means."""

PLAIN = (
    "PodTemplateSpec",
    "PodSpec",
    "ContainerList",
    "Container",
    "EnvVarList",
    "NameValueList",
    "EnvMap",
    "StringList",
    "EmbeddedObject",
)

PARTS = {
    # argo-workflows: pkg/apis/workflow/v1alpha1/workflow_types.go
    "ArgoWorkflowSpec": (
        ("templates/*", "ArgoTemplate"),
        ("templateDefaults", "ArgoTemplate"),
        ("executorPlugins/*/spec/sidecar/container", "Container"),
    ),
    "ArgoTemplate": (
        ("initContainers", "ContainerList"),
        ("container", "Container"),
        ("script", "Container"),
        ("containerSet/containers", "ContainerList"),
        ("sidecars", "ContainerList"),
        ("steps/*/*/inline", "ArgoTemplate"),
        ("dag/tasks/*/inline", "ArgoTemplate"),
    ),
    # tektoncd/pipeline: pkg/apis/pipeline/v1/{pipeline,task,container}_types.go
    "TektonPipelineSpec": (
        ("tasks/*/taskSpec", "TektonTaskSpec"),
        ("tasks/*/pipelineSpec", "TektonPipelineSpec"),
        ("finally/*/taskSpec", "TektonTaskSpec"),
        ("finally/*/pipelineSpec", "TektonPipelineSpec"),
    ),
    "TektonTaskSpec": (
        ("stepTemplate", "Container"),
        ("steps", "StepList"),
        ("sidecars", "ContainerList"),
    ),
    "ArgoWorkflow": (("spec", "ArgoWorkflowSpec"),),
    # argo-workflows: config/config.go
    "ArgoControllerConfig": (
        ("executor", "Container"),
        ("mainContainer", "Container"),
        ("workflowDefaults", "ArgoWorkflow"),
    ),
    # tektoncd/pipeline: pkg/apis/pipeline/pod/template.go
    "TektonPodTemplate": (("env", "EnvVarList"),),
    # jenkinsci/kubernetes-plugin: casc_envVar_keyValue.yaml of its tests
    "JenkinsConfiguration": (
        ("jenkins/clouds/*/kubernetes/templates/*/envVars", "KeyValueList"),
        ("jenkins/clouds/*/kubernetes/templates/*/yaml", "Text EmbeddedObject v1/Pod"),
    ),
    # kubeshop/testkube: api/testworkflows/v1/{base,step}_types.go
    "TestWorkflowSteps": (
        ("container", "Container"),
        ("run", "Container"),
        ("setup/*", "TestWorkflowSteps"),
        ("steps/*", "TestWorkflowSteps"),
        ("after/*", "TestWorkflowSteps"),
        ("parallel", "TestWorkflowSteps"),
    ),
}
"""What a shape that nests is made of: paths from it, and the shapes there."""

HEADER = '''\
"""Where custom kinds keep their containers and env fields: paths by group and kind.

Made by scripts/generate_known_kinds.py from scripts/workload-kinds.yaml: change it there.
Import it only for a kind that isn't one of Kubernetes' own.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TypeAlias

    Row: TypeAlias = tuple[str, str, str]


def lookup(group: str, version: str, kind: str) -> tuple[Row, ...] | None:
    """The (path, shape, class) rows of a kind, () when it holds nothing to set; None: not known.

    A path is keys joined by "/", "*" for every element of a list or every value of a map; a shape
    is one of PARTS, PodTemplateSpec, PodSpec, ContainerList, StepList (a ContainerList, but one
    with `ref` must not carry env), Container, EnvVarList, NameValueList (no valueFrom), EnvMap
    (name: value), StringList ("NAME=VALUE"), KeyValueList (of Jenkins: `envVar: {key, value}`),
    EmbeddedObject (a manifest), "EmbeddedObject APIVERSION/KIND" (one that doesn't say its own
    type), or "Text SHAPE" (a string whose text has the shape). A class is template, overlay, env,
    embedded, text, control-plane or operand (never set), or node (env that becomes a file, too). The rows in
    KINDS serve every version of a kind, those in BY_VERSION one of them, the first also each that
    is not named there.
    """
    key = f"{group}/{kind}"
    bound = BY_VERSION.get(key)
    if bound is not None:
        return KINDS[key] + (bound[version] if version in bound else next(iter(bound.values())))
    return KINDS.get(key, KINDS.get(f"{group}/*"))


# fmt: off
'''


def files() -> dict[Path, str]:
    """The module."""
    entries = yaml.load(SOURCE.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return {ROOT / "krm_fn" / "workloads" / "known_kinds.py": module(entries)}


def module(entries: list[dict[str, Any]]) -> str:
    """The text of known_kinds.py for the entries of workload-kinds.yaml."""
    custom = sorted((entry for entry in entries if not entry.get("builtin")), key=key)
    lines = [HEADER, "PARTS: dict[str, tuple[tuple[str, str], ...]] = {\n"]
    lines += [f'    "{shape}": {block(parts)},\n' for shape, parts in PARTS.items()]
    lines.append("}\n\nKINDS: dict[str, tuple[Row, ...]] = {\n")
    lines += [f'    "{key(entry)}": {block(rows(entry))},\n' for entry in custom]
    lines.append("}\n\nBY_VERSION: dict[str, dict[str, tuple[Row, ...]]] = {\n")
    for entry in custom:
        bound = {version: rows(entry, version) for version in newest_first(entry["versions"])}
        if any(bound.values()):
            lines.append(f'  "{key(entry)}": {{\n')
            lines += [f'    "{version}": {block(found)},\n' for version, found in bound.items()]
            lines.append("  },\n")
    return "".join([*lines, "}\n"])


def key(entry: dict[str, Any]) -> str:
    return f"{entry['group']}/{entry['kind']}"


def block(rows: tuple[tuple[str, ...], ...]) -> str:
    """Rows as a tuple's source text, a line each."""
    if not rows:
        return "()"
    written = "".join(f"        ({', '.join(quoted(part) for part in row)}),\n" for row in rows)
    return f"(\n{written}    )"


def quoted(text: str) -> str:
    if '"' in text or "\\" in text:
        raise ValueError(f"cannot write {text!r}")
    return f'"{text}"'


def rows(entry: dict[str, Any], version: str | None = None) -> tuple[tuple[str, ...], ...]:
    """The rows of an entry that can be set: those bound to a version, else those of all.

    Where an operator's own field may be set depends on the version, since a server refuses a field
    that its schema lacks. A pod template is where the object has it: its rows serve every version,
    also those that nobody has looked at, unless another version has something else there.
    """
    apart = differs_by_version(entry)
    wanted = (
        (path["path"].strip("/"), shape(entry, path), path["class"])
        for path in entry["paths"]
        if path["class"] in SETTABLE
        and (
            version in path["versions"]
            if "versions" in path and (apart or path["class"] == "env")
            else version is None
        )
    )
    return tuple(dict.fromkeys(wanted))


def differs_by_version(entry: dict[str, Any]) -> bool:
    """Whether a path is a container in one version and an env field in another."""
    limited = [path for path in entry["paths"] if "versions" in path]
    return any(
        one["class"] != other["class"] and other["path"] in (one["path"], f"{one['path']}/env")
        for one in limited
        for other in limited
    )


def newest_first(versions: list[str]) -> list[str]:
    """Versions as an API server prefers them: v2, v1, v2beta1, v1beta2, v1alpha3."""

    def preference(version: str) -> tuple[int, ...]:
        found = re.fullmatch(r"v(\d+)(?:(alpha|beta)(\d+))?", version)
        if found is None:
            return (0,)
        stage = {"alpha": 1, "beta": 2, None: 3}[found[2]]
        return stage, int(found[1]), int(found[3] or 0)

    return sorted(versions, key=preference, reverse=True)


def shape(entry: dict[str, Any], path: dict[str, Any]) -> str:
    found: str = path["shape"].removeprefix("Text ")
    if found in PARTS or found.split(" ", maxsplit=1)[0] in PLAIN:
        return str(path["shape"])
    raise ValueError(f"{key(entry)}: {path['path']}: unknown shape {found!r}")


if __name__ == "__main__":
    raise SystemExit(main(__file__, files()))
