"""Writes the inputs: equal arguments give equal bytes, on every machine.

`work` is all workloads. `mixed` is a quarter workloads by size, the rest CustomResourceDefinitions,
ConfigMaps and Secrets. `custom` is half CustomResourceDefinitions, half instances that need them.
Each input exists as a ResourceList in kpt's style, as plain manifests, and as a kustomization with
one patch over those manifests: the same objects, so that every tool reads as many bytes (but for
the indentation of the list).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import yaml

from benchmarks.bystanders import config_map, custom_resource_definition, secret
from benchmarks.custom import definition, instance
from benchmarks.workloads import workload

KB = 1_000
MB = 1_000_000
LARGEST_CRD = 300 * KB

SHARES = {
    "work": {"workload": 1.0},
    "mixed": {"workload": 0.25, "crd": 0.45, "config map": 0.2, "secret": 0.1},
    "custom": {"definition": 0.5, "instance": 0.5},
}

PATCH = """\
resources:
- {manifests}
patches:
- target:
    kind: Deployment
  patch: |-
    apiVersion: apps/v1
    kind: Deployment
    metadata:
      name: any
    spec:
      template:
        spec:
          containers:
          - name: app
            env:
            - name: http_proxy
              value: http://proxy.example.com:3128
"""


class Case(NamedTuple):
    """One input: `size` in bytes, of the ResourceList; `content` is a key of SHARES."""

    name: str
    size: int
    content: str
    syntax: str


CASES = (
    Case("10 KB work", 10 * KB, "work", "yaml"),
    Case("10 KB JSON", 10 * KB, "work", "json"),
    Case("1 MB work", 1 * MB, "work", "yaml"),
    Case("1 MB mixed", 1 * MB, "mixed", "yaml"),
    Case("10 MB work", 10 * MB, "work", "yaml"),
    Case("10 MB mixed", 10 * MB, "mixed", "yaml"),
    Case("10 MB custom", 10 * MB, "custom", "yaml"),
    Case("10 MB JSON", 10 * MB, "work", "json"),
    Case("50 MB work", 50 * MB, "work", "yaml"),
    Case("50 MB mixed", 50 * MB, "mixed", "yaml"),
)


class Inputs(NamedTuple):
    """The files of one case; `kustomization` is a folder, which holds the others too."""

    resource_list: Path
    manifests: Path
    kustomization: Path


def paths(case: Case, directory: Path) -> Inputs:
    """Where the files of `case` are, below `directory`."""
    folder = directory / case.name.replace(" ", "-")
    return Inputs(
        folder / f"resource-list.{case.syntax}",
        folder / f"manifests.{case.syntax}",
        folder,
    )


def write(case: Case, configuration: str, directory: Path) -> Inputs:
    """Writes the files of `case` below `directory`; `configuration` is a functionConfig as YAML."""
    inputs = paths(case, directory)
    inputs.kustomization.mkdir(parents=True, exist_ok=True)
    manifests = list(cut_to_size(case))
    _write(inputs.resource_list, resource_list(manifests, configuration, case.syntax))
    _write(inputs.manifests, plain(manifests, case.syntax))
    patch = PATCH.format(manifests=inputs.manifests.name)
    _write(inputs.kustomization / "kustomization.yaml", patch)
    return inputs


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="")


def cut_to_size(case: Case) -> Iterator[str]:
    """Manifests until the next would make the items of the ResourceList larger than `case.size`."""
    as_item = json_item if case.syntax == "json" else yaml_item
    total = 0
    for index, manifest in enumerate(_manifests(case)):
        annotated = with_kpt_annotations(index, manifest)
        total += len(as_item(annotated))
        if total > case.size:
            return
        yield annotated


def _manifests(case: Case) -> Iterator[str]:
    """Endless; each kind of content takes its share of the bytes."""
    shares = SHARES[case.content]
    largest_crd = min(LARGEST_CRD, case.size // 20)
    makers: dict[str, Callable[[int], str]] = {
        "workload": workload,
        "crd": lambda index: custom_resource_definition(index, largest_crd // (1 + index % 4)),
        "config map": config_map,
        "secret": secret,
        "definition": lambda index: definition(index, largest_crd // (1 + index % 4)),
        "instance": instance,
    }
    written = dict.fromkeys(shares, 0)
    count = dict.fromkeys(shares, 0)
    while True:
        content = min(shares, key=lambda content: written[content] / shares[content])
        manifest = makers[content](count[content])
        count[content] += 1
        written[content] += len(manifest)
        yield manifest


def with_kpt_annotations(index: int, manifest: str) -> str:
    """`manifest` with the annotations that kpt sends to a function and takes out again."""
    lines = f"""
  annotations:
    config.kubernetes.io/index: '0'
    config.kubernetes.io/path: 'apps/{index:05d}.yaml'
    internal.config.kubernetes.io/index: '0'
    internal.config.kubernetes.io/path: 'apps/{index:05d}.yaml'
    internal.config.kubernetes.io/seqindent: 'compact'
    internal.config.kubernetes.io/annotations-migration-resource-id: '{index}'
    internal.config.kubernetes.io/id: '{index + 1}'
    config.k8s.io/id: '{index + 1}'
"""
    return manifest.replace("\n  annotations:\n", lines, 1)


def yaml_item(manifest: str) -> str:
    """One member of `items` as kpt writes it: the dash at the margin, blank lines left empty."""
    lines = manifest.splitlines(keepends=True)
    return "- " + "".join("  " + line if line.strip() else line for line in lines)[2:]


def json_item(manifest: str) -> str:
    """One object in JSON, indented by two."""
    return json.dumps(yaml.load(manifest, Loader=yaml.CSafeLoader), indent=2)


def resource_list(manifests: list[str], configuration: str, syntax: str) -> str:
    """A ResourceList of `manifests` with its functionConfig after the items, as kpt sends it."""
    if syntax == "json":
        items = ",\n".join(map(json_item, manifests))
        return (
            '{"apiVersion": "config.kubernetes.io/v1", "kind": "ResourceList", "items": [\n'
            f'{items}\n], "functionConfig": {json_item(configuration)}}}\n'
        )
    return (
        "apiVersion: config.kubernetes.io/v1\nkind: ResourceList\nitems:\n"
        + "".join(map(yaml_item, manifests))
        + "functionConfig:\n"
        + "".join("  " + line for line in configuration.splitlines(keepends=True))
    )


def plain(manifests: list[str], syntax: str) -> str:
    """`manifests` without a list of kpt's: YAML documents, or a `v1` List in JSON."""
    if syntax == "json":
        items = ",\n".join(map(json_item, manifests))
        return f'{{"apiVersion": "v1", "kind": "List", "items": [\n{items}\n]}}\n'
    return "---\n".join(manifests)
