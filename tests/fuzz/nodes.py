"""What generated manifests are made of, before they are written in some layout.

A node is a str (any text, to be quoted where it must be), a dict, a list, or one of the two below.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

Node = Any
T = TypeVar("T")


class Raw:
    """YAML to be written as it is, on one line: a null, a number, an alias, a flow collection. Two
    of the same text are different keys of a dict.
    """

    def __init__(self, text: str, json: Any = None) -> None:
        self.text = text
        self.json = json

    def __repr__(self) -> str:
        return f"Raw({self.text!r})"


class Marked:
    """A node with an anchor or a tag before it, such as `&a` or `!!map`."""

    def __init__(self, mark: str, node: Node) -> None:
        self.mark = mark
        self.node = node


NULL = "null"


def null(chance: Chance) -> Raw:
    return Raw(chance.one(("null", "~", "", "Null")))


class Chance:
    """Choices by a random generator that a seed makes. What is `tame` is mostly as people and tools
    write it, so that the readers that take only that have something to read.
    """

    def __init__(self, seed: str) -> None:
        self.random = random.Random(seed)
        self.tame = False

    def of(self, probability: float) -> bool:
        return self.random.random() < probability

    def of_odd(self, probability: float) -> bool:
        """The same for something odd, which is rare in what is tame."""
        return self.of(probability / 8 if self.tame else probability)

    def one(self, choices: Sequence[T]) -> T:
        return choices[int(self.random.random() * len(choices))]

    def upto(self, most: int, least: int = 0) -> int:
        return least + int(self.random.random() * (most - least + 1))

    def some(self, choices: Sequence[T], most: int) -> list[T]:
        return self.random.sample(choices, min(len(choices), self.upto(most)))

    def made(self, makers: Sequence[Callable[[Chance], Node]]) -> Node:
        return self.one(makers)(self)

    def shuffled(self, mapping: dict[Any, Node], probability: float = 0.2) -> dict[Any, Node]:
        """The same pairs, in another order with some probability."""
        if not self.of(probability):
            return mapping
        pairs = list(mapping.items())
        self.random.shuffle(pairs)
        return dict(pairs)


def plain(node: Node) -> Any:
    """A node as data that JSON can hold."""
    if isinstance(node, Marked):
        return plain(node.node)
    if isinstance(node, Raw):
        return node.json
    if isinstance(node, dict):
        return {
            key if isinstance(key, str) else key.text: plain(each) for key, each in node.items()
        }
    return [plain(each) for each in node] if isinstance(node, list) else node
