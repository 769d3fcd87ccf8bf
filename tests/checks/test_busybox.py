"""Commands that run BusyBox wget: told once for a workload."""

from __future__ import annotations

import pytest
from checks.in_workload import HEAD, REF, deployment, told
from run_function import run

from krm_fn.checks.busybox import asks_proxy
from krm_fn.wire import manifests
from krm_fn.workloads.inventory import Inventory
from krm_fn.workloads.service_names import ServiceNames

NO_SERVICES = ServiceNames(Inventory(b"", []))
PROBED = deployment("""\
        - name: web
          image: nginx:alpine
          livenessProbe:
            exec:
              command: [sh, -c, "wget -qO- http://localhost:8080/ || exit 1"]
        - name: side
          image: nginx:alpine
          lifecycle:
            preStop:
              exec:
                command: [wget, 'http://127.0.0.1/stop']
""")


def test_a_probe_that_asks_the_proxy_for_localhost_is_told_once_for_a_workload() -> None:
    assert told(PROBED) == [
        {
            "message": '`livenessProbe`, `lifecycle.preStop` of containers "web", "side" run wget for a '
            "loopback URL: BusyBox wget knows no exceptions and asks the proxy; write wget -Y off",
            "severity": "warning",
            "resourceRef": REF,
            "field": {"path": "spec.template.spec.containers[0].livenessProbe.exec.command"},
            "tags": {"rule": "busybox-wget", "clients": "busybox-wget"},
        }
    ]


def test_it_is_told_again_when_nothing_is_left_to_set() -> None:
    once = run(f"{HEAD}items:\n{PROBED}".encode()).stdout
    again = run(once).stdout
    assert again.count(b'rule: "busybox-wget"') == 2


def test_it_is_told_whatever_clients_are_named() -> None:
    assert [one["tags"]["rule"] for one in told(PROBED, clients=["go"])] == ["busybox-wget"]


def test_the_level_error_makes_the_run_fail_and_changes_nothing() -> None:
    stdin = f"{HEAD}    checks: {{level: error}}\nitems:\n{PROBED}"
    outcome = run(stdin.encode())
    assert outcome.exit_code == 1
    assert outcome.stdout.decode().startswith(stdin)
    assert [one["severity"] for one in told(PROBED, level="error")] == ["error"]


def test_an_ignored_check_does_not_fail_the_run() -> None:
    assert told(PROBED, level="error", ignore=["busybox-wget"]) == []


@pytest.mark.parametrize(
    "command",
    [
        "wget http://localhost",
        "wget -q --spider localhost:8080/healthz",
        "sh -c wget -O /dev/null http://127.0.0.1:80/ || exit 1",
        "/usr/bin/wget 'http://localhost/'",
        "wget http://[::1]:8080",
        "cd / && wget -T 3 -qO- http://0.0.0.0:9000",
    ],
)
def test_a_command_asks_the_proxy_for_loopback(command: str) -> None:
    assert asks_proxy(command, NO_SERVICES) == "a loopback URL"


@pytest.mark.parametrize(
    "command",
    [
        "wget -Y off http://localhost",
        "wget -qYoff http://localhost",
        "wget --no-proxy http://localhost",
        "wget --proxy off http://localhost",
        "env -u http_proxy wget http://localhost",
        "sh -c http_proxy= wget http://localhost",
        "sh -c unset http_proxy; wget http://localhost",
        "wget http://example.com/localhost",
        "wget http://localhost.example.com",
        "curl http://localhost; wget http://example.com",
        "mywgets http://localhost",
    ],
)
def test_a_command_does_not_ask_the_proxy_for_loopback(command: str) -> None:
    assert asks_proxy(command, NO_SERVICES) == ""


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("nginx:alpine", "nginx:1.27-bookworm"),
        ("image: nginx:alpine", "image: a\n          env: [{name: http_proxy, value: ''}]"),
        ("exec:", "httpGet:"),
    ],
)
def test_gnu_wget_an_opt_out_or_another_probe_is_right(old: str, new: str) -> None:
    rules = [one["tags"]["rule"] for one in told(PROBED.replace(old, new))]
    assert "busybox-wget" not in rules


WAITING = deployment("""\
        - name: web
          image: web
          livenessProbe:
            exec:
              command: [wget, --spider, "http://api.shop.svc:8080/"]
        initContainers:
        - name: wait
          image: busybox:1.36
          command: [sh, -c, "until wget -qO- http://api.shop.svc:8080/ready; do sleep 1; done"]
""")


def test_busybox_wget_of_a_service_is_told_once_for_a_workload() -> None:
    (made,) = told(WAITING)
    assert made["tags"]["rule"] == "busybox-wget"
    assert made["message"] == (
        '`command`, `livenessProbe` of containers "wait", "web" run wget for "api.shop.svc": BusyBox '
        "wget knows no exceptions and asks the proxy; write wget -Y off"
    )


def test_wget_of_a_service_is_right_with_the_proxy_off_or_with_gnu_wget() -> None:
    off = WAITING.replace("wget -qO-", "wget -Y off -qO-").replace("--spider", '-Y, "off"')
    assert told(off) == []
    assert told(WAITING.replace("image: web", "image: debian").replace("busybox:1.36", "web")) == []


def services(text: str) -> ServiceNames:
    data = text.encode()
    return ServiceNames(Inventory(data, manifests.cut(data)))


@pytest.mark.parametrize(
    ("command", "answer"),
    [
        ("wget http://api", '"api"'),
        ("wget -q api:8080/ready", '"api"'),
        ("wget http://api.shop", '"api.shop"'),
        ("wget http://api.shop.svc.cluster.local./", '"api.shop.svc.cluster.local"'),
        ("wget http://api.example.com", ""),
        ("wget http://grafana.com", ""),
        ("wget https://github.com/a/b", ""),
        ("echo http://api", ""),
    ],
)
def test_a_command_asks_the_proxy_for_a_name_of_the_cluster(command: str, answer: str) -> None:
    service = "apiVersion: v1\nkind: Service\nmetadata: {name: api, namespace: shop}\n"
    assert asks_proxy(command, services(service)) == answer
