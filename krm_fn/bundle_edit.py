"""A CA bundle in one pod: which containers can have it, and the plans of the lists that it is in."""

from __future__ import annotations

from krm_fn import trusted_ca
from krm_fn.additions import REFERRED
from krm_fn.errors import Refused
from krm_fn.finders import STRUCTURE
from krm_fn.member_list import MemberList
from krm_fn.nodes import find, mapping, sequence, to_data
from krm_fn.outcome import Planned
from krm_fn.resource import path_text
from krm_fn.results import result
from krm_fn.workloads import CONTAINER_LISTS, EPHEMERAL_LIST

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import Any

    from krm_fn.record_annotation import RecordAnnotation
    from krm_fn.recorded import MemberRecord
    from krm_fn.resource import Resource, Steps
    from krm_fn.results import Result
    from krm_fn.trusted_ca import Member, MemberPlan
    from krm_fn.workload_edit import WorkloadEdit
    from krm_fn.workloads import Container, Pod

VOLUMES = "volumes"
MOUNTS = "volumeMounts"


def is_in_pod(container: Container, pod: Pod) -> bool:
    """Whether a container stands in a pod spec, which can have volumes: not in a list of a kind's
    own, nor in something that only looks like a pod spec.
    """
    steps = container.steps
    if len(steps) != len(pod.steps) + 2 or steps[:-2] != pod.steps or type(steps[-1]) is not int:
        return False
    if pod.found != STRUCTURE or find(pod.spec, VOLUMES) is not None:
        return True
    return "emplate" in str(pod.steps[-2:-1])


def takes_bundle(container: Container, pod: Pod) -> bool:
    """Whether a bundle can be mounted into a container; on Windows paths are others."""
    return is_in_pod(container, pod) and not pod.is_windows


def plan_pod(edit: WorkloadEdit, pod: Pod, chosen: list[tuple[Container, bool]]) -> None:
    """Plan what goes beyond the environment of a pod's containers, and tell what cannot be had;
    each container comes with whether it must not be set.
    """
    additions = edit.task.additions
    bundle = additions.bundle if additions is not None else None
    if bundle is not None or (edit.annotation is not None and edit.annotation.has_volumes):
        planning = BundleEdit(bundle, pod, edit.resource, edit.annotation)
        planning.plan([(container, not forbidden) for container, forbidden in chosen])
        edit.planned += planning.planned
        if planning.planned:
            edit.found.add(pod.found)
    if additions is None or edit.task.configuration.remove:
        return
    for container, forbidden in chosen:
        if not forbidden:
            edit.outcome.seen.add((REFERRED, edit.resource.namespace))
            for rule, message in additions.missing(container, pod):
                path = container.path
                made = edit.result("warning", f"`{path}` {message}", path, {"rule": rule})
                edit.outcome.results.append(made)


class BundleEdit:
    """The plans of one pod. `bundle` is what is configured, None where only what was recorded is
    to be taken out.

    Raises Refused where another volume is mounted at the bundle's path.
    """

    __slots__ = ("annotation", "bundle", "planned", "pod", "resource")

    def __init__(
        self,
        bundle: dict[str, Any] | None,
        pod: Pod,
        resource: Resource,
        annotation: RecordAnnotation | None,
    ) -> None:
        self.bundle = bundle
        self.pod = pod
        self.resource = resource
        self.annotation = annotation
        self.planned: list[Planned] = []

    def plan(self, containers: Iterable[tuple[Container, bool]]) -> None:
        """Plan the pod; each container comes with whether it is to have the bundle."""
        chosen = [each for each in containers if is_in_pod(each[0], self.pod)]
        if not chosen:
            return
        spec, steps = self.pod.spec, self.pod.steps
        volumes = MemberList(spec, steps, VOLUMES, self.resource)
        members = volumes.members()
        place = (*steps, VOLUMES)
        record = self.annotation.members(place, VOLUMES) if self.annotation else None
        gone = trusted_ca.withdrawn(members, record)
        left = [each for index, each in enumerate(members) if index not in gone]
        name = trusted_ca.volume_name(self.bundle, left) if self.bundle else ""
        used: set[object] = set()
        needed = False
        for container, wanted in chosen:
            mounting = wanted and self.bundle is not None and not self.pod.is_windows
            used |= self._plan_mount(container, name if mounting else None)
            needed = needed or mounting
        elsewhere = _names(self._mounts_elsewhere({container.steps for container, _ in chosen}))
        added = next((members[at] for at in gone), None)
        wanted_volume = None
        if needed and self.bundle and all(each.get("name") != name for each in left):
            wanted_volume = trusted_ca.volume(self.bundle, name)
        elif not needed and added and added["name"] in elsewhere:
            wanted_volume = added
        elif not needed and added and added["name"] in used:
            record = None  # an author mounts it too: it is the author's from now on
        self._keep(volumes, place, wanted_volume, record)

    def _plan_mount(self, container: Container, name: str | None) -> set[object]:
        """Plan a container's mounts; the names of the volumes that it has mounted afterwards."""
        mounts = MemberList(container.node, container.steps, MOUNTS, self.resource, container.role)
        members = mounts.members()
        record = self.annotation.members(container.place, MOUNTS) if self.annotation else None
        gone = trusted_ca.withdrawn(members, record)
        left = [each for index, each in enumerate(members) if index not in gone]
        wanted = None
        if name is not None and self.bundle is not None:
            wanted = trusted_ca.mount(self.bundle, name)
            other = trusted_ca.in_the_way(left, wanted)
            if other is not None:
                raise Refused([self._occupied(container, other)])
            if trusted_ca.is_mounted(left, wanted):
                wanted = None
        self._keep(mounts, container.place, wanted, record)
        return _names(left) | ({name} if name is not None else set())

    def _keep(
        self, found: MemberList, place: Steps, wanted: Member | None, record: MemberRecord | None
    ) -> None:
        """Plan one list, and note what is recorded of it."""
        annotation = self.annotation
        recording = annotation is not None and annotation.tracked
        made: MemberPlan = trusted_ca.plan(
            found.members(), found.form, wanted, record, recording=recording
        )
        if made.plan.edits:
            self.planned.append(Planned(found, made.plan, made.emptied))
        if annotation is not None and recording:
            annotation.keep_members(place, found.container.env_key, made.record)

    def _mounts_elsewhere(self, chosen: set[Steps]) -> Iterator[Member]:
        """The mounts of the pod's other containers."""
        for key in (*CONTAINER_LISTS, EPHEMERAL_LIST):
            members = sequence(find(self.pod.spec, key))
            for index, item in enumerate(members.items if members is not None else ()):
                node = mapping(item)
                mounts = sequence(find(node, MOUNTS))
                if mounts is not None and (*self.pod.steps, key, index) not in chosen:
                    yield from map(to_data, mounts.items)

    def _occupied(self, container: Container, other: Member) -> Result:
        assert self.bundle is not None
        path = path_text((*container.steps, MOUNTS))
        message = (
            f'`{path}` has the volume "{other.get("name")}" at {self.bundle["mountPath"]}, where '
            "the CA bundle is to be; write another `trustedCA.mountPath`"
        )
        tags = {"rule": "trusted-ca"}
        if container.name:
            tags = {"container": container.name, **tags}
        ref, file = self.resource.ref(), self.resource.file()
        return result("error", message, resource=ref, field=path, file=file, tags=tags)


def _names(mounts: Iterable[Member]) -> set[object]:
    return {each.get("name") for each in mounts if isinstance(each, dict)}
