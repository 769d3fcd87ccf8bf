"""Files read into one list: their manifests, cut into items, as if they stood in one text.

The files of a run are one list, like a ResourceList: a Namespace in one file counts for the
workloads in another.
"""

from __future__ import annotations

import os

from krm_fn.command.files import about, failure
from krm_fn.command.templates import is_template, may_be_template
from krm_fn.errors import Malformed
from krm_fn.wire import manifests
from krm_fn.workloads.built_in import BUILT_IN

TYPE_CHECKING = False
if TYPE_CHECKING:
    from krm_fn.command.progress import Bar
    from krm_fn.results import Result
    from krm_fn.wire.item import Item


class File:
    """A file with manifests: `data[start:end]` of the list's, and `items[first:stop]`.

    `index` is its place among the run's paths, `status` what the system said when it was read.
    """

    __slots__ = ("end", "first", "index", "path", "start", "status", "stop")

    def __init__(self, index: int, path: str, status: os.stat_result) -> None:
        self.index = index
        self.path = path
        self.status = status
        self.start = self.end = self.first = self.stop = 0


class FileList:
    """The manifests of all files, the paths of templates, and for each other file that can't be read
    an error, by its index.
    """

    __slots__ = ("data", "failures", "files", "items", "templates")

    def __init__(self, paths: list[str], bar: Bar) -> None:
        self.files: list[File] = []
        self.items: list[Item] = []
        self.failures: dict[int, Result] = {}
        self.templates: list[str] = []
        texts: list[bytes] = []
        for index, path in enumerate(paths):
            bar.show(index / len(paths), "reading ")
            text = self._read(index, path)
            if text:
                texts.append(text)
        self.data = b"".join(texts)

    def _read(self, index: int, path: str) -> bytes:
        """Add a file; returns its text, nothing when it holds no manifests."""
        try:
            with open(path, "rb", buffering=0) as file:
                made = File(index, path, os.fstat(file.fileno()))
                text = file.readall()
            items = _items(path, text)
        except OSError as error:
            self.failures[index] = failure(path, "could not be read", error)
            return b""
        except Malformed as error:
            if is_template(text, error):
                self.templates.append(path)
            else:
                self.failures[index] = about(path, "error", str(error))
            return b""
        if not items:
            return b""
        self._add(made, items, text)
        return text

    def _add(self, file: File, items: list[Item], text: bytes) -> None:
        file.start = self.files[-1].end if self.files else 0
        file.end = file.start + len(text)
        file.first = len(self.items)
        for item in items:
            item.start += file.start
            item.end += file.start
        self.items += items
        file.stop = len(self.items)
        self.files.append(file)


def _items(path: str, text: bytes) -> list[Item]:
    """A file's manifests, and what is a list; what has no kind is none. Raises Malformed.

    JSON is often no manifest and often not strict (settings with comments), so a `.json` file
    without the two keys is not parsed. What workloads in other files may depend on is checked
    here, so that a broken file is not in the list; in a text with holes that is all there is.
    """
    if path.endswith(".json") and not (b'"apiVersion"' in text and b'"kind"' in text):
        return []
    items = manifests.cut(text)
    holed = may_be_template(text)
    for item in items:
        if item.kind and (holed or item.kind not in BUILT_IN):
            try:
                item.check(text)
            except Malformed as error:
                raise item.located(error, text) from None
    return [item for item in items if item.kind or item.is_list]
