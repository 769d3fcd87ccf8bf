"""An independent reader: bytes to plain trees, by libyaml's events or Python's own JSON.

Mappings are dicts, sequences lists. Aliases and merge keys are written out, so that a tree is what
a text means. A scalar is what it is written as: `kind` is "text" for what can only be a string,
"plain" for what a schema may read as something else, or an explicit tag.
"""

from __future__ import annotations

import json
import re
from typing import Any, NamedTuple

import yaml
from yaml._yaml import CParser

Tree = Any  # a Scalar, a dict of keys to Trees, or a list of Trees

MAX_NODES = 60_000
"""How many nodes a text may have with its aliases written out, to be judged here."""
MAX_DEPTH = 150
STRING = "tag:yaml.org,2002:str"
MERGE = "tag:yaml.org,2002:merge"
_MAYBE_OTHER = re.compile(r"[-+.0-9][-+.:\w]*(?:[ \t]+[-+.:\dZ \t]+)?\Z|(?:~|=|<<)?\Z")
"""What a schema may read as a number, a time, a null, or something special."""
_NO_STRINGS = frozenset("y n yes no on off true false null".split())
AGAIN = "\0"
"""What marks a key that was there before: YAML forbids it, and most readers let it pass."""


class Scalar(NamedTuple):
    kind: str
    text: str


class InvalidError(Exception):
    """libyaml refuses the text, or an alias in it has no anchor (`alias`)."""

    def __init__(self, message: str, alias: bool = False) -> None:
        super().__init__(message)
        self.alias = alias


class UnjudgedError(Exception):
    """The text is too large or too deep to be judged here."""


def text(value: str) -> Scalar:
    return Scalar("text", value)


NULLS = frozenset(Scalar("plain", each) for each in ("", "~", "null", "Null", "NULL"))


def is_null(tree: Tree) -> bool:
    return tree is None or (type(tree) is Scalar and tree in NULLS)


def text_of(tree: Tree) -> str | None:
    """A scalar's text, "" for a null; None for what is no scalar."""
    if type(tree) is not Scalar:
        return None
    return "" if tree in NULLS else tree.text


def given_twice(mapping: dict[Any, Tree], key: str) -> bool:
    return key + AGAIN in mapping


def read(data: bytes) -> list[Tree]:
    """The documents of a text. Raises InvalidError and UnjudgedError."""
    if _may_be_json(data):
        found = _read_json(data)
        if found is not None:
            return found
    return _read_yaml(data)


def is_json(data: bytes) -> bool:
    return _may_be_json(data) and _read_json(data) is not None


def _may_be_json(data: bytes) -> bool:
    return data[:64].lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"{", b"[")


def is_yaml(data: bytes) -> bool:
    """Whether libyaml takes the text, which is as strict as what kpt is made with."""
    try:
        CParser(data).raw_parse()
    except yaml.YAMLError:
        return False
    return True


def _read_json(data: bytes) -> list[Tree] | None:
    """The values of a stream of JSON; None for what isn't one."""
    try:
        rest = data.decode("utf-8-sig")
        decoder = json.JSONDecoder(
            object_pairs_hook=_pairs, parse_int=_number, parse_float=_number, parse_constant=_none
        )
        documents: list[Tree] = []
        while rest := rest.lstrip(" \t\r\n"):
            value, end = decoder.raw_decode(rest)
            documents.append(_of_json(value))
            rest = rest[end:]
    except (ValueError, RecursionError):
        return None
    return documents


def _number(written: str) -> Scalar:
    return Scalar("plain", written)


def _none(name: str) -> None:
    raise ValueError(name)


def _pairs(pairs: list[tuple[str, Any]]) -> dict[Any, Tree]:
    made: dict[Any, Tree] = {}
    for key, value in pairs:
        _put(made, key, _of_json(value))
    return made


def _of_json(value: Any) -> Tree:
    if isinstance(value, str):
        return text(value)
    if value is None or isinstance(value, bool):
        return Scalar("plain", json.dumps(value))
    return [_of_json(each) for each in value] if isinstance(value, list) else value


def _put(mapping: dict[Any, Tree], key: Any, value: Tree) -> None:
    while key in mapping:
        key = key + AGAIN if isinstance(key, str) else Scalar(key.kind, key.text + AGAIN)
    mapping[key] = value


_BARE = re.compile(rb"(?m)^(\.\.\.[ \t]*(?:#[^\n]*)?\r?\n)(?!---(?:\s|\Z)|\.\.\.|%|\Z)")


def _read_yaml(data: bytes) -> list[Tree]:
    """What libyaml reads; it wants `---` where YAML 1.2 has a document right behind `...`."""
    data = _BARE.sub(rb"\1---\n", data)
    try:
        data.decode()
        parser = CParser(data)
        documents = []
        while (event := parser.get_event()) is not None:
            if type(event) is yaml.DocumentStartEvent:
                documents.append(_Reader(parser.get_event).tree(parser.get_event(), 0))
    except (yaml.YAMLError, UnicodeError) as error:
        problem = getattr(error, "problem", None) or getattr(error, "reason", None)
        raise InvalidError(str(problem or type(error).__name__)) from None
    return documents


class _Reader:
    """Reads one document; `count` are its nodes so far, with all aliases written out."""

    def __init__(self, next_event: Any) -> None:
        self.next_event = next_event
        self.anchors: dict[str, tuple[Tree, int]] = {}
        self.open: dict[str, int] = {}  # where an anchor was set last
        self.count = 0

    def tree(self, event: Any, depth: int) -> Tree:
        kind = type(event)
        if kind is yaml.AliasEvent:
            return self._aliased(str(event.anchor))
        self._counted(1)
        if depth > MAX_DEPTH:
            raise UnjudgedError("too deep")
        before = self.count
        self.anchors.pop(event.anchor, None)  # nothing can hold itself
        self.open[event.anchor] = before
        made: Tree
        if kind is yaml.ScalarEvent:
            made = _scalar(event)
        elif kind is yaml.SequenceStartEvent:
            made = []
            while type(member := self.next_event()) is not yaml.SequenceEndEvent:
                made.append(self.tree(member, depth + 1))
        else:
            made = self._mapping(event, depth + 1)
        if event.anchor and self.open[event.anchor] == before:
            self.anchors[event.anchor] = made, self.count - before
        return made

    def _aliased(self, name: str) -> Tree:
        if name not in self.anchors:
            raise InvalidError(f"the alias *{name} has no anchor", alias=True)
        found, size = self.anchors[name]
        self._counted(size)
        return found

    def _counted(self, more: int) -> None:
        self.count += more
        if self.count > MAX_NODES:
            raise UnjudgedError("too large")

    def _mapping(self, start: Any, depth: int) -> dict[Any, Tree]:
        made: dict[Any, Tree] = {}
        merged: list[Tree] = []
        if start.tag and not start.tag.endswith(":map"):
            made[Scalar("tag", "")] = Scalar("tag", start.tag)
        while type(event := self.next_event()) is not yaml.MappingEndEvent:
            merges = type(event) is yaml.ScalarEvent and event.value == "<<" and _is_merge(event)
            key = _key(self.tree(event, depth))
            value = self.tree(self.next_event(), depth)
            bases = value if isinstance(value, list) else [value]
            if merges and all(isinstance(base, dict) for base in bases):
                merged += bases
            else:
                _put(made, key, value)
        for base in merged:
            for key, value in base.items():
                made.setdefault(key, value)
        return made


def _is_merge(event: Any) -> bool:
    return event.tag == MERGE or (event.implicit[0] and not event.tag)


def _key(tree: Tree) -> Any:
    if type(tree) is Scalar:
        return tree.text if tree.kind == "text" else tree
    return Scalar("complex", repr(tree))


def _scalar(event: Any) -> Scalar:
    value = event.value
    if event.tag in (STRING, "!") or (not event.tag and not event.implicit[0]):
        return Scalar("text", value)
    if event.tag:
        return Scalar(event.tag, value)
    is_other = _MAYBE_OTHER.match(value) or value.lower() in _NO_STRINGS
    return Scalar("plain" if is_other else "text", value)
