"""A functionConfig from a file, for runs that get plain manifests."""

from __future__ import annotations

from krm_fn.errors import Malformed
from krm_fn.results import PATHS
from krm_fn.yaml.compose import compose, decoded
from krm_fn.yaml.nodes import to_data

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


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
