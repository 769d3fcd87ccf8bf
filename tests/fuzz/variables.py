"""What must become of one container's `env`, worked out a second time and naively."""

from __future__ import annotations

from collections.abc import Sequence

from fuzz.settings import JAVA, PROXIES, BeyondError, Settings, Wanted, split
from fuzz.trees import AGAIN, Scalar, Tree, is_null, text, text_of

ENTRY_KEYS = frozenset(("name", "value", "valueFrom"))


class DueError(Exception):
    """The input must be refused; the reason says why."""


def set_in(
    env: Tree, wanted: Sequence[Wanted], settings: Settings, *, windows: bool
) -> tuple[Tree, int]:
    """An `env` with the `wanted` variables set, and how many of the author's entries were changed.

    Raises DueError and BeyondError.
    """
    entries = _entries(env)
    before = [dict(entry) for entry in entries]
    for each in wanted:
        _set(entries, each, settings, windows)
    if settings.existing == "merge" and not (windows or settings.former):
        _check_beside_another(before, entries, wanted)
    changed = sum(one != other for one, other in zip(before, entries, strict=False))
    return (entries or env), changed


def without_equal(env: Tree, wanted: Sequence[Wanted], settings: Settings) -> Tree:
    """An `env` without the entries that equal what is `wanted`, or one of the URLs of former proxies:
    what `remove` leaves where nothing is recorded. None for no list.
    """
    if not isinstance(env, list):
        return env
    gone = []
    for each in wanted:
        if each.spellings[0] == JAVA:
            _check_options(env, each)
        named = [entry for entry in env if text_of(entry["name"]) in each.spellings]
        gone += [entry for entry in named if _is_ours(entry, each, settings)]
    return _left(env, gone)


def without_adopted(env: Tree, wanted: Sequence[Wanted], settings: Settings, windows: bool) -> Tree:
    """An `env` without what `track` takes for its own though it was there: the entries of each
    variable of which all are as wanted, or were a former proxy's. Where not all are, those of a
    former proxy are changed, and the author's. None for no list.
    """
    if not isinstance(env, list):
        return env
    env, gone = _entries(env), []
    for each in wanted:
        places = _places(env, each, windows)
        if any(len(place) > 1 for place in places.values()) or each.spellings[0] == JAVA:
            continue
        found = [env[index] for (index,) in places.values()]
        sound = not windows or all(text_of(one["name"]) == each.spellings[-1] for one in found)
        if sound and all(_is_ours(entry, each, settings) for entry in found):
            if not all(ENTRY_KEYS.issuperset(entry) for entry in found):
                raise BeyondError("an adopted entry with other fields")
            gone += found
            continue
        for (index,) in places.values():
            if _is_former(env[index], each, settings):
                env[index] = _settled(env[index], each, "replace")
    return _left(env, gone)


def _is_ours(entry: Tree, wanted: Wanted, settings: Settings) -> bool:
    return not _differs(entry, wanted) or _is_former(entry, wanted, settings)


def _is_former(entry: Tree, wanted: Wanted, settings: Settings) -> bool:
    """Whether an entry has the URL of a former proxy."""
    return wanted.spellings[0] in PROXIES and _literal(entry) in settings.former


def _check_options(env: list[Tree], wanted: Wanted) -> None:
    """Raise BeyondError where options for Java stand beside others."""
    for entry in _named(env, JAVA):
        if "-D" in (_literal(entry) or "") and _literal(entry) != wanted.value:
            raise BeyondError("options for Java beside others")


def _left(env: list[Tree], gone: list[Tree]) -> Tree:
    left = [entry for entry in env if not any(entry is each for each in gone)]
    return left if left or not env else None


def _check_beside_another(before: list[Tree], after: list[Tree], wanted: Sequence[Wanted]) -> None:
    """Raise DueError where a list of hosts changes beside another proxy, and all looks as a former
    configuration would have left it.
    """
    names, hosts_change = False, False
    for each in wanted:
        if each.spellings[0] not in PROXIES:
            continue
        first, second = (_named(before, name) for name in each.spellings)
        if [*map(_literal, first)] != [*map(_literal, second)]:
            return
        if each.hosts is not None:
            hosts_change = any(
                _named(after, name) != _named(before, name) for name in each.spellings
            )
        elif not first or _literal(first[0]) is None or not _differs(first[-1], each):
            return
        else:
            names = True
    if names and hosts_change:
        raise DueError("noProxy beside another proxy")


def _named(entries: list[Tree], name: str) -> list[Tree]:
    return [each for each in entries if text_of(each["name"]) == name]


def _entries(env: Tree) -> list[Tree]:
    if env is None or is_null(env):
        return []
    if not isinstance(env, list):
        raise DueError("env is no list")
    for entry in env:
        if not isinstance(entry, dict) or text_of(entry.get("name")) is None:
            raise DueError("an entry of env has no name")
        if has_twice(entry):
            raise BeyondError("a key twice in an entry")
    return [dict(entry) for entry in env]


def _set(entries: list[Tree], wanted: Wanted, settings: Settings, windows: bool) -> None:
    existing = settings.existing
    places = _places(entries, wanted, windows)
    found = [entries[index] for each in places.values() for index in each]
    if any(_source(each) is not None and not is_null(each.get("value")) for each in found):
        raise BeyondError("a value beside a valueFrom")
    if any(_refers_to_it(each, wanted) for each in found):
        raise BeyondError("a reference to the variable itself")
    if places and wanted.spellings[0] == JAVA:
        raise BeyondError("options for Java beside others")
    if not places:
        names = wanted.spellings[-1:] if windows else wanted.spellings
        entries += [_entry(name, wanted) for name in names]
        return
    twice = any(len(each) > 1 for each in places.values())
    for at in places.values():
        last = entries[at[-1]]
        is_former = not twice and _is_former(last, wanted, settings)
        if existing == "error" and _differs(last, wanted) and not is_former:
            raise DueError("existing: error")
        if not twice:
            entries[at[0]] = _settled(last, wanted, "replace" if is_former else existing)
    if len(places) == 1 and len(wanted.spellings) == 2 and not windows:
        (name,) = set(wanted.spellings) - set(places)
        (at,) = places.values()
        entries.append(_copy(name, entries[at[-1]]))


def _refers_to_it(entry: Tree, wanted: Wanted) -> bool:
    """Whether an entry refers to the other spelling, or to itself."""
    return any(f"$({name})" in (_literal(entry) or "") for name in wanted.spellings)


def _places(entries: list[Tree], wanted: Wanted, windows: bool) -> dict[str, list[int]]:
    """The spellings that are there, and where."""
    places: dict[str, list[int]] = {}
    for index, entry in enumerate(entries):
        name = text_of(entry["name"]) or ""
        known = name.lower() == wanted.spellings[0].lower() if windows else name in wanted.spellings
        if known:
            places.setdefault(name, []).append(index)
    return places


def _entry(name: str, wanted: Wanted) -> Tree:
    if wanted.source is not None:
        return {"name": text(name), "valueFrom": wanted.source}
    return {"name": text(name), "value": text(wanted.value)}


def _source(entry: Tree) -> Tree:
    source = entry.get("valueFrom")
    return None if is_null(source) else source


def _literal(entry: Tree) -> str | None:
    """The literal of an entry; None where it comes by `valueFrom`."""
    if _source(entry) is not None:
        return None
    value = entry.get("value")
    if value is not None and type(value) is not Scalar:
        raise BeyondError("a value that is no text")
    return text_of(value) or ""


def _differs(entry: Tree, wanted: Wanted) -> bool:
    if wanted.source is not None:
        return bool(_same(_source(entry)) != _same(wanted.source))
    return _literal(entry) != wanted.value


def _same(source: Tree) -> Tree:
    """A source without what is the default, and whatever way its scalars are written."""
    if isinstance(source, dict):
        pairs = ((key, _same(value)) for key, value in source.items())
        return {key: value for key, value in pairs if (key, value) != ("optional", "false")}
    if isinstance(source, list):
        raise BeyondError("a source with a list")
    return text_of(source)


def _settled(entry: Tree, wanted: Wanted, existing: str) -> Tree:
    """The author's own entry as it must come out."""
    if not _differs(entry, wanted):
        return entry
    if existing == "replace":
        rest = {key: each for key, each in entry.items() if key not in ("value", "valueFrom")}
        if wanted.source is not None:
            return {**rest, "valueFrom": wanted.source}
        return {**rest, "value": text(wanted.value)}
    literal = _literal(entry)
    if existing == "merge" and wanted.hosts is not None and literal is not None:
        value = merged(literal, wanted.hosts)
        own = entry.get("value")
        if value != literal and type(own) is Scalar and own.kind not in ("text", "plain"):
            raise BeyondError("a list with a tag of its own, which it keeps")
        if value != literal:
            rest = {key: each for key, each in entry.items() if key != "valueFrom"}
            return {**rest, "value": text(value)}
    return entry


def merged(authors: str, hosts: tuple[str, ...]) -> str:
    """The author's list with the hosts that it lacks after its own."""
    has = split(authors)
    if has in ([], ["*"]):
        return authors
    missing = [host for host in hosts if host not in has]
    if not missing:
        return authors
    comma = "" if authors.rstrip().endswith(",") else ","
    return authors + comma + ",".join(missing)


def _copy(name: str, entry: Tree) -> Tree:
    source = _source(entry)
    if source is not None:
        return {"name": text(name), "valueFrom": source}
    return {"name": text(name), "value": text(_literal(entry) or "")}


def has_twice(tree: Tree) -> bool:
    """Whether a key is given twice anywhere in a tree."""
    if isinstance(tree, list):
        return any(map(has_twice, tree))
    if not isinstance(tree, dict):
        return False
    keys = (key if isinstance(key, str) else key.text for key in tree)
    return any(key.endswith(AGAIN) for key in keys) or any(map(has_twice, tree.values()))
