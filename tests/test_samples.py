"""Manifests as people publish them: `$SET_PROXY_ENV_SAMPLES` or `../shared/samples`.

Folders: `workloads` (pod templates of many kinds), `lookalikes` (text that only looks like a
pod template) and `crds`. Everything is skipped where there is no such folder.
"""

from __future__ import annotations

import os
from pathlib import Path

import oracle
import pytest
from run_function import Outcome, run

SAMPLES = Path(
    os.environ.get("SET_PROXY_ENV_SAMPLES")
    or Path(__file__).parent.parent.parent / "shared" / "samples"
)
FIELDS = {
    "httpProxy": "http://proxy.example.com:3128",
    "httpsProxy": "http://proxy.example.com:3129",
    "noProxy": "svc,local",
}
OPTIONS = (
    *("--http-proxy", FIELDS["httpProxy"]),
    *("--https-proxy", FIELDS["httpsProxy"]),
    *("--no-proxy", FIELDS["noProxy"]),
)
HEAD = b"""apiVersion: config.kubernetes.io/v1
kind: ResourceList
functionConfig:
  apiVersion: v1
  kind: ConfigMap
  metadata:
    name: proxy
  data:
    httpProxy: http://proxy.example.com:3128
    httpsProxy: http://proxy.example.com:3129
    noProxy: svc,local
items:
"""

pytestmark = pytest.mark.skipif(
    not SAMPLES.is_dir(),
    reason="no samples: name their folder in SET_PROXY_ENV_SAMPLES",
)


def samples(*folders: str) -> list[Path]:
    return sorted(path for folder in folders for path in (SAMPLES / folder).glob("*.yaml"))


def is_built_in(path: Path) -> bool:
    kinds = {
        (oracle.text_of(one.get("apiVersion")), oracle.text_of(one.get("kind")))
        for one in oracle.documents(path.read_bytes())
        if isinstance(one, dict)
    }
    return kinds <= oracle.POD_SPECS.keys()


WORKLOADS = samples("workloads")
BUILT_IN = [path for path in WORKLOADS if is_built_in(path)]
UNTOUCHED = samples("lookalikes", "crds")
SETTINGS = oracle.Settings(FIELDS)


def named(path: Path) -> str:
    return path.stem


def as_items(manifests: bytes) -> bytes:
    """The documents of a stream as the items of a block list, each two columns to the right."""
    items = []
    for document in manifests.split(b"\n---\n"):
        lines = document.removeprefix(b"---\n").split(b"\n")
        lines = [b"  " + line if line else line for line in lines]
        first = next(
            (n for n, line in enumerate(lines) if line and line.lstrip()[:1] != b"#"), None
        )
        if first is not None:
            lines[first] = b"- " + lines[first][2:]
            items.append(b"\n".join(lines).rstrip(b"\n") + b"\n")
    return b"".join(items)


def as_resource_list(path: Path) -> bytes:
    return HEAD + as_items(path.read_bytes())


def succeeded(outcome: Outcome) -> bytes:
    assert outcome.exit_code == 0, outcome.stderr
    return outcome.stdout


@pytest.mark.parametrize("path", BUILT_IN, ids=named)
def test_a_workload_has_the_planned_variables(path: Path) -> None:
    before = path.read_bytes()
    after = succeeded(run(before, *OPTIONS))
    assert oracle.answered(after) == oracle.expected(before, SETTINGS)


@pytest.mark.parametrize("path", BUILT_IN, ids=named)
def test_a_workload_in_a_resource_list_has_the_planned_variables(path: Path) -> None:
    before = as_resource_list(path)
    after = succeeded(run(before))
    assert oracle.answered(after) == oracle.expected(before, SETTINGS)


@pytest.mark.parametrize("path", WORKLOADS, ids=named)
def test_a_second_run_leaves_a_workload_as_it_is(path: Path) -> None:
    once = succeeded(run(path.read_bytes(), *OPTIONS))
    assert succeeded(run(once, *OPTIONS)) == once


@pytest.mark.parametrize("path", UNTOUCHED, ids=named)
def test_what_only_looks_like_a_workload_is_left_alone(path: Path) -> None:
    assert succeeded(run(path.read_bytes(), *OPTIONS)) == path.read_bytes()


@pytest.mark.parametrize("path", UNTOUCHED, ids=named)
def test_what_only_looks_like_a_workload_is_left_alone_in_a_resource_list(path: Path) -> None:
    before = as_resource_list(path)
    assert succeeded(run(before)).startswith(before)
