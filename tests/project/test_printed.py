"""Whatever stands in manifests and arguments, what a run prints is harmless and has no password."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from configurations import HTTP, set_proxy_env
from run_function import Outcome, run, run_process

CONFIG = f"functionConfig: {{apiVersion: v1, kind: ConfigMap, data: {{httpProxy: '{HTTP}'}}}}\n"
HOSTILE = r"""apiVersion: v1
kind: Pod
metadata:
  name: "a\n::error::owned\e[2J\e]0;title\a\r[info]: all fine"
  annotations:
    config.kubernetes.io/path: "../../../etc/passwd\n[error] fake\e[31m ##[set-env name=A]b"
    config.kubernetes.io/index: "99999999999999999999999999"
spec:
  containers:
  - name: "c\n::warning::x\e[31m\u202e\L"
    image: x
    env:
    - {name: http_proxy, value: "http://mine:s3cr3tA@x:1"}
    - {name: HTTP_PROXY, value: "http://mine:s3cr3tB@x:1"}
    - {name: no_proxy, valueFrom: {fieldRef: {fieldPath: "a\nb"}}}
"""
NAME = r"a\n::error::owned\x1b[2J\x1b]0;title\x07\r[info]: all fine"
PATH = r"../../../etc/passwd\n[error] fake\x1b[31m #\x23[set-env name=A]b"
CONTAINER = r"c\n::warning::x\x1b[31m\u202e\u2028"
KEPT = f'container "{CONTAINER}" keeps its own `http_proxy`, `HTTP_PROXY`; '


def resource_list(item: str) -> bytes:
    member = "- " + "  ".join(item.splitlines(keepends=True))
    head = f"apiVersion: config.kubernetes.io/v1\nkind: ResourceList\n{CONFIG}items:\n"
    return (head + member).encode()


def lines(stderr: str) -> list[str]:
    """The lines of stderr, each of which must be harmless."""
    assert all(line.isprintable() and not line.lstrip().startswith("::") for line in _split(stderr))
    assert "s3cr3t" not in stderr
    return _split(stderr)


def _split(stderr: str) -> list[str]:
    assert stderr.endswith("\n") or not stderr
    return stderr.split("\n")[:-1]


def strings(data: object) -> Iterator[str]:
    if isinstance(data, dict):
        for key, value in data.items():
            yield key
            yield from strings(value)
    elif isinstance(data, list):
        for each in data:
            yield from strings(each)
    elif isinstance(data, str):
        yield data


def test_names_and_paths_are_escaped_on_stderr() -> None:
    outcome = run(resource_list(HOSTILE))
    told = [line for line in lines(outcome.stderr) if KEPT in line]
    assert told == [
        f"[warning] v1/Pod/{NAME} ({PATH}): {KEPT}set `existing: replace` to replace them"
    ]


@pytest.mark.parametrize("form", [HOSTILE, "json"])
def test_a_runtime_that_prints_results_as_they_are_prints_no_control_character(form: str) -> None:
    if form == "json":
        item = yaml.safe_load(HOSTILE)
        config = yaml.safe_load(CONFIG)["functionConfig"]
        whole = {"kind": "ResourceList", "functionConfig": config, "items": [item]}
        data = yaml.safe_dump(whole, default_flow_style=True, width=10**6).encode()
    else:
        data = resource_list(HOSTILE)
    results = yaml.safe_load(run(data).stdout)["results"]
    assert all(text.isprintable() and "s3cr3t" not in text for text in strings(results))
    (kept,) = [made for made in results if made["tags"]["rule"] == "kept"]
    assert kept["resourceRef"] == {"apiVersion": "v1", "kind": "Pod", "name": NAME}
    assert kept["file"] == {"path": PATH}
    assert kept["tags"]["container"] == CONTAINER


def test_what_is_in_the_manifests_stays_as_it_is() -> None:
    outcome = run(HOSTILE.encode(), "--http-proxy", HTTP, "--existing", "keep")
    assert outcome.stdout == HOSTILE.encode()


def test_so_are_the_results_on_many_usual_workloads() -> None:
    usual = "apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\n  annotations:\n"
    usual += '    config.kubernetes.io/path: "a u:s3cr3t@h:1 ##[x]/b.yaml"\n'
    usual += "spec:\n  containers:\n  - name: web\n    image: web:1\n"
    member = "- " + "  ".join(usual.splitlines(keepends=True))
    data = resource_list(usual) + member.encode() * 1000
    results = yaml.load(run(data).stdout, yaml.CSafeLoader)["results"]
    assert {made["file"]["path"] for made in results if "file" in made} == {
        r"a u:***@h:1 #\x23[x]/b.yaml"
    }


MANIFEST = "apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec:\n  containers:\n  - name: a\n"
MANIFEST += "    image: a\n    env: "


@pytest.mark.parametrize(
    ("env", "message"),
    [
        (
            '[ "HTTP_PROXY=http://u:s3cr3t@p:1" ]',
            'env[0]` must be a variable with a `name`, got "HTTP_PROXY=http://u:***@p:1"',
        ),
        (
            "http_proxy=http://u:s3cr3t@p:1",
            'env` must be a list of variables, got "http_proxy=http://u:***@p:1"',
        ),
        (
            r'"http://u:s3\u202ecr3t @p:1"',
            'env` must be a list of variables, got "http://u:***@p:1"',
        ),
        (
            '["DB_PASSWORD=s3cr3t"]',
            'env[0]` must be a variable with a `name`, got "DB_PASSWORD=***"',
        ),
        (
            f'"http://u:{"s3cr3t" * 100}@p:1"',
            'env` must be a list of variables, got "http://u:***@p:1"',
        ),
    ],
)
def test_a_value_of_the_wrong_type_is_shown_without_its_password(env: str, message: str) -> None:
    outcome = run(f"{MANIFEST}{env}\n".encode(), "--http-proxy", HTTP)
    assert f"[error] v1/Pod/a: `spec.containers[0].{message}" in lines(outcome.stderr)


URL = "http://u:s3cr3t@p:1"
SHOWN = "http://u:***@p:1"


@pytest.mark.parametrize(
    "fields",
    [
        {"clusterDomain": URL},
        {"validate": URL},
        {"checks": {"level": URL}},
        {"checks": {"clients": [URL]}},
        {"checks": {"ignore": [URL]}},
        {"existing": URL},
        {"podPaths": [{"kind": "A", "path": "a", URL: "b"}]},
        {URL: "a"},
        {"trustedCA": {"configMap": {"name": URL}}},
        {"trustedCA": {"configMap": {"name": "a"}, "mountPath": URL}},
        {"containers": {"exclude": [URL]}},
        {"noProxy": [f"localhost,{URL}"]},
        {"httpsProxy": {"valueFrom": {"secretKeyRef": {"name": URL, "key": "a"}}}},
        {"noProxyPresets": [URL]},
        {"existing": "a\n::error::b\x1b[2J"},
        {"a\n::error::b\x1b[2J\u202e": "c"},
    ],
)
def test_a_configuration_is_shown_without_its_passwords(
    fields: dict[str, object], tmp_path: Path
) -> None:
    config = tmp_path / "config.yaml"
    config.write_text(yaml.safe_dump(set_proxy_env(spec={"httpProxy": HTTP, **fields})))
    outcome = run(MANIFEST.replace("    env: ", "").encode(), "--config", str(config))
    assert lines(outcome.stderr)
    assert any(SHOWN in line or r"\n::error::b" in line for line in lines(outcome.stderr))


@pytest.mark.parametrize(
    "arguments",
    [
        (URL,),
        ("--http-proxy", "--https-proxy", URL),
        ("--config", URL),
        ("apply", "--http-proxy", HTTP, URL),
        ("apply", f"--{URL}"),
        ("apply", "--config", URL, "."),
        ("explain", URL),
        ("explain", "--config", URL, URL),
        ("explain", "--config", "a", URL, f"--b={URL}"),
        ("explain", "--config", "a\n::error::b", URL),
        ("\n::error::b\x1b[2J",),
        ("apply", "--http-proxy", HTTP, "\n::error::b\x1b[2J"),
    ],
)
def test_arguments_are_shown_without_their_passwords(arguments: tuple[str, ...]) -> None:
    outcome = run_process(b"", *arguments)
    assert lines(outcome.stderr)
    assert outcome.exit_code in (1, 2)


def test_explain_shows_no_password_and_no_control_character(tmp_path: Path) -> None:
    config = tmp_path / "config.yaml"
    config.write_text("apiVersion: v1\nkind: ConfigMap\ndata: {httpProxy: 'http://u:s3cr3t@p:1'}\n")
    assert lines(
        run_process(b"", "explain", "--config", str(config), "http://me:s3cr3t/@h").stderr
    ) == [
        "[error] a URL must have an IPv6 address between brackets and a port up to 65535, if any, "
        'got "http://me:***@h"'
    ]
    url = "http://me:s3cr3t@example.com/\x1b[2J"
    outcome = run_process(b"", "explain", "--config", str(config), "--client", "curl", url)
    assert lines(outcome.stdout.decode())[1:] == [
        r"http://example.com/\x1b[2J",
        "1 of 1   through http://u:***@p:1  http_proxy  curl",
    ]


def test_the_words_of_a_schema_show_no_password(tmp_path: Path) -> None:
    pytest.importorskip("kubernetes_validate", reason="needs kubernetes-validate")
    config = tmp_path / "config.yaml"
    spec = {"httpProxy": HTTP, "validate": "1.33", "existing": "keep"}
    config.write_text(yaml.safe_dump(set_proxy_env(spec=spec)))
    value = "[{name: A, value: {a: 'http://old:s3cr3t@h:1'}}]"
    outcome = run(f"{MANIFEST}{value}\n".encode(), "--config", str(config))
    assert any("http://old:***@h:1" in line for line in lines(outcome.stderr))


NAMES = ["a\n::error::owned\x1b[2J.yaml", "::error::x.yaml", "##[error]x.yaml", 'q"uo\\te.yaml']
NAMES += ["\u202ebidi.yaml", "é b.yaml", "plain.yaml"]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name in NAMES:
        Path(name).write_text(MANIFEST.replace("    env: ", ""), encoding="utf-8")
    Path(b"\xff.yaml".decode(errors="surrogateescape")).write_text(MANIFEST + "text\n")
    return tmp_path


def applied(*arguments: str) -> Outcome:
    return run(b"", "apply", "--http-proxy", HTTP, *arguments, ".")


def test_names_of_files_are_quoted_as_git_does(folder: Path) -> None:
    outcome = applied("--check")
    assert lines(outcome.stdout.decode()) == [
        '"##[error]x.yaml"'.replace("##", r"#\043"),
        '"::error::x.yaml"',
        r'"a\n::error::owned\033[2J.yaml"',
        "plain.yaml",
        r'"q\"uo\\te.yaml"',
        "é b.yaml",
        r'"\342\200\256bidi.yaml"',
    ]
    assert r"[error] v1/Pod/a (\udcff.yaml): " in lines(outcome.stderr)[2]


def test_git_applies_a_patch_of_files_with_odd_names(folder: Path) -> None:
    patch = applied("--diff").stdout
    subprocess.run(["git", "apply", "-"], input=patch, check=True)
    assert applied("--check").stdout == b""
