"""The well-known demonstration: a rendered pod asks the proxy for what is outside, only."""

from __future__ import annotations

import yaml

from e2e_clients.cases import PROXIES, rendered
from e2e_clients.grid import observed

POD = """\
apiVersion: v1
kind: Pod
metadata: {name: client, namespace: default}
spec:
  containers:
  - name: curl
    image: curlimages/curl
    command: [curl, -sS, --max-time, "3"]
    args: ["http://www.example.com/0", "http://backend.default.svc/1"]
---
apiVersion: v1
kind: Service
metadata: {name: tinyproxy, namespace: external}
spec:
  ports: [{port: 3128}]
"""
HOSTS = {
    "tinyproxy.external.svc": "192.0.2.1",
    "www.example.com": "198.51.100.2",
    "backend.default.svc": "10.96.0.12",
}


def test_the_proxy_sees_the_external_host_and_nothing_under_no_proxy(network: None) -> None:
    environment = rendered(
        POD,
        "--http-proxy=http://tinyproxy.external.svc:3128",
        "--https-proxy=http://tinyproxy.external.svc:3128",
        "--no-proxy=localhost,127.0.0.1,::1,.svc,.cluster.local",
    )
    container = next(yaml.safe_load_all(POD))["spec"]["containers"][0]
    process = {
        "commands": [container["command"] + container["args"]],
        "environment": environment,
        "urls": ["http://www.example.com/", "http://backend.default.svc/"],
    }

    [answer] = observed(HOSTS, [*HOSTS.values(), *PROXIES["a"], *PROXIES["b"]], [process])

    assert answer["routes"] == [["a"], ["direct"]]
