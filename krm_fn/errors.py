"""What stops a run.

Every refusal ends the same way: exit status 1, the items as they came in, and a message
that says what to write.
"""

from __future__ import annotations

import re

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


def shifted(message: str, lines: int) -> str:
    """A message about `line N` of a document, as one about the whole text before it."""
    match = re.match(r"line (\d+):", message)
    return f"line {int(match[1]) + lines}:{message[match.end() :]}" if match else message


def said(message: object) -> str:
    """What a library says, as our messages repeat it: in one line and in quotes, since its words
    change with its version.
    """
    return f'"{" ".join(str(message).split())}"'
