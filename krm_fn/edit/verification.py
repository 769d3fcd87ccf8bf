"""Gates, `verify` and `apply --check`: what a run would change, and what it would leave although it
differs, as errors.
"""

from __future__ import annotations

from krm_fn.edit.member_list import MemberList
from krm_fn.environment.env_plan import (
    BESIDE_ANOTHER,
    CLOSED,
    DUPLICATES,
    EARLY,
    KEPT,
    KEPT_BESIDE_DUPLICATES,
    KEPT_FOR_ANOTHER,
    Append,
)
from krm_fn.workloads.resource import RECORD

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from krm_fn.edit.outcome import Planned, PlannedWorkload
    from krm_fn.environment.env_plan import EnvPlan, EnvVar, Finding
    from krm_fn.results import Result
    from krm_fn.yaml.text_edits import Splice

RULE = "verify"
DIFFERENCES = (
    KEPT,
    KEPT_FOR_ANOTHER,
    KEPT_BESIDE_DUPLICATES,
    CLOSED,
    DUPLICATES,
    BESIDE_ANOTHER,
    EARLY,
)
"""What is found where a value stays although it differs."""


def found(edits: Iterable[PlannedWorkload], splices: list[Splice]) -> list[Result]:
    """An error for each list of a workload that would change, and where only a record would, for
    that. `splices` are what the edits come to.
    """
    made = [_differs(edit, one) for edit in edits for one in edit.planned]
    if not made and splices:
        recorded = (edit for edit in edits if edit.annotation is not None)
        message = "does not record what this configuration sets; run it without `verify`"
        field = f"metadata.annotations[{RECORD}]"
        tags = {"rule": RULE}
        made = [edit.result("error", f"`{field}` {message}", field, tags) for edit in recorded]
    return made


def is_difference(finding: Finding, plan: EnvPlan) -> bool:
    """Whether a finding tells of a value that stays another than what is wanted."""
    return finding.kind in DIFFERENCES and not set(plan.wrong).isdisjoint(finding.names)


def as_error(made: Result) -> Result:
    """What was found, as an error of a gate."""
    made["severity"] = "error"
    made["tags"]["reason"], made["tags"]["rule"] = made["tags"]["rule"], RULE
    made["tags"].pop("clients", None)
    if "`exceptions`" not in made["message"]:
        made["message"] += ", or name what is meant to differ in `exceptions`"
    return made


def reasons(results: Iterable[Result]) -> set[str]:
    """Why values stay that differ, as errors of a gate among the results say."""
    told = (made["tags"] for made in results if made["severity"] == "error" and "tags" in made)
    return {tags["reason"] for tags in told if tags.get("rule") == RULE and "reason" in tags}


def _differs(edit: PlannedWorkload, one: Planned) -> Result:
    container = one.env.container
    path = container.env_path
    tags = {"rule": RULE}
    name = f"`{container.path}`"
    if container.name:
        tags["container"] = container.name
        name = f'container "{container.name}"'
    if isinstance(one.env, MemberList):
        what = "the volume" if container.env_key == "volumes" else "the mount"
        message = f"`{path}` does not have {what} of the CA bundle as this configuration sets it"
    else:
        names = _names(one.env.variables(), one.plan)
        tags["variable"] = ",".join(names)
        shown = ", ".join(f"`{each}`" for each in names)
        message = f"{name} does not have {shown} as this configuration sets them"
    return edit.result("error", f"{message}; run it without `verify`", path, tags)


def _names(variables: list[EnvVar], plan: EnvPlan) -> list[str]:
    """The variables that a plan changes."""
    names = (
        edit.name if isinstance(edit, Append) else variables[edit.index].name for edit in plan.edits
    )
    return list(dict.fromkeys(names))
