"""Pods of which a pipe tells results."""

from __future__ import annotations

from run_function import Outcome, run

PROXIES = (
    "--http-proxy",
    "http://proxy:3128",
    "--https-proxy",
    "http://proxy:3128",
    "--no-proxy",
    "*",
)
POD = """\
apiVersion: v1
kind: Pod
metadata: {{name: {0}}}
spec:
  containers:
  - name: {0}
    image: x
    env:
    - {{name: http_proxy, value: "http://mine:1"}}
    - {{name: HTTP_PROXY, value: "http://mine:1"}}
"""
KEEPS = (
    'container "web-{}" keeps its own `http_proxy`, `HTTP_PROXY`; set `existing: replace` to '
    "replace them"
)


def pods(count: int) -> str:
    return "---\n".join(POD.format(f"web-{number}") for number in range(1, count + 1))


def piped(count: int, *arguments: str) -> Outcome:
    return run(pods(count).encode(), *PROXIES, *arguments)
