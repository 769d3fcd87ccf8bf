"""A text inside an object, such as a ConfigMap's value: edited as an item is, and put in its place.

To the text around it this is one more field that gets another value.
"""

from __future__ import annotations

from krm_fn.edit.outcome import Planned
from krm_fn.edit.text_edit import TextEdit
from krm_fn.errors import Refused
from krm_fn.results import result
from krm_fn.workloads.resource import path_text
from krm_fn.yaml import comparison, scalar_text
from krm_fn.yaml.edit import Editor
from krm_fn.yaml.text_edits import spliced

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from krm_fn.edit.outcome import PlannedWorkload
    from krm_fn.results import Result
    from krm_fn.workloads.documents import Document
    from krm_fn.workloads.resource import Resource
    from krm_fn.yaml.text_edits import Splice


def in_outer_text(
    text: str,
    planned: list[Planned],
    edits: Sequence[PlannedWorkload],
    edit_text: Callable[..., None],
) -> list[Planned]:
    """What is planned in an item, that in a text inside it as what this text becomes, which
    `edit_text` edits. Raises Refused where it cannot be written.
    """
    while True:
        documents = [each for one in planned if (each := one.env.container.document) is not None]
        if not documents:
            return planned
        document = max(documents, key=lambda each: len(each.steps))
        inside = [one for one in planned if one.env.container.document is document]
        planned = [one for one in planned if one.env.container.document is not document]
        editor = Editor(document.node.value, document.json)
        read, shared = document.read, document.shared
        edit_text(editor, document.root, read, inside, edits, shared)
        resource = next(edit.resource for edit in edits if edit.holds(inside[0]))
        made = _in_place(text, document, editor, resource)
        planned.append(Planned(made, inside[0].plan, "keep"))


def _in_place(text: str, document: Document, editor: Editor, resource: Resource) -> TextEdit:
    """What an edited document is in the text around it; `text` is the item's. Raises Refused."""
    value, outer = document.node.value, document.outer
    splices = _ending_as_before(value, editor.splices)
    made = spliced(value, splices)
    around = outer.node.value if outer is not None else text
    try:
        _compare(document, editor, made)
        return TextEdit(document, made, scalar_text.splices_of(around, document.node, splices))
    except comparison.Differs as differs:
        raise Refused([not_as_planned(resource, differs, document)]) from None
    except scalar_text.OtherStyle:
        raise Refused([_in_other_style(resource, document)]) from None


def _compare(document: Document, editor: Editor, made: str) -> None:
    """Hold an edited document against what was to come of it. Raises Differs."""
    assert document.root is not None
    if document.json:
        from krm_fn.yaml import json_comparison

        json_comparison.check(editor, document.root, made)
    else:
        comparison.check(editor, document.root, made, dashed=False)


def _ending_as_before(value: str, splices: list[Splice]) -> list[Splice]:
    """The splices of a text that is not to end with more line ends than it did: a block scalar
    would not keep them.
    """
    excess = _line_ends(spliced(value, splices)) - _line_ends(value)
    if excess <= 0:
        return splices
    *before, (start, end, put) = sorted(splices, key=lambda splice: splice[:2])
    while before and before[-1][1] == start:
        start, _, first = before.pop()
        put = first + put
    own = min(excess, _line_ends(put))
    return [*before, (start - excess + own, end, put[: len(put) - own])]


def _line_ends(text: str) -> int:
    """How many line ends a text ends with."""
    return len(text) - len(text.rstrip("\n"))


def not_as_planned(
    resource: Resource, differs: comparison.Differs, document: Document | None = None
) -> Result:
    """An error for a text that would come to mean something else than planned."""
    path = path_text((*(document.steps if document is not None else ()), *differs.steps))
    place = f"`{path}`" if path else "the object"
    if isinstance(differs, comparison.TooDeep):
        message = (
            f"{place} must not nest deeper than {comparison.MAX_DEPTH} levels in an object in "
            "which variables are set"
        )
    else:
        message = (
            f"{place} must be written in another way, such as in plain block style: with the "
            "proxy variables in it, the text would mean something else than planned"
        )
    ref, file, tags = resource.ref(), resource.file(), {"rule": "shape"}
    return result("error", message, resource=ref, field=path or None, file=file, tags=tags)


def _in_other_style(resource: Resource, document: Document) -> Result:
    path = path_text(document.steps)
    message = (
        f"`{path}` must be a block scalar in literal style for variables to be set in its text: "
        f"write `{document.key}: |`, and the text on the lines below"
    )
    ref, file, tags = resource.ref(), resource.file(), {"rule": "shape"}
    return result("error", message, resource=ref, field=path, file=file, tags=tags)
