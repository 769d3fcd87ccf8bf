"""Whether data conforms to a JSON schema: a short walk, for schemas made from our own model.

It knows the keywords of KEYWORDS and takes types as strictly as the model does: true is no
integer, and 1.0 is none either.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
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


def mismatch(data: object, schema: Schema) -> Path | None:
    """The path of the first place in `data` that breaks `schema`; None when it conforms.

    The path holds keys and list indexes; `()` is the data itself. A value that fits no member of
    an `anyOf` is itself the place. `$ref` leads to the schema's own `$defs`.
    """
    return _mismatch(data, schema, schema.get("$defs", {}))


def _mismatch(data: object, schema: Schema, definitions: Schema) -> Path | None:
    if "$ref" in schema:
        schema = definitions[schema["$ref"].removeprefix("#/$defs/")]
    if not _fits(data, schema, definitions):
        return ()
    if isinstance(data, dict):
        return _mismatch_in_mapping(data, schema, definitions)
    if isinstance(data, list):
        return _mismatch_in_list(data, schema, definitions)
    return None


def _fits(data: object, schema: Schema, definitions: Schema) -> bool:
    """Whether the keywords that speak of the value itself hold."""
    if "type" in schema and type(data) not in _TYPES[schema["type"]]:
        return False
    if "enum" in schema and data not in schema["enum"]:
        return False
    if "const" in schema and data != schema["const"]:
        return False
    if isinstance(data, str) and len(data) < schema.get("minLength", 0):
        return False
    if isinstance(data, list) and len(data) < schema.get("minItems", 0):
        return False
    members = schema.get("anyOf")
    return members is None or any(
        _mismatch(data, member, definitions) is None for member in members
    )


def _mismatch_in_mapping(
    data: dict[str, object], schema: Schema, definitions: Schema
) -> Path | None:
    for name in schema.get("required", ()):
        if name not in data:
            return (name,)
    properties = schema.get("properties", {})
    others = schema.get("additionalProperties", True)
    for name, value in data.items():
        expected = properties.get(name, others)
        if expected is False:
            return (name,)
        if expected is not True:
            inner = _mismatch(value, expected, definitions)
            if inner is not None:
                return (name, *inner)
    return None


def _mismatch_in_list(data: list[object], schema: Schema, definitions: Schema) -> Path | None:
    if "items" not in schema:
        return None
    for index, item in enumerate(data):
        inner = _mismatch(item, schema["items"], definitions)
        if inner is not None:
            return (index, *inner)
    return None
