"""A saved list of a running cluster beside a configuration: a row for each container of a workload
that differs from others of it.

Pods, ReplicaSets and the Deployment that they come from are one workload: what is alike in its
template and its pods is one row.
"""

from __future__ import annotations

from krm_fn.config.function_config import Configuration
from krm_fn.edit.bundle import MOUNTS
from krm_fn.edit.outcome import Outcome
from krm_fn.edit.task import Task, may_speak
from krm_fn.errors import Refused
from krm_fn.inspection.answers import answers, grouped
from krm_fn.inspection.containers import TOLD, Containers, Inspected
from krm_fn.inspection.differences import Difference, differences
from krm_fn.inspection.owners import Owner, Owners
from krm_fn.inspection.plans import NOT_SELECTED, Planned, WorkloadPlans
from krm_fn.workloads.inventory import Inventory
from krm_fn.yaml.edit import Editor

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from krm_fn.clients.row import Client
    from krm_fn.environment.env_plan import Variable
    from krm_fn.inspection.answers import Answered
    from krm_fn.wire.item import Item
    from krm_fn.workloads.resource import Resource

DIFFERS, SAME, LEFT = "differs", "as configured", "left alone"
STATES = (DIFFERS, SAME, LEFT)
_RESERVED = ("kube-", "openshift-")
"""How the namespaces begin that Kubernetes and OpenShift reserve for themselves."""
OF_THE_CLUSTER = "a namespace of the cluster itself"
_RESTARTED = ("Deployment", "StatefulSet", "DaemonSet")
STATIC = "a static pod, which a file on its node sets"


class Row:
    """A container of a workload: in its template, in so many of its pods, or in both. `reason` says
    why it is left alone, or what is wrong where it cannot be compared; `answers` are what its clients
    do with each URL.
    """

    __slots__ = (
        "answers",
        "differences",
        "image",
        "is_known",
        "name",
        "namespace",
        "note",
        "owner",
        "pods",
        "reason",
        "state",
        "template",
    )

    def __init__(self, namespace: str, owner: Owner, name: str, state: str, reason: str) -> None:
        self.namespace = namespace
        self.owner = owner
        self.name = name
        self.state = state
        self.reason = reason
        self.image = ""
        self.note = ""
        self.is_known = False
        self.template = False
        self.pods = 0
        self.differences: list[Difference] = []
        self.answers: list[Answered] = []

    @property
    def workload(self) -> str:
        """The workload's kind and name."""
        return f"{self.owner.kind}/{self.owner.name}"

    @property
    def is_ignored(self) -> bool:
        """Whether it is as configured, and its program makes nothing of that."""
        return self.state == SAME and bool(self.note)

    @property
    def place(self) -> str:
        """Where it was found, if not just in the object that has its name."""
        if self.owner.kind == "Pod" and not self.owner.static:
            return ""
        pods = f"{self.pods} pod" + "s" * (self.pods != 1) if self.pods else ""
        return " and ".join(filter(None, ["template" if self.template else "", pods]))


class Audit:
    """All rows, by namespace and workload, those that differ first; what is `wanted` in most
    containers; how many objects were left out since they run nothing any more.
    """

    __slots__ = ("past", "rows", "wanted")

    def __init__(self, rows: list[Row], wanted: Sequence[Variable], past: int) -> None:
        self.rows = rows
        self.wanted = wanted
        self.past = past

    def count(self, state: str, namespace: str | None = None) -> int:
        """How many containers are in a state, in all or in one namespace."""
        rows = (row for row in self.rows if namespace in (None, row.namespace))
        return sum(row.state == state for row in rows)

    @property
    def namespaces(self) -> dict[str, list[Row]]:
        """The rows by their namespaces."""
        found: dict[str, list[Row]] = {}
        for row in self.rows:
            found.setdefault(row.namespace, []).append(row)
        return found

    def restart(self, row: Row) -> str:
        """The command that makes pods anew which are older than their template; "" for others."""
        kind = row.owner.kind
        if row.state != DIFFERS or row.template or kind not in _RESTARTED:
            return ""
        same = (row.namespace, row.workload, row.name)
        others = (each for each in self.rows if (each.namespace, each.workload, each.name) == same)
        if not any(each.template and each.state == SAME for each in others):
            return ""
        namespace = f" -n {row.namespace}" if row.namespace else ""
        return f"kubectl rollout restart{namespace} {kind.lower()}/{row.owner.name}"

    @property
    def workloads(self) -> int:
        """How many workloads there are."""
        return len({(row.namespace, row.workload) for row in self.rows})


def audit(
    data: bytes,
    items: list[Item],
    configuration: Configuration,
    urls: Sequence[str],
    *,
    namespaces: Sequence[str] = (),
    clients: Sequence[Client] = (),
    carried_out: bool = False,
) -> Audit:
    """Compare; of the `namespaces` alone, where some are named. The answers are those of `clients`,
    or of those that run in each container; with `carried_out`, once the configuration is carried
    out. Raises Refused, Located, and ValueError for a URL of another kind.
    """
    made = _Auditing(data, items, configuration, urls)
    made.clients, made.carried_out = clients, carried_out
    made.namespaces = namespaces
    return made.run()


class _Auditing:
    """An audit in the making: rows by all that tells one from another."""

    def __init__(
        self,
        data: bytes,
        items: list[Item],
        configuration: Configuration,
        urls: Sequence[str],
    ) -> None:
        looked_at = Configuration(**{**vars(configuration), "verify": False, "validate": None})
        self.task = Task(looked_at, Inventory(data, items))
        self.containers = Containers(self.task.finder, self.task.names)
        self.urls = urls
        self.namespaces: Sequence[str] = ()
        self.clients: Sequence[Client] = ()
        self.carried_out = False
        self.selected = {each.get("namespace") for each in configuration.selectors}
        self.rows: dict[tuple[object, ...], Row] = {}
        self.answered: dict[tuple[object, ...], list[Answered]] = {}
        self.owners = Owners(())

    def run(self) -> Audit:
        found = [
            (text, each)
            for text, each in self.containers.resources()
            if not self.namespaces or each.namespace in self.namespaces
        ]
        self.owners = Owners(resource for _, resource in found)
        past = 0
        for text, resource in found:
            if self.owners.is_past(resource):
                past += 1
            else:
                self._add(resource, may_speak(text))
        order = {state: at for at, state in enumerate(STATES)}
        rows = sorted(self.rows.values(), key=lambda row: (row.workload, row.name))
        rows.sort(key=lambda row: (row.namespace, order[row.state]))
        return Audit(rows, self.task.variables, past)

    def _add(self, resource: Resource, said: bool) -> None:
        owner = self.owners.owner(resource)
        outcome = Outcome(Editor("", False))
        try:
            reason = self._left_alone(resource, owner)
            if reason:
                planned = [
                    Planned(container, pod, reason)
                    for pod in self.task.finder.pods(resource)
                    if not (pod.sign or pod.is_partial)
                    for container in pod.containers
                ]
                edit = None
            else:
                edit = WorkloadPlans(resource, self.task, outcome, said)
                planned = edit.found_in
            for one in planned:
                self._add_container(one, resource, owner, _unmounted(edit, one))
        except Refused as refused:
            row = self._row(resource, owner, "", DIFFERS, refused.results[0]["message"], ())
            self._found_in(row, resource)

    def _left_alone(self, resource: Resource, owner: Owner) -> str:
        """Why an object is left alone as a whole; "" for one that is to be as configured."""
        if owner.static:
            return STATIC
        if not self.task.selection.selects(resource):
            return NOT_SELECTED
        meant = {*self.namespaces, *self.selected}
        reserved = resource.namespace.startswith(_RESERVED)
        return OF_THE_CLUSTER if reserved and resource.namespace not in meant else ""

    def _add_container(
        self, one: Planned, resource: Resource, owner: Owner, unmounted: list[Difference]
    ) -> None:
        plan = one.plan if self.carried_out else None
        windows = one.pod.is_windows
        found = self.containers.inspected(one.container, resource, plan, windows=windows)
        made: list[Difference] = []
        if one.plan is not None:
            made = differences(one.plan, found.entries, one.wanted, found.seen) + unmounted
        state = LEFT if one.plan is None else DIFFERS if made else SAME
        told = found.seen.only(TOLD | {name for each in made for name in each.names})
        key = (
            found.image,
            told,
            tuple(found.seen.elsewhere),
            tuple(each.sentence for each in made),
        )
        row = self._row(resource, owner, found.name, state, one.reason, key)
        row.image, row.note, row.differences = found.image, found.running.note, made
        row.is_known = found.running.is_known
        row.answers = self._answers(found, key)
        self._found_in(row, resource)

    def _row(
        self,
        resource: Resource,
        owner: Owner,
        name: str,
        state: str,
        reason: str,
        rest: tuple[object, ...],
    ) -> Row:
        key = (resource.namespace, owner.kind, owner.name, name, state, reason, rest)
        if key not in self.rows:
            self.rows[key] = Row(resource.namespace, owner, name, state, reason)
        return self.rows[key]

    def _found_in(self, row: Row, resource: Resource) -> None:
        if resource.kind == "Pod":
            row.pods += 1
        else:
            row.template = True

    def _answers(self, found: Inspected, key: tuple[object, ...]) -> list[Answered]:
        clients = self.clients or found.running.clients
        names = tuple(each.name for each in clients)
        if (key[:3], names) not in self.answered:
            self.answered[key[:3], names] = [
                (url, grouped(answers(clients, found.seen, url))) for url in self.urls
            ]
        return self.answered[key[:3], names]


def _unmounted(edit: WorkloadPlans | None, one: Planned) -> list[Difference]:
    """What a container lacks of the CA bundle."""
    planned = [each.env.container for each in edit.planned] if edit is not None else []
    steps = [each.steps for each in planned if each.env_key == MOUNTS]
    return [Difference(["CA bundle"], None, "mounted")] if one.container.steps in steps else []
