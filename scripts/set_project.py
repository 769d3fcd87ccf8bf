"""Set what the project is called outside: its repository, its version, its maintainers' address.

    python scripts/set_project.py [--repository OWNER/NAME] [--email ADDRESS] [--version X.Y.Z]

Each stands in one place, pyproject.toml and krm_fn/__init__.py. It is written anew there and in all
files of the repository that repeat it: pages and examples to paste, labels, manifests, schemas.
Without an option it prints what they are.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
HOST = "https://github.com/"
IMAGES = "ghcr.io/"
VERSION = r"\d+\.\d+\.\d+"
BEFORE_VERSION = "|".join(
    (
        '__version__ = "',
        "ARG VERSION=",
        "name: set-proxy-env\nversion: ",
        r"NAME(?:\.git/)?[:@]v",
        "NAME/check@",
        "NAME==",
        "set[-_]proxy[-_]env[- ]",
        "/download/v",
        r"\?ref=v",
        "rev: v",
    )
)
"""What a version of this project stands behind, as opposed to another's."""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument(
        "--repository", metavar="OWNER/NAME", type=of_form("OWNER/NAME", r"[\w.-]+/[\w.-]+")
    )
    parser.add_argument("--email", metavar="ADDRESS", type=of_form("ADDRESS", r"\S+@\S+"))
    parser.add_argument("--version", metavar="X.Y.Z", type=of_form("X.Y.Z", VERSION))
    options = parser.parse_args()
    if not any(vars(options).values()):
        for name, value in current().items():
            print(f"{name}: {value}")
        return 0
    before = current()
    for path in text_files():
        text = path.read_text(encoding="utf-8")
        changed = text
        if options.version and path.name != "CHANGELOG.md":
            changed = with_version(changed, before, options.version)
        if options.repository:
            changed = with_repository(changed, before["repository"], options.repository)
        if options.email:
            changed = changed.replace(before["email"], options.email)
        if changed != text:
            path.write_text(changed, encoding="utf-8")
            print(path.relative_to(ROOT))
    return 0


def of_form(form: str, pattern: str) -> Callable[[str], str]:
    """A type of argument: what has another form is refused."""

    def checked(text: str) -> str:
        if not re.fullmatch(pattern, text):
            raise argparse.ArgumentTypeError(f'must have the form {form}, got "{text}"')
        return text

    return checked


def current() -> dict[str, str]:
    """The repository, the address and the version as they stand."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    module = (ROOT / "krm_fn" / "__init__.py").read_text(encoding="utf-8")
    return {
        "repository": project["urls"]["Source"].removeprefix(HOST),
        "email": project["authors"][0]["email"],
        "version": module.partition('__version__ = "')[2].partition('"')[0],
    }


def versioned(repository: str, version: str = VERSION) -> re.Pattern[str]:
    """What finds the version of this project in a text: `before` it, and the version itself."""
    names = f"(?:set-proxy-env|{re.escape(repository.partition('/')[2])})"
    before = BEFORE_VERSION.replace("NAME", names)
    return re.compile(rf"(?P<before>{before})(?P<version>{version})(?!\d|\.\d)")


def with_version(text: str, before: dict[str, str], version: str) -> str:
    pattern = versioned(before["repository"], re.escape(before["version"]))
    return pattern.sub(lambda match: match["before"] + version, text)


def with_repository(text: str, old: str, new: str) -> str:
    """The text with another repository, and its image; a registry takes no capitals."""
    for before, after in ((IMAGES + old.lower(), IMAGES + new.lower()), (old, new)):
        text = re.sub(rf"(?<![\w.-]){re.escape(before)}(?![\w-])", after, text)
    return text


def text_files() -> list[Path]:
    """The files of the repository that are text, the place of each value last."""
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, check=True, capture_output=True, encoding="utf-8"
    ).stdout
    paths = [ROOT / name for name in listed.split("\0") if name]
    places = [ROOT / "pyproject.toml", ROOT / "krm_fn" / "__init__.py"]
    return [path for path in paths if path not in places and _is_text(path)] + places


def _is_text(path: Path) -> bool:
    if path.is_symlink() or not path.is_file():
        return False
    try:
        path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return False
    return True


if __name__ == "__main__":
    sys.exit(main())
