"""A functionConfig from a file, for runs that get plain manifests."""

from __future__ import annotations

import os

from krm_fn.errors import Malformed, Usage
from krm_fn.results import PATHS, result
from krm_fn.shown import printable
from krm_fn.workloads.resource import path_text
from krm_fn.yaml.compose import compose, decoded
from krm_fn.yaml.nodes import Mapping, Scalar, Sequence, to_data

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from krm_fn.results import Result
    from krm_fn.yaml.nodes import Node

    Steps = tuple[str | int, ...]

DEFAULT = ".set-proxy-env.yaml"
"""The file that configures a run over files for which no other configuration is named."""
NO_CONFIG = (
    "must get a configuration: `--config FILE`, `--http-proxy URL` and others, or a file "
    f"`{DEFAULT}` in the folder or around it"
)


def default_for(paths: list[str]) -> str | None:
    """The default configuration for paths: of the folders around each, as far as its repository
    goes, the nearest that has one. Raises Usage where they have different ones.
    """
    found = {path: _nearest(path) for path in paths}
    different = [each for each in dict.fromkeys(found.values()) if each is not None]
    if len(different) > 1 or (different and None in found.values()):
        shown = ", ".join(
            f'"{printable(path)}" {"has none" if each is None else f"has {printable(each)}"}'
            for path, each in found.items()
        )
        raise Usage(
            f"the paths must have the same `{DEFAULT}`: {shown}; run once for each, or name one "
            "with `--config`"
        )
    return different[0] if different else None


def configured_by(default: str | None) -> list[Result]:
    """An info on the default configuration, where it is the one that counts."""
    return [result("info", f"configured by {printable(default)}")] if default is not None else []


def _nearest(path: str) -> str | None:
    folder = os.path.abspath(path if os.path.isdir(path) else os.path.dirname(path))
    while True:
        default = os.path.join(folder, DEFAULT)
        if os.path.isfile(default):
            return os.path.relpath(default)
        parent = os.path.dirname(folder)
        if parent == folder or os.path.exists(os.path.join(folder, ".git")):
            return None
        folder = parent


def read_config(path: str) -> Any:
    """The one object in a YAML or JSON file, as plain data. It says in an annotation which file it is
    from, as kpt and kustomize would have it.

    Raises Malformed, with the path, for what isn't YAML, for a key that is there twice, for several
    documents, and for none.
    """
    try:
        text = _text(path)
        root = compose(text)
        _refuse_twice(root, text, ())
        config = to_data(root)
        if config is None:
            raise Malformed("it is empty")
        return _placed(config, path)
    except Malformed as error:
        raise Malformed(f'"{path}" must hold one functionConfig: {error}') from None


def _refuse_twice(node: Node | None, text: str, steps: Steps) -> None:
    """Raise Malformed where a mapping has a key twice, of which YAML would take the last."""
    if isinstance(node, Sequence):
        for index, member in enumerate(node.items):
            _refuse_twice(member, text, (*steps, index))
    elif isinstance(node, Mapping):
        names: set[str] = set()
        named = [(key, value) for key, value in node.entries if isinstance(key, Scalar)]
        for key, value in named:
            path = (*steps, key.value)
            if key.value in names and key.value != "<<":
                line = text.count("\n", 0, key.start) + 1
                raise Malformed(
                    f"line {line}: `{path_text(path)}` must be given once; remove all but one"
                )
            names.add(key.value)
            _refuse_twice(value, text, path)


def _placed(config: Any, path: str) -> Any:
    """The functionConfig with its file, as kpt would have it."""
    metadata = config.get("metadata", {}) if isinstance(config, dict) else None
    annotations = metadata.get("annotations", {}) if isinstance(metadata, dict) else None
    if not isinstance(metadata, dict) or not isinstance(annotations, dict):
        return config
    return {**config, "metadata": {**metadata, "annotations": {**annotations, PATHS[0]: path}}}


def _text(path: str) -> str:
    with open(path, "rb") as file:
        return decoded(file.read().removeprefix(b"\xef\xbb\xbf"))
