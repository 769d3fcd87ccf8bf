"""The pipeline: bytes in, spliced bytes and results out."""

from __future__ import annotations

from krm_fn.checks import configured
from krm_fn.config.forms import is_transparent
from krm_fn.edit.items import edit_items
from krm_fn.errors import Malformed, Refused
from krm_fn.results import grouped
from krm_fn.wire import list_cut
from krm_fn.wire.results import block_member, json_member
from krm_fn.yaml.text_edits import spliced_bytes

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

    from krm_fn.config.function_config import Configuration
    from krm_fn.results import Result
    from krm_fn.wire.item import Item
    from krm_fn.wire.resource_list import ResourceList

NO_CONFIGURATION = (
    "must get a ResourceList with a functionConfig on stdin, as kpt and kustomize send it, or "
    "manifests with the configuration on the command line: `--config FILE`, or "
    "`--http-proxy URL --https-proxy URL --no-proxy LIST`"
)

MADE_BY = b"krm-fn.dev/made-by"
"""The annotation of what an earlier run has made; a list without it has nothing of the kind."""
BLANK = b" \r\n"
EMPTY_DOCUMENT = b"---\n"
"""The answer to an empty stream of manifests: Helm takes an empty one for a failure."""


class Outcome:
    """What a run gives back.

    `exit_code` is 0, or 1 where an error forbids the run: then the items are as they came in.
    `told` is what people should read: the errors, or else the warnings, and for plain manifests what
    was done; where many are alike, one stands for all. `chunks` are the output's bytes, which can be gone
    through once, and `written` all results as the text of a YAML list: whoever wants them whole
    asks for `output` and `results`.
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
    if not data[:4096].strip(BLANK) and not data.strip(BLANK):
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
        if config is None:
            config = found.function_config
        if is_transparent(config):
            return _generate_in_list(data, found, config)
        if found.problem is not None:
            raise Refused([found.problem])
        configuration, warnings = configured.read(config)
        ready, parts, notes = _with_service_entries(data, found, configuration)
        edited = edit_items(ready, parts.items, configuration, render, warnings)
    except Refused as refused:
        return _refuse(data, found, refused.results)
    if edited.errors:
        return _refuse(data, found, edited.errors)
    warnings, alike = grouped(edited.warnings)
    told = [*warnings, edited.summary(configuration), *notes, *edited.notes, *alike]
    texts: list[bytes | bytearray] = [*map(render, told), *edited.infos]
    splices = edited.splices + parts.with_results(texts, ready)
    return Outcome(spliced_bytes(ready, splices), warnings, _as_list(texts, parts), 0)


def _with_service_entries(
    data: bytes, found: ResourceList, configuration: Configuration
) -> tuple[bytes, ResourceList, list[Result]]:
    """The list with the ServiceEntries of the proxies, where they are asked for, and without those
    that an earlier run has made. Raises Refused.
    """
    if not _asks_for_entries(data, found.items, configuration):
        return data, found, []
    from krm_fn.generation.service_entry import service_entries
    from krm_fn.wire.changes import list_with

    changes, notes = service_entries(data, found.items, configuration, with_paths=True)
    return *list_with(data, found, changes), notes


def _asks_for_entries(data: bytes, items: list[Item], configuration: Configuration) -> bool:
    """Whether ServiceEntries are asked for, or there may be some that an earlier run has made."""
    if configuration.verify:
        return False
    if configuration.istio_service_entry:
        return True
    return any(item.kind == "ServiceEntry" for item in items) and MADE_BY in data


def _generate_in_list(data: bytes, found: ResourceList, config: Any) -> Outcome:
    """The ResourceList with the resources of a transparent proxy. Raises Refused."""
    from krm_fn.generation.run import generate
    from krm_fn.wire.changes import list_with

    made = generate(data, found.items, config, with_paths=True)
    data, found = list_with(data, found, made.changes)
    render = json_member if found.wants_json else block_member
    texts: list[bytes | bytearray] = list(map(render, [*made.warnings, *made.infos]))
    splices = found.with_results(texts, data)
    return Outcome(spliced_bytes(data, splices), made.warnings, _as_list(texts, found), 0)


def _refuse(data: bytes, found: ResourceList, errors: list[Result]) -> Outcome:
    errors, alike = grouped(errors)
    render = json_member if found.wants_json else block_member
    texts: list[bytes | bytearray] = list(map(render, [*errors, *alike]))
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
    manifests.refuse_others(data, items)
    try:
        if is_transparent(config):
            return _generate_in_manifests(data, items, config)
        configuration, warnings = configured.read(config)
        ready, items, notes = _service_entries_beside(data, items, configuration)
        edited = edit_items(ready, items, configuration, block_member, warnings)
    except Refused as refused:
        return _refuse_manifests(data, refused.results)
    if edited.errors:
        return _refuse_manifests(data, edited.errors)
    warnings, alike = grouped(edited.warnings)
    notes += edited.notes
    told = [*warnings, *manifests.left_alone(items), edited.summary(configuration), *notes]
    texts: list[bytes | bytearray] = [*map(block_member, [*told, *alike]), *edited.infos]
    return Outcome(spliced_bytes(ready, edited.splices), told, texts, 0)


def _refuse_manifests(data: bytes, errors: list[Result]) -> Outcome:
    errors, alike = grouped(errors)
    return Outcome([data], errors, list(map(block_member, [*errors, *alike])), 1)


def _service_entries_beside(
    data: bytes, items: list[Item], configuration: Configuration
) -> tuple[bytes, list[Item], list[Result]]:
    """The same for plain manifests. Raises Refused."""
    if not _asks_for_entries(data, items, configuration):
        return data, items, []
    from krm_fn.generation.service_entry import service_entries
    from krm_fn.wire.changes import manifests_with

    changes, notes = service_entries(data, items, configuration, with_paths=False)
    return *manifests_with(data, items, changes), notes


def _generate_in_manifests(data: bytes, items: list[Item], config: Any) -> Outcome:
    """The manifests with the resources of a transparent proxy. Raises Refused."""
    from krm_fn.generation.run import generate
    from krm_fn.wire.changes import manifests_with

    made = generate(data, items, config, with_paths=False)
    data, _ = manifests_with(data, items, made.changes)
    told = [*made.warnings, *made.infos]
    return Outcome([data], told, list(map(block_member, told)), 0)
