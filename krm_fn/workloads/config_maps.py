"""ConfigMaps of programs that make pods: the pod templates in them, by name and key.

Imported only for a list that has the name of one of the keys.
"""

from __future__ import annotations

from krm_fn import late_re as re
from krm_fn.workloads.resource import text_pairs
from krm_fn.yaml.nodes import find

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from krm_fn.workloads import known_paths
    from krm_fn.workloads.resource import Resource


class Row:
    """Where a program keeps a pod template: the names of the ConfigMap and of the key, and a text
    that the value has, all as patterns; and where variables go in it. `shape` says the same of a
    text that is YAML or JSON, as known_kinds has it.
    """

    __slots__ = ("has", "key", "name", "program", "shape", "where")

    def __init__(
        self, program: str, name: str, key: str, has: str, where: str, shape: str = ""
    ) -> None:
        self.program = program
        self.name = re.compile(name)
        self.key = re.compile(key)
        self.has = re.compile(has, re.MULTILINE)
        self.where = where
        self.shape = shape


_ARGO = ".*workflow-controller-configmap"

ROWS = (
    # tektoncd/pipeline: docs/additional-configs.md, pkg/apis/pipeline/pod/template.go
    Row(
        "Tekton",
        "config-defaults",
        "default-pod-template",
        r"\S",
        "`env`",
        "Text TektonPodTemplate",
    ),
    # apache/airflow: chart/files/pod-template-file.kubernetes-helm-yaml
    Row(
        "Airflow",
        ".*",
        r"pod_template(_file)?\.ya?ml",
        r"^kind: *Pod\b",
        "`env` of each container",
        "Text EmbeddedObject",
    ),
    # argoproj/argo-workflows: docs/workflow-controller-configmap.yaml, config/config.go
    Row("Argo Workflows", _ARGO, "executor|mainContainer", r"\S", "`env`", "Text Container"),
    Row(
        "Argo Workflows",
        _ARGO,
        "config",
        r"^(executor|mainContainer):",
        "`env` of `executor` and `mainContainer`",
        "Text ArgoControllerConfig",
    ),
    Row(
        "Argo Workflows",
        _ARGO,
        "workflowDefaults",
        r"^ *templateDefaults:",
        "`env` of each container of `spec.templateDefaults`",
        "Text ArgoWorkflow",
    ),
    # jenkinsci/kubernetes-plugin: README.md, configuration as code
    Row(
        "Jenkins",
        ".*(jenkins|casc).*",
        r".*\.ya?ml",
        r"^ *-? *kubernetes: *$",
        "`envVars` of each pod template",
        "Text JenkinsConfiguration",
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


def texts(resource: Resource) -> Iterator[tuple[str, Row]]:
    """The keys of a ConfigMap's data whose texts make pods, each with its row."""
    for key, value in text_pairs(find(resource.root, "data")).items():
        row = _row(resource.name, key, value)
        if row is not None:
            yield key, row


def rows_of(resource: Resource) -> list[known_paths.Row]:
    """The rows of those that are YAML or JSON."""
    return [(f"data/{key}", row.shape, "text") for key, row in texts(resource) if row.shape]


def _row(name: str, key: str, value: str) -> Row | None:
    for row in ROWS:
        if row.name.fullmatch(name) and row.key.fullmatch(key) and row.has.search(value):
            return row
    return None
