"""Writes the inputs: equal arguments give equal bytes, on every machine.

`work` is all workloads. `mixed` is a quarter workloads by size, the rest CustomResourceDefinitions,
ConfigMaps and Secrets. `custom` is half CustomResourceDefinitions, half instances that need them.
Each input exists as a ResourceList in kpt's style and as plain manifests: the same objects, so that
every tool reads as many bytes (but for the indentation of the list).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import yaml

from benchmarks.inputs.bystanders import config_map, custom_resource_definition, secret
from benchmarks.inputs.custom import definition, instance
from benchmarks.inputs.workloads import workload

KB = 1_000
MB = 1_000_000
LARGEST_CRD = 300 * KB

SHARES = {
    "work": {"workload": 1.0},
    "mixed": {"workload": 0.25, "crd": 0.45, "config map": 0.2, "secret": 0.1},
    "custom": {"definition": 0.5, "instance": 0.5},
}


class Case(NamedTuple):
    """One input: `size` in bytes, of the ResourceList; `content` is a key of SHARES."""

    name: str
    size: int
    content: str
    syntax: str


SHAPES = {"work": "work", "mixed": "mixed", "custom": "custom", "JSON": "work"}
"""The name of a shape -> its content, a key of SHARES."""


def case(size: int, shape: str) -> Case:
    """The case of a size and a shape, such as `10 KB work`."""
    text = f"{size // MB} MB" if size >= MB else f"{size // KB} KB"
    return Case(f"{text} {shape}", size, SHAPES[shape], "json" if shape == "JSON" else "yaml")


CASES = (
    case(10 * KB, "work"),
    *(case(size, shape) for size in (100 * KB, 1 * MB, 10 * MB, 50 * MB) for shape in SHAPES),
)


class Inputs(NamedTuple):
    """The files of one case."""

    resource_list: Path
    manifests: Path


class Made(NamedTuple):
    """A manifest as YAML, and as a member of a ResourceList's items."""

    manifest: str
    item: str


def write(case: Case, configuration: str, directory: Path) -> Inputs:
    """Writes the files of `case` below `directory`; `configuration` is a functionConfig as YAML."""
    made = list(_cut_to_size(case))
    items = [each.item for each in made]
    in_json = case.syntax == "json"
    manifests = json_list(items) if in_json else "---\n".join(each.manifest for each in made)
    listed = (json_resource_list if in_json else resource_list)(items, configuration)
    return write_files(directory / case.name.replace(" ", "-"), case.syntax, listed, manifests)


def write_files(folder: Path, syntax: str, listed: str, manifests: str) -> Inputs:
    """Writes a ResourceList and the manifests that are in it; `syntax` is the files' suffix."""
    folder.mkdir(parents=True, exist_ok=True)
    inputs = Inputs(folder / f"resource-list.{syntax}", folder / f"manifests.{syntax}")
    for path, text in zip(inputs, (listed, manifests), strict=True):
        path.write_text(text, encoding="utf-8", newline="")
    return inputs


def cut_to_size(case: Case) -> Iterator[str]:
    """Manifests until the next would make the items of the ResourceList larger than `case.size`."""
    return (each.manifest for each in _cut_to_size(case))


def _cut_to_size(case: Case) -> Iterator[Made]:
    as_item = json_item if case.syntax == "json" else yaml_item
    total = 0
    for index, manifest in enumerate(_manifests(case)):
        annotated = with_kpt_annotations(index, manifest)
        made = Made(annotated, as_item(annotated))
        total += len(made.item)
        if total > case.size:
            return
        yield made


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


def resource_list(items: Iterable[str], configuration: str) -> str:
    """A ResourceList with its functionConfig after the items, as kpt sends it."""
    return (
        "apiVersion: config.kubernetes.io/v1\nkind: ResourceList\nitems:\n"
        + "".join(items)
        + "functionConfig:\n"
        + "".join("  " + line for line in configuration.splitlines(keepends=True))
    )


def json_resource_list(items: Iterable[str], configuration: str) -> str:
    """The same in JSON."""
    joined = ",\n".join(items)
    return (
        '{"apiVersion": "config.kubernetes.io/v1", "kind": "ResourceList", "items": [\n'
        f'{joined}\n], "functionConfig": {json_item(configuration)}}}\n'
    )


def json_list(items: Iterable[str]) -> str:
    """A `v1` List in JSON."""
    joined = ",\n".join(items)
    return f'{{"apiVersion": "v1", "kind": "List", "items": [\n{joined}\n]}}\n'
