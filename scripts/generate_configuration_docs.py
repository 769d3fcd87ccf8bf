"""Write docs/configuration-fields.md from the models of the two configurations."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from generate_schema import model_schema
from generated import ROOT, main
from model.set_proxy_env import SetProxyEnv
from model.transparent_proxy import TransparentProxy

START = """\
<!-- Made by scripts/generate_configuration_docs.py from the configurations' models: do not edit. -->
# All fields

[Configuration](configuration.md) says what they are for. A field that is left out has its default, and
an unknown one is an error. `a[]` is each member of the list `a`.
"""
KINDS = ((SetProxyEnv, "Sets variables"), (TransparentProxy, "Makes resources of Istio"))
TYPES = {"string": "string", "boolean": "true or false", "integer": "whole number"}


def files() -> dict[Path, str]:
    """The page with the text that it must have."""
    sections = (section(model_schema(model), model.__name__, does) for model, does in KINDS)
    return {ROOT / "docs" / "configuration-fields.md": START + "".join(sections)}


def section(schema: dict[str, Any], kind: str, does: str) -> str:
    """A heading and a table for the fields of a kind."""
    lines = [
        f"| `{path}` | {type_of(field)} | {default(field)} | {words(field)}{also} |\n"
        for path, field, also in fields(schema, schema.get("$defs", {}), "", {})
    ]
    head = "| field | type | default | meaning |\n|---|---|---|---|\n"
    return f"\n## {kind}\n\n{does}: `krm-fn.dev/v1alpha1`, kind `{kind}`.\n\n{head}{''.join(lines)}"


def fields(
    schema: dict[str, Any], definitions: dict[str, Any], path: str, seen: dict[str, str]
) -> Iterator[tuple[str, dict[str, Any], str]]:
    """Each field with its path and its schema, those of a mapping behind it; `seen` are the
    mappings that came before with the paths of their first fields, which are not repeated.
    """
    for name, field in schema.get("properties", {}).items():
        place = f"{path}{name}"
        inner = list(parts(field))
        known = [seen[each] for _, each in inner if each in seen]
        yield place, field, f" Its fields are those of `{known[0]}`." if known else ""
        for end, reference in inner:
            if reference not in seen:
                seen[reference] = f"{place}{end}"
                yield from fields(definitions[reference], definitions, f"{place}{end}.", seen)


def parts(field: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """The mappings that a field may hold: how a path leads into them, and their names."""
    for each in field.get("anyOf", [field]):
        is_list = each.get("type") == "array"
        reference = (each.get("items", {}) if is_list else each).get("$ref")
        if reference:
            yield "[]" if is_list else "", reference.removeprefix("#/$defs/")


def type_of(field: dict[str, Any]) -> str:
    return " or ".join(dict.fromkeys(map(one_type, field.get("anyOf", [field]))))


def one_type(field: dict[str, Any]) -> str:
    choices = [field["const"]] if "const" in field else field.get("enum")
    if choices:
        return ", ".join(f"`{choice}`" for choice in choices)
    if field.get("type") == "array":
        return f"list of {one_type(field.get('items', {}))}".replace(" string", " strings").replace(
            " mapping", " mappings"
        )
    return TYPES.get(field.get("type", ""), "mapping")


def default(field: dict[str, Any]) -> str:
    value = field.get("default")
    if value is None or value in ([], {}):
        return ""
    return f"`{str(value).lower() if isinstance(value, bool) else value}`"


def words(field: dict[str, Any]) -> str:
    text: str = field.get("description", "")
    return text.replace("|", "\\|")


if __name__ == "__main__":
    raise SystemExit(main(__file__, files()))
