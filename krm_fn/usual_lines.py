"""Patterns over the lines of workloads as most are written: block style, two columns a level.

All of them are possessive, so that a text takes time in proportion to its length. Each line is
taken with the line feed before it; comments and blank lines may stand anywhere. A key that is
looked for may be there once: given twice, it is in no line that a pattern takes.
"""

from __future__ import annotations

import re

from krm_fn.resource import INDEXES, LOCAL_CONFIG, PATHS

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
FIRST_ENTRY = re.compile(rb"(?:\n%b)*+\n([ ]*)- (?=\w)" % _BLANK)
"""The first member of a list, with what is above it; the group is its indentation."""

_TEXT = rb"""'[^'\n]*+'|"[^"\\\n]*+"|[A-Za-z_][\w./-]*+|[0-9]++"""
_NAME = rb"""'\w[\w.-]*+'|"\w[\w.-]*+"|\w[\w.-]*+"""
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
    keys = rb"(?![ ]{%d}(?:%b):)" % (column, b"|".join(without)) if without else b""
    return rb"(?:\n" + keys + rb"(?:[ ]{%d}[^\n]*+|%b))*+" % (column, _BLANK)


def _pairs(lead: bytes, keys: bytes, *pairs: bytes) -> bytes:
    """Lines of a mapping with a `lead` before its keys; those of some `keys` only as in `pairs`."""
    others = rb"(?!(?:%b):)[^\n]*+" % keys
    return rb"(?:\n(?:%b(?:%b)|%b))*+" % (lead, b"|".join((*pairs, others)), _BLANK)


def _all(column: int) -> bytes:
    """No line follows that is in the mapping with its keys at a column."""
    return rb"(?!\n[ ]{%d})" % column


def _once(group: bytes, key: bytes, value: bytes) -> bytes:
    """A key and its value, which is the group, unless the group is there already."""
    return rb"%b:(?(%b)(?!))(?P<%b>%b)" % (key, group, group, value)


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

    The group `found` is what is below the last key; no key of the path comes twice.
    """
    if len(path) == 1:
        return _above(column, path[0]) + rb"(?P<found>" + _inside(column + STEP) + rb")"
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
    text = rb"[ ](?:%b)%b" % (_TEXT, _ends(below))
    files = (_once(group, annotation, text) for group, annotation in _FILE.items())
    known = b"|".join((*_FILE.values(), re.escape(LOCAL_CONFIG.encode())))
    annotations = _has_below(keys) + _pairs(rb"[ ]{%d}" % below, known, *files) + _all(below)
    text = rb"[ ](?:%b)%b" % (_TEXT, _ends(keys))
    names = (_once(key, key, text) for key in (b"name", b"namespace"))
    own = (*names, _once(b"annotations", b"annotations", annotations))
    known = b"name|namespace|annotations"
    return _above(column, b"metadata") + _pairs(rb"[ ]{%d}" % keys, known, *own) + _all(keys)


def _container(column: int) -> bytes:
    """A container with its keys at a column: all lines of a list's member, from its dash on.

    Groups are its `name`, the place behind its `image`, and the lines of its `env`.
    """
    name = _once(b"name", b"name", rb"[ ](?:%b)%b" % (_NAME, _ends(column)))
    image = rb"image:(?(image)(?!))[ ]%b(?P<image>)%b" % (_IMAGE, _before_key(column))
    env = _once(b"env", b"env", _list(column))
    dash = rb"[ ]{%d}-" % max(column - STEP, 0)
    lead = rb"(?:[ ]{%d}|(?(begun)(?!))%b[ ](?=\w)(?P<begun>))" % (column, dash)
    pairs = _pairs(lead, b"name|image|env", name, image, env)
    return rb"(?=\n%b)%b(?=\n%b|\Z)" % (dash, pairs, dash)


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
_entries: dict[int, re.Pattern[bytes]] = {}


def object_with(column: int, path: tuple[bytes, ...]) -> re.Pattern[bytes]:
    """A whole object with its keys at a column, from its first key on; its first two lines are
    apiVersion and kind.

    The groups are those of `metadata`, and `found`, the lines below the path.
    """
    if (column, path) not in _objects:
        around = _inside(column, b"metadata", path[0])
        whole = _head(column), around, _metadata(column), around, _way(column, path), around, rb"\Z"
        _objects[column, path] = _compiled(b"".join(whole))
    return _objects[column, path]


class Column:
    """Patterns for the lines of a mapping with its keys at a column.

    `lists` are the lines below the keys that list containers, and the key `os`. `container` is a
    list's member. `dashed` is a key with a list below it, with the list's indentation.
    """

    __slots__ = ("column", "container", "dashed", "lists")

    def __init__(self, column: int) -> None:
        self.column = column
        self.container = _compiled(_container(column))
        self.lists = re.compile(
            rb"\n[ ]{%d}(initContainers|containers|os):(%b)" % (column, _list(column))
        )
        self.dashed = re.compile(
            rb"\n(?:[ ]{%d}|[ -]{%d}(?<=- ))[^ \n#-][^\n]*+(?<=:)\n([ ]{%d,})-(?=[ \n])"
            % ((column,) * 3)
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
