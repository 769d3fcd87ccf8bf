"""Manifests that a user names, as a ResourceList."""

from __future__ import annotations

import re
from pathlib import Path

from benchmarks.inputs.generate import Inputs, resource_list, write_files, yaml_item

SEPARATOR = re.compile(r"^---(?:[ \t].*)?\n", re.MULTILINE)
SUFFIXES = (".yaml", ".yml", ".json")


def write(path: Path, configuration: str, directory: Path) -> Inputs:
    """A ResourceList of a file, or of all files in a folder at any depth."""
    found = documents(path)
    if not found:
        raise SystemExit(f"{path} has no manifests")
    listed = resource_list(map(yaml_item, found), configuration)
    return write_files(directory / f"named-{path.stem}", "yaml", listed, "---\n".join(found))


def documents(path: Path) -> list[str]:
    """The manifests in YAML documents of their own, each ending with a line end."""
    files = sorted(each for each in path.rglob("*") if each.suffix in SUFFIXES)
    texts = [each.read_text(encoding="utf-8") for each in (files if path.is_dir() else [path])]
    parts = [part for text in texts for part in SEPARATOR.split(text)]
    return [part.rstrip("\n") + "\n" for part in parts if _holds_anything(part)]


def _holds_anything(document: str) -> bool:
    lines = (line.strip() for line in document.splitlines())
    return any(line and not line.startswith("#") for line in lines)
