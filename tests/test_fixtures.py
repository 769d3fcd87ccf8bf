"""Every fixture: input to expected output byte for byte, twice, and judged by the oracle."""

from __future__ import annotations

import re
from pathlib import Path

import oracle
import pytest
from places import FIXTURES
from run_function import Outcome, run

CASES = sorted(path.parent for path in FIXTURES.rglob("input.*"))


@pytest.fixture(params=CASES, ids=lambda path: f"{path.parent.name}/{path.name}")
def fixture(request: pytest.FixtureRequest) -> Path:
    path: Path = request.param
    return path


def answer(fixture: Path, stdin: bytes) -> Outcome:
    config = fixture / "config.yaml"
    return run(stdin, *(["--config", str(config)] if config.exists() else []))


def the_input(fixture: Path) -> bytes:
    return next(fixture.glob("input.*")).read_bytes()


def the_expected(fixture: Path) -> bytes:
    return next(fixture.glob("expected.*")).read_bytes()


def results_in(output: bytes) -> list[oracle.Tree]:
    document: oracle.Tree = next(iter(oracle.documents(output)), {})
    results = document.get("results") if isinstance(document, dict) else None
    return [{key: oracle.text_of(value) for key, value in one.items()} for one in results or []]


def test_the_output_is_the_expected_one(fixture: Path, request: pytest.FixtureRequest) -> None:
    stdout = answer(fixture, the_input(fixture)).stdout
    if request.config.getoption("--update-fixtures") and stdout != the_expected(fixture):
        next(fixture.glob("expected.*")).write_bytes(stdout)
        pytest.fail(f"{fixture.name}: the expected output was written anew")
    assert stdout.decode() == the_expected(fixture).decode()


def test_a_second_run_only_adds_results(fixture: Path) -> None:
    once = the_expected(fixture)
    twice = answer(fixture, once).stdout
    if (fixture / "config.yaml").exists():
        assert twice == once
    else:
        assert twice.startswith(once.rstrip(b"]}. \r\n"))


def test_the_exit_status_is_1_when_there_is_an_error_and_stderr_has_every_problem(
    fixture: Path,
) -> None:
    outcome = answer(fixture, the_input(fixture))
    results = results_in(the_expected(fixture))
    problems = [one for one in results if one["severity"] in ("error", "warning")]
    assert outcome.exit_code == any(one["severity"] == "error" for one in problems)
    said = without_containers(outcome.stderr)
    assert [one for one in problems if without_containers(one["message"]) not in said] == []


def without_containers(text: str) -> str:
    """A text without the names of containers: many results that are alike are told as one."""
    return re.sub(r'container "[^"\n]+"', "container", text)


# These begin with what an earlier run recorded, of which the oracle knows nothing.
TRACKED = (
    "a-tracked-value-follows-the-configuration",
    "remove-gives-a-null-back-in-json",
    "remove-gives-a-reference-back",
    "remove-gives-a-variable-without-a-value-back-in-json",
    "remove-gives-tagged-numbers-back-as-texts",
    "remove-leaves-the-end-of-the-last-line",
    "remove-leaves-what-setting-leaves",
    "remove-takes-out-all-additions",
    "remove-takes-out-credentials",
    "remove-takes-out-further-variables",
    "tracked-credentials-follow-the-configuration",
    "remove-takes-out-all-that-was-recorded",
    "tracked-additions-follow-the-configuration",
    "tracked-additions-go-when-they-are-no-longer-configured",
)

# And these take entries of noProxy from tables and from Services.
PRESETS = (
    "presets-come-after-the-users-own-entries",
    "presets-take-the-names-of-services-from-the-list",
)

# These copy or set references, change what a text ends with, or need a definition.
OTHERS = (
    "a-block-scalar-at-the-end-gets-a-line-end",
    "a-value-under-a-complex-key-becomes-a-reference",
    "names-with-control-characters-stay-as-they-are",
    "containers-inside-containers-of-a-definition",
    "tagged-numbers-stay-texts-in-a-copy",
    "kinds-of-openshift-rancher-and-others",
    "workloads-without-an-image",
    "texts-that-cannot-be-set",
)

# And in these the order of entries matters; test_kubelet judges them.
ORDER = (
    "a-value-comes-before-what-it-refers-to",
    "copies-of-values-that-refer-to-others",
)

# And these set more than literals of the proxy variables; edit/test_additions judges them.
ADDITIONS = FIXTURES / "additions"


@pytest.mark.parametrize(
    "fixture",
    [
        path
        for path in CASES
        if path.name not in TRACKED + PRESETS + OTHERS + ORDER and path.parent != ADDITIONS
    ],
    ids=lambda path: str(path.name),
)
def test_the_oracle_agrees(fixture: Path) -> None:
    before, after = the_input(fixture), the_expected(fixture)
    if any(one["severity"] == "error" for one in results_in(after)):
        assert oracle.answered(after) == oracle.answered(before)
        return
    config = fixture / "config.yaml"
    settings = oracle.settings_of(
        oracle.documents(config.read_bytes())[0]
        if config.exists()
        else oracle.documents(before)[0]["functionConfig"]
    )
    assert oracle.answered(after, settings) == oracle.expected(before, settings)
