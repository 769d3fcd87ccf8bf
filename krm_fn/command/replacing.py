"""Files replaced by their edited texts, each in one step: nobody ever sees half of one.

A new text goes to a temporary file in the same folder, which takes the old one's place. Mode and
owner stay. A hard link's other names keep the text that was. The files are not flushed to the disk
(`fsync`), which would take longer than all the rest: after a power cut each is the file that was,
or the new one, as far as the file system promises that.

A run that is killed leaves its temporary files. Each is locked as long as its run lives, so a later
run in the same folder can tell them, and takes them away.
"""

from __future__ import annotations

import os
import stat

from krm_fn.yaml.splice import spliced_bytes

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import BinaryIO

    from krm_fn.command.file_edit import FileEdit
    from krm_fn.command.file_list import File

AT_ONCE = 64
"""How many files are written before they are put in place: one after another."""
PREFIX, SUFFIX = ".set-proxy-env-", ".tmp"
_KEPT_BITS = stat.S_ISUID | stat.S_ISGID | stat.S_ISVTX


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
    made: dict[int, _Temporary] = {}
    try:
        for file, edit in pairs:
            try:
                _check_writable(file)
                made[file.index] = _Temporary(file.path)
                made[file.index].write(edit, file.status)
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


def take_away_stale(folder: str) -> int:
    """Take away the temporary files in a folder that a killed run has left; how many they were."""
    if not hasattr(os, "geteuid"):
        return 0
    try:
        with os.scandir(folder or ".") as entries:
            names = [each.name for each in entries if _is_ours(each.name)]
    except OSError:
        return 0
    return sum(_take_away(os.path.join(folder, name)) for name in names)


class _Temporary:
    """A new file beside another one, locked until it is closed, and deleted then unless it has
    taken that one's place.
    """

    __slots__ = ("file", "folder", "path")

    def __init__(self, path: str) -> None:
        self.folder = os.path.dirname(path)
        self.path = ""
        self.file: BinaryIO | None = None

    def write(self, edit: FileEdit, status: os.stat_result) -> None:
        """Write the edited text; the owner and the mode are those of the old file."""
        self.file = self._opened()
        self.file.writelines(spliced_bytes(edit.data, edit.splices))
        self.file.flush()  # a write takes the bits away that have a program run as its owner
        _take_over(self.file.fileno(), status)

    def _opened(self) -> BinaryIO:
        """The new file, locked. Another run may have come first, and have taken it away: then it is
        one of another name.
        """
        for last in (False, False, True):
            name = f"{PREFIX}{os.urandom(6).hex()}{SUFFIX}"
            self.path = os.path.join(self.folder, name)
            descriptor = os.open(self.path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            file = os.fdopen(descriptor, "wb")
            _lock(descriptor)
            if last or os.fstat(descriptor).st_nlink:
                break
            file.close()
        return file

    def take_the_place_of(self, path: str) -> None:
        """Be the file at `path` from now on."""
        os.replace(self.path, path)
        self.path = ""

    def close(self) -> None:
        """Give back what is held."""
        try:
            if self.path:
                os.unlink(self.path)
        except OSError:
            pass  # it could not even be made
        try:
            if self.file is not None:
                self.file.close()
        except OSError:
            pass  # the disk is full, which has been told


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


def _take_over(descriptor: int, status: os.stat_result) -> None:
    """Give the new file the owner and the mode of the old one."""
    if not hasattr(os, "fchown"):
        return
    made = os.fstat(descriptor)
    if (made.st_uid, made.st_gid) != (status.st_uid, status.st_gid):
        os.fchown(descriptor, status.st_uid, status.st_gid)
    os.fchmod(descriptor, stat.S_IMODE(status.st_mode))
    if (os.fstat(descriptor).st_mode ^ status.st_mode) & _KEPT_BITS:
        raise OSError(0, "its set-user-ID, set-group-ID or sticky bit cannot be kept")


def _lock(descriptor: int, *, wait: bool = True) -> bool:
    """Lock an open file, which its end unlocks, and that of its process; whether it is locked."""
    try:
        import fcntl

        fcntl.flock(descriptor, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
    except (ImportError, OSError):
        return False
    return True


def _is_ours(name: str) -> bool:
    middle = name.removeprefix(PREFIX).removesuffix(SUFFIX)
    is_random = len(middle) == 12 and set(middle) <= set("0123456789abcdef")
    return is_random and name == PREFIX + middle + SUFFIX


def _take_away(path: str) -> bool:
    """Take away a temporary file that nobody has: whether it was one."""
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    except OSError:
        return False
    try:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode) or status.st_uid != os.geteuid():
            return False
        if not _lock(descriptor, wait=False):
            return False
        os.unlink(path)
    except OSError:
        return False
    finally:
        os.close(descriptor)
    return True
