"""One item: its workloads planned, edited, and reported."""

from __future__ import annotations

from krm_fn import proxy_env
from krm_fn.container_env import ContainerEnv, edit_in_place
from krm_fn.errors import Refused
from krm_fn.record_annotation import RecordAnnotation, is_recorded
from krm_fn.resource import resources_in
from krm_fn.results import result
from krm_fn.sharing import Planned, edit_shared, expands_too_far, shares
from krm_fn.workloads import NOT_UPDATABLE, pods_of
from krm_fn.yaml_edit import Editor

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from krm_fn.function_config import Configuration
    from krm_fn.nodes import Node
    from krm_fn.proxy_env import EnvPlan, Variable
    from krm_fn.resource import Resource
    from krm_fn.results import Result
    from krm_fn.splice import Splice
    from krm_fn.workloads import Container, Pod


class Counts:
    """How many workloads there are and were changed, and what happened to variables in them."""

    __slots__ = ("added", "changed", "kept", "removed", "updated", "workloads")

    def __init__(self, *values: int) -> None:
        (
            self.workloads,
            self.changed,
            self.added,
            self.updated,
            self.kept,
            self.removed,
        ) = values or (0,) * 6

    def values(self) -> tuple[int, ...]:
        """The counts in the order of the constructor's arguments."""
        return tuple(getattr(self, name) for name in _COUNTED)

    def add(self, other: Counts) -> None:
        """Add the counts of a part to these of the whole."""
        for name in _COUNTED:
            setattr(self, name, getattr(self, name) + getattr(other, name))


_COUNTED = ("workloads", "changed", "added", "updated", "kept", "removed")


class Task:
    """What is to be done to every workload: made once per run."""

    __slots__ = ("configuration", "fresh", "fresh_windows", "names", "variables")

    def __init__(self, configuration: Configuration) -> None:
        self.configuration = configuration
        self.variables: tuple[Variable, ...] = ()
        if not configuration.remove:
            self.variables = proxy_env.variables(configuration)
        self.names = frozenset(variable.lower for variable in self.variables)
        self.fresh = self.plan([], windows=False)
        self.fresh_windows = self.plan([], windows=True)

    def plan(self, env: list[proxy_env.EnvVar], *, windows: bool) -> EnvPlan:
        """The plan for an environment that no configuration has recorded anything in."""
        return proxy_env.plan(
            env, self.variables, self.configuration.existing, windows=windows
        )

    @property
    def records(self) -> bool:
        """Whether the configuration keeps, or takes out, a record of what it set."""
        return self.configuration.track or self.configuration.remove


class Outcome:
    """What came of one item: the splices of its text, counts, and results."""

    __slots__ = ("counts", "results", "splices")

    def __init__(self) -> None:
        self.splices: list[Splice] = []
        self.counts = Counts()
        self.results: list[Result] = []

    @property
    def failed(self) -> bool:
        """Whether an error forbids the edit."""
        return any(made["severity"] == "error" for made in self.results)


def edit_item(
    text: str, root: Node, read: Callable[[str], Node | None], task: Task, json: bool
) -> Outcome:
    """Set the variables in all workloads of an item; `read` composes a text of its form.

    An error is among the outcome's results, and then there are no splices.
    """
    outcome = Outcome()
    editor = Editor(text, json)
    sharing = ("*" in text or "<<" in text) and not json and shares(root)
    planned: list[Planned] = []
    edits: list[WorkloadEdit] = []
    try:
        if sharing and expands_too_far(root):
            raise Refused([_too_shared(root)])
        for resource in resources_in(root):
            if not resource.is_local:
                edit = WorkloadEdit(resource, task, outcome)
                edits.append(edit)
                planned += edit.planned
        if sharing:
            _edit_shared(editor, root, read, planned, edits)
        else:
            for one in planned:
                edit_in_place(editor, one.env, one.plan, one.emptied)
        for edit in edits:
            edit.record(editor)
    except Refused as refused:
        outcome.results += refused.results
    if not outcome.failed:
        outcome.splices = editor.splices
    return outcome


def _too_shared(root: Node) -> Result:
    resource = next(resources_in(root))
    message = (
        "must not expand to more than 200,000 values through its aliases, or hold itself; "
        "write out what the aliases stand for"
    )
    ref, file = resource.ref(), resource.file()
    return result("error", message, resource=ref, file=file, tags={"rule": "aliases"})


def _edit_shared(
    editor: Editor,
    root: Node,
    read: Callable[[str], Node | None],
    planned: list[Planned],
    edits: list[WorkloadEdit],
) -> None:
    if not any(one.plan.edits for one in planned):
        return
    culprit = edit_shared(editor, root, read, planned)
    if culprit is None:
        return
    edit = next(edit for edit in edits if culprit in edit.planned)
    path = f"{culprit.env.container.path}.env"
    message = (
        f"`{path}` must be written out: it is shared, by an alias or a merge key, with a place "
        "where the proxy variables are not to be set"
    )
    raise Refused([edit.result("error", message, path, {"rule": "shared"})])


class WorkloadEdit:
    """The plans for one workload, and what is told about it."""

    __slots__ = ("annotation", "outcome", "planned", "resource", "task")

    def __init__(self, resource: Resource, task: Task, outcome: Outcome) -> None:
        self.resource = resource
        self.task = task
        self.outcome = outcome
        self.planned: list[Planned] = []
        self.annotation: RecordAnnotation | None = None
        pods = pods_of(resource)
        if not pods:
            return
        if all(pod.is_partial for pod in pods):
            self._leave_partial(pods[0])
            return
        outcome.counts.workloads += 1
        if task.records or is_recorded(resource):
            self.annotation = RecordAnnotation(resource, pods, task.configuration)
        for pod in pods:
            for container in pod.containers:
                self._plan(container, pod)
        self._report()

    def result(self, severity: str, message: str, path: str, tags: dict[str, str]) -> Result:
        """A result about a field of this workload."""
        resource, file = self.resource.ref(), self.resource.file()
        return result(severity, message, resource=resource, field=path, file=file, tags=tags)

    def record(self, editor: Editor) -> None:
        """Write, change or take out the record of what was set."""
        if self.annotation is not None:
            self.annotation.edit(editor)

    def _plan(self, container: Container, pod: Pod) -> None:
        env = ContainerEnv(container, self.resource)
        plan, emptied = self._planned(env, pod)
        if plan.edits:
            self.planned.append(Planned(env, plan, emptied))
        if plan.findings:
            self._tell(container, plan)
        counts = self.outcome.counts
        counts.added += plan.added
        counts.updated += plan.updated
        counts.kept += plan.kept
        counts.removed += plan.removed

    def _planned(self, env: ContainerEnv, pod: Pod) -> tuple[EnvPlan, str]:
        """The plan, and how `env` is written when no entry is left."""
        task, windows = self.task, pod.is_windows
        if self.annotation is not None:
            return self.annotation.plan(env, task.variables, windows=windows)
        if env.is_plain(task.names):
            return (task.fresh_windows if windows else task.fresh), "keep"
        return task.plan(env.variables(), windows=windows), "keep"

    def _tell(self, container: Container, plan: EnvPlan) -> None:
        """Results for what was found in a container."""
        path = f"{container.path}.env"
        name = f'container "{container.name}"' if container.name else f"`{container.path}`"
        for finding in plan.findings:
            tags = {"variable": ",".join(finding.names), "rule": finding.kind}
            if container.name:
                tags = {"container": container.name, **tags}
            message = finding.sentence(name)
            self.outcome.results.append(self.result(finding.severity, message, path, tags))

    def _leave_partial(self, pod: Pod) -> None:
        path = pod.containers[0].path
        message = (
            "left alone: no container has an `image`, so this is a patch; "
            "set the variables in the workload that it is for"
        )
        self.outcome.results.append(self.result("info", message, path, {"rule": "partial"}))

    def _report(self) -> None:
        """An info on what was set, and one on what a cluster makes of it."""
        if not self.planned:
            return
        self.outcome.counts.changed += 1
        containers = [one.env.container for one in self.planned]
        names = list(dict.fromkeys(each.name or each.path for each in containers))
        path = f"{containers[0].path}.env"
        count = sum(len(one.plan.edits) for one in self.planned)
        message = f"set proxy variables in {', '.join(names)}: {count} changed"
        tags = {"container": ",".join(names), "rule": "set"}
        self.outcome.results.append(self.result("info", message, path, tags))
        if self.resource.kind in NOT_UPDATABLE:
            message = (
                f"a {self.resource.kind} cannot be updated in a cluster, only replaced: "
                "delete it there before it is applied again"
            )
            self.outcome.results.append(self.result("info", message, path, {"rule": "replace"}))
