"""One line of plain block-style YAML: where its key stands, and what it holds.

Most lines of a list come again and again, so what some were read as is kept.
"""

from __future__ import annotations

import re

from krm_fn.yaml.compose import Unsure

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TypeAlias

    Line: TypeAlias = tuple[str, str, int, int, str, str, int]
    """Its mark, its key and the columns where that starts and ends, and what stands behind the key or
    the dash: the style of a scalar, its text, and its column.
    """

# No group is repeated possessively: Python before 3.11.5 may match that wrongly.
_KEY = r"""[\w./][\w./-]*+|"[^"\\]*+"|'[^']*+'"""
_IN_FLOW = r"""(?:[^\[\]{}#&*!"']++|(?<=[\[{, ])(?:"[^"\\]*+"|'[^']*+'))"""
_FLOW = rf"[\[{{](?:{_IN_FLOW}|[\[{{]{_IN_FLOW}*[\]}}])*[\]}}]"
_PLAIN = (
    r"""(?:[^\s"'\[{&*!|>%@`#,\]}?:-]|[-?](?=[^ ]))"""
    r"[^:#]*+(?:(?::(?=[^ ])|(?<! )#)[^:#]*+)*"
)
_VALUE = rf"""{_PLAIN}|"(?:[^"\\]++|\\.)*"|'(?:[^']++|'')*'|{_FLOW}"""
_BLOCK = "[|>][0-9+-]*+"
_END = r" *+(?:(?<![^ ])#.*+)?"
_STYLES = "\"'[{|>"
"""What begins a value that isn't plain."""
_LINE = re.compile(rf"( *+)(- (?! ))?(?:({_KEY}):(?= |\Z))? *+({_VALUE}|{_BLOCK})?{_END}")
"""A line's indent, dash and key, and its value or the header of its block scalar."""

NOTHING, BLOCK, OTHER = "nothing", "block", "other"
"""Instead of a scalar's style: nothing, a block scalar, or what is read by its events."""
BLANK = "\0"
"""The mark of a line without a key and a dash. That of another one tells which it has, and where:
see `MARKS`.
"""
MAX_COLUMN = 120
"""How far in a line may begin: so no text that is read here nests deeper than it may."""
MAX_LINES = 2000
LONGEST = 200
"""How many lines are kept, and how long they may be."""


_lines: dict[str, Line] = {}
"""What lines are, by their texts."""
_keys: dict[str, tuple[str, str, int, int]] = {}
"""What lines are up to the end of their key, if they have a value too."""
NONE: Line = BLANK, "", 0, 0, NOTHING, "", 0
MARKS = [chr(1 + column) for column in range(MAX_COLUMN + 3)]
"""The marks of lines with a key alone, by its column; that of a dash is 128 behind it."""


def read(texts: list[str]) -> list[Line]:
    """The lines of texts, none of which stands in a block scalar. Raises Unsure."""
    known = zip(map(_lines.get, texts), texts, strict=True)
    return [line or _kept(text) for line, text in known]


def read_with_blocks(texts: list[str]) -> list[Line]:
    """The lines of texts of which some may stand in block scalars: as blank ones. Raises Unsure."""
    lines: list[Line] = []
    block = None  # the column of the key or the dash whose block scalar is open
    for text in texts:
        indent = len(text) - len(text.lstrip(" "))
        if block is not None and (indent > block or indent == len(text)):
            lines.append(NONE)
            continue
        line = _lines.get(text) or _kept(text)
        lines.append(line)
        _, _, start, end, style, *_ = line
        block = None
        if style is BLOCK:
            block = start if start < end else start - 2
    return lines


def _kept(text: str) -> Line:
    """Read a line, and keep what it is. Raises Unsure."""
    head, _, rest = text.partition(": ")
    key = _keys.get(head)
    usual = None if key is None else _usual(rest)
    line = _line(text) if key is None or usual is None else key + usual + (len(head) + 2,)
    if len(text) <= LONGEST:
        if len(_lines) >= MAX_LINES:
            _lines.clear()
        _lines[text] = line
    return line


def _usual(value: str) -> tuple[str, str] | None:
    """The style and the text of a value like most, that ends its line. Patterns take much longer."""
    first = value[:1]
    if first.isalnum() or first == "/":
        if "#" not in value and ": " not in value and value[-1] != ":":
            return "", value.rstrip(" ")
    elif first in ("'", '"') and value.count(first) == 2 and value[-1] == first:
        return (first, value[1:-1]) if "\\" not in value else None
    return None


def _line(text: str) -> Line:
    """Read a line. Raises Unsure."""
    found = _LINE.fullmatch(text)
    if found is None:
        raise Unsure
    indent, dash, key, value = found.groups()
    if value is None and key is None and dash is None:
        return NONE
    start = len(indent)
    if start > MAX_COLUMN or (key is None and (dash is None or value is None)):
        raise Unsure
    mark = MARKS[start]
    if dash is not None:
        mark = chr(ord(mark) + 128)
        start += 2
    end = start if key is None else start + len(key)
    name = key or ""
    if name[:1] in ("'", '"'):
        name = name[1:-1]
    if value is None:
        return mark, name, start, end, NOTHING, "", end
    if key is not None and len(_keys) < MAX_LINES:
        _keys[text[:end]] = mark, name, start, end
    return mark, name, start, end, *_held(value), found.start(4)


def _held(value: str) -> tuple[str, str]:
    """The style and the text of a value; the source of one that isn't read here."""
    style = value[0]
    if style not in _STYLES:
        return "", value.rstrip(" ")
    if style in "|>":
        return BLOCK, ""
    inner = value[1:-1]
    if style in "[{" or ("\\" if style == '"' else "'") in inner:
        return OTHER, value
    return style, inner


def length(style: str, text: str) -> int:
    """How long a value is in its line."""
    return len(text) + (2 if style in ("'", '"') else 0)
