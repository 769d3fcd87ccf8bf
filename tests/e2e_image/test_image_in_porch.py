"""Porch's rules: it runs ENTRYPOINT, or else CMD, and sends and takes messages of at most 6 MiB.

https://github.com/nephio-project/porch, `func/`: one ResourceList in, one document out.
"""

from __future__ import annotations

import json

from e2e_image.engine import IMAGE, LIKE_KPT, inspected, output

LARGEST_MESSAGE = 6 << 20

HEAD = """\
apiVersion: config.kubernetes.io/v1
kind: ResourceList
functionConfig: {apiVersion: v1, kind: ConfigMap, data: {httpProxy: "http://proxy:3128"}}
items:
"""
DEPLOYMENT = """\
- apiVersion: apps/v1
  kind: Deployment
  metadata:
    name: web
  spec:
    template:
      spec:
        containers:
        - name: web
          image: web:1
"""
CONFIG_MAP = (
    """\
- apiVersion: v1
  kind: ConfigMap
  metadata:
    name: notes
  data:
    notes: |
"""
    + "      a line that says nothing\n" * 400
)


def as_porch_runs(stdin: str) -> str:
    config = inspected()["Config"]
    command = json.dumps(config["Entrypoint"] or config["Cmd"])
    return output(
        *("podman", "run", "--rm", "-i", *LIKE_KPT, "--entrypoint", command, IMAGE), stdin=stdin
    )


def test_the_answer_is_one_document() -> None:
    answer = as_porch_runs(HEAD + DEPLOYMENT)
    assert answer.startswith(HEAD + DEPLOYMENT)
    assert [line for line in answer.splitlines() if line.startswith(("---", "..."))] == []


def test_a_message_of_six_mebibytes_is_answered_whole() -> None:
    group = DEPLOYMENT + CONFIG_MAP * 20
    added_to_each = 500
    groups = LARGEST_MESSAGE // (len(group) + added_to_each)
    answer = as_porch_runs(HEAD + group * groups)
    assert 0.95 * LARGEST_MESSAGE < len(answer) <= LARGEST_MESSAGE
    assert answer.count("\n- apiVersion: ") == 21 * groups
    assert answer.count("name: HTTP_PROXY\n") == groups
