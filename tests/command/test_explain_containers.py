"""`set-proxy-env explain PATH... URL...`: what the clients in the containers of manifests do."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from places import EXAMPLES
from run_function import Outcome, run

CLUSTER = str(EXAMPLES / "audit" / "cluster.yaml")
CONFIG = str(EXAMPLES / "audit" / "proxy.yaml")
URL = "https://example.com/"

MANIFESTS = """\
apiVersion: v1
kind: Pod
metadata: {name: build}
spec:
  initContainers:
  - {name: fetch, image: "curlimages/curl:8.10.1", env: [{name: https_proxy, value: "http://own:1"}]}
  containers:
  - {name: build, image: "maven:3-eclipse-temurin-21"}
  - {name: sidecar, image: "example.com/tool:1"}
---
apiVersion: v1
kind: Pod
metadata: {name: other}
spec:
  containers:
  - {name: tool, image: "example.com/tool:2"}
"""


@pytest.fixture
def path(tmp_path: Path) -> str:
    made = tmp_path / "pods.yaml"
    made.write_text(MANIFESTS)
    return str(made)


def explained(*arguments: str) -> str:
    done = run(b"", "explain", *arguments)
    assert (done.exit_code, done.stderr) == (0, "")
    return done.stdout.decode()


def test_containers_are_told_by_their_images_and_equal_answers_once(path: str) -> None:
    assert explained(path, URL) == (
        "Pod/build: build (maven:3-eclipse-temurin-21)\n"
        "  Maven ignores proxy variables; it takes JAVA_TOOL_OPTIONS=-Dhttp.proxyHost=HOST "
        "-Dhttp.proxyPort=PORT -Daether.connector.http.useSystemProperties=true, or proxies in "
        "settings.xml\n"
        "  https://example.com/\n"
        "    1 of 1  direct  reads no proxy variables without JAVA_TOOL_OPTIONS  java\n"
        "\n"
        "Pod/build: fetch (curlimages/curl:8.10.1)\n"
        "  https://example.com/\n"
        "    1 of 1  through http://own:1  https_proxy  curl\n"
        "\n"
        "Pod/build: sidecar (example.com/tool:1)\n"
        "Pod/other: tool (example.com/tool:2)\n"
        "  https://example.com/\n"
        "    32 of 32  direct  no proxy is set for https URLs  all\n"
    )


def test_with_a_configuration_they_are_as_it_would_set_them(path: str) -> None:
    found = explained("--config", CONFIG, "--client", "curl", path, URL)
    assert [line for line in found.splitlines() if " of " in line] == [
        "    1 of 1  through http://proxy.example.com:3128  https_proxy  curl",
        "    1 of 1  through http://own:1  https_proxy  curl",
        "    1 of 1  through http://proxy.example.com:3128  https_proxy  curl",
    ]


def test_a_saved_list_of_a_cluster_is_told_by_its_workloads() -> None:
    found = explained(CLUSTER, "--client", "curl", URL)
    assert "shop/Deployment/orders: orders (python:3.12-slim), template and 2 pods\n" in found
    assert 'through the proxy that the Secret "egress-proxy", key "url" names' in found
    assert "secret-" not in found


def test_stdin_is_a_path() -> None:
    done = run(MANIFESTS.encode(), "explain", "-", "--client", "curl", URL)
    assert done.exit_code == 0
    assert b"Pod/other: tool" in done.stdout


def test_the_answers_as_json(path: str) -> None:
    found = json.loads(explained(path, "--format", "json", URL))
    [fetch] = [each for each in found["containers"] if each["container"] == "fetch"]
    assert fetch == {
        "namespace": "",
        "kind": "Pod",
        "name": "build",
        "container": "fetch",
        "image": "curlimages/curl:8.10.1",
        "template": False,
        "pods": 1,
        "note": "",
        "urls": [
            {
                "url": URL,
                "answers": [
                    {
                        "client": "curl",
                        "goes": "proxy",
                        "proxy": "http://own:1",
                        "because": "https_proxy",
                        "option": None,
                    }
                ],
            }
        ],
    }


def test_paths_beside_a_transparent_proxy_are_a_wrong_usage(path: str, tmp_path: Path) -> None:
    config = tmp_path / "config.yaml"
    config.write_text("{apiVersion: krm-fn.dev/v1alpha1, kind: TransparentProxy, spec: {}}")
    assert run(b"", "explain", "--config", str(config), path, URL) == Outcome(
        b"",
        "[error] must not get PATHs beside a TransparentProxy: it is the same in all containers of a "
        "mesh\n",
        2,
    )
