"""A line of plain block-style YAML, and what is kept of it."""

from __future__ import annotations

import re

from read_both_ways import CONFIG, DEPLOYMENT, edited_alike, in_a_list

from krm_fn.yaml import line as one_line
from krm_fn.yaml import lines


def test_no_pattern_has_what_the_first_pythons_3_11_match_wrongly() -> None:
    repeated_group = re.compile(r"(?<!\\)\)(?:[*+?]|\{[0-9,]+\})\+")
    assert repeated_group.search(r"(?:ab)*+")
    patterns = [each for each in vars(one_line).values() if isinstance(each, re.Pattern)]
    assert patterns
    assert [each for each in patterns if repeated_group.search(each.pattern)] == []


def test_many_different_lines_are_read_alike() -> None:
    names = [
        f"  name: web\n  labels: {{n: a{number}}}\n" for number in range(one_line.MAX_LINES + 10)
    ]
    texts = [
        DEPLOYMENT.replace("  name: web\n", name, 1) for name in names[:: one_line.MAX_LINES // 9]
    ]
    for name in names:
        lines.is_plain(name)
    assert len(edited_alike(in_a_list(*texts).encode(), CONFIG)) == len(texts)
