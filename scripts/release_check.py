"""Check that a commit is one to release, and print the release's notes.

    python scripts/release_check.py TAG

All that is missing is named on standard error, with what to do, and the exit status is 1. The notes
are the version's section of CHANGELOG.md.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator

from set_project import ROOT, current


def main(tag: str) -> int:
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    names = current()
    wrong = [*wrong_names(tag, names), *wrong_changelog(changelog, names["version"]), *wrong_base()]
    for line in wrong:
        print(f"[error] {line}", file=sys.stderr)
    if not wrong:
        print(sections(changelog)[names["version"]].strip())
    return int(bool(wrong))


def wrong_names(tag: str, names: dict[str, str]) -> Iterator[str]:
    version = names["version"]
    if tag != f"v{version}":
        yield (
            f'the tag must be "v{version}", got "{tag}": '
            "scripts/set_project.py --version sets the version"
        )
    if names["repository"].startswith("example/"):
        yield (
            f'"{names["repository"]}" must be the repository that it is released from: '
            "scripts/set_project.py --repository OWNER/NAME"
        )
    if names["email"].endswith("@example.com"):
        yield (
            f'"{names["email"]}" must be an address that reaches the maintainers: '
            "scripts/set_project.py --email ADDRESS"
        )


def sections(changelog: str) -> dict[str, str]:
    """The texts of the versions, by what stands in brackets in their headings."""
    parts = re.split(r"^## \[(.+?)\].*\n", changelog, flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def wrong_changelog(changelog: str, version: str) -> Iterator[str]:
    texts = sections(changelog)
    if not re.search(
        rf"^## \[{re.escape(version)}\] - \d{{4}}-\d\d-\d\d$", changelog, re.MULTILINE
    ):
        yield f"CHANGELOG.md must have a section `## [{version}] - YYYY-MM-DD` with the day"
    if f"\n[{version}]: " not in changelog or f"/v{version}...HEAD" not in changelog:
        yield (
            f"CHANGELOG.md must end with links for [Unreleased], from v{version} on, and for "
            f"[{version}]"
        )
    if texts.get("Unreleased", "").strip():
        yield f"CHANGELOG.md must have nothing under Unreleased: move it to {version}"


def wrong_base() -> Iterator[str]:
    pinned = subprocess.run(
        ["bash", str(ROOT / "scripts" / "pin-base-image")],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    if pinned.returncode:
        yield pinned.stderr.strip()


if __name__ == "__main__":
    raise SystemExit(main(*sys.argv[1:]))
