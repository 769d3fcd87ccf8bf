"""ResourceLists around a Pod, and what a run makes of them."""

from __future__ import annotations

import oracle
from run_function import Outcome, run

CONFIG = """functionConfig:
  apiVersion: v1
  kind: ConfigMap
  metadata:
    name: proxy
  data:
    httpProxy: http://proxy.example.com:3128
"""
QUIET = CONFIG + "    checks.ignore: no-proxy-loopback,one-proxy\n"
HEAD = "apiVersion: config.kubernetes.io/v1\nkind: ResourceList\n"
POD = """- apiVersion: v1
  kind: Pod
  metadata:
    name: web
    namespace: shop
    annotations:
      internal.config.kubernetes.io/path: 'pod.yaml'
      internal.config.kubernetes.io/index: '0'
  spec:
    containers:
    - name: web
      image: web:1
"""
WITH_HTTP = """      env:
      - name: http_proxy
        value: "http://proxy.example.com:3128"
      - name: HTTP_PROXY
        value: "http://proxy.example.com:3128"
"""


def resource_list(items: str, config: str = CONFIG) -> bytes:
    return f"{HEAD}{config}items:\n{items}".encode()


def results(outcome: Outcome) -> list[oracle.Tree]:
    found = oracle.documents(outcome.stdout)[0].get("results", [])
    return [{key: _plain(value) for key, value in one.items()} for one in found]


def _plain(tree: oracle.Tree) -> oracle.Tree:
    if isinstance(tree, dict):
        return {key: _plain(value) for key, value in tree.items()}
    return tree.text


def errors(outcome: Outcome) -> list[str]:
    return [one["message"] for one in results(outcome) if one["severity"] == "error"]


def refused(stdin: bytes) -> str:
    """The one error of a run that must leave the items as they were, and say so on stderr."""
    outcome = run(stdin)
    assert outcome.exit_code == 1
    assert outcome.stdout.startswith(stdin)
    (message,) = errors(outcome)
    assert message in outcome.stderr
    assert len(outcome.stderr.splitlines()) <= 4
    return message


def unreadable(stdin: bytes) -> str:
    """What stderr says about input that cannot be answered with a ResourceList."""
    outcome = run(stdin)
    assert outcome.exit_code == 1
    assert outcome.stdout == b""
    assert "Traceback" not in outcome.stderr
    return outcome.stderr.strip()
