"""A ResourceList is one however it is written, and what comes out is it with the results."""

from __future__ import annotations

import itertools
import random

import pytest
import yaml

from krm_fn import transform
from krm_fn.errors import Malformed
from krm_fn.wire import list_cut

HEADS = [
    "kind: ResourceList\n",
    "kind:\n  ResourceList\n",
    "kind: >-\n  ResourceList\n",
    "kind: # of what runtimes send\n  'ResourceList'\n",
    '"kind" :\n  !!str ResourceList\n',
    "kind: &kind\n  ResourceList\n",
    "? kind\n: ResourceList\n",
    "?\n  kind\n:\n  ResourceList\n",
]
RESULTS = [
    "",
    "results:\n",
    "results: []\n",
    "results: [null]\n",
    "results: [{message: a}]\n",
    "results:\n- null\n",
    "results:\n  - message: a\n",
]
POD = "apiVersion: v1, kind: Pod, spec: {containers: [{name: a, image: a}]}"
ITEMS = ["", "items:\n", "items: []\n", f"items: [{{{POD}}}]\n", f"items:\n- {{{POD}}}\n"]
SPEC = 'spec: {httpProxy: "http://p:1", SETTING}'
CONFIG = f"functionConfig: {{apiVersion: krm-fn.dev/v1alpha1, kind: SetProxyEnv, {SPEC}}}\n"
STARTS = ["", "\ufeff", "\ufeff---\n", "--- # a list\n", "--- !!map\n", "--- &list\n# a list\n"]
FORMS = ["", "indented", "cut", "crlf"]


def shells(setting: str) -> list[tuple[str, str]]:
    """Some of all ways to write a list: a start, and the text behind it."""
    made = []
    config = CONFIG.replace("SETTING", setting)
    for parts in itertools.product(HEADS, RESULTS, ITEMS, STARTS, FORMS):
        *keys, start, form = parts
        order = [*keys, config]
        random.Random(repr(parts)).shuffle(order)
        text = "".join(order)
        if form == "indented":
            text = "".join("  " + line for line in text.splitlines(keepends=True))
        elif form == "cut":
            text = text.removesuffix("\n")
        elif form == "crlf":
            text = text.replace("\n", "\r\n")
        made.append((start, text))
    return random.Random(1).sample(made, 1200)


@pytest.mark.parametrize("setting", ["existing: keep", "remove: true"])
def test_what_comes_out_is_the_list_with_the_results_behind_the_earlier_ones(setting: str) -> None:
    for start, text in shells(setting):
        before = yaml.load(start.removeprefix("\ufeff") + text, yaml.CSafeLoader)
        made = transform.run((start + text).encode())
        after = yaml.load(b"".join(made.chunks).decode().removeprefix("\ufeff"), yaml.CSafeLoader)
        earlier, items = before.pop("results", None) or [], before.pop("items", None)
        results = after.pop("results")
        if ">-" in text and text.endswith("ResourceList"):  # no line can follow there
            results.sort(key=lambda one: one not in earlier)
        assert results[: len(earlier)] == earlier
        assert len(results) > len(earlier)
        found = after.pop("items")
        assert after == before
        assert [one["kind"] for one in found] == [one["kind"] for one in items or []]
        assert made.exit_code == (items is None)
        if items:
            names = [one["name"] for one in found[0]["spec"]["containers"][0].get("env", [])]
            assert names == ([] if "remove" in setting else ["http_proxy", "HTTP_PROXY"])


def test_an_empty_list_goes_before_results_that_are_there() -> None:
    made = transform.run(b"kind: ResourceList\nresults: [null]\n")
    assert b"".join(made.chunks).decode().splitlines()[:2] == ["items: []", "kind: ResourceList"]


@pytest.mark.parametrize("key", ["items", "functionConfig", "results"])
@pytest.mark.parametrize("form", ["{}\n{}\n", "{{{}, {}}}\n"])
def test_a_part_that_is_given_twice_is_refused(key: str, form: str) -> None:
    text = form.format('"kind": "ResourceList"', f'"{key}": [], "{key}": []')
    if not form.startswith("{{{"):
        text = text.replace(", ", "\n")
    with pytest.raises(Malformed) as refusal:
        list_cut.cut(text.encode())
    assert str(refusal.value) == f"`{key}` must be given once; remove all but one"


@pytest.mark.parametrize(
    "text",
    [
        "# ResourceList\n",
        "# kind: ResourceList\na: 1\n",
        "- ResourceList\n",
        "ResourceList\n",
        "kind: {name: ResourceList}\n",
        "kind: Pod\ntext: ResourceList\n",
        "spec: {kind: ResourceList}\nkind: Pod\n",
        "kind: Pod\n---\nkind:\n  ResourceList\n",
        "a: [ResourceList\n",
    ],
)
def test_what_only_mentions_the_kind_is_no_list(text: str) -> None:
    assert list_cut.cut(text.encode()) is None


@pytest.mark.parametrize("mark", ["---", "..."])
@pytest.mark.parametrize("line_break", ["\x85", "\u2028", "\u2029"])
def test_a_marker_behind_another_line_end_is_seen(line_break: str, mark: str) -> None:
    text = f"kind: ResourceList\nitems:\n- kind: C\n {line_break}{mark}\n e:\n- r:\n"
    with pytest.raises(Malformed):
        list_cut.cut(text.encode())


@pytest.mark.parametrize("behind", ["", " # a: b"])
def test_items_without_a_colon_is_refused(behind: str) -> None:
    config = {
        "apiVersion": "krm-fn.dev/v1alpha1",
        "kind": "SetProxyEnv",
        "spec": {"noProxy": ".svc"},
    }
    with pytest.raises(Malformed) as refusal:
        transform.run(f"kind: ResourceList\n? items{behind}\n".encode(), config)
    message = "`items` must be a list of Kubernetes objects, got a key alone"
    assert str(refusal.value) == message


@pytest.mark.parametrize(
    ("line", "is_anchor"),
    [
        ("a: &v 1", True),
        ("a: {b: &v 1}", True),
        ("a#b: &v 1", True),
        ("#&v", False),
        ("a: 1 # &v", False),
        ("a: x&v", False),
    ],
)
def test_an_anchor_is_none_in_a_comment(line: str, is_anchor: bool) -> None:
    text = f"kind: ResourceList\nitems:\n- kind: C\n  {line}\nv: *v\n"
    if is_anchor:
        assert list_cut.cut(text.encode()) is not None
        return
    with pytest.raises(Malformed) as refusal:
        list_cut.cut(text.encode())
    assert str(refusal.value) == "line 3: the alias `*v` must have its anchor before it"
