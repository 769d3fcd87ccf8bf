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


ENTRY = "          env:\n          - name: {}\n{}"
BY_MEANING = {
    "spaces in braces": (
        "HTTP_PROXY",
        "            valueFrom: { secretKeyRef: { name: a, key: b } }\n",
        "            valueFrom: {secretKeyRef: {name: a, key: b}}\n",
    ),
    "quotes in braces": (
        "HTTP_PROXY",
        "            valueFrom: {secretKeyRef: {name: 'a', key: b}}\n",
        "            valueFrom: {secretKeyRef: {name: a, key: b}}\n",
    ),
    "a quoted key": (
        "HTTP_PROXY",
        '            "valueFrom": {secretKeyRef: {name: a, key: b}}\n',
        "            valueFrom: {secretKeyRef: {name: a, key: b}}\n",
    ),
    "braces within a block": (
        "HTTP_PROXY",
        "            valueFrom:\n              secretKeyRef: {name: a, key: b}\n",
        "            valueFrom:\n              secretKeyRef:\n                name: a\n"
        "                key: b\n",
    ),
    "comments and quotes in a block": (
        "HTTP_PROXY",
        "            valueFrom: # of the team\n              secretKeyRef:\n"
        "                # why\n                name: 'a' # what\n                key: b\n",
        "            valueFrom:\n              secretKeyRef:\n                name: a\n"
        "                key: b\n",
    ),
    "a wide indentation": (
        "HTTP_PROXY",
        "            valueFrom:\n                secretKeyRef:\n                    name: a\n"
        "                    key: b\n",
        "            valueFrom:\n              secretKeyRef:\n                name: a\n"
        "                key: b\n",
    ),
    "a literal block": (
        "HTTP_PROXY",
        "            value: |-\n              x\n",
        '            value: "x"\n',
    ),
    "a folded block": (
        "NO_PROXY",
        "            value: >\n              a,\n              b\n",
        '            value: "a, b\\n"\n',
    ),
    "escapes": ("NO_PROXY", '            value: "a\\u002cb"\n', '            value: "a,b"\n'),
    "several plain lines": (
        "NO_PROXY",
        "            value: a,\n              b\n",
        "            value: a, b\n",
    ),
    "several lines in quotes": (
        "NO_PROXY",
        "            value: 'a,\n              b'\n",
        "            value: 'a, b'\n",
    ),
    "a tag": ("NO_PROXY", "            value: !!str x\n", '            value: !!str "x"\n'),
    "an alias": (
        "HTTP_PROXY",
        "            value: *other\n          - name: OTHER\n            value: y\n",
        "            value: x\n          - name: OTHER\n            value: y\n",
    ),
    "a tilde": ("HTTP_PROXY", "            value: ~\n", "            value: null\n"),
    "nothing": ("HTTP_PROXY", "            value: # none\n", "            value: null # none\n"),
}


@pytest.mark.parametrize("case", BY_MEANING)
def test_what_comes_back_by_its_meaning_alone(case: str) -> None:
    name, entry, back = BY_MEANING[case]
    first = "    annotations: {a: &other x}\n" if "*other" in entry else ""
    before, after = (
        HEAD + WORKLOAD.format(first, ENTRY.format(name, each)) for each in (entry, back)
    )
    assert yaml.safe_load(before) == yaml.safe_load(after)
    tracked = run((before + TRACK % "replace").encode()).stdout.decode()
    assert "set-proxy-env-recorded" in tracked
    items = tracked[: tracked.index("functionConfig:")]
    removed = run((items + REMOVE).encode()).stdout.decode()
    assert removed[: removed.index("functionConfig:")] == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("    annotations: { }\n", "    annotations: {}\n"),
        ("    annotations: {\n    }\n", "    annotations: {}\n"),
        ("          env: [ ]\n", "          env: []\n"),
        ("          env: [\n          ]\n", "          env: []\n"),
    ],
)
def test_brackets_with_nothing_but_space_between_them_come_back_without_it(
    before: str, after: str
) -> None:
    first, second = (
        HEAD + WORKLOAD.format(*((each, "") if "annotations" in each else ("", each)))
        for each in (before, after)
    )
    tracked = run((first + TRACK % "merge").encode()).stdout.decode()
    items = tracked[: tracked.index("functionConfig:")]
    removed = run((items + REMOVE).encode()).stdout.decode()
    assert removed[: removed.index("functionConfig:")] == second


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


@pytest.mark.parametrize("args", ["      args:\n      - |\n        run\n", "      args: |\n"])
def test_a_comment_in_env_does_not_get_into_the_text_before_it(args: str) -> None:
    before = HEAD + POD + args + "      env:\n\n          # none yet\n"
    configuration = "httpProxy: http://proxy:3128"
    once = run((before + CONFIG + "{" + configuration + "}\n").encode()).stdout.decode()
    items = once[: once.index("functionConfig:")]
    assert "name: http_proxy" in items
    outcome = run((items + CONFIG + "{" + configuration + ", remove: true}\n").encode())
    assert outcome.exit_code == 0
    after = outcome.stdout.decode()
    assert after[: after.index("functionConfig:")] == before


def test_env_and_mounts_go_from_behind_a_dash() -> None:
    before = HEAD + POD.replace(
        "    - name: web\n", "    - volumeMounts:\n      env:\n      name: web\n"
    )
    spec = "trustedCA: {configMap: {name: ca}}"
    once = run((before + CONFIG + "{" + spec + "}\n").encode()).stdout.decode()
    items = once[: once.index("functionConfig:")]
    outcome = run((items + CONFIG + "{" + spec + ", remove: true}\n").encode())
    after = outcome.stdout.decode()
    assert outcome.exit_code == 0
    assert after[: after.index("functionConfig:")] == HEAD + POD


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


def test_a_null_in_json_comes_back() -> None:
    item = (
        '{"apiVersion":"v1","kind":"Pod","metadata":{"name":"a"},"spec":{"containers":'
        '[{"name":"a","image":"b","env":[{"name":"HTTP_PROXY","value":null}]}]}}'
    )
    config = json.dumps(yaml.safe_load(TRACK % "replace")["functionConfig"])
    start = '{"apiVersion":"config.kubernetes.io/v1","kind":"ResourceList","items":['
    tracked = json.loads(run(f'{start}{item}],"functionConfig":{config}}}'.encode()).stdout)
    assert "annotations" in tracked["items"][0]["metadata"]
    config = json.dumps(yaml.safe_load(REMOVE)["functionConfig"])
    again = f'{start}{json.dumps(tracked["items"][0])}],"functionConfig":{config}}}'
    removed = json.loads(run(again.encode()).stdout)
    assert removed["items"] == [json.loads(item)]


@pytest.mark.parametrize("source", ["{}", "[]"])
def test_an_empty_source_is_given_back_to_the_spelling_beside_it_too(source: str) -> None:
    env = f"          env:\n          - name: http_proxy\n            valueFrom: {source}\n"
    before = HEAD + WORKLOAD.format("", env)
    replaced = run((before + TRACK % "replace").encode()).stdout.decode()
    added = '          - name: HTTP_PROXY\n            value: "http://proxy:3128"\n'
    assert added in replaced
    items = replaced[: replaced.index("functionConfig:")].replace(added, "")
    kept = run((items + TRACK % "keep").encode())
    assert kept.exit_code == 0
    assert kept.stdout.decode().count(f"_proxy\n            valueFrom: {source}\n") == 1
    assert kept.stdout.decode().count(f"_PROXY\n            valueFrom: {source}\n") == 1
