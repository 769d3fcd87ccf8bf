"""What a real API server took before the function, it takes after it, and stores just the edits."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
from e2e_apiserver.cluster import CLIENT_SIDE, Cluster, Object, Way, server_side
from e2e_apiserver.manifests import Edited, changes, complete, edited, within
from places import FIXTURES, SAMPLES
from run_function import run
from test_fixtures import CASES, the_expected, the_input
from test_samples import ALL_CONFIG, samples

WAYS = {"server-side": server_side("argocd-controller"), "client-side": CLIENT_SIDE}
WORKLOADS = Path(__file__).parent / "workloads.yaml"
BUILT_IN = {
    *("CronJob", "DaemonSet", "Deployment", "Job", "Pod", "PodTemplate", "ReplicaSet"),
    *("ReplicationController", "StatefulSet"),
}
DEFINED = {"CloneSet", "JobSet", "JobSink", "KafkaBridge", "Prometheus", "Rollout", "Service"}
REPLACED = {"Job", "Pod"}  # which the server does not let anybody update


class Applied(NamedTuple):
    """Workloads by the namespace that each has to itself: what was applied, and what the server
    stored of it before and after, with what kubectl said when it applied what comes out."""

    workloads: dict[str, Edited]
    before: dict[str, Object]
    after: dict[str, Object]
    told: str

    def taken(self) -> list[Edited]:
        return [self.workloads[namespace] for namespace in self.before]


@pytest.fixture(scope="module")
def workloads(cluster: Cluster, tmp_path_factory: pytest.TempPathFactory) -> list[Edited]:
    """All that the function edits of the fixtures and the samples, of the kinds that are served."""
    folder = tmp_path_factory.mktemp("workloads")
    config = folder / "config.yaml"
    config.write_text(ALL_CONFIG)
    sources = {
        str(each.relative_to(FIXTURES)): (the_input(each), the_expected(each)) for each in CASES
    }
    for path in [WORKLOADS, *samples("workloads", "found")]:
        outcome = run(path.read_bytes(), "--config", str(config))
        if outcome.exit_code == 0:
            sources[path.name] = (path.read_bytes(), outcome.stdout)
    served = cluster.served()
    found = edited(sources, tmp_path_factory.mktemp("manifests"))
    return [each for each in found if (each.before["apiVersion"], each.before["kind"]) in served]


@pytest.fixture(scope="module", params=WAYS)
def applied(request: pytest.FixtureRequest, cluster: Cluster, workloads: list[Edited]) -> Applied:
    way: Way = WAYS[request.param]
    by_namespace = {f"{request.param}-{number}": each for number, each in enumerate(workloads)}
    inputs = _placed(by_namespace, lambda each: each.before)
    cluster.apply(way, inputs.values())
    before = cluster.live(inputs.values())
    outputs = _placed(
        {namespace: by_namespace[namespace] for namespace in before}, lambda each: each.after
    )
    cluster.delete(each for each in outputs.values() if each["kind"] in REPLACED)
    told = cluster.apply(way, outputs.values())
    return Applied(by_namespace, before, cluster.live(outputs.values()), told)


def _placed(workloads: dict[str, Edited], side: Callable[[Edited], Object]) -> dict[str, Object]:
    return {
        namespace: within(namespace, complete(side(each))) for namespace, each in workloads.items()
    }


def test_the_server_takes_what_comes_out_where_it_took_what_came_in(applied: Applied) -> None:
    assert applied.told == ""
    assert applied.after.keys() == applied.before.keys()


def test_the_server_stores_the_edits_and_no_other_change(applied: Applied) -> None:
    wrong = {}
    for namespace, before in applied.before.items():
        source, *sides = applied.workloads[namespace]
        planned = changes(*map(complete, sides))
        stored = changes(before, applied.after[namespace])
        if stored != planned:
            wrong[source, before["kind"]] = (stored, planned)
    assert wrong == {}


def test_every_kind_is_tried_and_nine_in_ten_of_what_could_be(applied: Applied) -> None:
    taken = applied.taken()
    assert {each.before["kind"] for each in taken} >= BUILT_IN | (
        DEFINED if SAMPLES.is_dir() else set()
    )
    refused = {each.source for each in applied.workloads.values()} - {each.source for each in taken}
    assert len(taken) >= 0.9 * len(applied.workloads), f"refused as they come: {refused}"
