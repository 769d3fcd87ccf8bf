"""The command `set-proxy-env`: arguments, stdin, stdout, stderr and the exit status."""

from __future__ import annotations

import gc
import os
import sys

from krm_fn.errors import Malformed

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any, NoReturn

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

Options:
  --config FILE       the functionConfig: a ConfigMap or a SetProxyEnv, as a file
  --http-proxy URL    for http_proxy and HTTP_PROXY
  --https-proxy URL   for https_proxy and HTTPS_PROXY
  --no-proxy LIST     for no_proxy and NO_PROXY: hosts with commas between them
  --all-proxy URL     for all_proxy and ALL_PROXY
  --existing MODE     what happens to a variable that is there: merge (default),
                      keep, replace or error
  --results FILE      write the results to a file, as a YAML list
  --help, --version

Exit status: 0, or 1 with a message on stderr; then nothing was changed.
"""

FIELDS = {
    "--http-proxy": "httpProxy",
    "--https-proxy": "httpsProxy",
    "--no-proxy": "noProxy",
    "--all-proxy": "allProxy",
    "--existing": "existing",
}


# As a shell has it for a command that a signal ended: 128 and the signal's number.
INTERRUPTED = 128 + 2
CLOSED = 128 + 13


class Usage(Exception):
    """The command line is not one that the help describes."""


def command() -> NoReturn:
    """The console script. The process ends at once: to take the interpreter down in good order
    takes a tenth of a small run, and leaves nothing behind that is of any use.
    """
    status = main()
    for stream in filter(None, (sys.stdout, sys.stderr)):
        try:
            stream.flush()
        except OSError:
            pass  # nobody listens
    os._exit(status)


def main(arguments: list[str] | None = None) -> int:
    """Run the command; returns its exit status."""
    gc.disable()
    try:
        return _run(sys.argv[1:] if arguments is None else arguments)
    except KeyboardInterrupt:
        return INTERRUPTED
    except (Usage, Malformed, OSError) as error:
        if isinstance(error, BrokenPipeError):
            return CLOSED
        say(f"[error] {error}\n")
        return 1


def _run(arguments: list[str]) -> int:
    if arguments[:1] == ["apply"]:
        from krm_fn.command.apply import apply

        return apply(arguments[1:])
    if arguments[:1] == ["explain"]:
        from krm_fn.command.explain import main as explain

        return explain(arguments[1:])
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
    from krm_fn.transform import run

    config = config_of(options)
    with open(0, "rb", buffering=0, closefd=False) as stdin:
        data = stdin.readall()
    outcome = run(data, config)
    _tell(outcome)
    if "--results" in options:
        with open(options["--results"], "wb") as file:
            file.writelines(outcome.results or [b"[]\n"])
    write(outcome.chunks)
    return outcome.exit_code


def parsed(
    arguments: list[str],
    valued: tuple[str, ...],
    flags: tuple[str, ...] = (),
    operands: list[str] | None = None,
) -> dict[str, str]:
    """The options with their values, `--option value` or `--option=value`; a flag's is "".

    What is no option is added to `operands`; without such a list there must be none. Raises Usage.
    """
    options: dict[str, str] = {}
    waiting = list(arguments)
    while waiting:
        name, has_value, value = waiting.pop(0).partition("=")
        name = {"-h": "--help"}.get(name, name)
        if name == "--help" or (name == "--version" and operands is None):
            return {name: ""}
        if name in flags and not has_value:
            options[name] = ""
            continue
        if operands is not None and not name.startswith("-"):
            operands.append(name + has_value + value)
            continue
        if operands is not None and name == "--":
            operands += waiting
            break
        if name not in valued:
            raise Usage(f'must not get "{name}"; `set-proxy-env --help` lists the options')
        if not has_value:
            if not waiting:
                raise Usage(f"`{name}` must be followed by a value")
            value = waiting.pop(0)
        options[name] = value
    return options


def config_of(options: dict[str, str]) -> Any:
    """The functionConfig that the command line gives, as plain data; None where it gives none."""
    fields = {FIELDS[name]: value for name, value in options.items() if name in FIELDS}
    if "--config" not in options:
        if not fields:
            return None
        return {"apiVersion": "krm-fn.dev/v1alpha1", "kind": "SetProxyEnv", **fields}
    if fields:
        raise Usage("`--config` must not stand beside the options that it replaces")
    from krm_fn.command.config_file import read_config

    return read_config(options["--config"])


def _tell(outcome: Outcome) -> None:
    from krm_fn.results import one_line

    if outcome.told:
        say("".join(one_line(each) + "\n" for each in outcome.told))


def say(text: str) -> None:
    try:
        os.write(2, text.encode(errors="replace"))
    except OSError:
        pass  # nobody listens; the exit status still tells


def write(chunks: Iterable[Any]) -> None:
    """Write all of stdout, at once and at the end."""
    with open(1, "wb", buffering=1 << 18, closefd=False) as stdout:
        stdout.writelines(chunks)
