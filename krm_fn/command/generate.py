"""`set-proxy-env generate`: the resources of a TransparentProxy, as manifests on stdout."""

from __future__ import annotations

from krm_fn.command.file_list import FileList
from krm_fn.command.files import Found
from krm_fn.command.passed_over import TEMPLATE
from krm_fn.command.progress import Bar
from krm_fn.command.streams import write
from krm_fn.command.table import CONFIG, EXCLUDE, RESULTS
from krm_fn.config.forms import TRANSPARENT, is_transparent
from krm_fn.errors import Malformed, Usage
from krm_fn.generation.run import generate as generation
from krm_fn.mesh.objects import OWNER
from krm_fn.results import has_error
from krm_fn.wire.changes import manifests_with
from krm_fn.workloads.resource import Resource
from krm_fn.yaml.nodes import mapping

TYPE_CHECKING = False
if TYPE_CHECKING:
    from krm_fn.command.command_line import CommandLine
    from krm_fn.command.report import Report
    from krm_fn.wire.item import Item


def generate(line: CommandLine, report: Report) -> int:
    """Run the sub-command; returns its exit status. Raises Usage, Malformed, Refused and OSError."""
    path = line.value(CONFIG)
    if path is None:
        raise Usage("must get a configuration: `--config FILE` with a TransparentProxy")
    from krm_fn.command.config_file import read_config

    config = read_config(path)
    if not is_transparent(config):
        raise Malformed(f'"{path}" must hold a {TRANSPARENT[1]} ({TRANSPARENT[0]})')
    found = Found(path, line.value(RESULTS), exclude=line.values(EXCLUDE))
    found.add_all(line.operands)
    files = FileList(found.paths, Bar(len(found.paths)))
    failures = [*found.told, *files.failures.values()]
    for each in files.templates:
        found.passed_over.add(TEMPLATE, each)
    report.tell([*failures, *found.passed_over.told()])
    if found.failed or has_error(failures):
        return 1
    return _print(files.data, files.items, config, report)


def _print(data: bytes, items: list[Item], config: dict[str, object], report: Report) -> int:
    kept = [item for item in items if not _is_generated(data, item)]
    made = generation(data, kept, config, with_paths=False)
    report.tell([*made.warnings, *made.infos])
    made.changes.edits = []
    write([manifests_with(b"", [], made.changes)[0]])
    return 0


def _is_generated(data: bytes, item: Item) -> bool:
    """Whether an item is such a resource of an earlier run, which is not to be told from new."""
    if data.find(OWNER.encode(), item.start, item.end) < 0:
        return False
    root = mapping(item.root(item.text(data)))
    return root is not None and Resource(root).annotation(OWNER) is not None
