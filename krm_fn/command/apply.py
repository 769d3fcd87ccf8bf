"""The sub-command `apply`: files and folders edited in place, checked, or compared."""

from __future__ import annotations

import os
import signal

from krm_fn.checks import configured
from krm_fn.command.config_file import NO_CONFIG
from krm_fn.command.file_edit import edit_file
from krm_fn.command.file_list import FileList
from krm_fn.command.files import Found, about, failure
from krm_fn.command.options import config_around
from krm_fn.command.passed_over import TEMPLATE
from krm_fn.command.progress import Bar
from krm_fn.command.replacing import at_once, is_unchanged, replace
from krm_fn.command.streams import is_coloured, say, write
from krm_fn.command.table import CHECK, DIFF, EXCLUDE, RESULTS
from krm_fn.edit import parallel, whole_run
from krm_fn.edit.edited import Edited, number, sentence
from krm_fn.edit.items import LOOKED_INTO
from krm_fn.edit.outcome import Counts
from krm_fn.edit.part import Part
from krm_fn.edit.task import Task
from krm_fn.errors import Stopped, Usage, reason
from krm_fn.results import has_error, result
from krm_fn.shown import git_quoted, printable
from krm_fn.wire import manifests
from krm_fn.workloads.inventory import Inventory

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, NoReturn, TypeAlias

    from krm_fn.command.command_line import CommandLine
    from krm_fn.command.file_edit import FileEdit
    from krm_fn.command.file_list import File
    from krm_fn.command.report import Report
    from krm_fn.config.function_config import Configuration
    from krm_fn.edit.whole_run import Seen
    from krm_fn.results import Result

    Row: TypeAlias = tuple[int, int, list[Result], list[bytes]]

FILE_COST = 3000
"""What opening and closing a file costs, in bytes of work."""
_ADDS_NONE = (
    "`istioServiceEntry` adds nothing here: `set-proxy-env apply` edits files, and makes "
    "none; write the ServiceEntry that a run as a pipe prints into one of them"
)
SIGNALS = (signal.SIGINT, signal.SIGTERM)


def apply(line: CommandLine, report: Report) -> int:
    """Run the sub-command; returns its exit status. Raises what `main` tells of."""
    before: dict[int, Any] = {}
    try:
        for number in SIGNALS:
            if signal.getsignal(number) is not signal.SIG_IGN:
                before[number] = signal.signal(number, _stop)
        return _apply(line, report)
    except (Stopped, MemoryError) as error:
        say(f"[error] {reason(error)}: nothing was changed")
        return error.status if isinstance(error, Stopped) else 1
    finally:
        _give_back(before)


def _stop(number: int, _: object) -> NoReturn:
    """End this process; another signal must not keep it from putting things in order.

    Signals are not ignored, but left without effect: Python complains about one that has come, and
    is ignored by the time that it looks at it.
    """
    for each in SIGNALS:
        signal.signal(each, _leave)
    raise Stopped(number)


def _leave(_number: int, _frame: object) -> None:
    pass


def _give_back(handlers: dict[int, Any]) -> None:
    """Set the handlers that were; a signal that comes just now waits for that."""
    signal.pthread_sigmask(signal.SIG_BLOCK, SIGNALS)
    for each, handler in handlers.items():
        signal.signal(each, handler)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, SIGNALS)


def _apply(line: CommandLine, report: Report) -> int:
    paths = line.operands
    config, default = config_around(line, paths, report)
    if config is None:
        raise Usage(NO_CONFIG)
    if not paths:
        raise Usage("must get the files or folders to edit, such as `.` for the folder you are in")
    configuration, warnings = configured.read(config)
    if configuration.istio_service_entry:
        report.tell([result("warning", _ADDS_NONE)])
    own = report.config, line.value(RESULTS)
    found = Found(*own, exclude=line.values(EXCLUDE), by_folder=default is not None)
    found.add_all(paths)
    report.tell(found.told)
    if not (line.has(CHECK) or line.has(DIFF)):
        report.tell(found.tidied())
    run = _Run(found, configuration, line, report, default)
    checked = run.check(warnings)
    report.tell(checked)
    if has_error(checked):
        return 1
    try:
        run.work_in_parts()
        return run.report(failed=found.failed)
    except (Stopped, MemoryError) as error:
        status = error.status if isinstance(error, Stopped) else 1
        why = reason(error)
    say(f"[error] {why}: {run.broken_off()}")
    return status


class _Run:
    """One run over the files."""

    __slots__ = (
        "bar",
        "counts",
        "default",
        "ended",
        "infos",
        "line",
        "list",
        "part",
        "passed_over",
        "paths",
        "process",
        "rows",
        "seen",
        "told",
    )

    def __init__(
        self,
        found: Found,
        configuration: Configuration,
        line: CommandLine,
        report: Report,
        default: str | None,
    ) -> None:
        self.paths = paths = found.paths
        self.passed_over = found.passed_over
        self.default = default
        self.line = line
        self.told = report
        self.infos: list[Result] = []
        self.bar = Bar(len(paths))
        self.counts = Counts()
        self.seen: Seen = {}
        self.list = FileList(paths, self.bar)
        for path in self.list.templates:
            self.passed_over.add(TEMPLATE, path)
        self.rows: list[Row] = [(at, 0, [made], []) for at, made in self.list.failures.items()]
        data, items = self.list.data, self.list.items
        task = Task(configuration, Inventory(data, items))
        task.gate = task.gate or line.has(CHECK)
        self.part = Part(data, items, task, self._keep if report.wants_infos else _unsaid)
        self.process = os.getpid()
        self.ended = ""

    def _keep(self, info: Result) -> bytes:
        self.infos.append(info)
        return b""

    def check(self, warnings: list[Result]) -> list[Result]:
        """What is to tell of the configuration before any edit, given `warnings` about it."""
        task = self.part.task
        return task.judged([*warnings, *task.found()])

    def work_in_parts(self) -> None:
        """Edit all files, in several processes when there are many."""
        files = self.list.files
        weights = [FILE_COST + LOOKED_INTO * (file.end - file.start) for file in files]
        try:
            parts = parallel.in_parts(self._work, weights, self._lost)
        finally:
            self.bar.clear()
        for values, seen, rows in parts:
            self.counts.add(Counts(*values))
            whole_run.add(self.seen, seen)
            self.rows += rows
        self.rows.sort(key=lambda row: row[0])

    def _work(self, first: int, stop: int) -> tuple[Any, ...]:
        """Edit the files from `first` until before `stop`; marshal takes what it returns.

        Parts are taken in their order, so the one at hand stands for all on the bar.
        """
        whole = Edited()
        rows: list[Row] = []
        files, count = self.list.files[first:stop], at_once()
        for at in range(0, len(files), count):
            rows += self._edit(files[at : at + count], first + at, whole)
        return whole.counts.values(), whole.seen, [row for row in rows if any(row[1:])]

    def _lost(self, first: int, stop: int, reason: str) -> tuple[Any, ...]:
        """What `_work` would return, of files whose process is gone: which of them are undone."""
        self.ended = reason
        rows: list[Row] = []
        for file in self.list.files[first:stop]:
            undone = self._only_looks or is_unchanged(file)
            told = [about(file.path, "error", "left as it was; run again")] if undone else []
            rows.append((file.index, int(not undone), told, []))
        whole = Edited()
        return whole.counts.values(), whole.seen, rows

    def broken_off(self) -> str:
        """What was done and what was not, in words, after a run that did not come to its end."""
        files = [] if self._only_looks else self.list.files
        changed = sum(not is_unchanged(file) for file in files)
        if not changed:
            return "nothing was changed"
        count = f"{changed} of {len(self.paths)} files"
        return f"{count} were changed, the others are as they were; run again for them"

    def _edit(self, files: list[File], first: int, whole: Edited) -> list[Row]:
        """What came of each file: whether it changed, what is told about it, and the diff."""
        edits = []
        shows = os.getpid() == self.process
        for done, file in enumerate(files, first):
            if shows:
                self.bar.show(done / len(self.list.files))
            self.infos.clear()
            edits.append((file, edit_file(file, self.part, self.infos)))
        rows: list[Row] = []
        failures: dict[int, OSError] = {}
        if not self._only_looks:
            failures = replace([pair for pair in edits if pair[1].splices])
        for file, edit in edits:
            if file.index in failures:
                made = failure(file.path, "could not be written", failures[file.index])
                rows.append((file.index, 0, [made], []))
                continue
            if edit.edited is not None:
                whole.counts.add(edit.edited.counts)
                whole_run.add(whole.seen, edit.edited.seen)
            rows.append((file.index, len(edit.splices), edit.told, self._diff(file, edit)))
        return rows

    @property
    def _only_looks(self) -> bool:
        return self.line.has(CHECK) or self.line.has(DIFF)

    def _diff(self, file: File, edit: FileEdit) -> list[bytes]:
        if not self.line.has(DIFF) or not edit.splices:
            return []
        from krm_fn.command.unified_diff import unified_diff

        return unified_diff(file.path, edit.data, edit.splices)

    def report(self, *, failed: bool) -> int:
        """Tell what was done; returns the exit status. `failed` says that a path was no use."""
        if self.ended:
            message = f"a process of the function {self.ended}; the files that it left are named"
            self.told.tell([result("error", message)])
        all_told = [made for _, _, told, _ in self.rows for made in told]
        self.told.tell([made for made in all_told if made["severity"] != "info"])
        self.told.inform([made for made in all_told if made["severity"] == "info"])
        differing = {at: why for at, _, told, _ in self.rows if (why := self._reasons(told))}
        errors = sum(has_error(told) for at, _, told, _ in self.rows if at not in differing)
        task = self.part.task
        warnings = task.judged(task.warnings(self.seen))
        self.told.tell(warnings)
        found_none = not self.counts.workloads
        infos = task.infos(self.seen) if found_none or self.told.wants_infos else []
        if not found_none:
            self.told.inform(infos)
        failed = failed or has_error(warnings) or bool(self.ended)
        changed = [at for at, changes, _, _ in self.rows if changes]
        if self.line.has(DIFF):
            self._print_diff()
        elif self.line.has(CHECK):
            listed = sorted({*differing, *changed})
            write([f"{git_quoted(self.paths[at])}\n".encode() for at in listed])
        notes = manifests.left_alone(self.list.items)
        notes += infos if found_none else whole_run.misplaced(self.seen)
        summary = result("info", self._summary(len(changed), errors))
        self.told.tell([*self.passed_over.told(), *notes, summary])
        if not self.line.has(CHECK) or not (changed or differing):
            return 1 if errors or failed else 0
        from krm_fn.command.mending import commands

        reasons = set().union(*differing.values())
        removes = task.configuration.remove
        self.told.tell(commands(self.line, changes=bool(changed), removes=removes, reasons=reasons))
        return 1

    def _reasons(self, told: list[Result]) -> set[str]:
        """Why values stay that differ, in a file that could be edited."""
        if not self.line.has(CHECK) or self.part.task.configuration.verify or not has_error(told):
            return set()
        from krm_fn.edit.verification import reasons

        return reasons(told)

    def _print_diff(self) -> None:
        from krm_fn.command.unified_diff import coloured

        paint = is_coloured(1)
        for _, _, _, lines in self.rows:
            if lines:
                write(coloured(lines) if paint else lines)

    def _summary(self, changed: int, errors: int) -> str:
        files = number(len(self.paths) - len(self.list.templates), "file")
        failed = f"; {errors} failed" if errors else ""
        if self.default is not None:
            failed += f"; configured by {printable(self.default)}"
        if errors and not self.counts.changed:
            return f"nothing {'would be' if self._only_looks else 'was'} set in {files}{failed}"
        would = "would " if self._only_looks else ""
        where, among = f" in {changed} of {files}", f" in {files}"
        configuration = self.part.task.configuration
        return sentence(self.counts, configuration, would=would, where=where, among=among) + failed


def _unsaid(_: Result) -> bytes:
    """Infos are not shown for files: there may be thousands."""
    return b""
