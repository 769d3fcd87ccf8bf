"""Files replaced by their edited texts, each in one step: nobody ever sees half of one.

A new text goes to a temporary file in the same folder, which takes the old one's place. Mode and
owner stay. A hard link's other names keep the text that was. The files are not flushed to the disk
(`fsync`), which would take longer than all the rest: after a power cut each is the file that was,
or the new one, as far as the file system promises that.
"""

from __future__ import annotations

import os

from krm_fn.command.temporary import Temporary
from krm_fn.yaml.text_edits import spliced_bytes

TYPE_CHECKING = False
if TYPE_CHECKING:
    from krm_fn.command.file_edit import FileEdit
    from krm_fn.command.file_list import File

AT_ONCE = 64
"""How many files are written before they are put in place: one after another."""


def at_once() -> int:
    """How many files may be written before they are put in place: each is open until then."""
    try:
        import resource
    except ImportError:
        return AT_ONCE
    soft, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    return AT_ONCE if soft == resource.RLIM_INFINITY or soft >= 4 * AT_ONCE else 1


def replace(pairs: list[tuple[File, FileEdit]]) -> dict[int, OSError]:
    """Replace files by their edited texts. All texts are written before the first file is
    replaced: where files come and go in turn, some file systems (ext4) look for a free place ever
    longer.

    Returns why a file could not be replaced, by its index: such a file is as it was.
    """
    failures: dict[int, OSError] = {}
    made: dict[int, Temporary] = {}
    try:
        for file, edit in pairs:
            try:
                _check_writable(file)
                made[file.index] = Temporary(file.path)
                made[file.index].write(spliced_bytes(edit.data, edit.splices), file.status)
            except OSError as error:
                failures[file.index] = error
        for file, _ in pairs:
            if file.index in failures:
                continue
            try:
                if _identity(_status(file.path)) != _identity(file.status):
                    raise OSError(0, "it changed while it was read; run again")
                made[file.index].take_the_place_of(file.path)
            except OSError as error:
                failures[file.index] = error
    finally:
        for temporary in made.values():
            temporary.close()
    return failures


def is_unchanged(file: File) -> bool:
    """Whether a file is there, and still the one that was read."""
    try:
        return _identity(os.lstat(file.path)) == _identity(file.status)
    except OSError:
        return False


def _identity(status: os.stat_result) -> tuple[int, ...]:
    """What changes with each change of a file by others."""
    return status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns


def _status(path: str) -> os.stat_result:
    try:
        return os.lstat(path)
    except FileNotFoundError:
        raise OSError(0, "it was deleted meanwhile") from None


def _check_writable(file: File) -> None:
    """Raise OSError where the old file is not to be written."""
    _status(file.path)
    if not os.access(file.path, os.W_OK):
        raise PermissionError(13, "Permission denied")
