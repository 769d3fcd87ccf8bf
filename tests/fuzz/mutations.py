"""Texts changed at random: lines and bytes deleted, doubled, swapped, moved in and out."""

from __future__ import annotations

import re
from collections.abc import Callable

from fuzz.nodes import Chance

ODD = (
    *(":", "-", "- ", "#", " #", "'", '"', "{", "}", "[", "]", ",", "&a ", "*a", "!", "!!str "),
    *("|", ">", "%", "@", "`", "? ", "<<: ", "\t", " ", "  ", "\r", "\n", "\r\n", "---\n", "...\n"),
    *(
        "\u0085",
        "\u2028",
        "\ufeff",
        "\x00",
        "\x07",
        "\x1b",
        "é",
        "\\",
        "~",
        "null",
        "env:",
        "- name: x",
    ),
    *(
        "containers:",
        "name:",
        "value:",
        "valueFrom:",
        "image:",
        "kind: Pod",
        "items:",
        ": ",
        "=",
        "$",
    ),
)
VALUES = ("null", "~", "", "{}", "[]", "*a", "&a x", "!!str 1", "'x'", '"x"', "|", ">-", "[a: b]")


def mutated(chance: Chance, data: bytes, most: int = 3) -> bytes:
    """A text after some changes."""
    for _ in range(chance.one((1, 1, 2, most))):
        data = chance.one(CHANGES)(chance, data)
    return data


def _lines(data: bytes) -> list[bytes]:
    return data.splitlines(keepends=True) or [b""]


def _delete(chance: Chance, data: bytes) -> bytes:
    lines = _lines(data)
    at = chance.upto(len(lines) - 1)
    del lines[at : at + chance.one((1, 1, 1, 2, 5))]
    return b"".join(lines)


def _double(chance: Chance, data: bytes) -> bytes:
    lines = _lines(data)
    at, count = chance.upto(len(lines) - 1), chance.one((1, 1, 2, 4))
    to = chance.one((at, at, chance.upto(len(lines))))
    lines[to:to] = lines[at : at + count]
    return b"".join(lines)


def _swap(chance: Chance, data: bytes) -> bytes:
    lines = _lines(data)
    at = chance.upto(len(lines) - 1)
    other = chance.one((min(at + 1, len(lines) - 1), chance.upto(len(lines) - 1)))
    lines[at], lines[other] = lines[other], lines[at]
    return b"".join(lines)


def _indent(chance: Chance, data: bytes) -> bytes:
    """Lines moved in or out by one blank or two."""
    lines = _lines(data)
    at = chance.upto(len(lines) - 1)
    by = chance.one((1, 2, -1, -2, 4))
    for index in range(at, min(len(lines), at + chance.one((1, 1, 2, 3, 6)))):
        line = lines[index]
        lines[index] = b" " * by + line if by > 0 else re.sub(rb"\A {1,%d}" % -by, b"", line)
    return b"".join(lines)


def _insert(chance: Chance, data: bytes) -> bytes:
    at = chance.upto(len(data))
    return data[:at] + chance.one(ODD).encode() + data[at:]


def _remove_bytes(chance: Chance, data: bytes) -> bytes:
    at = chance.upto(max(0, len(data) - 1))
    return data[:at] + data[at + chance.one((1, 1, 2, 3)) :]


def _insert_in_line(chance: Chance, data: bytes) -> bytes:
    """Something odd where a line, a value or a key begins, or at a line's end."""
    lines = _lines(data)
    at = chance.upto(len(lines) - 1)
    places = [0, *(found.start() for found in re.finditer(rb"(?<=\s)\S|$", lines[at]))]
    place = chance.one(places)
    lines[at] = lines[at][:place] + chance.one(ODD).encode() + lines[at][place:]
    return b"".join(lines)


def _value(chance: Chance, data: bytes) -> bytes:
    """Another value behind a key."""
    lines = _lines(data)
    at = chance.upto(len(lines) - 1)
    key, colon, _ = lines[at].partition(b": ")
    if colon:
        lines[at] = key + colon + chance.one(VALUES).encode() + b"\n"
    return b"".join(lines)


def _explicit(chance: Chance, data: bytes) -> bytes:
    """A key in its explicit form."""
    lines = _lines(data)
    at = chance.upto(len(lines) - 1)
    found = re.match(rb"([ ]*(?:- +)?)([\w./-]+):(?: (.*))?(\s*)\Z", lines[at].rstrip(b"\n"))
    if found:
        margin = re.sub(rb"-", b" ", found[1])
        value = found[3] or b""
        lines[at] = b"%s? %s\n%s: %s\n" % (found[1], found[2], margin, value)
    return b"".join(lines)


def _quote(chance: Chance, data: bytes) -> bytes:
    lines = _lines(data)
    at = chance.upto(len(lines) - 1)
    quote = chance.one((b"'", b'"'))
    lines[at] = re.sub(rb"([\w./-]+)(:)", rb"%s\1%s\2" % (quote, quote), lines[at], count=1)
    return b"".join(lines)


def _comment_out(chance: Chance, data: bytes) -> bytes:
    lines = _lines(data)
    at = chance.upto(len(lines) - 1)
    for index in range(at, min(len(lines), at + chance.one((1, 1, 2)))):
        line = lines[index]
        place = chance.one((0, len(line) - len(line.lstrip())))
        lines[index] = line[:place] + b"#" + line[place:]
    return b"".join(lines)


def _cut(chance: Chance, data: bytes) -> bytes:
    return data[: chance.upto(len(data))] if chance.of(0.5) else data[: max(0, len(data) - 1)]


def _line_end(chance: Chance, data: bytes) -> bytes:
    lines = _lines(data)
    at = chance.upto(len(lines) - 1)
    lines[at] = lines[at].rstrip(b"\r\n") + chance.one((b"\r", b"\r\n", b"", b"\n\n", b" \n"))
    return b"".join(lines)


def _odd_bytes(chance: Chance, data: bytes) -> bytes:
    at = chance.upto(len(data))
    return (
        data[:at] + chance.one((b"\xff", b"\xc3", b"\xed\xa0\x80", b"\xf4\x90\x80\x80")) + data[at:]
    )


CHANGES: tuple[Callable[[Chance, bytes], bytes], ...] = (
    *(_delete, _delete, _double, _swap, _indent, _indent, _indent, _insert, _insert_in_line),
    *(_insert_in_line, _remove_bytes, _value, _explicit, _quote, _comment_out, _cut, _line_end),
    _odd_bytes,
)
