"""What is wrong with a functionConfig, in words. Imported only when something is."""

from __future__ import annotations

import difflib
import re
from typing import TYPE_CHECKING, Any

from krm_fn.clients.proxy_url import EXAMPLE
from krm_fn.config.rules import Report, path_text
from krm_fn.config.schema import SCHEMA
from krm_fn.errors import said
from krm_fn.shown import printable, redact

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from krm_fn.config.schema_check import Path, Schema

_EXPECTED = {
    "string_type": "a string",
    "string_unicode": "a string of Unicode characters",
    "string_too_short": "a string that is not empty",
    "bool_type": "true or false",
    "int_type": "a whole number",
    "list_type": "a list",
    "dict_type": "a mapping",
    "model_type": "a mapping",
}
"""What was expected, by the type of pydantic's error. `literal_error` brings the choices."""


_NO_EDITS = (
    "`kind` must be SetProxyEnv here: a TransparentProxy edits nothing, it makes resources; run "
    "`set-proxy-env generate --config FILE`"
)


class Problem:
    """One value that breaks the schema: where, which rule, and a message without the place.

    `union` is the path of the value that fitted none of several types, when there were several.
    """

    __slots__ = ("expected", "path", "rule", "union", "value")

    def __init__(self, rule: str, path: Path, union: Path, expected: str, value: object) -> None:
        self.rule = rule
        self.path = path
        self.union = union
        self.expected = expected
        self.value = value


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
    message = f"`kind` of the functionConfig must be {kinds}, got {shown(kind)}"
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
    broken: Path,
    report: Report,
    schema: Schema = SCHEMA,
) -> set[str]:
    """An error for each value that breaks the schema; returns the names of the fields with one.

    The `fields` stand at a path of an object that can have those of `names`. `broken` is the place
    among them that the check found. It is all that can be told when pydantic, which
    knows them all, cannot be imported.
    """
    problems = _problems(fields, schema)
    if not problems:
        whole = (*path, *broken)
        message = f"`{path_text(whole)}` is not valid, got {shown(_at(fields, broken))}"
        hint = "see the field's description (pydantic, which gives the reason, cannot be imported)"
        report.error("wrong-type", f"{message}: {hint}", whole)
        return {str(broken[0])}
    for rule, place, message in problems:
        whole = (*path, *place)
        if rule == "unknown-field":
            text = _unknown(whole, _fields_beside(place, schema) or names)
        else:
            text = f"`{path_text(whole)}` {message}{_in_config_map(path, place)}"
        report.error(rule, text, whole)
    return {str(place[0]) for _, place, _ in problems}


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


def _problems(fields: dict[str, Any], schema: Schema) -> list[tuple[str, Path, str]]:
    """All that breaks the model: rule, path, message. Empty when pydantic cannot say."""
    try:
        from krm_fn.config.model import SetProxyEnv, ValidationError
        from krm_fn.config.transparent_model import TransparentProxy
    except (ImportError, SystemError):
        return []
    try:
        (SetProxyEnv if schema is SCHEMA else TransparentProxy).model_validate(fields)
    except ValidationError as error:
        details = error.errors(include_url=False, include_context=True)
        return _merged([_problem(detail, fields) for detail in details])
    return []


def _problem(detail: Any, fields: dict[str, Any]) -> Problem:
    path, union = _place(detail["loc"], detail["type"], fields)
    kind = detail["type"]
    rule = {"extra_forbidden": "unknown-field", "missing": "missing-field"}.get(kind, "wrong-type")
    expected = _EXPECTED.get(kind) or _options(detail)
    return Problem(rule, path, union, expected, detail["input"])


def _options(detail: Any) -> str:
    """A literal_error's choices; what pydantic says of an error of any other type, quoted."""
    if detail["type"] != "literal_error":
        return f"valid (the check says {said(detail['msg'])})"
    choices = re.findall(r"'([^']*)'", detail["ctx"]["expected"])
    return alternatives([f'"{choice}"' for choice in choices])


def _place(location: Path, kind: str, value: Any) -> tuple[Path, Path]:
    """pydantic's location as a path in the data, and the path of the union it went through.

    pydantic puts the name of a union's member into the location: such a part is in no data.
    """
    path: Path = ()
    union: Path | None = None
    for depth, part in enumerate(location, 1):
        if _has(value, part):
            value = value[part]
            path = (*path, part)
        elif kind == "missing" and depth == len(location):
            path = (*path, part)
        elif union is None:
            union = path
    return path, path if union is None else union


def _has(value: Any, part: str | int) -> bool:
    if isinstance(value, list):
        return isinstance(part, int) and part < len(value)
    return isinstance(value, dict) and part in value


def _merged(problems: list[Problem]) -> list[tuple[str, Path, str]]:
    """One message a value. Of a union's members, that one speaks which got furthest."""
    groups: dict[Path, list[Problem]] = {}
    for problem in problems:
        groups.setdefault(problem.union, []).append(problem)
    made = []
    for union, group in groups.items():
        deeper = [problem for problem in group if problem.path != union]
        if deeper:
            made += [(each.rule, each.path, _message([each])) for each in deeper]
        else:
            made.append((group[0].rule, union, _message(group)))
    return made


def _message(problems: list[Problem]) -> str:
    first = problems[0]
    if first.rule == "missing-field":
        return "must be specified"
    types = dict.fromkeys(problem.expected for problem in problems)
    if len(types) > 1 and not isinstance(first.value, dict):
        types.pop("a mapping", None)  # which is meant for few of those who write a field
    expected = " or ".join(types)
    return f"must be {expected}, got {shown(first.value)}{_hint(expected, first.value)}"


def _hint(expected: str, value: object) -> str:
    if value is None:
        return ": write a value or leave the field out"
    if expected.startswith("a string") and isinstance(value, int | float):
        return ": put it in quotes"
    if expected == "true or false" and value in ("true", "false"):
        return ": leave out the quotes"
    return ""


def _unknown(path: Path, known: Sequence[str]) -> str:
    """A field that there is not, with the one that was probably meant."""
    plain = {_plain(name): name for name in known}
    near = difflib.get_close_matches(_plain(str(path[-1])), plain, n=1, cutoff=0.75)
    if near:
        meant = path_text((*path[:-1], plain[near[0]]))
        return f"unknown field `{path_text(path)}`: did you mean `{meant}`?"
    fields = alternatives([f"`{name}`" for name in known], "and")
    return f"unknown field `{path_text(path)}`: the fields are {fields}"


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
