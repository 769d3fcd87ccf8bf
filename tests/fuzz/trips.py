"""Attacks of several runs: set, changed and removed again; verified; and in long lists."""

from __future__ import annotations

import re

from fuzz import judge, likeness, model, program, readings, settings, verdicts
from fuzz.model import World
from fuzz.program import Answer, Config, Function
from fuzz.settings import BeyondError
from fuzz.trees import InvalidError, Tree, UnjudgedError, is_null
from fuzz.variables import DueError
from fuzz.verdicts import Case, Judgement

SEPARATOR = b"---\n"
HEAD = b"apiVersion: config.kubernetes.io/v1\nkind: ResourceList\nitems:\n"
FILLING = b"apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: filling\ndata:\n  text: |\n"
DIFFERS = "or name what is meant to differ in `exceptions`"
LINE = b"    - name: http_proxy # not this one, nor containers: below\n"


def judged(case: Case, function: Function = program.run) -> Judgement:
    """The judgement on a case of any kind."""
    kinds = {"trip": _trip, "way back": _way_back, "verify": _verify, "list": _list}
    if case.kind not in kinds:
        return judge.judged(case, function)
    told = Judgement()
    told.count("inputs")
    kinds[case.kind](case if case.kind == "list" else judge.ended(case), function, told)
    return told


def _trip(case: Case, function: Function, told: Judgement) -> None:
    """Tracked by the first configuration, changed by the second, removed by the third."""
    first, second, last = case.configs
    before = _documents(case.data, told)
    once = _set(case, function, told)
    if before is None or once is None:
        return
    told.count("round trips")
    world = model.World(before, mutated=case.mutated)
    authors = _authors(before, first, world)
    twice = _changed(once, second, authors, world, function, told)
    changed = _authors(authors, second, world)
    for answer, way, left in ((once, "set", authors), (twice, "changed", changed)):
        back = None if answer is None else _run_twice(answer.output, last, function, told)
        if back is None:
            continue
        due = _planned(left, last, world)
        if due is None and not _has_configured(case):
            due = before
        if due is None:
            told.count("removals that are beyond the naive plan")
        else:
            _compare_back(case.data, due, back, told, f"{way} and removed")


def _set(case: Case, function: Function, told: Judgement) -> Answer | None:
    """The answer to the first configuration; None for a refusal."""
    answer = function(case.data, case.configs[0])
    if answer.crash:
        told.object_to(verdicts.CRASH, answer.crash)
    return None if answer.refused else answer


def _changed(
    once: Answer,
    config: Config,
    authors: list[Tree] | None,
    world: World,
    function: Function,
    told: Judgement,
) -> Answer | None:
    """The answer to another configuration, which is what it would have been at first."""
    if authors is not None and _is_error(authors, config, world):
        return None
    is_known = authors is not None and _planned(authors, config, world) is not None
    due = () if is_known else (BESIDE_ANOTHER,)
    twice = _run(once.output, config, function, told, "a change", due)
    if twice is not None and authors is not None:
        _compare_changed(authors, config, world, twice, told)
    return twice


def _way_back(case: Case, function: Function, told: Judgement) -> None:
    """Set without a record, and removed by the values."""
    config, last = case.configs
    before = _documents(case.data, told)
    answer = _set(case, function, told)
    if before is None or answer is None:
        return
    told.count("ways back without a record")
    back = _run_twice(answer.output, last, function, told)
    world = model.World(before, mutated=case.mutated)
    left = _planned(_planned(before, config, world), last, world)
    if back is not None and left is not None:
        _compare_back(case.data, left, back, told, "set and removed without a record")


def _documents(data: bytes, told: Judgement) -> list[Tree] | None:
    """The documents of a text, counted; None for what is none."""
    try:
        documents = readings.wire(data).documents
    except (InvalidError, UnjudgedError):
        return None
    told.count("documents", len(documents))
    return documents


def _authors(before: list[Tree] | None, config: Config, world: World) -> list[Tree] | None:
    """What is left of documents when all goes that a configuration records; None for what is
    beyond the model.
    """
    if before is None:
        return None
    try:
        wanted = settings.of(config)
        return [model.without_adopted(each, wanted, world) for each in before]
    except (BeyondError, DueError):
        return None


def _planned(before: list[Tree] | None, config: Config, world: World) -> list[Tree] | None:
    """What a configuration makes of documents without a record; None for what is beyond the
    model.
    """
    if before is None:
        return None
    try:
        wanted = settings.of(config)
        return [model.expected(each, wanted, world).tree for each in before]
    except (BeyondError, DueError):
        return None


def _is_error(authors: list[Tree], config: Config, world: World) -> bool:
    """Whether a configuration must refuse one of the documents."""
    for each in authors:
        try:
            model.expected(each, settings.of(config), world)
        except DueError:
            return True
        except BeyondError:
            continue
    return False


def _run_twice(data: bytes, config: Config, function: Function, told: Judgement) -> Answer | None:
    """A removal, after which another one must find nothing."""
    back = _run(data, config, function, told, "remove")
    again = None if back is None else _run(back.output, config, function, told, "a second remove")
    if back is not None and again is not None and again.output != back.output:
        told.object_to(verdicts.AGAIN, "remove: other bytes")
    return back


def _has_configured(case: Case) -> bool:
    """Whether an author may have set a value that a configuration has too: it goes as well."""
    texts = re.findall(rb"[\w.:/$()*@-]{4,}", repr(case.configs).encode())
    hosts = [text for text in texts if b"." in text or b"localhost" in text or b"://" in text]
    return any(text in case.data for text in hosts)


def _run(
    data: bytes,
    config: Config,
    function: Function,
    told: Judgement,
    what: str,
    due: tuple[str, ...] = (),
) -> Answer | None:
    """An answer that is no refusal; one is held against it but for those that are `due`."""
    answer = function(data, config)
    if answer.crash:
        told.object_to(verdicts.CRASH, answer.crash)
    elif answer.refused and not _may_refuse(answer, due):
        reason = answer.message or readings.error_of(answer)
        told.object_to(verdicts.TRIP, f"{what} is refused: {reason}")
    return None if answer.refused else answer


NOT_RECORDABLE = ("a `value` or a `valueFrom`, not with both", "names and keys in quotes")
"""What is said of entries that Kubernetes does not take, and that a record could not give back."""


SHARED = "must be written out: it is shared, by an alias or a merge key"
"""What is said where entries cannot go without a change of what else has them."""
BESIDE_ANOTHER = "beside which `no_proxy` must not change"


def _may_refuse(answer: Answer, due: tuple[str, ...]) -> bool:
    reason = readings.error_of(answer)
    due = (judge.NO_PASSWORDS, *NOT_RECORDABLE, SHARED, "which `existing: error` forbids", *due)
    return any(words in reason for words in due)


def _compare_changed(
    authors: list[Tree], config: Config, world: World, twice: Answer, told: Judgement
) -> None:
    """What a changed configuration makes of what was set is what it would have made at first."""
    due = _planned(authors, config, world)
    if due is None:
        return
    try:
        after = readings.wire(twice.output).documents
    except (InvalidError, UnjudgedError) as error:
        told.object_to(verdicts.BROKEN, f"after a change: {error}")
        return
    for one, other in zip(map(_in_order, due), map(_in_order, after), strict=False):
        if one != other:
            told.object_to(verdicts.WRONG, f"changed: {likeness.first_difference(one, other)}")


def _in_order(tree: Tree) -> Tree:
    """A document without the record, and with the members of all `env` lists sorted: an entry
    that stays is where it was, and a new one comes last.
    """
    return _sorted(_without_nulls(readings.without_record(tree)))


def _sorted(tree: Tree) -> Tree:
    if isinstance(tree, dict):
        pairs = ((key, _sorted(value)) for key, value in tree.items())
        return {
            key: sorted(value, key=_canonical)
            if key == "env" and isinstance(value, list)
            else value
            for key, value in pairs
        }
    return [_sorted(each) for each in tree] if isinstance(tree, list) else tree


def _canonical(entry: Tree) -> str:
    return repr(sorted(entry.items(), key=repr) if isinstance(entry, dict) else entry)


def _compare_back(data: bytes, left: list[Tree], back: Answer, told: Judgement, way: str) -> None:
    try:
        after = readings.wire(back.output).documents
    except (InvalidError, UnjudgedError) as error:
        told.object_to(verdicts.BROKEN, f"{way}: {error}")
        return
    left, after = ([*map(_without_nulls, documents)] for documents in (left, after))
    if left != after:
        told.object_to(verdicts.TRIP, f"{way}: {likeness.first_difference(left, after)}")
    told.count("removed to the byte" if back.output == data else "removed to the meaning")


def _without_nulls(tree: Tree) -> Tree:
    """The same without fields that are null, which mean as much as none; `env: []` is kept."""
    if isinstance(tree, dict):
        return {key: _without_nulls(each) for key, each in tree.items() if not is_null(each)}
    return [_without_nulls(each) for each in tree] if isinstance(tree, list) else tree


def _verify(case: Case, function: Function, told: Judgement) -> None:
    """What was set is found to be set, and what is still to be set is found missing."""
    config, verifying = case.configs
    answer = function(case.data, config)
    if answer.refused:
        return
    told.count("verified")
    told.count("documents", max(1, case.data.count(b"\nkind:")))
    after = function(answer.output, verifying)
    if after.crash:
        told.object_to(verdicts.CRASH, after.crash)
    elif missing := _missing(after):
        told.object_to(verdicts.VERIFY, f"after a run: {missing[0]}")
    elif after.output != answer.output:
        told.object_to(verdicts.VERIFY, "it changes bytes")
    before = function(case.data, verifying)
    if bool(_missing(before)) != (answer.output != case.data):
        told.object_to(verdicts.VERIFY, "before a run: it finds nothing")
    elif before.refused and before.output != case.data:
        told.object_to(verdicts.VERIFY, "before a run: it changes bytes")


def _missing(answer: Answer) -> list[str]:
    """What verify has found, but for values that stay although they differ."""
    errors = readings.errors_of(answer) if answer.refused else []
    return [each for each in errors if DIFFERS not in each]


def _list(case: Case, function: Function, told: Judgement) -> None:
    """A list that is filled up is answered as its items are alone."""
    parts = [part for part in re.split(rb"(?m)^---\n", case.data) if _is_whole(part)]
    told.count("documents", len(parts))
    told.count("lists")
    for name, joined, cut in (
        ("stream", _stream, _cut_stream),
        ("ResourceList", _resource_list, _cut_list),
    ):
        alone = [function(joined([part], 0), case.configs[0]) for part in parts]
        with program.in_processes(case.processes):
            whole = function(joined(parts, case.pad), case.configs[0])
        for answer in (whole, *alone):
            if answer.crash:
                told.object_to(verdicts.CRASH, answer.crash)
                return
        if whole.refused or any(each.refused for each in alone):
            if whole.refused != any(each.refused for each in alone):
                told.object_to(verdicts.ALONE, f"{name}: refused")
            continue
        if _texts(whole, cut) != [text for each in alone for text in _texts(each, cut)]:
            told.object_to(verdicts.ALONE, name)


def _is_whole(part: bytes) -> bool:
    """Whether there is something in a part, and an anchor in it for each of its aliases."""
    try:
        return bool(readings.wire(part).documents[0])
    except (InvalidError, UnjudgedError):
        return False


def _filling(parts: list[bytes], size: int) -> list[bytes]:
    """Parts with objects between them that hold nothing to set, until there are enough bytes."""
    if not (size and parts):
        return parts
    lines = max(1, size // len(parts) // len(LINE) + 1)
    filling = FILLING + LINE * lines
    return [each for part in parts for each in (part, filling)]


def _stream(parts: list[bytes], size: int) -> bytes:
    return b"".join(SEPARATOR + part for part in _filling(parts, size))


def _resource_list(parts: list[bytes], size: int) -> bytes:
    members = [re.sub(rb"(?m)^(?=.)", b"  ", part) for part in _filling(parts, size)]
    return HEAD + b"".join(b"-" + member[1:] for member in members)


def _cut_stream(output: bytes) -> list[bytes]:
    return output.split(b"\n" + SEPARATOR)


def _cut_list(output: bytes) -> list[bytes]:
    output = readings.RESULTS.sub(b"", output).removeprefix(HEAD)
    return re.split(rb"\n(?=-)", output)


def _texts(answer: Answer, cut: object) -> list[bytes]:
    texts = (text.removeprefix(SEPARATOR).strip() for text in cut(answer.output))  # type: ignore[operator]
    return [text for text in texts if b"  name: filling\n" not in text]
