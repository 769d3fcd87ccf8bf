"""What a run tells: on stderr as lines, or in another format, and in a file where one is named."""

from __future__ import annotations

from krm_fn.command.streams import complain, say, tell, tell_of
from krm_fn.command.table import ANSWERS, CONFIG, FORMAT, RESULTS, VERBOSE
from krm_fn.errors import Usage
from krm_fn.results import grouped, result

TYPE_CHECKING = False
if TYPE_CHECKING:
    from krm_fn.command.command_line import CommandLine
    from krm_fn.command.lines import Lines
    from krm_fn.results import Result
    from krm_fn.transform import Outcome

YAML = "yaml"
ENDINGS = {".json": "json", ".sarif": "sarif"}


class Report:
    """The results of a run, in the order in which they are told. Raises Usage for a file that is none.

    `config` is the file of the configuration. `is_verbose` says that infos are printed, `wants_infos`
    that they are printed or written.
    """

    __slots__ = ("_format", "_path", "config", "is_verbose", "results", "wants_infos")

    def __init__(self, line: CommandLine) -> None:
        self.results: list[Result] = []
        self.is_verbose = line.has(VERBOSE)
        self.config = line.value(CONFIG)
        self._path = line.value(RESULTS)
        if self._path == "-":
            raise Usage(f"`{RESULTS}` must name a file; `{FORMAT}` by itself prints to stderr")
        self._format = None if line.command in ANSWERS else line.value(FORMAT)
        if self._path is not None and self._format is None:
            ending = self._path[self._path.rfind(".") :]
            self._format = ENDINGS.get(ending, YAML)
        self.wants_infos = self.is_verbose or self._format is not None

    @property
    def _prints_lines(self) -> bool:
        return self._path is not None or self._format is None

    def tell(self, results: list[Result]) -> None:
        """Add results that everybody is told."""
        self.results += results
        if self._prints_lines:
            tell(self._located(results if self.is_verbose else grouped(results)[0]))

    def _located(self, results: list[Result]) -> list[Result]:
        """The results as they are printed: those about the configuration's file with a line."""
        if not any(_path(made) == self.config for made in results if "file" in made):
            return results
        from krm_fn.command.lines import Lines

        lines = Lines()
        return [self._with_line(made, lines) for made in results]

    def _with_line(self, made: Result, lines: Lines) -> Result:
        line = lines.of(made) if _path(made) == self.config else 0
        return {**made, "file": {"path": f"{self.config}:{line}"}} if line else made

    def inform(self, infos: list[Result]) -> None:
        """Add infos that only those are told who ask for them."""
        self.results += infos
        if self.is_verbose and self._prints_lines:
            tell(infos)

    def fail(self, message: str) -> None:
        """Add an error that is about the run as a whole."""
        self.results.append(result("error", message))
        if self._prints_lines:
            say(f"[error] {message}")

    def give(self, outcome: Outcome, data: bytes) -> None:
        """Tell what came of a pipe's run on `data`, and write it."""
        if self._prints_lines:
            results = outcome.results if self.is_verbose else outcome.told
            tell_of(self._located(results), data)
        if self._format == YAML and self._path is not None:
            self._write(list(map(bytes, outcome.written)) or [b"[]\n"])
        elif self._format is not None:
            self.results = outcome.results
            self.close()

    def close(self) -> None:
        """Write the results, where a file or a format is named."""
        if self._format is not None:
            from krm_fn.command import formats

            self._write(formats.FORMATS[self._format](self.results))

    def _write(self, chunks: list[bytes]) -> None:
        if self._path is None:
            complain(b"".join(chunks))
            return
        with open(self._path, "wb") as file:
            file.writelines(chunks)


def _path(made: Result) -> str | None:
    return made.get("file", {}).get("path")
