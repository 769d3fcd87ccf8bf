"""JSON -> located nodes, and the spans of the values of a large document.

JSON is read by JSON's rules rather than as YAML's flow style, which it is not quite: libyaml
refuses escaped surrogate pairs and keys longer than 1024 characters.
"""

from __future__ import annotations

import re
from json.decoder import JSONDecodeError, JSONDecoder

from krm_fn.errors import Malformed
from krm_fn.yaml.nodes import Mapping, Scalar, Sequence

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from krm_fn.yaml.nodes import Node

MAX_DEPTH = 300
"""How deep arrays and objects may nest; real manifests stay below 60."""

_SPACE = re.compile(r"[ \t\r\n]*")
_BYTE_SPACE = re.compile(rb"[ \t\r\n]*")
_WINDOW = 1 << 16
_decode = JSONDecoder(strict=False).raw_decode


def compose_json(text: str) -> Node:
    """The node of a text that is one JSON value, without white space before it.

    Raises Malformed for what is not JSON and for nesting past MAX_DEPTH.
    """
    return _composed(text, 0, 0)


def _composed(text: str, start: int, depth: int) -> Node:
    if depth > MAX_DEPTH:
        raise Malformed(f"{_line(text, start)}: collections nest deeper than {MAX_DEPTH} levels")
    opening = text[start : start + 1]
    if opening == "{":
        return _object(text, start, depth)
    if opening == "[":
        return _array(text, start, depth)
    value, end = _value(text, start)
    if isinstance(value, str):
        return Scalar(start, end, value, '"')
    return Scalar(start, end, text[start:end])


def _object(text: str, start: int, depth: int) -> Mapping:
    node = Mapping(start, flow=True)
    at = _after_space(text, start + 1)
    while text[at : at + 1] != "}":
        if text[at : at + 1] != '"':
            raise Malformed(f"{_line(text, at)}: expected a key in double quotes")
        name, end = _value(text, at)
        value = _composed(text, _expected(text, end, ":"), depth + 1)
        node.entries.append((Scalar(at, end, name, '"'), value))
        at = _to_next(text, value.end, "}")
    node.end = at + 1
    return node


def _array(text: str, start: int, depth: int) -> Sequence:
    node = Sequence(start, flow=True, column=-1)
    at = _after_space(text, start + 1)
    while text[at : at + 1] != "]":
        value = _composed(text, at, depth + 1)
        node.items.append(value)
        at = _to_next(text, value.end, "]")
    node.end = at + 1
    return node


def _value(text: str, start: int) -> tuple[Any, int]:
    try:
        return _decode(text, start)
    except JSONDecodeError as error:
        raise Malformed(f"{_line(text, error.pos)}: {error.msg}") from None


def _to_next(text: str, at: int, closing: str) -> int:
    """Where the next member starts, or the closing bracket."""
    at = _after_space(text, at)
    if text[at : at + 1] == closing:
        return at
    at = _expected(text, at, ",")
    if text[at : at + 1] == closing:
        raise Malformed(f"{_line(text, at)}: expected a value after the comma")
    return at


def _expected(text: str, at: int, character: str) -> int:
    at = _after_space(text, at)
    if text[at : at + 1] != character:
        raise Malformed(f"{_line(text, at)}: expected `{character}`")
    return _after_space(text, at + 1)


def _after_space(text: str, at: int) -> int:
    return _SPACE.match(text, at).end()  # type: ignore[union-attr]


def _line(text: str, at: int) -> str:
    return f"line {text.count(chr(10), 0, at) + 1}"


class Cursor:
    """Goes through a large JSON document value by value; `at` is its place in the bytes.

    The bytes are decoded in windows, as Latin-1 so that places in text and bytes agree: a string
    that isn't ASCII comes out wrong and only its span is right.
    """

    __slots__ = ("at", "data")

    def __init__(self, data: bytes, at: int) -> None:
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
            raise self._malformed(self.at, f"expected `{character.decode()}`")
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
            except JSONDecodeError as error:
                if whole:
                    raise self._malformed(self.at + error.pos, error.msg) from None
            except RecursionError:
                raise self._malformed(self.at, "collections nest too deep") from None
            else:
                if whole or end < len(window):
                    stop = self.at + end
                    self.at = self._skip(stop)
                    return value, stop
            size *= 4

    def _skip(self, at: int) -> int:
        return _BYTE_SPACE.match(self.data, at).end()  # type: ignore[union-attr]

    def _malformed(self, at: int, problem: str) -> Malformed:
        line = self.data.count(b"\n", 0, at) + 1
        return Malformed(f"line {line}: {problem}")
