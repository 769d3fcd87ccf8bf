"""Manifests that are only looked at: files, folders and stdin as one list."""

from __future__ import annotations

from krm_fn.command.file_list import FileList
from krm_fn.command.files import Found
from krm_fn.command.progress import Bar
from krm_fn.command.streams import stdin
from krm_fn.errors import Malformed, Refused
from krm_fn.results import has_error
from krm_fn.wire import manifests

TYPE_CHECKING = False
if TYPE_CHECKING:
    from krm_fn.command.report import Report
    from krm_fn.wire.item import Item

STDIN = "-"


def read_list(paths: list[str], report: Report) -> tuple[bytes, list[Item]]:
    """The manifests at the paths, of which `-` is stdin, but for those of the configuration's file.
    Raises Refused where some cannot be read, and Malformed where there is none.
    """
    found = Found(report.config)
    found.add_all([path for path in paths if path != STDIN])
    bar = Bar(len(found.paths))
    files = FileList(found.paths, bar)
    bar.clear()
    told = [*found.told, *files.failures.values()]
    if has_error(told):
        raise Refused(told)
    report.tell(told)
    data, items = files.data, files.items
    if STDIN in paths:
        more = stdin()
        for item in manifests.cut(more):
            item.start += len(data)
            item.end += len(data)
            items.append(item)
        data += more
    if not any(item.kind or item.is_list for item in items):
        raise Malformed("there are no manifests at the given paths")
    return data, items
