"""A real JVM and a real Node.js, with the environment that the function gives them, in a network
with a real proxy: what is outside goes through it, what noProxy has goes past it.
"""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest
from e2e_clients.cases import PROXIES, PROXY_A, rendered
from e2e_clients.conftest import unavailable
from e2e_clients.grid import observed
from e2e_clients.programs import CACHE, NODE

from krm_fn.environment import java_options

HERE = Path(__file__).parent
HOSTS = {
    "www.example.com": "198.51.100.2",
    "backend.default.svc": "10.96.0.12",
    "db.internal": "198.51.100.5",
    "replica.db.internal": "198.51.100.6",
}
ADDRESSES = [*HOSTS.values(), "10.97.0.1", *PROXIES["a"], *PROXIES["b"]]
URLS = [
    "http://www.example.com/",
    "https://www.example.com/",
    "http://backend.default.svc/",
    "https://backend.default.svc/",
    "http://db.internal/",
    "http://replica.db.internal/",
]
NO_PROXY = ["localhost", "127.0.0.1", ".svc", "db.internal", "10.96.0.0/16"]
THROUGH, PAST = ["a"], ["direct"]
EXPECTED = [THROUGH, THROUGH, PAST, PAST, PAST, PAST]

POD = """\
apiVersion: v1
kind: Pod
metadata: {name: client}
spec:
  containers:
  - name: client
    image: client
    env:
    - {name: JAVA_TOOL_OPTIONS, value: "-Dauthors=\\"a b\\""}
"""


def environment(tmp_path: Path, *runtimes: str) -> dict[str, str]:
    """What the process sees after the function."""
    config = tmp_path / "config.json"
    spec = {"httpProxy": PROXY_A, "httpsProxy": PROXY_A, "noProxy": NO_PROXY, "runtimes": runtimes}
    whole = {"apiVersion": "krm-fn.dev/v1alpha1", "kind": "SetProxyEnv", "spec": spec}
    config.write_text(json.dumps(whole), encoding="utf-8")
    return rendered(POD, f"--config={config}")


def routes(command: list[str], given: dict[str, str], urls: list[str]) -> list[list[str]]:
    """Through which proxy, or past it, each URL was requested."""
    numbered = [f"{url}{number}" for number, url in enumerate(urls)]
    process = {"commands": [[*command, *numbered]], "environment": given, "urls": urls}
    [answer] = observed(HOSTS, ADDRESSES, [process])
    found: list[list[str]] = answer["routes"]
    return found


@pytest.fixture
def java() -> str:
    return shutil.which("java") or unavailable("needs java") or ""


@pytest.fixture
def node() -> str:
    """A Node.js that knows NODE_USE_ENV_PROXY: 22.21, or 24 and later."""
    for program in (shutil.which("node"), NODE):
        if program and Path(program).exists():
            ask = [program, "--print", "process.versions.node"]
            done = subprocess.run(ask, capture_output=True, text=True, check=False)
            major, minor = map(int, done.stdout.split(".")[:2])
            if major >= 24 or (major == 22 and minor >= 21):
                return program
    unavailable("needs Node.js 24: scripts/install-clients installs it")
    return ""


@pytest.mark.parametrize("client", ["url-connection", "http-client"])
def test_a_jvm_uses_the_proxy_and_goes_past_it(
    network: None, java: str, tmp_path: Path, client: str
) -> None:
    command = [java, "-XX:TieredStopAtLevel=1", str(HERE / "Requests.java"), client]
    assert routes(command, environment(tmp_path, "java"), URLS) == EXPECTED


def test_a_jvm_goes_past_it_for_a_cidr_of_whole_bytes(
    network: None, java: str, tmp_path: Path
) -> None:
    command = [java, "-XX:TieredStopAtLevel=1", str(HERE / "Requests.java"), "url-connection"]
    urls = ["http://10.96.0.12/", "http://10.97.0.1/"]
    assert routes(command, environment(tmp_path, "java"), urls) == [PAST, THROUGH]


def test_a_jvm_ignores_the_environment_alone(network: None, java: str, tmp_path: Path) -> None:
    command = [java, "-XX:TieredStopAtLevel=1", str(HERE / "Requests.java"), "url-connection"]
    assert routes(command, environment(tmp_path), URLS[:1]) == [PAST]


def test_a_jvm_still_has_the_author_s_options(java: str, tmp_path: Path) -> None:
    given = {**environment(tmp_path, "java"), "PATH": "/usr/bin:/bin"}
    command = [java, "-XshowSettings:properties", "-version"]
    done = subprocess.run(command, env=given, capture_output=True, text=True, check=True)
    assert "    authors = a b\n" in done.stderr
    assert (
        "    http.nonProxyHosts = localhost|127.0.0.1|*.svc|db.internal|*.db.internal|10.96.*\n"
        in done.stderr
    )


@pytest.fixture
def maven(java: str) -> str:
    program = CACHE / "maven/bin/mvn"
    if not program.exists():
        unavailable("needs Maven 3.9: scripts/install-clients installs it")
    return str(program)


def test_maven_uses_the_proxy_and_goes_past_it(network: None, maven: str, tmp_path: Path) -> None:
    command = ["sh", str(HERE / "maven.sh"), maven]
    assert routes(command, environment(tmp_path, "java"), URLS[:5:2]) == EXPECTED[:5:2]


def test_maven_ignores_the_jvms_proxy_without_its_own_option(
    network: None, maven: str, tmp_path: Path
) -> None:
    given = environment(tmp_path, "java")
    given["JAVA_TOOL_OPTIONS"] = given["JAVA_TOOL_OPTIONS"].replace(java_options.MAVEN, "")
    command = ["sh", str(HERE / "maven.sh"), maven]
    assert routes(command, given, URLS[:1]) == [PAST]


@pytest.mark.parametrize("client", ["fetch", "http"])
def test_node_uses_the_proxy_and_goes_past_it(
    network: None, node: str, tmp_path: Path, client: str
) -> None:
    command = [node, str(HERE / "requests.mjs"), client]
    urls = URLS[:5]  # Node.js takes an entry without a dot before it for that host alone
    assert routes(command, environment(tmp_path, "node"), urls) == EXPECTED[:5]


@pytest.mark.parametrize("client", ["fetch", "http"])
def test_node_ignores_the_environment_alone(
    network: None, node: str, tmp_path: Path, client: str
) -> None:
    command = [node, str(HERE / "requests.mjs"), client]
    assert routes(command, environment(tmp_path), URLS[:1]) == [PAST]
