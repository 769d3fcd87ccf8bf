"""Files in the folder of a test, and `apply` on them."""

from __future__ import annotations

from pathlib import Path

from one_file import POD
from run_function import Outcome, run

OPTIONS = ("--no-proxy", "localhost,127.0.0.1,::1")
ENV = """    env:
    - name: no_proxy
      value: "localhost,127.0.0.1,::1"
    - name: NO_PROXY
      value: "localhost,127.0.0.1,::1"
"""
SET = "set proxy variables in 1 of 1 workload in 1 of 1 file: 2 added, 0 updated, 0 kept, 0 removed"


def write(path: str, text: str = POD) -> None:
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    Path(path).write_text(text, encoding="utf-8")


def text(path: str) -> str:
    return Path(path).read_text(encoding="utf-8")


def applied(*arguments: str) -> Outcome:
    return run(b"", "apply", *OPTIONS, *arguments)
