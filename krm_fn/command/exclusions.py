"""Paths that are excluded: by `--exclude`, and by files called `.set-proxy-envignore`.

Both have patterns as `.gitignore` has them: those of `--exclude` are relative to the working folder,
those of a file to the folder that it is in, and a file further in comes before one further out.
The library that reads them is imported when there is a pattern.
"""

from __future__ import annotations

import os

from krm_fn.errors import Malformed, Usage, said
from krm_fn.results import result
from krm_fn.shown import printable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from pathspec import GitIgnoreSpec

    from krm_fn.results import Result

IGNORE = ".set-proxy-envignore"


class Exclusions:
    """The patterns that bear on the paths of a run."""

    __slots__ = ("_base", "_chains", "_given", "_outer", "_unmatched", "_working")

    def __init__(self, patterns: Iterable[str] = ()) -> None:
        self._given = {each: _given(each) for each in patterns}
        self._unmatched = dict.fromkeys(self._given)
        self._chains: dict[str, tuple[tuple[str, GitIgnoreSpec], ...]] = {}
        self._working = self._base = self._outer = os.getcwd()

    def enter(self, operand: str, *, is_folder: bool) -> bool:
        """Begin with a path of the command line: whether it is excluded, by itself or with a folder
        around it. Elsewhere than in the working folder, `--exclude` is relative to it.
        """
        whole = os.path.abspath(operand)
        self._outer = whole if is_folder else os.path.dirname(whole)
        self._chains.clear()
        self._base = self._working if _is_below(whole, self._working) else self._outer
        if self.cover(whole, is_folder=is_folder):
            return True
        tops = [folder for folder, _ in self._chain(os.path.dirname(whole))]
        tops += [self._base] if self._given else []
        parent = os.path.dirname(whole)
        while any(_is_below(parent, top) for top in tops):
            if self.cover(parent, is_folder=True):
                return True
            parent = os.path.dirname(parent)
        return False

    def bear_on(self, folder: str) -> bool:
        """Whether there is a pattern for what is in a folder. Raises Malformed, as `cover` does."""
        return bool(self._given or self._chain(os.path.abspath(folder)))

    def cover(self, path: str, *, is_folder: bool = False) -> bool:
        """Whether a path is excluded. Raises Malformed for an ignore file that can't be read."""
        whole = os.path.abspath(path)
        chain = self._chain(os.path.dirname(whole))
        end = "/" if is_folder else ""
        excluded = self._by_options(whole, end)
        for folder, spec in chain if excluded is None else ():
            included = spec.check_file(_below(folder, whole) + end).include
            if included is not None:
                return included
        return bool(excluded)

    def _by_options(self, whole: str, end: str) -> bool | None:
        """What the patterns of `--exclude` say; None where they say nothing. The last counts."""
        excluded = None
        for pattern, spec in self._given.items() if _is_below(whole, self._base) else ():
            included = spec.check_file(_below(self._base, whole) + end).include
            if included is not None:
                excluded = included
                self._unmatched.pop(pattern, None)
        return excluded

    def _chain(self, folder: str) -> tuple[tuple[str, GitIgnoreSpec], ...]:
        """The ignore files for what is in a folder, its own first: up to the path that is named, and
        as far as the repository goes that it is in.
        """
        if folder not in self._chains:
            path, parent = os.path.join(folder, IGNORE), os.path.dirname(folder)
            own = ((folder, _read(path)),) if os.path.isfile(path) else ()
            is_top = parent == folder or (
                not _is_below(folder, self._outer) and os.path.exists(os.path.join(folder, ".git"))
            )
            self._chains[folder] = own + (() if is_top else self._chain(parent))
        return self._chains[folder]

    def told(self) -> list[Result]:
        """Warnings about patterns of the command line that no path matches."""
        return [
            result(
                "warning",
                f'`--exclude` "{printable(pattern)}" matches nothing; patterns are those of '
                ".gitignore, relative to the folder you are in",
                tags={"rule": "unmatched"},
            )
            for pattern in self._unmatched
        ]


def _is_below(whole: str, folder: str) -> bool:
    return whole.startswith(folder if folder.endswith("/") else f"{folder}/")


def _below(folder: str, whole: str) -> str:
    """A path relative to a folder that it is in."""
    return whole[len(folder.rstrip("/")) + 1 :]


def _spec(lines: Iterable[str]) -> GitIgnoreSpec:
    from pathspec import GitIgnoreSpec

    return GitIgnoreSpec.from_lines(lines)


def _given(pattern: str) -> GitIgnoreSpec:
    try:
        return _spec([pattern])
    except ValueError:
        shown = printable(pattern)
        raise Usage(f'`--exclude` must be a pattern as in .gitignore, got "{shown}"') from None


def _read(path: str) -> GitIgnoreSpec:
    try:
        with open(path, encoding="utf-8") as file:
            return _spec(file.read().splitlines())
    except ValueError as error:
        shown = printable(path)
        problem = f'"{shown}" must hold patterns as in .gitignore, in UTF-8: {said(error)}'
        raise Malformed(problem) from None
