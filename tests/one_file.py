"""One file, as `apply` reads it, edits it and replaces it."""

from __future__ import annotations

from pathlib import Path

from krm_fn.command.file_edit import FileEdit, edit_file
from krm_fn.command.file_list import File, FileList
from krm_fn.command.progress import Bar
from krm_fn.command.replacing import replace
from krm_fn.config.function_config import Configuration
from krm_fn.edit.part import Part
from krm_fn.edit.task import Task
from krm_fn.wire.results import block_member
from krm_fn.workloads.inventory import Inventory

PROXY = Configuration(http_proxy="http://proxy.example.com:3128")
POD = "apiVersion: v1\nkind: Pod\nmetadata: {name: web}\nspec:\n  containers:\n  - name: web\n    image: web:1\n"
ENV = """    env:
    - name: http_proxy
      value: "http://proxy.example.com:3128"
    - name: HTTP_PROXY
      value: "http://proxy.example.com:3128"
"""


def write(path: str, text: str = "") -> str:
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    Path(path).write_text(text, encoding="utf-8")
    return path


def read(path: str) -> tuple[File, FileEdit]:
    """A file with manifests, and its edit."""
    files = FileList([path], Bar(1))
    (file,) = files.files
    task = Task(PROXY, Inventory(files.data, files.items))
    return file, edit_file(file, Part(files.data, files.items, task, block_member))


def put(file: File, edit: FileEdit) -> None:
    """Replace one file. Raises OSError."""
    for error in replace([(file, edit)]).values():
        raise error


def edited(path: str) -> str:
    """The text of a file after it has been edited."""
    file, edit = read(path)
    assert edit.told == []
    put(file, edit)
    return Path(path).read_text(encoding="utf-8")
