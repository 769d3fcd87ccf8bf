"""A document that is a list: left alone where it stands by itself, an error in a ResourceList."""

from __future__ import annotations

from pathlib import Path

import pytest
from run_function import Outcome, run

OPTIONS = ("--http-proxy", "http://p:1", "--https-proxy", "http://p:1", "--no-proxy", "*")
POD = """\
apiVersion: v1
kind: Pod
metadata: {name: web}
spec: {containers: [{name: web, image: web:1}]}
"""
SET = POD.replace(
    "web:1",
    'web:1, env: [{name: http_proxy, value: "http://p:1"}, {name: HTTP_PROXY, value: "http://p:1"}, '
    '{name: https_proxy, value: "http://p:1"}, {name: HTTPS_PROXY, value: "http://p:1"}, '
    '{name: no_proxy, value: "*"}, {name: NO_PROXY, value: "*"}]',
)
MEMBER = f"- {POD}".replace("\n", "\n  ").removesuffix("  ")
INFO = (
    "[info]: left alone: 1 document is a list; its manifests must be documents of their own, or "
    "`items` of a `kind: List`\n"
)
NOTHING = "[info]: nothing to set: no workloads with containers were found\n"
ONE = "[info]: set proxy variables in 1 of 1 workload: 6 added, 0 updated, 0 kept, 0 removed\n"

LISTS = [
    MEMBER,
    MEMBER * 2,
    f"---\n# a list\n{MEMBER}",
    f"--- # a list\n{MEMBER}",
    f"%YAML 1.2\n---\n{MEMBER}",
    f"&all\n{MEMBER}",
    f"!!seq\n{MEMBER}",
    MEMBER.replace("- ", "- &pod\n  ", 1) + "- *pod\n",
    MEMBER.replace("- ", "-\n  ", 1),
    MEMBER.replace("- ", "-   ", 1).replace("\n  ", "\n    "),
    MEMBER.replace("- ", "- # a pod\n  ", 1),
    f"  {MEMBER}".replace("\n", "\n  ").removesuffix("  "),
    MEMBER.replace("- apiVersion", '- "apiVersion"'),
    MEMBER.replace("\n", "\r\n"),
    "[{apiVersion: v1, kind: Pod, spec: {containers: [{image: a}]}}]\n",
    "[{\napiVersion: v1\n,\nkind: Pod\n}]\n",
    '[{"apiVersion": "v1", "kind": "Pod", "spec": {"containers": [{"image": "a"}]}}]',
    '[\n\t{"apiVersion": "v1", "kind": "Pod"}\n]\n',
    "- hosts: all\n",
    "- a\n",
    "[]\n",
    MEMBER.removesuffix("\n"),
]


@pytest.mark.parametrize("document", LISTS)
def test_a_list_by_itself_comes_out_as_it_was_and_is_told_of(document: str) -> None:
    assert run(document.encode(), *OPTIONS) == Outcome(document.encode(), INFO + NOTHING, 0)


@pytest.mark.parametrize("document", LISTS)
def test_a_list_beside_other_documents_is_left_alone(document: str) -> None:
    between = {"-": "", "%": "...\n"}[document[0]] if document.startswith(("---", "%")) else "---\n"
    text = f"{POD}{between}{document}"
    assert run(text.encode(), *OPTIONS) == Outcome(
        f"{SET}{between}{document}".encode(), INFO + ONE, 0
    )


def test_lists_are_counted() -> None:
    text = f"{MEMBER}---\n{POD}---\n{MEMBER}---\n[]\n".encode()
    info = INFO.replace("1 document is a list; its", "3 documents are lists; their")
    assert run(text, *OPTIONS).stderr == info + ONE


@pytest.mark.parametrize(
    "text",
    [
        '{"apiVersion": "v1", "kind": "Service"}\n[{"apiVersion": "v1", "kind": "Pod"}]\n',
        '[{"apiVersion": "v1", "kind": "Pod", "a": "\\ud83d\\ude00"}] {"kind": "Service"}\n',
    ],
)
def test_a_list_among_json_values_is_left_alone(text: str) -> None:
    assert run(text.encode(), *OPTIONS) == Outcome(text.encode(), INFO + NOTHING, 0)


def test_json_values_may_follow_each_other() -> None:
    pod = (
        '{"apiVersion": "v1", "kind": "Pod", "spec": {"containers": [{"name": "a", "image": "a"}]}}'
    )
    done = run(f"{pod}\n{pod}".encode(), *OPTIONS)
    assert (done.stdout.count(b'"NO_PROXY"'), done.exit_code) == (2, 0)


@pytest.mark.parametrize("kind", ["Service", "Namespace", "CustomResourceDefinition"])
def test_what_a_list_holds_does_not_count(kind: str) -> None:
    text = MEMBER.replace("kind: Pod", f"kind: {kind}")
    assert run(text.encode(), *OPTIONS) == Outcome(text.encode(), INFO + NOTHING, 0)


def test_a_list_must_be_well_formed() -> None:
    message = "[error] line 8: the alias `*b` must have its anchor before it\n"
    assert run(f"{POD}---\n- &a 1\n- *a\n- *b\n".encode(), *OPTIONS) == Outcome(b"", message, 1)


def test_files_that_are_lists_are_left_alone_and_counted(tmp_path: Path) -> None:
    texts = {"a.yaml": MEMBER, "b.json": LISTS[16], "c.yml": "- hosts: all\n", "d.yaml": POD}
    for name, text in texts.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    info = INFO.replace("1 document is a list; its", "3 documents are lists; their")
    summary = ONE.replace("workload:", "workload in 1 of 4 files:")
    assert run(b"", "apply", *OPTIONS, str(tmp_path)) == Outcome(b"", info + summary, 0)
    for name in ("a.yaml", "b.json", "c.yml"):
        assert (tmp_path / name).read_text(encoding="utf-8") == texts[name]
    assert (tmp_path / "d.yaml").read_text(encoding="utf-8") == SET


@pytest.mark.parametrize(
    "item",
    [
        f"- {MEMBER}".replace("\n", "\n  ").removesuffix("  "),
        "- [{apiVersion: v1, kind: Pod}]\n",
        "-\n  - apiVersion: v1\n  - kind: Pod\n",
        "- []\n",
    ],
)
def test_a_list_in_a_resource_list_is_an_error(item: str) -> None:
    head = "kind: ResourceList\nfunctionConfig: {apiVersion: v1, kind: ConfigMap, data: {noProxy: '*'}}\n"
    outcome = run(f"{head}items:\n{item}".encode())
    message = "`items[0]` must be a Kubernetes object, got a list: its manifests must be `items` of their own"
    assert (outcome.exit_code, outcome.stderr) == (1, f"[error]: {message}\n")
    assert outcome.stdout.startswith(f"{head}items:\n{item}results:\n".encode())


def test_items_whose_lines_end_in_a_carriage_return_alone_are_found() -> None:
    head = "kind: ResourceList\nfunctionConfig: {apiVersion: v1, kind: ConfigMap, data: {noProxy: '*'}}\n"
    pod = f"- {POD}".replace("\n", "\n  ").removesuffix("  ")
    first = "- apiVersion: v1\n  kind: ConfigMap\n"
    done = run(f"{head}items:\n{first}\r{pod}".encode())
    assert (done.stdout.count(b"{name: NO_PROXY"), done.exit_code) == (1, 0)


@pytest.mark.parametrize("key", ["a\n b", "a\tb"])
def test_json_whose_strings_break_lines_is_read_as_yaml(key: str) -> None:
    pod = (
        '{"apiVersion": "v1", "kind": "Pod", "spec": {"containers": [{"name": "a", "image": "a"}]}'
    )
    done = run(f'{pod}, "{key}": 1}}'.encode(), *OPTIONS)
    refused = "\n" in key
    assert (done.exit_code, b"NO_PROXY" in done.stdout) == ((1, False) if refused else (0, True))
