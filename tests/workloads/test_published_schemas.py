"""Definitions as projects publish them."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest
from custom_definitions import said
from places import SAMPLES

from krm_fn.workloads.crd_condensed import load
from krm_fn.workloads.crd_schema import by_lines, read
from krm_fn.yaml.compose import Unsure, compose

CRDS = sorted((SAMPLES / "crds").glob("*.yaml"))


@pytest.mark.parametrize("path", CRDS, ids=lambda path: path.stem)
def test_a_published_schema_says_the_same_however_it_is_read(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    whole = compose(text)
    for version in ("v1", "v1alpha1", "v1alpha2", "v1beta1"):
        due = said(read(whole, version))
        assert said(read(load(text), version)) == due
        with suppress(Unsure):
            assert said(read(by_lines(text), version)) == due


@pytest.mark.parametrize(
    ("file", "version", "expected"),
    [
        (
            "jobset.x-k8s.io_jobsets",
            "v1alpha2",
            [("spec/replicatedJobs/*/template/spec/template", "PodTemplateSpec", "template")],
        ),
        ("monitoring.coreos.com_prometheuses", "v1", [("spec", "PodSpec", "template")]),
        ("rollout-crd", "v1alpha1", [("spec/template", "PodTemplateSpec", "template")]),
        ("service", "v1", [("spec/template", "PodTemplateSpec", "template")]),
        ("cert-manager.io_clusterissuers", "v1", []),
        ("046-Crd-kafkabridge", "v1", []),
    ],
)
def test_a_published_schema_is_read(
    file: str, version: str, expected: list[tuple[str, str, str]]
) -> None:
    path = SAMPLES / "crds" / f"{file}.yaml"
    if not path.exists():
        pytest.skip("no samples: name their folder in SET_PROXY_ENV_SAMPLES")
    found = read(load(path.read_text(encoding="utf-8")), version)
    assert found is not None
    assert found.rows == expected
