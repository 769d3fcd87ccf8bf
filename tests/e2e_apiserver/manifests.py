"""Workloads before the function and after, as kubectl reads them."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from e2e.runtimes import require
from e2e_apiserver.cluster import Object

NOTHING = ("--type=merge", "--patch={}")
RESOURCE_LIST = re.compile(rb"\bkind\W+ResourceList\b")

# What the server requires of a workload beside its containers, and most fixtures leave out. Both
# sides get it, where they have nothing of their own.
LABELLED = {"metadata": {"labels": {"app": "web"}}}
SELECTED = {"selector": {"matchLabels": {"app": "web"}}, "template": LABELLED}
ENDING = {"template": {"spec": {"restartPolicy": "Never"}}}
REQUIRED: dict[str, Object] = {
    "DaemonSet": {"spec": SELECTED},
    "Deployment": {"spec": SELECTED},
    "ReplicaSet": {"spec": SELECTED},
    "StatefulSet": {"spec": SELECTED},
    "ReplicationController": {"spec": {"selector": {"app": "web"}, "template": LABELLED}},
    "Job": {"spec": ENDING},
    "CronJob": {"spec": {"schedule": "0 0 * * *", "jobTemplate": {"spec": ENDING}}},
}


class Edited(NamedTuple):
    """A workload that the function changes: where it is from, as it was and as it comes out."""

    source: str
    before: Object
    after: Object


def edited(sources: Mapping[str, tuple[bytes, bytes]], folder: Path) -> list[Edited]:
    """What is not the same before and after, of texts by the name of what they are from."""
    texts = {
        f"{name} {side}": text
        for name, pair in sources.items()
        for side, text in zip(("before", "after"), pair, strict=True)
    }
    read = objects(texts, folder)
    for name in sources:
        assert len(read[f"{name} before"]) == len(read[f"{name} after"]), f"{name} is not read"
    return [
        Edited(name, before, after)
        for name in sources
        for before, after in zip(read[f"{name} before"], read[f"{name} after"], strict=True)
        if before != after
    ]


def objects(texts: Mapping[str, bytes], folder: Path) -> dict[str, list[Object]]:
    """The objects in each text, all read in one go; a text that kubectl cannot read has none."""
    for number, (name, text) in enumerate(texts.items()):
        marker = {"apiVersion": "v1", "kind": "Marker", "metadata": {"name": name}}
        (folder / f"{number:05}-a.json").write_text(json.dumps(marker), encoding="utf-8")
        (folder / f"{number:05}-b.yaml").write_bytes(_as_object(text))
    found: dict[str, list[Object]] = {}
    for each in _printed(folder):
        if each["kind"] == "Marker":
            current = found[each["metadata"]["name"]] = []
        else:
            current += _members(each)
    return found


def _as_object(text: bytes) -> bytes:
    """A ResourceList with another name for its items, since kubectl reads no list inside a list."""
    if not RESOURCE_LIST.search(text):
        return text
    return re.sub(rb'\bitems(?="?\s*:)', b"members", text, count=1)


def _members(read: Object) -> Iterator[Object]:
    """What an object is the list of, at any depth; itself where it is no list."""
    members = read.get("members", read.get("items") if read["kind"].endswith("List") else None)
    if members is None:
        yield read
    for each in members or []:
        kind = read["kind"].removesuffix("List")
        yield from _members({"apiVersion": read["apiVersion"], "kind": kind, **each})


def _printed(folder: Path) -> Iterator[Object]:
    """What kubectl prints of a folder when it changes nothing there."""
    done = subprocess.run(
        [require("kubectl"), "patch", "--local", f"--filename={folder}", *NOTHING, "--output=json"],
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    decoder, rest = json.JSONDecoder(), done.stdout.lstrip()
    while rest:
        each, end = decoder.raw_decode(rest)
        yield each
        rest = rest[end:].lstrip()


def complete(item: Object) -> Object:
    return _merged(REQUIRED.get(item["kind"], {}), item)


def _merged(under: Object, over: Object) -> Object:
    merged = {**under, **over}
    for key in under.keys() & over.keys():
        if isinstance(under[key], dict) and isinstance(over[key], dict):
            merged[key] = _merged(under[key], over[key])
    return merged


def within(namespace: str, item: Object) -> Object:
    return {**item, "metadata": {**item["metadata"], "namespace": namespace}}


# What the server writes into objects itself: their records, its defaults in what was added, and
# labels of Jobs that hold the uid.
SERVERS_OWN = re.compile(
    r"\.metadata\.(managedFields|generation|resourceVersion|uid|creationTimestamp)\b.*"
    r"|\.status\b.*"
    r"|.*(last-applied-configuration|template\.generation|controller-uid|configMap\.defaultMode)"
)


def changes(before: Object, after: Object) -> dict[str, object]:
    """The values after, by their paths, of all that is not the same; None for what is gone."""
    old, new = dict(_leaves(before)), dict(_leaves(after))
    return {
        path: new.get(path)
        for path in sorted(old.keys() | new.keys())
        if old.get(path) != new.get(path) and not SERVERS_OWN.fullmatch(path)
    }


def _leaves(tree: object, path: str = "") -> Iterator[tuple[str, object]]:
    """The values of a tree that are not empty, by their paths, and the order of its lists."""
    if isinstance(tree, dict):
        for key, each in tree.items():
            yield from _leaves(each, f"{path}.{key}")
    elif tree and isinstance(tree, list):
        keys = _keys(tree)
        yield f"{path}[]", keys
        for key, each in zip(keys, tree, strict=True):
            yield from _leaves(each, f"{path}[{key}]")
    elif tree not in (None, "", []):
        yield path, tree


def _keys(members: list[object]) -> list[object]:
    """The names of a list's members where each has one of its own, else their positions."""
    names = [each.get("name") if isinstance(each, dict) else None for each in members]
    return names if None not in names and len(set(names)) == len(names) else [*range(len(names))]
