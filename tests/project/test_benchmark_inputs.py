"""The benchmark's inputs are what they claim to be."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from benchmarks.inputs import configurations, generate, growth, large, manifests
from benchmarks.inputs.generate import KB, MB, Case
from benchmarks.inputs.growth import GROWTHS

WORK = Case("small work", 40_000, "work", "yaml")
MIXED = Case("small mixed", 200_000, "mixed", "yaml")
JSON = Case("small JSON", 20_000, "work", "json")


def write(case: Case, directory: Path) -> generate.Inputs:
    return generate.write(case, configurations.DEFAULT, directory)


def load(text: str | bytes) -> Any:
    return yaml.load(text, Loader=yaml.CSafeLoader)


def kinds(path: Path) -> set[str]:
    return {item["kind"] for item in load(path.read_bytes())["items"]}


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
    documents = yaml.load_all(inputs.manifests.read_bytes(), Loader=yaml.CSafeLoader)

    assert load(inputs.resource_list.read_bytes())["items"] == list(documents)


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
    texts = list(generate.cut_to_size(MIXED))
    workloads = [text for text in texts if "\nkind: C" not in text and "Secret" not in text]
    jobs = [text for text in texts if "\nkind: CronJob" in text]
    share = sum(map(len, workloads + jobs)) / sum(map(len, texts))

    assert 0.2 < share < 0.35


def test_workloads_are_one_to_two_kilobytes() -> None:
    lengths = [len(manifest) for manifest in generate.cut_to_size(WORK)]

    assert min(lengths) > 1_000
    assert max(lengths) < 2_500


def test_every_object_has_its_own_name(tmp_path: Path) -> None:
    items = load(write(MIXED, tmp_path).resource_list.read_bytes())["items"]
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


def test_every_size_comes_in_every_shape() -> None:
    assert [case.name for case in generate.CASES] == [
        *("10 KB work",),
        *("100 KB work", "100 KB mixed", "100 KB custom", "100 KB JSON"),
        *("1 MB work", "1 MB mixed", "1 MB custom", "1 MB JSON"),
        *("10 MB work", "10 MB mixed", "10 MB custom", "10 MB JSON"),
        *("50 MB work", "50 MB mixed", "50 MB custom", "50 MB JSON"),
    ]


def test_options_are_beside_the_same_no_proxy() -> None:
    for configuration in configurations.OPTIONS.values():
        assert load(configuration)["spec"]["noProxy"] == list(configurations.NO_PROXY)


def test_a_url_from_a_secret_stands_in_the_place_of_the_url() -> None:
    spec = load(configurations.OPTIONS["valueFrom"])["spec"]

    assert spec["httpProxy"] == {"valueFrom": {"secretKeyRef": {"name": "proxy", "key": "http"}}}


def test_a_large_config_map_is_one_object_of_its_size() -> None:
    text = large.config_map(100 * KB)

    assert [item["kind"] for item in load(text)["items"]] == ["ConfigMap"]
    assert 100 * KB < len(text) < 105 * KB


def test_a_nested_list_is_one_object_of_its_size() -> None:
    text = large.nested_list(100 * KB)
    (item,) = load(text)["items"]

    assert item["kind"] == "List"
    assert {each["kind"] for each in item["items"]} == {"Deployment", "StatefulSet", "CronJob"}
    assert 100 * KB < len(text) < 105 * KB


def test_the_large_objects_of_the_memory_rows_are_made() -> None:
    assert 1.5 * MB < len(large.LARGE["one `v1` List of 1.5 MB"]()) < 1.55 * MB


@pytest.mark.parametrize("name", GROWTHS)
def test_what_grows_is_accepted_by_the_function(name: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "krm_fn"],
        input=GROWTHS[name].make(4),
        capture_output=True,
        text=True,
        check=False,
    )

    assert (done.returncode, "[error]" in done.stderr) == (0, False)


@pytest.mark.parametrize("name", GROWTHS)
def test_twice_as_much_is_larger_and_both_are_yaml(name: str) -> None:
    once, twice = (GROWTHS[name].make(count) for count in (6, 12))

    assert load(once) != load(twice)
    assert len(twice) > len(once)


def test_a_growth_in_objects_makes_so_many_objects() -> None:
    assert len(load(growth.GROWTHS["objects"].make(6))["items"]) == 6


def test_a_growth_in_policies_makes_as_many_workloads() -> None:
    items = load(GROWTHS["NetworkPolicies, and as many workloads"].make(3))["items"]

    assert [item["kind"] for item in items] == [*["NetworkPolicy"] * 3, *["Deployment"] * 3]


def test_manifests_that_a_user_names_become_a_list(tmp_path: Path) -> None:
    folder = tmp_path / "deploy"
    (folder / "more").mkdir(parents=True)
    (folder / "a.yaml").write_text("# all\n---\nkind: A\nname: one\n--- # two\nkind: B\n---\n")
    (folder / "more" / "b.json").write_text('{"kind": "C"}')
    (folder / "notes.txt").write_text("kind: D\n")

    inputs = manifests.write(folder, configurations.DEFAULT, tmp_path)

    assert load(inputs.resource_list.read_bytes())["items"] == [
        {"kind": "A", "name": "one"},
        {"kind": "B"},
        {"kind": "C"},
    ]
    assert inputs.manifests.read_text() == 'kind: A\nname: one\n---\nkind: B\n---\n{"kind": "C"}\n'


def test_comments_and_block_scalars_of_named_manifests_stay(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_text("# licence\nkind: A\ntext: |\n  one\n\n  two\n")

    inputs = manifests.write(file, configurations.DEFAULT, tmp_path)

    assert "items:\n- # licence\n  kind: A\n  text: |\n    one\n\n    two\nfunctionConfig:" in (
        inputs.resource_list.read_text()
    )


def test_a_file_without_manifests_is_named(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_text("# nothing\n---\n")

    with pytest.raises(SystemExit, match=r"a\.yaml has no manifests"):
        manifests.write(file, configurations.DEFAULT, tmp_path)
