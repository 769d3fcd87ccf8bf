"""ConfigMaps of programs that make pods: the pod templates in them, by name and key.

Imported only for a list that has the name of one of the keys.
"""

from __future__ import annotations

import re

from krm_fn.results import result
from krm_fn.workloads.resource import text_pairs
from krm_fn.yaml.nodes import find

TYPE_CHECKING = False
if TYPE_CHECKING:
    from krm_fn.results import Result
    from krm_fn.workloads.inventory import Inventory


class Row:
    """Where a program keeps a pod template: the names of the ConfigMap and of the key, and a text
    that the value has, all as patterns; and where variables go in it.
    """

    __slots__ = ("has", "key", "name", "program", "where")

    def __init__(self, program: str, name: str, key: str, has: str, where: str) -> None:
        self.program = program
        self.name = re.compile(name)
        self.key = re.compile(key)
        self.has = re.compile(has, re.MULTILINE)
        self.where = where


ROWS = (
    # tektoncd/pipeline: docs/additional-configs.md
    Row("Tekton", "config-defaults", "default-pod-template", r"\S", "`env`"),
    # apache/airflow: chart/files/pod-template-file.kubernetes-helm-yaml
    Row(
        "Airflow",
        ".*",
        r"pod_template(_file)?\.ya?ml",
        r"^kind: *Pod\b",
        "`env` of each container",
    ),
    # argoproj/argo-workflows: docs/workflow-controller-configmap.yaml
    Row(
        "Argo Workflows",
        ".*workflow-controller-configmap",
        "executor|mainContainer",
        r"\S",
        "`env`",
    ),
    Row(
        "Argo Workflows",
        ".*workflow-controller-configmap",
        "config",
        r"^(executor|mainContainer):",
        "`env` of `executor` and `mainContainer`",
    ),
    # jenkinsci/kubernetes-plugin: README.md, configuration as code
    Row(
        "Jenkins",
        ".*(jenkins|casc).*",
        r".*\.ya?ml",
        r"^ *-? *kubernetes: *$",
        "`envVars` of each pod template",
    ),
    # gitlab-org/gitlab-runner: docs/executors/kubernetes
    Row(
        "GitLab Runner",
        ".*",
        r"config(\.template)?\.toml",
        r"^ *\[\[?runners",
        "`environment` of `[[runners]]`",
    ),
)


def infos(inventory: Inventory) -> list[Result]:
    """One info for each ConfigMap with a pod template in it."""
    made = []
    for each in inventory.resources("ConfigMap", ""):
        for key, value in text_pairs(find(each.root, "data")).items():
            row = _row(each.name, key, value)
            if row is not None:
                field = f"data[{key}]"
                message = (
                    f"`{field}` makes pods of {row.program}, and is not covered: write the variables "
                    f"there, in {row.where}"
                )
                ref, file, tags = each.ref(), each.file(), {"rule": "config-map"}
                made.append(
                    result("info", message, resource=ref, field=field, file=file, tags=tags)
                )
    return made


def _row(name: str, key: str, value: str) -> Row | None:
    for row in ROWS:
        if row.name.fullmatch(name) and row.key.fullmatch(key) and row.has.search(value):
            return row
    return None
