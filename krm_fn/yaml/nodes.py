"""Located nodes: what a text holds and where, in offsets of that text.

Offsets count code points of the text that was composed. A node's `start` is where its
anchor or tag begins when it has one, else where its content begins. `end` is where its content
ends: for a block collection that is the end of its last scalar, never the comments and blank
lines after it; for a block scalar it is the beginning of the line that follows it.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Sequence as Sequence_
    from typing import Any, TypeAlias

    Node: TypeAlias = "Scalar | Mapping | Sequence | Alias"

MERGE_TAG = "tag:yaml.org,2002:merge"
STRING_TAGS = ("!", "tag:yaml.org,2002:str")


class Scalar:
    """A scalar; `style` is its opening character, `""` when it is plain."""

    __slots__ = ("anchor", "end", "start", "style", "tag", "value")

    def __init__(
        self,
        start: int,
        end: int,
        value: str,
        style: str = "",
        anchor: str | None = None,
        tag: str | None = None,
    ) -> None:
        self.start = start
        self.end = end
        self.value = value
        self.style = style
        self.anchor = anchor
        self.tag = tag


class Mapping:
    """A mapping; `entries` are its (key, value) pairs in their order, merge keys among them. `column` is
    that of its keys in block style, where it is known.
    """

    __slots__ = ("_index", "anchor", "end", "entries", "flow", "start", "tag")

    is_read_by_lines = False
    """Whether it comes from the reader that takes only plain block style."""
    column: int | None = None

    def __init__(
        self,
        start: int,
        flow: bool,
        anchor: str | None = None,
        tag: str | None = None,
    ) -> None:
        self.start = start
        self.end = start
        self.flow = flow
        self.anchor = anchor
        self.tag = tag
        self.entries: list[tuple[Node, Node]] = []
        self._index: dict[str, list[tuple[Node, Node]]] | None = None

    def get(self, key: str) -> Scalar | Mapping | Sequence | None:
        """The value under `key`, aliases followed; None where there is none of its own."""
        return followed(self.own(key))

    def text_under(self, key: str) -> str | None:
        """The text of what `find` finds under `key`, as `text_of` has it."""
        return text_of(find(self, key))

    def entry(self, key: str) -> tuple[Node, Node] | None:
        """The (key, value) pair of `key`, an alias not followed."""
        found = self._found(key)
        return found[0] if found else None

    def own(self, key: str) -> Node | None:
        """The value under `key`, an alias not followed."""
        pair = self.entry(key)
        return None if pair is None else pair[1]

    def count(self, key: str) -> int:
        """How often `key` is given (YAML forbids more than once; parsers let it pass)."""
        return len(self._found(key))

    def _found(self, key: str) -> Sequence_[tuple[Node, Node]]:
        """The pairs of `key`. It is to be asked when all entries are there."""
        if self._index is None:
            self._index = {}
            for pair in self.entries:
                if type(pair[0]) is Scalar:
                    self._index.setdefault(pair[0].value, []).append(pair)
        return self._index.get(key, ())

    def block_list(self) -> tuple[Node, Sequence] | None:
        """The first pair whose value is a block sequence."""
        for key, value in self.entries:
            if isinstance(value, Sequence) and not value.flow:
                return key, value
        return None

    def keys(self) -> list[str]:
        """Its own keys as texts; "" for a key that is no scalar."""
        return [key.value if type(key) is Scalar else "" for key, _ in self.entries]

    def own_text(self) -> tuple[int, str] | None:
        """Its column and all of its text, if nothing else bears on what it means, and that is known."""
        return None

    def may_mention(self, part: str) -> bool:  # noqa: ARG002 - cheap to say for one kind only
        """Whether a part of a key or value could be in it; False only where that is cheap to say."""
        return True

    @property
    def merges(self) -> bool:
        """Whether it has a merge key."""
        return any(map(is_merge_key, (name for name, _ in self._found("<<"))))


class Absent(Mapping):
    """A mapping that is not in the text: it comes under the `key` of its `owner` when something is
    put into it. There may be a null in its place.
    """

    __slots__ = ("key", "owner")

    def __init__(self, owner: Mapping, key: str) -> None:
        super().__init__(owner.end, owner.flow)
        self.owner = owner
        self.key = key


class Sequence:
    """A sequence; `column` is the column of a block sequence's dashes, `offset` how far its members
    stand from these, where that is known.
    """

    __slots__ = ("anchor", "column", "end", "flow", "items", "start", "tag")

    offset: int | None = None

    def __init__(
        self,
        start: int,
        flow: bool,
        column: int,
        anchor: str | None = None,
        tag: str | None = None,
    ) -> None:
        self.start = start
        self.end = start
        self.flow = flow
        self.column = column
        self.anchor = anchor
        self.tag = tag
        self.items: list[Node] = []

    @property
    def size(self) -> int:
        """How many members there are."""
        return len(self.items)

    def texts_under(self, key: str) -> list[str | None]:
        """The text under a key of each member; None for one that has no such."""
        members = map(mapping, self.items)
        return [None if each is None else each.text_under(key) for each in members]

    def mentions(self, part: str) -> bool:
        """Whether a part of a value is in it."""
        return any(_mentions(item, part) for item in self.items)


class Alias:
    """A reference to an anchored node; `target` is None when the text doesn't hold the anchor."""

    __slots__ = ("end", "name", "start", "target")

    def __init__(self, start: int, end: int, name: str, target: Node | None) -> None:
        self.start = start
        self.end = end
        self.name = name
        self.target = target


def followed(node: Node | None) -> Scalar | Mapping | Sequence | None:
    """The node itself, or what it is an alias of."""
    while isinstance(node, Alias):
        node = node.target
    return node


def mapping(node: Node | None) -> Mapping | None:
    """The node when it is a mapping (or an alias of one), else None."""
    node = followed(node) if type(node) is Alias else node
    return node if isinstance(node, Mapping) else None


def sequence(node: Node | None) -> Sequence | None:
    """The node when it is a sequence (or an alias of one), else None."""
    node = followed(node) if type(node) is Alias else node
    return node if isinstance(node, Sequence) else None


def find(node: Mapping | None, key: str) -> Scalar | Mapping | Sequence | None:
    """The value under `key`, of the mapping's own or merged into it, aliases followed."""
    if node is None:
        return None
    value = node.get(key)
    if value is None and node.merges:
        values = (base.get(key) for base in merge_bases(node))
        return next((merged for merged in values if merged is not None), None)
    return value


def _mentions(node: Node, part: str) -> bool:
    found = followed(node)
    if isinstance(found, Mapping):
        return any(_mentions(value, part) for _, value in merged_entries(found))
    if isinstance(found, Sequence):
        return found.mentions(part)
    return found is not None and part in found.value


def is_merge_key(key: Node) -> bool:
    """Whether a key is YAML's merge key: a plain `<<`, or one tagged `!!merge` as kpt writes it."""
    if type(key) is not Scalar or key.value != "<<":
        return False
    return key.tag == MERGE_TAG or (key.style == "" and key.tag is None)


NULLS = ("", "~", "null", "Null", "NULL")


def is_null(node: Node | None) -> bool:
    """Whether a node is there and null: plain `null`, `~` or nothing after the colon."""
    node = node if type(node) is Scalar else followed(node)
    return type(node) is Scalar and node.value in NULLS and node.style == "" and node.tag is None


def text_of(node: Node | None) -> str | None:
    """A scalar's text, as written whatever its type (`3128` is "3128"); None for anything else.

    A null is "", as Kubernetes reads a null string.
    """
    node = node if type(node) is Scalar else followed(node)
    if type(node) is not Scalar:
        return None
    return "" if node.value in NULLS and is_null(node) else node.value


def to_data(node: Node | None) -> Any:
    """The node as plain data, by YAML 1.2's core schema: what is neither null, a boolean nor a
    number is a string, so `on`, `0644`-like words and `12:30:45` stay what they are.
    Merge keys are followed; a shared node that holds itself is None where it comes again.
    """
    return _data(node, ())


def _data(node: Node | None, inside: tuple[int, ...]) -> Any:
    node = node if type(node) is Scalar else followed(node)
    if isinstance(node, Scalar):
        return _scalar_data(node)
    if node is None or id(node) in inside or len(inside) > 200:
        return None
    here = (*inside, id(node))
    if isinstance(node, Sequence):
        return [_data(item, here) for item in node.items]
    if node.is_read_by_lines:  # its keys are there without nodes
        return {key: _data(node.get(key), here) for key in node.keys()}  # noqa: SIM118
    return {
        key.value if type(key) is Scalar else str(_data(key, here)): _data(value, here)
        for key, value in merged_entries(node)
    }


def _scalar_data(node: Scalar) -> Any:
    value = node.value
    if node.style or node.tag not in (None, "!"):
        return value
    if value in NULLS:
        return None
    if value in ("true", "True", "TRUE", "false", "False", "FALSE"):
        return value[0] in "tT"
    if value[0] not in "+-.0123456789":
        return value
    if value.strip("+-.0123456789eE"):
        return _in_base(value)
    if (value[1:] if value[0] in "+-" else value).isdigit():
        return int(value) if len(value) < 400 else value
    try:
        return float(value)  # of such characters it takes what YAML takes
    except ValueError:
        return value


def _in_base(value: str) -> int | str:
    """The number that YAML 1.2 reads in `0x1f` and `0o17`; any other text as it is."""
    base = {"0x": 16, "0o": 8}.get(value[:2])
    try:
        return int(value[2:], base) if base and value[2:].isalnum() else value
    except ValueError:
        return value


def merged_entries(node: Mapping) -> list[tuple[Node, Node]]:
    """A mapping's pairs, those that it merges with them: its own keys win, then the first base's."""
    if not node.merges:
        return node.entries
    own = [pair for pair in node.entries if not is_merge_key(pair[0])]
    found = {_key_text(key): (key, value) for key, value in reversed(own)}
    for base in merge_bases(node):
        for key, value in base.entries:
            if not is_merge_key(key):
                found.setdefault(_key_text(key), (key, value))
    return list(found.values())


def _key_text(key: Node) -> str:
    return key.value if type(key) is Scalar else f"\0{id(key)}"


def merge_bases(node: Mapping) -> Iterator[Mapping]:
    """The mappings that a mapping's merge keys lead to, each once, nearest first."""
    seen = {id(node)}
    waiting = _direct_bases(node)
    while waiting:
        base = waiting.pop(0)
        if id(base) not in seen:
            seen.add(id(base))
            yield base
            waiting[:0] = _direct_bases(base)


def _direct_bases(node: Mapping) -> list[Mapping]:
    bases: list[Mapping] = []
    for key, value in node.entries:
        if is_merge_key(key):
            target = followed(value)
            members = target.items if isinstance(target, Sequence) else [target]
            bases.extend(base for base in map(mapping, members) if base is not None)
    return bases
