"""Values -> text in the style of the place they go to: block, flow or JSON.

A value is a `Word` (a string that is plain in YAML), a string (always double-quoted, so that no
reader can take it for a number, a boolean or a date), a bool, a number, a dict, a list, or a
`Copy` of something that stands in the text already.
"""

from __future__ import annotations

from krm_fn import late_re as re
from krm_fn.yaml.nodes import (
    NULLS,
    STRING_TAGS,
    Alias,
    Mapping,
    Scalar,
    Sequence,
    followed,
    merged_entries,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, TypeAlias

    from krm_fn.yaml.nodes import Node

    Value: TypeAlias = (
        "Word | str | bool | int | float | Copy | dict[str, Value] | list[Value] | None"
    )


class Word(str):
    """A string that YAML reads as a string when it stands plain, such as a variable's name."""

    __slots__ = ()


class Source(str):
    """Text of the format itself, written as it is."""

    __slots__ = ()


class SingleQuoted(str):
    """Printable text that is written between single quotes, unless in JSON."""

    __slots__ = ()


class Copy:
    """What a node of `text` holds, to be written again elsewhere in the same item."""

    __slots__ = ("node", "text")

    def __init__(self, node: Node, text: str) -> None:
        self.node = node
        self.text = text


class Style:
    """How the surrounding text is written: its line end, and whether it is JSON."""

    __slots__ = ("json", "line_end")

    def __init__(self, line_end: str = "\n", json: bool = False) -> None:
        self.line_end = line_end
        self.json = json


# What must be escaped between double quotes: JSON's set, and what YAML calls not printable.
# Patterns that most runs don't need are compiled by `re` when they are first used.
_ESCAPED = '["\\\\\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]'
_SHORT = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_PROPERTIES = r"(?:[&!][^\s,\[\]{}]*\s+)*(?:[&!][^\s,\[\]{}]*(?=[,\[\]{}]|\Z))?"
_PLAIN_SAFE = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_./-")
_NOT_FIRST = "0123456789-"
_RESERVED = frozenset("true false null yes no on off y n nan inf ~ . .nan .inf".split())


def quoted(text: str) -> str:
    """The text between double quotes, read alike by YAML and JSON; non-ASCII stays as it is."""
    if not text.isprintable():
        text = re.sub(_ESCAPED, _escape, text)
    elif '"' in text or "\\" in text:
        text = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{text}"'


def single_quoted(text: str) -> str:
    """Printable text between single quotes, in which nothing but the quote is special."""
    return "'" + text.replace("'", "''") + "'"


def _escape(match: re.Match[str]) -> str:
    return _SHORT.get(match[0]) or f"\\u{ord(match[0]):04x}"


def plain_if_safe(text: str) -> Value:
    """The text as a Word when every YAML reader takes it for a string without quotes."""
    is_safe = text[:1] not in _NOT_FIRST and _PLAIN_SAFE.issuperset(text)
    if is_safe and text.lower() not in _RESERVED:
        return Word(text)
    return text


def words(data: Any) -> Value:
    """Plain data as a value whose strings are plain where every YAML reader takes them so."""
    if isinstance(data, dict):
        return {key: words(value) for key, value in data.items()}
    if isinstance(data, list):
        return [words(value) for value in data]
    return plain_if_safe(data) if isinstance(data, str) else data


def flow(value: Value, style: Style) -> str:
    """A value on one line, in flow style or JSON."""
    if isinstance(value, dict | list):
        key = id(value), style.json
        known = _rendered.get(key)
        if known is None or known[0] is not value:
            known = _keep(key, value, _flow_collection(value, style))
        return known[1]
    if isinstance(value, Copy):
        return _flow_copy(value, style)
    return scalar(value, style)


def _flow_collection(value: dict[str, Value] | list[Value], style: Style) -> str:
    if isinstance(value, list):
        return "[" + ", ".join([flow(member, style) for member in value]) + "]"
    pairs = [f"{_key(key, style)}: {flow(member, style)}" for key, member in value.items()]
    return "{" + ", ".join(pairs) + "}"


def scalar(value: Word | str | bool | int | float | None, style: Style) -> str:
    """A scalar on one line."""
    if isinstance(value, Source):
        return value if not style.json or value not in NULLS else "null"
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return str(value)
    if isinstance(value, Word | SingleQuoted) and not style.json:
        return str(value) if isinstance(value, Word) else single_quoted(value)
    return quoted(value)


def block_members(values: list[Value], column: int, style: Style, offset: int = 2) -> str:
    """The members of a block sequence, whole lines with their ends; dashes at `column`."""
    key = id(values), column, offset, style.line_end
    known = _rendered.get(key)
    if known is None or known[0] is not values:
        known = _keep(key, values, _members(values, column, style, offset))
    return known[1]


def _keep(key: tuple[object, ...], value: Value, text: str) -> tuple[Value, str]:
    """Keep what a collection was rendered as, while the same one may come again."""
    if len(_rendered) >= MAX_RENDERED:
        _rendered.clear()
    known = _rendered[key] = value, text
    return known


_rendered: dict[tuple[object, ...], tuple[Value, str]] = {}
"""Collections that were rendered: most containers of a run get the same ones."""
MAX_RENDERED = 500


def _members(values: list[Value], column: int, style: Style, offset: int) -> str:
    dash = " " * column + "-" + " " * (offset - 1)
    inner = " " * (column + offset)
    lines: list[str] = []
    for value in values:
        member = block_lines(value, style)
        lines.append(dash + member[0])
        lines += [inner + line for line in member[1:]]
    return "".join(line + style.line_end for line in lines)


def block_pair(key: str, value: Value, column: int, style: Style, indent: int) -> str:
    """`key: value` as whole lines at `column`; a sequence's dashes stand `indent` further in."""
    name = " " * column + _key(key, style) + ":"
    if not (isinstance(value, list) and value):
        return name + block_under(value, column, style, indent) + style.line_end
    at = id(value), key, column, style.line_end, indent
    known = _rendered.get(at)
    if known is None or known[0] is not value:
        members = block_members(value, column + indent, style)
        known = _keep(at, value, name + style.line_end + members)
    return known[1]


def block_under(value: Value, column: int, style: Style, indent: int) -> str:
    """What follows `key:` of a key at `column`, without the last line end."""
    first, *below = _under(value, style, indent)
    return first + "".join(style.line_end + " " * column + line for line in below)


def block_lines(value: Value, style: Style) -> list[str]:
    """A value as the lines of a block node, without indentation and line ends."""
    if isinstance(value, Copy):
        value = _opened(value)
    if isinstance(value, dict) and value:
        lines: list[str] = []
        for key, member in value.items():
            under = _under(member, style, 0)
            lines.append(f"{_key(key, style)}:{under[0]}")
            lines += under[1:]
        return lines
    if isinstance(value, list) and value:
        return _dashed(value, style)
    return [flow(value, style)]


def _under(value: Value, style: Style, indent: int) -> list[str]:
    """What follows `key:`: the rest of that line, then the lines below it."""
    if isinstance(value, Copy):
        value = _opened(value)
    if isinstance(value, dict) and value:
        return ["", *("  " + line for line in block_lines(value, style))]
    if isinstance(value, list) and value:
        return ["", *(" " * indent + line for line in _dashed(value, style))]
    return [" " + flow(value, style)]


def _dashed(values: list[Value], style: Style) -> list[str]:
    lines: list[str] = []
    for value in values:
        member = block_lines(value, style)
        lines.append("- " + member[0])
        lines += ["  " + line for line in member[1:]]
    return lines


def _key(key: str, style: Style) -> str:
    is_plain = isinstance(key, Word) or isinstance(plain_if_safe(key), Word)
    return key if is_plain and not style.json else quoted(key)


def _opened(copy: Copy) -> Value:
    """A copied block collection as a dict or list of copies; anything else stays a copy."""
    node = followed(copy.node)
    if isinstance(node, Mapping) and not node.flow:
        pairs = merged_entries(node)
        return {_text(key): Copy(value, copy.text) for key, value in pairs}
    if isinstance(node, Sequence) and not node.flow:
        return [Copy(item, copy.text) for item in node.items]
    return copy


def _flow_copy(copy: Copy, style: Style) -> str:
    node = followed(copy.node)
    if isinstance(node, Mapping):
        pairs = merged_entries(node)
        return flow({_text(key): Copy(value, copy.text) for key, value in pairs}, style)
    if isinstance(node, Sequence):
        return flow([Copy(item, copy.text) for item in node.items], style)
    return _scalar_copy(node, copy.text)  # type: ignore[arg-type]


def _scalar_copy(node: Scalar, text: str) -> str:
    """The scalar's own characters when they fit on one line of any style, else quoted. A tag says
    what the characters mean, so it goes with them; that of a string is said by quotes.
    """
    source = text[content_start(text, node) : node.end]
    if node.tag in STRING_TAGS:
        return quoted(node.value)
    if node.tag is not None:
        return f"!<{node.tag}> {quoted(node.value)}"
    if node.style in ("|", ">") or "\n" in source or "\r" in source or not source:
        return quoted(node.value) if node.style or source else "null"
    return source


def _text(key: Node) -> str:
    """A key's text, as a Word where it can stand plain as it does there: whatever a reader takes `y`
    or `80` for, it takes it for the same in the copy.
    """
    if type(key) is not Scalar:
        return ""
    stays = not key.style and key.value[:1] not in ("", "-") and _PLAIN_SAFE.issuperset(key.value)
    return Word(key.value) if stays else key.value


def content_start(text: str, node: Node) -> int:
    """Where a node's content begins, after its anchor and tag."""
    if isinstance(node, Alias) or not (node.anchor or node.tag):
        return node.start
    match = re.compile(_PROPERTIES).match(text, node.start, node.end)
    return match.end() if match else node.start


def form_of(node: Node | None) -> str:
    """How a field that holds nothing is written: `absent`, `empty` for `[]` and `{}`, `blank` where
    nothing stands behind the colon, or as the null that does, such as `~`.
    """
    if node is None:
        return "absent"
    node = followed(node)
    return node.value or "blank" if type(node) is Scalar else "empty"
