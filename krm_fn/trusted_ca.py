"""What mounts a CA bundle into a pod: a volume in the pod, a mount in each container.

Like the plan of an environment, it knows no YAML: members of lists are plain data. What was added
and recorded before is taken out first, in thought, so that a changed configuration gives what it
would have given at first.
"""

from __future__ import annotations

from krm_fn.env_plan import Append, Delete, EnvPlan

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from krm_fn.recorded import MemberRecord

    Member = Any

VOLUME = "trusted-ca"


class MemberPlan:
    """The edits of a list, the `record` that goes with them, and how the list must be written
    when its last member goes: `absent`, `null` or `empty`; otherwise `keep`."""

    __slots__ = ("emptied", "plan", "record")

    def __init__(self, plan: EnvPlan, record: MemberRecord | None, emptied: str) -> None:
        self.plan = plan
        self.record = record
        self.emptied = emptied


def volume(bundle: dict[str, Any], name: str) -> Member:
    """The volume of a bundle. A pod starts only when the ConfigMap has the key."""
    source = bundle["configMap"]
    item = {"key": source["key"], "path": source["key"]}
    return {"name": name, "configMap": {"name": source["name"], "items": [item]}}


def mount(bundle: dict[str, Any], name: str) -> Member:
    """The mount of the volume of that name."""
    return {"name": name, "mountPath": bundle["mountPath"], "readOnly": True}


def volume_name(bundle: dict[str, Any], volumes: Sequence[Member]) -> str:
    """The name of the volume: that of an equal one which is there, else one that is free."""
    wanted = volume(bundle, "")
    taken = set()
    for each in volumes:
        if isinstance(each, dict):
            if {**each, "name": ""} == wanted:
                return str(each.get("name"))
            taken.add(each.get("name"))
    names = [VOLUME, *(f"{VOLUME}-{number}" for number in range(2, len(taken) + 3))]
    return next(name for name in names if name not in taken)


def in_the_way(mounts: Sequence[Member], wanted: Member) -> Member | None:
    """The mount of another volume at the path of the wanted one."""
    for each in mounts:
        if _path(each) == _path(wanted) and each.get("name") != wanted["name"]:
            return each
    return None


def is_mounted(mounts: Sequence[Member], wanted: Member) -> bool:
    """Whether a mount gives what the wanted one would, be it read-only or not."""
    whole = (each for each in mounts if not (each.get("subPath") or each.get("subPathExpr")))
    return any((_path(each), each.get("name")) == (_path(wanted), wanted["name"]) for each in whole)


def _path(member: Member) -> str:
    return str(member.get("mountPath")).rstrip("/")


def withdrawn(members: Sequence[Member], record: MemberRecord | None) -> set[int]:
    """The indexes of the members that were added and recorded, and are as they were."""
    if not record:
        return set()
    from krm_fn.recorded import digest_of

    digests = list(record["added"])
    found = set()
    for index, member in enumerate(members):
        if digest_of(member) in digests:
            digests.remove(digest_of(member))
            found.add(index)
    return found


def plan(
    members: Sequence[Member],
    form: str,
    wanted: Member | None,
    record: MemberRecord | None,
    *,
    recording: bool,
) -> MemberPlan:
    """The edits that leave a list with the `wanted` member, if any, in place of those recorded.

    `form` is how the list is written when it has no members. The new record is made where
    `recording`.
    """
    edits = EnvPlan()
    gone = withdrawn(members, record)
    kept = next((index for index in sorted(gone) if members[index] == wanted), None)
    for index in sorted(gone - {kept}):
        edits.add(Delete(index))
    if wanted is not None and kept is None:
        edits.add(Append("", None, source=wanted))
    before = form if not members else None
    if members and len(gone) == len(members):
        before = (record or {}).get("form") or "absent"
    made: MemberRecord | None = None
    if recording and wanted is not None:
        from krm_fn.recorded import digest_of

        made = {"added": [digest_of(wanted)]}
        if before:
            made["form"] = before
    emptied = before or "keep" if wanted is None else "keep"
    return MemberPlan(edits, made, emptied)
