"""Folders of files: which of them are found, and what is told of the others."""

from __future__ import annotations

from run_function import Outcome, run

from krm_fn.command.files import Found
from krm_fn.results import one_line

CONFIG = """\
apiVersion: krm-fn.dev/v1alpha1
kind: SetProxyEnv
spec:
  noProxy: localhost,127.0.0.1,::1
"""


def found(*paths: str, exclude: tuple[str, ...] = ()) -> Found:
    made = Found(exclude=exclude)
    made.add_all(list(paths))
    return made


def files(*paths: str, exclude: tuple[str, ...] = ()) -> list[str]:
    return found(*paths, exclude=exclude).paths


def told(made: Found) -> list[str]:
    return [one_line(each) for each in (*made.told, *made.passed_over.told())]


def applied(*words: str) -> Outcome:
    return run(b"", "apply", *words)
