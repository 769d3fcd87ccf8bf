"""The patches of kustomizations: files that look like workloads, and are only parts of them."""

from __future__ import annotations

import os

from krm_fn.errors import Malformed
from krm_fn.yaml.compose import compose, decoded
from krm_fn.yaml.nodes import to_data

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import Any

NAMES = ("kustomization.yaml", "kustomization.yml", "Kustomization")
_FIELDS = ("patches", "patchesStrategicMerge", "patchesJson6902")


def patches(files: Iterable[str]) -> set[str]:
    """The whole paths of the files that kustomizations have as patches, and none as a resource."""
    found: set[str] = set()
    resources: set[str] = set()
    for path in files:
        data = _read(path)
        folder = os.path.realpath(os.path.dirname(path))
        found.update(os.path.join(folder, each) for each in _patches_of(data))
        listed = data.get("resources")
        for each in listed if isinstance(listed, list) else ():
            if isinstance(each, str):
                resources.add(os.path.realpath(os.path.join(folder, each)))
    return {os.path.realpath(each) for each in found} - resources


def around(folder: str) -> Iterator[str]:
    """The kustomizations in a folder and in those around it, as far as its repository goes."""
    folder = os.path.abspath(folder)
    while True:
        for name in NAMES:
            path = os.path.join(folder, name)
            if os.path.isfile(path):
                yield path
        parent = os.path.dirname(folder)
        if parent == folder or os.path.exists(os.path.join(folder, ".git")):
            return
        folder = parent


def _read(path: str) -> dict[str, Any]:
    """A kustomization as plain data; nothing where it has no patches, or can't be read."""
    try:
        with open(path, "rb") as file:
            text = file.read()
        data = to_data(compose(decoded(text))) if b"patches" in text or b"resources" in text else {}
    except (OSError, Malformed):
        return {}  # the run over the files tells what is wrong with it
    return data if isinstance(data, dict) else {}


def _patches_of(data: dict[str, Any]) -> Iterator[str]:
    """The paths of a kustomization's patches; a patch may stand in it by itself."""
    for field in _FIELDS:
        listed = data.get(field)
        for each in listed if isinstance(listed, list) else ():
            path = each.get("path") if isinstance(each, dict) else each
            if isinstance(path, str) and "\n" not in path:
                yield path
