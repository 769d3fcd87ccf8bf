"""Temporary files beside those that they are to replace.

A run that is killed leaves its temporary files. Each is locked as long as its run lives, so a later
run in the same folder can tell them, and takes them away.
"""

from __future__ import annotations

import os
import stat

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any, BinaryIO

PREFIX, SUFFIX = ".set-proxy-env-", ".tmp"
_KEPT_BITS = stat.S_ISUID | stat.S_ISGID | stat.S_ISVTX


class Temporary:
    """A new file beside another one, locked until it is closed, and deleted then unless it has
    taken that one's place.
    """

    __slots__ = ("file", "folder", "path")

    def __init__(self, path: str) -> None:
        self.folder = os.path.dirname(path)
        self.path = ""
        self.file: BinaryIO | None = None

    def write(self, chunks: Iterable[Any], status: os.stat_result) -> None:
        """Write a text; the owner and the mode are those of the old file."""
        self.file = self._opened()
        self.file.writelines(chunks)
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
