"""Texts in all of YAML's scalar styles, on one line and over several."""

from __future__ import annotations

import json
import re

from fuzz.nodes import Chance

_PLAIN = re.compile(r"[A-Za-z0-9_./$(\u00c0-\uffff][^\n\t\u0085\u2028\u2029\x00-\x1f]*\Z")
BREAKS = "\u0085\u2028\u2029"
"""What YAML 1.1, and so libyaml, takes for line breaks beside the usual ones."""
_READ_AS_OTHERS = frozenset("null true false yes no on off y n".split())
_NUMBER = re.compile(r"[-+.0-9][0-9a-fA-FxoXO_.:eE+-]*\Z")


def may_be_plain(text: str, flow: bool = False) -> bool:
    """Whether a text means itself without quotes, to every reader."""
    if not _PLAIN.match(text) or text != text.strip():
        return False
    if ": " in text or " #" in text or text.endswith(":") or text.startswith("---"):
        return False
    if text.lower() in _READ_AS_OTHERS or _NUMBER.match(text):
        return False
    return not (flow and re.search(r"[\[\]{},:?]", text))


def double(text: str) -> str:
    """A text in double quotes, with escapes that JSON and YAML have in common."""
    written = json.dumps(text, ensure_ascii=False)
    for each in BREAKS:
        written = written.replace(each, f"\\u{ord(each):04x}")
    return written


class Scalars:
    """Writes texts; `quotes` and `folded` are probabilities, `keeps` says that a block scalar may
    keep the blank lines behind it: there are none.
    """

    def __init__(self, chance: Chance, quotes: float, folded: float, *, keeps: bool) -> None:
        self.chance = chance
        self.quotes = quotes
        self.folded = folded
        self.headers = ("|", "|", "|", ">", "|+") if keeps else ("|", "|", ">")

    def on_a_line(self, text: str, flow: bool = False) -> str:
        plain = may_be_plain(text, flow)
        if plain and not self.chance.of(self.quotes):
            return text
        if self.chance.of(0.5) and not re.search(r"[\n\t\u0085\u2028\u2029\x00-\x1f]", text):
            return "'" + text.replace("'", "''") + "'"
        if self.chance.of(0.1):
            return json.dumps(text).replace("\\ud83d\\ude80", "\\U0001F680")
        return double(text)

    def lines(self, text: str, column: int, parent: int) -> list[str]:
        """A text as a first line, and others from a column on; its parent stands at `parent`."""
        if text.endswith("\n") and self.chance.of(0.8):
            return self._block(text, column, parent)
        if self.chance.of(self.folded):
            return self._over_lines(text, column, parent)
        return [self.on_a_line(text)]

    def _block(self, text: str, column: int, parent: int) -> list[str]:
        content = text.splitlines() if "\u2028" not in text else text.split("\n")[:-1]
        margin = " " * column
        header = self.chance.one(self.headers)
        if header == ">" and "\n" in text[:-1]:
            header = "|"
        if self.chance.of(0.1):
            header += str(column - parent) if 0 < column - parent < 10 else ""
        if text.startswith((" ", "\t", "\n")):
            return [self.on_a_line(text)]
        return [header, *(margin + line for line in content)]

    def _over_lines(self, text: str, column: int, parent: int) -> list[str]:
        words = text.split(" ")
        if len(words) < 2 or "" in words or re.search(r"[\n\t\u0085\u2028\u2029]", text):
            return self._stripped_block(text, column, parent)
        at = self.chance.upto(len(words) - 1, 1)
        first, second = " ".join(words[:at]), " ".join(words[at:])
        margin = " " * column
        way = self.chance.upto(3)
        if way == 0 and may_be_plain(text) and may_be_plain(first) and second[:1] not in "#-:":
            return [first, margin + second]
        if way == 1:
            return ["'" + first.replace("'", "''"), margin + second.replace("'", "''") + "'"]
        if way == 2:
            cut = double(first)[:-1] + " \\"
            return [cut, margin + double(second)[1:]]
        return [double(first)[:-1], margin + double(second)[1:]]

    def _stripped_block(self, text: str, column: int, parent: int) -> list[str]:
        odd = re.search(r"[\n\t\u0085\u2028\u2029]|\A\s|\s\Z|\A\Z", text)
        if odd or not self.chance.of(0.3):
            return [self.on_a_line(text)]
        return [self.chance.one(("|-", ">-")), " " * column + text]
