"""Manifests as people publish them: `$SET_PROXY_ENV_SAMPLES` or `../shared/samples`.

Folders: `workloads` (pod templates of many kinds), `lookalikes` (text that only looks like a
pod template) and `crds`. Everything is skipped where there is no such folder.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import oracle
import pytest
from places import SAMPLES
from run_function import Outcome, run

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


WORKLOADS = samples("workloads")
UNTOUCHED = samples("lookalikes", "crds")
SETTINGS = oracle.Settings(FIELDS)
ALL = oracle.Settings(FIELDS, classes=("template", "overlay", "env", "embedded"))
ALL_CONFIG = """apiVersion: krm-fn.dev/v1alpha1
kind: SetProxyEnv
spec:
  httpProxy: http://proxy.example.com:3128
  httpsProxy: http://proxy.example.com:3129
  noProxy: svc,local
  customResources:
    env: true
    embedded: true
"""


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


@pytest.mark.parametrize("path", WORKLOADS, ids=named)
def test_a_workload_has_the_planned_variables(path: Path) -> None:
    before = path.read_bytes()
    after = succeeded(run(before, *OPTIONS))
    assert oracle.answered(after) == oracle.expected(before, SETTINGS)


@pytest.mark.parametrize("path", WORKLOADS, ids=named)
def test_a_workload_in_a_resource_list_has_the_planned_variables(path: Path) -> None:
    before = as_resource_list(path)
    after = succeeded(run(before))
    assert oracle.answered(after) == oracle.expected(before, SETTINGS)


@pytest.fixture(scope="module")
def all_options(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, ...]:
    """The configuration that also sets what operators and embedded manifests have."""
    file = tmp_path_factory.mktemp("config") / "all.yaml"
    file.write_text(ALL_CONFIG)
    return ("--config", str(file))


@pytest.mark.parametrize("path", WORKLOADS, ids=named)
def test_env_fields_and_embedded_manifests_are_set_where_that_is_configured(
    path: Path, all_options: tuple[str, ...]
) -> None:
    before = path.read_bytes()
    after = succeeded(run(before, *all_options))
    assert oracle.answered(after) == oracle.expected(before, ALL)
    assert succeeded(run(after, *all_options)) == after


@pytest.mark.parametrize("path", UNTOUCHED, ids=named)
def test_what_only_looks_like_a_workload_is_left_alone_by_every_option(
    path: Path, all_options: tuple[str, ...]
) -> None:
    assert succeeded(run(path.read_bytes(), *all_options)) == path.read_bytes()


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


def test_how_the_workloads_of_the_samples_are_found(capsys: pytest.CaptureFixture[str]) -> None:
    found: Counter[str] = Counter()
    for path in WORKLOADS:
        outcome = run(as_resource_list(path))
        results = oracle.documents(outcome.stdout)[0]["results"]
        tags = (one["tags"] for one in results if "tags" in one)
        found.update(oracle.text_of(each["found"]) for each in tags if "found" in each)
    with capsys.disabled():
        print("\nworkloads of the samples set, by how they were found:", dict(found))
    assert found["known"] > 0
    assert found.keys() <= {"built-in", "known", "crd", "structure"}
