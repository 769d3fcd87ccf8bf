"""Plain manifests: a stream of YAML documents, or one JSON value, cut into items.

A line that begins with `---` or `...` and a blank is a document marker wherever it stands, also
in a scalar (YAML 1.2, section 9.1.2, forbids it as content), so a stream is cut at such lines.
"""

from __future__ import annotations

from krm_fn import late_re as re
from krm_fn.errors import Malformed
from krm_fn.results import result
from krm_fn.shown import shown
from krm_fn.wire.item import BOM, DOCUMENT, Item, identified, json_item
from krm_fn.yaml.nodes import find, mapping, text_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from krm_fn.results import Result
    from krm_fn.yaml.nodes import Node

MOST_QUOTED = 80
_LINE = re.compile(rb"[^\r\n]*(?:\r?\n|\r)?")
_MARKERS = (b"---", b"...")
_AFTER_MARKER = (b" ", b"\t", b"\r", b"\n", b"")


def cut(data: bytes) -> list[Item]:
    """The documents of a stream. Raises Malformed where one is not well-formed."""
    start = len(BOM) if data.startswith(BOM) else 0
    if data[start : start + 64].lstrip()[:1] in (b"{", b"["):
        items = _json_values(data, start)
        if items is not None:
            return items
    items = []
    for begin, end in _spans(data, start):
        try:
            items.append(identified(data, begin, end, DOCUMENT))
        except Malformed as error:
            raise Item(begin, end, DOCUMENT).located(error, data) from None
    return items


def refuse_others(data: bytes, items: list[Item]) -> None:
    """Raise Malformed for a stream of mappings none of which is an object of Kubernetes: most likely
    what another program says in the place of its manifests.
    """
    if any(item.kind or item.api_version or item.is_list for item in items):
        return
    texts = [item.text(data) for item in items]
    try:
        roots = [item.root(text) for item, text in zip(items, texts, strict=True)]
    except Malformed:
        return  # what is wrong with it is told with its place
    said = [text for text, root in zip(texts, roots, strict=True) if text_of(root) != ""]
    if said and all(_is_other(root) for root in roots if text_of(root) != ""):
        raise Malformed(
            "must get manifests on stdin, objects with an `apiVersion` and a `kind`, got "
            f'"{_first_line(said[0])}"'
        )


def _is_other(root: Node | None) -> bool:
    """Whether a document is a mapping that says not of what kind it is."""
    found = mapping(root)
    keys = ("apiVersion", "kind")
    return found is not None and all(find(found, key) is None for key in keys)


def _first_line(text: str) -> str:
    """The beginning of the first line of a document that says something."""
    lines = (line.strip().removeprefix("---").strip() for line in text.splitlines())
    said = (line for line in lines if line and not line.startswith(("#", "%")))
    return shown(next(said, ""))[:MOST_QUOTED]


def left_alone(items: list[Item]) -> list[Result]:
    """An info on the documents that are lists, if any: kubectl and kustomize refuse them."""
    count = sum(item.is_list for item in items)
    if not count:
        return []
    what = f"{count} documents are lists; their" if count > 1 else "1 document is a list; its"
    message = (
        f"left alone: {what} manifests must be documents of their own, or `items` of a `kind: List`"
    )
    return [result("info", message, tags={"rule": "list"})]


def _spans(data: bytes, start: int) -> list[tuple[int, int]]:
    """The documents, each with the `---` and the directives before it."""
    spans = []
    begin = start
    is_open = True  # the first document needs no `---`, nor does one behind another `---`
    for marker in _markers(data, start):
        ends = data.startswith(b"...", marker)
        if not ends and _is_prelude(data, begin, marker):
            is_open = True
            continue
        end = _LINE.match(data, marker).end() if ends else marker  # type: ignore[union-attr]
        _check_open(data, begin, marker, is_open)
        spans.append((begin, end))
        begin, is_open = end, not ends
    if begin < len(data):
        _check_open(data, begin, len(data), is_open)
        spans.append((begin, len(data)))
    return spans


def _markers(data: bytes, start: int) -> list[int]:
    """Where lines begin that are document markers."""
    found = [start] if data.startswith(_MARKERS, start) else []
    for line_break in (b"\n", b"\r"):
        for marker in _MARKERS if line_break in data else ():
            at = data.find(line_break + marker, start)
            while at >= 0:
                found.append(at + 1)
                at = data.find(line_break + marker, at + 4)
    return sorted(at for at in found if data[at + 3 : at + 4] in _AFTER_MARKER)


def _is_prelude(data: bytes, begin: int, end: int) -> bool:
    """Whether whole lines are but comments, directives and blank."""
    if data[begin:end].lstrip(b" \t\r\n")[:1] not in (b"#", b"%", b""):
        return False
    lines = data[begin:end].splitlines(keepends=True)
    return all(
        line.endswith((b"\n", b"\r"))
        and (line.startswith(b"%") or line.lstrip(b" \t\r\n")[:1] in (b"#", b""))
        for line in lines
    )


def _check_open(data: bytes, begin: int, end: int, is_open: bool) -> None:
    """Raise Malformed for a document behind `...` that has no `---` of its own."""
    if is_open or _is_prelude(data, begin, end):
        return
    blank = len(data[begin:end]) - len(data[begin:end].lstrip())
    line = data.count(b"\n", 0, begin + blank) + 1
    raise Malformed(f"line {line}: a document behind `...` must begin with `---`")


def _json_values(data: bytes, start: int) -> list[Item] | None:
    """The JSON values of a stream (kubectl reads several too); None when it isn't JSON."""
    from krm_fn.yaml.json_text import Cursor

    items = []
    try:
        cursor = Cursor(data, start)
        while cursor.peek():
            begin = cursor.at
            value, end = cursor.value()
            items.append(json_item(begin, end, value))
            items[-1].is_list = isinstance(value, list)
    except Malformed:
        return None
    return items
