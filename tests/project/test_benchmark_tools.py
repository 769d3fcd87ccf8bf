"""Which tools the benchmark measures beside the function, and what they are asked to do."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks import tools
from benchmarks.inputs.generate import Inputs
from benchmarks.tools import SET_ENV, YTT

NOTHING = Path("/dev/null")


def test_the_function_is_measured_and_every_tool_that_is_here(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(tools, "found", lambda name: None if name == YTT else f"/bin/{name}")
    commands = tools.commands(Inputs(Path("list.yaml"), Path("all.yaml")), ["set-proxy-env"])

    assert tools.missing() == ["ytt"]
    assert list(commands) == [
        *("set-proxy-env", "Go, kyaml", "Go, kpt's SDK", "kubectl set env", "yq")
    ]
    assert {name: command.stdin.name for name, command in commands.items()} == {
        "set-proxy-env": "list.yaml",
        "Go, kyaml": "list.yaml",
        "Go, kpt's SDK": "list.yaml",
        "kubectl set env": "all.yaml",
        "yq": "list.yaml",
    }


def test_ytt_is_not_measured_with_a_list_in_json(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tools, "found", lambda name: f"/bin/{name}")

    assert YTT in tools.commands(Inputs(Path("list.yaml"), Path("all.yaml")), [])
    assert YTT not in tools.commands(Inputs(Path("list.json"), Path("all.json")), [])


def test_the_jobs_of_yq_and_ytt_set_the_values_that_the_function_sets() -> None:
    set_env = tools.TOOLS[SET_ENV].on("kubectl", Inputs(NOTHING, NOTHING))
    assert set_env is not None
    pairs = [argument.split("=") for argument in set_env.argv if "=" in argument]

    for job in ("yq/plain-job.yq", "ytt/plain-job.yaml"):
        text = (tools.HERE / job).read_text()
        assert all(f'"{name}"' in text and f'"{value}"' in text for name, value in pairs)
