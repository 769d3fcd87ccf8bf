"""A cluster's objects beside a configuration, as `kubectl get -o yaml` prints them."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from configurations import set_proxy_env

from krm_fn.checks.configured import read
from krm_fn.inspection.audit import Audit, audit
from krm_fn.wire import manifests

PROXY = "http://proxy.example.com:3128"
OLD = "http://proxy-old.example.com:8080"
NO_PROXY = "localhost,127.0.0.1,.svc,10.96.0.0/12"
SPEC = {"httpProxy": PROXY, "httpsProxy": PROXY, "noProxy": NO_PROXY.split(",")}

Object = dict[str, Any]


def env(proxy: str = PROXY, no_proxy: str = NO_PROXY) -> list[Object]:
    values = (("http_proxy", proxy), ("https_proxy", proxy), ("no_proxy", no_proxy))
    return [
        {"name": name, "value": value} for lower, value in values for name in (lower, lower.upper())
    ]


def container(name: str = "app", image: str = "example.com/app:1", **fields: Any) -> Object:
    return {"name": name, "image": image, "env": env(), **fields}


def metadata(kind: str, name: str, owner: str = "", **fields: Any) -> Object:
    made = {"name": name, "namespace": "shop", "uid": f"{kind}/{name}", **fields}
    if owner:
        of, _, its = owner.partition("/")
        made["ownerReferences"] = [{"kind": of, "name": its, "uid": owner, "controller": True}]
    return made


def workload(kind: str, name: str, *containers: Object, owner: str = "", **spec: Any) -> Object:
    version = "batch/v1" if kind == "Job" else "apps/v1"
    template = {"template": {"spec": {"containers": [*containers]}}}
    made = metadata(kind, name, owner)
    return {"apiVersion": version, "kind": kind, "metadata": made, "spec": {**template, **spec}}


def pod(name: str, owner: str, *containers: Object, phase: str = "Running", **meta: Any) -> Object:
    return {
        "apiVersion": "v1",
        "kind": "Pod",
        "metadata": metadata("Pod", name, owner, **meta),
        "spec": {"containers": [*containers], "nodeName": "worker-1"},
        "status": {"phase": phase},
    }


def looked_at(*objects: Object, namespaces: tuple[str, ...] = (), **spec: Any) -> Audit:
    saved = yaml.safe_dump({"apiVersion": "v1", "kind": "List", "items": [*objects]}).encode()
    configuration, _ = read(set_proxy_env(spec={**SPEC, **spec}))
    urls = ["https://example.com/"]
    return audit(saved, manifests.cut(saved), configuration, urls, namespaces=namespaces)


def states(found: Audit) -> list[tuple[str, str, str, str]]:
    return [(row.workload, row.name, row.place, row.state) for row in found.rows]


def test_a_deployment_its_replica_set_and_its_pods_are_one_row() -> None:
    found = looked_at(
        workload("Deployment", "web", container()),
        workload("ReplicaSet", "web-1", container(), owner="Deployment/web", replicas=2),
        pod("web-1-a", "ReplicaSet/web-1", container()),
        pod("web-1-b", "ReplicaSet/web-1", container()),
    )
    assert states(found) == [("Deployment/web", "app", "template and 2 pods", "as configured")]


def test_pods_that_are_older_than_their_template_are_a_row_of_their_own() -> None:
    found = looked_at(
        workload("Deployment", "web", container()),
        workload("ReplicaSet", "web-1", container(env=[]), owner="Deployment/web", replicas=1),
        pod("web-1-a", "ReplicaSet/web-1", container(env=[])),
    )
    assert states(found) == [
        ("Deployment/web", "app", "1 pod", "differs"),
        ("Deployment/web", "app", "template", "as configured"),
    ]
    assert [found.restart(row) for row in found.rows] == [
        "kubectl rollout restart -n shop deployment/web",
        "",
    ]


def test_old_replica_sets_finished_jobs_and_their_pods_are_left_out() -> None:
    found = looked_at(
        workload("Deployment", "web", container()),
        workload("ReplicaSet", "web-0", container(env=[]), owner="Deployment/web", replicas=0),
        {
            **workload("Job", "report-29400240", container(env=[]), owner="CronJob/report"),
            "status": {"completionTime": "2026-11-25T04:00:09Z"},
        },
        pod("report-29400240-x", "Job/report-29400240", container(env=[]), phase="Succeeded"),
    )
    assert states(found) == [("Deployment/web", "app", "template", "as configured")]
    assert found.past == 3


@pytest.mark.parametrize(
    ("owner", "labels", "workload"),
    [
        ("ReplicaSet/web-6f7d8c9b5d", {"pod-template-hash": "6f7d8c9b5d"}, "Deployment/web"),
        ("ReplicaSet/web-6f7d", {"rollouts-pod-template-hash": "6f7d"}, "Rollout/web"),
        ("ReplicaSet/web", {}, "ReplicaSet/web"),
        ("Job/report-29400240", {}, "CronJob/report"),
        ("Job/import", {}, "Job/import"),
        ("StatefulSet/db", {}, "StatefulSet/db"),
    ],
)
def test_the_owner_of_a_pod_is_known_without_the_owners_between(
    owner: str, labels: dict[str, str], workload: str
) -> None:
    [row] = looked_at(pod("x", owner, container(), labels=labels)).rows
    assert (row.workload, row.pods) == (workload, 1)


def test_objects_that_own_each_other_end_somewhere() -> None:
    first = workload("ReplicaSet", "a", container(), owner="ReplicaSet/b")
    second = workload("ReplicaSet", "b", container(), owner="ReplicaSet/a")
    assert len(looked_at(first, second).rows) in (1, 2)


def test_what_differs_is_told_for_both_spellings_together() -> None:
    found = looked_at(workload("Deployment", "web", container(env=env(OLD, "localhost,.svc"))))
    assert [each.sentence for each in found.rows[0].differences] == [
        f"http_proxy, HTTP_PROXY, https_proxy, HTTPS_PROXY: {OLD}, must be {PROXY}",
        "no_proxy, NO_PROXY: lacks 127.0.0.1, 10.96.0.0/12",
    ]


def test_more_entries_of_no_proxy_than_configured_are_no_difference() -> None:
    found = looked_at(workload("Deployment", "web", container(env=env(no_proxy=NO_PROXY + ",a"))))
    assert found.count("as configured") == 1


def test_under_replace_they_are_one() -> None:
    web = workload("Deployment", "web", container(env=env(no_proxy=NO_PROXY + ",a")))
    [row] = looked_at(web, existing="replace").rows
    assert [each.sentence for each in row.differences] == [
        f"no_proxy, NO_PROXY: {NO_PROXY},a, must be {NO_PROXY}"
    ]


def test_a_value_from_a_secret_is_not_taken_for_the_configured_one() -> None:
    source = {"secretKeyRef": {"name": "egress", "key": "url"}}
    entries = [{"name": name, "valueFrom": source} for name in ("https_proxy", "HTTPS_PROXY")]
    entries += [each for each in env() if "https" not in each["name"].lower()]
    [row] = looked_at(workload("Deployment", "web", container(env=entries))).rows
    assert [each.sentence for each in row.differences] == [
        'https_proxy, HTTPS_PROXY: from the Secret "egress", key "url", must be ' + PROXY
    ]


def test_a_variable_by_env_from_counts_where_its_object_is_in_the_list() -> None:
    data = {each["name"]: each["value"] for each in env()}
    source = {
        "apiVersion": "v1",
        "kind": "ConfigMap",
        "metadata": metadata("ConfigMap", "proxy"),
        "data": data,
    }
    reference = [{"configMapRef": {"name": "proxy"}}]
    web = workload("Deployment", "web", container(env=[], envFrom=reference))
    assert looked_at(web, source).count("as configured") == 1
    assert looked_at(web).count("differs") == 1


def test_passwords_that_differ_are_told_and_not_shown() -> None:
    web = workload("Deployment", "web", container(env=env("http://u:old@proxy:1")))
    new = "http://u:new@proxy:1"
    [row] = looked_at(web, httpProxy=new, httpsProxy=new).rows
    assert [each.sentence for each in row.differences] == [
        "http_proxy, HTTP_PROXY, https_proxy, HTTPS_PROXY: another user or password than configured"
    ]


@pytest.mark.parametrize("namespace", ["kube-system", "openshift-dns"])
def test_the_clusters_own_namespaces_are_left_alone_until_they_are_named(namespace: str) -> None:
    dns = workload("Deployment", "dns", container(env=[]))
    dns["metadata"]["namespace"] = namespace
    [row] = looked_at(dns).rows
    assert (row.state, row.reason) == ("left alone", "a namespace of the cluster itself")
    assert looked_at(dns, namespaces=(namespace,)).count("differs") == 1
    assert looked_at(dns, selectors=[{"namespace": namespace}]).count("differs") == 1


def test_a_static_pod_is_one_workload_on_all_nodes_and_left_alone() -> None:
    mirror = {"kubernetes.io/config.mirror": "0c1f"}
    pods = [
        pod(f"kube-apiserver-{node}", f"Node/{node}", container(env=[]), annotations=mirror)
        for node in ("control-1", "control-2")
    ]
    [row] = looked_at(*pods).rows
    assert (row.workload, row.place, row.state) == ("Pod/kube-apiserver", "2 pods", "left alone")
    assert row.reason == "a static pod, which a file on its node sets"


def test_an_injected_sidecar_is_left_alone() -> None:
    sidecar = container("istio-proxy", "docker.io/istio/proxyv2:1.24.0", env=[])
    found = looked_at(
        workload("Deployment", "web", container()),
        pod("web-1-a", "ReplicaSet/web-1", container(), sidecar, labels={"pod-template-hash": "1"}),
    )
    assert states(found) == [
        ("Deployment/web", "app", "template and 1 pod", "as configured"),
        ("Deployment/web", "istio-proxy", "1 pod", "left alone"),
    ]
    assert found.rows[1].reason == "a sidecar of the service mesh"


def test_what_opts_out_is_left_alone_and_says_why() -> None:
    namespace = {
        "apiVersion": "v1",
        "kind": "Namespace",
        "metadata": {"name": "shop", "annotations": {"krm-fn.dev/set-proxy-env": "disabled"}},
    }
    [row] = looked_at(namespace, workload("Deployment", "web", container(env=[]))).rows
    assert row.state == "left alone"
    assert row.reason == "the annotation `krm-fn.dev/set-proxy-env` says so"


@pytest.mark.parametrize(
    ("spec", "reason"),
    [
        ({"selectors": [{"name": "api"}]}, "`selectors` or `exclude` leave it out"),
        ({"exclude": [{"name": "web"}]}, "`selectors` or `exclude` leave it out"),
        ({"containers": {"exclude": ["app"]}}, "`containers` leaves it out"),
        ({"mode": "optIn"}, '`mode: optIn`, and no annotation says "enabled"'),
    ],
)
def test_what_the_configuration_leaves_out_is_left_alone(spec: Object, reason: str) -> None:
    [row] = looked_at(workload("Deployment", "web", container(env=[])), **spec).rows
    assert (row.state, row.reason) == ("left alone", reason)


def test_a_wrong_annotation_is_told_as_what_differs() -> None:
    web = workload("Deployment", "web", container(env=[]))
    web["metadata"]["annotations"] = {"krm-fn.dev/set-proxy-env": "maybe"}
    [row] = looked_at(web).rows
    assert (row.state, row.name) == ("differs", "")
    assert row.reason.startswith('the annotation `krm-fn.dev/set-proxy-env` must be "enabled"')


def test_an_exception_is_no_difference() -> None:
    web = workload("Deployment", "web", container(env=env(OLD)))
    exceptions = [{"variables": ["http_proxy", "https_proxy"]}]
    assert looked_at(web, exceptions=exceptions).count("as configured") == 1


def test_a_missing_ca_bundle_is_a_difference() -> None:
    [row] = looked_at(
        workload("Deployment", "web", container()),
        trustedCA={"configMap": {"name": "corporate-ca"}},
    ).rows
    assert "CA bundle: missing, must be mounted" in [each.sentence for each in row.differences]


def test_an_image_tells_the_clients() -> None:
    web = workload("Deployment", "web", container(image="golang:1.23"))
    [row] = looked_at(web).rows
    [(_, [group])] = row.answers
    assert (group.names, group.first.words) == (["go"], f"through {PROXY}")


def test_a_program_that_ignores_the_variables_says_what_it_takes() -> None:
    image = "jenkins/jenkins:2.479-jdk21"
    [row] = looked_at(workload("StatefulSet", "ci", container(image=image))).rows
    assert row.is_ignored
    assert row.note == (
        "Jenkins ignores proxy variables; it takes JAVA_TOOL_OPTIONS="
        "-Dhttp.proxyHost=proxy.example.com -Dhttp.proxyPort=3128 "
        "-Dhttps.proxyHost=proxy.example.com -Dhttps.proxyPort=3128 "
        "-Dhttp.nonProxyHosts=localhost|127.0.0.1|*.svc"
    )


def test_one_that_is_told_in_its_own_way_has_no_note() -> None:
    image = "jenkins/jenkins:2.479-jdk21"
    options = {"name": "JAVA_TOOL_OPTIONS", "value": "-Dhttps.proxyHost=proxy.example.com"}
    [row] = looked_at(
        workload("StatefulSet", "ci", container(image=image, env=[*env(), options]))
    ).rows
    assert (row.note, row.state) == ("", "as configured")


def test_on_windows_the_upper_case_alone_is_as_configured_and_read_by_all() -> None:
    upper = [each for each in env() if each["name"].isupper()]
    web = workload("Deployment", "web", container(image="curlimages/curl:8", env=upper))
    web["spec"]["template"]["spec"]["os"] = {"name": "windows"}
    [row] = looked_at(web).rows
    [(_, [group])] = row.answers
    assert (row.state, group.first.words) == ("as configured", f"through {PROXY}")


@pytest.mark.parametrize("kind", ["Complete", "Failed"])
def test_a_job_that_has_ended_runs_nothing(kind: str) -> None:
    job = workload("Job", "import", container(env=[]))
    job["status"] = {"conditions": [{"type": kind, "status": "True"}]}
    found = looked_at(job)
    assert (found.rows, found.past) == ([], 1)


def test_a_pod_of_its_own_has_no_place_to_tell() -> None:
    [row] = looked_at(pod("debug", "", container())).rows
    assert (row.workload, row.place) == ("Pod/debug", "")


def test_namespaces_limit_what_is_looked_at() -> None:
    other = workload("Deployment", "api", container())
    other["metadata"]["namespace"] = "bank"
    found = looked_at(other, workload("Deployment", "web", container()), namespaces=("bank",))
    assert states(found) == [("Deployment/api", "app", "template", "as configured")]
