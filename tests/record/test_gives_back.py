"""What `track` has set and `remove` takes out leaves the manifests as they were, to the byte."""

from __future__ import annotations

import json

import pytest
import yaml
from run_function import run

HEAD = "apiVersion: config.kubernetes.io/v1\nkind: ResourceList\nitems:\n"
CONFIG = """\
functionConfig:
  apiVersion: krm-fn.dev/v1alpha1
  kind: SetProxyEnv
  metadata:
    name: proxy
  spec: """
TRACK = CONFIG + "{httpProxy: http://proxy:3128, noProxy: 'svc,local', track: true, existing: %s}\n"
REMOVE = CONFIG + "{remove: true}\n"
WORKLOAD = """\
- apiVersion: apps/v1
  kind: Deployment
  metadata:
    name: web
{}  spec:
    template:
      spec:
        containers:
        - name: web
          image: web:1
{}          ports: []
"""
ANNOTATIONS = [
    "",
    "    annotations:\n",
    "    annotations: # none\n",
    "    annotations: ~ # none\n",
    "    annotations: null\n",
    "    annotations: {}\n",
    "    annotations: {a: b}\n",
    "    annotations:\n      a: b # why\n",
]
ENVS = [
    "",
    "          env:\n",
    "          env: # none\n",
    "          env: ~\n",
    "          env: Null # none\n",
    "          env: null\n",
    "          env: []\n",
    "          env: [{name: A, value: b}]\n",
    "          env:\n          - name: A # why\n            value: b\n",
    "          env:\n          - name: NO_PROXY\n            value: 'a' # why\n",
    "          env:\n            - {name: HTTP_PROXY, value: x}\n",
    "          env:\n          - name: HTTP_PROXY\n            valueFrom:\n"
    "              secretKeyRef:\n                name: a\n                key: b\n",
    "          env:\n          - name: HTTP_PROXY\n"
    "            valueFrom: {secretKeyRef: {name: a, key: b}} # why\n",
    "          env:\n          - name: no_proxy\n"
    "            valueFrom: {configMapKeyRef: {name: a, key: b, optional: true}}\n"
    "          - name: Z\n            value: z\n",
]


@pytest.mark.parametrize("existing", ["merge", "keep", "replace"])
@pytest.mark.parametrize("annotations", ANNOTATIONS)
@pytest.mark.parametrize("env", ENVS)
def test_what_was_tracked_and_removed_is_what_it_was(
    annotations: str, env: str, existing: str
) -> None:
    before = HEAD + WORKLOAD.format(annotations, env)
    tracked = run((before + TRACK % existing).encode()).stdout.decode()
    assert "set-proxy-env-recorded" in tracked
    items = tracked[: tracked.index("functionConfig:")]
    after = run((items + REMOVE).encode()).stdout.decode()
    assert after[: after.index("functionConfig:")] == before


@pytest.mark.parametrize("env", ["", "~", "null", "[]"])
def test_a_field_in_braces_is_what_it_was(env: str) -> None:
    item = (
        "- {apiVersion: v1, kind: Pod, metadata: {name: a}, "
        f"spec: {{containers: [{{name: a, image: b, env: {env}}}]}}}}\n"
    )
    tracked = run((HEAD + item + TRACK % "merge").encode()).stdout.decode()
    assert "set-proxy-env-recorded" in tracked
    items = tracked[: tracked.index("functionConfig:")]
    after = run((items + REMOVE).encode()).stdout.decode()
    assert after[: after.index("functionConfig:")] == HEAD + item


@pytest.mark.parametrize("annotations", ["    annotations: ~\n", "    annotations: {}\n"])
@pytest.mark.parametrize("env", ["", "          env: ~\n", "          env: Null\n"])
def test_what_is_json_by_then_is_given_back_as_json(annotations: str, env: str) -> None:
    before = HEAD + WORKLOAD.format(annotations, env)
    tracked = yaml.safe_load(run((before + TRACK % "merge").encode()).stdout)
    config = yaml.safe_load(REMOVE)
    data = json.dumps({**tracked, **config, "results": []}, indent=2)
    after = json.loads(run(data.encode()).stdout)
    assert after["items"] == yaml.safe_load(before)["items"]


POD = """\
- apiVersion: v1
  kind: Pod
  metadata:
    name: web
  spec:
    containers:
    - name: web
      image: web:1
"""
SIDECAR = "    - name: {}\n      image: proxy:1\n      env: {{}}\n"


@pytest.mark.parametrize("spec", ["", ", containers: {exclude: [sidecar]}"])
def test_what_setting_leaves_out_is_left_out_when_it_is_removed(spec: str) -> None:
    left_out = SIDECAR.format("sidecar" if spec else "istio-proxy")
    before = HEAD + POD + left_out
    track = CONFIG + "{httpProxy: http://proxy:3128, track: true" + spec + "}\n"
    tracked = run((before + track).encode()).stdout.decode()
    items = tracked[: tracked.index("functionConfig:")]
    assert "set-proxy-env-recorded" in items
    outcome = run((items + CONFIG + "{remove: true" + spec + "}\n").encode())
    assert (outcome.stderr, outcome.exit_code) == ("", 0)
    after = outcome.stdout.decode()
    assert after[: after.index("functionConfig:")] == before


def test_what_was_set_before_it_was_left_out_is_removed() -> None:
    before = HEAD + POD
    tracked = run((before + CONFIG + "{httpProxy: http://p:1, track: true}\n").encode())
    items = tracked.stdout.decode()
    items = items[: items.index("functionConfig:")]
    remove = CONFIG + "{remove: true, containers: {exclude: [web]}}\n"
    after = run((items + remove).encode()).stdout.decode()
    assert after[: after.index("functionConfig:")] == before


def test_an_authors_password_does_not_get_into_the_annotation() -> None:
    entry = "      env:\n      - name: http_proxy\n        value: http://own:tulip@proxy:3128\n"
    before = HEAD + POD + entry
    outcome = run((before + TRACK % "replace").encode())
    assert outcome.exit_code == 1
    assert outcome.stderr.splitlines()[0] == (
        '[error] v1/Pod/web: container "web" sets `http_proxy` to a value with a user name or a '
        "password, which must not get into the record of `track`; delete it there, as it is to be "
        "replaced, or have it refer to a Secret, as in http://user:$(PROXY_PASSWORD)@proxy:3128"
    )
    items = outcome.stdout.decode()
    assert items[: items.index("functionConfig:")] == before


@pytest.mark.parametrize(
    "wanted", ["http://p:1", "{valueFrom: {secretKeyRef: {name: proxy, key: url}}}"]
)
def test_what_could_not_be_given_back_is_not_replaced(wanted: str) -> None:
    entry = """\
      env:
      - name: HTTP_PROXY
        value: http://own:1
        valueFrom: {secretKeyRef: {name: own, key: url}}
"""
    before = HEAD + POD + entry
    track = CONFIG + "{httpProxy: " + wanted + ", track: true, existing: replace}\n"
    outcome = run((before + track).encode())
    assert outcome.exit_code == 1
    assert outcome.stderr.splitlines()[0] == (
        "[error] v1/Pod/web: `spec.containers[0].env[0]` must be a variable with a `value` or a "
        "`valueFrom`, not with both, got a mapping"
    )
    items = outcome.stdout.decode()
    assert items[: items.index("functionConfig:")] == before
