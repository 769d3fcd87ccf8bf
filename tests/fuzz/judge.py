"""The oracle: whether what a run did with a text is what had to be done, and no more."""

from __future__ import annotations

import re
from typing import Any

import oracle

from fuzz import likeness, model, places, program, settings, trees, verdicts
from fuzz.program import Answer, Function
from fuzz.readings import (
    Wire,
    error_of,
    is_contained,
    wire,
    with_one_null,
    without_record,
    without_results,
)
from fuzz.settings import BeyondError, Settings
from fuzz.trees import InvalidError, Tree, UnjudgedError
from fuzz.variables import DueError
from fuzz.verdicts import Case, Judgement

NO_PASSWORDS = "must not get into the record"
"""What is said of a password that would be recorded."""


def judged(case: Case, function: Function = program.run) -> Judgement:
    """The judgement on a run, the run after it, and what other readers say."""
    judgement = Judgement()
    answer = function(case.data, case.config)
    judgement.count("inputs")
    if answer.crash:
        judgement.object_to(verdicts.CRASH, answer.crash)
        return judgement
    try:
        before = wire(case.data)
    except InvalidError as invalid:
        judgement.count("inputs that are invalid")
        if not answer.refused:
            _judge_invalid(case, invalid, answer, judgement)
        before = None
    except UnjudgedError:
        judgement.count("inputs too large to judge")
        before = None
    if before is not None:
        judgement.count("documents", len(before.documents))
        _judge_run(case, before, answer, judgement)
    else:
        judgement.count("documents", max(1, case.data.count(b"\nkind:")))
    if not answer.refused:
        _judge_again(case, answer, function, judgement)
    _compare_readers(case, answer, function, judgement)
    return judgement


def _judge_run(case: Case, before: Wire, answer: Answer, told: Judgement) -> None:
    """The judgement on an answer. Where the text has no line end at its end, and ends in a block
    scalar, that may get one: something must follow it.
    """
    first = Judgement()
    _Run(case, before, answer, first).judge()
    if first.verdicts and not case.data.endswith((b"\n", b"\r")):
        ended = case._replace(data=case.data + b"\n")
        second = Judgement()
        _Run(ended, wire(ended.data), answer, second).judge()
        if not second.verdicts:
            second.count("block scalars that got a line end")
            first = second
    told.add(first)


def ended(case: Case) -> Case:
    """A case with a line end at its end, where what ends it is a block scalar without one: when
    something follows it, it gets one.
    """
    ended = case._replace(data=case.data + b"\n")
    try:
        same = wire(case.data).documents == wire(ended.data).documents
    except (InvalidError, UnjudgedError):
        return case
    return case if same else ended


def _judge_invalid(case: Case, invalid: InvalidError, answer: Answer, told: Judgement) -> None:
    """What is accepted of a text that is none. An alias without an anchor may pass in a document
    that nobody has touched.
    """
    if not invalid.alias:
        told.object_to(verdicts.INVALID, str(invalid))
    elif answer.output != case.data:
        told.object_to(verdicts.INVALID, "an alias without an anchor")
    else:
        told.count("aliases without an anchor passed on untouched")


class _Run:
    """Judges one answer to a text that is well-formed."""

    def __init__(self, case: Case, before: Wire, answer: Answer, told: Judgement) -> None:
        self.case = case
        self.before = before
        self.answer = answer
        self.told = told
        self.wanted = self._settings()

    def judge(self) -> None:
        answer = self.answer
        if answer.message:
            self._judge_refusal(answer.message)
            return
        try:
            after = wire(answer.output)
        except InvalidError as invalid:
            self.told.object_to(verdicts.BROKEN, f"exit {answer.code}: {invalid}")
            return
        except UnjudgedError:
            return
        if trees.is_json(self.case.data) and not trees.is_json(answer.output):
            self.told.object_to(verdicts.BROKEN, "JSON became something else")
        self._judge_shell(after)
        if len(after.documents) != len(self.before.documents):
            numbers = f"{len(self.before.documents)} documents became {len(after.documents)}"
            self.told.object_to(verdicts.WRONG, numbers)
        elif answer.refused:
            if self._has_changed(after):
                self.told.object_to(verdicts.KEPT, "an item")
            self._judge_refusal(error_of(answer))
        else:
            self._judge_documents(after)

    def _has_changed(self, after: Wire) -> bool:
        if self.before.shell is None:
            return self.answer.output != self.case.data
        return after.documents != self.before.documents

    def _judge_shell(self, after: Wire) -> None:
        """A ResourceList keeps what it has beside its items, with the earlier results first."""
        before, now = self.before.shell, after.shell
        if before is None or now is None:
            return
        earlier = self.before.results
        if not self.case.data.endswith((b"\n", b"\r")):
            earlier = []  # what follows a block scalar without a line end would change it
        if after.results[: len(earlier)] != earlier:
            self.told.object_to(verdicts.WRONG, "earlier results are not the first ones")
        if before != now:
            self.told.object_to(verdicts.WRONG, likeness.first_difference(before, now))

    def _judge_refusal(self, reason: str) -> None:
        verdict = self._expected()
        if NO_PASSWORDS in reason and b"@" in self.case.data and self._records:
            verdict = "due"
        if verdict == "due":
            self.told.count("refused, which is due")
        elif verdict == "beyond":
            self.told.count("refused, beyond the naive plan")
        elif not trees.is_yaml(self.case.data):
            self.told.count("refused, as kpt does: several values in JSON")
        else:
            self.told.count(verdicts.PLANNED)
            self.told.refuse(reason)

    def _settings(self) -> Settings | None:
        """What the configuration asks for; None for one that the model doesn't know."""
        config = self.case.configs[0]
        if self.case.embedded and self.before.shell is not None:
            config = settings.in_tree(self.before.shell.get("functionConfig"))
        if self.case.kind == "odd configuration":
            return None
        try:
            return settings.of(config)
        except BeyondError:
            return None

    @property
    def _records(self) -> bool:
        """Whether the function may write its record."""
        return self.wanted is None or bool(self.wanted.fields.get("track"))

    def _expected(self) -> str:
        """Whether a refusal is due, the plan is beyond the model, or there is one."""
        found = ""
        if not self.before.sound or (self.case.embedded and self.before.shell is None):
            return "due"
        world = model.World(self.before.documents, mutated=self.case.mutated)
        for document in self.before.documents:
            if not isinstance(document, dict) and (
                self.before.shell or not trees.is_null(document)
            ):
                return "due"
            try:
                if self.wanted is None:
                    raise BeyondError("the configuration")
                due = model.expected(document, self.wanted, world)
                if due.set and not self._may_record(document):
                    return "due"
            except DueError:
                return "due"
            except BeyondError:
                found = "beyond"
        return found

    def _may_record(self, document: dict[Any, Tree]) -> bool:
        """Whether there is a place for the record, where one is wanted."""
        objects = [each for each, *_ in places.objects_in(document)]
        metadata = [each.get("metadata") for each in objects]
        sound = all(isinstance(each, dict) for each in metadata)
        held = [each.get("annotations") for each in metadata if isinstance(each, dict)]
        sound = sound and all(isinstance(each, dict) or trees.is_null(each) for each in held)
        return sound or not self._records

    def _judge_documents(self, after: Wire) -> None:
        world = model.World(self.before.documents, mutated=self.case.mutated)
        exact, changed, done = True, 0, 0
        for before, now in zip(self.before.documents, after.documents, strict=True):
            try:
                if self.wanted is None:
                    raise BeyondError("the configuration")
                due = model.expected(before, self.wanted, world)
            except (BeyondError, DueError) as error:
                exact = False
                self.told.count("documents judged coarsely")
                self.told.count(f"coarsely: {error}")
                self._judge_coarsely(before, now)
                continue
            self.told.count("documents judged exactly")
            changed, done = changed + due.changed, done + due.set
            self._compare(due.tree, now)
        if exact:
            self.told.count(verdicts.PLANNED)
            self._judge_text(changed, done)

    def _compare(self, due: Tree, now: Tree) -> None:
        if due != now:
            due, now = with_one_null(due), with_one_null(now)
        if due != now and self._records:
            due, now = without_record(due), without_record(now)
        if due != now:
            self.told.object_to(verdicts.WRONG, likeness.first_difference(due, now))

    def _judge_coarsely(self, before: Tree, now: Tree) -> None:
        names = self.wanted.names if self.wanted is not None else settings.ALL_NAMES
        names |= _of_bundle(self.case.configs[0])
        if repr(oracle.RECORD) in repr(before):
            recorded = re.findall(r'"(\w+)":(?:"[0-9a-f]{12}"|\{)', repr(before))
            names |= settings.ALL_NAMES | {name.lower() for name in recorded}
            before = likeness.without_ours(before, names)
            now = likeness.without_ours(now, names)
        found = likeness.difference(before, now, names)
        if found is not None:
            self.told.object_to(verdicts.WRONG, found)

    def _judge_text(self, changed: int, done: int) -> None:
        """Whether the bytes that came in are still there, where no value had to be replaced."""
        before, after = self.case.data, self.answer.output
        recorded = self._records
        if all(map(trees.is_null, self.before.documents)):
            return
        if self.before.shell is None and not (done or recorded):
            if before != after:
                self.told.object_to(verdicts.LOST, "nothing was to be set, and bytes changed")
            return
        moved = changed or recorded or self.before.shell or b"*" in before  # or written out
        if not moved and not is_contained(before, after):
            self.told.object_to(verdicts.LOST, "bytes of the input are missing")
        if not before.count(b"\r") and after.count(b"\r"):
            self.told.object_to(verdicts.LOST, "line ends of another sort")
        ends = before.count(b"\r\n")
        if before.count(b"\n") == before.count(b"\r") == ends > 0 and after.count(b"\n") != (
            after.count(b"\r\n")
        ):
            self.told.object_to(verdicts.LOST, "line ends of another sort")


def _of_bundle(config: Any) -> frozenset[str]:
    """The variables that a configuration names for its CA bundle, in lower case, whatever else is
    odd in it.
    """
    spec = config.get("spec") if isinstance(config, dict) else None
    bundle = spec.get("trustedCA") if isinstance(spec, dict) else None
    named = bundle.get("env") if isinstance(bundle, dict) else None
    return (
        frozenset(str(each).lower() for each in named) if isinstance(named, list) else frozenset()
    )


def _judge_again(case: Case, answer: Answer, function: Function, told: Judgement) -> None:
    again = function(answer.output, case.config)
    if again.crash:
        told.object_to(verdicts.CRASH, again.crash)
    elif again.refused:
        told.object_to(verdicts.AGAIN, f"refused: {again.message or error_of(again)}")
    elif without_results(answer.output) != without_results(again.output):
        told.object_to(verdicts.AGAIN, "other bytes")


def _compare_readers(case: Case, answer: Answer, function: Function, told: Judgement) -> None:
    for name, reader in program.other_readers(case.data).items():
        with reader():
            other = function(case.data, case.config)
        if other == answer:
            continue
        differing = [
            field
            for field, one, two in zip(Answer._fields, answer, other, strict=True)
            if one != two
        ]
        if other.crash:
            told.object_to(verdicts.CRASH, f"{name}: {other.crash}")
        if differing == ["message"]:
            told.count("readers that word a refusal otherwise")
        else:
            told.object_to(verdicts.READERS, f"{name}: {', '.join(differing)}")
