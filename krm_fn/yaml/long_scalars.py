"""Whether a large text is well-formed, with the long bodies of its block scalars left out.

A ConfigMap may hold files of many megabytes. libyaml would need as much memory again for such a
text, and more for its own buffers, to say that lines which stand further in than their key are
content. So these are looked at piece by piece, and libyaml reads what is left.
"""

from __future__ import annotations

from krm_fn import late_re as re
from krm_fn.errors import Malformed
from krm_fn.yaml import lines
from krm_fn.yaml.compose import check_syntax

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

LONG = 10_000
"""From how many bytes on a body is left out."""

_PIECE = 1 << 16
_HEADER = rb"^([ ]*+(?:- )*+)[\w./-]++:[ ]++[|>][+-]?+[ ]*+\n([ ]++)(?=[^ \n])"
_NOT_CONTENT = bytes({*range(0x20), 0x7F} - {*b"\t\n"})
_ODD = "[\x80-\x9f\u2028\u2029\ufeff\ufffe\uffff]"


def is_well_formed(data: bytes, start: int, end: int) -> bool:
    """Whether it is certain that the YAML between two places is well-formed and plain block style,
    and nests no deeper than it may.
    """
    kept: list[bytes] = []
    at = start
    for first, stop in _bodies(data, start, end):
        if not _is_content(data, first, stop):
            return False
        kept.append(data[at:first])
        at = stop
    if not kept:
        return False
    rest = b"".join([*kept, data[at:end]])
    try:
        check_syntax(rest)
        return lines.is_plain(rest.decode())
    except Malformed:
        return False


def _bodies(data: bytes, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The lines behind the first one of each long block scalar that is the value of a key."""
    header = re.compile(_HEADER, re.MULTILINE)
    found = header.search(data, start, end)
    while found is not None:
        stop = found.end()
        indent = len(found[2])
        if indent > len(found[1]):
            outside = rb"\n(?![ ]*+(?:\n|\Z))(?![ ]{%d})" % indent
            further_out = re.compile(outside).search(data, stop, end)
            stop = further_out.start() + 1 if further_out else end
            first = data.find(b"\n", found.end(), stop) + 1
            if first and stop - first >= LONG:
                yield first, stop
        found = header.search(data, stop, end)


def _is_content(data: bytes, start: int, end: int) -> bool:
    """Whether whole lines have nothing that ends a line in another way, or isn't printable."""
    while start < end:
        stop = min(start + _PIECE, end)
        stop = data.find(b"\n", stop - 1, end) + 1 or end
        piece = data[start:stop]
        if len(piece.translate(None, _NOT_CONTENT)) < len(piece):
            return False
        if not piece.isascii():
            try:
                text = piece.decode()
            except UnicodeDecodeError:
                return False
            if re.search(_ODD, text):
                return False
        start = stop
    return True
