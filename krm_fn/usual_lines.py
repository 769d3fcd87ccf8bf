"""Patterns over the lines of workloads as most are written: block style, two columns a level.

All of them are possessive, so that a text takes time in proportion to its length. Each line is
taken with the line feed before it; comments and blank lines may stand anywhere.
"""

from __future__ import annotations

import re

STEP = 2
"""How much further in a mapping's keys stand than those of the mapping that it is in."""

_BLANK = rb"[ ]*+(?:#[^\n]*+)?(?=\n|\Z)"
_IN_DOUBLE = rb"""[^"\\\n\r\xc2\xe2]*+"""
_IN_SINGLE = rb"""[^'\n\r\xc2\xe2]*+"""
_WITHIN = (
    rb"""[^\[\]{}\n\r#&*!"'\xc2\xe2]++|"""
    + (rb'"' + _IN_DOUBLE + rb'"|')
    + (rb"'" + _IN_SINGLE + rb"'")
)
_FLOW = rb"(?:" + _WITHIN + rb"|[\[{](?:" + _WITHIN + rb")*+[\]}])*+[\]}]"
_PLAIN = rb"""[^"'\[{&*!<?\r\t\xc2\xe2]*+"""
_END = rb"(?=\n|[ ]+#)"
ONE_LINE = re.compile(
    _PLAIN
    + rb"(?:(?:"
    + (rb'"(?<=[:-] ")' + _IN_DOUBLE + rb'(?<![:-][ ])"' + _END)
    + (rb"|'(?<=[:-] ')" + _IN_SINGLE + rb"(?<![:-][ ])'" + _END)
    + (rb"|[\[{](?<=[:-] .)" + _FLOW + _END)
    + rb"|[&*!?](?<=[^ \n].)|<(?!<)|\xc2(?!\x85)|\xe2(?!\x80[\xa8\xa9]))"
    + _PLAIN
    + rb")*+"
)
"""As much of a text as opens nothing that goes on in the next line, and holds no property, alias,
merge key, complex key, or line break that is no line feed.

What opens a value stands behind `: ` or `- `. Within a plain scalar a dash may stand there too, but
then what closes the value is another's beginning: that is the reason for the last look behind.
"""
START = re.compile(rb"(?:---[ ]*\n)?(?:[ ]*(?:#[^\n]*)?\n)*+([ ]*- )?(?=\w)")
"""What is before the first key of an item; the group is the indentation with the dash."""
DASH = re.compile(rb"\n([ ]*)-(?= )")
MEMBER = re.compile(rb"\n[ ]*- (?=\w)")
ENV = re.compile(rb"env:[ ]*\n(?:[ ]*#[^\n]*\n)*+([ ]*)- (?=\w)")
"""The key of a list with members, from the key to the first one; the group is its indentation."""


def _inside(column: int, *without: bytes) -> bytes:
    """Lines of a mapping with its keys at a column, but for the lines of some keys."""
    keys = rb"(?![ ]{%d}(?:%b):)" % (column, b"|".join(without)) if without else b""
    return rb"(?:\n" + keys + rb"(?:[ ]{%d}[^\n]*+|%b))*+" % (column, _BLANK)


def _above(column: int, key: bytes) -> bytes:
    """The line of a key at a column that has a mapping below it."""
    below = rb"(?:\n%b)*+\n[ ]{%d}[^ \n#-]" % (_BLANK, column + STEP)
    return rb"\n[ ]{%d}%b:(?=%b)" % (column, key, below)


def _way(column: int, path: tuple[bytes, ...]) -> bytes:
    """The lines of a path's first key, which is at a column, with all that is below it.

    The group `found` is what is below the last key; no key of the path comes twice.
    """
    if len(path) == 1:
        return _above(column, path[0]) + rb"(?P<found>" + _inside(column + STEP) + rb")"
    around = _inside(column + STEP, path[1])
    at_end = rb"(?!\n[ ]{%d})" % (column + STEP)
    return _above(column, path[0]) + around + _way(column + STEP, path[1:]) + around + at_end


def _before_key(column: int) -> bytes:
    """What comes is a key at a column, or what stands less far in: no value goes on there, and no
    list begins.
    """
    outside = rb"[ ]{0,%d}[^ \n#]" % max(column - 1, 0)
    return rb"(?=(?:%b\n)*+(?:[ ]{%d}[^ \n#-]|%b|\Z))" % (_BLANK, column, outside)


def _head(column: int) -> bytes:
    api_version, kind = rb"apiVersion: [^\n]*+", rb"kind: [^\n]*+"
    between = rb"\n[ ]{%d}" % column
    lines = rb"(?:%b|%b)" % (api_version + between + kind, kind + between + api_version)
    return lines + rb"(?=\n[ ]{0,%d}[^ \n])" % column


_objects: dict[tuple[int, tuple[bytes, ...]], re.Pattern[bytes]] = {}
_columns: dict[int, Column] = {}
_entries: dict[int, re.Pattern[bytes]] = {}


def object_with(column: int, path: tuple[bytes, ...]) -> re.Pattern[bytes]:
    """A whole object with its keys at a column, from its first key on; its first two lines are
    apiVersion and kind.

    The groups `metadata` and `found` are the lines below `metadata` and below the path.
    """
    if (column, path) not in _objects:
        around = _inside(column, b"metadata", path[0])
        metadata = _above(column, b"metadata") + rb"(?P<metadata>" + _inside(column + STEP) + rb")"
        whole = _head(column), around, metadata, around, _way(column, path), around, rb"\Z"
        _objects[column, path] = re.compile(b"".join(whole))
    return _objects[column, path]


class Column:
    """Patterns for the lines of a mapping with its keys at a column.

    `annotations` are the lines below that key, `lists` those below the keys that list containers,
    and the key `os`; `next` is the line of the mapping's next key. `name`, `image` and `value` are
    a key with a value that does not go on below, `container` a list member that begins with the
    first two. `dashed` is a key with a list below it.
    """

    __slots__ = (
        "annotations",
        "column",
        "container",
        "dashed",
        "image",
        "lead",
        "lists",
        "name",
        "next",
        "value",
    )

    def __init__(self, column: int) -> None:
        indent = b"%d" % column
        self.column = column
        self.lead = b"\n" + b" " * column
        ends = rb"\n(?=[ ]{0,%b}[^ \n]|\Z)" % indent
        self.name = re.compile(rb"""name: (["']?)(\w[\w.-]*+)\1""" + ends)
        image = rb"""image: (?!null|Null|NULL)["']?\w[^\n]*+\n""" + _before_key(column)
        self.image = re.compile(image)
        self.value = re.compile(
            rb"""[\w./-]+: (?:'([^'\n]*+)'|"([^"\\\n]*+)"|([A-Za-z_][\w./-]*+|[0-9]++))""" + ends
        )
        self.container = re.compile(
            rb"""\n[ ]{%d}- name: (["']?)(\w[\w.-]*+)\1\n[ ]{%b}""" % (max(column - 2, 0), indent)
            + image
        )
        self.annotations = re.compile(
            _above(column, b"annotations") + rb"(" + _inside(column + STEP) + rb")"
        )
        self.lists = re.compile(
            rb"\n[ ]{%b}(initContainers|containers|os):((?:\n(?:[ ]{%b}(?:[ ]|-(?=[ \n]))[^\n]*+|%b))*+)"
            % (indent, indent, _BLANK)
        )
        self.next = re.compile(rb"\n[ ]{%b}(?=[^ \n#-]|-[^ \n])" % indent)
        self.dashed = re.compile(
            rb"\n(?:[ ]{%b}|[ -]{%b}(?<=- ))[^ \n#-][^\n]*+(?<=:)\n([ ]{%b,})-(?=[ \n])"
            % ((indent,) * 3)
        )


def column_at(column: int) -> Column:
    """The patterns for a column."""
    if column not in _columns:
        _columns[column] = Column(column)
    return _columns[column]


def entries_at(column: int) -> re.Pattern[bytes]:
    """Entries of an `env` with its dashes at a column that begin with their name, the group."""
    if column not in _entries:
        _entries[column] = re.compile(rb"\n[ ]{%d}- name: ([A-Za-z_][\w.-]*+)(?=\n)" % column)
    return _entries[column]
