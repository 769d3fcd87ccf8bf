"""Results as text for other programs: YAML, JSON, SARIF, and the annotations of GitHub."""

from __future__ import annotations

import json
from urllib.parse import quote

from krm_fn import __version__
from krm_fn.command.lines import Lines
from krm_fn.results import resource_name
from krm_fn.shown import shown
from krm_fn.user_information import masked
from krm_fn.wire.results import as_json, block_member

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from krm_fn.results import Result

LEVELS = {"error": "error", "warning": "warning", "info": "note"}
COMMANDS = {"error": "error", "warning": "warning", "info": "notice"}


def _as_yaml(results: list[Result]) -> list[bytes]:
    return [block_member(made) for made in results] or [b"[]\n"]


def _as_json(results: list[Result]) -> list[bytes]:
    members = ",\n".join(f"  {as_json(made)}" for made in results)
    return [f"[\n{members}\n]\n".encode() if results else b"[]\n"]


def _as_sarif(results: list[Result]) -> list[bytes]:
    """As SARIF 2.1.0, with a rule for each of the results' rules."""
    rules = sorted({_rule(made) for made in results})
    lines = Lines()
    driver = {
        "name": "set-proxy-env",
        "version": __version__,
        "rules": [{"id": rule} for rule in rules],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_sarif_result(made, rules, lines) for made in results],
    }
    log = {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [run],
    }
    return [json.dumps(log, ensure_ascii=False, indent=2).encode(), b"\n"]


def _sarif_result(made: Result, rules: list[str], lines: Lines) -> dict[str, Any]:
    rule = _rule(made)
    found: dict[str, Any] = {
        "ruleId": rule,
        "ruleIndex": rules.index(rule),
        "level": LEVELS[made["severity"]],
        "message": {"text": shown(made["message"])},
    }
    location: dict[str, Any] = {}
    path = made.get("file", {}).get("path")
    if path is not None:
        region = {"startLine": lines.of(made) or 1}
        location["physicalLocation"] = {
            "artifactLocation": {"uri": quote(masked(path).encode("utf-8", "surrogateescape"))},
            "region": region,
        }
    resource = made.get("resourceRef")
    if resource:
        name = resource_name(resource)
        field = made.get("field", {}).get("path")
        place = {"fullyQualifiedName": shown(f"{name} {field}" if field else name)}
        location["logicalLocations"] = [{**place, "kind": "resource"}]
    if location:
        found["locations"] = [location]
    tags = made.get("tags", {})
    if tags:
        found["properties"] = {key: shown(str(value)) for key, value in tags.items()}
    return found


def _rule(made: Result) -> str:
    """The rule of a result; one that says what is wrong by itself has none."""
    return made.get("tags", {}).get("rule", made["severity"])


def _as_github(results: list[Result]) -> list[bytes]:
    """As commands that a step of a workflow prints, one a line; those without a file as well."""
    lines = Lines()
    return [_command(made, lines).encode() for made in results]


def _command(made: Result, lines: Lines) -> str:
    resource = made.get("resourceRef")
    properties: dict[str, object] = {}
    path = made.get("file", {}).get("path")
    if path is not None:
        properties["file"] = path
        properties["line"] = lines.of(made)
    properties["title"] = resource_name(resource) if resource else ""
    pairs = ",".join(f"{key}={_property(value)}" for key, value in properties.items() if value)
    head = f"{COMMANDS[made['severity']]} {pairs}".rstrip()
    return f"::{head}::{_escaped(made['message'])}\n"


def _property(value: object) -> str:
    return _escaped(str(value)).replace(":", "%3A").replace(",", "%2C")


def _escaped(text: str) -> str:
    return shown(text).replace("%", "%25")


FORMATS = {"yaml": _as_yaml, "json": _as_json, "sarif": _as_sarif, "github": _as_github}
