"""The edit of a field that holds a document's text."""

from __future__ import annotations

from krm_fn.edit.named_list import place_of
from krm_fn.workloads.built_in import FIELD, Container
from krm_fn.workloads.resource import path_text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from krm_fn.environment.env_plan import EnvPlan, EnvVar
    from krm_fn.workloads.documents import Document
    from krm_fn.yaml.edit import Editor
    from krm_fn.yaml.text_edits import Splice


class TextEdit:
    """The field that holds a document's text, which is to become `made` by splices of the text
    around it.
    """

    __slots__ = ("container", "entries", "made", "node", "place", "splices")

    def __init__(self, document: Document, made: str, splices: list[Splice]) -> None:
        owner, key = document.owner, document.key
        self.container = Container(
            owner,
            document.steps[:-1],
            owner,
            key,
            role=FIELD,
            env_key=key,
            document=document.outer,
        )
        self.node = document.node
        self.place = place_of(owner.own(key), document.node)
        self.entries = (document.node,)
        self.made = made
        self.splices = splices

    def variables(self) -> list[EnvVar]:
        """None of its own: those in the text are planned there."""
        return []

    def edit(self, editor: Editor, _plan: EnvPlan, _emptied: str) -> None:
        """Edit the text where it stands."""
        editor.put(self.node, self.made, self.splices)

    def write_out(self, _editor: Editor, _plan: EnvPlan) -> None:
        """A text that an alias or a merge key brings is not written again elsewhere."""
        raise ValueError(path_text(self.container.place))

    def data_after(self, _plan: EnvPlan) -> str:
        """What the field must mean once the plan is carried out."""
        return self.made
