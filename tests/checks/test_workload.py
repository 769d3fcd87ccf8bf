"""The checks of workloads: what is told once for a workload, and of all files as one list."""

from __future__ import annotations

from pathlib import Path

import oracle
import pytest
from checks.in_workload import HEAD, deployment, oracle_data, told
from configurations import HTTP
from run_function import run

TWO = deployment("""\
        - name: web
          image: web
          env:
          - {name: http_proxy, value: "http://a:1"}
          - {name: HTTP_PROXY, value: "http://b:1"}
        - name: side
          image: side
          env:
          - {name: http_proxy, value: "http://a:1"}
          - {name: HTTP_PROXY, value: "http://b:1"}
          - {name: COMMAND, value: get $(https_proxy)}
        - image: third
          env:
          - {name: COMMAND, value: get $(NO_PROXY)}
""")


def test_spellings_that_disagree_and_references_are_told_once_for_a_workload() -> None:
    made = [one for one in told(TWO) if one["tags"]["rule"] in ("disagreeing", "refers")]
    assert [one["message"] for one in made] == [
        'container "web" sets `http_proxy`, `HTTP_PROXY` to different values, left as they are; make '
        'them equal, clients differ in which one they read; also container "side": `http_proxy`, '
        "`HTTP_PROXY`",
        'container "side" refers to `https_proxy` in `COMMAND`, which comes earlier in its `env`; '
        "write the value there, the kubelet resolves references to earlier entries only; also "
        "`spec.template.spec.containers[2]`: `COMMAND`, `NO_PROXY`",
    ]
    assert [one["tags"] for one in made] == [
        {
            "container": "web,side",
            "variable": "http_proxy,HTTP_PROXY",
            "rule": "disagreeing",
            "clients": "all",
        },
        {
            "container": "side",
            "variable": "COMMAND,https_proxy,NO_PROXY",
            "rule": "refers",
            "clients": "all",
        },
    ]


CONFIG = f"""apiVersion: krm-fn.dev/v1alpha1
kind: SetProxyEnv
metadata: {{name: proxy}}
spec:
  httpProxy: {HTTP}
  httpsProxy: {HTTP}
  noProxyPresets: [localhost, services]
"""
SERVICE = "apiVersion: v1\nkind: Service\nmetadata: {name: backend}\n"
POD = (
    "apiVersion: v1\nkind: Pod\nmetadata: {name: web}\nspec: {containers: [{name: a, image: a}]}\n"
)


def applied(folder: Path, config: str) -> tuple[int, str, str]:
    """The exit status and the messages of `apply`, and what became of the Pod's file."""
    files = {"config.txt": config, "pod.yaml": POD, "service.yaml": SERVICE}
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    outcome = run(b"", "apply", "--config", str(folder / "config.txt"), str(folder))
    return outcome.exit_code, outcome.stderr, (folder / "pod.yaml").read_text(encoding="utf-8")


def test_all_files_are_one_list_for_presets_and_checks(tmp_path: Path) -> None:
    status, stderr, text = applied(tmp_path, CONFIG)
    assert status == 0
    assert '"localhost,127.0.0.1,::1,backend"' in text
    assert stderr.count("must have .svc or the cluster's domain") == 1


def test_no_file_changes_where_the_level_error_finds_something(tmp_path: Path) -> None:
    status, stderr, text = applied(tmp_path, CONFIG + "  checks: {level: error}\n")
    assert (status, text) == (1, POD)
    place = f"krm-fn.dev/v1alpha1/SetProxyEnv/proxy ({tmp_path / 'config.txt'}:4)"
    assert stderr == (
        f"[error] {place}: `spec.noProxy` must name the API server: controllers and other programs "
        "that use it send their requests to the proxy, which cannot reach it; write "
        '"$(KUBERNETES_SERVICE_HOST)", or `noProxyPresets: [cluster]`\n'
        f"[error] {place}: `spec.noProxy` must have .svc or the cluster's domain: requests for "
        "Services go to the proxy, which cannot reach them; write .svc,.cluster.local, or "
        "`noProxyPresets: [cluster]`\n"
    )


ON_THE_LOOPBACK = HEAD.replace(HTTP, "http://localhost:3128")


def told_of_loopback(items: str) -> list[str]:
    outcome = run(f"{ON_THE_LOOPBACK}items:\n{items}".encode())
    results = oracle.documents(outcome.stdout)[0]["results"]
    plain = [oracle_data(one) for one in results]
    return [one["message"] for one in plain if one["severity"] == "warning"]


def test_a_proxy_on_the_loopback_without_a_container_that_has_its_port_is_a_warning() -> None:
    assert told_of_loopback(deployment("        - {name: web, image: web}\n")) == [
        "no container of the pod has the port 3128 of the proxy on the loopback: the loopback is the "
        "pod itself, where nothing listens there; write the address of the proxy, or add the "
        "container of the proxy with this port under `ports`"
    ]


@pytest.mark.parametrize(
    "containers",
    [
        "        - {name: web, image: web}\n"
        "        - {name: squid, image: squid, ports: [{containerPort: 3128}]}\n",
        "        - {name: web, image: web}\n        initContainers:\n        - name: squid\n"
        "          image: squid\n          restartPolicy: Always\n"
        "          ports: [{containerPort: 3128}]\n",
        "        - {name: web, image: web}\n        hostNetwork: true\n",
    ],
)
def test_a_proxy_on_the_loopback_is_right_beside_its_container_or_on_its_node(
    containers: str,
) -> None:
    assert told_of_loopback(deployment(containers)) == []
