"""Templates among manifests: text with holes, of which a YAML parser makes nothing."""

from __future__ import annotations

from krm_fn import late_re as re
from krm_fn.errors import Malformed
from krm_fn.wire import manifests

MARKS = (b"{{", b"{%")
NEAR = 3
"""How many lines before the one that a parser names may be what it stumbles over."""
_LINE = r"line (\d+):"
_WHOLE_LINES = rb"(?m)^[ \t]*(?:\{\{.*\}\}|\{%.*%\}|\{#.*#\})[ \t]*\r?$\n?"
_HOLES = rb"(?s)\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}"


def may_be_template(text: bytes) -> bool:
    """Whether there is a mark of templates in a text."""
    return any(mark in text for mark in MARKS)


def is_template(text: bytes, error: Malformed) -> bool:
    """Whether a text that is not YAML is a template: its parser stumbles over a hole, or takes the
    text once the holes are filled. Another mistake in a text with holes in its scalars is none.
    """
    if not may_be_template(text):
        return False
    found = re.match(_LINE, str(error))
    if found is not None and _is_near(text, int(found[1])):
        return True
    return _is_yaml(re.sub(_HOLES, b"x", re.sub(_WHOLE_LINES, b"", text)))


def _is_near(text: bytes, line: int) -> bool:
    """Whether a hole is in that line, or in one of those that stand before it."""
    lines = text.splitlines()[:line]
    there = [each for each in lines if each.strip()][-NEAR:]
    return any(mark in each for each in there for mark in MARKS)


def _is_yaml(text: bytes) -> bool:
    try:
        for item in manifests.cut(text):
            item.check(text)
    except Malformed:
        return False
    return True
