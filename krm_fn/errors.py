"""What stops a run.

Every refusal ends the same way: exit status 1, the items as they came in, and a message
that says what to write.
"""

from __future__ import annotations

from krm_fn import late_re as re

TYPE_CHECKING = False
if TYPE_CHECKING:
    from krm_fn.results import Result


class Refused(Exception):
    """The run cannot go on; `results` holds one or more results of severity "error"."""

    def __init__(self, results: list[Result]) -> None:
        super().__init__("; ".join(result["message"] for result in results))
        self.results = results


class Malformed(Exception):
    """The text is not what its format says; `str()` is one line that says where and why."""


class Located(Malformed):
    """The line that it names, if any, is one of the whole of the data."""


class Usage(Exception):
    """The command line is not one that the help describes."""


class BrokenOff(Exception):
    """The run could not be finished, by no fault of what it read; `str()` says why."""


class Stopped(BaseException):
    """A signal ended the run: things are put in order on the way out."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number

    @property
    def status(self) -> int:
        """The exit status, as a shell has it for a command that a signal ended."""
        return SIGNALLED + self.number

    def __str__(self) -> str:
        import signal

        return f"stopped by {signal.Signals(self.number).name}"


OUT_OF_MEMORY = "ran out of memory"
SIGNALLED = 128


def reason(error: BaseException) -> str:
    """Why a run was not finished."""
    if isinstance(error, KeyboardInterrupt):
        return str(Stopped(2))
    return OUT_OF_MEMORY if isinstance(error, MemoryError) else str(error)


def worded(error: OSError) -> str:
    """What the system refuses, in words: the file, if it is one, and why."""
    why = error.strerror or str(error)
    if isinstance(error.filename, str):
        return f'"{error.filename}" could not be opened: {why}'
    return f"could not be written: {why}"


def shifted(message: str, lines: int) -> str:
    """A message about `line N` of a document, as one about the whole text before it."""
    match = re.match(r"line (\d+):", message)
    return f"line {int(match[1]) + lines}:{message[match.end() :]}" if match else message


def said(message: object) -> str:
    """What a library says, as our messages repeat it: in one line and in quotes, since its words
    change with its version.
    """
    return f'"{" ".join(str(message).split())}"'
