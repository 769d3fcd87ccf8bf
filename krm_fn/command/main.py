"""The command `set-proxy-env`: arguments, stdin, stdout, stderr and the exit status."""

from __future__ import annotations

import gc
import os
import sys

from krm_fn.command import lean_yaml
from krm_fn.command.options import FIELDS, Usage, config_of, parsed
from krm_fn.command.streams import say, tell, write
from krm_fn.errors import OUT_OF_MEMORY, BrokenOff, Malformed, reason

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import NoReturn

    from krm_fn.transform import Outcome

HELP = """\
set-proxy-env: set proxy environment variables in every pod template

Usage:
  set-proxy-env < RESOURCE_LIST
      A KRM function: reads a ResourceList with a functionConfig, as kpt and kustomize
      send it, and writes it back with the variables set.
  set-proxy-env --config FILE < MANIFESTS
  set-proxy-env --http-proxy URL --https-proxy URL --no-proxy LIST < MANIFESTS
      A filter: reads plain manifests, YAML or JSON, and writes them back.
  set-proxy-env apply --config FILE [--check] [--diff] PATH...
      Edits files in place; `set-proxy-env apply --help` tells more.
  set-proxy-env explain --config FILE [--client NAME]... URL...
      Prints through which proxy each client reaches each URL, and why.
  set-proxy-env generate --config FILE [PATH...]
      Prints the resources of Istio that send a mesh's traffic through a proxy.

Options:
  --config FILE       the functionConfig as a file: a ConfigMap, a SetProxyEnv, or a
                      TransparentProxy, which adds resources
  --http-proxy URL    for http_proxy and HTTP_PROXY
  --https-proxy URL   for https_proxy and HTTPS_PROXY
  --no-proxy LIST     for no_proxy and NO_PROXY: hosts with commas between them
  --no-proxy-presets LIST
                      what most clusters need in them: localhost, cluster, services,
                      aws, gcp, azure
  --all-proxy URL     for all_proxy and ALL_PROXY
  --existing MODE     what happens to a variable that is there: merge (default),
                      keep, replace or error
  --results FILE      write the results to a file, as a YAML list
  --help, --version

Exit status: 0, or 1 with a message on stderr; then nothing was changed.
"""

# As a shell has it for a command that a signal ended: 128 and the signal's number.
INTERRUPTED = 128 + 2
CLOSED = 128 + 13


def command() -> NoReturn:
    """The console script. The process ends at once: to take the interpreter down in good order
    takes a tenth of a small run, and leaves nothing behind that is of any use.
    """
    try:
        lean_yaml.load()
        status = main()
        for stream in filter(None, (sys.stdout, sys.stderr)):
            try:
                stream.flush()
            except OSError:
                pass  # nobody listens
    except KeyboardInterrupt:
        status = INTERRUPTED
    os._exit(status)


def main(arguments: list[str] | None = None) -> int:
    """Run the command; returns its exit status."""
    gc.disable()
    try:
        return _run(sys.argv[1:] if arguments is None else arguments)
    except KeyboardInterrupt:
        return INTERRUPTED
    except MemoryError:
        say(f"[error] {OUT_OF_MEMORY}")
        return 1
    except (Usage, Malformed, OSError) as error:
        if isinstance(error, BrokenPipeError):
            return CLOSED
        say(f"[error] {error}")
        return 1


def _run(arguments: list[str]) -> int:
    if arguments[:1] == ["apply"]:
        from krm_fn.command.apply import apply

        return apply(arguments[1:])
    if arguments[:1] == ["explain"]:
        from krm_fn.command.explain import main as explain

        return explain(arguments[1:])
    if arguments[:1] == ["generate"]:
        from krm_fn.command.generate import generate

        return generate(arguments[1:])
    options = parsed(arguments, (*FIELDS, "--config", "--results"))
    if "--help" in options:
        write([HELP.encode()])
        return 0
    if "--version" in options:
        from krm_fn import __version__

        write([f"set-proxy-env {__version__}\n".encode()])
        return 0
    return _transform(options)


def _transform(options: dict[str, str]) -> int:
    try:
        outcome = _outcome(options)
    except (KeyboardInterrupt, MemoryError, BrokenOff) as error:
        status = INTERRUPTED if isinstance(error, KeyboardInterrupt) else 1
        why = reason(error)
    else:
        return _give(outcome, options)
    say(f"[error] {why}: nothing was written")  # what takes memory is given back by now
    return status


def _outcome(options: dict[str, str]) -> Outcome:
    from krm_fn.transform import run

    config = config_of(options)
    with open(0, "rb", buffering=0, closefd=False) as stdin:
        data = stdin.readall()
    return run(data, config)


def _give(outcome: Outcome, options: dict[str, str]) -> int:
    tell(outcome.told)
    if "--results" in options:
        with open(options["--results"], "wb") as file:
            file.writelines(outcome.written or [b"[]\n"])
    write(outcome.chunks)
    return outcome.exit_code
