"""What the checks find in a configuration beside the list."""

from __future__ import annotations

from typing import Any

from configurations import HTTP, set_proxy_env

from krm_fn.checks.configured import read
from krm_fn.edit.task import Task
from krm_fn.wire import manifests
from krm_fn.workloads.inventory import Inventory

BOTH = {"httpProxy": HTTP, "httpsProxy": HTTP}
COVERED = "localhost,.svc,.cluster.local"
SERVICE = """apiVersion: v1
kind: Service
metadata: {name: backend, namespace: team-a}
---
"""
HEADLESS = """apiVersion: v1
kind: Service
metadata: {name: queue, namespace: team-a}
spec: {clusterIP: None}
---
"""


def pod(url: str) -> str:
    return f"""apiVersion: v1
kind: Pod
metadata: {{name: web, namespace: team-a}}
spec:
  containers:
  - name: web
    image: web
    args: ["--backend={url}"]
---
"""


def told(text: str, **fields: Any) -> list[tuple[str, str]]:
    """The warnings about the configuration and the list: rule and message."""
    data = text.encode()
    configuration, _ = read(set_proxy_env(**{**BOTH, **fields}))
    task = Task(configuration, Inventory(data, manifests.cut(data)))
    return [(one["tags"]["rule"], one["message"]) for one in task.judged(task.found())]


def uncovered(names: str) -> tuple[str, str]:
    return (
        "no-proxy-service",
        f"`noProxy` must cover the Services of the list, and does not cover {names}: requests for "
        "them go to the proxy, which cannot reach them; write `noProxyPresets: [cluster, services]`",
    )
