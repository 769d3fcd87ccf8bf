"""The programs that stand for the clients: how to run each one, and how to ask its version."""

import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import NamedTuple

DRIVERS = Path(__file__).parent / "drivers"
CACHE = Path(
    os.environ.get("SET_PROXY_ENV_CLIENTS")
    or Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "set-proxy-env-clients"
)
PYTHON = str(CACHE / "python/bin/python")
NODE = str(CACHE / "node/node")
JAVA = ("java", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto")
APT_OPTIONS = ("-oAPT::Sandbox::User=root", "-oAcquire::Retries=0", "-oAcquire::http::Timeout=3")
CLASSES = f"{CACHE}/java:{CACHE}/java/lib/*"


class Program(NamedTuple):
    """`command` takes all URLs at its end, or one when `each`; `version` prints the version. A
    direct request to a host that begins with `unreachable` fails in the program itself.
    """

    command: tuple[str, ...]
    version: tuple[str, ...]
    each: bool = False
    unreachable: str = ""

    def commands(self, urls: list[str]) -> list[list[str]]:
        if self.each:
            return [[part.replace("URL", url) for part in self.command] for url in urls]
        return [[*self.command, *urls]]

    def missing(self) -> str | None:
        """The file or command that is not installed."""
        files = [part for part in self.command if part.startswith(f"{CACHE}/") and "*" not in part]
        return next(
            (
                part
                for part in [self.command[0], *files]
                if not shutil.which(part) and not Path(part).exists()
            ),
            None,
        )

    def version_text(self) -> str:
        done = subprocess.run(self.version, capture_output=True, text=True, timeout=60, check=False)
        found = re.search(r"v?(\d+(?:\.\d+)+\S*)", done.stdout + done.stderr)
        return found[1].removesuffix(".jar").strip(',()"') if found else "unknown"


def python(client: str, distribution: str) -> Program:
    ask = f"import importlib.metadata as m; print(m.version('{distribution}'))"
    return Program((PYTHON, str(DRIVERS / "python_clients.py"), client), (PYTHON, "-c", ask))


def node(client: str, module: str = "") -> Program:
    package = f"{CACHE}/node/node_modules/{module}/package.json"
    ask = f"console.log(require('{package}').version)" if module else "console.log(process.version)"
    driver = str(DRIVERS / "node/grid.mjs")
    return Program((NODE, driver, client, f"{CACHE}/node"), (NODE, "-e", ask))


def java(client: str, jar: str = "") -> Program:
    version = (
        ("sh", "-c", f"ls {CACHE}/java/lib | grep -E '^{jar}-[0-9]'")
        if jar
        else ("java", "-version")
    )
    return Program((*JAVA, "-cp", CLASSES, "Grid", client), version)


PROGRAMS = {
    "curl": Program(("curl", "-s", "--max-time", "3"), ("curl", "--version")),
    "git": Program(("git", "ls-remote", "URL"), ("git", "--version"), each=True),
    "wget": Program(
        ("wget", "-q", "-O", "/dev/null", "--tries=1", "--timeout=3", "--no-http-keep-alive"),
        ("wget", "--version"),
    ),
    "busybox-wget": Program(
        ("busybox", "wget", "-q", "-O", "/dev/null", "URL"), ("busybox",), each=True
    ),
    "wget2": Program(
        ("wget2", "-q", "-O", "/dev/null", "--no-config", "--tries=1", "--timeout=3", "--no-ocsp"),
        ("wget2", "--version"),
    ),
    "go": Program((f"{CACHE}/go-grid", "http"), ("go", "version", f"{CACHE}/go-grid")),
    "grpc-go": Program(
        (f"{CACHE}/go-grid", "grpc"),
        ("sh", "-c", f"go version -m {CACHE}/go-grid | grep google.golang.org/grpc"),
    ),
    "grpc-go-1.70": Program(
        (f"{CACHE}/go-grpc-1.70", "grpc"),
        ("sh", "-c", f"go version -m {CACHE}/go-grpc-1.70 | grep google.golang.org/grpc"),
    ),
    "prometheus": Program(
        (f"{CACHE}/go-grid", "prometheus"),
        ("sh", "-c", f"go version -m {CACHE}/go-grid | grep github.com/prometheus/common"),
    ),
    "python-urllib": Program(
        (PYTHON, str(DRIVERS / "python_clients.py"), "python-urllib"), (PYTHON, "--version")
    ),
    "python-requests": python("python-requests", "requests"),
    "pip": python("pip", "pip"),
    "httpx": python("httpx", "httpx"),
    "aiohttp": python("aiohttp", "aiohttp"),
    "botocore": python("botocore", "botocore"),
    "kubernetes-python": python("kubernetes-python", "kubernetes"),
    "npm": node("npm", "npm-registry-fetch")._replace(unreachable="["),
    "undici": node("undici", "undici"),
    "node-fetch": node("node-fetch"),
    "node-http": node("node-http"),
    "axios": node("axios", "axios"),
    "proxy-from-env": node("proxy-from-env", "proxy-from-env"),
    "ruby": Program(("ruby", "-W0", str(DRIVERS / "grid.rb")), ("ruby", "--version")),
    "guzzle": Program(
        ("php", str(DRIVERS / "grid.php")),
        ("dpkg-query", "-W", "-f", "${Version}", "php-guzzlehttp-guzzle"),
    ),
    "reqwest": Program(
        (f"{CACHE}/rust/debug/grid",),
        ("grep", "^reqwest", str(DRIVERS / "rust/Cargo.toml")),
    ),
    "grpc-core": python("grpc-core", "grpcio"),
    "apt": Program(
        ("/usr/lib/apt/apt-helper", *APT_OPTIONS, "download-file", "URL", "/dev/null"),
        ("apt-get", "--version"),
        each=True,
    ),
    "java": java("java"),
    "grpc-java": java("grpc-java", "grpc-core"),
    "aws-sdk-java": java("aws-sdk-java", "utils"),
}
