"""The grid: the network, the environments and the URLs that every client is tried with."""

import subprocess
import sys
from functools import cache
from typing import NamedTuple

import yaml

POD = """\
apiVersion: v1
kind: Pod
metadata: {name: client}
spec:
  containers:
  - name: client
    image: client
"""

PROXIES = {"a": ["192.0.2.1", "fd00:2::1"], "b": ["192.0.2.2", "fd00:2::2"]}
PROXY_A = "http://192.0.2.1:3128"
PROXY_B = "http://192.0.2.2:3128"
PROXY_OF = {PROXY_A: "a", PROXY_B: "b", "192.0.2.1:3128": "a"}

HOSTS = {
    "localhost": "127.0.0.1",
    "example.com": "198.51.100.1",
    "www.example.com": "198.51.100.2",
    "notexample.com": "198.51.100.3",
    "api.example.com": "198.51.100.4",
    "backend": "10.96.0.11",
    "backend.default.svc": "10.96.0.12",
    "svc": "10.96.0.13",
    "backend.default.svc.cluster.local": "10.96.0.14",
    "backend.default.svc.cluster.local.": "10.96.0.14",
    "10.96.0.10": "10.96.0.10",
    "fd00:96::10": "fd00:96::10",
}
ADDRESSES = sorted({*HOSTS.values(), *PROXIES["a"], *PROXIES["b"]} - {"127.0.0.1"})

URLS = (
    "http://example.com/",
    "http://www.example.com/",
    "http://notexample.com/",
    "http://api.example.com:8080/",
    "http://backend/",
    "http://backend.default.svc/",
    "http://svc/",
    "http://backend.default.svc.cluster.local./",
    "http://localhost:8081/",
    "http://127.0.0.1/",
    "http://[::1]/",
    "http://10.96.0.10/",
    "http://10.96.0.10:8080/",
    "http://[fd00:96::10]/",
)

WRITTEN = (
    ".example.com",
    "example.com",
    "*.example.com",
    "*",
    "backend,*",
    ".EXAMPLE.COM",
    "example.com.",
    "example.com:8080",
    ".example.com:8080",
    "example.com:80",
    "backend",
    "svc",
    ".svc,.cluster.local",
    ".svc,.cluster.local,.cluster.local.",
    "localhost,127.0.0.1,::1",
    "[::1]",
    "localhost",
    "10.96.0.10",
    "10.96.0.10:8080",
    "10.96.0.0/12",
    "10.96.*",
    "10.96.0.1-10.96.0.20",
    "127.0.0.0/8",
    "fd00:96::10",
    "[fd00:96::10]",
    "fd00:96::/64",
)
BY_HAND = (".svc, .example.com", ".svc ,.example.com", ".svc .example.com", " .svc,.example.com")
NAMED = (
    ("lower case", {"http_proxy": PROXY_A, "https_proxy": PROXY_A}),
    ("upper case", {"HTTP_PROXY": PROXY_A, "HTTPS_PROXY": PROXY_A}),
    (
        "lower a, upper b",
        {"http_proxy": PROXY_A, "HTTP_PROXY": PROXY_B}
        | {"https_proxy": PROXY_A, "HTTPS_PROXY": PROXY_B},
    ),
    ("http only", {"http_proxy": PROXY_A, "HTTP_PROXY": PROXY_A}),
    ("https only", {"https_proxy": PROXY_A, "HTTPS_PROXY": PROXY_A}),
    ("all_proxy only", {"all_proxy": PROXY_A}),
    ("ALL_PROXY only", {"ALL_PROXY": PROXY_A}),
    (
        "without a scheme",
        {"http_proxy": "192.0.2.1:3128", "HTTP_PROXY": "192.0.2.1:3128"}
        | {"https_proxy": "192.0.2.1:3128", "HTTPS_PROXY": "192.0.2.1:3128"},
    ),
    ("lower no_proxy", {"no_proxy": "www.example.com"}),
    ("upper no_proxy", {"NO_PROXY": "www.example.com"}),
    ("the two no_proxy differ", {"no_proxy": "www.example.com", "NO_PROXY": "api.example.com"}),
)
NAMED_URLS = (
    "http://www.example.com/",
    "https://www.example.com/",
    "http://api.example.com:8080/",
)


class Case(NamedTuple):
    """An environment and the URLs to request in it; `entry` names it in tables."""

    entry: str
    environment: dict[str, str]
    urls: tuple[str, ...]


@cache
def rendered(manifest: str, *options: str) -> dict[str, str]:
    """What the process in the first container of a Pod sees, after the function and the kubelet."""
    done = subprocess.run(
        [sys.executable, "-m", "krm_fn", *options],
        input=manifest,
        capture_output=True,
        text=True,
        check=True,
    )
    pod = next(yaml.safe_load_all(done.stdout))
    environment = pod["spec"]["containers"][0]["env"]
    return {each["name"]: each["value"].replace("$$", "$") for each in environment}


def written(no_proxy: str | None) -> dict[str, str]:
    """The environment that the function writes for this noProxy, with both URLs through proxy a."""
    options = [f"--http-proxy={PROXY_A}", f"--https-proxy={PROXY_A}"]
    return rendered(POD, *options, *([] if no_proxy is None else [f"--no-proxy={no_proxy}"]))


def by_hand(no_proxy: str) -> dict[str, str]:
    return {**written(None), "no_proxy": no_proxy, "NO_PROXY": no_proxy}


def jvm_options(environment: dict[str, str]) -> str:
    """What a pod's author would give the JVM for the same effect; empty where there is nothing."""
    options = []
    for scheme in ("http", "https"):
        proxy = environment.get(f"{scheme}_proxy") or environment.get(f"{scheme.upper()}_PROXY")
        if proxy:
            host, port = proxy.rpartition("/")[2].split(":")
            options += [f"-D{scheme}.proxyHost={host}", f"-D{scheme}.proxyPort={port}"]
    no_proxy = environment.get("no_proxy") or environment.get("NO_PROXY") or ""
    if no_proxy and " " not in no_proxy:
        options.append(f"-Dhttp.nonProxyHosts={no_proxy.replace(',', '|')}")
    return " ".join(options)


def enabled(needs: str, environment: dict[str, str]) -> dict[str, str]:
    """The environment with what the client needs before it uses a proxy."""
    name, _, value = needs.partition("=")
    if not name:
        return environment
    return {**environment, name: value or jvm_options(environment)}


def cases(needs: str) -> list[Case]:
    """All cases for a client that needs this; for one that needs something, also without it."""
    grid = [Case("", written(None), URLS)]
    grid += [Case(entry, written(entry), URLS) for entry in WRITTEN]
    grid += [Case(entry, by_hand(entry), URLS) for entry in BY_HAND]
    for name, given in NAMED:
        base = written(None) if "no_proxy" in name else {}
        grid.append(Case(f"({name})", {**base, **given}, NAMED_URLS))
    grid = [Case(case.entry, enabled(needs, case.environment), case.urls) for case in grid]
    if needs:
        grid.append(Case(f"(without {needs.partition('=')[0]})", written(None), NAMED_URLS))
    return grid
