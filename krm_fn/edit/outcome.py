"""What came of an item's edit: splices, results and counts."""

from __future__ import annotations

from krm_fn.results import result

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from krm_fn.edit.member_list import MemberList
    from krm_fn.edit.operator_env import Env
    from krm_fn.edit.text_edit import TextEdit
    from krm_fn.edit.whole_run import Seen
    from krm_fn.environment.env_plan import EnvPlan, Finding
    from krm_fn.record.annotation import RecordAnnotation
    from krm_fn.results import File, ResourceRef, Result
    from krm_fn.workloads.built_in import Container, Pod
    from krm_fn.workloads.resource import Resource
    from krm_fn.yaml.edit import Editor
    from krm_fn.yaml.text_edits import Splice


class Counts:
    """How many workloads there are, were changed, and were left alone as they or the configuration
    say; how many objects were not selected; and what happened to variables.
    """

    __slots__ = (
        "added",
        "changed",
        "kept",
        "left",
        "removed",
        "unselected",
        "updated",
        "workloads",
    )

    def __init__(
        self,
        workloads: int = 0,
        changed: int = 0,
        added: int = 0,
        updated: int = 0,
        kept: int = 0,
        removed: int = 0,
        left: int = 0,
        unselected: int = 0,
    ) -> None:
        self.workloads = workloads
        self.changed = changed
        self.added = added
        self.updated = updated
        self.kept = kept
        self.removed = removed
        self.left = left
        self.unselected = unselected

    def values(self) -> tuple[int, ...]:
        """The counts in the order of the constructor's arguments."""
        return tuple(getattr(self, name) for name in _COUNTED)

    def count(self, plan: EnvPlan) -> None:
        """Count the entries of one container."""
        self.added += plan.added
        self.updated += plan.updated
        self.kept += plan.kept
        self.removed += plan.removed

    def add(self, other: Counts) -> None:
        """Add the counts of a part to these of the whole."""
        self.workloads += other.workloads
        self.changed += other.changed
        self.added += other.added
        self.updated += other.updated
        self.kept += other.kept
        self.removed += other.removed
        self.left += other.left
        self.unselected += other.unselected


_COUNTED = (
    "workloads",
    "changed",
    "added",
    "updated",
    "kept",
    "removed",
    "left",
    "unselected",
)


class Outcome:
    """What came of one item: the splices of its text and the editor that has made them, counts,
    results, `differences` (errors of a gate, which forbid no edit), and what was `seen` that bears
    on the whole run."""

    __slots__ = ("counts", "differences", "editor", "results", "seen", "splices")

    def __init__(self, editor: Editor) -> None:
        self.editor = editor
        self.splices: list[Splice] = []
        self.counts = Counts()
        self.results: list[Result] = []
        self.differences: list[Result] = []
        self.seen: Seen = {}

    def saw(self, rule: str, what: str = "") -> None:
        """Count something that bears on the whole run."""
        self.seen[rule, what] = self.seen.get((rule, what), 0) + 1

    @property
    def failed(self) -> bool:
        """Whether an error forbids the edit."""
        return any(made["severity"] == "error" for made in self.results)


def add_place(made: Result, name: str, tags: dict[str, str]) -> None:
    """Name one more container in a result that is told once for a workload."""
    variables = ", ".join(f"`{each}`" for each in tags["variable"].split(","))
    made["message"] += f"; also {name}: {variables}"
    for key in ("container", "variable"):
        known = made["tags"].get(key, "").split(",")
        more = [each for each in tags.get(key, "").split(",") if each not in known]
        if more:
            made["tags"][key] = ",".join(filter(None, [*known, *more]))


def found_in(
    finding: Finding, name: str, place: str, *, resource: ResourceRef, field: str, file: File | None
) -> Result:
    """What to tell of a finding in a container, with its `name`, if it has one; `place` is what
    the container is called.
    """
    tags = {"variable": ",".join(finding.names), "rule": finding.kind}
    if finding.severity == "warning":
        tags["clients"] = "all"
    if name:
        tags = {"container": name, **tags}
    message = finding.sentence(place)
    return result(finding.severity, message, resource=resource, field=field, file=file, tags=tags)


def set_info(
    names: Iterable[str],
    count: int,
    found: str,
    *,
    resource: ResourceRef,
    field: str,
    file: File | None,
) -> Result:
    """The info on a changed workload: its containers, and how many variables changed."""
    different = dict.fromkeys(names)
    message = f"set proxy variables in {', '.join(different)}: {count} changed"
    tags = {"container": ",".join(different), "found": found, "rule": "set"}
    return result("info", message, resource=resource, field=field, file=file, tags=tags)


class Planned:
    """The plan of one container; `emptied` says what an `env` without entries becomes."""

    __slots__ = ("emptied", "env", "plan")

    def __init__(self, env: Env | MemberList | TextEdit, plan: EnvPlan, emptied: str) -> None:
        self.env = env
        self.plan = plan
        self.emptied = emptied


class PlannedWorkload:
    """The planned edits of one workload, and what bears on them: the containers to be `checked`,
    each in its pod, and the `annotation` of the record, if there is to be one.
    """

    __slots__ = ("annotation", "checked", "found", "outcome", "planned", "resource")

    def __init__(self, resource: Resource, outcome: Outcome) -> None:
        self.resource = resource
        self.outcome = outcome
        self.planned: list[Planned] = []
        self.checked: list[tuple[Container, Pod]] = []
        self.found: set[str] = set()
        self.annotation: RecordAnnotation | None = None

    def holds(self, one: Planned) -> bool:
        """Whether what is planned stands in this workload."""
        steps = self.resource.steps
        return one.env.container.steps[: len(steps)] == steps

    def record(self, editor: Editor) -> None:
        """Write, change or take out the record of what was set."""
        if self.annotation is not None:
            self.annotation.edit(editor)

    def result(self, severity: str, message: str, path: str, tags: dict[str, str]) -> Result:
        """A result about a field of this workload."""
        resource, file = self.resource.ref(), self.resource.file()
        return result(severity, message, resource=resource, field=path, file=file, tags=tags)
