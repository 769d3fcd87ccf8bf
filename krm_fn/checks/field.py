"""The field `checks` of a configuration: the names in it must be ones that there are."""

from __future__ import annotations

import difflib

from krm_fn.checks.table import BY_ID, CHECKS
from krm_fn.clients.table import NAMES
from krm_fn.config.rules import path_text
from krm_fn.shown import printable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from krm_fn.config.rules import Report
    from krm_fn.config.schema_check import Path


def check_names(field: dict[str, Any], path: Path, report: Report) -> None:
    """Errors for unknown clients and ids, and for ids of errors, which nothing turns off."""
    for index, name in enumerate(field.get("clients", ())):
        if name not in NAMES:
            _report_unknown("a client", name, NAMES, (*path, "clients", index), report)
    warnings = [each.id for each in CHECKS if each.severity == "warning"]
    for index, name in enumerate(field.get("ignore", ())):
        place = (*path, "ignore", index)
        if name not in BY_ID:
            _report_unknown("the id of a warning", name, warnings, place, report)
        elif name not in warnings:
            message = f'`{path_text(place)}` must be the id of a warning: "{name}" is an error'
            report.error("check-name", f"{message}, which cannot be ignored", place)


def _report_unknown(due: str, name: str, known: Sequence[str], place: Path, report: Report) -> None:
    part = name.lower()
    near = [each for each in known if part and part in each]
    near += difflib.get_close_matches(part, known, n=1)
    hint = f'did you mean "{near[0]}"?' if near else f"the names are {', '.join(known)}"
    message = f'`{path_text(place)}` must be {due}, got "{printable(name)}": {hint}'
    report.error("check-name", message, place)
