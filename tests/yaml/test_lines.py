"""What is read by its lines comes out as it does when it is read by its events, to the byte.

Runs of less than BY_LINES_FROM bytes go by events alone; here both ways are taken with any text.
"""

from __future__ import annotations

import itertools
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from places import FIXTURES
from run_function import unquoted

from benchmarks.inputs.generate import MB, Case, cut_to_size
from krm_fn import transform
from krm_fn.edit.part import CHECKED_AT_ONCE, Part
from krm_fn.errors import Malformed
from krm_fn.yaml import line as one_line
from krm_fn.yaml import lines
from krm_fn.yaml.compose import compose
from krm_fn.yaml.lines import read as lines_read
from krm_fn.yaml.nodes import Mapping, Sequence, to_data

if TYPE_CHECKING:
    from krm_fn.edit.edited import Edited
    from krm_fn.yaml.nodes import Mapping

INPUTS = sorted(FIXTURES.rglob("input.yaml"))
GENERATED = list(itertools.islice(cut_to_size(Case("", 100 * MB, "work", "yaml")), 60))
HEAD = "apiVersion: config.kubernetes.io/v1\nkind: ResourceList\nitems:\n"
SPEC: dict[str, object] = {"httpProxy": "http://proxy.example.com:3128", "noProxy": "svc,local"}
CONFIG = {
    "apiVersion": "krm-fn.dev/v1alpha1",
    "kind": "SetProxyEnv",
    "metadata": {"name": "proxy"},
    "spec": SPEC,
}
EXAMPLES = int(os.environ.get("SET_PROXY_ENV_EXAMPLES", "400"))
WAY = (b"spec", b"template", b"spec")
DEPLOYMENT = """\
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
  annotations:
    internal.config.kubernetes.io/path: 'web.yaml'
    internal.config.kubernetes.io/index: '1'
spec:
  # rolled out by hand
  replicas: 2

  template:
    metadata:
      labels: {app: web}
    spec:
      containers:
      - name: web
        image: "web:1" # the newest
        command: ["sh", '-c']
        env:
        - name: A
          value: "it's # 1"
        - name: B
          valueFrom:
            configMapKeyRef: {name: c, key: d}
      - args:
          - |
            - name: x
            echo hello
        image: web:1
        name: other
      volumes: []
  strategy: {}
status: {}
"""


@contextmanager
def read_by(reader: str) -> Iterator[list[str]]:
    """Runs in which any text that can be is read by its "lines", or all by their "events"; the
    kinds of the items that were read by lines.
    """
    kinds: list[str] = []
    patch = pytest.MonkeyPatch()
    by_events = Part._edit_by_events

    def noted(text: str, *, dashed: bool) -> Mapping:
        root = lines_read(text, dashed=dashed)
        kinds.append(str(to_data(root.get("kind"))))
        return root

    def taken_back(self: Part, index: int, text: str, edited: Edited) -> None:
        if self.by_lines and kinds and kinds[-1] == self.items[index].kind:
            kinds.pop()
        by_events(self, index, text, edited)

    patch.setattr("krm_fn.edit.part.BY_LINES_FROM", 0 if reader == "lines" else 1 << 60)
    patch.setattr("krm_fn.yaml.lines.read", noted)
    patch.setattr(Part, "_edit_by_events", taken_back)
    try:
        yield kinds
    finally:
        patch.undo()


def answer(data: bytes, config: dict[str, Any] | None) -> tuple[object, ...]:
    """All that a run says."""
    try:
        outcome = transform.run(data, config)
    except Malformed as malformed:
        return (str(malformed),)
    return outcome.output, outcome.told, outcome.exit_code, b"".join(outcome.written)


def edited_alike(data: bytes, config: dict[str, Any] | None = None) -> list[str]:
    """The kinds of the items that were read by their lines, with the answer that events give."""
    with read_by("lines") as kinds:
        by_lines = answer(data, config)
    with read_by("events"):
        by_events = answer(data, config)
    assert by_lines == by_events
    return kinds


def in_a_list(*texts: str) -> str:
    """Documents as members of a ResourceList."""
    members = []
    for text in texts:
        lines = text.removeprefix("---\n").splitlines(keepends=True)
        members += ["- " + lines[0], *("  " + line if line.strip() else line for line in lines[1:])]
    return HEAD + "".join(members)


def test_every_fixture_is_answered_alike() -> None:
    kinds = [kind for path in INPUTS for kind in edited_alike(path.read_bytes(), with_own(path))]
    assert len(kinds) > 20


def with_own(path: Path) -> Any:
    """The configuration of a fixture that is no ResourceList."""
    return CONFIG if (path.parent / "config.yaml").exists() else None


BROKEN = DEPLOYMENT.replace("{app: web}", "{app: web]")


@pytest.mark.parametrize(
    "others",
    [
        pytest.param([], id="alone"),
        pytest.param([BROKEN], id="another one behind it"),
        pytest.param([DEPLOYMENT] * 20, id="more than are parsed at once behind it"),
        pytest.param([BROKEN.replace("Deployment", "Pod")], id="one behind it that goes by nodes"),
        pytest.param(
            ["apiVersion: v1\nkind: Secret\ndata: [\n"], id="one behind it that is only checked"
        ),
    ],
)
@pytest.mark.parametrize("before", [0, 3, CHECKED_AT_ONCE + 3])
def test_of_edits_that_are_parsed_together_the_first_that_is_not_yaml_is_named(
    others: list[str], before: int
) -> None:
    texts = [*[DEPLOYMENT] * before, BROKEN, *others, DEPLOYMENT]
    for data in (in_a_list(*texts), "---\n".join(texts)):
        edited_alike(data.encode(), CONFIG)
        line = data[: data.index("app: web]")].count("\n") + 1
        (message,) = answer(data.encode(), CONFIG)
        assert unquoted(str(message)) == f"line {line}: not YAML: the parser says ..."


def test_what_is_not_yaml_is_named_by_its_line_in_all_of_the_text() -> None:
    service = "apiVersion: v1\nkind: Service\nmetadata:\n  name: {}\nspec: [\n"
    texts = [DEPLOYMENT, service.format("a"), DEPLOYMENT]
    line = "\n".join(texts[:2]).count("\n") + 1
    for url in ("http://proxy.example.com:3128", "http://a:3128"):
        config = {**CONFIG, "spec": {"httpProxy": url, "noProxy": "svc,local"}}
        for data in ("---\n".join(texts), in_a_list(*texts)):
            edited_alike(data.encode(), config)
        (message,) = answer("---\n".join(texts).encode(), config)
        assert unquoted(str(message)) == f"line {line}: not YAML: the parser says ..."


def test_most_workloads_are_usual() -> None:
    assert len(edited_alike("---\n".join(GENERATED).encode(), CONFIG)) > 50
    assert len(edited_alike(in_a_list(*GENERATED).encode(), CONFIG)) > 50
    assert edited_alike(DEPLOYMENT.encode(), CONFIG) == ["Deployment"]


def test_no_pattern_has_what_the_first_pythons_3_11_match_wrongly() -> None:
    repeated_group = re.compile(r"(?<!\\)\)(?:[*+?]|\{[0-9,]+\})\+")
    assert repeated_group.search(r"(?:ab)*+")
    patterns = [each for each in vars(one_line).values() if isinstance(each, re.Pattern)]
    assert patterns
    assert [each for each in patterns if repeated_group.search(each.pattern)] == []


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


def test_many_different_lines_are_read_alike() -> None:
    names = [
        f"  name: web\n  labels: {{n: a{number}}}\n" for number in range(one_line.MAX_LINES + 10)
    ]
    texts = [
        DEPLOYMENT.replace("  name: web\n", name, 1) for name in names[:: one_line.MAX_LINES // 9]
    ]
    for name in names:
        lines.is_plain(name)
    assert len(edited_alike(in_a_list(*texts).encode(), CONFIG)) == len(texts)


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


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("name: A\n", "name: B\n"),
        ("key: d}\n", "key: d}\n        - name: A\n"),
        ("name: B\n", "name: http_proxy\n"),
        ('"it\'s # 1"', "$(HTTP_PROXY)"),
        ("name: other", "name: istio-proxy"),
        ("index: '1'\n", "index: '1'\n    krm-fn.dev/set-proxy-env: disabled\n"),
        ("index: '1'\n", "index: '1'\n    krm-fn.dev/set-proxy-env-recorded: '{}'\n"),
        ("index: '1'\n", "index: '1'\n    kubernetes.azure.com/no-http-proxy-vars: 'true'\n"),
        ("index: '1'\n", "index: '1'\n    config.kubernetes.io/local-config: 'true'\n"),
        ("labels: {app: web}", "annotations:\n        krm-fn.dev/set-proxy-env: web"),
        ("echo hello", "wget http://example.com"),
        ("apps/v1\nkind: Deployment", "batch/v1\nkind: Job"),
    ],
)
def test_what_is_said_of_a_workload_is_said_alike(old: str, new: str) -> None:
    text = DEPLOYMENT.replace(old, new, 1)
    assert text != DEPLOYMENT
    assert len(edited_alike(text.encode(), CONFIG)) == 1


HELD = """\
        - name: http_proxy
          value: "http://proxy.example.com:3128"
        - name: HTTP_PROXY
          value: http://proxy.example.com:3128 # the same
        - name: no_proxy
          value: 'svc,local'
        - name: NO_PROXY
          value: "svc,local"
"""


def with_held(held: str) -> str:
    """The Deployment with some of the variables in a container."""
    return DEPLOYMENT.replace("        - name: B\n", held + "        - name: B\n", 1)


@pytest.mark.parametrize(
    "held",
    [
        pytest.param(HELD, id="all as wanted"),
        pytest.param("        - name: C\n", id="a name alone"),
        pytest.param("".join(HELD.splitlines(keepends=True)[:2]), id="one spelling"),
        pytest.param(HELD.replace("3128", "3129"), id="other URLs"),
        pytest.param(HELD.replace("svc,local", "a.example.com,svc"), id="hosts to merge"),
        pytest.param(HELD.replace("svc,local", "*"), id="all hosts"),
        pytest.param(HELD.replace("svc,local", ""), id="no hosts, in quotes"),
        pytest.param(
            HELD.replace("        - name: no", "\n        # c\n        - name: no"), id="comments"
        ),
        pytest.param(HELD.replace("svc,local", "$$x"), id="a dollar sign"),
        pytest.param("        - name: Http_Proxy\n          value: x\n", id="another case"),
    ],
)
@pytest.mark.parametrize("existing", ["merge", "keep", "replace"])
def test_variables_that_are_there_are_planned_alike(held: str, existing: str) -> None:
    config = {**CONFIG, "spec": SPEC | {"existing": existing}}
    text = with_held(held)
    assert edited_alike(text.encode(), config) == ["Deployment"]
    assert edited_alike(in_a_list(text, text).encode(), config) == ["Deployment"] * 2


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("3128 # the same", "3129"),
        ("'svc,local'", "''"),
        ("'svc,local'", "'it''s'"),
        ("'svc,local'", "~"),
        ("'svc,local'", "null"),
        ("'svc,local'", "|\n            svc,local"),
        ("'svc,local'", "svc,\n            local"),
        ("'svc,local'", "svc, local"),
        ("'svc,local'", '"svc,\\x6cocal"'),
        ("'svc,local'", "*hosts"),
        ("'svc,local'", "!!str svc"),
        ("value: 'svc,local'", "valueFrom: {configMapKeyRef: {name: a, key: b}}"),
        ("value: 'svc,local'", "value: 'svc,local'\n          valueFrom: null"),
        ("          value: 'svc,local'\n", ""),
        ("          value: 'svc,local'\n", "          value:\n"),
        ("name: NO_PROXY", "name: no_proxy"),
        ("name: NO_PROXY", "name: C"),
        ('name: NO_PROXY\n          value: "svc,local"', "name: NO_PROXY\n          value: null"),
    ],
)
def test_a_variable_that_is_there_in_another_way_is_planned_alike(old: str, new: str) -> None:
    assert old in HELD
    text = with_held(HELD.replace(old, new, 1))
    for existing in ("merge", "keep", "replace", "error"):
        edited_alike(text.encode(), {**CONFIG, "spec": SPEC | {"existing": existing}})


@pytest.mark.parametrize("value", ["null", "Null", "NULL", "~", "null # c", "nullable", "''"])
@pytest.mark.parametrize("existing", ["merge", "keep", "replace"])
def test_the_last_variable_may_be_null(value: str, existing: str) -> None:
    head, _, tail = DEPLOYMENT.partition("        - name: A\n")
    rest = tail[tail.index("      - args:") :]
    for name in ("no_proxy", "HTTP_PROXY"):
        text = f"{head}        - name: {name}\n          value: {value}\n{rest}"
        edited_alike(text.encode(), {**CONFIG, "spec": SPEC | {"existing": existing}})


@pytest.mark.parametrize("blank", ["", " ", " # why", "\n\n", " # why\n        # c\n\n"])
@pytest.mark.parametrize("first", ["args:", "- args:"])
def test_a_new_list_stands_in_as_far_as_the_containers_first(first: str, blank: str) -> None:
    keys = ["args:" + blank, "  - a"] if first == "args:" else []
    own = ["image: web:1", "name: web", *keys, "ports:", "- containerPort: 80", "x: |", "  y", ""]
    if not keys:
        own = ["args:" + blank, "  - a", *own]
    lines = "\n".join("        " + line if line else line for line in own)
    head = DEPLOYMENT[: DEPLOYMENT.index("      - name: web\n")]
    text = f"{head}      - {lines.lstrip()}\nstatus: {{}}\n"
    assert edited_alike(text.encode(), CONFIG) == ["Deployment"]
    output = answer(text.encode(), CONFIG)[0]
    assert isinstance(output, bytes)
    assert b"        env:\n          - name: http_proxy\n" in output


@pytest.mark.parametrize(
    "value",
    [
        "value: 'a'",
        "value: a",
        "valueFrom: {configMapKeyRef: {name: a, key: b}}",
    ],
)
def test_what_was_replaced_is_given_back_alike(value: str) -> None:
    text = with_held(f"        - name: no_proxy\n          {value}\n")
    tracked = {**CONFIG, "spec": SPEC | {"existing": "replace", "track": True}}
    assert edited_alike(text.encode(), tracked) == ["Deployment"]
    output = answer(text.encode(), tracked)[0]
    assert isinstance(output, bytes)
    removing = {**CONFIG, "spec": {"remove": True}}
    assert edited_alike(output, removing) == ["Deployment"]
    given_back = answer(output, removing)[0]
    assert given_back == text.encode()


def test_what_differs_where_that_is_an_error_is_told_alike() -> None:
    config = {**CONFIG, "spec": SPEC | {"existing": "error"}}
    assert edited_alike(with_held(HELD).encode(), config) == ["Deployment"]
    assert edited_alike(with_held(HELD.replace("3128", "1")).encode(), config) == ["Deployment"]


@pytest.mark.parametrize(
    "more",
    [
        {"selectors": [{"kind": "Deployment"}]},
        {"exclude": [{"kind": "Pod"}]},
        {"containers": {"include": ["web"]}},
        {"mode": "optIn"},
        {"track": True},
        {"podPaths": [{"kind": "X", "path": "spec.template"}]},
        {"remove": True},
        {"runtimes": ["java"]},
    ],
)
def test_a_configuration_that_asks_for_more_is_followed_alike(more: dict[str, object]) -> None:
    spec = more if "remove" in more else SPEC | more
    assert edited_alike(DEPLOYMENT.encode(), {**CONFIG, "spec": spec}) == ["Deployment"]


def test_a_namespace_or_the_proxys_own_service_in_the_list_is_heeded() -> None:
    workload = DEPLOYMENT.replace("name: web", "name: web\n  namespace: shop", 1)
    namespace = (
        "apiVersion: v1\nkind: Namespace\nmetadata:\n  name: {}\n  annotations:\n    {}: x\n"
    )
    speaking = namespace.format("shop", "krm-fn.dev/set-proxy-env").replace(": x", ": disabled")
    silent = namespace.format("shop", "example.com/owner")
    assert edited_alike(f"{workload}---\n{silent}".encode(), CONFIG) == ["Deployment"]
    assert edited_alike(f"{workload}---\n{speaking}".encode(), CONFIG) == ["Deployment"]
    service = (
        "apiVersion: v1\nkind: Service\nmetadata:\n  name: squid\nspec:\n  selector: {app: web}\n"
    )
    config = {**CONFIG, "spec": {"httpProxy": "http://squid:3128"}}
    assert edited_alike(f"{DEPLOYMENT}---\n{service}".encode(), config) == ["Deployment"]


def test_the_info_has_what_is_a_workloads_own() -> None:
    names = ["  name: web\n", "  name: other\n", "  generateName: web-\n", ""]
    namespaces = ["  namespace: shop\n", ""]
    files = [
        "  annotations:\n    internal.config.kubernetes.io/path: 'a, b%.yaml'\n",
        "  annotations:\n    config.kubernetes.io/path: b.yaml\n    config.kubernetes.io/index: '7'\n",
        "  annotations:\n    internal.config.kubernetes.io/index: '7'\n",
        "  labels: {}\n",
    ]
    workloads = [
        "apiVersion: batch/v1beta1\nkind: CronJob\nmetadata:\n"
        + name
        + namespace
        + file
        + "spec:\n  jobTemplate:\n    spec:\n      template:\n        spec:\n"
        "          containers:\n          - name: main\n            image: main\n"
        for name, namespace, file in itertools.product(names, namespaces, files)
    ]
    text = "---\n".join(workloads)
    assert edited_alike(text.encode(), CONFIG) == ["CronJob"] * len(workloads)
    assert edited_alike(in_a_list(*workloads).encode(), CONFIG) == ["CronJob"] * len(workloads)


PIECES = st.sampled_from(
    [
        *("\n", "\n\n", "  ", "- ", "-", ": ", ":", "#", " #", '"', "'", "[", "]", "{", "}", "\t"),
        *("&a ", "*a", "!x ", "|", ">-", "|+", "? ", "<<: ", "---\n", "...\n", "\r", "\u2028", "é"),
        *("null", "~", "env:", "env: []", "name: ", "image: x", "containers:", "spec:", "os:\n"),
        *(
            "        - name: no_proxy\n          value: a,b\n",
            "HTTPS_PROXY",
            "value: ",
            "  value: ''\n",
        ),
        *("    ", "$(A)", "HTTP_PROXY", "Http_Proxy", "# c\n", 'a: "b: ', "metadata:", "\\"),
    ]
)
CHANGES = st.lists(st.tuples(st.integers(0, 5000), st.integers(0, 6), PIECES), max_size=3)
LINES = st.lists(st.tuples(st.integers(0, 200), st.integers(-1, 200)), max_size=2)


@settings(max_examples=EXAMPLES, deadline=None)
@given(st.sampled_from([DEPLOYMENT, *GENERATED[:20]]), CHANGES, LINES, st.booleans())
def test_a_text_that_is_changed_anywhere_is_edited_alike(
    text: str, changes: list[tuple[int, int, str]], moves: list[tuple[int, int]], listed: bool
) -> None:
    for place, gone, piece in changes:
        at = place % (len(text) + 1)
        text = text[:at] + piece + text[at + gone :]
    lines = text.splitlines(keepends=True)
    for line, target in moves:  # a line goes away, or comes again elsewhere
        if target < 0:
            del lines[line % len(lines)]
        else:
            lines.insert(target % len(lines), lines[line % len(lines)])
    text = "".join(lines) or "\n"
    edited_alike((in_a_list(text) if listed else text).encode(), CONFIG)
