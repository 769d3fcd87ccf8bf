"""Answers and audits as JSON: one object, with the same names in both."""

from __future__ import annotations

import json

from krm_fn.inspection.answers import without_userinfo
from krm_fn.inspection.audit import STATES
from krm_fn.shown import printable, shown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

    from krm_fn.inspection.answers import Answered
    from krm_fn.inspection.audit import Audit, Row


def of_urls(found: Iterable[Answered]) -> bytes:
    """What clients do in a container that has a configuration's variables alone."""
    return _text({"urls": _urls(found)})


def of_containers(rows: Iterable[Row]) -> bytes:
    """What the clients in containers do."""
    return _text({"containers": [{**_place(row), "urls": _urls(row.answers)} for row in rows]})


def of_mesh(rows: Iterable[tuple[str, str, str]]) -> bytes:
    """What a mesh does with the requests of any client."""
    return _text({"urls": [{"url": url, "goes": goes, "because": why} for url, goes, why in rows]})


def of_audit(found: Audit) -> bytes:
    """The containers of an audit."""
    counts = {state: found.count(state) for state in STATES}
    return _text({"counts": counts, "containers": list(map(_audited, found.rows))})


def _audited(row: Row) -> dict[str, Any]:
    differences = [
        {"variables": each.names, "has": each.has, "configured": each.due, "lacks": each.lacks}
        for each in row.differences
    ]
    told = {"state": row.state, "reason": row.reason, "differences": differences}
    return {**_place(row), **told, "urls": _urls(row.answers)}


def _place(row: Row) -> dict[str, Any]:
    return {
        "namespace": row.namespace,
        "kind": row.owner.kind,
        "name": row.owner.name,
        "container": row.name,
        "image": printable(row.image),
        "template": row.template,
        "pods": row.pods,
        "note": row.note,
    }


def _urls(found: Iterable[Answered]) -> list[dict[str, Any]]:
    return [
        {
            "url": without_userinfo(url),
            "answers": [
                {
                    "client": each.client.name,
                    "goes": each.goes,
                    "proxy": each.proxy or None,
                    "because": each.reason,
                    "option": each.option or None,
                }
                for group in groups
                for each in group.answers
            ],
        }
        for url, groups in found
    ]


def _text(value: object) -> bytes:
    return (json.dumps(_harmless(value), indent=2, ensure_ascii=False) + "\n").encode()


def _harmless(value: Any) -> Any:
    """The same with all texts as they may be printed."""
    if isinstance(value, str):
        return shown(value)
    if isinstance(value, dict):
        return {key: _harmless(each) for key, each in value.items()}
    return [_harmless(each) for each in value] if isinstance(value, list) else value
