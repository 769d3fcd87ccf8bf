"""Lines of block-style YAML: what one line holds, and which lines can be read by themselves."""

from __future__ import annotations

import re

KEY = r"([\w./-]+):"
_FLOW = r"[\[{](?:[^\[\]{}\n#&*!]|[\[{][^\[\]{}\n#&*!]*[\]}])*[\]}]"
_VALUE = (
    rf"""("(?:[^"\\\n]|\\.)*"|'(?:[^'\n]|'')*'|{_FLOW}"""
    r"""|(?:[^\s"'\[{&*!|>%@`#,\]}?-]|-(?=[^ \t\n])|\?(?=\S))"""
    r"""[^\n\#:]*(?:(?::(?=\S)|(?<![ \t])\#)[^\n\#:]*)*)"""
)
_REST = r"[ \t]*(?:(?<=[ \t])#[^\n]*)?(?=\n|\Z)"
# From behind indentation and dashes: a key, a value, both or none.
LINE = re.compile(rf"(?:{KEY}(?:[ ]+|(?=\n)|\Z))?{_VALUE}?{_REST}")
IS_PAIR = re.compile(rf"{KEY}(?=[ \n]|\Z)")

# Only a line with such a character can open what it doesn't close, or hold a property.
_SPECIAL = "\"'[{&*!"
_LEAD = re.compile(r"[ ]*(?:-[ ]+)*")
_COMPLEX_KEY = r"^[ ]*(?:-[ ]+)*\?(?=\s)"
_KEY_APART = r"^[ ]*(?:-[ ]+)*[^\s#][^\n]*?[ \t]:(?=\s|\Z)"
_ODD_BREAK = "[\x85\u2028\u2029]"


def is_simple(text: str, start: int) -> bool:
    """Whether no line opens a scalar or collection that it doesn't close, or holds a property,
    and all keys are plain.
    """
    if (
        "<<" in text
        or ("?" in text and re.search(_COMPLEX_KEY, text, re.MULTILINE))
        or ((" :" in text or "\t:" in text) and re.search(_KEY_APART, text, re.MULTILINE))
        or "\r" in text
        or "\n..." in text
        or text.find("\n---", start) >= 0
    ):
        return False
    if not text.isascii() and re.search(_ODD_BREAK, text):
        return False
    for character in _SPECIAL:
        at = text.find(character, start)
        while at >= 0:
            end = text.find("\n", at)
            if end < 0:
                end = len(text)
            if not _closes(text[text.rfind("\n", 0, at) + 1 : end]):
                return False
            at = text.find(character, end)
    return True


_closing: dict[str, bool] = {}
"""Lines that were looked at: the objects of a list have many in common."""
MAX_CLOSING = 5000


def _closes(line: str) -> bool:
    """Whether a line closes what it opens, and holds no property."""
    known = _closing.get(line)
    if known is None:
        if len(_closing) >= MAX_CLOSING:
            _closing.clear()
        lead = _LEAD.match(line)
        known = LINE.match(line, lead.end() if lead else 0) is not None
        _closing[line] = known
    return known
