"""`python -m benchmarks.apply`: 2,000 files of 5 KB in one run, beside kpt over the same folder.

Each command runs on a fresh copy, and they take turns. Besides the seconds that passed, the table
has the seconds of work of all processes, which say more on a machine that does other things too.
"""

from __future__ import annotations

import argparse
import itertools
import os
import shutil
import statistics
import sys
import tempfile
from pathlib import Path

from benchmarks.inputs import generate
from benchmarks.inputs.configurations import DEFAULT, HTTP_PROXY, HTTPS_PROXY, NO_PROXY
from benchmarks.inputs.generate import KB, MB, Case
from benchmarks.machine import description
from benchmarks.process import Finished, Place, run
from benchmarks.tools import FUNCTION, installed_function, printed

FILES, SIZE = 2_000, 5 * KB
CONTENT = Case("files", 100 * MB, "work", "yaml")


def write_files(folder: Path, files: int = FILES) -> None:
    """Files of about SIZE, each with three workloads, a hundred in a folder of their own."""
    manifests = generate.cut_to_size(CONTENT)
    for index in range(files):
        path = folder / f"team-{index // 100:02d}" / f"app-{index:04d}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("---\n".join(itertools.islice(manifests, 3)), encoding="utf-8")


def commands(config: Path, folder: Path) -> dict[str, list[str]]:
    """What is measured: the name in the table -> the command line."""
    function = installed_function().split()
    apply = [*function, "apply", "--config", str(config), str(folder)]
    applied = {f"{FUNCTION} apply": apply, f"{FUNCTION} apply --check": [*apply, "--check"]}
    if not shutil.which("kpt"):
        return applied
    kpt = ["kpt", "fn", "eval", str(folder), "--exec"]
    values = f"httpProxy={HTTP_PROXY} httpsProxy={HTTPS_PROXY} noProxy={','.join(NO_PROXY)}"
    return applied | {
        "kpt fn eval DIR --exec cat": [*kpt, "cat"],
        f"kpt fn eval DIR --exec {FUNCTION}": [*kpt, " ".join(function), "--", *values.split()],
    }


def once(argv: list[str], log: Path) -> Finished:
    """One process; what it says goes to `log`. Raises RuntimeError where it fails."""
    done = run(argv, Place(Path(os.devnull), log))
    if done.exit_code != (1 if "--check" in argv else 0):
        raise RuntimeError(f"{argv} failed:\n{log.read_text(encoding='utf-8')}")
    return done


def measure(directory: Path, times: int, files: int) -> dict[str, list[Finished]]:
    """Each command `times` times, in turn, each time on a fresh copy.

    No copy is deleted before the end: some file systems (ext4) are slow to make files for half a
    minute after many were deleted.
    """
    pristine = directory / "pristine"
    config = directory / "proxy.yaml"
    config.write_text(DEFAULT, encoding="utf-8")
    write_files(pristine, files)
    samples: dict[str, list[Finished]] = {}
    for turn in range(times):
        for number, name in enumerate(commands(config, directory)):
            folder = directory / f"copy-{turn}-{number}"
            shutil.copytree(pristine, folder)
            argv = commands(config, folder)[name]
            samples.setdefault(name, []).append(once(argv, directory / "log"))
    return samples


def table(samples: dict[str, list[Finished]], files: int) -> str:
    """A Markdown table of medians."""
    lines = ["| | seconds | files per second | seconds of work |", "| --- | ---: | ---: | ---: |"]
    for name, taken in samples.items():
        passed = statistics.median(sample.seconds for sample in taken)
        worked = statistics.median(sample.work for sample in taken)
        lines.append(f"| `{name}` | {passed:.2f} | {files / passed:,.0f} | {worked:.2f} |")
    return "\n".join(lines)


def kpt_version() -> list[str]:
    return [f"kpt {printed('kpt', 'version').strip()}"] if shutil.which("kpt") else []


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.apply", description=__doc__)
    parser.add_argument("--times", type=int, default=3, help="how often each command runs")
    parser.add_argument("--files", type=int, default=FILES)
    given = parser.parse_args()
    print(f"measuring {given.times} runs of each command ...", file=sys.stderr)
    with tempfile.TemporaryDirectory(prefix="set-proxy-env-") as temporary:
        samples = measure(Path(temporary), given.times, given.files)
    print(f"{given.files:,} files of {SIZE // KB} KB:\n\n{table(samples, given.files)}\n")
    print(description(*kpt_version()))


if __name__ == "__main__":
    main()
