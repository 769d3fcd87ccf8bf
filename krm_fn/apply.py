"""The sub-command `apply`: files and folders edited in place, checked, or compared."""

from __future__ import annotations

import os
import signal

from krm_fn import function_config, parallel
from krm_fn.cli import FIELDS, Usage, config_of, parsed, say, write
from krm_fn.edit_items import LOOKED_INTO, summary_of
from krm_fn.errors import Malformed, Refused
from krm_fn.file_edit import edit_file, replace
from krm_fn.files import Found, failure, shown
from krm_fn.progress import Bar
from krm_fn.results import has_error, one_line, result
from krm_fn.workload_edit import Counts

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any, NoReturn, TypeAlias

    from krm_fn.file_edit import FileEdit
    from krm_fn.function_config import Configuration
    from krm_fn.results import Result

    Row: TypeAlias = tuple[int, bool, list[Result], list[bytes]]

HELP = """\
set-proxy-env apply: set proxy variables in files, in place

Usage:
  set-proxy-env apply [--check] [--diff] --config FILE PATH...
  set-proxy-env apply [--check] [--diff] --http-proxy URL --no-proxy LIST PATH...

Edits the files, and in folders all .yaml, .yml and .json files at any depth. Symbolic links, .git,
the configuration's own file and the templates of Helm charts are left alone. A file that cannot be
edited is left as it is, and named; the others are edited.

Options:
  --check             change nothing; list the files that would change
  --diff              change nothing; print what would change, as a unified diff
  --config FILE       the functionConfig: a ConfigMap or a SetProxyEnv, as a file
  --http-proxy URL, --https-proxy URL, --no-proxy LIST, --all-proxy URL, --existing MODE
                      the configuration, instead of a file: see `set-proxy-env --help`
  --help

Exit status: 0; with --check 1 when a file would change; 2 on any error.
"""
CHECK, DIFF = "--check", "--diff"
FILE_COST = 3000
"""What opening and closing a file costs, in bytes of work."""
ERROR = 2


class Stopped(BaseException):
    """A signal ended the run; the temporary file at hand is removed on the way out."""


def apply(arguments: list[str]) -> int:
    """Run the sub-command; returns its exit status."""
    signals = (signal.SIGINT, signal.SIGTERM)
    before = [signal.signal(number, _stop) for number in signals]
    try:
        return _apply(arguments)
    except Refused as refused:
        _tell(refused.results)
    except BrokenPipeError:
        raise
    except (Usage, Malformed, OSError) as error:
        say(f"[error] {error}\n")
    except Stopped as stopped:
        return 128 + int(stopped.args[0])
    finally:
        for number, handler in zip(signals, before, strict=True):
            signal.signal(number, handler)
    return ERROR


def _stop(number: int, _: object) -> NoReturn:
    raise Stopped(number)


def _apply(arguments: list[str]) -> int:
    paths: list[str] = []
    options = parsed(arguments, (*FIELDS, "--config"), (CHECK, DIFF), paths)
    if "--help" in options:
        write([HELP.encode()])
        return 0
    config = config_of(options)
    if config is None:
        raise Usage("must get a configuration: `--config FILE`, or `--http-proxy URL` and others")
    if not paths:
        raise Usage("must get the files or folders to edit, such as `.` for the folder you are in")
    configuration, warnings = function_config.read(config)
    found = Found(options.get("--config"))
    found.add_all(paths)
    _tell(warnings + found.told)
    run = _Run(list(found.sizes), configuration, options)
    run.work_in_parts(list(found.sizes.values()))
    return run.report(failed=found.failed)


class _Run:
    """One run over the files."""

    __slots__ = ("bar", "configuration", "counts", "options", "order", "paths", "rows")

    def __init__(
        self, paths: list[str], configuration: Configuration, options: dict[str, str]
    ) -> None:
        self.paths = paths
        self.configuration = configuration
        self.options = options
        self.bar = Bar(len(paths))
        self.counts = Counts()
        self.rows: list[Row] = []
        parts = parallel.MAX_PROCESSES
        self.order = [at for part in range(parts) for at in range(part, len(paths), parts)]

    def work_in_parts(self, sizes: list[int]) -> None:
        """Edit all files, in several processes when there are many.

        Neighbours are often alike, so a part has files from everywhere: all parts take as long.
        """
        weights = [FILE_COST + LOOKED_INTO * sizes[at] for at in self.order]
        try:
            parts = parallel.in_parts(self._work, weights)
        finally:
            self.bar.clear()
        for values, rows in parts:
            self.counts.add(Counts(*values))
            self.rows += rows
        self.rows.sort(key=lambda row: row[0])

    def _work(self, first: int, stop: int) -> tuple[Any, ...]:
        """Edit the files from `first` until before `stop` of the order; marshal takes what it
        returns. The first part is this process's own, and stands for the others on the bar.
        """
        counts = Counts()
        rows = [self._edit(at, counts) for at in self._watched(first, stop)]
        return counts.values(), [row for row in rows if any(row[1:])]

    def _watched(self, first: int, stop: int) -> Iterator[int]:
        for done, at in enumerate(self.order[first:stop]):
            if first == 0:
                self.bar.show(done / stop)
            yield at

    def _edit(self, at: int, counts: Counts) -> Row:
        """What came of a file: whether it changed, what is told about it, and the diff."""
        path = self.paths[at]
        edit = edit_file(path, self.configuration)
        told, diff = edit.told, []
        if edit.splices:
            try:
                diff = self._change(path, edit)
            except OSError as error:
                return at, False, [failure(path, "could not be written", error)], []
        if edit.counts is not None:
            counts.add(edit.counts)
        return at, bool(edit.splices), told, diff

    def _change(self, path: str, edit: FileEdit) -> list[bytes]:
        if DIFF in self.options:
            from krm_fn.unified_diff import unified_diff

            return unified_diff(path, edit.data, edit.splices)
        if CHECK not in self.options:
            replace(path, edit)
        return []

    def report(self, *, failed: bool) -> int:
        """Tell what was done; returns the exit status. `failed` says that a path was no use."""
        for _, _, told, _ in self.rows:
            _tell(told)
        errors = sum(has_error(told) for _, _, told, _ in self.rows)
        changed = [at for at, changes, _, _ in self.rows if changes]
        if DIFF in self.options:
            self._print_diff()
        elif CHECK in self.options:
            write([os.fsencode(shown(self.paths[at])) + b"\n" for at in changed])
        _tell([result("info", self._summary(len(changed), errors))])
        if errors or failed:
            return ERROR
        return 1 if changed and CHECK in self.options else 0

    def _print_diff(self) -> None:
        from krm_fn.unified_diff import coloured

        paint = os.isatty(1) and not os.environ.get("NO_COLOR")
        for _, _, _, lines in self.rows:
            if lines:
                write(coloured(lines) if paint else lines)

    def _summary(self, changed: int, errors: int) -> str:
        files = f"{len(self.paths)} file" + "s" * (len(self.paths) != 1)
        text = summary_of(self.counts, f" in {changed} of {files}")
        if CHECK in self.options or DIFF in self.options:
            text = f"would {text}"
        return f"{text}; {errors} failed" if errors else text


def _tell(results: list[Result]) -> None:
    if results:
        say("".join(one_line(each) + "\n" for each in results))
