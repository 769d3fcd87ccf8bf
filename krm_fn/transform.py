"""The pipeline: bytes in, spliced bytes and results out."""

from __future__ import annotations

from krm_fn import function_config, resource_list
from krm_fn.edit_items import edit_items
from krm_fn.errors import Malformed, Refused
from krm_fn.results import as_block, as_json
from krm_fn.splice import spliced_bytes

TYPE_CHECKING = False
if TYPE_CHECKING:
    from krm_fn.resource_list import ResourceList
    from krm_fn.results import Result

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
    `results` all results as members of a YAML block list.
    """

    __slots__ = ("chunks", "exit_code", "results", "told")

    def __init__(
        self,
        chunks: list[memoryview | bytes],
        told: list[Result],
        results: list[str],
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
    if not data.strip():
        if config is None:
            raise Malformed(f"stdin is empty: {NO_CONFIGURATION}")
        data = EMPTY_DOCUMENT
    found = resource_list.cut(data)
    if found is None:
        return _run_manifests(data, config)
    try:
        return _run_list(data, found, config)
    except Malformed:
        careful = resource_list.cut_carefully(data)
        return _run_list(data, careful, config)


def _run_list(data: bytes, found: ResourceList, config: object) -> Outcome:
    json = found.wants_json
    render = as_json if json else as_block
    try:
        if found.problem is not None:
            raise Refused([found.problem])
        if config is None:
            config = found.function_config
        configuration, warnings = function_config.read(config)
        edited = edit_items(data, found.items, configuration, render, warnings)
    except Refused as refused:
        return _refuse(data, found, refused.results, json)
    if edited.errors:
        return _refuse(data, found, edited.errors, json)
    told = edited.warnings
    texts = [render(each) for each in [*told, edited.summary()]] + edited.infos
    splices = edited.splices + found.with_results(texts, data)
    return Outcome(spliced_bytes(data, splices), told, texts, 0)


def _refuse(data: bytes, found: ResourceList, errors: list[Result], json: bool) -> Outcome:
    texts = [as_json(each) if json else as_block(each) for each in errors]
    splices = found.with_results(texts, data)
    return Outcome(spliced_bytes(data, splices), errors, texts, 1)


def _run_manifests(data: bytes, config: object) -> Outcome:
    from krm_fn import manifests

    items = manifests.cut(data)
    if config is None:
        raise Malformed(NO_CONFIGURATION)
    try:
        configuration, warnings = function_config.read(config)
        edited = edit_items(data, items, configuration, as_block, warnings)
    except Refused as refused:
        return Outcome([data], refused.results, list(map(as_block, refused.results)), 1)
    if edited.errors:
        return Outcome([data], edited.errors, list(map(as_block, edited.errors)), 1)
    told = edited.warnings
    summary = edited.summary()
    texts = [as_block(each) for each in [*told, summary]] + edited.infos
    return Outcome(spliced_bytes(data, edited.splices), [*told, summary], texts, 0)
