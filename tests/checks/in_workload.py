"""What the checks find in a workload."""

from __future__ import annotations

from typing import Any

import oracle
from configurations import HTTP
from run_function import run

HEAD = f"""apiVersion: config.kubernetes.io/v1
kind: ResourceList
functionConfig:
  apiVersion: krm-fn.dev/v1alpha1
  kind: SetProxyEnv
  metadata: {{name: proxy}}
  spec:
    httpProxy: {HTTP}
    httpsProxy: {HTTP}
    noProxy: localhost,127.0.0.1,.svc,$(KUBERNETES_SERVICE_HOST)
"""


def deployment(containers: str) -> str:
    return f"""- apiVersion: apps/v1
  kind: Deployment
  metadata: {{name: web, namespace: team-a}}
  spec:
    template:
      metadata: {{labels: {{app: web}}}}
      spec:
        containers:
{containers}"""


def told(items: str, **checks: Any) -> list[dict[str, Any]]:
    """The warnings and errors of a run."""
    fields = f"    checks: {checks}\n" if checks else ""
    outcome = run(f"{HEAD}{fields}items:\n{items}".encode())
    results = oracle.documents(outcome.stdout)[0]["results"]
    plain = [oracle_data(one) for one in results]
    return [one for one in plain if one["severity"] != "info"]


def oracle_data(tree: Any) -> Any:
    if isinstance(tree, dict):
        return {key: oracle_data(value) for key, value in tree.items()}
    return oracle.text_of(tree)


def messages(items: str, **checks: Any) -> list[str]:
    return [one["message"] for one in told(items, **checks)]


REF = {"apiVersion": "apps/v1", "kind": "Deployment", "name": "web", "namespace": "team-a"}
PLAIN = deployment("        - {name: web, image: web}\n")


def infos(items: str, fields: str = "") -> list[str]:
    outcome = run(f"{HEAD}{fields}items:\n{items}".encode())
    results = oracle.documents(outcome.stdout)[0]["results"]
    found = [oracle_data(one) for one in results]
    rule = "image-ignores-environment"
    return [one["message"] for one in found if one.get("tags", {}).get("rule") == rule]
