"""What the function makes, applied over what it made before, as a GitOps controller does.

No conflict is forced: where one field belongs to two managers, the test fails.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from e2e_apiserver.cluster import CLIENT_SIDE, Cluster, Object, Way, server_side
from e2e_apiserver.manifests import changes, objects, within
from places import FIXTURES
from run_function import run
from test_fixtures import the_expected, the_input

WORKLOADS = Path(__file__).parent / "workloads.yaml"
POD_AND_JOB = FIXTURES / "kinds" / "a-bare-pod-and-a-job"
WAYS = [server_side("argocd-controller"), server_side("kustomize-controller"), CLIENT_SIDE]
# Each run begins with the files of the last one, or with the source.
PIPELINES = ["in-place", "from-source"]
CONFIG = """\
apiVersion: krm-fn.dev/v1alpha1
kind: SetProxyEnv
metadata:
  name: proxy
spec:
  existing: replace
  customResources: {env: true}
"""
RUNS = {
    "set": """\
  track: true
  httpProxy: http://proxy.example.com:3128
  httpsProxy: http://proxy.example.com:3129
  noProxy: [localhost, .svc]
""",
    "changed": """\
  track: true
  httpProxy: http://new.example.com:8080
  httpsProxy: http://new.example.com:8080
""",
    "referred": """\
  track: true
  httpProxy: {valueFrom: {secretKeyRef: {name: proxy, key: url}}}
  noProxy: [localhost, .new.example.com]
  runtimes: [java, node]
  trustedCA: {configMap: {name: ca}}
""",
    "removed": """\
  remove: true
""",
}
HTTP, HTTPS = "http://proxy.example.com:3128", "http://proxy.example.com:3129"
NEW = "http://new.example.com:8080"
OWN_SECRET = {"secretKeyRef": {"name": "own", "key": "url"}}
NODE = {"fieldRef": {"apiVersion": "v1", "fieldPath": "spec.nodeName"}}

Env = list[tuple[str, Any]]


class History(NamedTuple):
    """By run, `source` before the first: what was applied, what kubectl said of refusals, and what
    the server then stored, by the namespace that each workload has to itself."""

    way: Way
    applied: dict[str, dict[str, Object]]
    told: dict[str, str]
    live: dict[str, dict[str, Object]]


def outputs(pipeline: str, folder: Path) -> dict[str, list[Object]]:
    """The workloads of the source, and those that come out of each run."""
    config, manifests = folder / "config.yaml", folder / "manifests"
    texts = {"source": WORKLOADS.read_bytes()}
    for name, fields in RUNS.items():
        last = list(texts)[-1] if pipeline == "in-place" else "source"
        config.write_text(CONFIG + fields)
        outcome = run(texts[last], "--config", str(config))
        assert outcome.exit_code == 0, outcome.stderr
        texts[name] = outcome.stdout
    manifests.mkdir()
    return objects(texts, manifests)


def applied_in_turn(cluster: Cluster, way: Way, workloads: dict[str, dict[str, Object]]) -> History:
    history = History(way, workloads, {}, {})
    for name, placed in workloads.items():
        history.told[name] = cluster.apply(way, placed.values())
        history.live[name] = cluster.live(placed.values())
    return history


@pytest.fixture(
    scope="module",
    params=[(way, pipeline) for way in WAYS for pipeline in PIPELINES],
    ids=lambda param: f"{param[0].manager}-{param[1]}",
)
def history(
    request: pytest.FixtureRequest, cluster: Cluster, tmp_path_factory: pytest.TempPathFactory
) -> History:
    way, pipeline = request.param
    served = cluster.served()
    workloads = {
        name: {
            f"{way.manager}-{pipeline}-{number}": within(f"{way.manager}-{pipeline}-{number}", each)
            for number, each in enumerate(read)
            if (each["apiVersion"], each["kind"]) in served
        }
        for name, read in outputs(pipeline, tmp_path_factory.mktemp(pipeline)).items()
    }
    return applied_in_turn(cluster, way, workloads)


def test_all_runs_are_taken_without_a_conflict(history: History) -> None:
    assert history.told == dict.fromkeys(["source", *RUNS], "")
    assert {name: live.keys() for name, live in history.live.items()} == {
        name: applied.keys() for name, applied in history.applied.items()
    }


@pytest.mark.parametrize("name", RUNS)
def test_what_is_stored_differs_from_the_source_by_what_the_run_made(
    history: History, name: str
) -> None:
    for namespace, live in history.live[name].items():
        stored = changes(history.live["source"][namespace], live)
        made = changes(history.applied["source"][namespace], history.applied[name][namespace])
        assert stored == made


def test_after_the_removal_nothing_is_left_of_the_function(history: History) -> None:
    for namespace, live in history.live["removed"].items():
        assert changes(history.live["source"][namespace], live) == {}
        assert "set-proxy-env" not in json.dumps(live)
        fields = live["metadata"]["managedFields"]
        assert [each["manager"] for each in fields] == [history.way.manager]


def env_of_the_deployment(live: dict[str, Object]) -> dict[str, Env]:
    (deployment,) = [each for each in live.values() if each["kind"] == "Deployment"]
    return {
        container["name"]: [
            (entry["name"], entry.get("valueFrom") or entry.get("value"))
            for entry in container.get("env", [])
        ]
        for container in deployment["spec"]["template"]["spec"]["containers"]
    }


SOURCE: dict[str, Env] = {
    "web": [],
    "own": [
        ("LOG_LEVEL", "info"),
        ("http_proxy", "http://own.example.com:8080"),
        ("no_proxy", ".own.example.com"),
    ],
    "references": [("HTTPS_PROXY", OWN_SECRET), ("NODE", NODE)],
}
SET: dict[str, Env] = {
    "web": [
        ("http_proxy", HTTP),
        ("HTTP_PROXY", HTTP),
        ("https_proxy", HTTPS),
        ("HTTPS_PROXY", HTTPS),
        ("no_proxy", "localhost,.svc"),
        ("NO_PROXY", "localhost,.svc"),
    ],
    "own": [
        ("LOG_LEVEL", "info"),
        ("http_proxy", HTTP),
        ("no_proxy", "localhost,.svc"),
        ("HTTP_PROXY", HTTP),
        ("https_proxy", HTTPS),
        ("HTTPS_PROXY", HTTPS),
        ("NO_PROXY", "localhost,.svc"),
    ],
    "references": [
        ("HTTPS_PROXY", HTTPS),
        ("NODE", NODE),
        ("http_proxy", HTTP),
        ("HTTP_PROXY", HTTP),
        ("https_proxy", HTTPS),
        ("no_proxy", "localhost,.svc"),
        ("NO_PROXY", "localhost,.svc"),
    ],
}
CHANGED: dict[str, Env] = {
    "web": [
        ("http_proxy", NEW),
        ("HTTP_PROXY", NEW),
        ("https_proxy", NEW),
        ("HTTPS_PROXY", NEW),
    ],
    "own": [
        ("LOG_LEVEL", "info"),
        ("http_proxy", NEW),
        ("no_proxy", ".own.example.com"),
        ("HTTP_PROXY", NEW),
        ("https_proxy", NEW),
        ("HTTPS_PROXY", NEW),
    ],
    "references": [
        ("HTTPS_PROXY", NEW),
        ("NODE", NODE),
        ("http_proxy", NEW),
        ("HTTP_PROXY", NEW),
        ("https_proxy", NEW),
    ],
}


def test_the_variables_of_a_deployment_follow_the_configuration(history: History) -> None:
    expected = {"source": SOURCE, "set": SET, "changed": CHANGED, "removed": SOURCE}
    assert {name: env_of_the_deployment(history.live[name]) for name in expected} == expected


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.manager)
def test_what_another_manager_added_stays(cluster: Cluster, tmp_path: Path, way: Way) -> None:
    namespace = f"{way.manager}-injected"
    workloads = {
        name: {namespace: within(namespace, each)}
        for name, read in outputs("in-place", tmp_path).items()
        for each in read
        if each["kind"] == "Deployment"
    }
    first = applied_in_turn(cluster, way, {"source": workloads.pop("source")})
    injected = {"name": "own", "env": [{"name": "TRACES", "value": "on"}]}
    pod = {"spec": {"template": {"spec": {"containers": [injected]}}}}
    deployment = within(namespace, {**first.applied["source"][namespace], **pod})
    assert cluster.apply(server_side("injector"), [deployment]) == ""
    history = applied_in_turn(cluster, way, workloads)
    assert history.told == dict.fromkeys(RUNS, "")
    after = {name: env_of_the_deployment(history.live[name]) for name in ("set", "removed")}
    for env in after.values():
        env["own"].remove(("TRACES", "on"))
    assert after == {"set": SET, "removed": SOURCE}


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.manager)
@pytest.mark.parametrize(
    ("number", "kind", "reason"),
    [
        (0, "Pod", "pod updates may not change fields other than"),
        (1, "Job", "field is immutable"),
    ],
)
def test_a_kind_that_the_function_says_must_be_replaced_cannot_be_updated(
    cluster: Cluster, tmp_path: Path, way: Way, number: int, kind: str, reason: str
) -> None:
    texts = {"before": the_input(POD_AND_JOB), "after": the_expected(POD_AND_JOB)}
    assert f"a {kind} cannot be updated in a cluster, only replaced" in texts["after"].decode()
    read = objects(texts, tmp_path)
    before, after = (within(f"{way.manager}-replaced", read[side][number]) for side in texts)
    assert cluster.apply(way, [before]) == ""
    assert reason in cluster.apply(way, [after])
