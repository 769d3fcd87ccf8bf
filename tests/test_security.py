"""What SECURITY.md promises of a run: what it opens, and that it starts and connects nothing."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from places import ROOT
from run_function import run

WATCH = """
import json, sys
import krm_fn.command.main

CONCERN = ("socket", "subprocess", "ctypes", "pickle", "shutil", "tempfile")
seen = []

def hook(event, arguments):
    if event == "open" and not str(arguments[0]).endswith((".py", ".pyc")):
        seen.append(f"open {arguments[0]}")
    elif event.split(".")[0] in CONCERN or event in ("os.system", "os.exec", "os.posix_spawn"):
        seen.append(event)

sys.addaudithook(hook)
status = krm_fn.command.main.main(sys.argv[1:])
print(json.dumps([status, seen]), file=sys.stderr)
"""


def watched(stdin: str, *arguments: str) -> tuple[int, list[str]]:
    """The exit status of a run, and the audit events that would be of concern, files included."""
    done = subprocess.run(
        [sys.executable, "-B", "-c", WATCH, *arguments],
        input=stdin,
        capture_output=True,
        encoding="utf-8",
        cwd=ROOT,
        timeout=60,
        check=True,
    )
    status, events = json.loads(done.stderr.splitlines()[-1])
    return status, events


POD = """\
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
  - name: web
    image: web:1
"""
RESOURCE_LIST = """\
apiVersion: config.kubernetes.io/v1
kind: ResourceList
functionConfig: {apiVersion: v1, kind: ConfigMap, data: {httpProxy: "http://proxy:3128"}}
items:
- apiVersion: v1
  kind: Pod
  metadata:
    name: web
  spec:
    containers:
    - name: web
      image: web:1
"""


def test_a_function_opens_standard_input_and_output_and_nothing_else() -> None:
    assert watched(RESOURCE_LIST) == (0, ["open 0", "open 1"])


def test_a_pipe_also_opens_the_configuration_and_the_results(tmp_path: Path) -> None:
    """The configuration a second time, for the line that a warning names."""
    config, results = tmp_path / "proxy.yaml", tmp_path / "results.yaml"
    config.write_text("kind: ConfigMap\napiVersion: v1\ndata: {httpProxy: http://proxy:3128}\n")
    assert watched(POD, f"--config={config}", f"--results={results}") == (
        0,
        [f"open {config}", "open 0", f"open {config}", f"open {results}", "open 1"],
    )


@pytest.mark.parametrize(
    "data",
    [
        b"a: [\n",
        b"apiVersion: v1\nkind: Pod\nx\ny: z\n",
        b'{"kind": "Pod", "spec": {]}',
        b"kind: Pod\na: \xff\n",
        b"apiVersion: config.kubernetes.io/v1\nkind: ResourceList\nitems: [\n",
        RESOURCE_LIST.encode() + b"  x: [\n",
        b"",
    ],
)
def test_of_input_that_cannot_be_read_nothing_is_returned(data: bytes) -> None:
    arguments = ("--http-proxy", "http://proxy:3128") if data else ()
    stdout, stderr, status = run(data, *arguments)
    assert (stdout, status) == (b"", 1)
    assert stderr.startswith("[error] ")
    assert stderr.count("\n") == 1
