"""The KRM function contract, each requirement with the tests that have its number.

The requirements are kpt's and kustomize's as those tools behave. What a whole run answers is in
fixtures/; here is what must hold for any run.
"""

from __future__ import annotations

import json
import subprocess
import sys

import oracle
import pytest
from places import ROOT
from resource_lists import (
    CONFIG,
    HEAD,
    POD,
    QUIET,
    WITH_HTTP,
    errors,
    refused,
    resource_list,
    results,
    unreadable,
)
from run_function import run, run_process

SERVICE = """- apiVersion: v1
  kind: Service
  metadata:
    name: web
    annotations: {config.k8s.io/id: "3", internal.config.kubernetes.io/seqindent: compact}
  spec:
    ports: []
"""


def test_01_the_output_is_one_resource_list_and_nothing_else() -> None:
    stdout = run(resource_list(POD)).stdout
    (document,) = oracle.documents(stdout)
    assert document["apiVersion"].text == "config.kubernetes.io/v1"
    assert document["kind"].text == "ResourceList"
    assert len(document["items"]) == 1
    assert not stdout.rstrip().endswith(b"---")


def test_01_items_is_a_list_even_when_there_are_none() -> None:
    outcome = run(f"{HEAD}items: []\n{CONFIG}".encode())
    assert outcome.exit_code == 0
    assert oracle.documents(outcome.stdout)[0]["items"] == []


def test_02_input_that_cannot_be_parsed_gives_an_empty_stdout() -> None:
    assert unreadable(resource_list(POD + "- a: [\n")) != ""


def test_02_as_many_items_come_out_as_went_in() -> None:
    stdout = run(resource_list(POD + SERVICE + POD + SERVICE)).stdout
    assert len(oracle.documents(stdout)[0]["items"]) == 4


def test_03_a_configuration_that_fails_leaves_the_items_unchanged() -> None:
    config = CONFIG.replace("httpProxy", "htpProxy")
    assert refused(resource_list(POD, config)) == (
        "unknown field `data.htpProxy`: did you mean `data.httpProxy`?"
    )


def test_03_an_item_that_fails_leaves_all_items_unchanged() -> None:
    broken = POD.replace("name: web\n    namespace", "name: broken\n    namespace")
    message = refused(resource_list(POD + broken + "      env: text\n"))
    assert message == '`spec.containers[0].env` must be a list of variables, got "text"'


def test_04_only_the_environment_differs() -> None:
    before = resource_list(SERVICE + POD + SERVICE)
    after = resource_list(SERVICE + POD + WITH_HTTP + SERVICE)
    assert run(before).stdout.startswith(after)


def test_05_running_twice_gives_the_same_items_as_running_once() -> None:
    once = resource_list(POD + WITH_HTTP + SERVICE)
    assert run(once).stdout.startswith(once)


NO_CONFIG = (
    "must specify a functionConfig: a ConfigMap with `data.httpProxy`, `data.httpsProxy`, "
    "`data.allProxy` or `data.noProxy`, or a SetProxyEnv with these fields in `spec`"
)
NO_FIELD = (
    "must specify at least one of `data.httpProxy`, `data.httpsProxy`, `data.allProxy` and "
    "`data.noProxy`: write `-- httpProxy=http://proxy.example.com:3128` at the end of the kpt "
    "command"
)


@pytest.mark.parametrize(
    ("config", "message"),
    [
        pytest.param("", NO_CONFIG, id="missing"),
        pytest.param("functionConfig:\n", NO_CONFIG, id="empty"),
        pytest.param("functionConfig: null\n", NO_CONFIG, id="null"),
        pytest.param("functionConfig: {}\n", NO_CONFIG, id="an empty map"),
        pytest.param(
            "functionConfig: {apiVersion: v1, kind: ConfigMap, "
            "metadata: {name: function-input}, data: {}}\n",
            NO_FIELD,
            id="an empty function-input",
        ),
        pytest.param(
            "functionConfig: {apiVersion: v1, kind: Secret}\n",
            "`kind` of the functionConfig must be ConfigMap (v1), SetProxyEnv "
            "(krm-fn.dev/v1alpha1), Istio (istio.banzaicloud.io/v1beta1), Proxy "
            '(config.openshift.io/v1) or TransparentProxy (krm-fn.dev/v1alpha1), got "Secret"',
            id="another kind",
        ),
        pytest.param(
            CONFIG + "    htpsProxy: http://proxy.example.com:3129\n",
            "unknown field `data.htpsProxy`: did you mean `data.httpsProxy`?",
            id="an unknown key",
        ),
        pytest.param(
            CONFIG.replace("http://proxy.example.com:3128", "3128"),
            "`data.httpProxy` must be a string, got 3128: put it in quotes",
            id="a value that is not a string",
        ),
        pytest.param(
            CONFIG.replace("http://proxy.example.com:3128", "null"),
            "`data.httpProxy` must be a string, got null: write a value or leave the field out",
            id="a null value",
        ),
    ],
)
def test_06_each_broken_configuration_has_one_result_that_names_the_field(
    config: str, message: str
) -> None:
    assert refused(resource_list(POD, config)) == message


def test_07_a_config_map_and_a_custom_kind_mean_the_same() -> None:
    custom = """functionConfig:
  apiVersion: krm-fn.dev/v1alpha1
  kind: SetProxyEnv
  spec:
    httpProxy: http://proxy.example.com:3128
"""
    assert run(resource_list(POD, custom)).stdout.startswith(resource_list(POD + WITH_HTTP, custom))


@pytest.mark.parametrize("version", ["v1", "v1beta1", "v1alpha1"])
def test_07_any_version_of_the_resource_list_is_read(version: str) -> None:
    given = resource_list(POD).replace(b"kubernetes.io/v1", f"kubernetes.io/{version}".encode(), 1)
    outcome = run(given)
    assert outcome.exit_code == 0
    assert WITH_HTTP.encode() in outcome.stdout


def test_07_json_is_answered_in_json() -> None:
    pod = {
        "apiVersion": "v1",
        "kind": "Pod",
        "metadata": {"name": "web"},
        "spec": {"containers": [{"name": "web", "image": "web:1"}]},
    }
    data = {"httpProxy": "http://proxy.example.com:3128"}
    config = {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "p"}, "data": data}
    given = {
        "apiVersion": "config.kubernetes.io/v1",
        "kind": "ResourceList",
        "items": [pod],
        "functionConfig": config,
    }
    answered = json.loads(run(json.dumps(given).encode()).stdout)
    assert answered["items"][0]["spec"]["containers"][0]["env"] == [
        {"name": "http_proxy", "value": "http://proxy.example.com:3128"},
        {"name": "HTTP_PROXY", "value": "http://proxy.example.com:3128"},
    ]


@pytest.mark.parametrize(
    "left_alone",
    [
        pytest.param(
            "- apiVersion: kpt.dev/v1\n  kind: Kptfile\n  metadata:\n    name: package\n",
            id="the Kptfile",
        ),
        pytest.param(
            "- apiVersion: apiextensions.k8s.io/v1\n  kind: CustomResourceDefinition\n"
            "  metadata:\n    name: a.b\n  spec:\n    containers: [{image: web}]\n",
            id="a CustomResourceDefinition",
        ),
        pytest.param(
            POD.replace(
                "annotations:\n",
                "annotations:\n      config.kubernetes.io/local-config: 'true'\n",
            ),
            id="a local-config item",
        ),
        pytest.param(
            "- apiVersion: v1\n  kind: ConfigMap\n  metadata:\n    name: proxy\n"
            "  data:\n    httpProxy: http://proxy.example.com:3128\n",
            id="the function's own configuration",
        ),
    ],
)
def test_08_what_is_no_workload_is_left_alone(left_alone: str) -> None:
    given = resource_list(left_alone)
    outcome = run(given)
    assert outcome.exit_code == 0
    assert outcome.stdout.startswith(given)


@pytest.mark.parametrize("nothing", ["", " null", " ~", " []"])
def test_09_null_containers_are_skipped(nothing: str) -> None:
    given = resource_list(POD.replace(":\n    - name: web\n      image: web:1\n", f":{nothing}\n"))
    outcome = run(given)
    assert outcome.exit_code == 0
    assert outcome.stdout.startswith(given)


@pytest.mark.parametrize(
    ("env", "message"),
    [
        (" {}", "`spec.containers[0].env` must be a list of variables, got a mapping"),
        (" text", '`spec.containers[0].env` must be a list of variables, got "text"'),
    ],
)
def test_09_an_env_that_is_not_a_list_is_reported(env: str, message: str) -> None:
    outcome = run(resource_list(POD + f"      env:{env}\n"))
    (error,) = [one for one in results(outcome) if one["severity"] == "error"]
    assert error == {
        "message": message,
        "severity": "error",
        "resourceRef": {"apiVersion": "v1", "kind": "Pod", "name": "web", "namespace": "shop"},
        "field": {"path": "spec.containers[0].env"},
        "file": {"path": "pod.yaml", "index": "0"},
        "tags": {"container": "web", "rule": "shape"},
    }


def test_10_earlier_results_stay_and_ours_follow() -> None:
    earlier = "results:\n- message: from before\n  severity: warning\n"
    outcome = run(resource_list(POD, QUIET) + earlier.encode())
    assert [one["message"] for one in results(outcome)] == [
        "from before",
        "set proxy variables in 1 of 1 workload: 2 added, 0 updated, 0 kept, 0 removed",
        "set proxy variables in web: 2 changed",
        "a Pod cannot be updated in a cluster, only replaced: delete it there before it is "
        "applied again",
    ]


def test_10_what_matters_is_on_stderr_too() -> None:
    outcome = run(resource_list(POD + "      env: {}\n"))
    assert [message for message in errors(outcome) if message not in outcome.stderr] == []


def test_11_help_does_not_wait_for_stdin() -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "krm_fn", "--help"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() != b""
        assert process.wait(timeout=10) == 0
        process.communicate()


def test_11_version_goes_to_stdout() -> None:
    outcome = run(b"", "--version")
    assert outcome.exit_code == 0
    assert outcome.stdout != b""
    assert outcome.stderr == ""


def test_12_the_image_has_one_complete_entrypoint() -> None:
    dockerfile = (ROOT / "Dockerfile").read_text()
    lines = [line for line in dockerfile.splitlines() if line.startswith(("ENTRYPOINT", "CMD"))]
    assert len(lines) == 1
    assert lines[0].startswith('ENTRYPOINT ["')


def test_13_values_are_quoted_and_non_ascii_text_is_raw() -> None:
    config = CONFIG.replace("http://proxy.example.com:3128", "http://pröxy.example.com:3128")
    stdout = run(resource_list(POD, config)).stdout.decode()
    assert '\n        value: "http://pröxy.example.com:3128"\n' in stdout


def test_14_the_functions_own_proxy_is_ignored() -> None:
    own = {"HTTP_PROXY": "http://other:1", "http_proxy": "http://other:1", "NO_PROXY": "x"}
    given = resource_list(POD)
    assert run_process(given, environment=own).stdout == run_process(given).stdout
