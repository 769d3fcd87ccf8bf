"""What must not get into a record."""

from __future__ import annotations

from krm_fn.environment.env_plan import Restore, SetValue
from krm_fn.user_information import without_secrets

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from krm_fn.environment.env_plan import EnvPlan, EnvVar


def with_secrets(entries: Sequence[EnvVar], fresh: EnvPlan) -> tuple[str, ...]:
    """The names of the entries of which a value with a password would be recorded."""
    names: list[str] = []
    for edit in fresh.edits:
        if isinstance(edit, SetValue | Restore):
            original = entries[edit.index]
            if original.name in fresh.former:
                continue
            merged = edit.merged if isinstance(edit, SetValue) else None
            kept = original.value if merged is None else merged
            if kept is not None and without_secrets(kept) != kept:
                names.append(original.name)
    return tuple(names)
