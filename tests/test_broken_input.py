"""Input that is broken, too deep or too large, and a process that is broken off."""

from __future__ import annotations

import os
import signal
import subprocess
import sys

import oracle
import pytest
from resource_lists import (
    CONFIG,
    HEAD,
    POD,
    QUIET,
    WITH_HTTP,
    errors,
    refused,
    resource_list,
    results,
    unreadable,
)
from run_function import run, unquoted

BOTH_WAYS = (
    "must get a ResourceList with a functionConfig on stdin, as kpt and kustomize send it, or "
    "manifests with the configuration on the command line: `--config FILE`, or "
    "`--http-proxy URL --https-proxy URL --no-proxy LIST`"
)


def test_an_empty_stdin_is_an_error() -> None:
    assert unreadable(b"") == f"[error] stdin is empty: {BOTH_WAYS}"


@pytest.mark.parametrize("stdin", [b"", b"\n", b" \n\n"])
def test_an_empty_stream_of_manifests_is_answered_with_an_empty_document(stdin: bytes) -> None:
    outcome = run(stdin, "--http-proxy", "http://proxy.example.com:3128")
    assert (outcome.exit_code, outcome.stdout) == (0, b"---\n")


def test_a_wrong_configuration_is_an_error_of_an_empty_stream_too() -> None:
    outcome = run(b"", "--http-proxy", "http://proxy.example.com:99999")
    assert outcome.exit_code == 1
    assert "`httpProxy` must have a port from 1 to 65535" in outcome.stderr


def test_text_that_is_not_utf_8_is_an_error() -> None:
    message = unreadable(resource_list(POD).replace(b"web:1", b"web:\xff"))
    assert message == ("[error] line 22: must be UTF-8, got the byte 0xff: save the text as UTF-8")


def test_text_that_is_not_yaml_is_an_error() -> None:
    message = unreadable(b"a: [1\nb: }")
    assert unquoted(message) == "[error] line 2: not YAML: the parser says ..."


def test_two_documents_where_one_resource_list_is_due_are_an_error() -> None:
    message = unreadable(resource_list(POD) + b"---\n" + resource_list(POD))
    assert message == "[error] found a second document: a ResourceList must be the only one"


def test_manifests_without_a_configuration_are_an_error_that_shows_both_ways() -> None:
    message = unreadable(b"apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\n")
    assert message == f"[error] {BOTH_WAYS}"


@pytest.mark.parametrize(
    ("items", "got"), [("", "nothing"), ("items:\n", "null"), ("items: null\n", "null")]
)
def test_missing_items_are_an_error_and_come_out_as_an_empty_list(items: str, got: str) -> None:
    outcome = run(f"{HEAD}{items}{CONFIG}".encode())
    assert outcome.exit_code == 1
    assert oracle.documents(outcome.stdout)[0]["items"] == []
    assert errors(outcome) == [f"`items` must be a list of Kubernetes objects, got {got}"]


@pytest.mark.parametrize("items", ["items: {a: b}\n", "items: text\n", "items:\n  a: b\n"])
def test_items_that_are_no_list_are_an_error(items: str) -> None:
    assert "`items` must be a list" in unreadable(f"{HEAD}{items}{CONFIG}".encode())


@pytest.mark.parametrize("member", ["- null\n", "-\n", "- ~\n"])
def test_a_null_item_is_an_error(member: str) -> None:
    assert (
        refused(resource_list(POD + member)) == "`items[1]` must be a Kubernetes object, got null"
    )


@pytest.mark.parametrize(
    ("containers", "message"),
    [
        (" text", '`spec.containers` must be a list of containers, got "text"'),
        (" {a: b}", "`spec.containers` must be a list of containers, got a mapping"),
        (" [null]", "`spec.containers[0]` must be a container, got null"),
        (" [text]", '`spec.containers[0]` must be a container, got "text"'),
    ],
)
def test_containers_of_another_shape_are_an_error(containers: str, message: str) -> None:
    item = POD.replace(":\n    - name: web\n      image: web:1\n", f":{containers}\n")
    assert refused(resource_list(item)) == message


def test_a_container_without_a_name_is_set_with_a_warning() -> None:
    outcome = run(resource_list(POD.replace("- name: web\n      image", "- image"), QUIET))
    assert outcome.exit_code == 0
    assert WITH_HTTP.encode() in outcome.stdout
    assert [one["message"] for one in results(outcome) if one["severity"] == "warning"] == [
        "`spec.containers[0]` has no `name`"
    ]


@pytest.mark.parametrize("bracket", [b"[", b"{a: ", b'{"a":', b"- "])
def test_nesting_40000_deep_is_refused_at_once(bracket: bytes) -> None:
    item = b"- a: " + bracket * 40_000 + b"\n" if bracket != b"- " else bracket * 40_000 + b"a\n"
    outcome = run(resource_list(POD) + item)
    assert outcome.exit_code == 1
    assert "Traceback" not in outcome.stderr
    assert outcome.stderr != ""


def test_brackets_nested_40000_deep_and_closed_are_refused_at_once() -> None:
    stdin = resource_list(POD) + b"- a: " + b"[" * 40_000 + b"]" * 40_000 + b"\n"
    assert unreadable(stdin) == "[error] line 23: collections nest deeper than 1000 levels"


def test_json_nested_40000_deep_is_refused_at_once() -> None:
    stdin = b'{"items":' + b"[" * 40_000 + b"]" * 40_000 + b"}"
    assert unreadable(stdin) == "[error] line 1: collections nest deeper than 1000 levels"


def test_a_billion_laughs_are_refused_at_once() -> None:
    lines = ["    a0: &a0 [ha, ha]"]
    lines += [f"    a{n}: &a{n} [*a{n - 1}, *a{n - 1}, *a{n - 1}]" for n in range(1, 40)]
    message = refused(resource_list(POD + "  laughs:\n" + "\n".join(lines) + "\n"))
    assert "more than 200,000 values through its aliases" in message


def test_laughs_in_the_environment_are_refused_or_answered_in_time() -> None:
    lines = ["    a0: &a0 {name: A, value: a}"]
    lines += [f"    a{n}: &a{n} [*a{n - 1}, *a{n - 1}, *a{n - 1}]" for n in range(1, 40)]
    item = POD.replace("  spec:", "  laughs:\n" + "\n".join(lines) + "\n  spec:")
    outcome = run(resource_list(item + "      env: *a39\n"))
    assert outcome.exit_code == 1
    assert "Traceback" not in outcome.stderr


def test_an_alias_without_an_anchor_is_an_error() -> None:
    outcome = run(resource_list(POD + "      env: *nowhere\n"))
    assert outcome.exit_code == 1
    assert "*nowhere" in outcome.stderr


def test_a_block_scalar_that_ends_the_input_without_a_line_end_keeps_its_value() -> None:
    before = resource_list(POD + "    note: |\n      no line end").removesuffix(b"\n")
    outcome = run(before)
    item = oracle.documents(outcome.stdout)[0]["items"][0]
    assert outcome.exit_code == 1 or item["spec"]["note"].text == "no line end"


def test_a_closed_stdout_ends_the_run_quietly() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        [sys.executable, "-m", "krm_fn"],
        input=resource_list(POD * 3000, QUIET),
        stdout=writing,
        stderr=subprocess.PIPE,
        timeout=60,
        check=False,
    )
    os.close(writing)
    assert done.returncode != 0
    assert done.stderr == b""


def test_an_interrupt_ends_the_run_quietly() -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "krm_fn"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdin is not None
        process.stdin.write(resource_list(POD) + b"- kind: A\n" * 20_000)
        process.stdin.flush()  # more than a pipe holds: the function is running and reading
        process.send_signal(signal.SIGINT)
        stdout, stderr = process.communicate(timeout=20)
    assert process.returncode in (130, -signal.SIGINT)
    assert stdout == b""
    assert b"Traceback" not in stderr
