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


def nearest(word: str, known: Iterable[str], near: float = NEAR) -> str | None:
    """The one of known words that is nearest to a word, if any is near; case does not count."""
    lower = word.lower()
    by_lower = {each.lower(): each for each in sorted(known) if _may_be_near(lower, each, near)}
    if not by_lower:
        return None
    import difflib

    found = difflib.get_close_matches(lower, by_lower, n=1, cutoff=near)
    return by_lower[found[0]] if found else None


def _may_be_near(word: str, known: str, near: float) -> bool:
    """Whether two words have letters enough in common; a cheap look."""
    other = known.lower()
    common = sum(min(word.count(letter), other.count(letter)) for letter in set(word))
    return 2 * common >= near * (len(word) + len(other))


def meant_kind(kind: str, inventory: Inventory) -> str | None:
    """The kind that is meant by one that is neither known nor in the list; None where it is, or
    where no kind is near.
    """
    from krm_fn.workloads.known_kinds import KINDS

    known = {*BUILT_IN, *_WITHOUT_PODS, *(key.rpartition("/")[2] for key in KINDS)}
    present = {item.kind for item in inventory.items}
    if kind in known or kind in present or _is_mentioned(kind, inventory):
        return None
    return nearest(kind, (known | present) - {"", "*"})


def _is_mentioned(kind: str, inventory: Inventory) -> bool:
    """Whether a List may hold objects of a kind, or a definition define it."""
    holders = inventory.items_of("CustomResourceDefinition") + inventory.items_of("List")
    return any(kind in inventory.kinds_in(item) for item in holders)


def meant_workload(api_version: str, kind: str) -> str | None:
    """The kind of Kubernetes' own with pods that is meant by another in one of its versions."""
    return nearest(kind, (name for name, row in BUILT_IN.items() if api_version in row[0]))
