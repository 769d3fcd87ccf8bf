"""Words of authors that nobody reads: labels called as our annotations are, and annotations that are
nearly called so. Imported only for a text that has such words.
"""

from __future__ import annotations

from krm_fn.shown import printable
from krm_fn.workloads.exceptions import ANNOTATION as EXCEPTIONS
from krm_fn.workloads.opt_out import AKS_ANNOTATION, ANNOTATION
from krm_fn.workloads.resource import RECORD, text_pairs
from krm_fn.workloads.spelling import nearest
from krm_fn.yaml.nodes import find, mapping

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from krm_fn.yaml.nodes import Mapping

_NEAR = 0.85
_READ = (ANNOTATION, EXCEPTIONS, AKS_ANNOTATION)
_OURS = ANNOTATION.partition("/")[2]


def found(node: Mapping | None) -> Iterator[tuple[str, str]]:
    """What is unread in the metadata of an object or a pod template: the field's path with what is
    wrong there.
    """
    metadata = mapping(find(node, "metadata"))
    annotations = text_pairs(find(metadata, "annotations"))
    for key in text_pairs(find(metadata, "labels")):
        meant = _meant(key)
        if meant is not None and meant not in annotations:
            yield _told("labels", key, f"a label, has no effect; write the annotation `{meant}`")
    for key in annotations:
        meant = _meant(key) if key not in (*_READ, RECORD) else None
        if meant is not None and meant not in annotations:
            yield _told("annotations", key, f"has no effect; did you mean `{meant}`?")


def _meant(key: str) -> str | None:
    """The annotation that a key is, or nearly is."""
    if key in _READ:
        return key
    if key.rpartition("/")[2].lower() == _OURS:
        return ANNOTATION
    return nearest(key, _READ, _NEAR)


def _told(field: str, key: str, problem: str) -> tuple[str, str]:
    path = f"metadata.{field}[{printable(key)}]"
    comma = "," if problem.startswith("a label") else ""
    return path, f"`{path}`{comma} {problem}"
