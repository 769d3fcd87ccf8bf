"""A wrong functionConfig in a file: what is told, with the file and the line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from run_function import run, run_process

HEAD = "apiVersion: krm-fn.dev/v1alpha1\nkind: SetProxyEnv\nmetadata: {name: proxy}\n"
WRONG = f"""{HEAD}spec:
  httpProxy: {{{{ .Values.proxy }}}}
  noProxy:
  - localhost
  - 3
  exclude:
  - colour: red
  podPaths: [{{kind: App}}]
  existing: mrege
"""
TOLD = {
    5: "`spec.httpProxy` has a placeholder of a template, which nothing fills in, got "
    '"{{ .Values.proxy }}": render the file first, or write the text that belongs there',
    8: "`spec.noProxy[1]` must be a string, got 3: put it in quotes",
    12: '`spec.existing` must be "merge", "keep", "replace" or "error", got "mrege": did you mean '
    '"merge"?',
    11: "`spec.podPaths[0].path` must be specified",
    10: "unknown field `spec.exclude[0].colour`: the fields are `apiVersion`, `kind`, `name`, "
    "`namespace`, `labels` and `annotations`",
}


def written(folder: Path, text: str, name: str = "proxy.yaml") -> str:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return str(path)


def about(config: str, line: int, message: str, reference: str = "SetProxyEnv/proxy") -> str:
    return f"[error] krm-fn.dev/v1alpha1/{reference} ({config}:{line}): {message}\n"


@pytest.mark.parametrize("command", [[], ["apply", "."], ["explain", "http://example.com/"]])
def test_all_that_is_wrong_is_told_at_once_with_file_and_line(
    tmp_path: Path, command: list[str]
) -> None:
    config = written(tmp_path, WRONG)
    done = run(b"", *command[:1], "--config", config, *command[1:])
    assert done.exit_code == 1
    assert done.stderr == "".join(about(config, line, message) for line, message in TOLD.items())


def test_the_file_is_in_the_results_without_the_line(tmp_path: Path) -> None:
    config, results = written(tmp_path, WRONG), tmp_path / "results.yaml"
    run(b"", "--config", config, "--results", str(results))
    assert results.read_text(encoding="utf-8").count(f'path: "{config}"') == len(TOLD)


def test_a_field_of_a_config_map_has_its_line(tmp_path: Path) -> None:
    data = "data:\n  httpProxy: http://proxy:3128\n  containers.exlude: a\n"
    config = written(tmp_path, f"apiVersion: v1\nkind: ConfigMap\n{data}")
    assert f"({config}:5): unknown field `data.containers.exlude`" in (
        run(b"", "--config", config).stderr
    )


def test_json_has_lines_too(tmp_path: Path) -> None:
    spec = {"httpProxy": "http://proxy:3128", "track": "yes"}
    object_ = {"apiVersion": "krm-fn.dev/v1alpha1", "kind": "SetProxyEnv", "spec": spec}
    config = written(tmp_path, json.dumps(object_, indent=1), "proxy.json")
    message = '`spec.track` must be true or false, got "yes"'
    assert run(b"", "--config", config).stderr == about(config, 6, message, "SetProxyEnv")


def test_a_tab_is_named(tmp_path: Path) -> None:
    config = written(tmp_path, f"{HEAD}spec:\n\thttpProxy: http://proxy:3128\n")
    assert run(b"", "--config", config).stderr == (
        f'[error] "{config}" must hold one functionConfig: line 5: must be indented with spaces, '
        "got a tab\n"
    )


def test_a_file_with_nothing_in_it_is_named(tmp_path: Path) -> None:
    config = written(tmp_path, "# still to be written\n")
    done = run(b"", "--config", config)
    assert done.stderr == f'[error] "{config}" must hold one functionConfig: it is empty\n'
    assert done.exit_code == 1


@pytest.mark.parametrize(
    ("spec", "line", "path"),
    [
        ("  httpProxy: http://a:1\n  noProxy: a\n  httpProxy: http://b:1\n", 7, "spec.httpProxy"),
        (
            "  httpProxy: http://a:1\n  exclude:\n  - {kind: Pod, kind: Job}\n",
            7,
            "spec.exclude[0].kind",
        ),
    ],
)
def test_a_field_that_is_there_twice_is_an_error(
    tmp_path: Path, spec: str, line: int, path: str
) -> None:
    config = written(tmp_path, f"{HEAD}spec:\n{spec}")
    done = run(b"", "--config", config)
    assert (done.exit_code, done.stderr) == (
        1,
        f'[error] "{config}" must hold one functionConfig: line {line}: `{path}` must be given once; '
        "remove all but one\n",
    )


def test_a_kind_that_is_nearly_known_gets_the_known_one(tmp_path: Path) -> None:
    config = written(tmp_path, HEAD.replace("Env", "Envs"))
    stderr = run(b"", "--config", config).stderr
    assert stderr.endswith(', got "SetProxyEnvs": did you mean "SetProxyEnv"?\n')


def test_what_leads_to_nothing_in_the_list_has_its_line(tmp_path: Path) -> None:
    spec = "spec:\n  httpProxy: http://proxy:3128\n  exclude:\n  - kind: Deploymet\n"
    config = written(tmp_path, HEAD + spec)
    assert (
        f"[warning] krm-fn.dev/v1alpha1/SetProxyEnv/proxy ({config}:7): `spec.exclude[0].kind` "
        '"Deploymet" is no kind that is known or in the list: did you mean "Deployment"?\n'
    ) in run(b"", "--config", config).stderr


def test_a_wrong_configuration_costs_little_more_than_a_right_one(tmp_path: Path) -> None:
    """What takes long is to import: it may at most double the modules of a run."""
    counts = []
    for text in (f"{HEAD}spec: {{httpProxy: 'http://proxy:3128'}}\n", WRONG):
        config = written(tmp_path, text)
        told = run_process(b"", "--config", config, environment={"PYTHONPROFILEIMPORTTIME": "1"})
        counts.append(told.stderr.count("import time:"))
    right, wrong = counts
    assert right < wrong < 2 * right
