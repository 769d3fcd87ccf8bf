"""The checks of workloads: probes, images and NetworkPolicies; each is told once for a workload."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import oracle
import pytest
from configurations import HTTP
from run_function import run

from krm_fn.checks.busybox import asks_proxy
from krm_fn.checks.images import IMAGES as IMAGE_TABLE
from krm_fn.checks.images import image_of, runs
from krm_fn.clients.table import by_name
from krm_fn.edit.noticing import KNOWN_IMAGES
from krm_fn.wire import manifests
from krm_fn.workloads.inventory import Inventory
from krm_fn.workloads.service_names import ServiceNames

NO_SERVICES = ServiceNames(Inventory(b"", []))
HEAD = f"""apiVersion: config.kubernetes.io/v1
kind: ResourceList
functionConfig:
  apiVersion: krm-fn.dev/v1alpha1
  kind: SetProxyEnv
  metadata: {{name: proxy}}
  spec:
    httpProxy: {HTTP}
    httpsProxy: {HTTP}
    noProxy: localhost,127.0.0.1,.svc,$(KUBERNETES_SERVICE_HOST)
"""


def deployment(containers: str) -> str:
    return f"""- apiVersion: apps/v1
  kind: Deployment
  metadata: {{name: web, namespace: team-a}}
  spec:
    template:
      metadata: {{labels: {{app: web}}}}
      spec:
        containers:
{containers}"""


def told(items: str, **checks: Any) -> list[dict[str, Any]]:
    """The warnings and errors of a run."""
    fields = f"    checks: {checks}\n" if checks else ""
    outcome = run(f"{HEAD}{fields}items:\n{items}".encode())
    results = oracle.documents(outcome.stdout)[0]["results"]
    plain = [oracle_data(one) for one in results]
    return [one for one in plain if one["severity"] != "info"]


def oracle_data(tree: Any) -> Any:
    if isinstance(tree, dict):
        return {key: oracle_data(value) for key, value in tree.items()}
    return oracle.text_of(tree)


def messages(items: str, **checks: Any) -> list[str]:
    return [one["message"] for one in told(items, **checks)]


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
REF = {"apiVersion": "apps/v1", "kind": "Deployment", "name": "web", "namespace": "team-a"}


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


IMAGES = deployment("""\
        - name: web
          image: registry.example.com/eclipse-temurin:21-jre
        - name: front
          image: node:22-alpine
""")
JAVA = (
    'container "web" ignores its proxy variables: nothing in the environment tells java a proxy; set '
    "`JAVA_TOOL_OPTIONS=-Dhttp.proxyHost=proxy.example.com -Dhttp.proxyPort=3128 "
    "-Dhttps.proxyHost=proxy.example.com -Dhttps.proxyPort=3128 "
    "-Dhttp.nonProxyHosts=localhost|127.0.0.1|*.svc|$(KUBERNETES_SERVICE_HOST)`"
)
NODE = (
    'container "front" ignores its proxy variables: nothing in the environment tells node-fetch, '
    "node-http a proxy; set `NODE_USE_ENV_PROXY=1`"
)


def test_images_that_ignore_the_environment_are_told_for_named_clients() -> None:
    clients = ["java", "node-fetch", "node-http", "curl"]
    made = told(IMAGES, clients=clients)
    assert [one["message"] for one in made] == [JAVA, NODE]
    assert [one["tags"] for one in made] == [
        {"rule": "image-ignores-environment", "clients": "java"},
        {"rule": "image-ignores-environment", "clients": "node-fetch,node-http"},
    ]


@pytest.mark.parametrize("clients", [[], ["curl", "axios"]])
def test_images_are_right_for_other_clients(clients: list[str]) -> None:
    assert told(IMAGES, clients=clients) == []


@pytest.mark.parametrize(
    "more",
    [
        "env: [{name: JAVA_TOOL_OPTIONS, value: -Dhttp.proxyHost=proxy}]",
        "env: [{name: JAVA_OPTS, value: -Dhttps.proxyHost=proxy}]",
        "env: [{name: JAVA_TOOL_OPTIONS, valueFrom: {configMapKeyRef: {name: a, key: b}}}]",
        "args: [-Djava.net.useSystemProxies=true]",
        "envFrom: [{configMapRef: {name: jvm}}]",
    ],
)
def test_a_jvm_that_is_or_may_be_told_its_proxy_is_right(more: str) -> None:
    text = IMAGES.replace("jre\n", f"jre\n          {more}\n")
    assert told(text, clients=["java"]) == []


@pytest.mark.parametrize(
    "more",
    [
        'env: [{name: NODE_USE_ENV_PROXY, value: "1"}]',
        "command: [node, --use-env-proxy, index.js]",
    ],
)
def test_a_node_that_is_told_its_proxy_is_right(more: str) -> None:
    text = IMAGES.replace("alpine\n", f"alpine\n          {more}\n")
    assert told(text, clients=["node-http"]) == []


@pytest.mark.parametrize(
    ("image", "client", "answer"),
    [
        ("node:20", "node-http", True),
        ("registry.example.com/team/my-node@sha256:1", "node-http", True),
        ("prom/node-exporter:v1", "node-http", False),
        ("amazoncorretto:21", "java", True),
        ("shop:17-jre-alpine", "java", True),
        ("ubi9/openjdk-21:1.20", "java", True),
        ("shop:1", "java", False),
    ],
)
def test_an_images_name_says_what_it_runs(image: str, client: str, answer: bool) -> None:
    assert runs(image, by_name(client).images) is answer


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


def policy(spec: str, namespace: str = "team-a", name: str = "deny") -> str:
    return f"""- apiVersion: networking.k8s.io/v1
  kind: NetworkPolicy
  metadata: {{name: {name}, namespace: {namespace}}}
  spec: {spec}
"""


PLAIN = deployment("        - {name: web, image: web}\n")
CLOSED = (
    'the NetworkPolicy "deny" must allow egress to the proxy: its requests to the proxy are dropped; '
    "allow egress to proxy.example.com:3128 in one of them"
)
DNS = "{ports: [{port: 53, protocol: UDP}]}"

CLOSING = {
    "nothing is allowed": "{podSelector: {}, policyTypes: [Egress]}",
    "other ports are allowed": "{podSelector: {}, egress: [{ports: [{port: 443}]}]}",
    "a range of other ports is allowed": (
        "{podSelector: {}, egress: [{ports: [{port: 3129, endPort: 4000}]}]}"
    ),
    "only names are resolved": f"{{podSelector: {{}}, egress: [{DNS}]}}",
    "only pods are allowed": "{podSelector: {}, egress: [{to: [{namespaceSelector: {}}]}]}",
    "it selects by labels": "{podSelector: {matchLabels: {app: web}}, policyTypes: [Egress]}",
    "it selects by a label that is there": (
        "{podSelector: {matchExpressions: [{key: app, operator: Exists}]}, policyTypes: [Egress]}"
    ),
    "it selects by a label that is not there": (
        "{podSelector: {matchExpressions: [{key: tier, operator: NotIn, values: [data]}]}, "
        "policyTypes: [Egress]}"
    ),
    "it selects by expressions": (
        "{podSelector: {matchExpressions: [{key: app, operator: In, values: [web]}, "
        "{key: tier, operator: DoesNotExist}]}, policyTypes: [Egress]}"
    ),
}


@pytest.mark.parametrize("case", CLOSING)
def test_a_policy_that_closes_the_way_to_the_proxy_is_a_warning(case: str) -> None:
    assert told(PLAIN + policy(CLOSING[case])) == [
        {
            "message": CLOSED,
            "severity": "warning",
            "resourceRef": REF,
            "field": {"path": "spec.template.metadata.labels"},
            "tags": {"rule": "network-policy", "clients": "all"},
        }
    ]


OPEN = {
    "it limits ingress alone": "{podSelector: {}, policyTypes: [Ingress]}",
    "it says nothing of egress": "{podSelector: {}}",
    "all is allowed": "{podSelector: {}, egress: [{}]}",
    "the port is allowed": "{podSelector: {}, egress: [{ports: [{port: 3128}]}]}",
    "a range with the port is allowed": (
        "{podSelector: {}, egress: [{ports: [{port: 3000, endPort: 4000}]}]}"
    ),
    "a named port may be the proxy's": "{podSelector: {}, egress: [{ports: [{port: proxy}]}]}",
    "a block may hold the proxy": (
        "{podSelector: {}, egress: [{to: [{ipBlock: {cidr: 10.0.0.0/8}}]}]}"
    ),
    "it selects other pods": "{podSelector: {matchLabels: {app: db}}, policyTypes: [Egress]}",
    "it selects by another expression": (
        "{podSelector: {matchExpressions: [{key: app, operator: NotIn, values: [web]}]}, "
        "policyTypes: [Egress]}"
    ),
}


@pytest.mark.parametrize("case", OPEN)
def test_a_policy_that_leaves_the_way_open_is_right(case: str) -> None:
    assert told(PLAIN + policy(OPEN[case])) == []


def test_a_policy_of_another_namespace_is_right() -> None:
    assert told(PLAIN + policy(CLOSING["nothing is allowed"], "team-b")) == []


def test_one_policy_that_allows_it_is_enough() -> None:
    closed, allowed = policy(CLOSING["nothing is allowed"]), policy(OPEN["the port is allowed"])
    assert told(PLAIN + closed + allowed) == []


@pytest.mark.parametrize(
    ("block", "count"),
    [
        ("{cidr: 192.0.2.0/24}", 0),
        ("{cidr: 10.0.0.0/8}", 1),
        ("{cidr: 192.0.2.0/24, except: [192.0.2.1/32]}", 1),
    ],
)
def test_a_proxy_that_is_an_address_must_be_in_an_allowed_block(block: str, count: int) -> None:
    spec = f"{{podSelector: {{}}, egress: [{{to: [{{ipBlock: {block}}}]}}]}}"
    text = f"{HEAD}items:\n{PLAIN}{policy(spec)}".replace("proxy.example.com", "192.0.2.1")
    assert run(text.encode()).stdout.count(b'rule: "network-policy"') == count


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


def own(value: str) -> list[str]:
    return messages(
        deployment(f"""\
        - name: web
          image: web
          env:
          - {{name: OTHER, value: .svc}}
          - name: NO_PROXY
            value: '{value}'
""")
    )


@pytest.mark.parametrize(
    ("value", "message"),
    [
        (
            "https://kubernetes.default.svc:443,.svc",
            'has "https://kubernetes.default.svc:443" in its own `NO_PROXY`: entries of noProxy are '
            "hosts, domains, addresses and CIDRs, and no client takes a URL for one; write "
            '"kubernetes.default.svc"',
        ),
        (
            "a;b;c",
            'has "a;b;c" in its own `NO_PROXY`: it is part of an entry, and no client takes it for a '
            'separator; write "a,b,c"',
        ),
        (
            '".svc",.x',
            'has "".svc"" in its own `NO_PROXY`: they are a part of it, and no host has them; write '
            '".svc"',
        ),
        (
            "a b",
            "has white space between entries of its own `NO_PROXY`: the list is written with commas, "
            "since many clients take white space for a part of an entry; write commas",
        ),
    ],
)
def test_an_authors_own_no_proxy_is_checked(value: str, message: str) -> None:
    assert own(value) == [f'container "web" {message}']


@pytest.mark.parametrize("value", ["a.example.com,.svc", "a, b", "*", "", "10.0.0.0/8", "$(OTHER)"])
def test_an_authors_own_no_proxy_is_right(value: str) -> None:
    assert [each for each in own(value) if "keeps its own" not in each] == []


IGNORING = deployment("""\
        - {name: ci, image: "jenkins/jenkins:lts-jdk17"}
        - {name: build, image: "maven:3.9"}
        - {name: front, image: "node:22"}
        - {name: cni, image: "calico/node:v3.28"}
        - {name: told, image: "gradle:8", args: ["-Dhttps.proxyHost=px"]}
        - {name: web, image: nginx}
""")


def infos(items: str, fields: str = "") -> list[str]:
    outcome = run(f"{HEAD}{fields}items:\n{items}".encode())
    results = oracle.documents(outcome.stdout)[0]["results"]
    found = [oracle_data(one) for one in results]
    rule = "image-ignores-environment"
    return [one["message"] for one in found if one.get("tags", {}).get("rule") == rule]


def test_images_that_ignore_the_environment_are_told_in_one_info() -> None:
    options = (
        "-Dhttp.proxyHost=proxy.example.com -Dhttp.proxyPort=3128 "
        "-Dhttps.proxyHost=proxy.example.com -Dhttps.proxyPort=3128 "
        "-Dhttp.nonProxyHosts=localhost|127.0.0.1|*.svc|$(KUBERNETES_SERVICE_HOST)"
    )
    assert infos(IGNORING) == [
        "programs that ignore their proxy variables need more: Jenkins in 1 container "
        f'("jenkins/jenkins:lts-jdk17"): JAVA_TOOL_OPTIONS={options}; Maven in 1 container '
        f'("maven:3.9"): JAVA_TOOL_OPTIONS={options} '
        "-Daether.connector.http.useSystemProperties=true, or proxies in settings.xml; Node.js in 1 "
        "container "
        '("node:22"): NODE_USE_ENV_PROXY=1. `runtimes: [java, node]` sets JAVA_TOOL_OPTIONS and '
        "NODE_USE_ENV_PROXY"
    ]


def test_images_whose_runtime_is_told_are_left_out_of_the_info() -> None:
    assert infos(IGNORING, "    runtimes: [java, node]\n") == []
    (made,) = infos(IGNORING, "    runtimes: [node]\n")
    assert "Maven" in made
    assert "Node.js in" not in made
    assert made.endswith(". `runtimes: [java, node]` sets JAVA_TOOL_OPTIONS")
    (nexus,) = infos(deployment("        - {name: web, image: sonatype/nexus3}\n"))
    assert nexus.endswith("the proxy under Administration, System, HTTP")
    assert infos(IGNORING, "    checks: {ignore: [image-ignores-environment]}\n") == []
    assert infos(IGNORING, "    checks: {level: 'off'}\n") == []
    assert infos(deployment("        - {name: web, image: nginx}\n")) == []


@pytest.mark.parametrize(
    ("image", "program"),
    [
        ("quay.io/keycloak/keycloak:26", "Keycloak (in libraries other than its own client)"),
        ("sonarqube:lts", "SonarQube"),
        ("sonatype/nexus3:3.70.1", "Nexus"),
        ("docker.elastic.co/elasticsearch/elasticsearch:8.15.0", "Elasticsearch"),
        ("tomcat:10.1-jdk17", "Tomcat"),
        ("bitnami/kafka:3.7", "Kafka"),
        ("gcr.io/distroless/java21-debian12:nonroot", "Java"),
        ("gcr.io/distroless/nodejs22-debian12", "Node.js"),
        ("docker.n8n.io/n8nio/n8n:1.60", "n8n (in libraries other than its own client)"),
        ("ghost:5-alpine", "Ghost"),
        ("registry.example.com:5000/team/web:21-jre", "Java"),
        ("registry.access.redhat.com/ubi9/openjdk-21:1.20", "Java"),
        ("registry.access.redhat.com/ubi9/openjdk-21-runtime:1.20", "Java"),
        ("registry.access.redhat.com/ubi9/nodejs-20", "Node.js"),
        ("kindest/node:v1.30.0", None),
        ("quay.io/prometheus/node-exporter:v1.8", None),
        ("danielqsj/kafka-exporter:v1.7", None),
        ("nginx@sha256:0123", None),
    ],
)
def test_an_image_tells_of_a_program_that_ignores_the_environment(
    image: str, program: str | None
) -> None:
    known = image_of(image)
    assert (known.program if known else None) == program


def test_a_cheap_look_finds_every_image_of_the_table() -> None:
    for each in IMAGE_TABLE:
        assert all(any(part in word for part in KNOWN_IMAGES) for word in each.words), each.program
