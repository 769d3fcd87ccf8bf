"""One item: its workloads planned, edited, and reported."""

from __future__ import annotations

from krm_fn.edit import choice, noticing, whole_run
from krm_fn.edit.container_env import ContainerEnv
from krm_fn.edit.env_shapes import env_of
from krm_fn.edit.outcome import (
    Outcome,
    Planned,
    PlannedWorkload,
    add_place,
    found_in,
    set_info,
)
from krm_fn.edit.task import may_speak
from krm_fn.environment.env_plan import TOLD_ONCE
from krm_fn.errors import Refused
from krm_fn.wire.item import JSON
from krm_fn.workloads.built_in import BUILT_IN_KIND, NOT_UPDATABLE
from krm_fn.workloads.resource import resources_in
from krm_fn.yaml.edit import Editor

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from krm_fn.edit.env_from import Source as EnvSource
    from krm_fn.edit.operator_env import Env
    from krm_fn.edit.task import Task
    from krm_fn.environment.env_plan import EnvPlan, EnvVar, Variable
    from krm_fn.results import Result
    from krm_fn.wire.item import Item
    from krm_fn.workloads.built_in import Container, Pod
    from krm_fn.workloads.exceptions import Row
    from krm_fn.workloads.resource import Resource
    from krm_fn.yaml.nodes import Node


def edit_item(
    text: str,
    root: Node,
    item: Item,
    task: Task,
    *,
    shared: bool,
) -> Outcome:
    """Set the variables in all workloads of an item, whose text and root are given.

    `shared` says that the item has aliases or merge keys. An error is among the outcome's
    results, and then there are no splices.
    """
    editor = Editor(text, item.form == JSON)
    outcome = Outcome(editor)
    try:
        if shared:
            from krm_fn.edit import sharing

            sharing.refuse_if_too_large(root)
        said = may_speak(text)
        resources = resources_in(root, item)
        edits = [WorkloadEdit(each, task, outcome, said) for each in resources if not each.is_local]
        outcome.results += task.check(text, edits)
        _carry_out(editor, root, item.root, edits, shared)
        if task.configuration.verify:
            from krm_fn.edit import verification

            outcome.results += verification.found(edits, editor.splices)
    except Refused as refused:
        outcome.results += refused.results
    if not outcome.failed:
        outcome.splices = editor.splices
    return outcome


def _carry_out(
    editor: Editor,
    root: Node,
    read: Callable[[str], Node | None],
    edits: list[WorkloadEdit],
    shared: bool,
) -> None:
    """Edit all that is planned, and write what is recorded of it."""
    planned = [one for edit in edits for one in edit.planned]
    if any(one.env.container.document is not None for one in planned):
        from krm_fn.edit.inner_text import in_outer_text

        planned = in_outer_text(editor.text, planned, edits, _edit_text)
    for edit in edits:
        edit.record(
            editor
        )  # first, as what is put at the end of an object goes behind its metadata
    _edit_text(editor, root, read, planned, edits, shared)


def _edit_text(
    editor: Editor,
    root: Node,
    read: Callable[[str], Node | None],
    planned: list[Planned],
    edits: Iterable[PlannedWorkload],
    shared: bool,
) -> None:
    """Edit what is planned in one text: the item's own, or one inside it."""
    planned = sorted(planned, key=_depth)
    if shared:
        from krm_fn.edit import sharing

        sharing.edit_planned(editor, root, read, planned, edits)
        return
    for one in planned:
        one.env.edit(editor, one.plan, one.emptied)


def _depth(one: Planned) -> int:
    """What stands further in comes first: it may end where what it stands in ends."""
    return -len(one.env.container.steps) - (one.env.node is not None)


class WorkloadEdit(PlannedWorkload):
    """Plans one workload, and tells about it."""

    __slots__ = ("exceptions", "overlays", "task", "told")

    def __init__(self, resource: Resource, task: Task, outcome: Outcome, said: bool) -> None:
        super().__init__(resource, outcome)
        self.task = task
        self.told: dict[str, Result] = {}
        self.overlays = False
        self.exceptions: list[Row] = []
        pods = choice.pods_of(self, task)
        if not pods:
            return
        outcome.counts.workloads += 1
        choice.tell_unread(self, pods, said)
        if task.records or resource.is_recorded:
            from krm_fn.record.annotation import RecordAnnotation

            self.annotation = RecordAnnotation(resource, pods, task.configuration)
        reasons = [self._edit_pod(pod, pods, said) for pod in pods]
        outcome.counts.left += not self.checked
        self._report()
        if task.configuration.remove and not self.planned:
            choice.tell_left(self, pods)
        if not self.planned and all(reasons):
            choice.tell_why(self, reasons[0])

    def _edit_pod(self, pod: Pod, pods: list[Pod], said: bool) -> str:
        """Plan a pod's containers; why none of it is to be set, "" where that isn't so."""
        task = self.task
        removes = task.configuration.remove
        word = choice.word_for(self, pod, pods, task, said)
        if word is not None and word.is_unread and not removes:
            return ""
        closed = word is None and task.configuration.mode == "optIn"
        if closed:
            self._note_namespace()
            if not removes:
                return ""
        self.exceptions = choice.exceptions_for(self, pod, task, said)
        service = task.proxy.serving(self.resource, pod)
        before = len(self.planned)
        forbidden = bool(service) or closed
        chosen = [
            (container, forbidden or (word is not None and word.forbids(container)))
            for container in pod.containers
            if task.selection.takes(container) or (removes and self._has_recorded(container))
        ]
        self._plan_all(pod, chosen)
        if removes:
            return ""
        if word is None and len(self.planned) > before:
            self._note_namespace()
        return choice.why_left(service, word)

    def _has_recorded(self, container: Container) -> bool:
        return self.annotation is not None and self.annotation.has(container.place)

    def _note_namespace(self) -> None:
        if self.resource.namespace:
            self.outcome.saw(whole_run.NAMESPACED)

    def _plan_all(self, pod: Pod, chosen: list[tuple[Container, bool]]) -> None:
        """Plan the containers of a pod; each comes with whether it must not be set."""
        for container, forbidden in chosen:
            self._plan(container, pod, forbidden)
        mounted = self.annotation is not None and self.annotation.has_volumes
        if mounted or self.task.additions is not None:
            from krm_fn.edit import bundle

            chosen = choice.for_bundle(chosen, self.exceptions, self.task)
            bundle.plan_pod(self, self.task.additions, pod, chosen)

    def _plan(self, container: Container, pod: Pod, forbidden: bool) -> None:
        """Plan a container; what was recorded in one that must not be set is taken out."""
        if forbidden and not self._has_recorded(container):
            return
        try:
            env = env_of(container, self.resource)
        except Refused as refused:
            self._tell_refused(refused, container, pod)
            return
        plan, emptied = self._planned(env, pod, forbidden)
        if plan.edits:
            self.planned.append(Planned(env, plan, emptied))
            self.found.add(pod.found)
            self.overlays = self.overlays or pod.overlay
        if not forbidden:
            self.checked.append((container, pod))
            self._tell(container, plan)
            if self.task.notes_images:
                noticing.note_image(container, self.outcome)
            if pod.found == BUILT_IN_KIND and not container.name:
                choice.tell_nameless(self, container.path)
        self.outcome.counts.count(plan)

    def _taken(self, container: Container, entries: list[EnvVar]) -> tuple[Variable, ...]:
        """What `remove` takes out of a container although it is not recorded."""
        return choice.but_exceptions(self.exceptions, container, self.task.taken(entries))

    def _tell_refused(self, refused: Refused, container: Container, pod: Pod) -> None:
        """Results for what can't be read; in a custom resource, whose kind may be another than
        the one that is known, only warnings.
        """
        severity = "error" if pod.found == BUILT_IN_KIND else "warning"
        for made in refused.results:
            made["severity"] = severity
            if container.name:
                made["tags"] = {"container": container.name, **made["tags"]}
            self.outcome.results.append(made)

    def _planned(self, env: Env, pod: Pod, forbidden: bool) -> tuple[EnvPlan, str]:
        """The plan, and how `env` is written when no entry is left."""
        task, windows = self.task, pod.is_windows
        variables = () if forbidden else choice.wanted(self.exceptions, env.container, pod, task)
        sources = task.sources(env.container, self.resource) if variables else []
        is_usual = variables is task.variables and not (sources or task.refers)
        if is_usual and env.is_plain(task.names):
            if self.annotation is None:
                return (task.fresh_windows if windows else task.fresh), "keep"
            if self.annotation.is_first:
                form = None if env.entries else env.form
                return self.annotation.planned_first(env.container.place, form, variables, windows)
        noticing.note_sources(sources, self.resource, self.outcome)
        variables = self._named(env, variables, sources)
        inherited, defines = task.inherited(sources), self._defines(env.container, pod, sources)
        entries = env.variables(variables)
        if self.annotation is None:
            if "no_proxy" in task.names and task.configuration.existing != "replace":
                found = noticing.own_no_proxy(self.resource, env.container, entries)
                self.outcome.results += found
            plan = task.plan(
                entries, variables, windows=windows, inherited=inherited, defines=defines
            )
            return plan, "keep"
        made = self.annotation.plan(
            env.container.place,
            entries,
            env.form,
            variables,
            self._taken(env.container, entries) if not forbidden else (),
            windows=windows,
            inherited=inherited,
            defines=defines,
        )
        if isinstance(env, ContainerEnv) and task.configuration.track:
            env.check_recordable(made[0])
        return made

    def _named(
        self, env: Env, variables: tuple[Variable, ...], sources: list[EnvSource]
    ) -> tuple[Variable, ...]:
        """The variables with names that are free in an `env`, but for what is recorded there."""
        if self.task.additions is None or self.task.additions.credentials is None:
            return variables
        added = self.annotation.added(env.container.place) if self.annotation is not None else ()
        authors = [entry for entry in env.variables() if entry.name not in added]
        known = [each for each in sources if each.variables is not None]
        taken = {name for each in known for name in each.variables or ()}
        return self.task.additions.named(variables, authors, taken.__contains__)

    def _defines(
        self, container: Container, pod: Pod, sources: list[EnvSource]
    ) -> Callable[[str], bool] | None:
        """Whether a variable may come from elsewhere than a container's `env`; None where that
        cannot be known, as an operator may add to it.
        """
        if pod.found != BUILT_IN_KIND or container.shape != "EnvVarList":
            return None
        return lambda name: any(each.may_define(name) for each in sources)

    def _tell(self, container: Container, plan: EnvPlan) -> None:
        """Results for what was found in a container; checks are told once for a workload."""
        if not plan.findings:
            return
        place = f'container "{container.name}"' if container.name else f"`{container.path}`"
        resource, file = self.resource.ref(), self.resource.file()
        for finding in plan.findings:
            made = found_in(
                finding,
                container.name,
                place,
                resource=resource,
                field=container.env_path,
                file=file,
            )
            if self.task.gate and plan.wrong:
                from krm_fn.edit import verification

                if verification.is_difference(finding, plan):
                    self.outcome.differences.append(verification.as_error(made))
                    continue
            if first := self.told.get(finding.kind):
                add_place(first, place, made["tags"])
                continue
            self.outcome.results.append(made)
            if finding.kind in TOLD_ONCE:
                self.told[finding.kind] = made

    def _report(self) -> None:
        """An info on what was set, and one on what a cluster makes of it."""
        if not self.planned:
            return
        self.outcome.counts.changed += 1
        self.outcome.saw(whole_run.SET)
        containers = [one.env.container for one in self.planned]
        names = [each.name or each.path for each in containers if each.env_key != "volumes"]
        path = containers[0].env_path
        count = sum([len(one.plan.edits) for one in self.planned])
        resource, file, by = self.resource.ref(), self.resource.file(), sorted(self.found)
        made = set_info(names, count, ",".join(by), resource=resource, field=path, file=file)
        self.outcome.results.append(made)
        if self.overlays:
            message = (
                "an operator merges these containers into those that it makes itself: the ones "
                "that are not listed here are not covered"
            )
            self.outcome.results.append(self.result("info", message, path, {"rule": "overlay"}))
        if self.resource.kind in NOT_UPDATABLE and BUILT_IN_KIND in self.found:
            message = (
                f"a {self.resource.kind} cannot be updated in a cluster, only replaced: "
                "delete it there before it is applied again"
            )
            self.outcome.results.append(self.result("info", message, path, {"rule": "replace"}))
