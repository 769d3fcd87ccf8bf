"""Cutting a ResourceList into its parts.

A block-style `items` list, as kpt and kustomize send it, is cut at its dashes without being
parsed. Where that was not exact, the document is cut again `carefully`, by the events of the
whole of it.
"""

from __future__ import annotations

from krm_fn import late_re as re
from krm_fn.errors import Malformed
from krm_fn.wire import aliases, block_list
from krm_fn.wire.item import BOM, FLOW, MEMBER, Item, json_item
from krm_fn.wire.resource_list import KIND, ResourceList, Shell, is_kind
from krm_fn.yaml.compose import compose_documents, decoded, pairs_at_top
from krm_fn.yaml.nodes import Mapping, Scalar, Sequence, is_null, to_data
from krm_fn.yaml.text import dash_before, line_start

TYPE_CHECKING = False
if TYPE_CHECKING:
    from krm_fn.yaml.json_text import Cursor

_KIND_LINE = rb"(?:^|\r)[\"']?kind[\"']?[ \t]*:[ \t]*[\"']?ResourceList"
_NO_ITEMS = b"items: []\n"
_ODD_BREAKS = tuple(each.encode() for each in "\x85\u2028\u2029")
"""What ends a line for libyaml beside what ends it for the patterns here."""


def cut(data: bytes) -> ResourceList | None:
    """The parts of a ResourceList; None when the data isn't one. Raises Malformed."""
    base = len(BOM) if data.startswith(BOM) else 0
    if data[base : base + 64].lstrip()[:1] == b"{":
        found = _cut_json(data, base)
        if found is not None or b"ResourceList" not in data:
            return found
    elif not _says_so(data, base):
        return None
    return _cut_block(data, base) or _cut_if_list(data, base)


def _says_so(data: bytes, base: int) -> bool:
    """Whether the first document may be of that kind: a line says so, or the document read as far as
    its `kind`.
    """
    if b"\nkind: ResourceList\n" in data[:4096]:
        return True
    if b"ResourceList" not in data:
        return False
    return re.search(_KIND_LINE, data, re.MULTILINE) is not None or _is_read_so(data[base:])


def _is_read_so(data: bytes) -> bool:
    try:
        for key, value in pairs_at_top(decoded(data)):
            if type(key) is Scalar and key.value == "kind":
                return type(value) is Scalar and value.value == KIND
    except Malformed:
        pass
    return False


def _cut_block(data: bytes, base: int) -> ResourceList | None:
    """The parts of a block-style list as kpt and kustomize write it; None for any other, also
    where a carriage return alone ends lines, or another break stands before a document's marker.
    """
    if not data.isascii() and any(
        each + marker in data for each in _ODD_BREAKS for marker in (b"---", b"...")
    ):
        return None
    found = block_list.place_of(data, base, len(data))
    if found is None:
        return None
    line, first, indent, line_end = found
    try:
        items, end = block_list.members(data, first, len(data), indent)
    except Malformed:
        return None
    if not items or not block_list.opens_a_list(data[line:first] + indent):
        return None
    head = data[base:line] + _NO_ITEMS.replace(b"\n", line_end)
    try:
        shell = Shell(decoded(head + data[end:]), base, 0, 0)
    except Malformed:
        return None
    shell.cut = len(decoded(head))
    shell.skipped = end - base - len(head)
    entry = shell.root.entry("items")
    if entry is None or entry[0].start != len(decoded(data[base:line])):
        return None
    aliases.check(shell.root, shell.text, data, shell.to_bytes)
    if not is_kind(shell.root) or any(shell.root.count(k) > 1 for k in _top_level_keys(shell)):
        return None
    return ResourceList(shell, items)


def _top_level_keys(shell: Shell) -> list[str]:
    return [key.value for key, _ in shell.root.entries if type(key) is Scalar]


def _cut_if_list(data: bytes, base: int) -> ResourceList | None:
    """The parts of a YAML ResourceList; None when the first document is another object."""
    roots = compose_documents(decoded(data[base:]))
    if roots and isinstance(roots[0], Mapping) and is_kind(roots[0]):
        return cut_carefully(data)
    return None


def cut_carefully(data: bytes) -> ResourceList:
    """The parts of any YAML ResourceList, by the events of all of it. Raises Malformed."""
    base = len(BOM) if data.startswith(BOM) else 0
    shell = Shell(decoded(data[base:]), base)
    aliases.check(shell.root, shell.text, data)
    entry = shell.root.entry("items")
    if entry is None or is_null(entry[1]):
        return ResourceList(shell, [])
    found = entry[1]
    if not isinstance(found, Sequence):
        raise Malformed("`items` must be a list")
    spans = _flow_spans(found) if found.flow else _block_spans(shell.text, found)
    items = []
    for start, stop, form in spans:
        item = Item(shell.to_bytes(start), shell.to_bytes(stop), form)
        root = item.root(item.text(data))
        if isinstance(root, Mapping):
            resource = to_data(root.get("apiVersion")), to_data(root.get("kind"))
            item.api_version, item.kind = (str(part or "") for part in resource)
        items.append(item)
    return ResourceList(shell, items)


def _flow_spans(items: Sequence) -> list[tuple[int, int, str]]:
    return [(item.start, item.end, FLOW) for item in items.items]


def _block_spans(text: str, items: Sequence) -> list[tuple[int, int, str]]:
    """The lines of each member of a block list, from its dash to the next one's."""
    starts = []
    for item in items.items:
        dash = dash_before(text, items.column, item.start)
        starts.append(line_start(text, dash))
    line_end = re.compile("\r\n?|[\n\x85\u2028\u2029]").search(text, items.end - 1)
    last = line_end.end() if line_end else len(text)
    return [(a, b, MEMBER) for a, b in zip(starts, [*starts[1:], last], strict=True)]


def _cut_json(data: bytes, base: int) -> ResourceList | None:
    """The parts of a JSON ResourceList; None when the text isn't JSON, or is another object."""
    from krm_fn.yaml.json_text import Cursor

    items: list[Item] = []
    try:
        cursor = Cursor(data, base)
        base = cursor.at
        removed = (base, base)
        cursor.open()
        first = True
        while cursor.more(b"}", first):
            first = False
            key = cursor.value()[0]
            cursor.expect(b":")
            if key == "items" and cursor.peek() == b"[":
                start = cursor.at
                items += json_items(cursor)
                removed = (start + 1, data.rindex(b"]", start, cursor.at))
            else:
                cursor.value()
    except Malformed:
        return None
    if cursor.peek():
        return None  # a stream of several values, or of JSON and YAML
    text = decoded(data[base : removed[0]] + data[removed[1] :])
    shell = Shell(text, base, 0, removed[1] - removed[0], json=True)
    shell.cut = len(decoded(data[base : removed[0]]))
    return ResourceList(shell, items) if is_kind(shell.root) else None


def json_items(cursor: Cursor) -> list[Item]:
    """The members of the array that starts at a place. Raises Malformed."""
    items: list[Item] = []
    cursor.open()
    while cursor.more(b"]", not items):
        start = cursor.at
        value, end = cursor.value()
        items.append(json_item(start, end, value))
    return items
