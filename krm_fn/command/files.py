"""Files and folders -> the files that may hold manifests, in a stable order.

In a folder these are all files with one of SUFFIXES, at any depth. Symbolic links and `.git` are
left alone, and so are the files of the configuration and of the results. Passed over, and counted,
are what is excluded, the patches of kustomizations, and the templates of Helm charts, which are no
manifests yet even where they happen to parse.
"""

from __future__ import annotations

import os
import stat

from krm_fn.command import kustomizations
from krm_fn.command.config_file import DEFAULT
from krm_fn.command.exclusions import Exclusions
from krm_fn.command.passed_over import CHART, EXCLUDED, PATCH, PassedOver
from krm_fn.command.temporary import PREFIX, take_away_stale
from krm_fn.edit.edited import number
from krm_fn.results import result

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from krm_fn.results import Result

SUFFIXES = (".yaml", ".yml", ".json")
CHART_FILE = "Chart.yaml"
TEMPLATES = "templates"


class Found:
    """The files found so far, in their order, and what is to be told about others.

    `own` are paths of the run itself, of its configuration and its results, which are left alone;
    None where there is none. `by_folder` says that folders with a default configuration of their own
    go by that one. `folders` are those in which a killed run may have left something.
    """

    __slots__ = (
        "_by_folder",
        "_exclusions",
        "_folders_seen",
        "_kustomizations",
        "_met",
        "_own",
        "_seen",
        "folders",
        "passed_over",
        "paths",
        "told",
    )

    def __init__(
        self, *own: str | None, exclude: Iterable[str] = (), by_folder: bool = False
    ) -> None:
        self.paths: list[str] = []
        self.told: list[Result] = []
        self.folders: set[str] = set()
        self.passed_over = PassedOver()
        self._own = [os.stat(path) for path in own if path is not None and os.path.exists(path)]
        self._exclusions = Exclusions(exclude)
        self._by_folder = by_folder
        self._kustomizations: dict[str, None] = {}
        self._met = 0
        self._seen: set[str] | None = None
        self._folders_seen: dict[str, str] = {}

    @property
    def failed(self) -> bool:
        """Whether a path is not there, or can't be read."""
        return any(made["severity"] == "error" for made in self.told)

    def add_all(self, paths: list[str]) -> None:
        """Add all files that `paths` name, and those of the folders among them, none twice.

        A file that is named is taken whatever its suffix is.
        """
        if len(paths) > 1:
            self._seen = set()
        for path in paths:
            try:
                self._add_named(path)
            except OSError as error:
                self.told.append(failure(path, "could not be read", error))
        self._pass_over_patches()
        self.told += self._exclusions.told()

    def _pass_over_patches(self) -> None:
        if not self._kustomizations:
            return
        patches = kustomizations.patches(self._kustomizations)
        if not patches:
            return
        for path in self.paths:
            if self._whole(path) in patches:
                self.passed_over.add(PATCH, path)
        self.paths = [path for path in self.paths if self._whole(path) not in patches]

    def tidied(self) -> list[Result]:
        """Take away what killed runs have left in the folders at hand; what is told of that."""
        told = []
        for folder in sorted(self.folders):
            if count := take_away_stale(folder):
                message = f"took away {number(count, 'temporary file')} of a run that was killed"
                told.append(about(folder or ".", "info", message))
        return told

    def _add_named(self, path: str) -> None:
        mode = os.lstat(path).st_mode
        is_folder = os.path.isdir(path)
        chart = _chart_around(path)
        if self._exclusions.enter(path, is_folder=is_folder):
            self.passed_over.add(EXCLUDED, path)
        elif chart is not None:
            self.passed_over.add(CHART, os.path.relpath(os.path.join(chart, TEMPLATES)))
        elif is_folder:
            self._note_kustomizations(path)
            self._walk_named(path)
        elif stat.S_ISLNK(mode):
            message = "left alone: a symbolic link; name the file that it leads to"
            self.told.append(about(path, "info", message))
        elif stat.S_ISREG(mode):
            self.folders.add(os.path.dirname(path))
            self._note_kustomizations(os.path.dirname(path))
            self._add(path, os.lstat(path))
        else:
            self.told.append(about(path, "error", "must be a regular file or a folder"))

    def _note_kustomizations(self, folder: str) -> None:
        self._kustomizations.update(dict.fromkeys(kustomizations.around(folder)))

    def _walk_named(self, path: str) -> None:
        before = self._met, len(self.told), len(self.passed_over)
        self._walk(path)
        if before == (self._met, len(self.told), len(self.passed_over)):
            message = f"holds no {', '.join(SUFFIXES[:-1])} or {SUFFIXES[-1]} file to edit"
            self.told.append(about(path, "warning", message))

    def _walk(self, root: str) -> None:
        """All files below a folder: its own first, then those of its folders, by name."""
        waiting = [root]
        while waiting:
            folder = waiting.pop()
            try:
                with os.scandir(folder) as scanned:
                    entries = sorted(scanned, key=lambda entry: entry.name)
            except OSError as error:
                self.told.append(failure(folder, "could not be read", error))
                continue
            if (
                folder != root
                and self._by_folder
                and any(entry.name == DEFAULT for entry in entries)
            ):
                self._leave_to_its_own(folder.removeprefix("./"))
                continue
            bears = self._exclusions.bear_on(folder)
            self._take_files(entries, bears)
            waiting += reversed(self._folders(entries, bears))

    def _leave_to_its_own(self, folder: str) -> None:
        message = f"left alone: it has a `{DEFAULT}` of its own; run `set-proxy-env apply` for this folder"
        self.told.append(about(folder, "warning", message))

    def _take_files(self, entries: list[os.DirEntry[str]], bears: bool) -> None:
        """Take the files of a folder; `bears` says that some may be excluded."""
        for entry in entries:
            path = entry.path.removeprefix("./")
            if entry.name in kustomizations.NAMES:
                self._kustomizations[path] = None
            if entry.name.endswith(SUFFIXES) and entry.is_file(follow_symlinks=False):
                if bears and self._exclusions.cover(path):
                    self.passed_over.add(EXCLUDED, path)
                else:
                    self._add(path, entry.stat(follow_symlinks=False))
            elif entry.name.startswith(PREFIX):
                self.folders.add(os.path.dirname(path))

    def _folders(self, entries: list[os.DirEntry[str]], bears: bool) -> list[str]:
        is_chart = any(entry.name == CHART_FILE for entry in entries)
        folders = []
        for entry in entries:
            if not entry.is_dir(follow_symlinks=False) or entry.name == ".git":
                continue
            path = entry.path.removeprefix("./")
            if bears and self._exclusions.cover(path, is_folder=True):
                self.passed_over.add(EXCLUDED, path)
            elif is_chart and entry.name == TEMPLATES:
                self.passed_over.add(CHART, path)
            else:
                folders.append(entry.path)
        return folders

    def _add(self, path: str, status: os.stat_result) -> None:
        self._met += 1
        if any(os.path.samestat(status, each) for each in self._own):
            return
        if self._seen is not None:
            whole = self._whole(path)
            if whole in self._seen:
                return
            self._seen.add(whole)
        self.paths.append(path)

    def _whole(self, path: str) -> str:
        """A file's whole path, the same whatever links lead to its folder."""
        folder, name = os.path.split(path)
        whole = self._folders_seen.get(folder)
        if whole is None:
            whole = self._folders_seen[folder] = os.path.realpath(folder)
        return os.path.join(whole, name)


def _chart_around(path: str) -> str | None:
    """The Helm chart that has `path` among its templates, or None."""
    parent, name = os.path.split(os.path.abspath(path))
    while name:
        if name == TEMPLATES and os.path.exists(os.path.join(parent, CHART_FILE)):
            return parent
        parent, name = os.path.split(parent)
    return None


def about(path: str, severity: str, message: str) -> Result:
    """A result about a file."""
    return result(severity, message, file={"path": path})


def failure(path: str, problem: str, error: OSError) -> Result:
    """A result about a file that the system refuses."""
    return about(path, "error", f"{problem}: {error.strerror}")
