"""JSON -> located nodes, and the spans of the values of a large document.

JSON is read by JSON's rules rather than as YAML's flow style, which it is not quite: libyaml
refuses escaped surrogate pairs and keys longer than 1024 characters.
"""

from __future__ import annotations

import re
from json.decoder import JSONDecodeError, JSONDecoder

from krm_fn.errors import Malformed
from krm_fn.yaml.nodes import TEXT_DEPTH, Mapping, Scalar, Sequence

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from krm_fn.yaml.nodes import Node

_SPACE = re.compile(r"[ \t\r\n]*")
_BYTE_SPACE = re.compile(rb"[ \t\r\n]*")
_WINDOW = 1 << 16
_STRING_OR_BRACKET = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"|[\[{\]}]')
_CONTROL = bytes({*range(0x20), 0x7F} - {*b"\t\n\r"})
_NOT_JSON = "not JSON"
_decode = JSONDecoder(strict=False).raw_decode


def compose_json(text: str) -> Node:
    """The node of a text that is one JSON value, without white space before it.

    Raises Malformed for what is not JSON and for nesting past TEXT_DEPTH.
    """
    around: list[tuple[Any, str]] = []  # the open collections, each with its closing bracket
    parent: Any = None
    key: Scalar | None = None
    at = 0
    while True:
        node = _begun(text, at)
        if key is not None:
            parent.entries.append((key, node))
        elif around:
            parent.items.append(node)
        at = node.end
        opened = type(node) is not Scalar
        if opened:
            around.append((node, "}" if type(node) is Mapping else "]"))
            if len(around) > TEXT_DEPTH:
                raise _too_deep(text, at)
        while around:
            parent, closing = around[-1]
            at = _after_space(text, at) if opened else _to_next(text, at, closing)
            if text[at : at + 1] != closing:
                break
            parent.end = at = at + 1
            node = around.pop()[0]
            opened = False
        else:
            return node
        key, at = _key(text, at) if closing == "}" else (None, at)


def _too_deep(text: str, at: int) -> Malformed:
    from krm_fn.yaml.ill_formed import too_deep

    return too_deep(_line(text, at))


def _begun(text: str, at: int) -> Scalar | Mapping | Sequence:
    """The node that starts there: a scalar, or a collection that ends behind its bracket so far."""
    opening = text[at : at + 1]
    node: Mapping | Sequence
    if opening == "{":
        node = Mapping(at, flow=True)
    elif opening == "[":
        node = Sequence(at, flow=True, column=-1)
    else:
        value, end = _value(text, at)
        if isinstance(value, str):
            return Scalar(at, end, value, '"')
        return Scalar(at, end, text[at:end])
    node.end = at + 1
    return node


def _key(text: str, at: int) -> tuple[Scalar, int]:
    """The key that starts there, and where its value does."""
    if text[at : at + 1] != '"':
        raise Malformed(f"line {_line(text, at)}: expected a key in double quotes")
    name, end = _value(text, at)
    return Scalar(at, end, name, '"'), _expected(text, end, ":")


def _value(text: str, start: int) -> tuple[Any, int]:
    try:
        return _decode(text, start)
    except JSONDecodeError as error:
        from krm_fn.yaml.ill_formed import not_json

        raise not_json(_line(text, error.pos), error.msg) from None


def _to_next(text: str, at: int, closing: str) -> int:
    """Where the next member starts, or the closing bracket."""
    at = _after_space(text, at)
    if text[at : at + 1] == closing:
        return at
    at = _expected(text, at, ",")
    if text[at : at + 1] == closing:
        raise Malformed(f"line {_line(text, at)}: expected a value after the comma")
    return at


def _expected(text: str, at: int, character: str) -> int:
    at = _after_space(text, at)
    if text[at : at + 1] != character:
        raise Malformed(f"line {_line(text, at)}: expected `{character}`")
    return _after_space(text, at + 1)


def _after_space(text: str, at: int) -> int:
    return _SPACE.match(text, at).end()  # type: ignore[union-attr]


def _line(text: str, at: int) -> int:
    return text.count("\n", 0, at) + 1


def _nests_too_deep(text: str, end: int) -> bool:
    """Whether the JSON value in `text[:end]` nests deeper than TEXT_DEPTH."""
    if text.count("[", 0, end) + text.count("{", 0, end) <= TEXT_DEPTH:
        return False
    depth = 0
    for found in _STRING_OR_BRACKET.finditer(text, 0, end):
        depth += {"[": 1, "{": 1, "]": -1, "}": -1}.get(found[0], 0)
        if depth > TEXT_DEPTH:
            return True
    return False


class Cursor:
    """Goes through a large JSON document value by value; `at` is its place in the bytes.

    The bytes are decoded in windows, as Latin-1 so that places in text and bytes agree: a string
    that isn't ASCII comes out wrong and only its span is right. Raises Malformed, of which nobody is
    told: what isn't JSON is read as YAML.
    """

    __slots__ = ("at", "data")

    def __init__(self, data: bytes, at: int) -> None:
        if len(data.translate(None, _CONTROL)) < len(data):
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
                raise Malformed(_NOT_JSON) from None
            else:
                if whole or end < len(window):
                    if _nests_too_deep(window, end):
                        raise Malformed(_NOT_JSON)
                    stop = self.at + end
                    self.at = self._skip(stop)
                    return value, stop
            size *= 4

    def _skip(self, at: int) -> int:
        return _BYTE_SPACE.match(self.data, at).end()  # type: ignore[union-attr]
