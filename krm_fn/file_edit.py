"""One file: read, edited, and replaced in one step, or left as it is."""

from __future__ import annotations

import os

from krm_fn import manifests
from krm_fn.edit_items import Edited, edit_items
from krm_fn.errors import Malformed, Refused
from krm_fn.files import about, failure
from krm_fn.splice import spliced_bytes

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

    from krm_fn.function_config import Configuration
    from krm_fn.results import Result
    from krm_fn.workload_edit import Counts


class FileEdit:
    """What came of one file.

    `data` is the file's text, `splices` what changes in it: none where there is nothing to set.
    With an error among `told` nothing is to be changed, and there are no counts.
    """

    __slots__ = ("counts", "data", "splices", "status", "told")

    def __init__(self, data: bytes = b"", status: os.stat_result | None = None) -> None:
        self.data = data
        self.status = status
        self.splices: list[Any] = []
        self.counts: Counts | None = None
        self.told: list[Result] = []


def edit_file(path: str, configuration: Configuration) -> FileEdit:
    """Read and edit a file, without writing it."""
    try:
        with open(path, "rb", buffering=0) as file:
            edit = FileEdit(file.readall(), os.fstat(file.fileno()))
    except OSError as error:
        failed = FileEdit()
        failed.told.append(failure(path, "could not be read", error))
        return failed
    try:
        edited = _edited(path, edit.data, configuration)
    except Malformed as error:
        edit.told.append(about(path, "error", str(error)))
    except Refused as refused:
        edit.told += _with_path(refused.results, path)
    else:
        edit.told += _with_path(edited.errors or edited.warnings, path)
        if not edited.errors:
            edit.splices = edited.splices
            edit.counts = edited.counts
    return edit


def _edited(path: str, data: bytes, configuration: Configuration) -> Edited:
    """The edit of a file's manifests. What has no kind is none: nothing in it is a workload.

    JSON is often not manifests and often not strict (settings with comments), so a `.json` file
    in which no pod can stand is not read further.
    """
    if path.endswith(".json") and not (b"ontainers" in data and b"kind" in data):
        return Edited()
    items = [item for item in manifests.cut(data) if item.kind]
    return edit_items(data, items, configuration, _unsaid) if items else Edited()


def _unsaid(_: Result) -> str:
    """Infos about single workloads are not shown for files: there may be thousands."""
    return ""


def _with_path(results: Iterable[Result], path: str) -> list[Result]:
    for made in results:
        made["file"] = about(path, "info", "")["file"]
    return list(results)


def replace(path: str, edit: FileEdit) -> None:
    """Replace a file by its edited text, in one step: nobody ever sees half of it.

    Mode and owner stay. A hard link's other names keep the text that was. The file is not
    flushed to the disk (`fsync`), which would take longer than all the rest: after a power cut
    it is the file that was, or the new one, as far as the file system promises that.

    Raises OSError, and then the file is as it was.
    """
    status = edit.status
    assert status is not None
    if not os.access(path, os.W_OK):
        raise PermissionError(13, "Permission denied")
    folder = os.path.dirname(path)
    temporary = os.path.join(folder, f".set-proxy-env-{os.urandom(6).hex()}.tmp")
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with open(descriptor, "wb") as file:
            file.writelines(spliced_bytes(edit.data, edit.splices))
            _take_over(descriptor, status)
        _check_unchanged(path, status)
        os.replace(temporary, path)
    except BaseException:
        os.unlink(temporary)
        raise


def _take_over(descriptor: int, status: os.stat_result) -> None:
    """Give the new file the owner and the mode of the old one."""
    if not hasattr(os, "fchown"):
        return
    made = os.fstat(descriptor)
    if (made.st_uid, made.st_gid) != (status.st_uid, status.st_gid):
        os.fchown(descriptor, status.st_uid, status.st_gid)
    os.fchmod(descriptor, status.st_mode & 0o7777)


def _check_unchanged(path: str, before: os.stat_result) -> None:
    """Raise OSError where another program has written or replaced the file since it was read."""
    now = os.lstat(path)
    if (now.st_ino, now.st_size, now.st_mtime_ns) != (
        before.st_ino,
        before.st_size,
        before.st_mtime_ns,
    ):
        raise OSError(0, "it changed while it was read; run again")
