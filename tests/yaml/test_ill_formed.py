"""What is said of texts that are not well-formed: the same words with every libyaml."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from run_function import Outcome, run, unquoted

from krm_fn.errors import Malformed, said
from krm_fn.yaml.compose import check_syntax, compose
from krm_fn.yaml.json_text import compose_json
from krm_fn.yaml.text import TEXT_DEPTH, may_nest_deep

TOO_DEEP = "collections nest deeper than 1000 levels"
NOT_YAML = "not YAML: the parser says ..."
POD = """\
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
  - name: web
    image: web:1
"""
PROXY = "http://proxy.example.com:3128"
NO_PROXY = "localhost,127.0.0.1,::1,$(KUBERNETES_SERVICE_HOST)"
OPTIONS = ("--http-proxy", PROXY, "--https-proxy", PROXY, "--no-proxy", NO_PROXY)
LIST = b"""\
kind: ResourceList
functionConfig: {apiVersion: v1, kind: ConfigMap, data: {httpProxy: "http://proxy.example.com:3128"}}
items:
- """

if TYPE_CHECKING:
    from collections.abc import Callable

    Way = Callable[[bytes, Path], tuple[Outcome, int]]


def in_a_list(data: bytes, folder: Path) -> tuple[Outcome, int]:
    """What is said of a ResourceList with this item, and how many lines come before the item."""
    return run(LIST + b"  ".join(data.splitlines(keepends=True))), 3


def in_a_stream(data: bytes, folder: Path) -> tuple[Outcome, int]:
    return run(b"apiVersion: v1\nkind: Service\n---\n" + data, *OPTIONS), 3


def in_a_file(data: bytes, folder: Path) -> tuple[Outcome, int]:
    path = folder / "web.yaml"
    path.write_bytes(data)
    outcome = run(b"", "apply", *OPTIONS, str(path))
    return outcome._replace(stderr=outcome.stderr.replace(f"({path}): ", "")), 0


def in_a_configuration(data: bytes, folder: Path) -> tuple[Outcome, int]:
    path = folder / "proxy.yaml"
    path.write_bytes(data)
    outcome = run(b"", "--config", str(path))
    head = f'"{path}" must hold one functionConfig: '
    return outcome._replace(stderr=outcome.stderr.replace(head, "")), 0


@pytest.mark.parametrize("way", [in_a_list, in_a_stream, in_a_file, in_a_configuration])
@pytest.mark.parametrize(
    ("added", "message"),
    [
        (b"  x: [\n", NOT_YAML),
        (b"  x: a: b\n", NOT_YAML),
        (b'  x: "\\q"\n', NOT_YAML),
        (b"  x: @a\n", NOT_YAML),
        (b"  x: \xff\n", "must be UTF-8, got the byte 0xff: save the text as UTF-8"),
        (b"  x: \xc3\n", "must be UTF-8, got the byte 0xc3: save the text as UTF-8"),
        (b"  x: \xed\xa0\x80\n", "must be UTF-8, got the byte 0xed: save the text as UTF-8"),
        (
            b"  x: \x00\n",
            'must not have the character U+0000: write it as "\\u0000" in double quotes',
        ),
        (
            b"  # \x1b[2J\n",
            'must not have the character U+001B: write it as "\\u001B" in double quotes',
        ),
        (
            b"  x: '\xef\xbf\xbe'\n",
            'must not have the character U+FFFE: write it as "\\uFFFE" in double quotes',
        ),
        (b"  x: " + b"[" * 1500 + b"]" * 1500 + b"\n", TOO_DEEP),
        (b"  x: " + b"{a: " * 1500 + b"}" * 1500 + b"\n", TOO_DEEP),
        (b"  x:\n  " + b"- " * 1500 + b"a\n", TOO_DEEP),
        (b"  x:\n  " + b"? " * 1500 + b"a\n", TOO_DEEP),
    ],
)
def test_it_is_told_in_the_same_words_wherever_it_is_read(
    way: Way, added: bytes, message: str, tmp_path: Path
) -> None:
    outcome, before = way(POD.encode() + added, tmp_path)
    assert (outcome.exit_code, outcome.stdout) == (1, b"")
    line = before + (10 if b"x:\n" in added or added.endswith(b"[\n") else 9)
    assert unquoted(outcome.stderr.splitlines()[0]) == f"[error] line {line}: {message}"


def test_keys_that_nest_too_deep_are_told_where_no_node_is_read_for_them() -> None:
    deep = "  x:\n" + "".join(" " * (3 + level) + "a:\n" for level in range(1500))
    before = "---\n".join([POD] * 50) + "---\n"
    outcome = run((before + POD + deep).encode(), *OPTIONS)
    line = before.count("\n") + 9 + TEXT_DEPTH - 1
    assert outcome == Outcome(b"", f"[error] line {line}: {TOO_DEEP}\n", 1)


def refusal(data: bytes) -> str:
    """What is said of a text; nothing when it is well-formed."""
    try:
        check_syntax(data)
    except Malformed as malformed:
        return str(malformed)
    return ""


ENDS = "must be in quotes, since it ends in a colon; a colon that makes a key must have a blank behind it"
BEGINS = "must be in quotes, since it begins with a colon"


@pytest.mark.parametrize("way", [in_a_list, in_a_stream, in_a_file, in_a_configuration])
@pytest.mark.parametrize(
    ("added", "message"),
    [
        (b"  x: [1.2.3.4, 001:db8::]\n", f'"001:db8::" {ENDS}'),
        (b"  x: {a: ::}\n", f'"::" {BEGINS}'),
    ],
)
def test_a_scalar_that_must_be_in_quotes_is_named(
    way: Way, added: bytes, message: str, tmp_path: Path
) -> None:
    outcome, before = way(POD.encode() + added, tmp_path)
    assert (outcome.exit_code, outcome.stdout) == (1, b"")
    assert outcome.stderr.splitlines()[0] == f"[error] line {before + 9}: {message}"


@pytest.mark.parametrize(
    ("text", "line", "scalar"),
    [
        ("a: [b, 001:db8::]", 1, "001:db8::"),
        ("a: [b:]", 1, "b:"),
        ("a: [b:, c:]", 1, "b:"),
        ("a: {b: c:}", 1, "c:"),
        ("a: {b: c:, d: e:}", 1, "c:"),
        ("a: {b:}", 1, "b:"),
        ("a: {fe80::}", 1, "fe80::"),
        ('a: {"b": c::}', 1, "c::"),
        ("a: [b: c:]", 1, "c:"),
        ("a: [[[b::]]]", 1, "b::"),
        ("a: {b: [c::]}", 1, "c::"),
        ("a: [http://b:]", 1, "http://b:"),
        ("a: [&anchor b:]", 1, "b:"),
        ("a: [!!str b:]", 1, "b:"),
        ("é: [ö:]", 1, "ö:"),
        ("a: [\n  b,\n  fe80::,\n  c]", 3, "fe80::"),
        ("a: [\n  b,\n  fe80::]", 3, "fe80::"),
        ("a: [b\n  c\n  d:]", 3, "b c d:"),
        ("# c\na: {\n  b: c,\n  d: e:,\n}", 4, "e:"),
        ("[b:]", 1, "b:"),
    ],
)
def test_a_scalar_that_ends_in_a_colon_is_named(text: str, line: int, scalar: str) -> None:
    assert refusal(f"{text}\n".encode()) == f'line {line}: "{scalar}" {ENDS}'


@pytest.mark.parametrize(
    ("text", "line", "scalar"),
    [
        ("{a: ::}", 1, "::"),
        ("a: {b: ::}", 1, "::"),
        ("a: {b: :: }", 1, "::"),
        ("a: [::]", 1, "::"),
        ("a: [b, ::1]", 1, "::1"),
        ("a: [::, ::1]", 1, "::"),
        ("a: [:b, c]", 1, ":b"),
        ("a: {::1: b}", 1, "::1"),
        ("a: [\n  b,\n  ::1,\n]", 3, "::1"),
        ("a: [\n  ::1\n]", 2, "::1"),
    ],
)
def test_a_scalar_that_begins_with_a_colon_is_named(text: str, line: int, scalar: str) -> None:
    assert refusal(f"{text}\n".encode()) == f'line {line}: "{scalar}" {BEGINS}'


@pytest.mark.parametrize(
    "text",
    [
        "a: [:]",
        "a: [b, :]",
        'a: [b, "c"::]',
        "a: [b, 'c'::]",
        "a: [b c :]",
        "a: {b:[c]}",
        "a: {b:{c: d}}",
        "a: [b:?]",
        "a: {b: c: d}",
        "a: {? b:: : c}",
        "a: b::",
        "a: ::",
        "a: b: c",
        "a: [b: c",
        "a: [b::",
        'a: ["b:]',
        "a: [@b:]",
        "a: {b: c}, d:",
    ],
)
def test_of_anything_else_it_is_not_said(text: str) -> None:
    assert unquoted(refusal(f"{text}\n".encode())).endswith(NOT_YAML)


@pytest.mark.parametrize("text", ["a: [fe80:: ]", "a: {b:: c}", "a: [b::c]", 'a: ["b":]'])
def test_a_colon_with_a_blank_behind_it_makes_a_key(text: str) -> None:
    assert refusal(f"{text}\n".encode()) == ""


def test_a_scalar_is_shown_on_one_line_without_a_password() -> None:
    assert refusal(b"a: [http://user:secret@b:]\n") == f'line 1: "http://user:***@b:" {ENDS}'
    assert refusal(f"a: [{'b' * 300}:]\n".encode()) == f'line 1: "{"b" * 200}..." {ENDS}'


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_utf_16_is_told_by_its_name(encoding: str) -> None:
    outcome = run(POD.encode(encoding), *OPTIONS)
    message = "[error] line 1: must be UTF-8, got UTF-16: save the text as UTF-8\n"
    assert outcome == Outcome(b"", message, 1)


def test_utf_16_is_not_read_as_such_by_the_parser() -> None:
    data = b"\xff\xfe" + "a: b\n".encode("utf-16-le")
    assert refusal(data) == "line 1: must be UTF-8, got UTF-16: save the text as UTF-8"


LAYOUTS: dict[str, Callable[[int], str]] = {
    "brackets": lambda depth: "[" * depth + "]" * depth,
    "brackets, a line each": lambda depth: "[\n" * depth + "]\n" * depth,
    "braces": lambda depth: "{a: " * depth + "}" * depth,
    "braces, a line each": lambda depth: "{a:\n" * depth + "}\n" * depth,
    "dashes": lambda depth: "- " * depth + "a\n",
    "dashes, a line each": lambda depth: "".join(" " * at + "-\n" for at in range(depth)),
    "keys, a line each": lambda depth: "".join(" " * at + "a:\n" for at in range(depth)),
    "explicit keys": lambda depth: "? " * depth + "a\n",
    "lists at the column of their key": lambda depth: "".join(
        f"{'  ' * at}a:\n{'  ' * at}- b:\n" for at in range(depth // 3)
    ),
    "pairs in brackets": lambda depth: "[a: " * (depth // 2) + "]" * (depth // 2),
}


@pytest.mark.parametrize("layout", ["brackets", "braces", "dashes", "explicit keys"])
def test_how_deep_collections_may_nest(layout: str) -> None:
    assert refusal(LAYOUTS[layout](TEXT_DEPTH).encode()) == ""
    assert refusal(LAYOUTS[layout](TEXT_DEPTH + 1).encode()) == f"line 1: {TOO_DEEP}"


@pytest.mark.parametrize(
    "layout",
    ["brackets, a line each", "braces, a line each", "dashes, a line each", "keys, a line each"],
)
@pytest.mark.parametrize("depth", [TEXT_DEPTH + 1, 1000, 1001, 1002, 3000])
def test_the_line_is_that_of_the_first_that_nests_too_deep(layout: str, depth: int) -> None:
    assert refusal(LAYOUTS[layout](TEXT_DEPTH).encode()) == ""
    assert refusal(LAYOUTS[layout](depth).encode()) == f"line {TEXT_DEPTH + 1}: {TOO_DEEP}"


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("depth", [300, 600, 900, 990, 1100, 1500])
def test_the_cheap_look_misses_nothing_that_nests_too_deep(layout: str, depth: int) -> None:
    data = LAYOUTS[layout](depth).encode()
    if not may_nest_deep(data):
        compose(data.decode())


@pytest.mark.parametrize("depth", [1200, 40_000])
def test_nesting_comes_before_what_else_is_wrong_on_the_line(depth: int) -> None:
    """Whether the parser reads ahead to the one or to the other must not matter."""
    half = "[" * (depth // 2)
    assert refusal(f"a: {half},,{half}\n".encode()) == f"line 1: {TOO_DEEP}"


def test_many_brackets_that_do_not_nest_are_not_taken_for_nesting() -> None:
    text = "a: [" + "{b: [c]}, " * 2000 + "}\n"
    assert unquoted(refusal(text.encode())) == f"line 1: {NOT_YAML}"


@pytest.mark.parametrize("depth", [TEXT_DEPTH - 1, TEXT_DEPTH])
def test_json_may_nest_as_deep_as_yaml(depth: int) -> None:
    text = "[" * depth + "]" * depth
    assert compose_json(text).end == len(text)
    with pytest.raises(Malformed) as malformed:
        compose_json("[\n" * (TEXT_DEPTH + 1) + "]" * (TEXT_DEPTH + 1))
    assert str(malformed.value) == f"line {TEXT_DEPTH + 1}: {TOO_DEEP}"


@pytest.mark.parametrize("kind", ["ConfigMap", "Pod"])
@pytest.mark.parametrize("opening", ["[", '{"a": '])
@pytest.mark.parametrize("depth", [290, 310, 900, 1100, 40_000])
def test_json_is_judged_alike_in_a_list_and_alone(kind: str, opening: str, depth: int) -> None:
    closing = {"[": "]", "{": "}"}[opening[0]]
    deep = opening * depth + ("1" if closing == "}" else "") + closing * depth
    item = f'{{"apiVersion": "v1", "kind": "{kind}", "spec": {{"containers": []}},\n"x": {deep}}}'
    config = '{"apiVersion": "v1", "kind": "ConfigMap", "data": {"httpProxy": "http://p:3128"}}'
    whole = f'{{"kind": "ResourceList", "functionConfig": {config}, "items": [{item}]}}'
    for outcome in (run(whole.encode()), run(item.encode(), "--http-proxy", "http://p:3128")):
        if depth < TEXT_DEPTH:
            assert outcome.exit_code == 0
        else:
            assert outcome == Outcome(b"", f"[error] line 2: {TOO_DEEP}\n", 1)


def test_a_control_character_in_json_is_refused() -> None:
    item = b'{"apiVersion": "v1", "kind": "ConfigMap",\n"data": {"a": "\x01"}}'
    assert run(item, "--http-proxy", "http://p:3128") == Outcome(
        b"",
        '[error] line 2: must not have the character U+0001: write it as "\\u0001" in double '
        "quotes\n",
        1,
    )


def test_what_is_no_json_value_is_quoted() -> None:
    with pytest.raises(Malformed) as malformed:
        compose_json('{"a": 1,\n"b": ?}')
    assert unquoted(str(malformed.value)) == "line 2: not JSON: the parser says ..."


def test_a_quotation_stays_on_one_line() -> None:
    assert said("found\n  a thing") == '"found a thing"'


def test_what_holds_itself_is_told_by_the_alias() -> None:
    problem = "line 2: `*a` must not be in what it stands for"
    for text in ("a: &a {b: c,\n d: *a}", "a: &a\n  b: *a\n", "a: &a\n- *a\n"):
        with pytest.raises(Malformed, match=re.escape(problem)):
            compose(text)
    assert compose("a: &a {b: c}\nd: *a\n") is not None
