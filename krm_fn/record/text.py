"""The records of one workload as the text of its annotation."""

from __future__ import annotations

from krm_fn.environment.env_plan import IN_FLOW, OWNER
from krm_fn.errors import Malformed
from krm_fn.record.recorded import Records
from krm_fn.workloads.resource import RECORD
from krm_fn.yaml.render import Style, quoted, scalar

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_MEMBERS = ("volumes", "volumeMounts")
_FORMS = ("absent", "empty", "blank", "~", "null", "Null", "NULL")
_OWNER_FORMS = tuple(OWNER + form for form in _FORMS)
_UNREADABLE = (
    f"the annotation `{RECORD}` must be what this function wrote, and it is not; restore it, "
    "or delete it to make all variables that are set there the author's own"
)


def read(annotation: str | None) -> Records:
    """The records in the annotation's value; none where it is None. Raises Malformed."""
    records = Records()
    if annotation is None:
        return records
    try:
        data = _read(annotation)
        records.annotations = data.get("annotations")
        records.configurations = data["configurations"]
        valid = records.annotations in (None, *_FORMS) and all(
            _is_record(record)
            for containers in records.configurations.values()
            for record in containers.values()
        )
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        valid = False
    if not valid:
        raise Malformed(_UNREADABLE)
    return records


class _Usual:
    """How `json` makes objects and numbers by itself."""

    strict, object_hook, object_pairs_hook = True, None, None
    parse_float, parse_int, parse_constant = float, int, float


def _read(text: str) -> Any:
    """The value that a JSON text is. Raises ValueError.

    What reads it in `json` is asked itself, since `json` takes as long to import as a small run to do
    its work. Whatever that doesn't read as one value without blanks around it is left to `json`.
    """
    try:
        from _json import make_scanner

        value, end = make_scanner(_Usual)(text, 0)  # type: ignore[arg-type]
        if end == len(text):
            return value
    except (ImportError, StopIteration):
        pass
    import json

    return json.loads(text)


def write(records: Records) -> str | None:
    """The annotation's value: compact JSON in ASCII, always the same for the same records.

    None when nothing is recorded: the annotation must go, and where it was the only one
    `metadata.annotations` must be written as `records.annotations` says.
    """
    if not records.configurations:
        return None
    data: dict[str, object] = {"annotations": records.annotations} if records.annotations else {}
    data["configurations"] = {
        name: dict(sorted(containers.items()))
        for name, containers in sorted(records.configurations.items())
    }
    text = _compact(data)
    if text.isascii():
        return text
    import json

    return json.dumps(data, separators=(",", ":"))


def _compact(data: Any) -> str:
    if isinstance(data, dict):
        pairs = (f"{quoted(key)}:{_compact(value)}" for key, value in data.items())
        return "{" + ",".join(pairs) + "}"
    if isinstance(data, list):
        return "[" + ",".join(map(_compact, data)) + "]"
    return scalar(data, Style(json=True))


def _is_record(record: Any) -> bool:
    """Whether `record` is a ContainerRecord; what is no mapping raises an AttributeError."""
    return (
        record.keys() <= {"added", "env", "merged", "replaced", *_MEMBERS}
        and all(_is_member_record(record[field]) for field in _MEMBERS if field in record)
        and record.get("env", "absent") in (*_FORMS, *_OWNER_FORMS)
        and all(isinstance(digest, str) for digest in record.get("added", {}).values())
        and all(
            isinstance(entry["appended"], str) and isinstance(entry["style"], str | None)
            for entry in record.get("merged", {}).values()
        )
        and all(map(_is_replaced, record.get("replaced", {}).values()))
    )


def _is_replaced(record: Any) -> bool:
    if not isinstance(record["digest"], str):
        return False
    if "valueFrom" in record:
        known = {"digest", "style", "valueFrom"}
        return record.keys() <= known and record.get("style") in (None, IN_FLOW)
    return isinstance(record["value"], str) and isinstance(record["style"], str | None)


def _is_member_record(record: Any) -> bool:
    return (
        record.keys() <= {"added", "form"}
        and record.get("form", "absent") in _FORMS
        and all(isinstance(digest, str) for digest in record["added"])
    )
