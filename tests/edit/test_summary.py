"""A run in one sentence."""

from __future__ import annotations

from pathlib import Path

import pytest
from run_function import run
from set_manifests import apply

POD = """\
apiVersion: v1
kind: Pod
metadata: {{name: {name}, namespace: shop, annotations: {{{annotations}}}}}
spec: {{containers: [{{name: web, image: web:1}}]}}
"""
OUT = "krm-fn.dev/set-proxy-env: disabled"


def pods(*annotations: str) -> str:
    """A Pod for each, with these annotations."""
    return "---\n".join(
        POD.format(name=f"pod-{number}", annotations=each)
        for number, each in enumerate(annotations)
    )


def again(manifests: str, **config: object) -> str:
    """The summary of a second run."""
    return apply(apply(manifests, **config).text, **config).summary


@pytest.mark.parametrize(
    ("manifests", "sentence"),
    [
        (pods(""), "nothing to set: 1 workload has the proxy variables already"),
        (pods("", ""), "nothing to set: all 2 workloads have the proxy variables already"),
        (
            pods("", OUT),
            "nothing to set: 1 workload has the proxy variables already, 1 is left alone",
        ),
        (
            pods("", "", OUT, OUT),
            "nothing to set: 2 workloads have the proxy variables already, 2 are left alone",
        ),
        (pods(OUT), "nothing to set: 1 workload is left alone"),
        (pods(OUT, OUT), "nothing to set: 2 workloads are left alone"),
        (
            "apiVersion: v1\nkind: Service\nmetadata: {name: web}\n",
            "nothing to set: no workloads with containers were found",
        ),
    ],
)
def test_a_second_run_says_why_it_changes_nothing(manifests: str, sentence: str) -> None:
    assert again(manifests) == sentence


def test_containers_that_are_not_chosen_are_left_alone() -> None:
    done = apply(pods("", ""), containers={"exclude": ["web"]})
    assert done.summary == "nothing to set: 2 workloads are left alone"


def test_values_of_authors_are_no_variables_that_are_set_already() -> None:
    own = pods("").replace("web:1", "web:1, env: [{name: http_proxy, value: 'http://old:1'}]")
    assert again(own) == "nothing to set in 1 workload: 2 variables kept"


@pytest.mark.parametrize(
    ("config", "sentence"),
    [
        (
            {"selectors": [{"namespace": "prod"}]},
            "nothing was selected: `spec.selectors` leaves out 2 objects that could have been set",
        ),
        (
            {"selectors": [{"kind": "Pod"}], "exclude": [{"namespace": "shop"}]},
            "nothing was selected: `spec.selectors` and `spec.exclude` leave out 2 objects that "
            "could have been set",
        ),
    ],
)
def test_nothing_selected_is_another_sentence(config: dict[str, object], sentence: str) -> None:
    assert apply(pods("", ""), **config).summary == sentence


def test_a_gate_that_finds_nothing_has_verified_the_workloads() -> None:
    done = apply(apply(pods("", "")).text, verify=True)
    assert done.summary == "verified: all 2 workloads have the proxy variables"


def test_a_removal_is_called_one() -> None:
    done = apply(apply(pods("", "")).text, remove=True)
    assert done.summary.startswith("removed proxy variables from 2 of 2 workloads: ")
    assert done.summary.endswith(" removed, 0 restored, 0 kept")
    assert apply(pods(""), remove=True).summary == "nothing to remove in 1 workload"


def test_one_workload_is_singular() -> None:
    assert apply(pods("")).summary.startswith("set proxy variables in 1 of 1 workload: ")


def test_check_says_what_would_be_removed(tmp_path: Path) -> None:
    pod, config = tmp_path / "pod.yaml", tmp_path / "config.yaml"
    pod.write_text(pods(""), encoding="utf-8")
    assert run(b"", "apply", "--no-proxy", "localhost,127.0.0.1,::1", str(pod)).exit_code == 0
    config.write_text(
        "apiVersion: krm-fn.dev/v1alpha1\nkind: SetProxyEnv\nmetadata: {name: proxy}\n"
        "spec: {remove: true, noProxy: 'localhost,127.0.0.1,::1'}\n",
        encoding="utf-8",
    )
    outcome = run(b"", "apply", "--check", "--config", str(config), str(pod))
    assert (
        "[info]: would remove proxy variables from 1 of 1 workload in 1 of 1 file: "
        "2 removed, 0 restored, 0 kept\n"
    ) in outcome.stderr
