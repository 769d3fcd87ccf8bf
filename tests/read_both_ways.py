"""Runs that read items by their lines, and by their events, which must give the same answer.

Runs of less than BY_LINES_FROM bytes go by events alone; here both ways are taken with any text.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pytest

from benchmarks.inputs.generate import MB, Case, cut_to_size
from krm_fn import transform
from krm_fn.edit.part import Part
from krm_fn.errors import Malformed
from krm_fn.yaml.lines import read as lines_read
from krm_fn.yaml.nodes import Mapping, to_data

if TYPE_CHECKING:
    from krm_fn.edit.edited import Edited

GENERATED = list(itertools.islice(cut_to_size(Case("", 100 * MB, "work", "yaml")), 60))
HEAD = "apiVersion: config.kubernetes.io/v1\nkind: ResourceList\nitems:\n"
SPEC: dict[str, object] = {"httpProxy": "http://proxy.example.com:3128", "noProxy": "svc,local"}
CONFIG = {
    "apiVersion": "krm-fn.dev/v1alpha1",
    "kind": "SetProxyEnv",
    "metadata": {"name": "proxy"},
    "spec": SPEC,
}
DEPLOYMENT = """\
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
  annotations:
    internal.config.kubernetes.io/path: 'web.yaml'
    internal.config.kubernetes.io/index: '1'
spec:
  # rolled out by hand
  replicas: 2

  template:
    metadata:
      labels: {app: web}
    spec:
      containers:
      - name: web
        image: "web:1" # the newest
        command: ["sh", '-c']
        env:
        - name: A
          value: "it's # 1"
        - name: B
          valueFrom:
            configMapKeyRef: {name: c, key: d}
      - args:
          - |
            - name: x
            echo hello
        image: web:1
        name: other
      volumes: []
  strategy: {}
status: {}
"""


@contextmanager
def read_by(reader: str) -> Iterator[list[str]]:
    """Runs in which any text that can be is read by its "lines", or all by their "events"; the
    kinds of the items that were read by lines.
    """
    kinds: list[str] = []
    patch = pytest.MonkeyPatch()
    by_events = Part._edit_by_events

    def noted(text: str, *, dashed: bool) -> Mapping:
        root = lines_read(text, dashed=dashed)
        kinds.append(str(to_data(root.get("kind"))))
        return root

    def taken_back(self: Part, index: int, text: str, edited: Edited) -> None:
        if self.by_lines and kinds and kinds[-1] == self.items[index].kind:
            kinds.pop()
        by_events(self, index, text, edited)

    patch.setattr("krm_fn.edit.part.BY_LINES_FROM", 0 if reader == "lines" else 1 << 60)
    patch.setattr("krm_fn.yaml.lines.read", noted)
    patch.setattr(Part, "_edit_by_events", taken_back)
    try:
        yield kinds
    finally:
        patch.undo()


def answer(data: bytes, config: dict[str, Any] | None) -> tuple[object, ...]:
    """All that a run says."""
    try:
        outcome = transform.run(data, config)
    except Malformed as malformed:
        return (str(malformed),)
    return outcome.output, outcome.told, outcome.exit_code, b"".join(outcome.written)


def edited_alike(data: bytes, config: dict[str, Any] | None = None) -> list[str]:
    """The kinds of the items that were read by their lines, with the answer that events give."""
    with read_by("lines") as kinds:
        by_lines = answer(data, config)
    with read_by("events"):
        by_events = answer(data, config)
    assert by_lines == by_events
    return kinds


def in_a_list(*texts: str) -> str:
    """Documents as members of a ResourceList."""
    members = []
    for text in texts:
        lines = text.removeprefix("---\n").splitlines(keepends=True)
        members += ["- " + lines[0], *("  " + line if line.strip() else line for line in lines[1:])]
    return HEAD + "".join(members)
