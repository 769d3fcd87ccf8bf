"""Print how long the function takes to start in its container and outside, in milliseconds.

Usage: python scripts/measure_image.py [RUNS]

It needs podman and the built image, and runs a small ResourceList through the same command: with
this Python, within a container that is already there, and as a container of its own.
"""

from __future__ import annotations

import os
import subprocess
import sys
from statistics import median

IMAGE = os.environ.get("IMAGE") or "localhost/set-proxy-env"
CONTAINER = (
    *("podman", "run", "--rm", "-i", "--network", "none", "--user", "nobody"),
    *("--security-opt=no-new-privileges", "--read-only"),
)
PYTHON = "/opt/set-proxy-env/bin/python"
INPUT = b"""\
apiVersion: config.kubernetes.io/v1
kind: ResourceList
functionConfig: {apiVersion: v1, kind: ConfigMap, data: {httpProxy: "http://proxy:3128"}}
items:
- apiVersion: v1
  kind: Pod
  metadata: {name: web}
  spec:
    containers:
    - name: web
      image: web:1
"""
# Runs where the function runs: argv is how often, and the command.
LOOP = """\
import subprocess, sys, time
data = sys.stdin.buffer.read()
for _ in range(int(sys.argv[1])):
    start = time.perf_counter()
    subprocess.run(sys.argv[2:], input=data, stdout=subprocess.DEVNULL, check=True)
    print((time.perf_counter() - start) * 1000)
"""


def measured(runs: int, where: tuple[str, ...], *command: str) -> list[float]:
    """The milliseconds of each run of `command`, started by a Python that `where` starts."""
    done = subprocess.run(
        [*where, "-c", LOOP, str(runs), *command], input=INPUT, stdout=subprocess.PIPE, check=True
    )
    return list(map(float, done.stdout.split()))


def main(runs: int) -> None:
    outside = (sys.executable,)
    inside = (*CONTAINER, "--entrypoint", PYTHON, IMAGE)
    command = ("-I", "-m", "krm_fn")
    nowhere = ("-X", "pycache_prefix=/nonexistent")
    version = ".".join(map(str, sys.version_info[:3]))
    table = [
        (f"outside, Python {version}", outside, (sys.executable, *command)),
        ("in the container", inside, (PYTHON, *command)),
        ("in the container, without its byte code", inside, (PYTHON, *nowhere, *command)),
        ("a container that runs `true`", outside, (*CONTAINER, "--entrypoint", "true", IMAGE)),
        ("a container that runs the function", outside, (*CONTAINER, IMAGE)),
    ]
    print("| what is started | median | fastest |\n|---|---|---|")
    for name, where, started in table:
        times = measured(runs, where, *started)
        print(f"| {name} | {median(times):.0f} | {min(times):.0f} |")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 20)
