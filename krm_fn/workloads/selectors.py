"""Selectors, as those of kpt's Kptfile: {apiVersion, kind, name, namespace, labels, annotations}.

All that is given of one must match, and any one of several is enough. kind, name, namespace and the
names of containers may be globs (`*`, `?`, `[abc]`), in which upper and lower case differ.
"""

from __future__ import annotations

from krm_fn.workloads.resource import text_pairs
from krm_fn.yaml.nodes import find

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import Any

    from krm_fn.workloads.resource import Resource

    Test = Callable[[str], bool]


class Selectors:
    """Several selectors, sorted by the kinds that they are for: those with a name that is no glob
    are looked up by it, the others are tried.
    """

    __slots__ = ("_of_kind", "rows")

    def __init__(self, selectors: Iterable[dict[str, Any]]) -> None:
        self.rows = [_Selector(index, each) for index, each in enumerate(selectors)]
        self._of_kind: dict[tuple[str, str], dict[str | None, list[_Selector]]] = {}

    def match(self, resource: Resource) -> bool:
        """Whether any of them matches an object."""
        return bool(self.matching(resource))

    def matching(self, resource: Resource) -> list[int]:
        """The indexes of those that match an object."""
        key = resource.api_version, resource.kind
        found = self._of_kind.get(key)
        if found is None:
            found = self._of_kind[key] = {}
            for row in self.rows:
                if row.is_for(*key):
                    found.setdefault(row.name, []).append(row)
        return [
            row.index
            for name in (resource.name, None)
            for row in found.get(name, ())
            if row.matches(resource)
        ]


class _Selector:
    """One of several selectors; `name` is None where it is a glob, or not given."""

    __slots__ = ("annotations", "api_version", "fields", "index", "kind", "labels", "name")

    def __init__(self, index: int, given: dict[str, Any]) -> None:
        self.index = index
        self.api_version = given.get("apiVersion")
        self.kind = _given(given, "kind")
        name = given.get("name") or ""
        self.name = name if name and not is_glob(name) else None
        fields = (("namespace", _given(given, "namespace")), ("name", _given(given, "name")))
        self.fields = [(field, test) for field, test in fields if test is not None]
        self.annotations = (given.get("annotations") or {}).items()
        self.labels = (given.get("labels") or {}).items()

    def is_for(self, api_version: str, kind: str) -> bool:
        """Whether it is for a kind."""
        return self.api_version in (None, "", api_version) and (
            self.kind is None or self.kind(kind)
        )

    def matches(self, resource: Resource) -> bool:
        """Whether it matches an object of a kind that it is for."""
        for field, test in self.fields:
            if not test(getattr(resource, field)):
                return False
        if self.annotations and not self.annotations <= resource.annotations.items():
            return False
        return not self.labels or self.labels <= labels_of(resource).items()


def _given(selector: dict[str, Any], field: str) -> Test | None:
    return glob(selector[field]) if selector.get(field) else None


def labels_of(resource: Resource) -> dict[str, str]:
    """An object's own labels."""
    return text_pairs(find(resource.metadata, "labels"))


def is_glob(text: str) -> bool:
    """Whether a text has a sign that stands for others."""
    return any(sign in text for sign in "*?[")


def glob(text: str) -> Test:
    """The test that a glob is."""
    if not is_glob(text):
        return text.__eq__
    beginning = text.partition("*")[0].partition("?")[0].partition("[")[0]

    def test(name: str) -> bool:
        if not name.startswith(beginning):
            return False
        from fnmatch import fnmatchcase

        return fnmatchcase(name, text)

    return test
