"""The checks: what can be wrong with a configuration or a workload, one row a check, as data.

A row (`krm_fn.checks.row`) says whom a check concerns by the client table, why, and what to write
instead; the modules that look for it make their messages from the row. Errors always stop the run.
Warnings are what `checks` configures: `level`, `ignore`, and `clients`, the names of those that are
in use. With names, a check that concerns none of them is silent, and the checks for named clients
are made.
"""

from __future__ import annotations

from krm_fn.checks.always import ERRORS
from krm_fn.checks.as_written import AS_WRITTEN
from krm_fn.checks.came_to_nothing import CAME_TO_NOTHING
from krm_fn.checks.default import WARNINGS
from krm_fn.checks.named import NAMED
from krm_fn.clients.table import CLIENTS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import Any

    from krm_fn.checks.row import Check
    from krm_fn.clients.row import Client
    from krm_fn.results import Result

CHECKS = (*ERRORS, *WARNINGS, *AS_WRITTEN, *CAME_TO_NOTHING, *NAMED)
BY_ID = {check.id: check for check in CHECKS}


def clients_tag(rows: Sequence[Client]) -> str:
    """Clients as a tag has them: `curl,git`; `all but go` where that is shorter; `all`."""
    names = [row.name for row in rows]
    if len(names) == len(CLIENTS):
        return "all"
    if len(names) * 2 <= len(CLIENTS):
        return ",".join(names)
    return "all but " + ",".join(row.name for row in CLIENTS if row.name not in names)


def tags(check: Check, rows: Sequence[Client]) -> dict[str, str]:
    """The tags of a check's result."""
    return {"rule": check.id, "clients": clients_tag(rows)}


def with_clients(results: Iterable[Result]) -> list[Result]:
    """The results, those of checks with the clients that they concern."""
    made = list(results)
    for each in made:
        check = BY_ID.get(each.get("tags", {}).get("rule", ""))
        if check is not None and "clients" not in each["tags"]:
            each["tags"] = {**each["tags"], "clients": clients_tag(check.affected())}
    return made


def judged(warnings: Iterable[Result], settings: dict[str, Any]) -> list[Result]:
    """The warnings that the field `checks` leaves, as errors where it says so."""
    level = settings.get("level", "warn")
    if level == "off":
        return []
    ignored, named = settings.get("ignore", ()), settings.get("clients", ())
    left: list[Result] = []
    for made in warnings:
        known = made.get("tags", {})
        check = BY_ID.get(known.get("rule", ""))
        if check is not None and "clients" not in known:
            affected = check.affected(named)
            if not affected:
                continue
            made["tags"] = {**known, "clients": clients_tag(affected)}
        if check is None or check.id not in ignored:
            if level == "error":
                made["severity"] = "error"
            left.append(made)
    return left
