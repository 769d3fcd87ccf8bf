"""What breaks a JSON schema in data: a short walk, for schemas made from our own model.

It knows the keywords of KEYWORDS and takes types as strictly as the model does: true is no
integer, and 1.0 is none either.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    Schema = dict[str, Any]
    Path = tuple[str | int, ...]

KEYWORDS = frozenset(
    {
        "$ref",
        "additionalProperties",
        "anyOf",
        "const",
        "default",
        "enum",
        "items",
        "minItems",
        "minLength",
        "properties",
        "required",
        "type",
    }
)

_TYPES: dict[str, tuple[type, ...]] = {
    "array": (list,),
    "boolean": (bool,),
    "integer": (int,),
    "null": (type(None),),
    "number": (int, float),
    "object": (dict,),
    "string": (str,),
}


class Problem:
    """One place in data that breaks a schema.

    `path` holds keys and list indexes; `()` is the data itself. `rule` is `wrong-type` for a value
    that breaks each of `schemas` (several where there was a choice of an `anyOf`), `missing-field`
    for one that is required, and `unknown-field` for one that there is not.
    """

    __slots__ = ("path", "rule", "schemas", "value")

    def __init__(
        self, rule: str, path: Path, value: object = None, schemas: tuple[Schema, ...] = ()
    ) -> None:
        self.rule = rule
        self.path = path
        self.value = value
        self.schemas = schemas


def problems(data: object, schema: Schema) -> Iterator[Problem]:
    """All that breaks `schema` in `data`, known fields in the schema's order and unknown ones after
    them. `$ref` leads to the schema's own `$defs`.
    """
    return _problems(data, schema, (), schema.get("$defs", {}))


def _problems(data: object, schema: Schema, path: Path, definitions: Schema) -> Iterator[Problem]:
    if "$ref" in schema:
        schema = definitions[schema["$ref"].removeprefix("#/$defs/")]
    if "anyOf" in schema:
        yield from _problems_of_choice(data, schema["anyOf"], path, definitions)
    elif not _fits(data, schema):
        yield Problem("wrong-type", path, data, (schema,))
    elif isinstance(data, dict):
        yield from _problems_in_mapping(data, schema, path, definitions)
    elif isinstance(data, list) and "items" in schema:
        for index, item in enumerate(data):
            yield from _problems(item, schema["items"], (*path, index), definitions)


def _problems_of_choice(
    data: object, members: list[Schema], path: Path, definitions: Schema
) -> Iterator[Problem]:
    """Of the members that a value fits, but for something within it, all that is wrong there."""
    schemas: tuple[Schema, ...] = ()
    within: list[Problem] = []
    for member in members:
        found = list(_problems(data, member, path, definitions))
        if not found:
            return
        if found[0].path == path:
            schemas += found[0].schemas
        else:
            within += found
    yield from within or (Problem("wrong-type", path, data, schemas),)


def _fits(data: object, schema: Schema) -> bool:
    """Whether the keywords that speak of the value itself hold."""
    if "type" in schema and type(data) not in _TYPES[schema["type"]]:
        return False
    if "enum" in schema and data not in schema["enum"]:
        return False
    if "const" in schema and data != schema["const"]:
        return False
    if isinstance(data, str) and len(data) < schema.get("minLength", 0):
        return False
    return not (isinstance(data, list) and len(data) < schema.get("minItems", 0))


def _problems_in_mapping(
    data: dict[str, object], schema: Schema, path: Path, definitions: Schema
) -> Iterator[Problem]:
    properties = schema.get("properties", {})
    required = schema.get("required", ())
    for name, expected in properties.items():
        if name in data:
            yield from _problems(data[name], expected, (*path, name), definitions)
        elif name in required:
            yield Problem("missing-field", (*path, name))
    others = schema.get("additionalProperties", True)
    if others is True:
        return
    for name, value in data.items():
        if name in properties:
            continue
        if others is False:
            yield Problem("unknown-field", (*path, name), value)
        else:
            yield from _problems(value, others, (*path, name), definitions)
