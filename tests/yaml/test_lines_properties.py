"""Whatever a text has: what is read by its lines comes out as by its events, to the byte."""

from __future__ import annotations

import os

from hypothesis import given, settings
from hypothesis import strategies as st
from read_both_ways import CONFIG, DEPLOYMENT, GENERATED, edited_alike, in_a_list

EXAMPLES = int(os.environ.get("SET_PROXY_ENV_EXAMPLES", "400"))
PIECES = st.sampled_from(
    [
        *("\n", "\n\n", "  ", "- ", "-", ": ", ":", "#", " #", '"', "'", "[", "]", "{", "}", "\t"),
        *("&a ", "*a", "!x ", "|", ">-", "|+", "? ", "<<: ", "---\n", "...\n", "\r", "\u2028", "é"),
        *("null", "~", "env:", "env: []", "name: ", "image: x", "containers:", "spec:", "os:\n"),
        *(
            "        - name: no_proxy\n          value: a,b\n",
            "HTTPS_PROXY",
            "value: ",
            "  value: ''\n",
        ),
        *("    ", "$(A)", "HTTP_PROXY", "Http_Proxy", "# c\n", 'a: "b: ', "metadata:", "\\"),
    ]
)
CHANGES = st.lists(st.tuples(st.integers(0, 5000), st.integers(0, 6), PIECES), max_size=3)
LINES = st.lists(st.tuples(st.integers(0, 200), st.integers(-1, 200)), max_size=2)


@settings(max_examples=EXAMPLES, deadline=None)
@given(st.sampled_from([DEPLOYMENT, *GENERATED[:20]]), CHANGES, LINES, st.booleans())
def test_a_text_that_is_changed_anywhere_is_edited_alike(
    text: str, changes: list[tuple[int, int, str]], moves: list[tuple[int, int]], listed: bool
) -> None:
    for place, gone, piece in changes:
        at = place % (len(text) + 1)
        text = text[:at] + piece + text[at + gone :]
    lines = text.splitlines(keepends=True)
    for line, target in moves:  # a line goes away, or comes again elsewhere
        if target < 0:
            del lines[line % len(lines)]
        else:
            lines.insert(target % len(lines), lines[line % len(lines)])
    text = "".join(lines) or "\n"
    edited_alike((in_a_list(text) if listed else text).encode(), CONFIG)
