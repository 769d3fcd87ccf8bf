"""A functionConfig from a file, for runs that get plain manifests."""

from __future__ import annotations

from krm_fn.errors import Malformed
from krm_fn.yaml.compose import compose, decoded
from krm_fn.yaml.nodes import to_data

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def read_config(path: str) -> Any:
    """The one object in a YAML or JSON file, as plain data; {} when the file is empty.

    Raises Malformed, with the path, for what isn't YAML and for several documents.
    """
    with open(path, "rb") as file:
        data = file.read()
    try:
        return to_data(compose(decoded(data.removeprefix(b"\xef\xbb\xbf")))) or {}
    except Malformed as error:
        raise Malformed(f'"{path}" must hold one functionConfig: {error}') from None
