"""The benchmark's inputs are what they claim to be, and its table reads well. Nothing is timed."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from benchmarks import configurations, generate, load_and_dump, table, targets
from benchmarks.commands import FUNCTION, IMPORT_YAML, LOAD_AND_DUMP, SET_ENV, Run
from benchmarks.generate import Case
from benchmarks.measure import Measured, Measurement, environment, once, repetitions, summary
from benchmarks.targets import Verdict

WORK = Case("small work", 40_000, "work", "yaml")
MIXED = Case("small mixed", 200_000, "mixed", "yaml")
JSON = Case("small JSON", 20_000, "work", "json")


def write(case: Case, directory: Path) -> generate.Inputs:
    return generate.write(case, configurations.DEFAULT, directory)


def load(path: Path) -> Any:
    return yaml.load(path.read_bytes(), Loader=yaml.CSafeLoader)


def kinds(path: Path) -> set[str]:
    return {item["kind"] for item in load(path)["items"]}


@pytest.mark.parametrize("case", [WORK, MIXED, JSON], ids=lambda case: case.name)
def test_inputs_are_the_same_each_time(case: Case, tmp_path: Path) -> None:
    first, second = write(case, tmp_path / "a"), write(case, tmp_path / "b")

    assert first.resource_list.read_bytes() == second.resource_list.read_bytes()
    assert first.manifests.read_bytes() == second.manifests.read_bytes()


@pytest.mark.parametrize("case", [WORK, MIXED, JSON], ids=lambda case: case.name)
def test_an_input_is_nearly_as_large_as_its_name_says(case: Case, tmp_path: Path) -> None:
    size = write(case, tmp_path).resource_list.stat().st_size

    assert 0.85 * case.size < size < 1.05 * case.size


@pytest.mark.parametrize("case", [WORK, MIXED], ids=lambda case: case.name)
def test_the_list_and_the_manifests_hold_the_same_objects(case: Case, tmp_path: Path) -> None:
    inputs = write(case, tmp_path)
    manifests = yaml.load_all(inputs.manifests.read_bytes(), Loader=yaml.CSafeLoader)

    assert load(inputs.resource_list)["items"] == list(manifests)


def test_json_inputs_are_json(tmp_path: Path) -> None:
    inputs = write(JSON, tmp_path)
    items = json.loads(inputs.resource_list.read_text())["items"]

    assert json.loads(inputs.manifests.read_text())["items"] == items


def test_work_is_all_workloads(tmp_path: Path) -> None:
    assert kinds(write(WORK, tmp_path).resource_list) == {"Deployment", "StatefulSet", "CronJob"}


def test_mixed_holds_definitions_config_maps_and_secrets_too(tmp_path: Path) -> None:
    assert kinds(write(MIXED, tmp_path).resource_list) >= {
        "Deployment",
        "CustomResourceDefinition",
        "ConfigMap",
        "Secret",
    }


def test_a_quarter_of_mixed_is_workloads_by_size() -> None:
    manifests = list(generate.cut_to_size(MIXED))
    workloads = [text for text in manifests if "\nkind: C" not in text and "Secret" not in text]
    jobs = [text for text in manifests if "\nkind: CronJob" in text]
    share = sum(map(len, workloads + jobs)) / sum(map(len, manifests))

    assert 0.2 < share < 0.35


def test_workloads_are_one_to_two_kilobytes() -> None:
    lengths = [len(manifest) for manifest in generate.cut_to_size(WORK)]

    assert min(lengths) > 1_000
    assert max(lengths) < 2_500


def test_every_object_has_its_own_name(tmp_path: Path) -> None:
    items = load(write(MIXED, tmp_path).resource_list)["items"]
    names = [(item["kind"], item["metadata"]["name"]) for item in items]

    assert len(names) == len(set(names))


def test_a_resource_list_is_in_kpts_style(tmp_path: Path) -> None:
    text = write(WORK, tmp_path).resource_list.read_text()

    assert text.startswith(
        "apiVersion: config.kubernetes.io/v1\n"
        "kind: ResourceList\n"
        "items:\n"
        "- apiVersion: apps/v1\n"
        "  kind: Deployment\n"
    )
    assert "\n    annotations:\n      config.kubernetes.io/index: '0'\n" in text


def test_every_configuration_names_the_same_proxies() -> None:
    for text in (configurations.DEFAULT, *configurations.OTHERS.values()):
        assert "httpProxy: http://proxy.example.com:3128\n" in text
        assert "httpsProxy: http://proxy.example.com:3129\n" in text


def test_the_istio_configuration_nests_its_fields() -> None:
    spec = yaml.safe_load(configurations.OTHERS["Istio"])["spec"]

    assert spec["httpProxyEnvs"]["noProxy"] == "localhost,127.0.0.1,10.0.0.0/8,.svc,.cluster.local"


def test_load_and_dump_makes_the_same_edit() -> None:
    container: dict[str, Any] = {
        "name": "app",
        "env": [{"name": "A", "value": "1"}, {"name": "NO_PROXY", "value": "x,svc"}],
    }

    load_and_dump.set_variables(container, {"http_proxy": "http://p:1", "no_proxy": "svc,local"})

    assert container["env"] == [
        {"name": "A", "value": "1"},
        {"name": "NO_PROXY", "value": "x,svc,local"},
        {"name": "http_proxy", "value": "http://p:1"},
        {"name": "HTTP_PROXY", "value": "http://p:1"},
        {"name": "no_proxy", "value": "x,svc,local"},
    ]


def test_load_and_dump_reaches_every_container_of_work(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    before = write(WORK, tmp_path).resource_list.read_bytes()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(before)))

    load_and_dump.main()

    assert capsys.readouterr().out.count("name: http_proxy") == before.count(b"  image: ")


def test_a_run_tells_memory_and_time(tmp_path: Path) -> None:
    measurement = once(Run("true", "none", ["true"], Path("/dev/null")), tmp_path / "stderr")

    assert measurement.failure == ""
    assert measurement.seconds > 0
    assert measurement.mebibytes > 0


def test_a_failing_command_is_kept_with_what_it_said(tmp_path: Path) -> None:
    argv = ["sh", "-c", "echo 'error: no such kind' >&2; exit 3"]

    measurement = once(Run("sh", "none", argv, Path("/dev/null")), tmp_path / "stderr")

    assert measurement.failure == "error: no such kind"


def test_a_silent_failure_is_kept_with_its_exit_code(tmp_path: Path) -> None:
    measurement = once(Run("false", "none", ["false"], Path("/dev/null")), tmp_path / "stderr")

    assert measurement.failure == "exit code 1"


def test_python_variables_do_not_reach_what_is_measured(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")

    assert "PYTHONDONTWRITEBYTECODE" not in environment()


def test_fast_commands_run_often_and_slow_ones_three_times() -> None:
    assert repetitions(0.03) == 25
    assert repetitions(0.2) == 10
    assert repetitions(30.0) == 3


def test_a_summary_is_the_median_time_and_the_highest_memory() -> None:
    samples = [Measurement(1.0, 20.0), Measurement(9.0, 30.0), Measurement(2.0, 10.0)]

    assert summary(samples) == Measurement(2.0, 30.0)


MEASURED: Measured = {
    (FUNCTION, "10 KB work"): Measurement(0.0302, 12.2),
    (IMPORT_YAML, "10 KB work"): Measurement(0.024, 11.0),
    (SET_ENV, "10 KB work"): Measurement(0.045, 48.0),
    (FUNCTION, "1 MB work"): Measurement(0.08, 13.0),
    (FUNCTION, "10 MB work"): Measurement(0.5, 39.0),
    (LOAD_AND_DUMP, "10 MB work"): Measurement(9.931, 447.0),
    (SET_ENV, "10 MB work"): Measurement(1.5, 165.0, "error: no"),
    (FUNCTION, "50 MB work"): Measurement(2.5, 73.0),
}
SIZES = {
    "10 KB work": 10_000,
    "1 MB work": 1_000_000,
    "10 MB work": 10_000_000,
    "50 MB work": 50_000_000,
}


def test_the_table_lines_up() -> None:
    assert table.plain(MEASURED) == (
        "                            10 KB work  1 MB work  10 MB work  50 MB work\n"
        "set-proxy-env                .030 / 12  .080 / 13   .500 / 39   2.50 / 73\n"
        'python -I -c "import yaml"   .024 / 11          -           -           -\n'
        "kubectl set env --local      .045 / 48          -       fails           -\n"
        "CSafeLoader + CSafeDumper            -          -  9.93 / 447           -\n"
    )


def test_the_markdown_table_has_commands_as_code() -> None:
    measured: Measured = {(FUNCTION, "10 KB work"): Measurement(0.0302, 12.2)}

    assert table.markdown(measured) == (
        "|  | 10 KB work |\n| --- | ---: |\n| `set-proxy-env` | .030 / 12 |\n"
    )


def test_targets_are_judged_from_what_was_measured() -> None:
    assert targets.verdicts(MEASURED, SIZES) == [
        Verdict(
            '10 KB work, set-proxy-env: 1.26 x `python -I -c "import yaml"` (at most 1.5)', met=True
        ),
        Verdict("10 KB work: 1.5 x as fast as kubectl set env --local (more than 1)", met=True),
        Verdict("10 MB work: 19.9 x as fast as CSafeLoader + CSafeDumper (at least 15)", met=True),
        Verdict("50 MB work: 20 MB/s (at least 25)", met=False),
        Verdict("10 KB work: 12 MiB in the largest process (at most 25)", met=True),
        Verdict("1 MB work: 13 MiB in the largest process (at most 26)", met=True),
        Verdict("10 MB work: 39 MiB in the largest process (at most 37)", met=False),
        Verdict("50 MB work: 73 MiB in the largest process (at most 87)", met=True),
        Verdict("work, 1, 10 and 50 MB: 80, 50, 50 ms per MB (growing by 15 % at most)", met=True),
    ]


def test_a_target_in_bytes_a_second_is_also_judged_by_what_kubectl_does_there() -> None:
    measured = MEASURED | {(SET_ENV, "50 MB work"): Measurement(20.0, 900.0)}

    assert targets.verdicts(measured, SIZES)[4] == Verdict(
        "50 MB work: 8.0 x the MB/s of kubectl set env --local with 50 MB work "
        "(at least 7.1: 25 MB/s on a machine where that does 3.5)",
        met=True,
    )


def test_a_report_ends_with_targets_the_machine_and_how_to_repeat_it() -> None:
    measured: Measured = {(SET_ENV, "1 MB mixed"): Measurement(0.1, 50.0, "error: no such kind")}

    assert table.report(measured, [Verdict("fast", met=False)], ["2 cores"], as_markdown=True) == (
        "Seconds (median) / MiB (peak of the largest process):\n"
        "\n"
        "|  | 1 MB mixed |\n"
        "| --- | ---: |\n"
        "| `kubectl set env --local` | fails |\n"
        "\n"
        "- kubectl set env --local, 1 MB mixed: error: no such kind\n"
        "\n"
        "- NOT MET: fast\n"
        "\n"
        "- 2 cores\n"
        "\n"
        "Repeat it with `make bench`.\n"
    )


def test_the_readme_keeps_what_is_outside_the_marks() -> None:
    readme = "# a\n<!-- benchmark:start -->\nold\n<!-- benchmark:end -->\nb\n"

    assert table.placed(readme, "new\n") == (
        "# a\n<!-- benchmark:start -->\nnew\n<!-- benchmark:end -->\nb\n"
    )


def test_a_readme_without_marks_is_refused() -> None:
    with pytest.raises(ValueError, match="must contain <!-- benchmark:start -->"):
        table.placed("# a\n", "new\n")
