"""What is wrong with a text that is not well-formed, in words that no library changes.

Encoding and nesting are judged here, by the text itself; what a library has against the rest is
quoted. So the answer is the same whatever libyaml is installed. Imported only when something is
wrong.
"""

from __future__ import annotations

import re

from yaml import YAMLError
from yaml._yaml import CParser
from yaml.events import CollectionEndEvent, CollectionStartEvent

from krm_fn.errors import Malformed, said
from krm_fn.shown import printable
from krm_fn.yaml.text import MAX_DEPTH, TEXT_DEPTH, may_nest_deep

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_FORBIDDEN = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What may not stand in YAML unescaped (YAML 1.2, section 5.1)."""
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
# A scalar that begins with a colon, which is no key of its own; a key's colon is not a part of it.
_BEGINS_WITH_COLON = re.compile(r"[\s,\[{](:[^\s,\[\]{}]+?)(?::(?=\s)|(?=[\s,\[\]{}]))")
_ENDS_IN_COLON = re.compile(r"[^\s,\[\]{}\"']:[,\]}]")
_NOT_PLAIN = "\"'[]{},#&*!|>%@`"


def not_utf8(data: bytes, at: int) -> Malformed:
    """Bytes that are no UTF-8, at a place."""
    if data.startswith(_UTF_16):
        return _not_utf8(1, "UTF-16")
    return _not_utf8(data.count(b"\n", 0, at) + 1, f"the byte 0x{data[at]:02x}")


def not_yaml(text: str, error: Exception) -> Malformed:
    """A text that libyaml refuses."""
    if "\0" in text[:2]:
        return _not_utf8(1, "UTF-16")
    found = _FORBIDDEN.search(text)
    if found is not None:
        return _forbidden(text, found.start())
    mark: Any = getattr(error, "problem_mark", None)
    if mark is None:
        return Malformed(f"not YAML: the parser says {said(error)}")
    deep = _too_deep_line(text, mark.index)
    if deep:
        return too_deep(deep)
    problem = _indented_by_tab(text, mark.index) or _unquoted(text, error, mark.index)
    if not problem:
        problem = f"not YAML: the parser says {said(getattr(error, 'problem', error))}"
    return Malformed(f"line {mark.line + 1}: {problem}")


def _indented_by_tab(text: str, at: int) -> str:
    line = text[text.rfind("\n", 0, at) + 1 : at + 1].lstrip(" ")
    return "must be indented with spaces, got a tab" if line.startswith("\t") else ""


def not_json(line: int, problem: str) -> Malformed:
    """A text that Python's parser of JSON refuses."""
    return Malformed(f"line {line}: not JSON: the parser says {said(problem)}")


def too_deep(line: int) -> Malformed:
    """A text whose collections nest too deep, for the first time on that line."""
    return Malformed(f"line {line}: collections nest deeper than {MAX_DEPTH} levels")


def _not_utf8(line: int, got: str) -> Malformed:
    return Malformed(f"line {line}: must be UTF-8, got {got}: save the text as UTF-8")


def _forbidden(text: str, at: int) -> Malformed:
    line, code = text.count("\n", 0, at) + 1, ord(text[at])
    remedy = f'write it as "\\u{code:04X}" in double quotes'
    return Malformed(f"line {line}: must not have the character U+{code:04X}: {remedy}")


def _unquoted(text: str, error: Any, at: int) -> str:
    """What is wrong where a plain scalar of a flow collection ends in a colon, or begins with one:
    libyaml stops at that colon. Other parsers take a scalar that ends in one.
    """
    start = getattr(getattr(error, "context_mark", None), "index", at)
    begins = _BEGINS_WITH_COLON.match(text, at - 1) if start == at else None
    if begins is not None:
        return f"{_quoted(begins[1])} must be in quotes, since it begins with a colon"
    if start < at and text[start] not in _NOT_PLAIN and _ENDS_IN_COLON.match(text, at - 1):
        return (
            f"{_quoted(text[start : at + 1])} must be in quotes, since it ends in a colon; a "
            "colon that makes a key must have a blank behind it"
        )
    return ""


def _quoted(scalar: str) -> str:
    return f'"{printable(" ".join(scalar.split()))}"'


def _too_deep_line(text: str, error_at: int) -> int:
    """The line where collections nest too deep, in a text that libyaml refuses at a place; 0 where
    they don't.

    libyaml reads ahead of its events, to the end of a line at most, and may meet its own limit
    there: what follows the last event on that line is judged by its brackets.
    """
    if not may_nest_deep(text.encode()):
        return 0
    depth = at = 0
    parser: Any = CParser(text)
    try:
        while (event := parser.get_event()) is not None:
            at, line = event.end_mark.index, event.start_mark.line + 1
            depth += isinstance(event, CollectionStartEvent) - isinstance(event, CollectionEndEvent)
            if depth > TEXT_DEPTH:
                return int(line)
    except YAMLError:
        pass
    line_end = text.find("\n", max(at, error_at))
    for bracket in re.compile(r"[\[{\]}]").finditer(
        text, at, line_end if line_end >= 0 else len(text)
    ):
        depth += 1 if bracket[0] in "[{" else -1
        if depth > TEXT_DEPTH:
            return text.count("\n", 0, bracket.start()) + 1
    return 0
