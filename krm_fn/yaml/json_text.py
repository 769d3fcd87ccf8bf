"""JSON -> located nodes, and the spans of the values of a large document.

JSON is read by JSON's rules rather than as YAML's flow style, which it is not quite: libyaml
refuses escaped surrogate pairs and keys longer than 1024 characters.
"""

from __future__ import annotations

import re
import sys
from json.decoder import JSONDecodeError, JSONDecoder
from json.scanner import make_scanner

from krm_fn.errors import Malformed
from krm_fn.yaml.nodes import Mapping, Scalar, Sequence, text_of
from krm_fn.yaml.text import TEXT_DEPTH

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Sequence as Sequence_
    from typing import Any

    from krm_fn.yaml.nodes import Node

_BLANKS = r"[ \t\r\n]*"
_STRING = r'"(?:[^"\\]++|\\.)*+"'
_SCALAR = rf"{_STRING}|[^\s,:{{}}\[\]\"]++"
_to_member = re.compile(rf"{_BLANKS}[\[,]{_BLANKS}").match
_to_value = re.compile(rf"{_BLANKS}[{{,]{_BLANKS}({_STRING}){_BLANKS}:{_BLANKS}({_SCALAR})?").match
"""The member of an object up to its value, or past it where that is a scalar."""
_BYTE_SPACE = re.compile(rb"[ \t\r\n]*")
_WINDOW = 1 << 13
_PIECE = 1 << 20
_STRING_OR_BRACKET = r'"[^"\\]*(?:\\.[^"\\]*)*"|[\[{\]}]'
_CONTROL = bytes({*range(0x20), 0x7F} - {*b"\t\n\r"})
_NOT_JSON = "not JSON"
_decode = JSONDecoder().raw_decode
_pairs_decoder = JSONDecoder(object_pairs_hook=tuple)
_decode_pairs = _pairs_decoder.raw_decode
_scan = make_scanner(_pairs_decoder)  # type: ignore[arg-type]
"""The value at a place, which must be well-formed, and where it ends."""


def compose_json(text: str) -> Node:
    """The node of a JSON value at the beginning of a text; whatever follows it is left alone.

    Raises Malformed for what is not JSON and for nesting past TEXT_DEPTH. The standard library
    parses all of it once; where the members of an object or array stand is found when it is
    looked into.
    """
    value, end = _parsed(text, _decode_pairs)
    return _node(0, end, value, text)


def in_pairs(text: str) -> Any:
    """The value at the beginning of a text as plain data, objects as tuples of (key, value) pairs,
    so that a key may come twice. Raises Malformed.
    """
    return _parsed(text, _decode_pairs)[0]


def _parsed(text: str, decode: Callable[[str], tuple[Any, int]] | None = None) -> tuple[Any, int]:
    deep = _deep_line(text, len(text))
    try:
        if not deep:
            return (decode or _decode)(text)
    except JSONDecodeError as error:
        from krm_fn.yaml.ill_formed import not_json

        raise not_json(_line(text, error.pos), error.msg) from None
    except RecursionError:
        if _may_go_deeper():
            return _parsed(text, decode)
        deep = 1
    from krm_fn.yaml.ill_formed import too_deep

    raise too_deep(deep)


def _node(start: int, end: int, value: Any, text: str) -> Node:
    """The node of a well-formed value that starts and ends at two places."""
    kind = type(value)
    if kind is str:
        return Scalar(start, end, value, '"')
    if kind is tuple:
        return JsonMapping(text, start, end, value)
    if kind is list:
        return JsonSequence(text, start, end, value)
    return Scalar(start, end, text[start:end])


class JsonMapping(Mapping):
    """A JSON object whose members are found when they are asked for; `data` is what it means, as
    `in_pairs` has it.
    """

    __slots__ = ("_entries", "data", "text")

    merges = False  # JSON has no merge keys

    def __init__(self, text: str, start: int, end: int, data: tuple[tuple[str, Any], ...]) -> None:
        self.start = start
        self.end = end
        self.flow = True
        self.anchor = self.tag = self._index = None
        self.text = text
        self.data = data
        self._entries: list[tuple[Node, Node]] | None = None

    def text_under(self, key: str) -> str | None:
        """The text of the value under `key`; where it stands need not be known for that."""
        for name, value in self.data:
            if name == key:
                return value if type(value) is str else text_of(self.get(key))
        return None

    def _found(self, key: str) -> Sequence_[tuple[Node, Node]]:
        if self._index is None:
            for name, _ in self.data:
                if name == key:
                    break
            else:
                return ()  # where its members stand is of no interest then
        return super()._found(key)

    @property
    def entries(self) -> list[tuple[Node, Node]]:  # type: ignore[override]
        """The (key, value) pairs in their order."""
        if self._entries is None:
            self._entries = []
            text, at, left = self.text, self.start, len(self.data)
            for name, value in self.data:
                member: Any = _to_value(text, at)
                (first, end), start, left = member.span(1), member.start(2), left - 1
                if start >= 0:
                    at = member.end()
                else:
                    start = member.end()
                    at = _scan(text, start)[1] if left else _last_end(self)
                key = Scalar(first, end, name, '"')
                self._entries.append((key, _node(start, at, value, text)))
        return self._entries


class JsonSequence(Sequence):
    """A JSON array whose members are found when they are asked for; `data` is what it means."""

    __slots__ = ("_items", "data", "text")

    def __init__(self, text: str, start: int, end: int, data: list[Any]) -> None:
        self.start = start
        self.end = end
        self.flow = True
        self.column = -1
        self.anchor = self.tag = None
        self.text = text
        self.data = data
        self._items: list[Node] | None = None

    @property
    def items(self) -> list[Node]:  # type: ignore[override]
        """The members in their order."""
        if self._items is None:
            self._items = []
            text, at, left = self.text, self.start, len(self.data)
            for value in self.data:
                start = _to_member(text, at).end()  # type: ignore[union-attr]
                left -= 1
                at = _scan(text, start)[1] if left else _last_end(self)
                self._items.append(_node(start, at, value, text))
        return self._items

    def mentions(self, part: str) -> bool:
        """Whether a part of a value is in it; one of a key counts too."""
        if "\\" in self.text[self.start : self.end]:
            return super().mentions(part)
        return self.text.find(part, self.start, self.end) >= 0


def _last_end(node: JsonMapping | JsonSequence) -> int:
    """Where the last member of an object or array ends: it need not be gone through for that."""
    text, at = node.text, node.end - 1
    while text[at - 1] in " \t\r\n":
        at -= 1
    return at


def _line(text: str, at: int) -> int:
    return text.count("\n", 0, at) + 1


def _deep_line(text: str, end: int) -> int:
    """The line where the JSON in `text[:end]` nests deeper than TEXT_DEPTH; 0 where it doesn't."""
    if text.count("[", 0, end) + text.count("{", 0, end) <= TEXT_DEPTH:
        return 0
    depth = 0
    for found in re.compile(_STRING_OR_BRACKET).finditer(text, 0, end):
        depth += {"[": 1, "{": 1, "]": -1, "}": -1}.get(found[0], 0)
        if depth > TEXT_DEPTH:
            return _line(text, found.start())
    return 0


def _may_go_deeper() -> bool:
    """Let the parser go as deep as TEXT_DEPTH, where Python's limit was in its way."""
    limit = 4 * TEXT_DEPTH
    raised = sys.getrecursionlimit() < limit
    if raised:
        sys.setrecursionlimit(limit)
    return raised


class Cursor:
    """Goes through a large JSON document value by value; `at` is its place in the bytes.

    The bytes are decoded in windows, as Latin-1 so that places in text and bytes agree: a string
    that isn't ASCII comes out wrong and only its span is right. Raises Malformed, of which nobody is
    told: what isn't JSON is read as YAML.
    """

    __slots__ = ("at", "data")

    def __init__(self, data: bytes, at: int) -> None:
        for first in range(0, len(data), _PIECE):  # without a copy of it all
            piece = data[first : first + _PIECE]
            if len(piece.translate(None, _CONTROL)) < len(piece):
                raise Malformed(_NOT_JSON)
        self.data = data
        self.at = self._skip(at)

    def open(self) -> None:
        """Step into the object or array that starts here."""
        self.at = self._skip(self.at + 1)

    def more(self, closing: bytes, first: bool) -> bool:
        """Step to the next member of an object or array, or past its end."""
        if self.peek() == closing:
            self.at = self._skip(self.at + 1)
            return False
        if not first:
            self.expect(b",")
        return True

    def expect(self, character: bytes) -> None:
        """Step past a character that must stand here."""
        if self.peek() != character:
            raise Malformed(_NOT_JSON)
        self.at = self._skip(self.at + 1)

    def peek(self) -> bytes:
        """The character that stands here; empty at the end."""
        return self.data[self.at : self.at + 1]

    def value(self) -> tuple[Any, int]:
        """Step past the value that starts here; the value, and where it ends."""
        size = _WINDOW
        while True:
            window = self.data[self.at : self.at + size].decode("latin-1")
            whole = len(window) < size
            try:
                value, end = _decode(window)
            except JSONDecodeError:
                if whole:
                    raise Malformed(_NOT_JSON) from None
            except RecursionError:
                if not _may_go_deeper():
                    raise Malformed(_NOT_JSON) from None
                continue
            else:
                if whole or end < len(window):
                    if _deep_line(window, end):
                        raise Malformed(_NOT_JSON)
                    stop = self.at + end
                    self.at = self._skip(stop)
                    return value, stop
            size *= 4

    def _skip(self, at: int) -> int:
        return _BYTE_SPACE.match(self.data, at).end()  # type: ignore[union-attr]
