"""Text as it is printed: on one line, harmless to a terminal and to a CI system, and without
passwords. All that is printed of names, paths, values and files goes through here.
"""

from __future__ import annotations

from krm_fn import late_re as re

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

LONGEST = 200
"""How many characters of a value a message shows."""

# `##[error]`, `##vso[...]`, `##teamcity[...]`: CI systems look for these anywhere in a line.
_COMMAND = r"##(?=\w*\[)"
_SHORT = {7: "a", 8: "b", 9: "t", 10: "n", 11: "v", 12: "f", 13: "r", 34: '"', 92: "\\"}


def shown(text: str) -> str:
    """The text on one line: what isn't printable (control characters, line separators, marks that
    turn the direction of writing, bytes that are no UTF-8) is escaped, what may be a password in a
    URL or in `password=...` is `***`, and no part of it is a command to a CI system.
    """
    if "@" in text or "=" in text:
        from krm_fn.user_information import masked

        text = masked(text)
    if not text.isprintable():
        text = "".join(map(_escaped, text))
    return re.sub(_COMMAND, r"#\\x23", text) if "##" in text else text


def shown_first(text: str) -> str:
    """As `shown`, for the start of a line, where `::` is a command to a CI system."""
    made = shown(text).lstrip()
    return r"\x3a" + made[1:] if made.startswith("::") else made


def printable(value: str) -> str:
    """A value as messages show it: as `shown`, and at most 200 characters of it."""
    if "@" in value or "=" in value:
        from krm_fn.user_information import is_url, masked, redacted

        value = redacted(value) if "@" in value and is_url(value) else masked(value)
    return shown(value if len(value) <= LONGEST else value[:LONGEST] + "...")


def shown_entries(entries: Iterable[str]) -> str:
    """Entries of noProxy with commas between them. One may be a URL, written there by mistake, or
    the beginning of one, with a password that holds a comma.
    """
    shown = (redact(each) if "@" in each or "://" in each else each for each in entries)
    return printable(",".join(shown))


def redact(url: str) -> str:
    """A value that is meant to be a URL, as messages show it, a password in it as `***`.

    The value may be malformed. What stands before the last `@` counts as user and password,
    whatever characters it has; a user without a password may be a token and is hidden too, and
    so are a port that is no number, a host that is none, a path and a query. References such as
    `$(PASSWORD)` are shown.
    """
    from krm_fn.user_information import redacted

    return printable(redacted(url))


def git_quoted(path: str) -> str:
    """A path as git prints it: between double quotes, with C's escapes, where it needs them.

    git escapes bytes; what is printable and not ASCII stays readable, as with `core.quotePath=false`.
    The bytes of a path that are no UTF-8 are surrogates here, as `os.fsdecode` makes them.
    """
    is_plain = path.isprintable() and not any(mark in path for mark in ('"', "\\", "##"))
    if is_plain and not path.lstrip().startswith("::"):
        return path
    return '"' + re.sub(_COMMAND, r"#\\043", "".join(map(_git_escaped, path))) + '"'


def _escaped(char: str) -> str:
    return char if char.isprintable() else char.encode("unicode_escape").decode()


def _git_escaped(char: str) -> str:
    short = _SHORT.get(ord(char))
    if short is not None:
        return "\\" + short
    if char.isprintable():
        return char
    return "".join(f"\\{byte:03o}" for byte in char.encode("utf-8", "surrogateescape"))
