"""One file of a list: edited, and replaced in one step, or left as it is."""

from __future__ import annotations

import os

from krm_fn.command.files import about
from krm_fn.edit import foreign_aliases
from krm_fn.errors import Malformed, Refused, shifted
from krm_fn.yaml.splice import spliced_bytes

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from krm_fn.command.file_list import File
    from krm_fn.edit.edited import Edited
    from krm_fn.edit.part import Part
    from krm_fn.results import Result
    from krm_fn.yaml.splice import ByteSplice


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


def edit_file(file: File, part: Part) -> FileEdit:
    """The edit of a file, as a part of the work on its list."""
    data = part.data[file.start : file.end]
    try:
        edited = part.edited(file.first, file.stop)
        items = part.items[file.first : file.stop]
        anchors = [(index - file.first, name) for index, name in edited.anchors]
        edited.errors += foreign_aliases.errors(part.data, items, anchors)
    except Malformed as error:
        lines = part.data.count(b"\n", 0, file.start)
        return FileEdit(data, [about(file.path, "error", shifted(str(error), -lines))])
    except Refused as refused:
        return FileEdit(data, _with_path(refused.results, file.path))
    if edited.errors:
        return FileEdit(data, _with_path(edited.errors, file.path))
    edit = FileEdit(data, _with_path(edited.warnings, file.path), edited)
    start = file.start
    edit.splices = [(at - start, end - start, text) for at, end, text in edited.splices]
    return edit


def _with_path(results: list[Result], path: str) -> list[Result]:
    for made in results:
        made["file"] = about(path, "info", "")["file"]
    return results


def replace(pairs: list[tuple[File, FileEdit]]) -> dict[int, OSError]:
    """Replace files by their edited texts, each in one step: nobody ever sees half of one.

    All texts are written before the first file is replaced: where files come and go in turn,
    some file systems (ext4) look for a free place ever longer.

    Mode and owner stay. A hard link's other names keep the text that was. The files are not
    flushed to the disk (`fsync`), which would take longer than all the rest: after a power cut
    each is the file that was, or the new one, as far as the file system promises that.

    Returns why a file could not be replaced, by its index: such a file is as it was.
    """
    failures: dict[int, OSError] = {}
    temporaries: dict[int, str] = {}
    try:
        for file, edit in pairs:
            try:
                temporaries[file.index] = _beside(file)
                _write(temporaries[file.index], file, edit)
            except OSError as error:
                failures[file.index] = error
        for file, _ in pairs:
            if file.index in failures:
                continue
            try:
                _check_unchanged(file)
                os.replace(temporaries[file.index], file.path)
                del temporaries[file.index]
            except OSError as error:
                failures[file.index] = error
    finally:
        _remove(temporaries.values())
    return failures


def _remove(paths: Iterable[str]) -> None:
    for path in paths:
        try:
            os.unlink(path)
        except OSError:
            pass  # it could not even be made


def _beside(file: File) -> str:
    """The path of a new file in the same folder. Raises OSError where the old one is not to be
    written.
    """
    if not os.access(file.path, os.W_OK):
        raise PermissionError(13, "Permission denied")
    folder = os.path.dirname(file.path)
    return os.path.join(folder, f".set-proxy-env-{os.urandom(6).hex()}.tmp")


def _write(path: str, file: File, edit: FileEdit) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with open(descriptor, "wb") as new:
        new.writelines(spliced_bytes(edit.data, edit.splices))
        _take_over(descriptor, file.status)


def _take_over(descriptor: int, status: os.stat_result) -> None:
    """Give the new file the owner and the mode of the old one."""
    if not hasattr(os, "fchown"):
        return
    made = os.fstat(descriptor)
    if (made.st_uid, made.st_gid) != (status.st_uid, status.st_gid):
        os.fchown(descriptor, status.st_uid, status.st_gid)
    os.fchmod(descriptor, status.st_mode & 0o7777)


def _check_unchanged(file: File) -> None:
    """Raise OSError where another program has written or replaced the file since it was read."""
    now, before = os.lstat(file.path), file.status
    if (now.st_ino, now.st_size, now.st_mtime_ns) != (
        before.st_ino,
        before.st_size,
        before.st_mtime_ns,
    ):
        raise OSError(0, "it changed while it was read; run again")
