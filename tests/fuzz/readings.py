"""What inputs and outputs hold: documents, a ResourceList's shell and results, the record."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

import oracle
import yaml

from fuzz import trees
from fuzz.program import Answer
from fuzz.trees import InvalidError, Tree, UnjudgedError

# NEL and the two separators of Unicode end lines for libyaml.
RESULTS = re.compile(
    rb"(?m)^results:[^\n]*(?:\n(?:(?:\xc2\x85|\xe2\x80[\xa8\xa9])*[ \-#\r][^\n]*)?)*"
)

NULL = trees.Scalar("plain", "null")


class Wire(NamedTuple):
    """A text as what it holds: the documents, and of a ResourceList the rest of it in `shell`, its
    `results`, and whether both lists are lists, as they must be.
    """

    documents: list[Tree]
    shell: Tree = None
    results: Tree = None
    sound: bool = True


def wire(data: bytes) -> Wire:
    """What a text holds. Raises InvalidError and UnjudgedError."""
    documents = trees.read(data)
    first = documents[0] if documents else None
    if not isinstance(first, dict) or trees.text_of(first.get("kind")) != "ResourceList":
        return Wire(documents or [NULL])
    items, results = first.get("items"), first.get("results", NULL)
    further = [each for each in documents[1:] if not trees.is_null(each)]
    shell = {key: value for key, value in first.items() if key not in ("items", "results")}
    sound = isinstance(items, list) and (isinstance(results, list) or trees.is_null(results))
    members = items if isinstance(items, list) else []
    return Wire([*members, *further], shell, results if isinstance(results, list) else [], sound)


def with_one_null(tree: Tree) -> Tree:
    """The same with all nulls written alike."""
    if isinstance(tree, dict):
        return {key: with_one_null(value) for key, value in tree.items()}
    if isinstance(tree, list):
        return [with_one_null(each) for each in tree]
    return NULL if trees.is_null(tree) else tree


def without_record(tree: Tree) -> Tree:
    """A document without the record, and without annotations that hold nothing."""
    if not isinstance(tree, dict):
        return tree
    items = tree.get("items")
    if isinstance(items, list) and (trees.text_of(tree.get("kind")) or "").endswith("List"):
        return {**tree, "items": [without_record(each) for each in items]}
    metadata = tree.get("metadata")
    if not isinstance(metadata, dict) or "annotations" not in metadata:
        return tree
    annotations = metadata["annotations"]
    if isinstance(annotations, dict):
        annotations = {key: each for key, each in annotations.items() if key != oracle.RECORD}
    rest = {key: value for key, value in metadata.items() if key != "annotations"}
    empty = not annotations or trees.is_null(annotations)
    return {**tree, "metadata": rest if empty else {**rest, "annotations": annotations}}


def is_contained(before: bytes, after: bytes) -> bool:
    """Whether `after` is `before` with more bytes here and there."""
    rest = iter(after)
    return all(byte in rest for byte in before)


def error_of(answer: Answer) -> str:
    """The first error among a run's results."""
    return errors_of(answer)[0]


def errors_of(answer: Answer) -> list[str]:
    """All errors among a run's results; there is always something."""
    try:
        results: list[Any] = yaml.load(answer.results, Loader=yaml.CSafeLoader) or []
    except yaml.YAMLError:
        return ["results that are not well-formed"]
    errors = [str(each["message"]) for each in results if each.get("severity") == "error"]
    return errors or ["no error among the results"]


def without_results(output: bytes) -> bytes:
    """A ResourceList's text without its results, as far as they stand on lines of their own."""
    if b"ResourceList" not in output:
        return output
    found_results = RESULTS.search(output)
    if trees.is_json(output) or found_results is None or b"[" in found_results[0].split(b"\n")[0]:
        try:
            found = wire(output)
        except (InvalidError, UnjudgedError):
            return output
        return repr((found.shell, found.documents)).encode()
    return RESULTS.sub(b"", output).rstrip()
