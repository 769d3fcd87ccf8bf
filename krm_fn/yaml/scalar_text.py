"""A scalar whose text is edited itself: splices of its value as splices of the text that it stands in.

Of a block scalar in literal style the lines that change are written again, with its indentation; in
quotes on one line the characters are. All other bytes of the scalar stay.
"""

from __future__ import annotations

from bisect import bisect_right

from krm_fn import late_re as re
from krm_fn.yaml.render import content_start, quoted
from krm_fn.yaml.text import BREAKS
from krm_fn.yaml.text_edits import spliced

TYPE_CHECKING = False
if TYPE_CHECKING:
    from krm_fn.yaml.nodes import Scalar
    from krm_fn.yaml.text_edits import Splice

_BREAK = re.compile("\r\n?|[\n\x85\u2028\u2029]")
_SURROGATES = r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}"
_CHARACTER = {
    '"': re.compile(
        rf"(?s){_SURROGATES}|\\x[0-9a-fA-F]{{2}}|\\u[0-9a-fA-F]{{4}}|\\U[0-9a-fA-F]{{8}}|\\?."
    ),
    "'": re.compile("(?s)''|."),
}
"""How one character of the value is written between quotes."""


class OtherStyle(Exception):
    """The scalar is written in a style in which its text cannot be edited where it stands."""


def splices_of(text: str, node: Scalar, edits: list[Splice]) -> list[Splice]:
    """Splices of a scalar's value as splices of the text. Raises OtherStyle."""
    edits = sorted(edits, key=lambda edit: edit[:2])
    if node.style == "|":
        return _Literal(text, node).splices(edits)
    if node.style in _CHARACTER:
        return _in_quotes(text, node, edits)
    raise OtherStyle


def _in_quotes(text: str, node: Scalar, edits: list[Splice]) -> list[Splice]:
    first = content_start(text, node) + 1
    content = text[first : node.end - 1]
    places = [first + each.start() for each in _CHARACTER[node.style].finditer(content)]
    if len(places) != len(node.value) or _BREAK.search(content):
        raise OtherStyle
    places.append(node.end - 1)
    return [(places[start], places[end], _written(put, node.style)) for start, end, put in edits]


def _written(text: str, style: str) -> str:
    """Text as it stands between quotes."""
    if style == '"':
        return quoted(text)[1:-1]
    if not text.isprintable():
        raise OtherStyle
    return text.replace("'", "''")


class _Literal:
    """The lines of a block scalar in literal style: where each `starts` in the value, and where
    (`places`) in the text, with one place more behind the last; `indent` is what stands before each.
    """

    __slots__ = ("indent", "line_end", "places", "starts", "text", "value")

    def __init__(self, text: str, node: Scalar) -> None:
        self.text = text
        self.value = node.value
        header = _BREAK.search(text, content_start(text, node))
        if header is None or not self.value.strip():
            raise OtherStyle
        self.line_end = header[0]
        lines = self.value.splitlines(keepends=True)
        self.starts, self.places = [0], [header.end()]
        self.indent: str | None = None
        for line in lines:
            self._read(line.removesuffix("\n"), node.end)
            self.starts.append(self.starts[-1] + len(line))

    def _read(self, line: str, end: int) -> None:
        """Read the text's line that has a line of the value."""
        start = self.places[-1]
        line_break = _BREAK.search(self.text, start, end)
        written = self.text[start : line_break.start() if line_break else end]
        if self.indent is None and line:
            self.indent = written[: len(written) - len(line)]
        known = self.indent or ""
        if written != known + line and (line or written.strip(" ")):
            raise OtherStyle
        self.places.append(line_break.end() if line_break else end)

    def splices(self, edits: list[Splice]) -> list[Splice]:
        """The edits, in their order, as splices of whole lines."""
        groups: list[tuple[int, int, list[Splice]]] = []
        for edit in edits:
            first, stop = self._lines(edit)
            if groups and first < groups[-1][1]:
                first, before, together = groups.pop()
                groups.append((first, max(stop, before), [*together, edit]))
            else:
                groups.append((first, stop, [edit]))
        return [self._splice(*group) for group in groups]

    def _lines(self, edit: Splice) -> tuple[int, int]:
        """The lines that an edit bears on, from one until before another."""
        start, end, put = edit
        first, last = self._line_at(start), self._line_at(end)
        whole = start == self.starts[first] and end == self.starts[last]
        if whole and (not put or put.endswith("\n")):
            return first, last
        return first, min(last + 1, len(self.starts) - 1)

    def _line_at(self, at: int) -> int:
        """The line in which a place of the value is; behind its last line end none is."""
        line = bisect_right(self.starts, at) - 1
        return line if self.value.endswith("\n") else min(line, len(self.starts) - 2)

    def _splice(self, first: int, stop: int, edits: list[Splice]) -> Splice:
        """Lines of the value with edits in them, as they stand in the text."""
        at = self.starts[first]
        moved = [(start - at, end - at, put) for start, end, put in edits]
        lines = spliced(self.value[at : self.starts[stop]], moved).split("\n")
        is_whole = lines[-1] == ""
        if is_whole:
            lines.pop()
        made = self.line_end.join((self.indent or "") + line if line else "" for line in lines)
        start, end = self.places[first], self.places[stop]
        ends = is_whole or self.text[end - 1] in BREAKS
        return start, end, made + self.line_end if lines and ends else made
