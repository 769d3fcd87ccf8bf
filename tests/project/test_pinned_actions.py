"""Each action, in workflows and in what is to be pasted, is named by a commit and its tag."""

from __future__ import annotations

import re

from places import ROOT
from set_project import current, text_files

USED = [
    (str(path.relative_to(ROOT)), match[1])
    for path in text_files()
    if path.suffix in (".yml", ".yaml", ".md")
    for match in re.finditer(r"^\s*(?:- )?uses: (.+)$", path.read_text("utf-8"), re.MULTILINE)
]
OWN = f"{current()['repository']}@v{current()['version']}"


def test_every_action_but_our_own_is_pinned() -> None:
    pinned = re.compile(r"[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+")
    assert [each for each in USED if not (each[1] == OWN or pinned.fullmatch(each[1]))] == []
    assert len(USED) > 20


def test_an_action_is_the_same_wherever_it_is_used() -> None:
    actions = {used for _, used in USED}
    names = [used.partition("@")[0] for used in actions]
    assert sorted(names) == sorted(set(names))
