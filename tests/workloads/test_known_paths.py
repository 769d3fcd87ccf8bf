"""Every row of the table of known kinds: an instance made for it, set, and read back."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from places import ROOT

from krm_fn import transform

TABLE: list[dict[str, Any]] = yaml.load(
    (ROOT / "scripts" / "workload-kinds.yaml").read_text(encoding="utf-8"),
    Loader=yaml.CSafeLoader,
)
PROXY = "http://proxy.example.com:3128"
SET = {"http_proxy": PROXY, "HTTP_PROXY": PROXY}
SETTABLE = ("template", "overlay", "env", "embedded")

CONTAINER = {"name": "main", "image": "main:1"}
POD_SPEC = {"containers": [CONTAINER], "initContainers": [{"name": "first", "image": "first:1"}]}
DEPLOYMENT = {
    "apiVersion": "apps/v1",
    "kind": "Deployment",
    "spec": {"template": {"spec": POD_SPEC}},
}
WITHOUT_TYPE = {
    "Pod": {"spec": POD_SPEC},
    "CronJob": {"spec": {"jobTemplate": {"spec": {"template": {"spec": POD_SPEC}}}}},
    "Pipeline": {"spec": {"vertices": [{"udf": {"container": CONTAINER}}]}},
    "": {"spec": {"template": {"spec": POD_SPEC}}},
}
ARGO_TEMPLATE = {
    "name": "t",
    "initContainers": [CONTAINER],
    "container": CONTAINER,
    "script": {"image": "main:1", "source": "echo"},
    "containerSet": {"containers": [CONTAINER]},
    "sidecars": [CONTAINER],
    "steps": [[{"name": "s", "inline": {"container": CONTAINER}}]],
    "dag": {"tasks": [{"name": "d", "inline": {"container": CONTAINER}}]},
}
TASK_SPEC = {
    "stepTemplate": {"image": "main:1"},
    "steps": [CONTAINER, {"name": "elsewhere", "ref": {"name": "step"}}],
    "sidecars": [CONTAINER],
}
PIPELINE_SPEC = {
    "tasks": [{"taskSpec": TASK_SPEC}, {"pipelineSpec": {"tasks": [{"taskSpec": TASK_SPEC}]}}],
    "finally": [{"taskSpec": TASK_SPEC}],
}
# What stands at a path, by its shape, and how many places of it must be set.
INSTANCES: dict[str, tuple[Any, int]] = {
    "PodTemplateSpec": ({"metadata": {"labels": {"a": "b"}}, "spec": POD_SPEC}, 2),
    "PodSpec": (POD_SPEC, 2),
    "ContainerList": ([CONTAINER, {"name": "second", "image": "second:1"}], 2),
    "Container": (CONTAINER, 1),
    "EnvVarList": ([{"name": "A", "value": "b"}], 1),
    "NameValueList": ([{"name": "A", "value": "b"}], 1),
    "EnvMap": ({"A": "b"}, 1),
    "StringList": (["A=b"], 1),
    "EmbeddedObject": (DEPLOYMENT, 2),
    "ArgoTemplate": (ARGO_TEMPLATE, 7),
    "ArgoWorkflowSpec": ({"templates": [ARGO_TEMPLATE], "templateDefaults": ARGO_TEMPLATE}, 14),
    "TektonTaskSpec": (TASK_SPEC, 3),
    "TektonPipelineSpec": (PIPELINE_SPEC, 9),
    "TestWorkflowSteps": (
        {
            "container": {"image": "main:1"},
            "steps": [{"run": {"image": "main:1"}, "steps": [{"container": {"image": "m:1"}}]}],
        },
        3,
    ),
}
ROWS = [
    (entry, path)
    for entry in TABLE
    if not entry.get("builtin") and entry["kind"] != "*"
    for path in entry["paths"]
]


def named(row: Any) -> str:
    if isinstance(row, bool):
        return "maps" if row else "lists"
    if "path" in row:
        return f"{row['path']}-{row['class']}"
    return f"{row['group']}-{row['kind']}"


def instance_of(shape: str) -> tuple[Any, int]:
    if shape.startswith("EmbeddedObject "):
        kind = shape.rpartition("/")[2]
        made = WITHOUT_TYPE.get(kind, WITHOUT_TYPE[""])
        return made, 1 if kind == "Pipeline" else 2
    return INSTANCES.get(shape, ("containers", 0))


def manifest(entry: dict[str, Any], path: dict[str, Any], value: Any, *, maps: bool) -> Any:
    """An object of a kind with a value at a path; `maps` makes maps of what may be lists."""
    for key in reversed(path["path"].strip("/").split("/")):
        if key == "*":
            value = {"one": value} if maps else [value]
        elif key:
            value = {key: value}
    version = path.get("versions", entry["versions"])[-1]
    group = f"{entry['group']}/" if entry["group"] else ""
    return {
        "apiVersion": group + version,
        "kind": entry["kind"],
        "metadata": {"name": "x"},
        **value,
    }


class Dumper(yaml.CSafeDumper):
    """Writes everything out, without aliases."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def run(made: Any, path: dict[str, Any]) -> tuple[str, Any]:
    """What becomes of an object, with only the kind of row enabled that a path is."""
    text = made if isinstance(made, str) else yaml.dump(made, Dumper=Dumper, sort_keys=False)
    config = {
        "apiVersion": "krm-fn.dev/v1alpha1",
        "kind": "SetProxyEnv",
        "spec": {
            "httpProxy": PROXY,
            "customResources": {name: path["class"] == name for name in ("env", "embedded")},
            "containers": {"ephemeral": True},
        },
    }
    outcome = transform.run(text.encode(), config)
    assert outcome.exit_code == 0, outcome.told
    written = outcome.output.decode()
    return written, yaml.load(written, Loader=yaml.CSafeLoader)


def places_set(data: Any) -> int:
    """How many env fields, of any shape, have both variables with their value."""
    if isinstance(data, dict):
        here = int(all(data.get(name) == value for name, value in SET.items()))
        return here + sum(map(places_set, data.values()))
    if isinstance(data, list):
        pairs = {one.get("name"): one.get("value") for one in data if isinstance(one, dict)}
        strings = [f"{name}={value}" in data for name, value in SET.items()]
        here = int(all(strings) or all(pairs.get(name) == value for name, value in SET.items()))
        return here + sum(map(places_set, data))
    return 0


def without(data: Any) -> Any:
    """The data without the variables, and without env fields that only they were in."""
    if isinstance(data, dict):
        kept = {key: without(value) for key, value in data.items() if key not in SET}
        return {key: value for key, value in kept.items() if value != [] or data[key] == []}
    if isinstance(data, list):
        return [without(one) for one in data if not is_ours(one)]
    return data


def is_ours(one: Any) -> bool:
    name = one.get("name") if isinstance(one, dict) else str(one).partition("=")[0]
    return name in SET


@pytest.mark.parametrize(
    ("entry", "path", "maps"),
    [
        (*row, maps)
        for row in ROWS
        if row[1]["class"] in SETTABLE
        for maps in ([False, True] if "*" in row[1]["path"] else [False])
    ],
    ids=named,
)
def test_every_row_is_set_once_and_nothing_else(
    entry: dict[str, Any], path: dict[str, Any], maps: bool
) -> None:
    value, places = instance_of(path["shape"])
    made = manifest(entry, path, value, maps=maps)
    written, data = run(made, path)
    assert places_set(data) >= places
    assert path["class"] == "env" or without(data) == made
    assert run(written, path)[0] == written


@pytest.mark.parametrize("shape", ["EnvVarList", "NameValueList", "EnvMap", "StringList"])
def test_an_operators_field_that_is_not_there_yet_is_made(shape: str) -> None:
    entry, path = next(
        row
        for row in ROWS
        if row[1]["class"] == "env" and row[1]["shape"] == shape and "*" not in row[1]["path"]
    )
    *owner, _ = path["path"].strip("/").split("/")
    at = {"path": "/".join(owner)}
    made = manifest(entry, {**path, **at}, {"replicas": 1}, maps=False)
    written, data = run(made, path)
    assert places_set(data) >= 1
    assert run(written, path)[0] == written


@pytest.mark.parametrize(
    ("entry", "path"),
    [
        row
        for row in ROWS
        if row[1]["class"] not in SETTABLE
        and not any(
            other["class"] in SETTABLE and (row[1]["path"] + "/").startswith(other["path"] + "/")
            for other in row[0]["paths"]
        )
    ],
    ids=named,
)
def test_a_row_that_is_never_set_stays_byte_for_byte(
    entry: dict[str, Any], path: dict[str, Any]
) -> None:
    value, _ = instance_of(path["shape"])
    text = yaml.dump(manifest(entry, path, value, maps=False), Dumper=Dumper)
    assert run(text, path)[0] == text
