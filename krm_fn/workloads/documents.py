"""Documents inside objects: a scalar whose text is YAML or JSON itself, such as a ConfigMap's value."""

from __future__ import annotations

from krm_fn.errors import Malformed
from krm_fn.yaml.compose import compose
from krm_fn.yaml.nodes import Mapping, Scalar
from krm_fn.yaml.shared import expands_too_far, shares

TYPE_CHECKING = False
if TYPE_CHECKING:
    from krm_fn.workloads.resource import Steps
    from krm_fn.yaml.nodes import Node


class Document:
    """A text in an object: the scalar that holds it (`node`), the mapping and the key that have this,
    the steps there, and the text's own root. `outer` is the document that it stands in, if it is
    inside one.
    """

    __slots__ = ("json", "key", "node", "outer", "owner", "root", "shared", "steps")

    def __init__(
        self, node: Scalar, owner: Mapping, key: str, steps: Steps, outer: Document | None
    ) -> None:
        self.node = node
        self.owner = owner
        self.key = key
        self.steps = steps
        self.outer = outer
        self.root, self.json = _root(node.value)
        self.shared = self.root is not None and not self.json and shares(self.root)

    @property
    def mapping(self) -> Mapping | None:
        """The root, where it is a mapping that can be looked into."""
        root = self.root
        if not isinstance(root, Mapping) or (self.shared and expands_too_far(root)):
            return None
        return root

    def read(self, text: str) -> Node | None:
        """The root of another text of the same form. Raises Malformed."""
        if self.json:
            from krm_fn.yaml.json_text import compose_json

            return compose_json(text)
        return compose(text)


def _root(text: str) -> tuple[Node | None, bool]:
    """The root of a text that is one document, and whether it is JSON; None for any other."""
    if text.startswith("{"):
        from krm_fn.yaml.json_text import compose_json

        try:
            root = compose_json(text)
            if not text[root.end :].strip():
                return root, True
        except Malformed:
            pass  # it may be YAML in flow style
    try:
        return compose(text), False
    except Malformed:
        return None, False
