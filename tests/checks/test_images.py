"""Images whose programs ignore the proxy variables."""

from __future__ import annotations

import pytest
from checks.in_workload import deployment, infos, told

from krm_fn.checks.images import IMAGES as IMAGE_TABLE
from krm_fn.checks.images import image_of, runs
from krm_fn.clients.table import by_name
from krm_fn.edit.noticing import KNOWN_IMAGES

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


IGNORING = deployment("""\
        - {name: ci, image: "jenkins/jenkins:lts-jdk17"}
        - {name: build, image: "maven:3.9"}
        - {name: front, image: "node:22"}
        - {name: cni, image: "calico/node:v3.28"}
        - {name: told, image: "gradle:8", args: ["-Dhttps.proxyHost=px"]}
        - {name: web, image: nginx}
""")


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
