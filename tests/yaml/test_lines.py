"""What is read by its lines has the nodes that it has when it is read by its events."""

from __future__ import annotations

import pytest
from read_both_ways import CONFIG, DEPLOYMENT, GENERATED, edited_alike, in_a_list

from krm_fn.yaml import lines
from krm_fn.yaml.compose import compose
from krm_fn.yaml.nodes import Mapping, Sequence


def test_most_workloads_are_usual() -> None:
    assert len(edited_alike("---\n".join(GENERATED).encode(), CONFIG)) > 50
    assert len(edited_alike(in_a_list(*GENERATED).encode(), CONFIG)) > 50
    assert edited_alike(DEPLOYMENT.encode(), CONFIG) == ["Deployment"]


def test_a_node_is_the_same_one_each_time_it_is_asked_for() -> None:
    root = lines.read("a: b\nc:\n- d: e\n", dashed=False)
    assert root.entry("a") is root.entry("a")
    assert [id(key) for key, _ in root.entries] == [id(key) for key, _ in root.entries]
    members = root.get("c")
    assert isinstance(members, Sequence)
    assert members is root.get("c")
    assert members.items[0] is members.items[0]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("c:\n- name: a\n  value: x\n- name: 'b'\n", ["a", "b"]),
        ("c:\n  - value: x\n    name: a\n  - name: b\nd: e\n", ["a", "b"]),
        ("c:\n- name: null\n- name: 'null'\n- name: \"\\x61\"\n", ["", "null", "a"]),
        ("c:\n- name: a\n\n  # b\n- d\n- {name: c}\n- value: x\n", ["a", None, "c", None]),
        ("c:\n- name:\n- name: >\n    a\n", ["", "a\n"]),
        ("c:\n- name: a\n- name: b", ["a", "b"]),
    ],
)
def test_the_names_of_members_are_those_that_their_nodes_have(
    text: str, names: list[str | None]
) -> None:
    for root in (lines.read(text, dashed=False), compose(text)):
        assert isinstance(root, Mapping)
        members = root.get("c")
        assert isinstance(members, Sequence)
        assert members.texts_under("name") == names
        assert members.size == len(names) == len(members.items)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("kind: Deployment\n", "kind: Deployment\n  set\n"),
        ("metadata:\n  name: web", "metadata:\n    name: web"),
        ("  name: web", "  name: &a web"),
        ("  name: web", "  name: !!str web"),
        ("  name: web", "  name : web"),
        ("  name: web", "  name:\tweb"),
        ("  name: web", "  name: web\n  labels: {<<: {a: b}}"),
        ("  name: web", "  name: null"),
        ("  name: web", "  name: web\n    two"),
        ("  name: web", '  name: "we\\x62"'),
        ("  name: web", "  name: wéb"),
        ("  name: web", "  name: web\n  namespace: >\n  labels: {}"),
        ("  name: web", "  name: web\n  namespace: |\n\n    # c"),
        ("  name: web", "  name: web\n    - b"),
        ("  name: web", "  name: web\n  # c\n\n    - b"),
        ("  name: web", '  "name": web'),
        ("  name: web", "  \"'name'\": web"),
        ("  name: web", "  'it''s': web\n  name: web"),
        ("  name: web", "  name:  web  # c"),
        ("  name: web", "  name: web: two"),
        ("  name: web", "  name: " + "w" * 300),
        ("  name: web", "  name: web\n  labels:\n" + " " * 130 + "a: b"),
        ("'web.yaml'", "'web \"1\".yaml'"),
        ("'web.yaml'", "'wéb.yaml'"),
        ("  name: web", "  name: web\u2028"),
        ("  name: web", "  name: web\r"),
        ("  annotations:", "  annotations:\n  labels: {}\n  annotations:"),
        ("'web.yaml'", "'web.yaml'\n    config.kubernetes.io/local-config: 'true'"),
        ("  template:", "  template: # a pod\n"),
        ("  template:", "  template:\n  template:"),
        ("  strategy: {}", "  template: {}"),
        ("status: {}", "spec: {}"),
        ("status: {}", "spec : {}"),
        ("  # rolled", "  a: 'rolled\n  b: 1'\n  # rolled"),
        ("  # rolled", '  a"b: "rolled\n  # rolled'),
        ("  # rolled", '  a - "b: "rolled\n  # rolled'),
        ("  # rolled", "  ? a\n  : b\n  # rolled"),
        ("labels: {app: web}", "labels: {app: web,\n      spec: {}}"),
        ("      containers:", "      containers: &all"),
        ("      containers:", "      os: {name: windows}\n      containers:"),
        ("      containers:", "      containers: []\n      containers:"),
        ("      - name: web\n", "      -\n        name: web\n"),
        ("      - name: web\n", "      - foo\n      - name: web\n"),
        ("      - name: web\n", "      - env: []\n        name: web\n"),
        ("      - name: web\n", "      - "),
        ('        image: "web:1" # the newest\n', ""),
        ('"web:1" # the newest', "''"),
        ('"web:1" # the newest', "null"),
        ('"web:1" # the newest', ">-\n          web"),
        ('"web:1" # the newest', "web\n          :1"),
        ("        env:\n", ""),
        ("        env:\n", "        # comment\n"),
        ("        env:\n", "        env: []\n"),
        ("        env:\n", "        env :\n"),
        ("      - args:", "      - env : []\n        args:"),
        ("      volumes: []", "      initContainers : []"),
        ("      volumes: []", "      containers:\n      - name: x\n        image: y"),
        ("      volumes: []", "      os:\n        name: windows"),
        ("        env:\n", "        env: *a\n"),
        ("        env:\n", "        env:\n        env:\n"),
        ("        - name: A\n", "        - name: A # one\n"),
        ("        - name: A\n", "        - {name: A}\n        - name: C\n"),
        ("        - name: A\n          value:", "        - value: b\n          name:"),
        ("key: d}\n", "key: d}\n        # last\n"),
        ("key: d}\n", "key: d}\n        - name: C\n          value: |+\n            a\n\n"),
        ("status: {}\n", "status: {}"),
    ],
)
def test_what_is_written_in_another_way_comes_out_alike(old: str, new: str) -> None:
    assert old in DEPLOYMENT
    text = DEPLOYMENT.replace(old, new, 1)
    edited_alike(text.encode(), CONFIG)
    edited_alike(in_a_list(text).encode(), CONFIG)
