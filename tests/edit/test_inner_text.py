"""Pod templates in texts of objects: set in place, recorded, taken out, or refused."""

from __future__ import annotations

import json
from typing import Any

import pytest
import yaml
from set_manifests import Done, apply

ON: dict[str, Any] = {"customResources": {"configMaps": True}}
PROXY = '"http://proxy.example.com:3128"'


def config_map(data: str, name: str = "config-defaults") -> str:
    return f"apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: {name}\n  labels: {{a: b}}\n{data}"


def tekton(text: str, header: str = "|") -> str:
    lines = "".join(f"    {line}\n" if line else "\n" for line in text.splitlines())
    return config_map(f"data:\n  default-pod-template: {header}\n{lines}")


def errors(done: Done) -> list[str]:
    assert done.exit_code == 1
    return done.messages("error")


ENV = f"""\
    env:
    - name: http_proxy
      value: {PROXY}
    - name: HTTP_PROXY
      value: {PROXY}
"""

TEXTS = {
    "a mapping": tekton("nodeSelector: {a: b}"),
    "a mapping with blank lines around": tekton("\nnodeSelector: {a: b}\n\n\n"),
    "a document with its marker": tekton("# of Tekton\n---\nnodeSelector: {a: b}"),
    "a text without a last line end": tekton("nodeSelector: {a: b}", "|-"),
    "a text with the blank lines at its end": tekton("nodeSelector: {a: b}\n\n", "|+"),
    "an item without a last line end": tekton("nodeSelector: {a: b}").removesuffix("\n"),
    "a text with anchors of its own": tekton("a: &a {b: c}\nd: *a\nenv: [{name: X, value: y}]"),
    "a flow mapping": tekton("{nodeSelector: {a: b}}"),
    "JSON over several lines": tekton('{\n  "nodeSelector": {"a": "b"},\n  "env": []\n}'),
    "JSON in quotes": config_map('data: {default-pod-template: \'{"a": "b"}\'}\n'),
    "a text in double quotes": config_map('data:\n  default-pod-template: "a: \\u0062\\n"\n'),
    "an empty env": tekton("env:\nschedulerName: x"),
    "an env of the author's": tekton("env:\n# why\n- name: A\n  value: b\n\nschedulerName: x"),
}


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
@pytest.mark.parametrize("existing", ["merge", "replace", "keep"])
def test_what_was_set_in_a_text_is_recorded_and_taken_out_again(
    text: str, line_end: str, existing: str
) -> None:
    text = text.replace("\n", line_end)
    done = apply(text, **ON, track=True, existing=existing)
    assert done.exit_code == 0
    inside = yaml.safe_load(yaml.safe_load(done.text)["data"]["default-pod-template"])
    assert [one["name"] for one in inside["env"]][-2:] == ["http_proxy", "HTTP_PROXY"]
    assert apply(done.text, **ON, track=True, existing=existing).text == done.text
    assert apply(done.text, **ON, track=True, verify=True, existing=existing).exit_code == 0
    assert apply(done.text, remove=True).text == text


def test_lines_are_added_to_the_text_and_nothing_else_changes() -> None:
    before = tekton("# only there\nnodeSelector:\n  disk:   'ssd'  # fast\n\ntolerations: []")
    after = apply(before, **ON).text
    at = before.index("    tolerations: []\n")
    assert after == before[:at] + "    tolerations: []\n" + ENV


def test_a_text_in_a_large_list_is_edited_as_in_a_small_one() -> None:
    other = config_map("data:\n  executor: of nothing\n", "other")
    text = tekton("nodeSelector: {a: b}\n\nschedulerName: x")
    many = "---\n".join([other] * 2000 + [text])
    assert len(many) > 100_000
    assert apply(many, **ON).text == "---\n".join([other] * 2000 + [apply(text, **ON).text])


def test_a_gate_names_the_place_in_the_text() -> None:
    done = apply(tekton("schedulerName: x"), **ON, verify=True)
    assert errors(done) == [
        "`data.default-pod-template.env` does not have `http_proxy`, `HTTP_PROXY` as this "
        "configuration sets them; run it without `verify`"
    ]


def test_a_folded_text_is_refused_where_something_would_change() -> None:
    folded = tekton("schedulerName: x", ">")
    quoted = config_map("data:\n  default-pod-template: 'a: b'\n")
    for text in (folded, quoted):
        assert errors(apply(text, **ON)) == [
            "`data.default-pod-template` must be a block scalar in literal style for variables to be "
            "set in its text: write `default-pod-template: |`, and the text on the lines below"
        ]
        assert apply(text, **ON).text == text
        assert apply(text).exit_code == 0


def test_a_text_that_an_alias_has_too_is_refused() -> None:
    text = config_map("data:\n  x: &x |\n    a: b\n  default-pod-template: *x\n")
    assert errors(apply(text, **ON)) == [
        "`data.default-pod-template` must be written out: it is shared, by an alias or a merge key, "
        "with a place where the proxy variables are not to be set"
    ]


def test_what_a_text_shares_is_refused_with_the_place_in_it() -> None:
    pod = "kind: Pod\napiVersion: v1\nspec:\n  x: &e [{name: A, value: b}]\n  containers:\n"
    pod += "  - {name: a, image: b, env: *e}\n"
    lines = "".join(f"    {line}\n" for line in pod.splitlines())
    text = config_map(f"data:\n  pod_template_file.yaml: |\n{lines}", "airflow")
    made = apply(text, **ON)
    inside = yaml.safe_load(yaml.safe_load(made.text)["data"]["pod_template_file.yaml"])
    assert inside["spec"]["x"] == [{"name": "A", "value": "b"}]
    assert [one["name"] for one in inside["spec"]["containers"][0]["env"]] == [
        "A",
        "http_proxy",
        "HTTP_PROXY",
    ]


def test_a_text_that_expands_without_end_is_left_alone() -> None:
    bomb = "a: &a [x, x, x, x, x, x, x, x, x, x]\n"
    for name, before in zip("bcdefg", "abcdef", strict=True):
        bomb += f"{name}: &{name} [{', '.join([f'*{before}'] * 10)}]\n"
    done = apply(tekton(f"{bomb}env:\n- name: A\n  valueFrom: *g\n"), **ON)
    assert done.exit_code == 0
    assert done.messages("info") == [
        "`data[default-pod-template]` makes pods of Tekton, and is not covered: it must be one YAML "
        "or JSON document with a place for `env`"
    ]


def test_a_text_that_nests_too_deep_is_refused() -> None:
    deep = "x: " + "[" * 250 + "]" * 250
    assert errors(apply(tekton(f"{deep}\nschedulerName: x"), **ON)) == [
        "`data.default-pod-template.x[0][0][0][0]` must not nest deeper than 200 levels in an object "
        "in which variables are set"
    ]


def test_a_bundle_is_mounted_in_a_pod_template_in_a_text() -> None:
    pod = {"apiVersion": "v1", "kind": "Pod", "spec": {"containers": [{"name": "a", "image": "b"}]}}
    text = json.dumps(
        {
            "apiVersion": "v1",
            "kind": "ConfigMap",
            "metadata": {"name": "airflow"},
            "data": {"pod_template.yaml": yaml.safe_dump(pod)},
        }
    )
    bundle = {"configMap": {"name": "ca", "key": "ca.crt"}}
    done = apply(text, **ON, trustedCA=bundle, track=True)
    spec = yaml.safe_load(json.loads(done.text)["data"]["pod_template.yaml"])["spec"]
    assert [one["configMap"]["name"] for one in spec["volumes"]] == ["ca"]
    assert len(spec["containers"][0]["volumeMounts"]) == 1
    assert apply(done.text, remove=True).text == text


JENKINS = """\
apiVersion: v1
kind: ConfigMap
metadata:
  name: jenkins-casc
  labels: {a: b}
data:
  jenkins.yaml: |
    jenkins:
      clouds:
      - kubernetes:
          templates:
          - name: default
"""
VARIABLES = {
    "none": "",
    "blank": "            envVars:\n",
    "others": "            envVars:\n            - envVar:\n                key: A\n                value: b\n",
    "a literal": "            envVars:\n            - envVar: {key: HTTP_PROXY, value: 'http://own:1'}\n",
    "a secret": (
        "            envVars:\n            - secretEnvVar:\n                key: HTTP_PROXY\n"
        "                secretName: px\n                secretKey: url\n"
    ),
    "both": (
        "            envVars: [envVar: {key: A, value: b}, "
        "secretEnvVar: {key: HTTP_PROXY, secretName: px, secretKey: url}]\n"
    ),
}


@pytest.mark.parametrize("variables", VARIABLES.values(), ids=VARIABLES.keys())
@pytest.mark.parametrize("existing", ["merge", "replace", "keep"])
def test_variables_of_jenkins_are_recorded_and_taken_out_again(
    variables: str, existing: str
) -> None:
    text = JENKINS + variables
    done = apply(text, **ON, track=True, existing=existing)
    assert done.messages("error") == []
    assert apply(done.text, **ON, track=True, existing=existing).text == done.text
    removed = apply(done.text, remove=True).text
    if "secretEnvVar" in text and existing == "replace":
        assert jenkins_variables(removed) == jenkins_variables(text)
    else:
        assert removed == text


def jenkins_variables(text: str) -> Any:
    template = yaml.safe_load(yaml.safe_load(text)["data"]["jenkins.yaml"])
    return template["jenkins"]["clouds"][0]["kubernetes"]["templates"][0]["envVars"]


def test_a_secret_of_jenkins_gets_its_other_spelling() -> None:
    secret = {"secretName": "px", "secretKey": "url"}
    assert jenkins_variables(apply(JENKINS + VARIABLES["a secret"], **ON).text) == [
        {"secretEnvVar": {"key": "HTTP_PROXY", **secret}},
        {"secretEnvVar": {"key": "http_proxy", **secret}},
    ]


def test_a_secret_of_jenkins_is_replaced_where_that_is_asked_for() -> None:
    done = apply(JENKINS + VARIABLES["both"], **ON, existing="replace")
    url = {"value": "http://proxy.example.com:3128"}
    assert jenkins_variables(done.text) == [
        {"envVar": {"key": "A", "value": "b"}},
        {"envVar": {"key": "HTTP_PROXY", **url}},
        {"envVar": {"key": "http_proxy", **url}},
    ]


def test_variables_that_stand_before_blank_lines_are_taken_out_with_these() -> None:
    text = tekton(f"schedulerName: x\n\nenv:\n- name: http_proxy\n  value: {PROXY}\n")
    done = apply(text, remove=True)
    assert done.text == tekton("schedulerName: x")
