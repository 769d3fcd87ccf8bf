"""A functionConfig from a file, for runs that get plain manifests, and the lines of its fields."""

from __future__ import annotations

from krm_fn.errors import Malformed
from krm_fn.results import PATHS
from krm_fn.yaml.compose import compose, decoded
from krm_fn.yaml.nodes import Mapping, Sequence, to_data

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

    from krm_fn.results import Result
    from krm_fn.yaml.nodes import Node


def read_config(path: str) -> Any:
    """The one object in a YAML or JSON file, as plain data; {} when the file is empty. It says in
    an annotation which file it is from, as kpt and kustomize would have it.

    Raises Malformed, with the path, for what isn't YAML and for several documents.
    """
    try:
        return _placed(to_data(compose(_text(path))), path) or {}
    except Malformed as error:
        raise Malformed(f'"{path}" must hold one functionConfig: {error}') from None


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


def with_lines(told: Iterable[Result], path: str | None) -> list[Result]:
    """The results as they are told: those about the functionConfig of a file with the line of
    their field behind the file's name, `proxy.yaml:7`.
    """
    about = [made for made in told if path and made.get("file", {}).get("path") == path]
    if path is None or not about:
        return list(told)
    text = _text(path)
    root = compose(text)
    return [_with_line(made, path, text, root) if made in about else made for made in told]


def _with_line(made: Result, path: str, text: str, root: Node | None) -> Result:
    start = _start(root, made.get("field", {}).get("path", ""))
    return {**made, "file": {"path": f"{path}:{text.count(chr(10), 0, start) + 1}"}}


def _start(node: Node | None, field: str) -> int:
    """Where the last part of a field path begins, or of as much of it as there is."""
    start = node.start if node else 0
    while field and node is not None:
        inner = None
        for name, at, value in _parts(node):
            rest = field.removeprefix(name)
            if len(rest) < len(field) and rest[:1] in ("", ".", "["):
                start, inner, field = at, value, rest.removeprefix(".")
                break
        node = inner
    return start


def _parts(node: Node) -> list[tuple[str, int, Node]]:
    """What a collection holds: the step to it in a field path, where it begins, and its node."""
    if isinstance(node, Sequence):
        return [(f"[{index}]", item.start, item) for index, item in enumerate(node.items)]
    if isinstance(node, Mapping):
        return [(str(to_data(key)), key.start, value) for key, value in node.entries]
    return []
