"""Texts as they come in: streams, ResourceLists as kpt and kustomize send them, JSON."""

from __future__ import annotations

import json
from typing import Any

from fuzz import custom, sharing
from fuzz.items import item
from fuzz.layout import Layout, style
from fuzz.nodes import Chance, Node, Raw, plain
from fuzz.program import Config

BOM = "\ufeff"
EARLIER = [{"message": "old", "severity": "info"}]
SOME_RESULTS: tuple[dict[Any, Node], ...] = (
    *({}, {}, {}, {"results": EARLIER}, {"results": []}, {"results": Raw("")}),
)


def items(chance: Chance, most: int = 4) -> list[Node]:
    """Generated objects; some share parts of theirs."""
    made = [item(chance) for _ in range(chance.one((1, 1, 1, 2, most)))]
    made = [
        sharing.share(chance, each) if isinstance(each, dict) and chance.of_odd(0.12) else each
        for each in made
    ]
    if any(isinstance(each, dict) and each.get("kind") == "Gadget" for each in made):
        made.insert(0, Raw(custom.DEFINITION))
    return made


def stream(chance: Chance) -> str:
    """Documents one after the other, each in a layout of its own or all in one."""
    parts = []
    same = style(chance) if chance.of(0.5) else None
    for index, each in enumerate(items(chance)):
        text = document(chance, each, Layout(chance, same or style(chance)))
        odd = chance.of_odd(0.4)
        marker = chance.one(("--- # next\n", "---\t\n", "...\n---\n")) if odd else "---\n"
        if index or chance.of(0.3):
            text = marker + text
        if not index and chance.of(0.04):
            text = chance.one(("%YAML 1.1\n", "%YAML 1.2\n# c\n", "%TAG ! tag:x,2000:\n")) + (
                text if text.startswith("---") else "---\n" + text
            )
        if chance.of_odd(0.02):
            text += chance.one(("---\n", "---\n# nothing\n", "--- null\n", "...\n"))
        parts.append(text)
    return "".join(parts)


def document(chance: Chance, node: Node, layout: Layout) -> str:
    if isinstance(node, Raw):
        return node.text
    if chance.of_odd(0.04):
        return layout.flow.text(node) + "\n"
    lines = layout.document(node)
    head = [layout.comment()] if chance.of(layout.style.comments) else []
    foot = layout.between(0) if chance.of(0.2) else []
    return "\n".join([*head, *lines, *foot]) + "\n"


def resource_list(chance: Chance, config: Config, *, embedded: bool) -> str:
    """A ResourceList; `embedded` puts the configuration into it."""
    way = chance.upto(9)
    members = items(chance)
    shell: dict[Any, Node] = {
        "apiVersion": chance.one(
            ("config.kubernetes.io/v1",) * 3 + ("config.kubernetes.io/v1beta1",)
        ),
        "kind": "ResourceList",
    }
    given = {"functionConfig": _node(config)} if embedded else {}
    earlier = chance.one(SOME_RESULTS)
    if way < 4:  # kpt
        return _kpt(chance, shell, members, {**given, **earlier})
    if way < 7:  # kustomize sorts keys
        whole = {**shell, **given, "items": members, **earlier}
        sorted_keys = dict(sorted(whole.items()))
        return "\n".join(Layout(chance, style(chance)).document(_unfolded(sorted_keys))) + "\n"
    whole = chance.shuffled({**shell, **given, "items": members, **earlier}, 1)
    if chance.of(0.15):
        whole["items"] = chance.one((Raw(""), [], Raw("null"), "x"))
    if chance.of(0.1):
        del whole["items"]
    layout = Layout(chance, style(chance))
    text = document(chance, _unfolded(whole), layout)
    return _around(chance, text)


def _kpt(chance: Chance, shell: dict[Any, Node], members: list[Node], rest: dict[Any, Node]) -> str:
    """Items as kpt sends them: each in the layout of its file, two blanks further in."""
    layout = Layout(chance, style(chance))
    lines = layout.document(shell)
    items_lines = ["items:"]
    for each in members:
        own = Layout(chance, style(chance)).document(_parsed(each), 2)
        items_lines += ["-" + own[0][1:], *own[1:]]
    rest_lines = layout.document(rest) if rest else []
    parts = [items_lines, rest_lines] if chance.of(0.8) else [rest_lines, items_lines]
    return _around(chance, "\n".join([*lines, *parts[0], *parts[1]]) + "\n")


def _around(chance: Chance, text: str) -> str:
    """Markers and comments around a ResourceList, now and then."""
    if chance.of(0.06):
        text = chance.one(("---\n", "# a list\n", "# a list\n---\n", "%YAML 1.1\n---\n")) + text
    if chance.of(0.06):
        text += chance.one(
            ("---\n", "...\n", "---\n# the end\n", "# the end\n", "\n\n", "---\n---\n")
        )
    if chance.of(0.02):
        odd = chance.one(("items: # c", "items: ", "items:\n\t", "items:\n\n  # c", "items:#"))
        text = text.replace("\nitems:", "\n" + odd, 1)
    return text


def _unfolded(node: dict[Any, Node]) -> dict[Any, Node]:
    if isinstance(node.get("items"), list):
        node = {**node, "items": [_parsed(each) for each in node["items"]]}
    return node


def _parsed(node: Node) -> Node:
    """An item that may be text as a node."""
    if isinstance(node, Raw) and "\n" in node.text:
        import yaml

        return _node(yaml.safe_load(node.text))
    return node


def _node(data: Any) -> Node:
    """Plain data as a node."""
    if isinstance(data, dict):
        return {key: _node(value) for key, value in data.items()}
    if isinstance(data, list):
        return [_node(each) for each in data]
    return data if isinstance(data, str) else Raw(json.dumps(data), data)


def in_json(chance: Chance, config: Config, *, embedded: bool, as_list: bool) -> str:
    """JSON in one of its layouts: a ResourceList, or one object or several."""
    members = [plain(_parsed(each)) for each in items(chance)]
    if as_list:
        whole: dict[str, Any] = {"apiVersion": "config.kubernetes.io/v1", "kind": "ResourceList"}
        if embedded:
            whole["functionConfig"] = config
        whole["items"] = members
        if chance.of(0.3):
            whole["results"] = chance.one(([], EARLIER))
        members = [chance.shuffled(whole, 0.3)]
    indent = chance.one((None, None, 2, 4, 0, "\t"))
    compact = (",", ":") if chance.of(0.3) else (", ", ": ") if indent is None else (",", ": ")
    plainly = chance.of(0.7)
    texts = [
        json.dumps(each, indent=indent, separators=compact, ensure_ascii=not plainly)
        for each in members
    ]
    return chance.one(("\n", "", " ")).join(texts) + chance.one(("\n", "", " \n"))


def encoded(chance: Chance, text: str) -> bytes:
    """A text as bytes, with the line ends and the marks of several systems."""
    way = chance.upto(40)
    if chance.tame and way < 36:
        way = 40
    if way < 4:
        text = text.replace("\n", "\r\n")
    elif way == 4:
        text = text.replace("\n", "\r") if chance.of(0.12) else text
    elif way == 5:
        text = "".join(line + chance.one(("\n", "\r\n")) for line in text.split("\n"))
    if chance.of(0.04):
        text = BOM + text
    if chance.of(0.08):
        text = text.rstrip("\r\n")
    return text.encode("utf-8", "surrogatepass")
