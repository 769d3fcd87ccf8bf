"""Anchors, aliases, merge keys and tags, put into generated objects."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from fuzz import existing
from fuzz.nodes import Chance, Marked, Node, Raw

LISTS = ("containers", "initContainers")
MERGES = ("<<", "<<", "!!merge <<")


def share(chance: Chance, node: Node) -> Node:
    """The same object with some of what it holds anchored, aliased, merged or tagged."""
    pods = list(pods_in(node))
    members = [each for pod in pods for each in containers_of(pod)]
    name = chance.one(("a", "base", "x-1"))
    way = chance.upto(11)
    if way < 4 or not members:
        _anchor_anything(chance, node, name)
    elif way < 6:
        _share_scalar(chance, members, name)
    elif way == 6:
        _share_env(chance, members, name)
    elif way == 7:
        _share_entry(chance, members, name)
    elif way == 8:
        return _merge_base(chance, node, members, name)
    elif way == 9:
        _share_list(chance, pods, name)
    elif way == 10:
        _merge_in_place(chance, members, name)
    else:
        _tag_anything(chance, node)
    return node


def pods_in(node: Node) -> Iterator[dict[Any, Node]]:
    """All mappings that hold lists of containers."""
    if isinstance(node, dict):
        if any(isinstance(node.get(key), list) for key in LISTS):
            yield node
        for each in node.values():
            yield from pods_in(each)
    elif isinstance(node, list):
        for each in node:
            yield from pods_in(each)


def containers_of(pod: dict[Any, Node]) -> list[dict[Any, Node]]:
    lists = (pod.get(key) for key in LISTS)
    found = [each for members in lists if isinstance(members, list) for each in members]
    return [each for each in found if isinstance(each, dict)]


def _places(node: Node) -> Iterator[tuple[Any, Any]]:
    """All places of an object: a collection, and a key or an index in it."""
    pairs: Any = ()
    if isinstance(node, dict):
        pairs = node.items()
    elif isinstance(node, list):
        pairs = enumerate(node)
    for key, each in list(pairs):
        yield node, key
        yield from _places(each)


def _anchor_anything(chance: Chance, node: Node, name: str) -> None:
    """Anchors that nobody refers to, or a later scalar does."""
    places = list(_places(node))
    for holder, key in chance.some(places, 3):
        each = holder[key]
        if not isinstance(each, (Raw, Marked)):
            holder[key] = Marked(f"&{name}", each)
    if places and chance.of(0.3):
        holder, key = places[-1]
        later = isinstance(holder[key], str) and any(
            isinstance(owner[at], Marked) for owner, at in places[:-1]
        )
        if later and holder is not places[0][0]:
            holder[key] = Raw(f"*{name}")


def _tag_anything(chance: Chance, node: Node) -> None:
    for holder, key in chance.some(list(_places(node)), 2):
        each = holder[key]
        if isinstance(each, dict):
            holder[key] = Marked("!!map", each)
        elif isinstance(each, list):
            holder[key] = Marked("!!seq", each)
        elif isinstance(each, str):
            holder[key] = Marked(chance.one(("!!str", "!!str", "!", "!x")), each)


def _share_scalar(chance: Chance, members: list[dict[Any, Node]], name: str) -> None:
    key = chance.one(("image", "name"))
    holders = [each for each in members if isinstance(each.get(key), str)]
    if len(holders) > 1:
        holders[0][key] = Marked(f"&{name}", holders[0][key])
        for each in holders[1:]:
            each[key] = Raw(f"*{name}")


def _share_env(chance: Chance, members: list[dict[Any, Node]], name: str) -> None:
    holders = [each for each in members if isinstance(each.get("env"), list) and each["env"]]
    if holders and len(members) > 1:
        holder = holders[0]
        holder["env"] = Marked(f"&{name}", holder["env"])
        after = members[members.index(holder) + 1 :]
        for each in after if chance.of(0.7) else chance.some(after, 1):
            each["env"] = Raw(f"*{name}")


def _share_entry(chance: Chance, members: list[dict[Any, Node]], name: str) -> None:
    envs = [each["env"] for each in members if isinstance(each.get("env"), list) and each["env"]]
    if envs and isinstance(envs[0][0], dict):
        envs[0][0] = Marked(f"&{name}", envs[0][0])
        envs[-1].append(Raw(f"*{name}"))


def _share_list(chance: Chance, pods: list[dict[Any, Node]], name: str) -> None:
    """A pod's list of containers, or a whole container, that comes twice."""
    pod = chance.one(pods)
    found = pod.get("containers")
    if not isinstance(found, list) or not found:
        return
    if chance.of(0.5):
        pod.pop("initContainers", None)
        pod["containers"] = Marked(f"&{name}", found)
        pod["initContainers"] = Raw(f"*{name}")
    else:
        found[0] = Marked(f"&{name}", found[0])
        found.append(Raw(f"*{name}"))


def _merge_base(chance: Chance, node: Node, members: list[dict[Any, Node]], name: str) -> Node:
    """A base at the top, as people write it, that containers are merged from."""
    base: dict[Any, Node] = {"image": "base:1"}
    if chance.of(0.5):
        base["env"] = existing.variables(chance)
    if chance.of(0.3):
        base["imagePullPolicy"] = "Always"
    for each in members if chance.of(0.6) else chance.some(members, 1):
        own = {**each}
        each.clear()
        if chance.of(0.7):
            each[Raw(chance.one(MERGES))] = Raw(f"*{name}")
            each.update(own)
        else:
            each.update(own)
            each[Raw(chance.one(MERGES))] = Raw(chance.one((f"*{name}", f"[*{name}]")))
        if chance.of(0.5):
            each.pop("env", None)
    return {"x-base": Marked(f"&{name}", base), **node}


def _merge_in_place(chance: Chance, members: list[dict[Any, Node]], name: str) -> None:
    """A later container, or an entry of a variable, merged from an earlier one."""
    if len(members) > 1:
        pod_like = members[0]
        later = members[-1]
        mark = Marked(f"&{name}", pod_like.get("resources", {"limits": {}}))
        pod_like["resources"] = mark
        later["resources"] = {Raw(chance.one(MERGES)): Raw(f"*{name}")}
        return
    env = members[0].get("env")
    if isinstance(env, list) and env and isinstance(env[0], dict):
        env[0] = Marked(f"&{name}", env[0])
        env.append({Raw("<<"): Raw(f"*{name}"), "name": existing.spelling(chance)})
