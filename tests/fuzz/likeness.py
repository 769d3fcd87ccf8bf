"""What may differ between a document and what came of it, whatever its kind: a coarse judge.

It knows nothing of where containers are. All that may be new are entries of ours in lists of
variables, the volume and the mounts of a bundle, and the record; all that may have changed are the
values of such entries.
"""

from __future__ import annotations

from typing import Any

import oracle

from fuzz.trees import AGAIN, Scalar, Tree, is_null, text_of

MAY_BE_EMPTIED = ("env", "volumes", "volumeMounts", "annotations")


def difference(before: Tree, after: Tree, names: frozenset[str], path: str = "") -> str | None:
    """The first place where `after` differs in another way; None for none. `names` are those of
    variables that may be set, in lower case: on Windows they may be written in any.
    """
    if before == after or (is_null(before) and is_null(after)):
        return None
    if isinstance(before, dict) and isinstance(after, dict):
        return _of_mappings(before, after, names, path)
    if isinstance(before, list) and isinstance(after, list):
        return _of_lists(before, after, names, path)
    if is_null(before) and _is_ours(after, names):
        return None
    return f"{path}: {shown(before)} became {shown(after)}"


def without_ours(tree: Tree, names: frozenset[str]) -> Tree:
    """A document without all that a run may have added, and without what is then empty: for one
    that has a record, from which entries may go again.
    """
    if isinstance(tree, list):
        kept = [each for each in tree if not _is_member_of_ours(each, names)]
        return [without_ours(each, names) for each in kept]
    if not isinstance(tree, dict):
        return tree
    kept_pairs = {
        key: without_ours(value, names)
        for key, value in tree.items()
        if not is_name(key, names) and key != oracle.RECORD
    }
    return {
        key: value
        for key, value in kept_pairs.items()
        if key not in MAY_BE_EMPTIED or not (value in ([], {}) or is_null(value))
    }


def first_difference(one: Tree, other: Tree, path: str = "") -> str:
    """Where two trees differ first, with list indexes left out."""
    if isinstance(one, dict) and isinstance(other, dict):
        for key in [*one, *(key for key in other if key not in one)]:
            if one.get(key) != other.get(key):
                place = f"{path}/{_key(key)}"
                if key not in other:
                    return f"{place}: {shown(one[key])} is missing"
                if key not in one:
                    return f"{place}: {shown(other[key])} is too much"
                return first_difference(one[key], other[key], place)
    if isinstance(one, list) and isinstance(other, list):
        for first, second in zip(one, other, strict=False):
            if first != second:
                return first_difference(first, second, f"{path}/*")
        return f"{path}: {len(other)} members, not {len(one)}"
    return f"{path}: {shown(other)}, not {shown(one)}"


def shown(tree: Tree) -> str:
    """A tree in a few words."""
    if isinstance(tree, dict):
        return "{" + ", ".join(map(_key, list(tree)[:4])) + "}"
    if isinstance(tree, list):
        return f"a list of {len(tree)}"
    if type(tree) is Scalar:
        return f"{tree.kind} {tree.text[:30]!r}"
    return "nothing"


def _key(key: Any) -> str:
    return key if isinstance(key, str) else repr(key.text)


def is_name(key: Any, names: frozenset[str]) -> bool:
    return isinstance(key, str) and key.lower() in names


def _of_mappings(before: Tree, after: Tree, names: frozenset[str], path: str) -> str | None:
    ours = is_name(text_of(before.get("name")), names)
    for key, value in before.items():
        place = f"{path}/{_key(key)}"
        again = isinstance(key, str) and key.endswith(AGAIN)
        if (again and key not in after) or (ours and key in ("value", "valueFrom")):
            continue  # of a key that is given twice most readers see but one
        if key not in after:
            return f"{place}: {shown(value)} is missing"
        if is_name(key, names) and type(after[key]) is Scalar:
            continue  # in a map of variables
        found = difference(value, after[key], names, place)
        if found is not None:
            return found
    for key, value in after.items():
        if key in before or is_name(key, names) or (ours and key in ("value", "valueFrom")):
            continue
        if key == oracle.RECORD or _is_ours(value, names):
            continue
        return f"{path}/{_key(key)}: {shown(value)} is too much"
    return None


def _of_lists(before: Tree, after: Tree, names: frozenset[str], path: str) -> str | None:
    found = _of_members(before, after, names, path)
    if found is None:
        return None
    ours, afterwards = (_names_of_ours(each, names) for each in (before, after))
    lower = [name.lower() for name in afterwards]
    if not ours or any(ours.count(name) > lower.count(name.lower()) for name in ours):
        return found
    rest, left = (
        [each for each in members if not _is_member_of_ours(each, names)]
        for members in (before, after)
    )
    return _of_members(rest, left, names, path)  # entries that refer to others may have been moved


def _names_of_ours(members: list[Tree], names: frozenset[str]) -> list[str]:
    """Their names. On Windows an entry may get its name in the other case, and two that differ in
    case alone are one variable, and may become one entry.
    """
    ours = [each for each in members if _is_member_of_ours(each, names)]
    return [text_of(each.get("name")) or "" for each in ours if isinstance(each, dict)]


def _of_members(before: Tree, after: Tree, names: frozenset[str], path: str) -> str | None:
    if len(after) < len(before):
        return f"{path}: {len(before) - len(after)} members are missing"
    for one, other in zip(before, after, strict=False):
        if _is_pair_of_ours(one, names) and _is_pair_of_ours(other, names):
            continue
        found = difference(one, other, names, f"{path}/*")
        if found is not None:
            return found
    added = after[len(before) :]
    if added and not _is_ours(added, names):
        return f"{path}/*: {shown(added[0])} is too much"
    return None


def _is_pair_of_ours(tree: Tree, names: frozenset[str]) -> bool:
    """Whether a text is NAME=VALUE, as some operators have it."""
    return type(tree) is Scalar and is_name(tree.text.partition("=")[0], names)


def _is_ours(tree: Tree, names: frozenset[str]) -> bool:
    """Whether a collection holds nothing but what a run adds."""
    if isinstance(tree, list):
        return bool(tree) and all(_is_member_of_ours(each, names) for each in tree)
    if isinstance(tree, dict):
        return bool(tree) and all(
            is_name(key, names)
            or key == oracle.RECORD
            or (key == "env" and isinstance(value, list) and _is_ours(value, names))
            for key, value in tree.items()
        )
    return False


def _is_member_of_ours(member: Tree, names: frozenset[str]) -> bool:
    if isinstance(member, dict):
        name = text_of(member.get("name")) or ""
        return is_name(name, names) or name.startswith("trusted-ca")
    return _is_pair_of_ours(member, names)
