"""Words that are nearly others: most likely typing mistakes. Imported only for a word that leads
to nothing.
"""

from __future__ import annotations

from krm_fn.workloads.built_in import BUILT_IN

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from krm_fn.workloads.inventory import Inventory

NEAR = 0.8
_WITHOUT_PODS = ("Ingress", "Namespace", "NetworkPolicy", "Secret", "Service", "ServiceAccount")


class Words:
    """Words that may be meant, made ready to be compared with many."""

    __slots__ = ("_letters", "by_lower")

    def __init__(self, known: Iterable[str]) -> None:
        self.by_lower = {each.lower(): each for each in sorted(known)}
        self._letters = {each: frozenset(each) for each in self.by_lower}

    def nearest(self, word: str, near: float = NEAR) -> str | None:
        """The one that is nearest to a word, if any is near; case does not count."""
        lower = word.lower()
        letters, size = frozenset(lower), len(lower)
        # most words are told apart by letters that only one of the two has, which are quickly counted
        candidates = [
            other
            for other, theirs in self._letters.items()
            if 2 * min(size - len(letters - theirs), len(other) - len(theirs - letters))
            >= near * (size + len(other))
        ]
        if not any(_may_be_near(lower, other, near) for other in candidates):
            return None
        import difflib

        found = difflib.get_close_matches(lower, candidates, n=1, cutoff=near)
        return self.by_lower[found[0]] if found else None


def nearest(word: str, known: Iterable[str], near: float = NEAR) -> str | None:
    """The one of known words that is nearest to a word, if any is near; case does not count."""
    return Words(known).nearest(word, near)


def _may_be_near(word: str, other: str, near: float) -> bool:
    """Whether two words in lower case have letters enough in common; a cheap look."""
    common = sum(min(word.count(letter), other.count(letter)) for letter in set(word))
    return 2 * common >= near * (len(word) + len(other))


class Kinds:
    """The kinds that are known, and those of a list."""

    __slots__ = ("inventory", "names", "words")

    def __init__(self, inventory: Inventory) -> None:
        from krm_fn.workloads.known_kinds import KINDS

        self.inventory = inventory
        known = (*BUILT_IN, *_WITHOUT_PODS, *(key.rpartition("/")[2] for key in KINDS))
        self.names = {*known, *(item.kind for item in inventory.items)}
        self.words = Words(self.names - {"", "*"})

    def meant(self, kind: str) -> str | None:
        """The kind that is meant by one that is not among them; None where it is, or where no kind
        is near.
        """
        if kind in self.names or _is_mentioned(kind, self.inventory):
            return None
        return self.words.nearest(kind)


def _is_mentioned(kind: str, inventory: Inventory) -> bool:
    """Whether a List may hold objects of a kind, or a definition define it."""
    holders = inventory.items_of("CustomResourceDefinition") + inventory.items_of("List")
    return any(kind in inventory.kinds_in(item) for item in holders)


def meant_workload(api_version: str, kind: str) -> str | None:
    """The kind of Kubernetes' own with pods that is meant by another in one of its versions."""
    return nearest(kind, (name for name, row in BUILT_IN.items() if api_version in row[0]))
