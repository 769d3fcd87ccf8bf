"""What a configuration has set in a workload, recorded in one annotation of the workload.

The plan of a configuration that records is made in three steps: what it set before is taken out
again, in thought; the variables are planned on what is left, which is what the authors and other
configurations wrote; and the edits are what leads from the present entries there. So a changed
configuration gives what it would have given at first, and without any variables wanted the
entries become what they were.

Variables that are as wanted already, or as a former configuration wanted them, are recorded as if
they had been added: they come out with the others, and nothing that was former is written back.

The annotation holds, per configuration and container, which entries the configuration added, what
it appended to an author's list, and the originals of the entries that it replaced. Of a value that
was set it holds a short digest, in which user names and passwords have no part. An entry that no
longer has that digest was edited: it is the author's from then on. An original with a password is
not recorded: that is an error.
"""

from __future__ import annotations

from krm_fn.environment import proxy_env
from krm_fn.environment.env_plan import (
    CONFIDENTIAL,
    IN_FLOW,
    Append,
    Delete,
    EnvPlan,
    EnvVar,
    Finding,
    Restore,
    SetValue,
    Variable,
)
from krm_fn.environment.references import Places
from krm_fn.record.appended import without
from krm_fn.record.confidential import with_secrets
from krm_fn.record.digest import digest_of_entry

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from typing import TypeAlias, TypedDict, Unpack

    Taken: TypeAlias = Mapping[int, EnvVar | None]

    class Given(TypedDict, total=False):
        # What bears on a plan besides, as proxy_env.plan has it.
        windows: bool
        inherited: Sequence[EnvVar]
        defines: Callable[[str], bool] | None

    class Merged(TypedDict):
        # The text that was appended to an author's, and the style of the author's.
        appended: str
        style: str | None

    class Replaced(TypedDict, total=False):
        # The entry's digest, and its original: `valueFrom`, or `value` in its style.
        digest: str
        style: str | None
        value: str
        valueFrom: object

    class ContainerRecord(TypedDict, total=False):
        """What one configuration set in one container, by the names of the entries.

        `added` holds the digest of the entry. `env` is how `env` was written before it had
        entries, as `form_of` has it; not there where the authors had entries in it.
        `volumes` are a pod's, whose record has nothing else.
        """

        added: dict[str, str]
        env: str
        merged: dict[str, Merged]
        replaced: dict[str, Replaced]
        volumeMounts: MemberRecord
        volumes: MemberRecord

    class MemberRecord(TypedDict, total=False):
        """What one configuration added to a list, by the digests of the members; `form` is how
        the list was written before it had members, as with `env`."""

        added: list[str]
        form: str


NOTHING: Taken = {}


class Others:
    """What other configurations have in one container: the `names` of all entries that they
    recorded, the names that they `added`, and the form of `env` before (`form`, if known)."""

    __slots__ = ("added", "form", "names")

    def __init__(self) -> None:
        self.names: set[str] = set()
        self.added: set[str] = set()
        self.form: str | None = None


class RecordedPlan:
    """A plan, the `record` that goes with it (None when there is nothing to record), and how `env`
    must be written when its last entry goes, as `form_of` has it; otherwise `keep`."""

    __slots__ = ("env_after", "plan", "record")

    def __init__(self, plan: EnvPlan, record: ContainerRecord | None, env_after: str) -> None:
        self.plan = plan
        self.record = record
        self.env_after = env_after


class Records:
    """All records of one workload, by the configuration's name and the container's key.

    `annotations` is how `metadata.annotations` was written before the record came into it, as
    `form_of` has it; None where it had other annotations. The caller sets it.
    """

    __slots__ = ("annotations", "configurations")

    def __init__(self) -> None:
        self.annotations: str | None = None
        self.configurations: dict[str, dict[str, ContainerRecord]] = {}

    def mine(self, configuration: str, container: str) -> ContainerRecord | None:
        """What `configuration` set in `container`."""
        return self.configurations.get(configuration, {}).get(container)

    def others(self, configuration: str, container: str, env: Sequence[EnvVar]) -> Others:
        """What all but `configuration` set in `container`, as far as it is still in `env`."""
        others = Others()
        for name, containers in self.configurations.items():
            if name == configuration or container not in containers:
                continue
            undone = _Undone(env, containers[container])
            others.added.update(undone.withdrawn)
            others.names.update(undone.withdrawn, (env[at].name for at in undone.restored))
            others.form = others.form or containers[container].get("env")
        return others

    def replace(self, configuration: str, containers: Mapping[str, ContainerRecord | None]) -> None:
        """Let `containers` be all that `configuration` has recorded."""
        self.configurations.pop(configuration, None)
        recorded = {key: record for key, record in containers.items() if record is not None}
        if recorded:
            self.configurations[configuration] = recorded


def plan(
    env: Sequence[EnvVar],
    form: str,
    wanted: Sequence[Variable],
    existing: str,
    *,
    mine: ContainerRecord | None,
    others: Others,
    taken: Taken = NOTHING,
    **given: Unpack[Given],
) -> RecordedPlan:
    """The edits that bring a container from what this configuration recorded to what it wants.

    `form` is how `env` is written when it has no entries, as `form_of` has it. Nothing
    `wanted` takes out all that was recorded, and of `env` what is `taken` out, recorded or not: the
    entries at these indexes, or all but what is left of them. The other arguments are those of
    `proxy_env.plan`.
    """
    mine = mine or {}
    undone = _Undone(env, mine, taken)
    names = frozenset(others.names)
    fresh = proxy_env.plan(undone.entries, wanted, existing, others=names, fixed=True, **given)
    secrets = with_secrets(undone.entries, fresh)
    if secrets:
        fresh.findings.append(Finding(CONFIDENTIAL, secrets))
    before = None
    if not env:
        before = form
    elif all(entry.name in others.added for entry in undone.entries):
        before = mine.get("env") or others.form
    emptied = bool(env) and not undone.entries and not fresh.added
    env_after = before or "absent" if emptied else "keep"
    record = _record(undone.entries, fresh, before)
    return RecordedPlan(undone.edits_to(fresh), record, env_after)


class _Undone:
    """A container's `entries` without what a configuration recorded.

    `places` are the indexes of `entries` in `env`; `withdrawn` maps the names of added entries
    to theirs; `taken` are those of others that go; `restored` maps the indexes of changed entries
    to their originals.
    """

    __slots__ = ("entries", "env", "places", "restored", "taken", "withdrawn")

    def __init__(
        self, env: Sequence[EnvVar], mine: ContainerRecord, taken: Taken = NOTHING
    ) -> None:
        self.env = env
        self.taken: set[int] = set()
        self.withdrawn: dict[str, int] = {}
        self.restored: dict[int, EnvVar] = {}
        added, merged = dict(mine.get("added", {})), dict(mine.get("merged", {}))
        replaced = dict(mine.get("replaced", {}))
        for index, entry in enumerate(env):
            name = entry.name
            if name in added and added[name] == digest_of_entry(entry):
                del added[name]
                self.withdrawn[name] = index
            elif name in replaced and replaced[name]["digest"] == digest_of_entry(entry):
                self.restored[index] = _original(name, replaced.pop(name))
            elif name in merged and entry.value is not None:
                value, is_whole = without(name, entry.value, merged[name]["appended"])
                if value != entry.value and is_whole:
                    style = merged.pop(name)["style"]
                    self.restored[index] = EnvVar(name, value, style=style)
            rest = taken.get(index, entry)
            if index in self.restored or rest is entry or self.withdrawn.get(name) == index:
                continue
            if rest is None:
                self.taken.add(index)
            else:
                self.restored[index] = rest
        gone = self.taken.union(self.withdrawn.values())
        self.places = [index for index in range(len(env)) if index not in gone]
        self.entries = [self.restored.get(index, env[index]) for index in self.places]

    def edits_to(self, fresh: EnvPlan) -> EnvPlan:
        """The edits on `env` that give what the edits of `fresh` give on `entries`."""
        result = EnvPlan()
        result.findings, result.kept, result.wrong = fresh.findings, fresh.kept, fresh.wrong
        result.ours = fresh.ours
        restored, withdrawn = dict(self.restored), dict(self.withdrawn)
        added = [edit.name for edit in fresh.edits if isinstance(edit, Append)]
        places = Places(self.env, withdrawn, added)
        appends: list[Append] = []
        for edit in fresh.edits:
            if isinstance(edit, SetValue | Restore):
                index = self.places[edit.index]
                restored.pop(index, None)
                self._become(index, _content(edit), result)
            elif isinstance(edit, Append):
                at = withdrawn.get(edit.name)
                if not places.keeps(edit, at) or at is None:
                    appends.append(self._placed(edit))
                else:
                    del withdrawn[edit.name]
                    self._become(at, _appended(self.entries, edit), result)
        for index, original in restored.items():
            result.add(Restore(index, original))
        for index in (*withdrawn.values(), *sorted(self.taken)):
            result.add(Delete(index))
        for append in appends:
            result.add(append)
        return result

    def _become(self, index: int, content: EnvVar, result: EnvPlan) -> None:
        """Give the entry at `index` the value or source of `content`, unless it has it."""
        entry = self.env[index]
        if content.value is None and entry.source != content.source:
            result.add(Restore(index, content))
        elif content.value is not None and entry.value != content.value:
            result.add(SetValue(index, content.value))

    def _placed(self, edit: Append) -> Append:
        """`edit`, which is on `entries`, as an edit on `env`."""
        if edit.copy_of is None:
            return edit
        index = self.places[edit.copy_of]
        if index in self.restored:
            return Append(edit.name, None, source=self.restored[index].source)
        return Append(edit.name, None, copy_of=index)


def _record(
    entries: Sequence[EnvVar], fresh: EnvPlan, before: str | None
) -> ContainerRecord | None:
    """What the edits of `fresh` set in `entries`; its keys are sorted."""
    merged: dict[str, Merged] = {}
    replaced: dict[str, Replaced] = {}
    added = {entry.name: digest_of_entry(entry) for entry in entries if entry.name in fresh.ours}
    for edit in fresh.edits:
        if isinstance(edit, Append):
            added[edit.name] = digest_of_entry(_appended(entries, edit))
        elif isinstance(edit, SetValue | Restore):
            _record_change(entries[edit.index], edit, fresh, added, merged, replaced)
    record: ContainerRecord = {}
    if added:
        record["added"] = dict(sorted(added.items()))
    if before and fresh.edits:
        record["env"] = before
    if merged:
        record["merged"] = dict(sorted(merged.items()))
    if replaced:
        record["replaced"] = dict(sorted(replaced.items()))
    return record or None


def _record_change(
    original: EnvVar,
    edit: SetValue | Restore,
    fresh: EnvPlan,
    added: dict[str, str],
    merged: dict[str, Merged],
    replaced: dict[str, Replaced],
) -> None:
    """Record that an entry gets another content; of a former configuration's no value is kept."""
    name, content = original.name, _content(edit)
    if isinstance(edit, SetValue) and edit.merged is not None:
        merged[name] = {"appended": edit.merged, "style": original.style}
    elif name in fresh.former:
        if name in fresh.ours:
            added[name] = digest_of_entry(content)
    else:
        replaced[name] = _replaced(original, content)


def _content(edit: SetValue | Restore) -> EnvVar:
    """What an entry is to hold."""
    return EnvVar("", edit.value) if isinstance(edit, SetValue) else edit.original


def _replaced(original: EnvVar, content: EnvVar) -> Replaced:
    digest = digest_of_entry(content)
    if original.source is not None:
        made: Replaced = {"digest": digest, "valueFrom": original.source}
        if original.style == IN_FLOW:
            made["style"] = IN_FLOW
        return made
    return {"digest": digest, "style": original.style, "value": original.value or ""}


def _original(name: str, replaced: Replaced) -> EnvVar:
    if "valueFrom" in replaced:
        return EnvVar(name, None, replaced["valueFrom"], replaced.get("style", '"'))
    return EnvVar(name, replaced["value"], style=replaced["style"])


def _appended(entries: Sequence[EnvVar], edit: Append) -> EnvVar:
    """The entry that `edit` adds to `entries`."""
    source = edit.source if edit.copy_of is None else entries[edit.copy_of].source
    return EnvVar(edit.name, edit.value, source)
