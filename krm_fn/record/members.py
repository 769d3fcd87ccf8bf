"""What a configuration has added to a list such as `volumes`, by the digests of the members."""

from __future__ import annotations

from krm_fn.environment.trusted_ca import is_of
from krm_fn.record.digest import digest_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Container, Sequence
    from typing import Any

    from krm_fn.environment.trusted_ca import Member
    from krm_fn.record.recorded import MemberRecord


def parted(
    members: Sequence[Member], record: MemberRecord | None
) -> tuple[list[Member], list[Member]]:
    """The members that were added and recorded, and are as they were; and the others."""
    if not record:
        return [], list(members)
    digests = list(record["added"])
    gone, left = [], []
    for member in members:
        if digest_of(member) in digests:
            digests.remove(digest_of(member))
            gone.append(member)
        else:
            left.append(member)
    return gone, left


def unrecorded(
    members: Sequence[Member], bundle: dict[str, Any], others: Container[str]
) -> list[Member]:
    """The members that are as a bundle would write them now, and whose digests are none of `others`."""
    mappings = (each for each in members if isinstance(each, dict))
    return [each for each in mappings if is_of(bundle, each) and digest_of(each) not in others]


def recorded(added: Sequence[Member], before: str | None) -> MemberRecord | None:
    """The record of members that were added; None for none."""
    if not added:
        return None
    made: MemberRecord = {"added": [digest_of(each) for each in added]}
    if before:
        made["form"] = before
    return made
