"""A CA bundle in one pod: which containers can have it, and the plans of the lists that it is in."""

from __future__ import annotations

from krm_fn.edit.additions import REFERRED, is_in_pod
from krm_fn.edit.member_list import MemberList
from krm_fn.edit.outcome import Planned
from krm_fn.environment import trusted_ca
from krm_fn.errors import Refused
from krm_fn.record import members
from krm_fn.results import result
from krm_fn.workloads.built_in import CONTAINER_LISTS, EPHEMERAL_LIST, FIELD, Container
from krm_fn.workloads.resource import path_text
from krm_fn.yaml.nodes import find, mapping, sequence, text_of, to_data

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import Any

    from krm_fn.edit.additions import Additions
    from krm_fn.edit.outcome import PlannedWorkload
    from krm_fn.environment.trusted_ca import Member
    from krm_fn.record.annotation import RecordAnnotation
    from krm_fn.record.recorded import MemberRecord
    from krm_fn.results import Result
    from krm_fn.workloads.built_in import Pod
    from krm_fn.workloads.resource import Resource, Steps

VOLUMES = "volumes"
MOUNTS = "volumeMounts"


def plan_pod(
    edit: PlannedWorkload,
    additions: Additions | None,
    pod: Pod,
    chosen: list[tuple[Container, bool]],
) -> None:
    """Plan what goes beyond the environment of a pod's containers, and tell what cannot be had;
    each container comes with whether it must not be set.
    """
    bundle = additions.bundle if additions is not None else None
    removes = additions is not None and additions.configuration.remove
    if bundle is not None or (edit.annotation is not None and edit.annotation.has_volumes):
        planning = BundleEdit(bundle, pod, edit.resource, edit.annotation, removes)
        planning.plan([(container, not forbidden) for container, forbidden in chosen])
        edit.planned += planning.planned
        if planning.planned:
            edit.found.add(pod.found)
    if additions is None or additions.configuration.remove:
        return
    for container, forbidden in chosen:
        if not forbidden:
            edit.outcome.saw(REFERRED, edit.resource.namespace)
            for rule, message in additions.missing(container, pod):
                path = container.path
                made = edit.result("warning", f"`{path}` {message}", path, {"rule": rule})
                edit.outcome.results.append(made)


class Found:
    """A list as it is: its `members` as plain data, those of them that were added and recorded
    (`gone`, taken out in thought), and those that are `left`."""

    __slots__ = ("gone", "left", "list", "members", "place", "record")

    def __init__(self, found: MemberList, place: Steps, record: MemberRecord | None) -> None:
        self.list = found
        self.place = place
        self.record = record
        self.members = found.members()
        self.gone, self.left = members.parted(self.members, record)


class BundleEdit:
    """The plans of one pod. `bundle` is what is configured, None where only what was recorded is
    to be taken out. Where it `removes`, the bundle is `unwanted`: it goes though it is not recorded.

    Raises Refused where another volume is mounted at the bundle's path.
    """

    __slots__ = ("annotation", "bundle", "planned", "pod", "resource", "unwanted")

    def __init__(
        self,
        bundle: dict[str, Any] | None,
        pod: Pod,
        resource: Resource,
        annotation: RecordAnnotation | None,
        removes: bool,
    ) -> None:
        self.bundle = None if removes else bundle
        self.unwanted = bundle if removes else None
        self.pod = pod
        self.resource = resource
        self.annotation = annotation
        self.planned: list[Planned] = []

    def plan(self, containers: Iterable[tuple[Container, bool]]) -> None:
        """Plan the pod; each container comes with whether it is to have the bundle, or to lose one
        that is not recorded.
        """
        free = [each for each in containers if is_in_pod(each[0], self.pod)]
        if not free:
            return
        mounts = [self._mounts(container, allowed) for container, allowed in free]
        wants = self.bundle is not None and not self.pod.is_windows
        chosen = [(container, allowed and wants) for container, allowed in free]
        theirs = _names(each for found in mounts for each in found.left)
        elsewhere = _names(self._mounts_elsewhere({each.steps for each, _ in chosen}))
        needed = any(wanted for _, wanted in chosen)
        if not any(allowed for _, allowed in free):
            self.unwanted = None
        name = self._plan_volume(theirs, elsewhere, needed)
        for found, (container, wanted) in zip(mounts, chosen, strict=True):
            self._plan_mount(found, container, name if wanted else None)

    def _plan_volume(self, theirs: set[object], elsewhere: set[object], needed: bool) -> str:
        """Plan the pod's volumes; the name of the bundle's.

        `theirs` are the names of volumes that are mounted in the containers at hand, but for what
        was recorded, `elsewhere` those that other containers mount. What was recorded and is
        mounted there stays, in the first case as the author's.
        """
        place = (*self.pod.steps, VOLUMES)
        spec, steps = self.pod.spec, self.pod.steps
        document = self.pod.containers[0].document
        field = Container(
            spec, steps, spec, VOLUMES, role=FIELD, env_key=VOLUMES, document=document
        )
        volumes = self._found(field, place)
        stay = [each for each in volumes.gone if each.get("name") in elsewhere]
        gone = [each for each in volumes.gone if each.get("name") not in theirs | elsewhere]
        kept = [each for each in volumes.members if each not in gone]
        name, wanted = "", None
        if needed and self.bundle is not None:
            taken = theirs | elsewhere | self._claims()
            name = trusted_ca.volume_name(self.bundle, kept, taken)
            wanted = trusted_ca.volume(self.bundle, name)
        if wanted in stay or all(each.get("name") != name for each in kept):
            stay = [each for each in stay if each != wanted]
        else:
            wanted = None
        self._keep(volumes, gone, wanted, stay)
        return name

    def _plan_mount(self, mounts: Found, container: Container, name: str | None) -> None:
        """Plan a container's mounts: that of the volume of a name, or none."""
        wanted = None
        if name is not None and self.bundle is not None:
            wanted = trusted_ca.mount(self.bundle, name)
            other = trusted_ca.in_the_way(mounts.left, wanted)
            if other is not None:
                raise Refused([self._occupied(container, other)])
            if trusted_ca.is_mounted(mounts.left, wanted):
                wanted = None
        self._keep(mounts, mounts.gone, wanted, [])

    def _mounts(self, container: Container, allowed: bool) -> Found:
        field = Container(
            container.node,
            container.steps,
            container.owner,
            container.key,
            role=container.role,
            env_key=MOUNTS,
            document=container.document,
        )
        return self._found(field, container.place, allowed)

    def _found(self, field: Container, place: Steps, allowed: bool = True) -> Found:
        record = self.annotation.members(place, field.env_key) if self.annotation else None
        found = Found(MemberList(field, self.resource), place, record)
        unwanted = self.unwanted if allowed else None
        if unwanted is not None and self.annotation is not None and not record:
            others = self.annotation.members_of_others(place, field.env_key)
            more = members.unrecorded(found.left, unwanted, others)
            found.gone += more
            found.left = [each for each in found.left if each not in more]
        return found

    def _keep(
        self, found: Found, gone: list[Member], wanted: Member | None, stay: list[Member]
    ) -> None:
        """Plan one list, and note what is recorded of it; members that `stay` are."""
        annotation = self.annotation
        form, record = found.list.form, found.record
        before = record.get("form") if record else None
        made = trusted_ca.plan(found.members, form, gone, wanted, before)
        if made.plan.edits:
            self.planned.append(Planned(found.list, made.plan, made.emptied))
        if annotation is not None and annotation.tracked:
            added = [*stay, *([wanted] if wanted is not None else ())]
            noted = members.recorded(added, made.before)
            annotation.keep_members(found.place, found.list.container.env_key, noted)

    def _claims(self) -> set[object]:
        """The names that a StatefulSet's claims give to volumes."""
        claims = sequence(find(mapping(find(self.resource.root, "spec")), "volumeClaimTemplates"))
        metadata = [find(mapping(each), "metadata") for each in (claims.items if claims else ())]
        return {text_of(find(mapping(each), "name")) for each in metadata}

    def _mounts_elsewhere(self, chosen: set[Steps]) -> Iterator[Member]:
        """The mounts of the pod's other containers."""
        for key in (*CONTAINER_LISTS, EPHEMERAL_LIST):
            found = sequence(find(self.pod.spec, key))
            for index, item in enumerate(found.items if found is not None else ()):
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
    names = (each.get("name") for each in mounts if isinstance(each, dict))
    return {name for name in names if isinstance(name, str)}
