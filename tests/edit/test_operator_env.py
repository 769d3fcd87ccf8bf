from __future__ import annotations

import pytest
from set_manifests import apply

ENV = {"customResources": {"env": True}}
MAP = """apiVersion: trino.stackable.tech/v1alpha1
kind: TrinoCluster
metadata:
  name: trino
  labels: {a: b}
spec:
  coordinators:
    replicas: 1
"""
STRINGS = """apiVersion: yaks.citrusframework.org/v1alpha1
kind: Test
metadata:
  name: test
  labels: {a: b}
spec:
  runtime: {}
"""
PROXY = '"http://proxy.example.com:3128"'


def with_map(field: str) -> str:
    return MAP + field


def with_strings(field: str) -> str:
    return STRINGS + field


MAPS = [
    "",
    "    envOverrides:\n",
    "    envOverrides: {}\n",
    "    envOverrides: {A: b}\n",
    "    envOverrides:\n      A: b # why\n",
    "    envOverrides:\n      A: 1\n      HTTP_PROXY: 'http://own.example.com'\n",
    "    envOverrides: {no_proxy: '*'}\n",
]
LISTS = [
    "",
    "  env:\n",
    "  env: []\n",
    "  env: [A=b]\n",
    "  env:\n  - A=b # why\n",
    "  env:\n    - 'A=b'\n    - HTTP_PROXY=http://own.example.com\n",
]


@pytest.mark.parametrize(
    ("value", "due"),
    [
        ("{a: b}", "a string, got a mapping"),
        ("[a]", "a string, got a list"),
        ("!!int 3128", 'a string without the tag of another type, got "3128"'),
    ],
)
def test_a_value_of_another_type_is_refused(value: str, due: str) -> None:
    before = with_map(f"    envOverrides:\n      PORT: !!int 1\n      http_proxy: {value}\n")
    done = apply(before, **ENV)
    field = "spec.coordinators.envOverrides.http_proxy"
    assert (done.text, done.exit_code) == (before, 1)
    assert f"`{field}` must be {due}" in [one["message"] for one in done.results]


@pytest.mark.parametrize("before", [*map(with_map, MAPS), *map(with_strings, LISTS)])
def test_what_was_tracked_is_taken_out_without_a_trace(before: str) -> None:
    tracked = apply(before, track=True, **ENV)
    assert tracked.exit_code == 0
    assert tracked.text != before
    assert apply(tracked.text, track=True, **ENV).text == tracked.text
    assert apply(tracked.text, remove=True, **ENV).text == before


@pytest.mark.parametrize("before", [*map(with_map, MAPS), *map(with_strings, LISTS)])
def test_a_replaced_value_is_restored_in_its_style(before: str) -> None:
    tracked = apply(before, track=True, existing="replace", **ENV)
    assert "own.example.com" not in tracked.text.partition("spec:")[2]
    assert apply(tracked.text, remove=True, **ENV).text == before


def test_a_map_gets_its_variables_at_its_end() -> None:
    done = apply(with_map("    envOverrides:\n      A: b # why\n"), **ENV)
    assert done.text == with_map(
        f"    envOverrides:\n      A: b # why\n      http_proxy: {PROXY}\n      HTTP_PROXY: {PROXY}\n"
    )


def test_a_list_of_strings_gets_its_variables_at_its_end() -> None:
    done = apply(with_strings("  env:\n  - A=b # why\n"), **ENV)
    assert done.text == with_strings(
        '  env:\n  - A=b # why\n  - "http_proxy=http://proxy.example.com:3128"\n'
        '  - "HTTP_PROXY=http://proxy.example.com:3128"\n'
    )


def test_a_field_that_is_not_there_goes_behind_the_first_value_on_a_line() -> None:
    done = apply(MAP, **ENV)
    assert done.text == MAP + (
        f"    envOverrides:\n      http_proxy: {PROXY}\n      HTTP_PROXY: {PROXY}\n"
    )


def test_the_authors_spelling_is_kept_and_the_other_one_added() -> None:
    done = apply(with_map("    envOverrides: {HTTP_PROXY: 'http://own.example.com'}\n"), **ENV)
    assert (
        "HTTP_PROXY: 'http://own.example.com', http_proxy: \"http://own.example.com\"" in done.text
    )


def test_a_value_that_differs_is_an_error_where_that_is_configured() -> None:
    before = with_map("    envOverrides: {HTTP_PROXY: 'http://own.example.com'}\n")
    done = apply(before, existing="error", **ENV)
    assert done.exit_code == 1
    assert done.text == before


@pytest.mark.parametrize(
    "field", ["    envOverrides: [A, b]\n", "    envOverrides: text\n"], ids=["list", "text"]
)
def test_a_field_of_another_shape_is_left_alone(field: str) -> None:
    assert apply(with_map(field), **ENV).text == with_map(field)


def test_strings_that_assign_nothing_are_left_alone() -> None:
    before = with_strings("  env: [a-secret]\n")
    assert apply(before, **ENV).text == before


def test_a_shared_map_is_edited_where_it_means_the_right_thing() -> None:
    before = """apiVersion: trino.stackable.tech/v1alpha1
kind: TrinoCluster
metadata: {name: trino}
spec:
  coordinators:
    envOverrides: &env
      A: b
  workers:
    envOverrides: *env
"""
    done = apply(before, **ENV)
    assert done.exit_code == 0
    assert done.text == before.replace(
        "      A: b\n", f"      A: b\n      http_proxy: {PROXY}\n      HTTP_PROXY: {PROXY}\n"
    )


def test_a_map_shared_with_what_is_not_set_is_written_out() -> None:
    before = """apiVersion: trino.stackable.tech/v1alpha1
kind: TrinoCluster
metadata: {name: trino}
spec:
  other: &env
    A: b
  workers:
    envOverrides: *env
"""
    done = apply(before, **ENV)
    assert done.text == before.replace(
        "envOverrides: *env\n",
        f"envOverrides:\n      A: b\n      http_proxy: {PROXY}\n      HTTP_PROXY: {PROXY}\n",
    )


def test_env_fields_are_left_alone_by_default() -> None:
    before = with_map(MAPS[4])
    assert apply(before).text == before
