"""Texts that are refused whole, wherever they come in: nothing of them is changed or printed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from places import FIXTURES
from run_function import Outcome, run, unquoted

OPTIONS = ("--http-proxy", "http://p:1", "--https-proxy", "http://p:1", "--no-proxy", "*")
CONFIG = (
    'functionConfig: {apiVersion: v1, kind: ConfigMap, data: {httpProxy: "http://p:1", '
    'httpsProxy: "http://p:1", noProxy: "*"}}\n'
)
SUMMARY = "[info]: nothing was set in 1 file; 1 failed"
OTHER = "apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec:\n  containers:\n  - name: a\n    image: a\n"

Way = Callable[[str, Path], tuple[Outcome, int]]


def in_a_pipe(text: str, folder: Path) -> tuple[Outcome, int]:
    """What comes of a text by itself, and how many lines come before it."""
    return run(text.encode(), *OPTIONS), 0


def in_a_large_pipe(text: str, folder: Path) -> tuple[Outcome, int]:
    """As long as texts are that are read by their lines."""
    before = f"{OTHER}---\n" * 1500
    return run(f"{before}{text}".encode(), *OPTIONS), before.count("\n")


def in_a_resource_list(text: str, folder: Path) -> tuple[Outcome, int]:
    item = "  ".join(text.splitlines(keepends=True))
    return run(f"kind: ResourceList\n{CONFIG}items:\n- {item}".encode()), 3


def in_a_large_resource_list(text: str, folder: Path) -> tuple[Outcome, int]:
    others = f"- {'  '.join(OTHER.splitlines(keepends=True))}" * 1500
    item = "  ".join(text.splitlines(keepends=True))
    data = f"kind: ResourceList\n{CONFIG}items:\n{others}- {item}"
    return run(data.encode()), 3 + others.count("\n")


def in_a_file(text: str, folder: Path) -> tuple[Outcome, int]:
    path = folder / "a.yaml"
    path.write_text(text, encoding="utf-8")
    outcome = run(b"", "apply", *OPTIONS, str(path))
    assert path.read_text(encoding="utf-8") == text
    assert outcome.stderr.endswith(f"\n{SUMMARY}\n")
    message = outcome.stderr.replace(f"\n{SUMMARY}\n", "\n").replace(f"({path}): ", "")
    return Outcome(outcome.stdout, message, outcome.exit_code), 0


A_CONTAINER_ONE_LEVEL_TOO_DEEP = """\
apiVersion: v1
kind: Pod
metadata:
  name: a
spec:
  containers:
  - name: a
    image: a:1
    - name: b
      image: b:1
"""
ENTRIES_BELOW_AN_ENV_THAT_IS_COMMENTED_OUT = """\
apiVersion: v1
kind: Pod
metadata:
  name: a
spec:
  containers:
    - name: a
      image: x
#      env:
        - name: A
          value: b
"""
A_FLOW_SCALAR_THAT_ENDS_IN_A_COLON = """\
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: {name: a}
spec:
  hosts: [example.com]
  addresses: [1.2.3.4, 001:db8::]
"""
REFUSED = [
    (A_CONTAINER_ONE_LEVEL_TOO_DEEP, 9, "not YAML: the parser says ..."),
    (ENTRIES_BELOW_AN_ENV_THAT_IS_COMMENTED_OUT, 10, "not YAML: the parser says ..."),
    (
        ENTRIES_BELOW_AN_ENV_THAT_IS_COMMENTED_OUT.replace("env", "volumeMounts"),
        10,
        "not YAML: the parser says ...",
    ),
    (
        A_FLOW_SCALAR_THAT_ENDS_IN_A_COLON,
        6,
        '"001:db8::" must be in quotes, since it ends in a colon; a colon that makes a key must have '
        "a blank behind it",
    ),
]


@pytest.mark.parametrize(
    "way",
    [in_a_pipe, in_a_large_pipe, in_a_resource_list, in_a_large_resource_list, in_a_file],
)
@pytest.mark.parametrize(("text", "line", "message"), REFUSED)
def test_it_is_refused_with_its_line(
    way: Way, text: str, line: int, message: str, tmp_path: Path
) -> None:
    outcome, before = way(text, tmp_path)
    assert outcome.stdout == b""
    assert unquoted(outcome.stderr) == f"[error] line {before + line}: {message}\n"
    assert outcome.exit_code == 1


TRACKED = """\
apiVersion: krm-fn.dev/v1alpha1
kind: SetProxyEnv
metadata: {name: p}
spec: {httpProxy: http://p:1, httpsProxy: http://p:1, noProxy: localhost, track: true, existing: replace}
"""
MESSAGE = (
    r"[error] v1/Pod/a\n::error::owned\x1b[2J\x1b]0;title\x07\r[info]: all fine "
    r"(../../../etc/passwd\n[error] fake\x1b[31m): "
    r'container "c\n::warning::x\x1b[31m" sets `http_proxy`, `HTTP_PROXY` to a value with a user '
    "name or a password, which must not get into the record of `track`; delete it there, as it is to "
    "be replaced, or have it refer to a Secret, as in http://user:$(PROXY_PASSWORD)@proxy:3128\n"
)


def test_what_is_said_of_hostile_names_is_one_harmless_line(tmp_path: Path) -> None:
    config = tmp_path / "config.yaml"
    config.write_text(TRACKED, encoding="utf-8")
    folder = FIXTURES / "attack" / "names-with-control-characters-stay-as-they-are"
    data = (folder / "input.yaml").read_bytes()
    assert run(data, "--config", str(config)) == Outcome(data, MESSAGE, 1)
