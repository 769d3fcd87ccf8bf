"""One file of a list: its edit, or what is told about it."""

from __future__ import annotations

from krm_fn.command.files import about
from krm_fn.edit import foreign_aliases
from krm_fn.errors import Malformed, Refused, shifted

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from krm_fn.command.file_list import File
    from krm_fn.edit.edited import Edited
    from krm_fn.edit.part import Part
    from krm_fn.results import Result
    from krm_fn.yaml.text_edits import ByteSplice


class FileEdit:
    """What came of one file.

    `data` is the file's text, `splices` what changes in it: none where there is nothing to set.
    With an error among `told` nothing is to be changed, and `edited` is None.
    """

    __slots__ = ("data", "edited", "splices", "told")

    def __init__(self, data: bytes, told: list[Result], edited: Edited | None = None) -> None:
        self.data = data
        self.told = told
        self.edited = edited
        self.splices: list[ByteSplice] = []


def edit_file(file: File, part: Part, infos: Iterable[Result] = ()) -> FileEdit:
    """The edit of a file, as a part of the work on its list; `infos` get those of the part."""
    data = part.data[file.start : file.end]
    try:
        edited = part.edited(file.first, file.stop)
        items = part.items[file.first : file.stop]
        anchors = [(index - file.first, name) for index, name in edited.anchors]
        edited.errors += foreign_aliases.errors(part.data, items, anchors, edited.errors)
    except Malformed as error:
        lines = part.data.count(b"\n", 0, file.start)
        return FileEdit(data, [about(file.path, "error", shifted(str(error), -lines))])
    except Refused as refused:
        return FileEdit(data, _with_path(refused.results, file.path))
    if edited.errors:
        return FileEdit(data, _with_path(edited.errors, file.path))
    told = [*edited.differences, *edited.warnings, *infos]
    edit = FileEdit(data, _with_path(told, file.path), edited)
    start = file.start
    edit.splices = [(at - start, end - start, text) for at, end, text in edited.splices]
    return edit


def _with_path(results: list[Result], path: str) -> list[Result]:
    for made in results:
        made["file"] = about(path, "info", "")["file"]
    return results
