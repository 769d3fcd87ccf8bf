"""The schemas that editors and kubeconform take: what the function accepts, they accept."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from places import ROOT

SCHEMAS = ROOT / "krm_fn" / "schemas"
MODELINE = re.compile(
    r"# yaml-language-server: \$schema="
    r"https://github\.com/[\w.-]+/[\w.-]+/releases/latest/download/(\w+\.json)\n"
)
OURS = re.compile(r"apiVersion: krm-fn\.dev/v1alpha1\nkind: (\w+)\n")


def configurations() -> list[Path]:
    """The files among the examples that hold a configuration of a kind of our own."""
    paths = [ROOT / "fn-config.yaml", *sorted((ROOT / "examples").rglob("*.yaml"))]
    return [
        path
        for path in paths
        if ".expected" not in path.parts
        and re.search(f"^{OURS.pattern}", path.read_text(encoding="utf-8"), re.MULTILINE)
    ]


CONFIGURATIONS = configurations()


def errors(config: object, name: str) -> list[str]:
    schema = json.loads((SCHEMAS / name).read_text(encoding="utf-8"))
    jsonschema.Draft7Validator.check_schema(schema)
    return [error.message for error in jsonschema.Draft7Validator(schema).iter_errors(config)]


@pytest.mark.parametrize("path", CONFIGURATIONS, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_configuration_of_the_examples_names_its_schema_and_conforms(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    modeline = MODELINE.match(text)
    assert modeline
    config = yaml.safe_load(text)
    assert modeline[1] == f"{config['kind'].lower()}_v1alpha1.json"
    assert errors(config, modeline[1]) == []


def test_all_examples_are_looked_at() -> None:
    assert len(CONFIGURATIONS) >= 29


def accepted() -> list[tuple[str, dict[str, Any]]]:
    """The configurations of the fixtures with which a run has no error."""
    found = []
    for path in sorted((ROOT / "fixtures").rglob("input.yaml")):
        expected = (path.parent / "expected.yaml").read_text(encoding="utf-8")
        text = path.read_text(encoding="utf-8")
        if "krm-fn.dev" in text and "severity: error" not in expected:
            documents = yaml.load(text, Loader=yaml.CSafeLoader)
            config = documents.get("functionConfig") if isinstance(documents, dict) else None
            if config and config.get("apiVersion") == "krm-fn.dev/v1alpha1":
                found.append((str(path.parent.relative_to(ROOT)), config))
    return found


def test_what_the_function_accepts_the_schema_accepts() -> None:
    configs = accepted()
    assert len(configs) > 50
    wrong = {
        name: told
        for name, config in configs
        if (told := errors(config, f"{config['kind'].lower()}_v1alpha1.json"))
    }
    assert wrong == {}


@pytest.mark.parametrize(
    ("config", "message"),
    [
        pytest.param(
            {"spec": {"htpProxy": "http://proxy:3128"}},
            "Additional properties are not allowed ('htpProxy' was unexpected)",
            id="in spec",
        ),
        pytest.param(
            {"htpProxy": "http://proxy:3128"},
            "Additional properties are not allowed ('htpProxy' was unexpected)",
            id="at the top",
        ),
        pytest.param(
            {"spec": {}, "httpProxy": "http://proxy:3128"},
            "'httpProxy' is not one of ['apiVersion', 'kind', 'metadata', 'spec', 'status']",
            id="beside spec",
        ),
        pytest.param(
            {"existing": "overwrite"},
            "'overwrite' is not one of ['merge', 'keep', 'replace', 'error']",
            id="a value",
        ),
    ],
)
def test_a_wrong_field_is_marked_wherever_it_stands(config: dict[str, Any], message: str) -> None:
    head = {"apiVersion": "krm-fn.dev/v1alpha1", "kind": "SetProxyEnv"}
    assert errors({**head, **config}, "setproxyenv_v1alpha1.json") == [message]
