"""A TransparentProxy in a list: resources added, replaced in place and taken out."""

from __future__ import annotations

import json
from typing import Any

import pytest
import yaml

from krm_fn.errors import Malformed
from krm_fn.transform import run

HEAD = "apiVersion: krm-fn.dev/v1alpha1\nkind: TransparentProxy\nmetadata: {name: company-proxy}\n"
SPEC = "spec:\n  httpsProxy: http://10.1.2.3:3128\n  hosts: [api.github.com]\n"
CONFIG = yaml.safe_load(HEAD + SPEC)
WEB = """\
apiVersion: apps/v1
kind: Deployment # the shop
metadata: {name: web}
spec:
  template:
    spec:
      containers:
      - {name: web, image: web}
"""
NAMES = [
    "ServiceEntry company-proxy",
    "DestinationRule company-proxy",
    "ServiceEntry company-proxy-hosts",
    "VirtualService company-proxy-api-github-com",
]


def config(**fields: Any) -> dict[str, Any]:
    spec = {**CONFIG["spec"], **fields}
    return {**CONFIG, "spec": spec}


def resource_list(*items: str, function_config: Any = None) -> str:
    """A ResourceList as kpt sends it."""
    members = "".join("- " + item.replace("\n", "\n  ").removesuffix("  ") for item in items)
    return (
        "apiVersion: config.kubernetes.io/v1\nkind: ResourceList\n"
        f"items:{' []' if not items else ''}\n{members}"
        f"functionConfig: {json.dumps(function_config or CONFIG)}\n"
    )


def answered(text: str, given: Any = None) -> tuple[int, str, list[str]]:
    """The exit code, the text, and the messages of errors and warnings, then the summary."""
    outcome = run(text.encode(), given)
    messages = [made["message"] for made in outcome.told]
    return outcome.exit_code, b"".join(outcome.chunks).decode(), messages


def items_of(text: str) -> list[Any]:
    found: list[Any] = yaml.safe_load(text)["items"]
    return found


def names(items: list[Any]) -> list[str]:
    return [f"{item['kind']} {item['metadata']['name']}" for item in items]


def summary(text: str) -> str:
    results = yaml.safe_load(text)["results"]
    [found] = [each["message"] for each in results if each.get("tags") == {"rule": "summary"}]
    return str(found)


def test_resources_follow_the_items_with_the_files_that_they_go_to() -> None:
    code, text, told = answered(resource_list(WEB))
    assert (code, told) == (0, [])
    web, *made = items_of(text)
    assert web == yaml.safe_load(WEB)
    assert "kind: Deployment # the shop" in text
    assert names(made) == NAMES
    assert [item["metadata"]["annotations"] for item in made] == [
        {
            "krm-fn.dev/made-by": "TransparentProxy/company-proxy",
            "internal.config.kubernetes.io/index": "0",
            "internal.config.kubernetes.io/path": path,
        }
        for path in (
            "company-proxy-serviceentry.yaml",
            "company-proxy-destinationrule.yaml",
            "company-proxy-hosts-serviceentry.yaml",
            "company-proxy-api-github-com-virtualservice.yaml",
        )
    ]
    assert summary(text) == (
        "transparent proxying by 4 resources: 4 added, 0 changed, 0 unchanged, 0 removed"
    )


@pytest.mark.parametrize(
    "text",
    [
        resource_list(),
        resource_list().replace("items: []", "items:"),
        resource_list().replace("items: []\n", ""),
        json.dumps({**yaml.safe_load(resource_list()), "items": []}),
    ],
    ids=["empty", "null", "absent", "JSON"],
)
def test_a_generator_gets_a_list_without_items(text: str) -> None:
    code, answer, told = answered(text)
    assert (code, told) == (0, [])
    assert names(items_of(answer)) == NAMES


def test_a_second_run_changes_nothing() -> None:
    for first in (resource_list(WEB), json.dumps(yaml.safe_load(resource_list(WEB)))):
        _, once, _ = answered(first)
        before = once.partition("results")[0]
        _, twice, _ = answered(once)
        assert twice.startswith(before)
        assert items_of(twice) == items_of(once)
        assert "0 added, 0 changed, 4 unchanged, 0 removed" in twice


def test_a_host_that_is_new_or_gone_changes_what_is_about_it() -> None:
    _, once, _ = answered(resource_list(WEB))
    more = config(hosts=["api.github.com", "ghcr.io"])
    _, twice, _ = answered(once, more)
    assert names(items_of(twice)) == [
        "Deployment web",
        *NAMES,
        "VirtualService company-proxy-ghcr-io",
    ]
    assert (
        "transparent proxying by 5 resources: 1 added, 2 changed, 2 unchanged, 0 removed" in twice
    )
    _, thrice, _ = answered(twice)
    assert items_of(thrice) == items_of(once)
    assert thrice.partition("results")[0] == once.partition("results")[0]


@pytest.mark.parametrize("as_json", [False, True])
def test_remove_takes_all_of_it_out(as_json: bool) -> None:
    before = resource_list(WEB)
    if as_json:
        before = json.dumps(yaml.safe_load(before))
    _, once, _ = answered(before)
    code, text, _ = answered(once, config(remove=True))
    assert code == 0
    assert names(items_of(text)) == ["Deployment web"]
    assert "transparent proxying by 0 resources: 0 added, 0 changed, 0 unchanged, 4 removed" in text


def test_a_list_of_nothing_else_is_empty_then() -> None:
    for before in (resource_list(), json.dumps(yaml.safe_load(resource_list()))):
        _, once, _ = answered(before)
        _, text, _ = answered(once, config(remove=True))
        assert items_of(text) == []


def test_what_others_add_to_the_metadata_stays() -> None:
    _, once, _ = answered(resource_list(WEB))
    labelled = once.replace(
        "    name: company-proxy-hosts\n",
        "    name: company-proxy-hosts\n    labels: {team: network} # ours\n",
    )
    _, same, _ = answered(labelled)
    assert "labels: {team: network} # ours" in same
    _, changed, _ = answered(labelled, config(hosts=["ghcr.io"]))
    [entry] = [each for each in items_of(changed) if each["metadata"]["name"].endswith("hosts")]
    assert entry["metadata"]["labels"] == {"team": "network"}
    assert entry["spec"]["hosts"] == ["ghcr.io"]


def test_a_change_by_hand_is_undone() -> None:
    _, once, _ = answered(resource_list(WEB))
    edited = once.replace("number: 3128", "number: 3129", 1)
    assert edited != once
    _, text, _ = answered(edited)
    assert items_of(text) == items_of(once)


def test_somebody_elses_resource_of_the_same_name_is_an_error() -> None:
    foreign = (
        "apiVersion: networking.istio.io/v1\nkind: ServiceEntry\n"
        "metadata: {name: company-proxy, namespace: istio-system}\nspec: {hosts: [a.example]}\n"
    )
    before = resource_list(foreign)
    code, text, told = answered(before)
    assert (code, told) == (
        1,
        [
            'must not have the name "company-proxy", which this configuration has for a resource '
            "of its own: give one of the two another name"
        ],
    )
    assert text.startswith(before)


def test_two_configurations_do_not_touch_each_others() -> None:
    _, once, _ = answered(resource_list(WEB))
    other = {**config(hosts=["ghcr.io"]), "metadata": {"name": "other"}}
    _, text, _ = answered(once, other)
    assert names(items_of(text))[1:5] == NAMES
    assert len(items_of(text)) == 9


def test_plain_manifests_get_documents_without_paths() -> None:
    code, text, told = answered(WEB, CONFIG)
    assert code == 0
    assert told == [
        "transparent proxying by 4 resources: 4 added, 0 changed, 0 unchanged, 0 removed"
    ]
    assert text.startswith(f"{WEB}---\napiVersion: networking.istio.io/v1\nkind: ServiceEntry\n")
    assert "config.kubernetes.io" not in text
    _, again, _ = answered(text, CONFIG)
    assert again == text
    _, without, _ = answered(text, config(remove=True))
    assert without == WEB


def test_an_empty_stream_gets_documents_alone() -> None:
    _, text, _ = answered("", CONFIG)
    assert names(list(yaml.safe_load_all(text))) == NAMES
    assert text.startswith("apiVersion: ")


def test_json_manifests_stay_json() -> None:
    before = json.dumps(yaml.safe_load(WEB)) + "\n"
    _, text, _ = answered(before, CONFIG)
    documents = text.split("---\n")
    assert names([json.loads(each) for each in documents]) == ["Deployment web", *NAMES]
    _, again, _ = answered(text, CONFIG)
    assert again == text
    _, without, _ = answered(text, config(remove=True))
    assert without == before


def test_lines_end_as_those_around() -> None:
    _, text, _ = answered(resource_list(WEB).replace("\n", "\r\n"))
    assert text.count("\n") == text.count("\r\n")
    assert names(items_of(text)) == ["Deployment web", *NAMES]


def test_a_resource_in_a_list_of_its_own_is_an_error() -> None:
    _, text, _ = answered("", CONFIG)
    inner = [yaml.safe_load(part) for part in text.split("---\n")]
    before = json.dumps({"apiVersion": "v1", "kind": "List", "items": inner})
    code, after, told = answered(before, CONFIG)
    assert (code, after) == (1, before)
    assert told[0].startswith(
        "must not stand in a List, in which it could not be replaced: put it on its own; the same in 3 "
        "more, such as networking.istio.io/v1/DestinationRule/istio-system/company-proxy"
    )


def test_an_error_leaves_the_list_as_it_was() -> None:
    before = resource_list(WEB)
    code, text, told = answered(before, config(hosts=[]))
    assert code == 1
    assert text.startswith(before)
    assert len(told) == 1


ODD = {
    "indented": "items:\n  - kind: A\n    metadata: {name: a}\n  - kind: B\n    metadata: {name: b}\n",
    "dashes alone": "items:\n-\n  kind: A\n  metadata: {name: a}\n-\n  kind: B\n  metadata: {name: b}\n",
    "flow": "items: [{kind: A, metadata: {name: a}}, {kind: B, metadata: {name: b}}]\n",
    "flow over lines": (
        "items: [\n  {kind: A, metadata: {name: a}}, # one\n  {kind: B, metadata: {name: b}},\n]\n"
    ),
    "comments": (
        "items: # all\n# first\n- kind: A # a\n  metadata: {name: a}\n# second\n"
        "- kind: B\n  metadata: {name: b}\n# last\n"
    ),
    "a dash in a text": (
        'items:\n- kind: A\n  metadata: {name: a}\n  text: "x\n\n    - y"\n- kind: B\n'
        "  metadata: {name: b}\n  more: |\n    - z\n"
    ),
    "anchors": "items:\n- &a\n  kind: A\n  metadata: {name: a}\n- kind: B\n  metadata: {name: b}\n  of: x\n",
}


@pytest.mark.parametrize("form", ODD)
@pytest.mark.parametrize("first", [False, True], ids=["items last", "items first"])
def test_a_list_of_any_form_gets_and_gives_back(form: str, first: bool) -> None:
    head = (
        "apiVersion: config.kubernetes.io/v1\nkind: ResourceList\n"
        f"functionConfig: {json.dumps(CONFIG)}\n"
    )
    before = ODD[form] + head if first else head + ODD[form]
    code, once, told = answered(before)
    assert (code, told) == (0, [])
    items = items_of(once)
    assert items[:2] == items_of(before)
    assert names(items[2:]) == NAMES
    _, twice, _ = answered(once)
    assert items_of(twice) == items
    _, changed, _ = answered(twice, config(hosts=["ghcr.io"]))
    assert items_of(changed)[:2] == items_of(before)
    _, without, _ = answered(changed, config(remove=True))
    assert items_of(without) == items_of(before)


def test_a_broken_item_ends_the_run() -> None:
    with pytest.raises(Malformed, match=r"^line 14: not YAML"):
        answered(resource_list(WEB, "kind: A\nmetadata: {name: a\n"))
    with pytest.raises(Malformed, match=r"^line 12: not YAML"):
        answered(f"{WEB}---\nkind: A\nmetadata: {{name: a\n", CONFIG)
