"""Print an annotation of GitHub's for each file that `set-proxy-env apply --check` lists.

set-proxy-env apply --check --config CONFIG PATH... | python scripts/check_annotations.py CONFIG
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator

_ESCAPE = re.compile(r"\\([abfnrtv\\\"]|[0-7]{3})")
_SHORT = dict(zip("abfnrtv", b"\a\b\f\n\r\t\v", strict=True))


def annotated(listed: Iterable[str], config: str) -> Iterator[str]:
    for line in listed:
        path = unquoted(line)
        told = (
            f"the proxy variables must be as {config} says: set-proxy-env apply --config {config}"
        )
        yield f"::error file={_property(path)},title=set-proxy-env::{_text(f'{told} {path}')}"


def unquoted(name: str) -> str:
    """The name of a file that is quoted as git quotes it."""
    if not name.startswith('"'):
        return name
    escaped = name[1:-1].encode("utf-8", "surrogateescape").decode("latin-1")
    return _ESCAPE.sub(_character, escaped).encode("latin-1").decode("utf-8", "surrogateescape")


def _character(match: re.Match[str]) -> str:
    word = match[1]
    if len(word) == 3:
        return chr(int(word, 8))
    return chr(_SHORT[word]) if word in _SHORT else word


def _text(text: str) -> str:
    """A text that ends no command of GitHub's and begins no other."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _text(text).replace(":", "%3A").replace(",", "%2C")


if __name__ == "__main__":
    sys.stdin.reconfigure(encoding="utf-8", errors="surrogateescape")  # type: ignore[union-attr]
    sys.stdout.reconfigure(encoding="utf-8", errors="surrogateescape")  # type: ignore[union-attr]
    for each in annotated(sys.stdin.read().splitlines(), sys.argv[1]):
        print(each)
