"""The function from Python: `krm_fn.run(data, config)`."""

from __future__ import annotations

import subprocess
import sys
from typing import Any, assert_type

import pytest
from configurations import HTTP, set_proxy_env

import krm_fn

POD = b"""\
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
  - name: web
    image: web:1
"""
ENV = f"""\
    env:
    - name: http_proxy
      value: "{HTTP}"
    - name: HTTP_PROXY
      value: "{HTTP}"
""".encode()
CONFIG = set_proxy_env(httpProxy=HTTP, existing="keep", checks={"level": "off"})
NO_HTTP_PROXY: dict[str, Any] = {"apiVersion": "v1", "kind": "ConfigMap", "data": {}}


def test_manifests_come_back_with_the_variables_and_results() -> None:
    outcome = assert_type(krm_fn.run(POD, CONFIG), krm_fn.Outcome)
    assert outcome.output == POD + ENV
    assert outcome.exit_code == 0
    pod = {"apiVersion": "v1", "kind": "Pod", "name": "web"}
    summary, made, replace = outcome.results
    assert assert_type(summary["message"], str) == (
        "set proxy variables in 1 of 1 workload: 2 added, 0 updated, 0 kept, 0 removed"
    )
    assert made == {
        "message": "set proxy variables in web: 2 changed",
        "severity": "info",
        "resourceRef": pod,
        "field": {"path": "spec.containers[0].env"},
        "tags": {"container": "web", "found": "built-in", "rule": "set"},
    }
    assert (replace["severity"], replace["resourceRef"]) == ("info", pod)


def test_the_output_can_be_asked_for_again() -> None:
    outcome = krm_fn.run(POD, CONFIG)
    assert (outcome.output, outcome.output) == (POD + ENV, POD + ENV)


def test_a_resource_list_has_its_own_configuration_and_keeps_the_results() -> None:
    items = b"items:\n- " + POD.replace(b"\n", b"\n  ").rstrip(b" ")
    head = b"apiVersion: config.kubernetes.io/v1\nkind: ResourceList\n"
    config = b"functionConfig: {apiVersion: v1, kind: ConfigMap, data: {noProxy: localhost}}\n"
    outcome = krm_fn.run(head + config + items)
    assert b"name: no_proxy" in outcome.output
    assert outcome.output.count(b"\n- message: ") == len(outcome.results)


def test_what_is_wrong_with_the_configuration_is_an_error_among_the_results() -> None:
    outcome = krm_fn.run(POD, NO_HTTP_PROXY)
    assert (outcome.output, outcome.exit_code) == (POD, 1)
    assert outcome.results == outcome.told
    assert [made["severity"] for made in outcome.results] == ["error"]


def test_a_run_in_json_has_results_as_data_too() -> None:
    text = b'{"apiVersion": "config.kubernetes.io/v1", "kind": "ResourceList", "items": []}'
    outcome = krm_fn.run(text, CONFIG)
    assert [made["tags"]["rule"] for made in outcome.results] == ["summary"]


def test_what_cannot_be_read_raises_malformed() -> None:
    with pytest.raises(krm_fn.Malformed, match=r"^line 2: not YAML: the parser says "):
        krm_fn.run(b"a: [", CONFIG)


def test_importing_the_package_imports_nothing_else() -> None:
    code = (
        "import sys; before = set(sys.modules); import krm_fn;"
        "print(sorted(set(sys.modules) - before))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "['krm_fn']\n"


def test_all_that_is_public_is_there_and_nothing_else_is() -> None:
    public: Any = krm_fn
    for name in krm_fn.__all__:
        assert getattr(public, name) is not None
    with pytest.raises(AttributeError, match=r"^module 'krm_fn' has no attribute 'walk'$"):
        _ = public.walk
