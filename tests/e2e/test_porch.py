"""Porch's rules that hold for the function itself: one document, and messages of 6 MiB.

tests/e2e_image runs the image as Porch does.
"""

from __future__ import annotations

import re

from e2e.runtimes import ROOT, output

LARGEST_MESSAGE = 6 << 20
LARGEST_PACKAGE = 3 << 19

HEAD = """\
apiVersion: config.kubernetes.io/v1
kind: ResourceList
functionConfig:
  apiVersion: v1
  kind: ConfigMap
  data:
    httpProxy: http://proxy.example.com:3128
    httpsProxy: http://proxy.example.com:3129
    noProxy: localhost,127.0.0.1,10.0.0.0/8,.svc,.cluster.local
    track: "true"
items:
"""
DEPLOYMENT = """\
- apiVersion: apps/v1
  kind: Deployment
  metadata:
    name: web-{number}
    namespace: shop
    annotations:
      internal.config.kubernetes.io/path: web-{number}.yaml
      internal.config.kubernetes.io/index: '0'
  spec:
    selector:
      matchLabels:
        app: web-{number}
    template:
      metadata:
        labels:
          app: web-{number}
      spec:
        containers:
        - name: web
          image: registry.example.com/shop/web:1.4.2
"""


def deployments(size: int) -> str:
    """A ResourceList of small Deployments and nothing else, of about `size` bytes."""
    count = size // len(DEPLOYMENT)
    return HEAD + "".join(DEPLOYMENT.format(number=number) for number in range(count))


def test_the_image_has_one_complete_entry_point() -> None:
    dockerfile = (ROOT / "Dockerfile").read_text(encoding="utf-8")
    assert len(re.findall(r"^ENTRYPOINT \[", dockerfile, re.MULTILINE)) == 1
    assert not re.search(r"^CMD\b", dockerfile, re.MULTILINE)


def test_the_answer_is_one_document() -> None:
    answer = output("set-proxy-env", stdin=deployments(100_000))
    assert answer.startswith(HEAD)
    assert [line for line in answer.splitlines() if line.startswith(("---", "..."))] == []


def test_the_largest_package_that_the_documentation_promises_fits_into_a_message() -> None:
    scaling = (ROOT / "docs" / "scaling.md").read_text(encoding="utf-8")
    assert f"up to {LARGEST_PACKAGE / 2**20} MiB" in scaling
    answer = output("set-proxy-env", stdin=deployments(LARGEST_PACKAGE))
    assert len(answer.encode()) < LARGEST_MESSAGE
