"""What a small run imports: its start is most of it, so it has none of what is slow to import."""

from __future__ import annotations

import subprocess
import sys
from typing import Any

import pytest
from configurations import HTTP, HTTPS, set_proxy_env

from krm_fn.yaml.render import Style, flow
from krm_fn.yaml.text import BY_LINES_FROM

SLOW = (
    *(
        "argparse",
        "collections",
        "dataclasses",
        "enum",
        "functools",
        "ipaddress",
        "json",
        "operator",
    ),
    *("re", "typing", "yaml"),
)
PROGRAM = f"""
import sys
sys.path[:0] = {sys.path!r}
from krm_fn.command import lean_yaml
lean_yaml.load()
import krm_fn
data = sys.stdin.buffer.read()
for which in "first", "second":
    outcome = krm_fn.run(data)
    data = outcome.output
    found = [name for name in {SLOW!r} if name in sys.modules]
    print(which, outcome.exit_code, *found)
"""
NO_PROXY = ["localhost", "127.0.0.1", "10.0.0.0/8", ".svc", ".cluster.local"]
PAGE = "<p>Hello</p>"
IMAGE = "registry.example.com/web:1.2"


def resource_list(spec: dict[str, Any], image: str, env: str) -> bytes:
    """A Deployment with an env, a Service and a ConfigMap."""
    config = set_proxy_env(**{"httpProxy": HTTP, "httpsProxy": HTTPS, "noProxy": NO_PROXY, **spec})
    return f"""\
apiVersion: config.kubernetes.io/v1
kind: ResourceList
items:
- apiVersion: apps/v1
  kind: Deployment
  metadata:
    name: web # the shop
    namespace: shop
    annotations:
      config.kubernetes.io/path: 'web.yaml'
  spec:
    template:
      spec:
        initContainers:
        - {{name: migrate, image: "{IMAGE}"}}
        containers:
        - name: web
          image: {image}
          env:
          - name: LOG_LEVEL
            value: info
{env}\
- apiVersion: v1
  kind: Service
  metadata: {{name: web, namespace: shop}}
  spec: {{selector: {{app: web}}, ports: [{{port: 80}}]}}
- apiVersion: v1
  kind: ConfigMap
  metadata: {{name: web}}
  data:
    page: |
      {PAGE}
functionConfig: {flow(config, Style(json=True))}
""".encode()


def variable(name: str, value: str) -> str:
    return f"          - name: {name}\n            value: {value}\n"


def told(data: bytes) -> str:
    """The exit codes of a run, and of one on what comes out of it, with what is slow of all that
    has been imported by then.
    """
    return subprocess.run(
        [sys.executable, "-I", "-S", "-c", PROGRAM], input=data, capture_output=True, check=True
    ).stdout.decode()


OWN_PROXY = variable("HTTP_PROXY", "http://other.example.com:3128")
OWN_NO_PROXY = variable("no_proxy", '"localhost, 10.0.0.0/8,*.example.com"')


@pytest.mark.parametrize(
    ("spec", "image", "env"),
    [
        ({}, IMAGE, ""),
        ({}, IMAGE, OWN_PROXY + OWN_NO_PROXY),
        ({"existing": "keep"}, IMAGE, OWN_PROXY + OWN_NO_PROXY),
        ({"existing": "merge"}, IMAGE, OWN_PROXY + OWN_NO_PROXY),
        ({"existing": "replace"}, IMAGE, OWN_PROXY + OWN_NO_PROXY),
        ({"track": True}, IMAGE, OWN_PROXY + OWN_NO_PROXY),
        ({"noProxyPresets": ["localhost", "cluster"]}, IMAGE, ""),
        ({"selectors": [{"kind": "Deployment", "namespace": "shop"}]}, IMAGE, ""),
        ({"trustedCA": {"configMap": {"name": "ca"}}}, IMAGE, ""),
        ({}, "eclipse-temurin:21-jre", ""),
    ],
    ids=[
        *("plain", "own variables", "keep", "merge", "replace", "track", "presets", "selectors"),
        *("trustedCA", "Java"),
    ],
)
def test_a_small_run_imports_nothing_slow(spec: dict[str, Any], image: str, env: str) -> None:
    assert told(resource_list(spec, image, env)) == "first 0\nsecond 0\n"


def test_a_run_is_small_whatever_else_is_in_the_list() -> None:
    page = f"{PAGE}\n      " * 10_000 + PAGE
    data = resource_list({}, IMAGE, "").replace(PAGE.encode(), page.encode())
    data = data.replace(b"kind: Service\n", b"kind: ServiceAccount\n")
    assert len(data) > 4 * BY_LINES_FROM
    assert told(data) == "first 0\nsecond 0\n"
