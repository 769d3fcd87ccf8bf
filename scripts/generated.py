"""What the scripts that make files have in common: `python scripts/generate_x.py [--check]`.

Without an option the files are written. With `--check` nothing is, and the exit status is 1 when one
of them is not what the script makes.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def main(script: str, files: Mapping[Path, str], arguments: Sequence[str] | None = None) -> int:
    """Write the files that a script makes, or check them; returns the exit status."""
    stale = [path for path, text in files.items() if not _is(path, text)]
    if "--check" not in (sys.argv if arguments is None else arguments):
        for path in stale:
            path.write_text(files[path], encoding="utf-8")
        return 0
    for path in stale:
        print(f"{path.name} is not current: run python scripts/{Path(script).name}")
    return int(bool(stale))


def _is(path: Path, text: str) -> bool:
    return path.exists() and path.read_text(encoding="utf-8") == text
