"""`...` ends a document, and the next one begins with `---`."""

from __future__ import annotations

import pytest
import yaml
from run_function import run

POD = "apiVersion: v1\nkind: Pod\n"
OPTIONS = ("--http-proxy", "http://proxy:3128")


@pytest.mark.parametrize("more", ["  b: 2\n", "b: 2\n", "# a comment\nb: 2\n", POD])
@pytest.mark.parametrize("end", ["\n...\n", "\r...\n", "\n... # the end\n"])
def test_a_document_behind_an_end_begins_with_a_marker(end: str, more: str) -> None:
    text = f"{POD}metadata:{end}{more}"
    with pytest.raises(yaml.YAMLError):
        list(yaml.parse(text, Loader=yaml.CSafeLoader))
    done = run(text.encode(), *OPTIONS)
    assert (done.exit_code, done.stdout) == (1, b"")
    line = 4 + end.startswith("\n")
    assert done.stderr == f"[error] line {line}: a document behind `...` must begin with `---`\n"


@pytest.mark.parametrize(
    "text",
    [
        f"{POD}...\n",
        f"{POD}...\n# the end\n",
        f"{POD}...\n---\n{POD}",
        f"{POD}...\n%YAML 1.1\n---\n{POD}",
        f"---\n{POD}---\n{POD}...\n",
    ],
)
def test_what_yaml_allows_passes(text: str) -> None:
    list(yaml.parse(text, Loader=yaml.CSafeLoader))
    assert run(text.encode(), *OPTIONS).stdout == text.encode()
