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

    `chunks` are the output's bytes; `told` the errors, or else the warnings, in their order;
    `results` all results as a YAML list. The chunks can be gone through once.
    """

    __slots__ = ("chunks", "exit_code", "results", "told")

    def __init__(
        self,
        chunks: Iterable[memoryview | bytes | bytearray],
        told: list[Result],
        results: list[bytes | bytearray],
        exit_code: int,
    ) -> None:
        self.chunks = chunks
        self.told = told
        self.results = results
        self.exit_code = exit_code


def run(data: bytes, config: object = None) -> Outcome:
    """The function: a ResourceList, or with a `config` plain manifests, set and given back.

    `config` is a functionConfig as plain data; it comes before the ResourceList's own.
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
