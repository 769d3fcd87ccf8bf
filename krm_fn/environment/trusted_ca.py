"""What mounts a CA bundle into a pod: a volume in the pod, a mount in each container.

Like the plan of an environment, it knows no YAML: members of lists are plain data. What was added
and recorded before (krm_fn.record.members) is taken out first, in thought, so that a changed
configuration gives what it would have given at first.
"""

from __future__ import annotations

from krm_fn.environment.env_plan import Append, Delete, EnvPlan

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    Member = Any

VOLUME = "trusted-ca"


class MemberPlan:
    """The edits of a list, and how it was written `before` it had members of its own, as
    `form_of` has it; None where it has some."""

    __slots__ = ("before", "plan")

    def __init__(self, plan: EnvPlan, before: str | None) -> None:
        self.plan = plan
        self.before = before

    @property
    def emptied(self) -> str:
        """How the list must be written when its last member goes."""
        return self.before or "keep"


def volume(bundle: dict[str, Any], name: str) -> Member:
    """The volume of a bundle. A pod starts only when the ConfigMap has the key."""
    source = bundle["configMap"]
    item = {"key": source["key"], "path": source["key"]}
    return {"name": name, "configMap": {"name": source["name"], "items": [item]}}


def mount(bundle: dict[str, Any], name: str) -> Member:
    """The mount of the volume of that name."""
    return {"name": name, "mountPath": bundle["mountPath"], "readOnly": True}


def volume_name(bundle: dict[str, Any], volumes: Sequence[Member], taken: set[object]) -> str:
    """The name of the volume: that of an equal one which is there, else one that is free; `taken`
    are names that are so without a volume, such as those of mounts."""
    wanted = volume(bundle, "")
    named = {name: each for each in volumes if isinstance(name := each.get("name"), str)}
    for name, each in named.items():
        if {**each, "name": ""} == wanted:
            return name
    taken = taken | named.keys()
    names = [VOLUME, *(f"{VOLUME}-{number}" for number in range(2, len(taken) + 3))]
    return next(name for name in names if name not in taken)


def is_of(bundle: dict[str, Any], member: Member) -> bool:
    """Whether a member is the volume of a bundle or its mount, under a name that this module gives."""
    name = str(member.get("name"))
    number = name.removeprefix(VOLUME).removeprefix("-")
    if not name.startswith(VOLUME) or not (name == VOLUME or number.isdecimal()):
        return False
    return member in (volume(bundle, name), mount(bundle, name))


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


def plan(
    members: Sequence[Member],
    form: str,
    gone: Sequence[Member],
    wanted: Member | None,
    form_before: str | None,
) -> MemberPlan:
    """The edits that leave a list without what is `gone`, and with the `wanted` member, if any.

    `form` is how the list is written when it has no members, `form_before` how it was before it
    had any.
    """
    edits = EnvPlan()
    leaving = [index for index, each in enumerate(members) if each in gone]
    for index in leaving:
        if members[index] != wanted:
            edits.add(Delete(index))
    if wanted is not None and wanted not in members:
        edits.add(Append("", None, source=wanted))
    before = form if not members else None
    if members and len(leaving) == len(members):
        before = form_before or "absent"
    return MemberPlan(edits, before)
