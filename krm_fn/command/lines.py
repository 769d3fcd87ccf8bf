"""The lines of results in their files, for those formats that name lines."""

from __future__ import annotations

from krm_fn import late_re as re
from krm_fn.errors import Malformed
from krm_fn.wire import manifests
from krm_fn.workloads.resource import resources_in
from krm_fn.yaml.nodes import Mapping, Scalar, Sequence, followed

TYPE_CHECKING = False
if TYPE_CHECKING:
    from krm_fn.results import ResourceRef, Result
    from krm_fn.workloads.resource import Resource
    from krm_fn.yaml.nodes import Node


class Lines:
    """Where results are, by the files as they are now: each is read once, when it is asked for."""

    __slots__ = ("_files",)

    def __init__(self) -> None:
        self._files: dict[str, list[_Object]] = {}

    def of(self, made: Result) -> int:
        """The line of a result in its file, from 1; 0 where that is not known."""
        path = made.get("file", {}).get("path")
        if path is None:
            return 0
        said = re.match(r"line (\d+):", made["message"])
        if said:
            return int(said[1])
        if path not in self._files:
            self._files[path] = _objects(path)
        reference, field = made.get("resourceRef"), made.get("field", {}).get("path", "")
        for found in self._files[path]:
            if found.reference == reference:
                return found.line(field)
        return 0


class _Object:
    """An object in a file: `start` and `root` are of the item that it is in."""

    __slots__ = ("_before", "_resource", "_root", "_text", "reference")

    def __init__(self, before: int, text: str, root: Node | None, resource: Resource) -> None:
        self._before = before
        self._text = text
        self._root = root
        self._resource = resource
        self.reference: ResourceRef = resource.ref()

    def line(self, field: str) -> int:
        """The line of a field of the object, or of what is there on the way to it."""
        start = _start(self._root, field)
        if start is None:
            start = self._resource.root.start
        return self._before + self._text.count("\n", 0, start) + 1


def _objects(path: str) -> list[_Object]:
    made = []
    try:
        with open(path, "rb") as file:
            data = file.read()
        for item in manifests.cut(data):
            text = item.text(data)
            root = item.root(text)
            before = data.count(b"\n", 0, item.start)
            made += [_Object(before, text, root, each) for each in resources_in(root)]
    except (OSError, Malformed):
        pass  # what could be read until there is used
    return made


def _start(root: Node | None, field: str) -> int | None:
    """Where the last part of a field path stands that is there; None where none of it is."""
    start: int | None = None
    node = root
    rest = field
    while rest and node is not None:
        step = _step(followed(node), rest)
        if step is None:
            break
        start, node, rest = step
    return start


def _step(node: Node | None, rest: str) -> tuple[int, Node, str] | None:
    """One step along a field path: where it stands, what is there, and the path from there on."""
    if isinstance(node, Mapping):
        for key, value in node.entries:
            name = key.value if isinstance(key, Scalar) else ""
            after = rest[len(name) :]
            if name and rest.startswith(name) and after[:1] in ("", ".", "["):
                return key.start, value, after.removeprefix(".")
    if isinstance(node, Sequence) and rest.startswith("["):
        index, _, after = rest[1:].partition("]")
        if index.isdecimal() and int(index) < len(node.items):
            member = node.items[int(index)]
            return member.start, member, after.removeprefix(".")
    return None
