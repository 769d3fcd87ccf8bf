"""An audit as text: the containers that differ, what their clients do, and counts by namespace."""

from __future__ import annotations

from krm_fn.command.columns import GAP, columns, width, widths
from krm_fn.inspection.answers import without_userinfo
from krm_fn.inspection.audit import DIFFERS, STATES
from krm_fn.shown import shown, shown_first

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from krm_fn.inspection.answers import Group
    from krm_fn.inspection.audit import Audit, Row

__all__ = ("table", "width")
HEADINGS = ("WORKLOAD", "CONTAINER", "WHERE", "WHAT DIFFERS, AND WHAT CLIENTS DO")
NO_NAMESPACE = "no namespace"
MOST_NAMES = 6


def table(found: Audit, wide: int | None) -> str:
    """The table; `wide` is how many characters a line has, None for any number."""
    return "\n".join(filter(None, [_exceptions(found, wide), _counts(found), _hints(found)]))


def _exceptions(found: Audit, wide: int | None) -> str:
    """A row for each container that differs, or whose program ignores what it has."""
    rows: list[tuple[str, ...]] = [HEADINGS]
    for row in found.rows:
        if row.state == DIFFERS or row.is_ignored:
            place = "/".join(filter(None, [row.namespace, row.workload]))
            first, *others = _sentences(row)
            rows.append((shown_first(place), shown(row.name), row.place, shown(first)))
            rows += [("", "", "", shown(each)) for each in others]
    return columns(rows, widths(rows), wide) if len(rows) > 1 else ""


def _sentences(row: Row) -> list[str]:
    said = [each.sentence for each in row.differences] or [row.reason or row.state]
    said += [row.note] if row.note else []
    for url, groups in row.answers:
        told = "; ".join(phrase(group, row.is_known) for group in groups)
        said += [f"{without_userinfo(url)}: {told}"] if told else []
    return said


def phrase(group: Group, is_known: bool) -> str:
    """What some clients do, in words; all of the table are not named."""
    names = ", ".join(group.names)
    if not is_known and len(group.names) > MOST_NAMES:
        names = f"{len(group.answers)} of {group.of} clients"
    return f"{group.first.words} ({names}), {group.because}"


def _counts(found: Audit) -> str:
    """How many containers are in which state, in each namespace and in all."""
    rows = [("NAMESPACE", *(state.upper() for state in STATES))]
    for namespace in found.namespaces:
        counts = (str(found.count(state, namespace)) for state in STATES)
        rows.append((shown_first(namespace) or NO_NAMESPACE, *counts))
    if len(rows) != 2:
        rows.append(("all", *(str(found.count(state)) for state in STATES)))
    return columns(rows, widths(rows), None)


def _hints(found: Audit) -> str:
    """Commands that make old pods anew."""
    commands = dict.fromkeys(filter(None, map(found.restart, found.rows)))
    return _listed("Pods that are older than their template:", map(shown, commands))


def _listed(title: str, lines: Iterable[str]) -> str:
    texts = [f"{GAP}{line}\n" for line in lines]
    return f"{title}\n{''.join(texts)}" if texts else ""
