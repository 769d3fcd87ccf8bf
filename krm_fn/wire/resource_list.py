"""The ResourceList wire: its items, functionConfig and results, and where results go."""

from __future__ import annotations

from krm_fn import late_re as re
from krm_fn.errors import Malformed
from krm_fn.results import result
from krm_fn.wire.item import Item
from krm_fn.yaml.compose import compose_documents
from krm_fn.yaml.edit import Editor, is_empty
from krm_fn.yaml.nodes import Mapping, Scalar, Sequence, is_null, to_data
from krm_fn.yaml.render import Source
from krm_fn.yaml.text import dash_before, line_start
from krm_fn.yaml.text_edits import ends_in_block_scalar

TYPE_CHECKING = False
if TYPE_CHECKING:
    from krm_fn.results import Result
    from krm_fn.yaml.nodes import Node
    from krm_fn.yaml.text_edits import ByteSplice

KIND = "ResourceList"

_KEY = "results:\n"
_MARKER = r"^---[ \t]*(?:\r?\n|\Z)?"


class Shell:
    """A ResourceList's text without its items, and where in the bytes it stands.

    `text[:cut]` stands at `base` in the bytes, the rest `skipped` bytes further on.
    """

    __slots__ = ("base", "cut", "json", "root", "skipped", "text")

    def __init__(self, text: str, base: int, cut: int = 0, skipped: int = 0, json: bool = False):
        self.text = text
        self.base = base
        self.cut = cut
        self.skipped = skipped
        self.json = json
        self.root: Mapping = _json_root(text) if json else _only_root(text)

    def to_bytes(self, offset: int) -> int:
        """The place in the bytes of an offset of the shell's text."""
        text = self.text
        place = offset if text.isascii() else len(text[:offset].encode())
        return self.base + place + (self.skipped if offset >= self.cut else 0)


class ResourceList:
    """A ResourceList cut into its parts. Raises Malformed where it has one of them twice."""

    __slots__ = ("items", "shell")

    def __init__(self, shell: Shell, items: list[Item]) -> None:
        for key in ("items", "functionConfig", "results"):
            if shell.root.count(key) > 1:
                raise Malformed(f"`{key}` must be given once; remove all but one")
        self.shell = shell
        self.items = items

    @property
    def function_config(self) -> object:
        """The functionConfig as plain data; None where there is none."""
        return to_data(self.shell.root.get("functionConfig"))

    @property
    def problem(self) -> Result | None:
        """What is wrong with `items`; None when it is a list."""
        entry = self.shell.root.entry("items")
        if entry is not None and not is_null(entry[1]):
            return None
        got = "nothing" if entry is None else "null"
        message = f"`items` must be a list of Kubernetes objects, got {got}"
        return result("error", message, tags={"rule": "shape"})

    @property
    def wants_json(self) -> bool:
        """Whether results must be written as JSON: in a flow collection, or in JSON."""
        earlier = self.shell.root.get("results")
        in_flow = isinstance(earlier, Sequence) and earlier.flow and bool(earlier.items)
        return self.shell.root.flow or in_flow

    def with_results(self, results: list[bytes | bytearray], data: bytes) -> list[ByteSplice]:
        """What to splice into the data so that the results follow the earlier ones.

        `results` are members of a flow or a block list, as `wants_json` has it. A list that misses
        `items`, or has null there, gets an empty one: kpt needs it.
        """
        shell = self.shell
        editor = Editor(shell.text, shell.json)
        items = shell.root.entry("items")
        beginning, column = _beginning(shell.root, shell.text)
        ended = data.endswith((b"\n", b"\r"))
        if items is None and shell.root.flow:
            editor.insert_key(shell.root, "items", [], None)
        elif items is None:  # at the beginning: `results` may be the last key
            editor.insert(beginning, _indented(f"items: []{editor.style.line_end}", column))
        elif is_null(items[1]):
            if ":" not in re.sub("#.*", "", shell.text[items[0].end : items[1].end + 1]):
                raise Malformed("`items` must be a list of Kubernetes objects, got a key alone")
            editor.replace(items[1], [])
        at_end = not self._ends_in_block_scalar(data)
        alone = not shell.root.count("results") and bool(results)
        if alone and self.wants_json:
            editor.insert(shell.root.entries[-1][1].end, ', "results": [')
            results = [*results[:-1], results[-1].removesuffix(b", "), b"]"]
        elif alone and at_end and not column and editor.style.line_end == "\n":
            editor.insert_lines(shell.root.end, _KEY)
        else:
            text = b"".join(results).decode()
            _add_results(editor, shell.root, text, json=self.wants_json, at_end=at_end)
            results = []
        splices: list[ByteSplice] = [
            (shell.to_bytes(start), shell.to_bytes(stop), text.encode())
            for start, stop, text in editor.splices
        ]
        if not shell.json and not ended:
            splices = [_on_a_line(splice, len(data), editor.style.line_end) for splice in splices]
        place = splices[-1][1]
        splices += [(place, place, result) for result in results]
        return splices + ([] if shell.json else self._without_markers(len(data)))

    def _without_markers(self, size: int) -> list[ByteSplice]:
        """What takes out the markers of empty documents behind the list, which kpt does not take;
        comments among them stay.
        """
        shell = self.shell
        first = shell.text.find("\n---", shell.root.end - 1) + 1
        if not first:
            return []
        markers = [
            match.span() for match in re.compile(_MARKER, re.MULTILINE).finditer(shell.text, first)
        ]
        left = re.sub(_MARKER, "", shell.text[first:], flags=re.MULTILINE)
        if re.sub(r"#.*", "", left).strip():  # a null is written out there
            return [(shell.to_bytes(first), size, b"")]
        return [(shell.to_bytes(start), shell.to_bytes(end), b"") for start, end in markers]

    def _ends_in_block_scalar(self, data: bytes) -> bool:
        """Whether the data ends within a block scalar, to which a line end would be added."""
        if self.shell.json or data.endswith((b"\n", b"\r")):
            return False
        last: Node | None = self.shell.root
        if self.items and self.items[-1].end == len(data):
            last = self.items[-1].root(self.items[-1].text(data))
        return ends_in_block_scalar(last)


def _on_a_line(splice: ByteSplice, size: int, line_end: str) -> ByteSplice:
    """Whole lines that are put at the end of data without a final line end."""
    start, end, text = splice
    line_break = line_end.encode()
    if start < size or line_break not in text:
        return splice
    lines = text.removeprefix(line_break).removesuffix(line_break)
    return start, end, line_break + lines + line_break


def _add_results(editor: Editor, root: Mapping, lines: str, *, json: bool, at_end: bool) -> None:
    """Add the results; not `at_end` of a text whose last line has no end, since that line may
    be a block scalar's, to which its end would be added.
    """
    earlier = root.entry("results")
    if earlier is not None and not is_empty(earlier[1]) and not isinstance(earlier[1], Sequence):
        raise Malformed("`results` must be a list")
    if json:
        if earlier is not None:
            _add_json(editor, lines.removesuffix(", "), earlier)
        return
    beginning, column = _beginning(root, editor.text)
    if editor.style.line_end != "\n":
        lines = lines.replace("\n", editor.style.line_end)
    if earlier is None:
        lines = f"results:{editor.style.line_end}{lines}"
        lines = _indented(lines, column)
        if at_end:
            editor.insert_lines(root.end, lines)
        else:
            editor.insert(beginning, lines)
    elif isinstance(earlier[1], Sequence) and earlier[1].items:
        lines = _indented(lines, earlier[1].column)
        if at_end:
            editor.insert_lines(earlier[1].end, lines)
        else:
            dash = dash_before(editor.text, earlier[1].column, earlier[1].items[0].start)
            editor.insert(dash - earlier[1].column, lines)
    else:
        editor.fill_lines(*earlier, _indented(lines, column))


def _beginning(root: Mapping, text: str) -> tuple[int, int]:
    """Where the line of a block mapping's first key begins, or of the `?` before it, and the column
    of either.
    """
    start = root.start
    if root.anchor is not None or root.tag is not None:
        key = root.entries[0][0].start
        mark = re.search(r"^ *(\?)(?=\s)", text[start:key], re.MULTILINE)
        start = start + mark.start(1) if mark else key
    line = line_start(text, start)
    return line, start - line


def _indented(lines: str, column: int) -> str:
    return "".join(" " * column + line for line in lines.splitlines(keepends=True))


def _add_json(editor: Editor, results: str, earlier: tuple[Node, Node]) -> None:
    if isinstance(earlier[1], Sequence) and earlier[1].items:
        editor.insert(earlier[1].items[-1].end, ", " + results)
    else:
        editor.replace(earlier[1], Source(f"[{results}]"))


def is_kind(root: Mapping) -> bool:
    """Whether a document is a ResourceList, of whatever version (kyaml ignores it too)."""
    kind = root.get("kind")
    return type(kind) is Scalar and kind.value == KIND


def _only_root(text: str) -> Mapping:
    """The root mapping of a text's one document; further ones may only be empty."""
    roots = compose_documents(text)
    if not roots or not isinstance(roots[0], Mapping):
        raise Malformed("expected a ResourceList")
    if not all(map(is_null, roots[1:])):
        raise Malformed("found a second document: a ResourceList must be the only one")
    return roots[0]


def _json_root(text: str) -> Mapping:
    from krm_fn.yaml.json_text import compose_json

    root = compose_json(text)
    if not isinstance(root, Mapping):
        raise Malformed("expected a ResourceList")
    if text[root.end :].strip(" \t\r\n"):
        raise Malformed("found a second document: a ResourceList must be the only one")
    return root
