"""Runs the installed function on an example, and shows what it changes and what it says."""

from __future__ import annotations

import difflib
import subprocess
import sys
from pathlib import Path

EXAMPLE = Path(__file__).parents[1] / "examples" / "plain-manifests"
PROGRAM = Path(sys.executable).with_name("set-proxy-env")
COLOURS = {"+": "\033[32m", "-": "\033[31m", "@": "\033[36m"}


def coloured(line: str) -> str:
    colour = COLOURS.get(line[0])
    return f"{colour}{line}\033[0m" if colour and sys.stdout.isatty() else line


def main() -> int:
    manifests = EXAMPLE / "manifests.yaml"
    before = manifests.read_text(encoding="utf-8")
    config = EXAMPLE / "proxy.yaml"
    print(f"$ set-proxy-env --config {config.name} < {manifests.name}\n", flush=True)
    done = subprocess.run(
        [str(PROGRAM), "--config", str(config)],
        input=before,
        stdout=subprocess.PIPE,
        encoding="utf-8",
        check=False,
    )
    lines = difflib.unified_diff(
        before.splitlines(), done.stdout.splitlines(), "before", "after", n=2, lineterm=""
    )
    changed = [coloured(line) for line in lines]
    print("\n".join(changed))
    return done.returncode or (0 if changed else 1)


if __name__ == "__main__":
    sys.exit(main())
