"""What is measured: this function, and what people would use instead, each as a command line."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from benchmarks.inputs.configurations import HTTP_PROXY, HTTPS_PROXY, NO_PROXY
from benchmarks.inputs.generate import Inputs

HERE = Path(__file__).parent
BUILT = Path(
    os.environ.get("SET_PROXY_ENV_BENCH_TOOLS")
    or Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "set-proxy-env-bench"
)
"""Where scripts/install-bench-tools puts what it builds."""
SEARCH_PATH = os.pathsep.join([str(HERE.parent / ".tools" / "bin"), os.environ.get("PATH", "")])

FUNCTION = "set-proxy-env"
BARE = "python -I -c pass"
IMPORT_YAML = "import yaml"
KYAML = "Go, kyaml"
SDK = "Go, kpt's SDK"
SET_ENV = "kubectl set env"
YQ = "yq"
YTT = "ytt"


class Command(NamedTuple):
    """A command line, and what it reads on its standard input."""

    argv: list[str]
    stdin: Path


class Tool(NamedTuple):
    """The name of its program, and given the program's path: what version it is, and the command
    for some inputs, None where it has no way to read them.
    """

    program: str
    version: Callable[[str], str]
    on: Callable[[str, Inputs], Command | None]


def installed_function() -> str:
    """The console script beside this Python, or the package run by it."""
    script = Path(sys.executable).with_name(FUNCTION)
    return shlex.join([str(script)] if script.exists() else [sys.executable, "-m", "krm_fn"])


def bare_python() -> list[str]:
    return [sys.executable, "-I", "-c", "pass"]


def import_yaml() -> list[str]:
    return [sys.executable, "-I", "-c", "import yaml"]


def _go(program: str, inputs: Inputs) -> Command:
    return Command([program], inputs.resource_list)


def _set_env(program: str, inputs: Inputs) -> Command:
    values = {
        "http_proxy": HTTP_PROXY,
        "https_proxy": HTTPS_PROXY,
        "no_proxy": ",".join(NO_PROXY),
    }
    both = [f"{name}={value}" for key, value in values.items() for name in (key, key.upper())]
    argv = [program, "set", "env", "--local", "-f", "-", "-o", "yaml", *both]
    return Command(argv, inputs.manifests)


def _yq(program: str, inputs: Inputs) -> Command:
    argv = [program, "--from-file", str(HERE / "yq" / "plain-job.yq"), "-"]
    return Command(argv, inputs.resource_list)


def _ytt(program: str, inputs: Inputs) -> Command | None:
    """It has no way to look into a `v1` List, which is how manifests are one file in JSON."""
    if inputs.manifests.suffix == ".json":
        return None
    job = str(HERE / "ytt" / "plain-job.yaml")
    argv = [program, "--ignore-unknown-comments", "-f", job, "-f", str(inputs.manifests)]
    return Command(argv, Path(os.devnull))


def _go_version(program: str) -> str:
    """What it was built with: Go and the library."""
    module = (HERE / "go" / Path(program).name.removeprefix("go-") / "go.mod").read_text("utf-8")
    found = re.search(r"^require \S+?/(kyaml|krm-functions-sdk)\S* (v\S+)$", module, re.MULTILINE)
    built = printed("go", "version", program).rpartition(" ")[2].strip()
    return f"{found[1]} {found[2]} ({built})" if found else built


def _last_word(*arguments: str) -> Callable[[str], str]:
    return lambda program: Path(program).name + " " + printed(program, *arguments).split()[-1]


def _kubectl_version(program: str) -> str:
    found = re.search(r"Client Version: (\S+)", printed(program, "version", "--client"))
    return f"kubectl {found[1]}" if found else "kubectl"


def printed(*argv: str) -> str:
    return subprocess.run(argv, capture_output=True, text=True, check=False).stdout


TOOLS = {
    KYAML: Tool("go-kyaml", _go_version, _go),
    SDK: Tool("go-sdk", _go_version, _go),
    SET_ENV: Tool("kubectl", _kubectl_version, _set_env),
    YQ: Tool("yq", _last_word("--version"), _yq),
    YTT: Tool("ytt", _last_word("version"), _ytt),
}


def found(name: str) -> str | None:
    """The path of a tool's program. A yq that was not built for this may be another program."""
    program = TOOLS[name].program
    path = str(BUILT) if name in (KYAML, SDK, YQ) else SEARCH_PATH
    return shutil.which(program, path=path)


def missing() -> list[str]:
    """The tools that are not here."""
    return [name for name in TOOLS if not found(name)]


def commands(inputs: Inputs, function: list[str]) -> dict[str, Command]:
    """The function and every tool that is here and can read the inputs: its name -> its command."""
    every: dict[str, Command] = {FUNCTION: Command(function, inputs.resource_list)}
    for name, tool in TOOLS.items():
        program = found(name)
        command = tool.on(program, inputs) if program else None
        if command:
            every[name] = command
    return every


def versions() -> list[str]:
    """What each tool that is here says of itself."""
    return [TOOLS[name].version(program) for name in TOOLS if (program := found(name))]
