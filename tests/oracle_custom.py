"""What must happen to custom resources, worked out naively from the table of known kinds.

Nothing here is shared with the function: the table is read as it was written, each of its paths is
followed on a plain tree, and a new tree is made.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

import oracle
import yaml
from places import ROOT

Tree = Any
Change = Callable[[Tree], Tree]

TABLE = {
    (entry["group"], entry["kind"]): entry
    for entry in yaml.load(
        (ROOT / "scripts" / "workload-kinds.yaml").read_text("utf-8"),
        Loader=yaml.CSafeLoader,
    )
}

# Shapes that nest: where their containers are, from the sources that the table names.
POD = ("initContainers/*", "containers/*")
ARGO_OWN = ("container", "script", "initContainers/*", "sidecars/*", "containerSet/containers/*")
ARGO = [
    f"{place}{path}"
    for place in ("", "steps/*/*/inline/", "dag/tasks/*/inline/")
    for path in ARGO_OWN
]
TEKTON_TASK = ("stepTemplate", "sidecars/*", "steps/*")


def applied(item: Tree, api_version: str, kind: str, settings: oracle.Settings) -> Tree:
    """A custom resource with the variables set where the table says."""
    group, _, version = api_version.rpartition("/")
    entry = TABLE.get((group, kind))
    if entry is None:
        return item
    if not has_image(item):
        classes = ("overlay", "env", "embedded")
        settings = settings._replace(
            classes=tuple(one for one in settings.classes if one in classes or not is_pods(entry))
        )
    read = version if version in entry["versions"] else max(entry["versions"], key=preference)
    for path in entry["paths"]:
        on_node = path["class"] == "node" and "$(" not in repr(settings)
        kind_of = "env" if on_node else path["class"]
        other = kind_of == "env" and read not in path.get("versions", entry["versions"])
        if kind_of not in settings.classes or other:
            continue
        keys = keys_of(path["path"])
        if kind_of == "env":
            beside = has_list_beside(entry, keys)
            item = at(item, keys[:-1], field(keys[-1], path["shape"], beside, settings))
        else:
            item = at(item, keys, changes(path["shape"], settings))
    return item


def preference(version: str) -> tuple[int, list[int]]:
    """A sort key: alpha before beta before what is neither, and then by the numbers."""
    stage = 1 if "alpha" in version else 2 if "beta" in version else 3
    if not version.replace("alpha", "").replace("beta", "").removeprefix("v").isdigit():
        stage = 0
    return stage, [int(number) for number in re.findall(r"\d+", version)]


def has_list_beside(entry: Any, keys: list[str]) -> bool:
    """Whether an env field has a list of variables beside it, which is the one to be made."""
    return any(
        keys_of(path["path"])[:-1] == keys[:-1] and path["shape"] in ("EnvVarList", "NameValueList")
        for path in entry["paths"]
        if path["class"] == "env"
    )


def field(key: str, shape: str, beside: bool, settings: oracle.Settings) -> Change:
    """What is done to an owner of an env field."""
    literal = shape in ("EnvMap", "StringList")

    def change(owner: Tree) -> Tree:
        if not isinstance(owner, dict):
            return owner
        if key not in owner and ("secret" in key.lower() or (literal and beside)):
            return owner
        present = owner.get(key)
        if not oracle.is_null(present) and isinstance(present, dict) != (shape == "EnvMap"):
            return owner
        env = entries_of(present, shape)
        made = oracle.with_variables({"env": env}, settings)["env"]
        return {**owner, key: written(made, shape)}

    return change


def entries_of(present: Tree, shape: str) -> list[Tree]:
    """An env field as a list of variables."""
    if oracle.is_null(present):
        return []
    if shape == "EnvMap":
        names = {name: oracle.Scalar("text", name) for name in present}
        return [{"name": names[name], "value": value} for name, value in present.items()]
    if shape == "StringList":
        parts = [(one.kind, *one.text.partition("=")) for one in present]
        return [
            {"name": oracle.Scalar("text", name), "value": oracle.Scalar(kind, value)}
            for kind, name, _, value in parts
        ]
    return list(present)


def written(entries: list[Tree], shape: str) -> Tree:
    if shape == "EnvMap":
        return {one["name"].text: one["value"] for one in entries}
    if shape == "StringList":
        return [
            oracle.Scalar(one["value"].kind, f"{one['name'].text}={one['value'].text}")
            for one in entries
        ]
    return entries


def is_pods(entry: Any) -> bool:
    shapes = {path["shape"] for path in entry["paths"] if path["class"] == "template"}
    return bool(shapes) and shapes <= {"PodTemplateSpec", "PodSpec"}


def has_image(tree: Tree) -> bool:
    if isinstance(tree, dict):
        return "image" in tree or any(map(has_image, tree.values()))
    return isinstance(tree, list) and any(map(has_image, tree))


def keys_of(path: str) -> list[str]:
    return [key for key in path.split("/") if key]


def at(tree: Tree, keys: list[str], change: Change) -> Tree:
    """The tree with what is at a path changed."""
    if not keys:
        return change(tree)
    first, *rest = keys
    if first == "*":
        if isinstance(tree, list):
            return [at(one, rest, change) for one in tree]
        if isinstance(tree, dict):
            return {key: at(one, rest, change) for key, one in tree.items()}
        return tree
    if not isinstance(tree, dict):
        return tree
    if first.endswith("?"):
        first = first[:-1]
        tree = {**tree, first: {}} if oracle.is_null(tree.get(first)) else tree
    if first not in tree:
        return tree
    return {**tree, first: at(tree[first], rest, change)}


def changes(shape: str, settings: oracle.Settings) -> Change:
    """What is done to a tree of a shape."""
    if shape.startswith("EmbeddedObject"):
        version, _, kind = shape.partition(" ")[2].rpartition("/")
        return lambda tree: oracle.applied(tree, settings, (version, kind))

    def container(tree: Tree) -> Tree:
        fits = isinstance(tree, dict) and not isinstance(tree.get("env"), dict)
        return oracle.with_variables(tree, settings) if fits and "ref" not in tree else tree

    known = {
        "PodTemplateSpec": [f"spec/{path}" for path in POD],
        "PodSpec": POD,
        "ContainerList": ["*"],
        "Container": [""],
        "ArgoTemplate": ARGO,
        "ArgoWorkflowSpec": [
            *(f"{place}/{path}" for place in ("templates/*", "templateDefaults") for path in ARGO),
            "executorPlugins/*/spec/sidecar/container",
        ],
        "TektonTaskSpec": TEKTON_TASK,
        "TektonPipelineSpec": tekton_pipeline(5),
        "TestWorkflowSteps": testkube_steps(5),
    }
    return following(known.get(shape, []), container)


def following(paths: Sequence[str], change: Change) -> Change:
    """A change of all that several paths lead to."""

    def changed(tree: Tree) -> Tree:
        for path in paths:
            tree = at(tree, keys_of(path), change)
        return tree

    return changed


def tekton_pipeline(depth: int) -> list[str]:
    inner = [f"taskSpec/{path}" for path in TEKTON_TASK]
    if depth:
        inner += [f"pipelineSpec/{path}" for path in tekton_pipeline(depth - 1)]
    return [f"{tasks}/*/{path}" for tasks in ("tasks", "finally") for path in inner]


def testkube_steps(depth: int) -> list[str]:
    places = ("setup/*", "steps/*", "after/*", "parallel") if depth else ()
    inner = testkube_steps(depth - 1) if depth else []
    return ["container", "run", *(f"{place}/{path}" for place in places for path in inner)]
