"""Lists cut into their members: what is cut, what stays whole, and that a run tells no difference."""

from __future__ import annotations

import pytest
from run_function import run

from krm_fn.wire import manifests
from krm_fn.wire.item import Item
from krm_fn.workloads.list_members import members_apart

POD = """\
- apiVersion: v1
  kind: Pod
  metadata:
    name: one
  spec:
    containers:
    - name: app
      image: app
"""
LIST = f"apiVersion: v1\nkind: List\nitems:\n{POD}{POD.replace('name: one', 'name: two')}"
OPTIONS = ("--http-proxy", "http://proxy.corp:3128")


def apart(text: str) -> list[Item]:
    data = text.encode()
    return members_apart(data, manifests.cut(data))


def described(items: list[Item]) -> list[tuple[tuple[str | int, ...], str, str]]:
    return [(item.steps, item.api_version, item.kind) for item in items]


@pytest.mark.parametrize(
    "text",
    [
        LIST,
        LIST + "metadata:\n  resourceVersion: ''\n",
        LIST.replace("\n", "\r\n"),
        f"# of a cluster\n---\n{LIST}",
        LIST.replace("kind: List\n", "").replace("name: two", "name: zwei # ü") + "kind: List\n",
        LIST.replace("items:\n", "items: # two\n\n  # the first\n")
        .replace("\n- ", "\n  - ")
        # the rest of each member stands where its first key does
        .replace("\n  kind: P", "\n    kind: P")
        .replace("\n  metadata", "\n    metadata")
        .replace("\n    name: ", "\n      name: ")
        .replace("\n  spec", "\n    spec")
        .replace("\n    containers:\n    - ", "\n      containers:\n      - ")
        .replace("  - name: app\n      image", "  - name: app\n        image"),
    ],
)
def test_a_list_in_block_style_is_cut(text: str) -> None:
    pods = [(("items", 0), "v1", "Pod"), (("items", 1), "v1", "Pod")]
    assert described(apart(text)) == pods


def test_members_without_a_kind_have_that_of_their_list() -> None:
    text = "apiVersion: v1\nkind: PodList\nitems:\n- metadata: {name: a}\n"
    assert described(apart(text)) == [(("items", 0), "v1", "Pod")]
    assert described(apart(text.replace("PodList", "List"))) == [(("items", 0), "", "")]


def test_a_list_in_json_is_cut() -> None:
    text = '{"items": [{"kind": "Pod", "apiVersion": "v1"}, {}], "apiVersion": "v1", "kind": "PodList"}'
    pods = [(("items", 0), "v1", "Pod"), (("items", 1), "v1", "Pod")]
    assert described(apart(text)) == pods
    assert text[apart(text)[1].start : apart(text)[1].end] == "{}"


@pytest.mark.parametrize(
    "text",
    [
        LIST.replace("name: two", "name: &name two"),
        LIST.replace("name: two", "name: *name"),
        LIST.replace("  spec:\n", "  spec:\n    <<: {}\n"),
        LIST.replace("items:\n", "'items':\n"),
        LIST.replace("items:\n", "items: !!seq\n"),
        LIST + "items: []\n",
        LIST + "kind: List\n",
        LIST.replace("\n", "\r"),
        "apiVersion: v1\nkind: List\nitems:\n-\n  kind: Pod\n",
        "apiVersion: v1\nkind: List\nitems: []\n",
        "apiVersion: v1\nkind: List\nitems: [{kind: Pod}]\n",
        '{"apiVersion": "v1", "kind": "List", "items": [{"kind": "Pod"}], "items": []}',
        '{"apiVersion": "v1", "kind": "List", "items": []}',
        '{"apiVersion": "v1", "kind": "List", "items": {"kind": "Pod"}}',
        "apiVersion: v1\nkind: List\nnote: |\n items:\n - a\n",
        "apiVersion: v1\nkind: List\nnote: '\nitems:\n- kind: a\n'\n",
        "apiVersion: v1\nkind: AllowList\nspec:\n  items:\n  - a\n",
    ],
)
def test_a_list_that_cannot_be_cut_stays_whole(text: str) -> None:
    assert described(apart(text))[0][0] == ()
    assert len(apart(text)) == 1


def test_a_scalar_that_looks_like_a_member_is_none() -> None:
    note = 'annotations:\n      a: "\n- apiVersion: v1\n  kind: Pod\n  b"\n'
    text = LIST.replace("name: two\n", f"name: two\n    {note}")
    assert len(apart(text)) == 3  # until it is read
    done = run(text.encode(), *OPTIONS)
    assert note.encode() in done.stdout
    assert done.stdout.count(b"name: http_proxy") == 2


def test_what_is_no_object_is_passed_over_in_a_list() -> None:
    text = LIST + "- text\n- null\n"
    assert run(text.encode(), *OPTIONS).exit_code == 0
    assert run(text.encode(), *OPTIONS).stdout.count(b"name: http_proxy") == 2


def test_an_item_behind_a_list_is_called_by_its_own_number() -> None:
    items = "".join(f"  {line}" for line in LIST.splitlines(keepends=True))
    text = (
        "apiVersion: config.kubernetes.io/v1\nkind: ResourceList\nfunctionConfig:\n"
        "  apiVersion: krm-fn.dev/v1alpha1\n  kind: SetProxyEnv\n  metadata: {name: proxy}\n"
        f"  spec: {{httpProxy: 'http://proxy.corp:3128'}}\nitems:\n- {items[2:]}- text\n"
    )
    done = run(text.encode())
    assert done.stderr == '[error]: `items[1]` must be a Kubernetes object, got "text"\n'
    assert done.exit_code == 1


def test_an_error_in_a_member_names_its_line_in_the_text() -> None:
    text = LIST + '- kind: Pod\n  spec: "open\n'
    done = run(text.encode(), *OPTIONS)
    assert done.stderr.startswith("[error] line 22: ")
    assert done.stdout == b""


def test_what_is_left_alone_is_told_of_members_as_of_items() -> None:
    operator = (
        "apiVersion: operators.coreos.com/v1alpha1\nkind: Subscription\nmetadata:\n"
        "  name: operator\nspec:\n  name: operator\n"
    )
    member = "".join(f"  {line}" for line in operator.splitlines(keepends=True))
    whole = f"apiVersion: v1\nkind: List\nitems:\n- {member[2:]}"
    alone, inside = (run(text.encode(), *OPTIONS, "--verbose") for text in (operator, whole))
    assert "env fields of 1 object are left alone (Subscription)" in alone.stderr
    assert inside.stderr == alone.stderr
