"""The annotation that records what was set in a workload: where it stands, and its edits."""

from __future__ import annotations

from krm_fn.environment import proxy_env
from krm_fn.environment.env_plan import EnvVar
from krm_fn.errors import Malformed, Refused
from krm_fn.results import result
from krm_fn.workloads.built_in import FIELD
from krm_fn.workloads.resource import RECORD, path_text
from krm_fn.yaml.edit import is_empty
from krm_fn.yaml.nodes import Mapping, is_null, text_of
from krm_fn.yaml.render import SingleQuoted, form_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Unpack

    from krm_fn.config.function_config import Configuration
    from krm_fn.environment.env_plan import EnvPlan, Variable
    from krm_fn.record.recorded import ContainerRecord, Given, MemberRecord, RecordedPlan
    from krm_fn.workloads.built_in import Container, Pod
    from krm_fn.workloads.resource import Resource, Steps
    from krm_fn.yaml.edit import Editor
    from krm_fn.yaml.nodes import Node
    from krm_fn.yaml.render import Value


class RecordAnnotation:
    """The records of one workload, and the plans that they bear on.

    Raises Refused when the annotation is there and isn't what this function writes.
    """

    __slots__ = (
        "configuration",
        "keys",
        "made",
        "pods",
        "records",
        "resource",
        "tracked",
        "written",
    )

    def __init__(self, resource: Resource, pods: list[Pod], configuration: Configuration) -> None:
        from krm_fn.record import text as record_text

        self.resource = resource
        self.configuration = configuration
        self.written = resource.annotation(RECORD)
        try:
            self.records = record_text.read(self.written)
        except Malformed as error:
            raise self._refused(str(error)) from None
        wanted = configuration.track or configuration.remove
        self.tracked = wanted or configuration.name in self.records.configurations
        self.keys = _container_keys(pods)
        self.pods = {path_text((*pod.steps, "volumes")) for pod in pods}
        self.made: dict[str, ContainerRecord | None] = {}

    def plan(
        self,
        place: Steps,
        variables: Sequence[EnvVar],
        form: str,
        wanted: tuple[Variable, ...],
        taken: Sequence[Variable] = (),
        **given: Unpack[Given],
    ) -> tuple[EnvPlan, str]:
        """The plan for the `variables` at a place, and how they are written when none is left;
        `form` is how they are written while there are none. What is as `taken` has it goes, recorded
        or not. What is `given` besides is as proxy_env.plan has it.
        """
        from krm_fn.record import recorded, unrecorded

        name, existing = self.configuration.name, self.configuration.existing
        key = self.keys[place]
        others = self.records.others(name, key, variables)
        if not self.tracked:
            names = frozenset(others.names)
            plan = proxy_env.plan(variables, wanted, existing, others=names, **given)
            return plan, "keep"
        mine = self.records.mine(name, key)
        planned = recorded.plan(
            variables,
            form,
            wanted,
            existing,
            mine=mine,
            others=others,
            taken=unrecorded.taken(variables, taken, mine, others) if taken else {},
            **given,
        )
        self.made[key] = planned.record
        return planned.plan, planned.env_after

    @property
    def is_first(self) -> bool:
        """Whether nothing has been recorded yet, and is to be."""
        configuration = self.configuration
        return self.written is None and configuration.track and not configuration.remove

    def planned_first(
        self, place: Steps, form: str | None, wanted: tuple[Variable, ...], windows: bool
    ) -> tuple[EnvPlan, str]:
        """The plan for variables of which none is, or refers to, a wanted one: it is the same for
        all. `form` is how they are written while there are none, None where there are some.
        """
        from krm_fn.record import recorded

        key = form, windows
        known = _first.get(key)
        if known is None or known[0] is not wanted:
            others = [EnvVar("", "")] if form is None else []
            planned = recorded.plan(
                others,
                form or "",
                wanted,
                self.configuration.existing,
                mine=None,
                others=recorded.Others(),
                windows=windows,
            )
            known = _first[key] = wanted, planned
        self.made[self.keys[place]] = known[1].record
        return known[1].plan, known[1].env_after

    def has(self, place: Steps) -> bool:
        """Whether this configuration has recorded something of a container."""
        return self.records.mine(self.configuration.name, self._key(place)) is not None

    def added(self, place: Steps) -> frozenset[str]:
        """The variables that this configuration has recorded as its own in a container."""
        record = self.records.mine(self.configuration.name, self._key(place)) or {}
        return frozenset(record.get("added", ()) if self.tracked else ())

    @property
    def has_volumes(self) -> bool:
        """Whether this configuration has recorded a volume."""
        mine = self.records.configurations.get(self.configuration.name, {})
        return any("volumes" in record or "volumeMounts" in record for record in mine.values())

    def members(self, place: Steps, field: str) -> MemberRecord | None:
        """What this configuration added to a list, `volumes` or `volumeMounts`."""
        record = self.records.mine(self.configuration.name, self._key(place))
        return record.get(field) if record and self.tracked else None  # type: ignore[return-value]

    def members_of_others(self, place: Steps, field: str) -> set[str]:
        """The digests of what other configurations added to a list."""
        key = self._key(place)
        records = (
            containers.get(key, {})
            for name, containers in self.records.configurations.items()
            if name != self.configuration.name
        )
        lists = (record.get(field) for record in records)
        return {digest for each in lists if each for digest in each["added"]}  # type: ignore[index]

    def keep_members(self, place: Steps, field: str, record: MemberRecord | None) -> None:
        """Note what is recorded of a list from now on."""
        key = self._key(place)
        made: ContainerRecord = {**(self.made.get(key) or {})}
        if record is not None:
            made[field] = record  # type: ignore[literal-required]
        self.made[key] = made or None

    def _key(self, place: Steps) -> str:
        """The key of a container, by the steps to its `env`, or of a pod by those to `volumes`."""
        return self.keys.get(place) or path_text(place)

    def edit(self, editor: Editor) -> None:
        """Write the annotation anew where the records have changed."""
        from krm_fn.record import text as record_text

        if not self.tracked:
            return
        mine = self.records.configurations.get(self.configuration.name, {})
        present = {*self.keys.values(), *self.pods}
        unreached = {key: record for key, record in mine.items() if key in present}
        self.records.replace(self.configuration.name, {**unreached, **self.made})
        if self.written is None:
            self.records.annotations = self._form()
        text = record_text.write(self.records)
        if text == self.written:
            return
        metadata, annotations = self._places()
        if text is None:
            self._delete(editor, metadata, annotations)
        else:
            self._set(editor, metadata, annotations, text)

    def _form(self) -> str | None:
        """How `metadata.annotations` is written while it has no entries; None when it has."""
        metadata = self.resource.root.get("metadata")
        annotations = metadata.get("annotations") if isinstance(metadata, Mapping) else None
        return form_of(annotations) if annotations is None or is_empty(annotations) else None

    def _places(self) -> tuple[Mapping, tuple[Node, Node] | None]:
        """The metadata, and its `annotations` with the key, both standing where they are used."""
        entry = self.resource.root.entry("metadata")
        metadata = entry[1] if entry else None
        if not isinstance(metadata, Mapping) or metadata.anchor:
            raise self._refused("`metadata` must be written out to record what is set")
        annotations = metadata.entry("annotations")
        if annotations is None:
            return metadata, None
        held = annotations[1]
        if not (isinstance(held, Mapping) or is_null(held)) or held.anchor:  # type: ignore[union-attr]
            raise self._refused("`metadata.annotations` must be written out to record what is set")
        return metadata, annotations

    def _set(
        self, editor: Editor, metadata: Mapping, annotations: tuple[Node, Node] | None, text: str
    ) -> None:
        value: Value = SingleQuoted(text)
        held = annotations[1] if annotations else None
        if annotations is None:
            added = text if metadata.flow else value
            editor.insert_key(metadata, "annotations", {RECORD: added}, None)
        elif not isinstance(held, Mapping) or not held.entries:
            editor.fill_mapping(*annotations, metadata, {RECORD: text if metadata.flow else value})
        elif (entry := held.entry(RECORD)) is not None:
            editor.replace(entry[1], text if held.flow else value)
        else:
            editor.insert_key(held, RECORD, text if held.flow else value, None)

    def _delete(
        self, editor: Editor, metadata: Mapping, annotations: tuple[Node, Node] | None
    ) -> None:
        held = annotations[1] if annotations else None
        if annotations is None or not isinstance(held, Mapping):
            return
        if len(held.entries) > 1:
            editor.delete_keys(held, {_index(held, RECORD)})
        elif self.records.annotations in (None, "absent"):
            editor.take_out(metadata, annotations)
        else:
            editor.empty_out(annotations[0], held, self.records.annotations)

    def _refused(self, message: str) -> Refused:
        resource, file = self.resource.ref(), self.resource.file()
        field, tags = f"metadata.annotations[{RECORD}]", {"rule": "record"}
        made = result("error", message, resource=resource, field=field, file=file, tags=tags)
        return Refused([made])


_first: dict[tuple[str | None, bool], tuple[tuple[Variable, ...], RecordedPlan]] = {}
"""What is planned for variables that are others, with what was wanted: most containers' are."""


def _index(owner: Mapping, key: str) -> int:
    return next(i for i, (name, _) in enumerate(owner.entries) if text_of(name) == key)


def _container_keys(pods: list[Pod]) -> dict[Steps, str]:
    """How the record calls each container, by the steps to its `env`.

    One that is in no list goes by its path, an operator's env field by the field's.
    """
    lists: dict[Steps, list[Container]] = {}
    keys: dict[Steps, str] = {}
    for pod in pods:
        for container in pod.containers:
            if container.role != FIELD and isinstance(container.steps[-1], int):
                lists.setdefault(container.steps[:-1], []).append(container)
            else:
                keys[container.place] = container.path
    for steps, containers in lists.items():
        names = container_keys(path_text(steps), [each.name or None for each in containers])
        keys.update(zip((each.place for each in containers), names, strict=True))
    return keys


def container_keys(path: str, names: Sequence[str | None]) -> list[str]:
    """The keys of the containers in the list at `path`, such as `spec.containers[app]`.

    A container whose name is missing or not unique goes by its index: `spec.containers[#0]`.
    """
    return [
        f"{path}[{name if name and names.count(name) == 1 else f'#{index}'}]"
        for index, name in enumerate(names)
    ]
