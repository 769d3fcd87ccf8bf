"""A workload planned as a run would, to be looked at: each container's plan, or why it has none."""

from __future__ import annotations

from krm_fn.edit import choice
from krm_fn.edit.workload import WorkloadEdit
from krm_fn.errors import Refused
from krm_fn.workloads.built_in import EPHEMERAL, INIT
from krm_fn.workloads.opt_out import RULE
from krm_fn.workloads.selection import MESH_CONTAINERS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from krm_fn.edit.outcome import Outcome
    from krm_fn.edit.task import Task
    from krm_fn.environment.env_plan import EnvPlan, Variable
    from krm_fn.workloads.built_in import Container, Pod
    from krm_fn.workloads.resource import Resource, Steps

NOT_SELECTED = "`selectors` or `exclude` leave it out"
NOT_OPTED_IN = '`mode: optIn`, and no annotation says "enabled"'
NOT_NAMED = "an annotation names other containers"
IN_MESH = "a sidecar of the service mesh"
BY_CONTAINERS = "`containers` leaves it out"


class Planned:
    """A container, what is wanted in it, and the plan; None where it is left alone for a `reason`."""

    __slots__ = ("container", "plan", "pod", "reason", "wanted")

    def __init__(self, container: Container, pod: Pod, reason: str = "") -> None:
        self.container = container
        self.pod = pod
        self.reason = reason
        self.plan: EnvPlan | None = None
        self.wanted: tuple[Variable, ...] = ()


class WorkloadPlans(WorkloadEdit):
    """The plans of one workload that is selected, by the places of its containers. Nothing is
    edited, and nothing is told. Raises Refused.
    """

    __slots__ = ("_plans", "_unread", "found_in")

    def __init__(self, resource: Resource, task: Task, outcome: Outcome, said: bool) -> None:
        self.found_in: list[Planned] = []
        self._plans: dict[Steps, EnvPlan] = {}
        self._unread: dict[Steps, str] = {}
        super().__init__(resource, task, outcome, said)

    def _edit_pod(self, pod: Pod, pods: list[Pod], said: bool) -> str:
        reason = super()._edit_pod(pod, pods, said)
        unread = [made for made in self.outcome.results if made.get("tags", {}).get("rule") == RULE]
        if unread:
            raise Refused(unread)
        for container in pod.containers:
            made = Planned(container, pod)
            made.plan = self._plans.get(container.place)
            if made.plan is None:
                made.reason = self._why(container, pod, reason, said)
            else:
                made.wanted = choice.wanted(self.exceptions, container, pod, self.task)
            self.found_in.append(made)
        return reason

    def _tell(self, container: Container, plan: EnvPlan) -> None:
        self._plans[container.place] = plan

    def _tell_refused(self, refused: Refused, container: Container, _: Pod) -> None:
        self._unread[container.place] = refused.results[0]["message"]

    def _why(self, container: Container, pod: Pod, reason: str, said: bool) -> str:
        """Why a container has no plan; `reason` is that of its pod."""
        if container.place in self._unread:
            return self._unread[container.place]
        if reason:
            return reason
        if not self.task.selection.takes(container):
            return left_out(container)
        return NOT_NAMED if self.task.word(self.resource, pod, said) else NOT_OPTED_IN


def left_out(container: Container) -> str:
    """Why the configuration's `containers` leave a container out."""
    if container.name in MESH_CONTAINERS:
        return IN_MESH
    roles = {INIT: "`containers.init` is false", EPHEMERAL: "an ephemeral container"}
    return roles.get(container.role, BY_CONTAINERS)
