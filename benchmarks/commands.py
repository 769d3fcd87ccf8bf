"""What is measured: this function, and the tools beside it, each as a command line."""

from __future__ import annotations

import os
import shlex
import shutil
import sys
from pathlib import Path
from typing import NamedTuple

from benchmarks.configurations import HTTP_PROXY, HTTPS_PROXY, NO_PROXY
from benchmarks.generate import MB, Inputs

FUNCTION = "set-proxy-env"
IMPORT_YAML = 'python -I -c "import yaml"'
LOAD_AND_DUMP = "CSafeLoader + CSafeDumper"
SET_ENV = "kubectl set env --local"
KUSTOMIZE = "kubectl kustomize, one patch"
KPT = "kpt fn eval --exec cat"

# beyond these sizes a tool takes minutes: kustomize's time is quadratic in the number of objects
LARGEST = {LOAD_AND_DUMP: 10 * MB, KUSTOMIZE: 1 * MB, KPT: 1 * MB}


class Run(NamedTuple):
    """One cell of the table: `row` and `case` name it, `argv` runs with `stdin`."""

    row: str
    case: str
    argv: list[str]
    stdin: Path


def installed_function() -> str:
    """The console script beside this Python, or the package run by it."""
    script = Path(sys.executable).with_name(FUNCTION)
    return shlex.join([str(script)] if script.exists() else [sys.executable, "-m", "krm_fn"])


def peers(case: str, size: int, inputs: Inputs) -> list[Run]:
    """The other tools on one case; a tool is left out where it would take minutes."""
    beside = str(Path(__file__).with_name("load_and_dump.py"))
    runs = [
        Run(IMPORT_YAML, case, [sys.executable, "-I", "-c", "import yaml"], Path(os.devnull)),
        Run(LOAD_AND_DUMP, case, [sys.executable, "-I", beside], inputs.resource_list),
        Run(SET_ENV, case, _set_env(), inputs.manifests),
        Run(KUSTOMIZE, case, ["kubectl", "kustomize", str(inputs.kustomization)], Path(os.devnull)),
        Run(KPT, case, ["kpt", "fn", "eval", "-", "--exec", "cat"], inputs.resource_list),
    ]
    return [run for run in runs if _is_measured(run, size)]


def _is_measured(run: Run, size: int) -> bool:
    if run.row == IMPORT_YAML:
        return run.case.startswith("10 KB")
    return size <= LARGEST.get(run.row, size) and shutil.which(run.argv[0]) is not None


def _set_env() -> list[str]:
    values = {
        "http_proxy": HTTP_PROXY,
        "https_proxy": HTTPS_PROXY,
        "no_proxy": ",".join(NO_PROXY),
    }
    both = [f"{name}={value}" for key, value in values.items() for name in (key, key.upper())]
    return ["kubectl", "set", "env", "--local", "-f", "-", "-o", "yaml", *both]
