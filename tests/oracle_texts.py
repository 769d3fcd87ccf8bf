"""Pod templates in the texts of ConfigMaps, for the oracle: which texts, and what is set in them."""

from __future__ import annotations

import re
from typing import Any

import oracle
import oracle_custom as custom
import yaml

Tree = Any

OPENED = "(text)"
"""The key of what a text says, in place of the text."""

CASC = "jenkins/clouds/*/kubernetes/templates/*"

# (name, key) as patterns, and paths in the text with the shapes there: from the programs' documentation.
PLACES: tuple[tuple[str, str, tuple[tuple[str, str], ...]], ...] = (
    ("config-defaults", "default-pod-template", (("", "Owner"),)),
    (".*", r"pod_template(_file)?\.ya?ml", (("", "EmbeddedObject v1/Pod"),)),
    (".*workflow-controller-configmap", "executor|mainContainer", (("", "Container"),)),
    (
        ".*workflow-controller-configmap",
        "config",
        (
            ("executor", "Container"),
            ("mainContainer", "Container"),
            ("workflowDefaults/spec", "ArgoWorkflowSpec"),
        ),
    ),
    (".*workflow-controller-configmap", "workflowDefaults", (("spec", "ArgoWorkflowSpec"),)),
    (
        ".*jenkins.*|.*casc.*",
        r".*\.yaml",
        ((CASC, "Jenkins"), (f"{CASC}/yaml/{OPENED}", "EmbeddedObject v1/Pod")),
    ),
)
TEKTON = (
    "spec/pipeline/default-pod-template",
    "spec/pipeline/options/configMaps/config-defaults/data/default-pod-template",
    "spec/default-pod-template",
    "spec/options/configMaps/config-defaults/data/default-pod-template",
)


def opened(tree: Tree) -> Tree:
    """A tree with the texts that are YAML mappings as trees."""
    if isinstance(tree, list):
        return [opened(one) for one in tree]
    if isinstance(tree, dict):
        return {key: one if key == oracle.RECORD else opened(one) for key, one in tree.items()}
    if not isinstance(tree, oracle.Scalar) or not re.search(r"\n|^\{.*\}$", tree.text):
        return tree
    try:
        inside = oracle.documents(tree.text.encode())
    except yaml.YAMLError:
        return tree
    is_one = len(inside) == 1 and isinstance(inside[0], dict)
    return {OPENED: opened(inside[0])} if is_one else tree


def applied(item: dict[str, Tree], kind: str, settings: oracle.Settings) -> Tree:
    """An object with the variables set in its opened texts."""
    if kind in ("TektonConfig", "TektonPipeline"):
        for path in TEKTON:
            item = custom.at(item, [*path.split("/"), OPENED], changes("Owner", settings))
        return item
    data, metadata = item.get("data"), item.get("metadata")
    if kind != "ConfigMap" or not isinstance(data, dict) or not isinstance(metadata, dict):
        return item
    name = oracle.text_of(metadata.get("name"))
    for key in data:
        for names, keys, places in PLACES:
            if re.fullmatch(names, name) and re.fullmatch(keys, key):
                for path, shape in places:
                    keys_there = ["data", key, OPENED, *custom.keys_of(path)]
                    item = custom.at(item, keys_there, changes(shape, settings))
                break
    return item


def changes(shape: str, settings: oracle.Settings) -> custom.Change:
    """What is done to a tree of a shape."""
    if shape == "Owner":
        return custom.field("env", "EnvVarList", False, settings)
    if shape == "Jenkins":
        return lambda template: jenkins(template, settings)
    return custom.changes(shape, settings)


def jenkins(template: Tree, settings: oracle.Settings) -> Tree:
    """A pod template of Jenkins with the variables."""
    if not isinstance(template, dict):
        return template
    before = [one.get("envVar", {}) for one in template.get("envVars", [])]
    env = [{"name": one["key"], "value": one["value"]} for one in before if one]
    made = oracle.with_variables({"env": env}, settings)["env"]
    pairs = [{"envVar": {"key": one["name"], "value": one["value"]}} for one in made]
    others = [one for one in template.get("envVars", []) if "envVar" not in one]
    return {**template, "envVars": [*pairs[: len(env)], *others, *pairs[len(env) :]]}
