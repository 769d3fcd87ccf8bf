"""The ways in which tests run the function: bytes in, bytes and an exit status out."""

from __future__ import annotations

import gc
import os
import re
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import BinaryIO, NamedTuple

import yaml
from configurations import HTTP, set_proxy_env

from krm_fn.command.main import main


class Outcome(NamedTuple):
    """What a run left behind."""

    stdout: bytes
    stderr: str
    exit_code: int


def unquoted(text: str) -> str:
    """Messages without what a library says in them, which changes with its version."""
    return re.sub(r' says "[^"\n]+"', " says ...", text)


def run(stdin: bytes, *arguments: str) -> Outcome:
    """Run the command line in this process, with files for its stdin, stdout and stderr."""
    with ExitStack() as stack:
        files = [stack.enter_context(tempfile.TemporaryFile()) for _ in range(3)]
        files[0].write(stdin)
        files[0].seek(0)
        with _as_standard_streams(files), _process_settings_kept():
            exit_code = main(list(arguments))
        for file in files:
            file.seek(0)
        return Outcome(files[1].read(), files[2].read().decode(), exit_code)


def run_process(
    stdin: bytes, *arguments: str, environment: dict[str, str] | None = None
) -> Outcome:
    """Run `set-proxy-env ARGUMENTS` as a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "krm_fn", *arguments],
        input=stdin,
        capture_output=True,
        timeout=60,
        env={**os.environ, **(environment or {})},
        check=False,
    )
    return Outcome(done.stdout, done.stderr.decode(), done.returncode)


def set_in(tmp_path: Path, manifests: str, **fields: object) -> tuple[str, str]:
    """The manifests and the messages of a run as a plain pipe."""
    config = tmp_path / "config.yaml"
    spec = {"httpProxy": HTTP, "httpsProxy": HTTP, "noProxy": "localhost", **fields}
    config.write_text(yaml.safe_dump(set_proxy_env(spec=spec)))
    outcome = run(manifests.encode(), "--config", str(config))
    return outcome.stdout.decode(), outcome.stderr


@contextmanager
def _as_standard_streams(files: Sequence[BinaryIO]) -> Iterator[None]:
    sys.stdout.flush()
    sys.stderr.flush()
    own = [os.dup(number) for number in range(3)]
    for number, file in enumerate(files):
        os.dup2(file.fileno(), number)
    try:
        yield
    finally:
        for number, saved in enumerate(own):
            os.dup2(saved, number)
            os.close(saved)


@contextmanager
def _process_settings_kept() -> Iterator[None]:
    handler = signal.getsignal(signal.SIGINT)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, handler)
        gc.enable()
