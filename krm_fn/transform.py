"""The pipeline: bytes in, spliced bytes and results out."""

from __future__ import annotations

from krm_fn.checks import configured
from krm_fn.edit.items import edit_items
from krm_fn.errors import Malformed, Refused
from krm_fn.wire import list_cut
from krm_fn.wire.results import block_member, json_member
from krm_fn.yaml.splice import spliced_bytes

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

    from krm_fn.results import Result
    from krm_fn.wire.resource_list import ResourceList

NO_CONFIGURATION = (
    "must get a ResourceList with a functionConfig on stdin, as kpt and kustomize send it, or "
    "manifests with the configuration on the command line: `--config FILE`, or "
    "`--http-proxy URL --https-proxy URL --no-proxy LIST`"
)

EMPTY_DOCUMENT = b"---\n"
"""The answer to an empty stream of manifests: Helm takes an empty one for a failure."""


class Outcome:
    """What a run gives back.

    `exit_code` is 0, or 1 where an error forbids the run: then the items are as they came in.
    `told` are the errors, or else the warnings, in their order. `chunks` are the output's bytes,
    which can be gone through once, and `written` all results as the text of a YAML list: whoever
    wants them whole asks for `output` and `results`.
    """

    __slots__ = ("chunks", "exit_code", "told", "written")

    def __init__(
        self,
        chunks: Iterable[memoryview | bytes | bytearray],
        told: list[Result],
        written: list[bytes | bytearray],
        exit_code: int,
    ) -> None:
        self.chunks = chunks
        self.told = told
        self.written = written
        self.exit_code = exit_code

    @property
    def output(self) -> bytes:
        """The output: the data with the variables set, a ResourceList with its results."""
        whole = b"".join(self.chunks)
        self.chunks = [whole]
        return whole

    @property
    def results(self) -> list[Result]:
        """All results of this run, as the ResourceList specification has them."""
        from krm_fn.yaml.compose import compose
        from krm_fn.yaml.nodes import to_data

        results: list[Result] | None = to_data(compose(b"".join(self.written).decode()))
        return results or []


def run(data: bytes, config: dict[str, Any] | None = None) -> Outcome:
    """The function: a ResourceList, or with a `config` plain manifests, set and given back.

    `config` is a functionConfig as plain data; it comes before the ResourceList's own. What is
    wrong with it, or with an item, is an error among the results, never an exception.

    Raises Malformed when the data can't be read: then there is nothing that could be given back.
    """
    if not data[:4096].strip() and not data.strip():
        if config is None:
            raise Malformed(f"stdin is empty: {NO_CONFIGURATION}")
        data = EMPTY_DOCUMENT
    found = list_cut.cut(data)
    if found is None:
        return _run_manifests(data, config)
    try:
        return _run_list(data, found, config)
    except Malformed:
        careful = list_cut.cut_carefully(data)
        return _run_list(data, careful, config)


def _run_list(data: bytes, found: ResourceList, config: object) -> Outcome:
    render = json_member if found.wants_json else block_member
    try:
        if found.problem is not None:
            raise Refused([found.problem])
        if config is None:
            config = found.function_config
        configuration, warnings = configured.read(config)
        edited = edit_items(data, found.items, configuration, render, warnings)
    except Refused as refused:
        return _refuse(data, found, refused.results)
    if edited.errors:
        return _refuse(data, found, edited.errors)
    told = edited.warnings
    texts: list[bytes | bytearray] = [*map(render, [*told, edited.summary()]), *edited.infos]
    splices = edited.splices + found.with_results(texts, data)
    return Outcome(spliced_bytes(data, splices), told, _as_list(texts, found), 0)


def _refuse(data: bytes, found: ResourceList, errors: list[Result]) -> Outcome:
    texts: list[bytes | bytearray] = list(
        map(json_member if found.wants_json else block_member, errors)
    )
    splices = found.with_results(texts, data)
    return Outcome(spliced_bytes(data, splices), errors, _as_list(texts, found), 1)


def _as_list(texts: list[bytes | bytearray], found: ResourceList) -> list[bytes | bytearray]:
    """Rendered results as a YAML document of their own."""
    return [b"[", *texts, b"]\n"] if found.wants_json else texts


def _run_manifests(data: bytes, config: object) -> Outcome:
    from krm_fn.wire import manifests

    items = manifests.cut(data)
    if config is None:
        raise Malformed(NO_CONFIGURATION)
    try:
        configuration, warnings = configured.read(config)
        edited = edit_items(data, items, configuration, block_member, warnings)
    except Refused as refused:
        return Outcome([data], refused.results, list(map(block_member, refused.results)), 1)
    if edited.errors:
        return Outcome([data], edited.errors, list(map(block_member, edited.errors)), 1)
    told = [*edited.warnings, *manifests.left_alone(items), edited.summary()]
    texts: list[bytes | bytearray] = [*map(block_member, told), *edited.infos]
    return Outcome(spliced_bytes(data, edited.splices), told, texts, 0)
