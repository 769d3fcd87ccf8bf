"""A wire's text cut into items: spans of bytes, each with the kind that it holds."""

from __future__ import annotations

from krm_fn import late_re as re
from krm_fn.errors import Located, Malformed, shifted
from krm_fn.wire import aliases
from krm_fn.yaml.compose import check_shallow, check_syntax, compose, decoded
from krm_fn.yaml.nodes import Sequence, find, followed, mapping, text_of
from krm_fn.yaml.text import BY_LINES_FROM, may_nest_deep

TYPE_CHECKING = False
if TYPE_CHECKING:
    from krm_fn.yaml.nodes import Node

BOM = b"\xef\xbb\xbf"
"""A byte order mark, which may stand before a wire's text."""
MEMBER = "member"
"""A member of a block sequence, with its dash, from the beginning of the dash's line."""
FLOW = "flow"
"""A YAML node in flow style."""
DOCUMENT = "document"
"""A YAML document."""
JSON = "json"
"""A JSON value."""

LARGE = 1_000_000
"""From how many bytes on an item is looked into for long block scalars before it is parsed."""

_DASHES = rb" *- +"
_UP_TO_ROOT = rb"(?:---(?=[ \t\r\n])|[ \t\r\n]|#[^\r\n]*|%[^\r\n]*[\r\n])*"
_PLAIN_KEY = rb"\w"
_KEY = rb"(apiVersion|kind):[ ]+([\"']?)([\w./-]+)\2[ \t]*\r?(?=\n|\Z)"
"""One of the two keys, with a value on the same line."""
_LIKE_KEY = rb"(?:\? *)?[\"']?(?:apiVersion|kind)[\"']?[ \t]*(?=[:\r\n])"
"""What could give one of the two keys, however written."""


class Item:
    """One item: its bytes are `data[start:end]`; `form` says how they are to be read. `is_list`
    says that a document is a list, and so no object. `steps` lead to a List's member from the item
    that the List is, `()` to an item itself.
    """

    __slots__ = ("api_version", "end", "form", "is_list", "kind", "start", "steps")

    def __init__(self, start: int, end: int, form: str, api_version: str = "", kind: str = ""):
        self.start = start
        self.end = end
        self.form = form
        self.api_version = api_version
        self.kind = kind
        self.is_list = False
        self.steps: tuple[str | int, ...] = ()

    def text(self, data: bytes) -> str:
        """The item's text. Raises Malformed when it isn't UTF-8."""
        return decoded(data[self.start : self.end])

    def located(self, error: Malformed, data: bytes) -> Located:
        """An error in the item, with the line in the data for that in the item."""
        if isinstance(error, Located):
            return error
        return Located(shifted(str(error), data.count(b"\n", 0, self.start)))

    def root(self, text: str) -> Node | None:
        """The item's node, composed from its text. Raises Malformed."""
        if self.form == JSON:
            from krm_fn.yaml.json_text import compose_json

            return compose_json(text)
        root = compose(text)
        if self.form != MEMBER:
            return root
        if not isinstance(root, Sequence) or len(root.items) != 1:
            raise Malformed("expected one list member")
        return root.items[0]

    def check(self, data: bytes) -> None:
        """Raise Malformed unless the item is well-formed; JSON was parsed when it was cut."""
        if self.form == JSON:
            self.text(data)
            return
        size = self.end - self.start
        if size >= LARGE and self._is_well_formed(data):
            return
        if size >= BY_LINES_FROM and self._only_looks_odd(data):
            check_shallow(data[self.start : self.end])
            return
        check_syntax(data[self.start : self.end])
        if self.may_share(data):
            text = self.text(data)
            self.check_aliases(self.root(text), text, data)

    def _is_well_formed(self, data: bytes) -> bool:
        """Whether that can be said of a large item without a copy of it, and it has no alias."""
        from krm_fn.yaml import long_scalars

        return long_scalars.is_well_formed(data, self.start, self.end)

    def _only_looks_odd(self, data: bytes) -> bool:
        """Whether a large item looks as if it had aliases, or nested deep, and doesn't, if it is
        well-formed: mostly that is punctuation in descriptions.
        """
        if not (self.may_share(data) or may_nest_deep(data[self.start : self.end])):
            return False
        from krm_fn.yaml import lines

        return lines.is_plain(self.text(data))

    def may_share(self, data: bytes) -> bool:
        """Whether it could have an alias or a merge key; a cheap look."""
        return self.form != JSON and aliases.may_be_in(data, self.start, self.end)

    def check_aliases(self, root: Node | None, text: str, data: bytes) -> None:
        """Raise Malformed where an alias has no anchor; a document's must be in it, a member's may
        be anywhere before it.
        """
        in_list = self.form in (MEMBER, FLOW)
        aliases.check(root, text, data, (lambda _: self.start) if in_list else None)


def json_item(start: int, end: int, value: object) -> Item:
    """The item at a span of JSON that holds a value, with its kind."""
    item = Item(start, end, JSON)
    if isinstance(value, dict):
        item.api_version = str(value.get("apiVersion") or "")
        item.kind = str(value.get("kind") or "")
    return item


def identified(data: bytes, start: int, end: int, form: str) -> Item:
    """The item at a span of block-style YAML, with its kind.

    Most items begin with both lines, which may come after a `---` and comments; others are
    searched for lines that can only be the two keys; what is still in doubt is composed. Raises
    Malformed.
    """
    line = data.find(b"\n", start, end) + 1 if data.startswith(b"---\n", start) else start
    while data.startswith(b"#", line) and line < end:
        line = data.find(b"\n", line, end) + 1 or end
    head = _head(data, line, end, b"-" if form == MEMBER else b"")
    if head is not None:
        return Item(start, end, form, *head)
    found = _said(data, start, end, form)
    if found is not None:
        return Item(start, end, form, *found)
    item = Item(start, end, form)
    root = followed(item.root(item.text(data)))
    item.is_list = form == DOCUMENT and isinstance(root, Sequence)
    item.api_version = text_of(find(mapping(root), "apiVersion")) or ""
    item.kind = text_of(find(mapping(root), "kind")) or ""
    return item


_heads: dict[tuple[bytes, bytes], tuple[str, str]] = {}
"""What the first two lines of items say: a list has many objects of few kinds."""
MAX_HEADS = 1000


def _head(data: bytes, line: int, end: int, dash: bytes) -> tuple[str, str] | None:
    """What two lines say when they are `apiVersion: X` and `kind: Y` and no more."""
    first = data.find(b"\n", line, end)
    second = data.find(b"\n", first + 1, end)
    if first < 0 or second < 0:
        return None
    key = dash, data[line:second]
    head = _heads.get(key)
    if head is None:
        head = _read_head(data[line:first], data[first + 1 : second], dash)
        if head is not None and len(_heads) < MAX_HEADS:
            _heads[key] = head
    return head


def _read_head(first: bytes, second: bytes, dash: bytes) -> tuple[str, str] | None:
    key, _, api_version = first.partition(b"apiVersion: ")
    indent, _, kind = second.partition(b"kind: ")
    name = api_version.replace(b"/", b"").replace(b".", b"").replace(b"-", b"")
    if not (name.isalnum() and kind.isalnum() and len(key) == len(indent)) or indent.strip():
        return None
    if key.strip(b" ") != dash:
        return None
    return api_version.decode(), kind.decode()


def _said(data: bytes, start: int, end: int, form: str) -> tuple[str, str] | None:
    """What the only two lines say that can be the two keys; None where there is a doubt."""
    root = re.compile(_DASHES if form == MEMBER else _UP_TO_ROOT).match(data, start, end)
    if root is None or not re.compile(_PLAIN_KEY).match(data, root.end(), end):
        return None
    at, column = (root.end(), root.end() - start) if form == MEMBER else (start, 0)
    found = {line[1]: line[3].decode() for line in _lines(_KEY, data, at, end, column)}
    lines = _lines(_LIKE_KEY, data, at, end, column)
    return (found[b"apiVersion"], found[b"kind"]) if len(found) == len(lines) == 2 else None


_patterns: dict[tuple[bytes, int], re.Pattern[bytes]] = {}


def _lines(rest: bytes, data: bytes, at: int, end: int, column: int) -> list[re.Match[bytes]]:
    """The lines that have `rest` at a column; in a list member, `at` is there on the first line."""
    key = (rest, column)
    if key not in _patterns:
        _patterns[key] = re.compile(rb"^ {%d}" % column + rest, re.MULTILINE)
    first = re.compile(rest).match(data, at, end) if column else None
    return [*filter(None, [first]), *_patterns[key].finditer(data, at, end)]
