"""The annotation: the text of the records of one workload."""

from __future__ import annotations

import pytest
from planned_env import (
    HTTP,
    NO,
    SECRET,
)
from record.one_container import KEY, Container

from krm_fn.errors import Malformed
from krm_fn.record.annotation import container_keys
from krm_fn.record.recorded import Records
from krm_fn.record.text import read, write
from krm_fn.workloads.resource import RECORD as ANNOTATION


def test_a_record_is_compact_json_without_the_values_that_were_set() -> None:
    app = Container(("no_proxy", "corp"))
    app.env[0].style = ""
    app.run("proxies", [HTTP, NO])
    assert app.annotation == (
        '{"configurations":{"proxies":{"spec.containers[app]":{"added":{"HTTP_PROXY":'
        '"2b8de9d988ff","NO_PROXY":"c59b6e903474","http_proxy":"2b8de9d988ff"},"merged":'
        '{"no_proxy":{"appended":",svc,local","style":""}}}}}}'
    )


def test_a_record_holds_originals_as_they_were() -> None:
    app = Container(("http_proxy", SECRET), ("HTTP_PROXY", "caf\u00e9"))
    app.run("proxies", [HTTP], "replace")
    assert app.annotation == (
        '{"configurations":{"proxies":{"spec.containers[app]":{"replaced":{"HTTP_PROXY":{"digest":'
        '"2b8de9d988ff","style":"\\"","value":"caf\\u00e9"},"http_proxy":{"digest":"2b8de9d988ff",'
        '"valueFrom":{"secretKeyRef":{"name":"proxy","key":"url"}}}}}}}}'
    )


def test_configurations_and_containers_are_sorted() -> None:
    records = Records()
    records.annotations = "empty"
    records.replace(
        "b", {"spec.containers[y]": {"added": {}}, "spec.containers[x]": {"env": "null"}}
    )
    records.replace("a", {"spec.containers[x]": {"env": "absent"}})
    text = write(records)
    assert text == (
        '{"annotations":"empty","configurations":{"a":{"spec.containers[x]":{"env":"absent"}},'
        '"b":{"spec.containers[x]":{"env":"null"},"spec.containers[y]":{"added":{}}}}}'
    )
    assert write(read(text)) == text


def test_blanks_around_an_annotation_do_not_count() -> None:
    text = RECORD.format('{"env":"null"}')
    assert write(read(f" {text}\n")) == text


def test_without_records_there_is_no_annotation() -> None:
    records = Records()
    records.replace("ours", {KEY: {"env": "absent"}})
    records.replace("ours", {KEY: None})
    assert write(records) is None


def test_no_annotation_holds_no_records() -> None:
    assert read(None).configurations == {}


def test_containers_without_a_name_of_their_own_go_by_their_index() -> None:
    assert container_keys("spec.containers", ["app", None, "twin", "twin", "0"]) == [
        "spec.containers[app]",
        "spec.containers[#1]",
        "spec.containers[#2]",
        "spec.containers[#3]",
        "spec.containers[0]",
    ]


RECORD = '{{"configurations":{{"a":{{"spec.containers[app]":{}}}}}}}'


@pytest.mark.parametrize(
    "annotation",
    [
        pytest.param("", id="empty"),
        pytest.param("true", id="a boolean"),
        pytest.param("[]", id="a list"),
        pytest.param("{}", id="nothing in it"),
        pytest.param("[" * 100_000, id="nested deeply"),
        pytest.param(RECORD.format("{}") * 2, id="two values"),
        pytest.param(RECORD.format("{}")[:-1], id="cut off"),
        pytest.param('{"configurations":[]}', id="configurations are a list"),
        pytest.param('{"configurations":{"a":[]}}', id="containers are a list"),
        pytest.param('{"annotations":"?","configurations":{}}', id="another form"),
        pytest.param('{"annotations":[],"configurations":{}}', id="a form that is a list"),
        pytest.param(RECORD.format("[]"), id="a record is a list"),
        pytest.param(RECORD.format('{"env":"full"}'), id="an env in another form"),
        pytest.param(RECORD.format('{"more":{}}'), id="more than a record holds"),
        pytest.param(RECORD.format('{"added":{"A":1}}'), id="a digest is a number"),
        pytest.param(RECORD.format('{"added":[]}'), id="added is a list"),
        pytest.param(RECORD.format('{"merged":{"A":{"style":""}}}'), id="no appended text"),
        pytest.param(RECORD.format('{"merged":{"A":{"appended":"","style":1}}}'), id="a style"),
        pytest.param(RECORD.format('{"replaced":{"A":"x"}}'), id="a replaced text"),
        pytest.param(RECORD.format('{"replaced":{"A":{"digest":"x"}}}'), id="no original"),
        pytest.param(RECORD.format('{"replaced":{"A":{"value":"x","style":""}}}'), id="no digest"),
    ],
)
def test_an_unreadable_annotation_says_what_to_do(annotation: str) -> None:
    with pytest.raises(Malformed) as raised:
        read(annotation)
    assert str(raised.value) == (
        f"the annotation `{ANNOTATION}` must be what this function wrote, and it is not; restore "
        "it, or delete it to make all variables that are set there the author's own"
    )
