"""A CustomResourceDefinition's text as nodes, without most of what says nothing about containers.

Most of a CRD are descriptions, types and fields that hold nothing: they are taken out of the text
before it is read, which makes it three times faster.
"""

from __future__ import annotations

import re

from krm_fn.errors import Malformed
from krm_fn.yaml.compose import compose

TYPE_CHECKING = False
if TYPE_CHECKING:
    from krm_fn.yaml.nodes import Node

# Each begins with something that is quickly looked for: most places of a text are passed over.
_SAID = re.compile(
    r"\n( *)(?:description|default|example|format|pattern|nullable|title|minimum|maximum|m(?:in|ax)"
    r"[A-Z]\w*|x-kubernetes-(?:list-type|map-type|int-or-string)): ?\S.*(?:\n(?:\1 +.*)?(?=\n))*(?=\n)"
)
_LISTED = re.compile(
    r"\n( *)(?:required|enum|anyOf|oneOf|allOf|x-kubernetes-[a-z-]+):(?=\n)"
    r"(?:\n\1(?: | *-).*(?=\n))*"
)
_BEHIND_IMAGE = re.compile(r"image:(?<=\bimage:)[ \t]*(?:#.*)?\n(?:[ \t]*(?:#.*)?\n)*")
_TYPE = re.compile(r"\n(?<!\bimage:\n) +type: \w+(?=\n)")
_LEAF = re.compile(
    r"\n( *)(?!(?:name|image|env|value|valueFrom|metadata|items):)[A-Za-z]\w*:(?=\n)"
    r"(?!\n(?:[ ]*(?:#.*)?\n)*\1[ -])"
)
_ODD_BREAK = re.compile("[\r\x85\u2028\u2029]")
_ODD_IMAGE = re.compile(r"""\n[ -]*(?:["']image["']|image[ \t]+:|\?|image:[ \t]*[&!])""")
"""An `image` whose type would not be known for its own."""
_FLOW = re.compile(r"(?:: ?|- )([{\[].*)")
"""A line from where a flow collection begins."""


def load(text: str) -> Node | None:
    """A CustomResourceDefinition's text as nodes, good for crd_schema's `defined` and `read` alone:
    their offsets are those of a shorter text.

    What isn't YAML any more without what is taken out is read whole, as is what has flow collections
    over several lines, which are no lines of their own, line ends of another system, or an `image` in
    quotes. Raises Malformed.
    """
    text = text.replace("\r\n", "\n")
    if (
        _ODD_BREAK.search(text)
        or _ODD_IMAGE.search(text)
        or any(map(_is_open, _FLOW.findall(text)))
    ):
        return compose(text)
    try:
        return compose(condensed(text))
    except Malformed:
        return compose(text)


def _is_open(line: str) -> bool:
    """Whether more brackets are opened than closed."""
    return line.count("{") + line.count("[") > line.count("}") + line.count("]")


def condensed(text: str) -> str:
    """A schema in block style without what says nothing about containers."""
    text = _BEHIND_IMAGE.sub("image:\n", _LISTED.sub("", _SAID.sub("", text)))
    return _LEAF.sub("", _TYPE.sub("", text))
