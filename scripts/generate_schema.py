"""Write what is made from the configuration's model: its schema, the one that editors take, and
the function's definition.
"""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any

import yaml
from generated import ROOT, main
from model.set_proxy_env import SetProxyEnv
from model.transparent_proxy import TransparentProxy
from pydantic import BaseModel

from krm_fn import __version__
from krm_fn.config.schema_check import KEYWORDS

MODULE = '''"""The JSON schema of the fields of a {kind}. Made by scripts/generate_schema.py: do not edit."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

SCHEMA: dict[str, Any] = {schema}
'''

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
IMAGE = yaml.safe_load((ROOT / "metadata.yaml").read_text(encoding="utf-8"))["image"]
PUBLISHED = PROJECT["urls"]["Source"] + "/releases/latest/download/"
"""Where the assets of the latest release are, the schemas among them."""

HEADER = "# Made by scripts/generate_schema.py from the configuration's model: do not edit.\n"


def files() -> dict[Path, str]:
    """Each generated file with the text that it must have."""
    code, docs = ROOT / "krm_fn" / "config", ROOT / "docs"
    schemas = ROOT / "krm_fn" / "schemas"
    mutator, generator = SetProxyEnv, TransparentProxy
    return {
        code / "schema.py": module_text(mutator),
        code / "transparent_schema.py": module_text(generator),
        schemas / schema_name(mutator): editor_schema_text(mutator),
        schemas / schema_name(generator): editor_schema_text(generator),
        docs / "krm-function-definition.yaml": definition_text(mutator, ["mutator", "proxy"]),
        docs / "krm-function-definition-transparent.yaml": definition_text(
            generator, ["generator", "proxy", "istio"]
        ),
    }


def model_schema(model: type[BaseModel]) -> dict[str, Any]:
    return model.model_json_schema()


def run_time_schema(schema: dict[str, Any]) -> dict[str, Any]:
    """The schema without what only people read; every keyword left is one the check knows."""
    made = _without_words(schema)
    if "$defs" in schema:
        made["$defs"] = {name: run_time_schema(each) for name, each in schema["$defs"].items()}
    return made


def _without_words(schema: dict[str, Any]) -> dict[str, Any]:
    made = {}
    for keyword, value in sorted(schema.items()):
        if keyword in ("title", "description", "$defs"):
            continue
        if keyword not in KEYWORDS:
            raise SystemExit(f"krm_fn.config.schema_check does not know the keyword {keyword!r}")
        made[keyword] = _each_schema(keyword, value, _without_words)
    return made


def _each_schema(keyword: str, value: Any, change: Any) -> Any:
    """A keyword's value with `change` applied to each schema in it."""
    if keyword == "properties":
        return {name: change(each) for name, each in value.items()}
    if keyword == "anyOf":
        return [change(each) for each in value]
    if keyword in ("items", "additionalProperties") and isinstance(value, dict):
        return change(value)
    return value


def module_text(model: type[BaseModel]) -> str:
    schema = literal(run_time_schema(model_schema(model)), "")
    return MODULE.replace("{kind}", model.__name__).replace("{schema}", schema)


def literal(value: object, indent: str) -> str:
    """A Python literal as the formatter writes it: a member a line, double quotes."""
    inner = indent + "    "
    if isinstance(value, dict) and value:
        lines = [f"{inner}{json.dumps(k)}: {literal(v, inner)},\n" for k, v in value.items()]
        return "{\n" + "".join(lines) + indent + "}"
    if isinstance(value, list) and value:
        lines = [f"{inner}{literal(each, inner)},\n" for each in value]
        return "[\n" + "".join(lines) + indent + "]"
    return json.dumps(value, ensure_ascii=False) if isinstance(value, str) else repr(value)


def schema_name(model: type[BaseModel]) -> str:
    """As kubeconform looks for it: `{{.ResourceKind}}_{{.ResourceAPIVersion}}.json`."""
    return f"{model.__name__.lower()}_v1alpha1.json"


def editor_schema_text(model: type[BaseModel]) -> str:
    return json.dumps(editor_schema(model), indent=2, ensure_ascii=False) + "\n"


def editor_schema(model: type[BaseModel]) -> dict[str, Any]:
    """The schema of a file that holds the object, in the draft that editors read, so that a
    misspelled field is marked wherever it stands.
    """
    schema, kind = model_schema(model), model.__name__
    whole = object_schema(schema, kind)
    spec = whole["properties"]["spec"]["properties"]
    envelope = {**whole["properties"], "status": {"type": "object"}}
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "$id": PUBLISHED + schema_name(model),
        "title": kind,
        "description": schema["description"],
        **whole,
        "properties": {
            **envelope,
            **{name: {"$ref": f"#/properties/spec/properties/{name}"} for name in spec},
        },
        "additionalProperties": False,
        "if": {"required": ["spec"]},
        "then": {"propertyNames": {"enum": list(envelope)}},
    }


def definition_text(model: type[BaseModel], tags: list[str]) -> str:
    text = yaml.safe_dump(definition(model, tags), sort_keys=False, width=96, allow_unicode=True)
    return HEADER + str(text)


def definition(model: type[BaseModel], tags: list[str]) -> dict[str, Any]:
    """The KRMFunctionDefinition: what Kubernetes' tools read a function's schema from."""
    schema, kind = model_schema(model), model.__name__
    plural = f"{kind.lower()}s".replace("proxys", "proxies")
    return {
        "apiVersion": "config.kubernetes.io/v1alpha1",
        "kind": "KRMFunctionDefinition",
        "metadata": {"name": f"{plural}.krm-fn.dev"},
        "spec": {
            "group": "krm-fn.dev",
            "names": {"kind": kind},
            "description": schema["description"],
            "publisher": "krm-fn.dev",
            "tags": tags,
            "versions": [
                {
                    "name": "v1alpha1",
                    "schema": {"openAPIV3Schema": object_schema(schema, kind)},
                    "idempotent": True,
                    "usage": "../README.md",
                    "examples": ["../README.md"],
                    "license": "Apache 2.0",
                    "runtime": {"container": {"image": f"{IMAGE}:v{__version__}"}},
                }
            ],
        },
    }


def object_schema(schema: dict[str, Any], kind: str) -> dict[str, Any]:
    """The schema of the whole functionConfig object, in OpenAPI's dialect."""
    fields = open_api(schema, schema.get("$defs", {}))
    fields["description"] = "The fields; they may stand at the top level of the object instead."
    return {
        "type": "object",
        "required": ["apiVersion", "kind"],
        "properties": {
            "apiVersion": {"type": "string", "enum": ["krm-fn.dev/v1alpha1"]},
            "kind": {"type": "string", "enum": [kind]},
            "metadata": {"type": "object"},
            "spec": fields,
        },
    }


def open_api(schema: dict[str, Any], definitions: dict[str, Any]) -> dict[str, Any]:
    """A schema without what OpenAPI 3.0 does not have: references, titles, `const`."""
    if "$ref" in schema:
        target = definitions[schema["$ref"].removeprefix("#/$defs/")]
        beside = {key: value for key, value in schema.items() if key != "$ref"}
        return open_api({**target, **beside}, definitions)
    made = {
        keyword: _each_schema(keyword, value, lambda each: open_api(each, definitions))
        for keyword, value in sorted(schema.items())
        if keyword not in ("title", "$defs", "const")
    }
    return {**made, "enum": [schema["const"]]} if "const" in schema else made


if __name__ == "__main__":
    raise SystemExit(main(__file__, files()))
