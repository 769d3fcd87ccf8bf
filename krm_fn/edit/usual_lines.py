"""Patterns over the lines of workloads as most are written: block style, two columns a level.

All of them are possessive, so that a text takes time in proportion to its length. Each line is
taken with the line feed before it; comments and blank lines may stand anywhere. A key that is
looked for may be there once: given twice, it is in no line that a pattern takes.
"""

from __future__ import annotations

import re

from krm_fn.workloads.built_in import CONTAINER_LISTS
from krm_fn.workloads.resource import INDEXES, LOCAL_CONFIG, PATHS

STEP = 2
"""How much further in a mapping's keys stand than those of the mapping that it is in."""

_LISTS = tuple(key.encode() for key in CONTAINER_LISTS)
_BLANK = rb"[ ]*+(?:#[^\n]*+)?(?=\n|\Z)"
_REST = rb"(?:[ ]++(?:#[^\n]*+)?)?(?=\n|\Z)"
"""What may stand behind a value on its line."""


def _but(excluded: bytes) -> bytes:
    """A class of all bytes but some. It lists those that it has, which is twice as fast as `[^`."""
    ranges, first = b"", 0
    for byte in (*sorted(excluded), 256):
        if first < byte:
            ranges += b"\\x%02x-\\x%02x" % (first, byte - 1)
        first = byte + 1
    return b"[%b]" % ranges


_IN_DOUBLE = _but(b'"\\\n\r\xc2\xe2') + b"*+"
_IN_SINGLE = _but(b"'\n\r\xc2\xe2") + b"*+"
_WITHIN = (
    _but(b"[]{}\n\r#&*!\"'\xc2\xe2")
    + (rb'++|"' + _IN_DOUBLE + rb'"|')
    + (rb"'" + _IN_SINGLE + rb"'")
)
_FLOW = rb"(?:" + _WITHIN + rb"|[\[{](?:" + _WITHIN + rb")*+[\]}])*+[\]}]"
_PLAIN = _but(b"\"'[{&*!<?\r\t\xc2\xe2") + b"*+"
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

_NO_NULL = rb"(?!(?:null|Null|NULL)(?:\s|\Z))"
_WORD = _NO_NULL + rb"\w[\w./-]*+"
_IN_QUOTES = rb"[ !#-&(-\[\]-~]*+"
_VALUE = rb"""'[^'\n]*+'|"[^"\\\n]*+"|""" + _NO_NULL + rb"[\w./][\w./:,@%+=~*-]*+(?<!:)"
"""A string on one line: in quotes without escapes, or plain without blanks."""
_VARIABLE = rb"[A-Za-z_][\w.-]*+"
_IMAGE = rb"""(?!null|Null|NULL)["']?\w[^\n]*+"""
_FILE = dict(
    zip(
        (b"internal_path", b"path", b"internal_index", b"index"),
        (re.escape(annotation.encode()) for annotation in (*PATHS, *INDEXES)),
        strict=True,
    )
)
"""The annotations that name an object's file, by the groups that are their values."""


def _inside(column: int, *without: bytes) -> bytes:
    """Lines of a mapping with its keys at a column, but for the lines of some keys."""
    keys = rb"(?![ ]{%d}(?:%b)[ ]*+:)" % (column, b"|".join(without)) if without else b""
    return rb"(?:\n" + keys + rb"(?:[ ]{%d}[^\n]*+|%b))*+" % (column, _BLANK)


def _pairs(lead: bytes, keys: bytes, *pairs: bytes) -> bytes:
    """Lines of a mapping with a `lead` before its keys; those of some `keys` only as in `pairs`."""
    others = rb"(?!(?:%b)[ ]*+:)[^\n]*+" % keys
    return rb"(?:\n(?:%b(?:%b)|%b))*+" % (lead, b"|".join((*pairs, others)), _BLANK)


def _all(column: int) -> bytes:
    """No line follows that is in the mapping with its keys at a column."""
    return rb"(?!\n[ ]{%d})" % column


def _once(group: bytes, key: bytes, value: bytes) -> bytes:
    """A key and its value, which has the group in it, unless the group is there already."""
    return rb"%b:(?(%b)(?!))%b" % (key, group, value)


def _text(group: bytes, column: int) -> bytes:
    """What stands behind a key and its colon when the value is a string that needs no escapes, in
    quotes or plain; the group is the string. It ends before any line that stands further in than
    a column.
    """
    string = (
        rb"""[ ](?P<{0}_quote>["'])?+(?P<{0}>(?({0}_quote){1}|{2}))(?({0}_quote)(?P={0}_quote))"""
    )
    for place, value in ((b"{0}", group), (b"{1}", _IN_QUOTES), (b"{2}", _WORD)):
        string = string.replace(place, value)
    return string + _ends(column)


def _ends(column: int) -> bytes:
    """The value of a key at a column does not go on in the next line."""
    return rb"(?=\n[ ]{0,%d}[^ \n]|\Z)" % column


def _before_key(column: int) -> bytes:
    """What comes is a key at a column, or stands less far in: no value goes on there, and no list
    begins.
    """
    outside = rb"[ ]{0,%d}[^ \n#]" % max(column - 1, 0)
    return rb"(?=(?:\n%b)*+(?:\n[ ]{%d}[^ \n#-]|\n%b|\Z))" % (_BLANK, column, outside)


def _above(column: int, key: bytes) -> bytes:
    """The line of a key at a column that has a mapping below it."""
    return rb"\n[ ]{%d}%b:" % (column, key) + _has_below(column)


def _has_below(column: int) -> bytes:
    return rb"(?=(?:\n%b)*+\n[ ]{%d}[^ \n#-])" % (_BLANK, column + STEP)


def _way(column: int, path: tuple[bytes, ...]) -> bytes:
    """The lines of a path's first key, which is at a column, with all that is below it.

    Groups are the lines below the keys of the last one that list containers. That has no key
    `os`, and no key of the path comes twice.
    """
    if len(path) == 1:
        keys = column + STEP
        lines = rb"(?P<%b>" + _list(keys) + rb")"
        lists = (_once(key, key, lines % key) for key in _LISTS)
        known = b"|".join((*_LISTS, b"os"))
        return _above(column, path[0]) + _pairs(rb"[ ]{%d}" % keys, known, *lists) + _all(keys)
    around = _inside(column + STEP, path[1])
    found = around + _way(column + STEP, path[1:]) + around
    return _above(column, path[0]) + found + _all(column + STEP)


def _head(column: int) -> bytes:
    api_version, kind = rb"apiVersion: [^\n]*+", rb"kind: [^\n]*+"
    between = rb"\n[ ]{%d}" % column
    lines = rb"(?:%b|%b)" % (api_version + between + kind, kind + between + api_version)
    return lines + rb"(?=\n[ ]{0,%d}[^ \n])" % column


def _metadata(column: int) -> bytes:
    """The lines of `metadata`; groups are its `name` and `namespace`, and the `path` and `index`
    of the file that annotations give, with `internal_` before those that are for tools alone.
    """
    keys, below = column + STEP, column + 2 * STEP
    files = (_once(group, key, _text(group, below)) for group, key in _FILE.items())
    known = b"|".join((*_FILE.values(), re.escape(LOCAL_CONFIG.encode())))
    annotations = _has_below(keys) + _pairs(rb"[ ]{%d}" % below, known, *files) + _all(below)
    names = (_once(key, key, _text(key, keys)) for key in (b"name", b"namespace"))
    own = (*names, _once(b"annotated", b"annotations", rb"(?P<annotated>)" + annotations))
    known = b"name|namespace|annotations"
    return _above(column, b"metadata") + _pairs(rb"[ ]{%d}" % keys, known, *own) + _all(keys)


def _container(column: int) -> bytes:
    """A container with its keys at a column: all lines of a list's member, from its dash on.

    Groups are its `name`, the place behind its `image`, and of its `env` the dashes' indentation
    and the lines of its `entries`.
    """
    name = _once(b"name", b"name", _text(b"name", column))
    image = rb"image:(?(image)(?!))[ ]%b(?P<image>)%b" % (_IMAGE, _before_key(column))
    env = _once(b"entries", b"env", _variables(column))
    dash = rb"[ ]{%d}-" % max(column - STEP, 0)
    lead = rb"(?:[ ]{%d}|(?(begun)(?!))%b[ ](?=\w)(?P<begun>))" % (column, dash)
    pairs = _pairs(lead, b"name|image|env", name, image, env)
    return rb"(?=\n%b)%b(?=\n%b|\Z)" % (dash, pairs, dash)


def _variables(column: int) -> bytes:
    """What is below a key at a column that has a list of variables, each with its name first.

    No comment may stand behind the last one: what that belongs to is not for lines to say.
    """
    above = rb"(?:\n%b)*+" % _BLANK
    entry = rb"- name: %b(?=\n)" % _VARIABLE
    first = above + rb"(?P<entries>\n(?P<dashes>[ ]{%d,}+)%b" % (column, entry)
    others = rb"(?:%b\n(?P=dashes)(?:[ ][^\n]*+|%b))*+)" % (above, entry)
    return first + others + rb"(?!\n(?:[ ]{%d}[ -]|%b))" % (column, _BLANK)


def _list(column: int) -> bytes:
    """What is below a key at a column that has a list."""
    return rb"(?:\n(?:[ ]{%d}(?:[ ]|-(?=[ \n]))[^\n]*+|%b))*+" % (column, _BLANK)


def _compiled(pattern: bytes) -> re.Pattern[bytes]:
    """The pattern, in which a condition may name a group that only begins behind it. All groups
    have names.
    """
    for number, name in enumerate(re.findall(rb"\(\?P<(\w+)>", pattern), 1):
        pattern = pattern.replace(b"(?(%b)" % name, b"(?(%d)" % number)
    return re.compile(pattern)


_objects: dict[tuple[int, tuple[bytes, ...]], re.Pattern[bytes]] = {}
_columns: dict[int, Column] = {}
_entries: dict[int, Entries] = {}


def object_with(column: int, path: tuple[bytes, ...]) -> re.Pattern[bytes]:
    """A whole object with its keys at a column, from its first key on; its first two lines are
    apiVersion and kind.

    The groups are those of `metadata`, and those of the pod spec at the path's end.
    """
    if (column, path) not in _objects:
        around = _inside(column, b"metadata", path[0])
        whole = _head(column), around, _metadata(column), around, _way(column, path), around, rb"\Z"
        _objects[column, path] = _compiled(b"".join(whole))
    return _objects[column, path]


class Column:
    """Patterns for the lines of a mapping with its keys at a column.

    `container` is a container, a list's member. `dashed` is a key with a list below it, with the
    list's indentation.
    """

    __slots__ = ("column", "container", "dashed")

    def __init__(self, column: int) -> None:
        self.column = column
        self.container = _compiled(_container(column))
        self.dashed = re.compile(
            rb"\n(?:[ ]{%d}|[ -]{%d}(?<=- ))[\w./-]++:%b(?:\n%b)*+\n([ ]{%d,})-(?=[ \n])"
            % (column, column, _REST, _BLANK, column)
        )


def column_at(column: int) -> Column:
    """The patterns for a column."""
    if column not in _columns:
        _columns[column] = Column(column)
    return _columns[column]


class Entries:
    """Patterns for the entries of an `env` with its dashes at a column.

    `names` are the names of all of them. `literals` are those entries that have a value on one
    line and no more, with their names and the value as it is written.
    """

    __slots__ = ("literals", "names")

    def __init__(self, dashes: int) -> None:
        name = rb"\n[ ]{%d}- name: (%b)(?=\n|\Z)" % (dashes, _VARIABLE)
        value = rb"\n[ ]{%d}value: (%b)(?=%b(?:\n%b)*+" % (dashes + STEP, _VALUE, _REST, _BLANK)
        self.names = re.compile(name)
        self.literals = re.compile(name + value + rb"(?:\n[ ]{0,%d}[^ \n]|\Z))" % dashes)


def entries_at(dashes: int) -> Entries:
    """The patterns for entries with their dashes at a column."""
    if dashes not in _entries:
        _entries[dashes] = Entries(dashes)
    return _entries[dashes]
