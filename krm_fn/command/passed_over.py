"""What a run over folders passes over, told in one line of counts."""

from __future__ import annotations

from krm_fn.edit.edited import number
from krm_fn.results import result
from krm_fn.shown import printable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from krm_fn.results import Result

CHART, TEMPLATE, PATCH, EXCLUDED = REASONS = ("chart", "template", "patch", "excluded")
_NOUNS = {
    CHART: "folder of a Helm chart's templates",
    TEMPLATE: "template",
    PATCH: "kustomize patch",
    EXCLUDED: "excluded path",
}
_PLURALS = {CHART: "folders of Helm charts' templates", PATCH: "kustomize patches"}
_REMEDIES = {
    CHART: "what a chart renders is set by a post-renderer",
    TEMPLATE: "what a template renders is set in a pipe",
    PATCH: "what a kustomization builds is set by a transformer",
}
MOST_NAMED = 3


class PassedOver:
    """The paths that are passed over, by the reason, none twice."""

    __slots__ = ("_paths",)

    def __init__(self) -> None:
        self._paths: dict[str, dict[str, None]] = {}

    def __len__(self) -> int:
        return sum(map(len, self._paths.values()))

    def add(self, reason: str, path: str) -> None:
        """Add a file or a folder."""
        self._paths.setdefault(reason, {})[path] = None

    def told(self) -> list[Result]:
        """One info, if anything is passed over."""
        reasons = [each for each in REASONS if each in self._paths]
        if not reasons:
            return []
        counts = [_counted(each, [*self._paths[each]]) for each in reasons]
        message = f"passed over: {', '.join(counts)}"
        remedies = [_REMEDIES[each] for each in reasons if each in _REMEDIES]
        if remedies:
            message += f"; {', '.join(remedies)}"
        return [result("info", message, tags={"rule": "passed-over"})]


def _counted(reason: str, paths: list[str]) -> str:
    noun = number(1, _NOUNS[reason]) if len(paths) == 1 else ""
    counted = noun or f"{len(paths)} {_PLURALS.get(reason, _NOUNS[reason] + 's')}"
    more = len(paths) - MOST_NAMED
    named = ", ".join(map(printable, paths[:MOST_NAMED]))
    return f"{counted} ({named}{f' and {more} more' if more > 0 else ''})"
