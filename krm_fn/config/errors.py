"""What is wrong with a functionConfig, in words. Imported only when something is."""

from __future__ import annotations

import difflib
import re
from typing import TYPE_CHECKING, Any

from krm_fn.clients.proxy_url import EXAMPLE
from krm_fn.config.rules import Report, path_text
from krm_fn.config.schema import SCHEMA
from krm_fn.config.schema_check import problems
from krm_fn.shown import printable, redact

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from krm_fn.config.schema_check import Path, Problem, Schema

_TYPES = {
    "array": "a list",
    "boolean": "true or false",
    "integer": "a whole number",
    "object": "a mapping",
    "string": "a string",
}
"""What was expected, by the type that a schema asks for."""

_TEMPLATE = re.compile(r"\{'(.*)': None\}", re.DOTALL)
"""The key that YAML reads in `{{ .Values.proxy }}`, which is a mapping in a mapping to it."""

_NO_EDITS = (
    "`kind` must be SetProxyEnv here: a TransparentProxy edits nothing, it makes resources; run "
    "`set-proxy-env generate --config FILE`"
)


def report_unknown_object(config: object, forms: Iterable[tuple[str, str]], report: Report) -> None:
    """No functionConfig, or one of a kind that is not among the `forms` that there are."""
    if config is None or config == {}:
        report.error(
            "config-missing",
            "must specify a functionConfig: a ConfigMap with `data.httpProxy`, `data.httpsProxy`, "
            "`data.allProxy` or `data.noProxy`, or a SetProxyEnv with these fields in `spec`",
        )
        return
    if not isinstance(config, dict):
        message = f"`functionConfig` must be an object such as a ConfigMap, got {shown(config)}"
        report.error("config-kind", message)
        return
    version, kind = config.get("apiVersion"), config.get("kind")
    if (version, kind) in list(forms):
        report.error("config-kind", _NO_EDITS, ("kind",))
        return
    for known_version, known_kind in forms:
        if kind == known_kind:
            message = f'`apiVersion` must be "{known_version}" for the kind {kind}'
            report.error("config-kind", f"{message}, got {shown(version)}", ("apiVersion",))
            return
    kinds = alternatives([f"{known_kind} ({version})" for version, known_kind in forms])
    near = nearest(str(kind), [known_kind for _, known_kind in forms])
    hint = f': did you mean "{near}"?' if near else ""
    message = f"`kind` of the functionConfig must be {kinds}, got {shown(kind)}{hint}"
    report.error("config-kind", message, ("kind",))


def report_nothing_given(path: Path, names: Sequence[str], report: Report) -> None:
    """None of the fields that say what to set; an object has the fields `names` at a path."""
    path = path or ("spec",)
    proxies = [name for name in names if name.endswith("Proxy")]
    choices = alternatives([f"`{path_text((*path, name))}`" for name in proxies], "and")
    named = (report.resource or {}).get("name")
    remedy = f"write `httpProxy: {EXAMPLE}` in `{path_text(path)}`"
    if named == "function-input":
        remedy = f"write `-- httpProxy={EXAMPLE}` at the end of the kpt command"
    report.error("nothing-configured", f"must specify at least one of {choices}: {remedy}", path)


def report_misplaced(names: Sequence[str], holder: str, report: Report, schema: Schema) -> None:
    """Fields at the top level of an object that keeps them in `holder`."""
    known = [name for name in names if name in schema["properties"]]
    for name in known:
        message = f"`{name}` must not stand beside `{holder}`: move it to `{holder}.{name}`"
        report.error("misplaced-field", message, (name,))
    for name in names:
        if name not in known:
            report.error(
                "unknown-field", _unknown((name,), [holder, *schema["properties"]]), (name,)
            )


def report_wrong_type(path: Path, expected: str, value: object, report: Report) -> None:
    message = f"`{path_text(path)}` must be {expected}, got {shown(value)}{_hint(expected, value)}"
    report.error("wrong-type", message, path)


def report_mismatches(
    fields: dict[str, Any],
    names: Sequence[str],
    path: Path,
    report: Report,
    schema: Schema = SCHEMA,
) -> set[str]:
    """An error for each value that breaks the schema; returns the names of the fields with one.

    The `fields` stand at a path of an object that can have those of `names`.
    """
    wrong: dict[str, None] = {}
    unfilled: list[Path] = []
    for problem in problems(fields, schema):
        wrong[str(problem.path[0])] = None
        start = _template(fields, problem.path)
        if start in unfilled:
            continue
        if start is not None:
            unfilled.append(start)
            _report_template((*path, *start), _at(fields, start), report)
            continue
        whole = (*path, *problem.path)
        if problem.rule == "unknown-field":
            text = _unknown(whole, _fields_beside(problem.path, schema) or names)
        else:
            text = f"`{path_text(whole)}` {_message(problem)}{_in_config_map(path, problem.path)}"
        report.error(problem.rule, text, whole)
    return set(wrong)


def _template(fields: dict[str, Any], path: Path) -> Path | None:
    """The start of a path that ends at a placeholder of a template, which YAML reads as a mapping."""
    for end in range(1, len(path) + 1):
        if _placeholder(_at(fields, path[:end])) is not None:
            return path[:end]
    return None


def _placeholder(value: object) -> str | None:
    """`.Values.proxy`, of what YAML made from `{{ .Values.proxy }}`."""
    if not isinstance(value, dict) or len(value) != 1:
        return None
    found = _TEMPLATE.fullmatch(str(next(iter(value))))
    return found[1] if found else None


def _report_template(path: Path, value: object, report: Report) -> None:
    written = printable(f"{{{{ {_placeholder(value)} }}}}")
    message = (
        f"`{path_text(path)}` has a placeholder of a template, which nothing fills in, got "
        f'"{written}": render the file first, or write the text that belongs there'
    )
    report.error("placeholder", message, path)


def _fields_beside(path: Path, schema: Schema) -> tuple[str, ...]:
    """The fields that there are where a path ends, below the top level."""
    definitions = schema["$defs"]
    for part in path[:-1]:
        schema = schema.get("items", {}) if isinstance(part, int) else schema["properties"][part]
        members = [schema, *schema.get("anyOf", ())]
        names = [each["$ref"].removeprefix("#/$defs/") for each in members if "$ref" in each]
        schema = definitions[names[0]] if names else schema
    return tuple(schema.get("properties", ())) if len(path) > 1 else ()


def _in_config_map(path: Path, place: Path) -> str:
    """How to write a field that doesn't fit into a ConfigMap's string."""
    if path != ("data",) or len(place) > 1:
        return ""
    name = str(place[0])
    is_mapping = "$ref" in SCHEMA["properties"][name]
    inner = [f"`{name}.{each}`" for each in _fields_beside((name, ""), SCHEMA) if is_mapping]
    if inner:
        return f": in a ConfigMap write {alternatives(inner, 'and')}"
    if "$ref" in SCHEMA["properties"][name].get("items", {}):
        return ": write it in a functionConfig of the kind SetProxyEnv (krm-fn.dev/v1alpha1)"
    return ""


def _has(value: Any, part: str | int) -> bool:
    if isinstance(value, list):
        return isinstance(part, int) and part < len(value)
    return isinstance(value, dict) and part in value


def _message(problem: Problem) -> str:
    if problem.rule == "missing-field":
        return "must be specified"
    kinds = dict.fromkeys(_expected(problem.value, schema) for schema in problem.schemas)
    if len(kinds) > 1 and not isinstance(problem.value, dict):
        kinds.pop("a mapping", None)  # which is meant for few of those who write a field
    expected = " or ".join(kinds)
    choices = [str(choice) for schema in problem.schemas for choice in _choices(schema)]
    hint = _hint(expected, problem.value, choices)
    return f"must be {expected}, got {shown(problem.value)}{hint}"


def _expected(value: object, schema: Schema) -> str:
    if _choices(schema):
        return alternatives([f'"{choice}"' for choice in _choices(schema)])
    expected = _TYPES[schema["type"]]
    too_short = isinstance(value, str if schema["type"] == "string" else list)
    return f"{expected} that is not empty" if too_short else expected


def _choices(schema: Schema) -> list[str]:
    return [schema["const"]] if "const" in schema else schema.get("enum", [])


def _hint(expected: str, value: object, choices: Sequence[str] = ()) -> str:
    if value is None:
        return ": write a value or leave the field out"
    if expected.startswith("a string") and isinstance(value, int | float):
        return ": put it in quotes"
    if not isinstance(value, str):
        return ""
    if "{{" in value or "$" in value:
        return ": nothing fills in a placeholder of a template or a shell"
    if expected == "true or false" and value in ("true", "false"):
        return ": leave out the quotes"
    near = nearest(value, choices)
    return f': did you mean "{near}"?' if near else ""


def _unknown(path: Path, known: Sequence[str]) -> str:
    """A field that there is not, with the one that was probably meant."""
    near = nearest(str(path[-1]), known)
    if near:
        meant = path_text((*path[:-1], near))
        return f"unknown field `{path_text(path)}`: did you mean `{meant}`?"
    fields = alternatives([f"`{name}`" for name in known], "and")
    return f"unknown field `{path_text(path)}`: the fields are {fields}"


def nearest(text: str, known: Iterable[str]) -> str | None:
    """The known word that a text was probably meant to be; capitals, `_` and `-` don't count."""
    plain = {_plain(name): name for name in known}
    near = difflib.get_close_matches(_plain(text), plain, n=1, cutoff=0.75)
    return plain[near[0]] if near else None


def _plain(name: str) -> str:
    return name.lower().replace("_", "").replace("-", "")


def _at(value: Any, path: Path) -> object:
    for part in path:
        value = value[part] if _has(value, part) else None
    return value


def alternatives(texts: Sequence[str], word: str = "or") -> str:
    """`a`, `a or b`, `a, b or c`."""
    *others, last = texts
    return f"{', '.join(others)} {word} {last}" if others else last


def shown(value: object) -> str:
    """A value as messages show it: strings in quotes, and never a password."""
    if isinstance(value, str):
        return f'"{redact(value) if "@" in value or "://" in value else printable(value)}"'
    if isinstance(value, dict | list):
        return "a mapping" if isinstance(value, dict) else "a list"
    if value is None or isinstance(value, bool):
        return "null" if value is None else str(value).lower()
    return printable(str(value))
