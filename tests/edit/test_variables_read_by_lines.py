"""Variables that are there are planned alike, whether they are read by lines or by events."""

from __future__ import annotations

import pytest
from read_both_ways import CONFIG, DEPLOYMENT, SPEC, answer, edited_alike, in_a_list

HELD = """\
        - name: http_proxy
          value: "http://proxy.example.com:3128"
        - name: HTTP_PROXY
          value: http://proxy.example.com:3128 # the same
        - name: no_proxy
          value: 'svc,local'
        - name: NO_PROXY
          value: "svc,local"
"""


def with_held(held: str) -> str:
    """The Deployment with some of the variables in a container."""
    return DEPLOYMENT.replace("        - name: B\n", held + "        - name: B\n", 1)


@pytest.mark.parametrize(
    "held",
    [
        pytest.param(HELD, id="all as wanted"),
        pytest.param("        - name: C\n", id="a name alone"),
        pytest.param("".join(HELD.splitlines(keepends=True)[:2]), id="one spelling"),
        pytest.param(HELD.replace("3128", "3129"), id="other URLs"),
        pytest.param(HELD.replace("svc,local", "a.example.com,svc"), id="hosts to merge"),
        pytest.param(HELD.replace("svc,local", "*"), id="all hosts"),
        pytest.param(HELD.replace("svc,local", ""), id="no hosts, in quotes"),
        pytest.param(
            HELD.replace("        - name: no", "\n        # c\n        - name: no"), id="comments"
        ),
        pytest.param(HELD.replace("svc,local", "$$x"), id="a dollar sign"),
        pytest.param("        - name: Http_Proxy\n          value: x\n", id="another case"),
    ],
)
@pytest.mark.parametrize("existing", ["merge", "keep", "replace"])
def test_variables_that_are_there_are_planned_alike(held: str, existing: str) -> None:
    config = {**CONFIG, "spec": SPEC | {"existing": existing}}
    text = with_held(held)
    assert edited_alike(text.encode(), config) == ["Deployment"]
    assert edited_alike(in_a_list(text, text).encode(), config) == ["Deployment"] * 2


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("3128 # the same", "3129"),
        ("'svc,local'", "''"),
        ("'svc,local'", "'it''s'"),
        ("'svc,local'", "~"),
        ("'svc,local'", "null"),
        ("'svc,local'", "|\n            svc,local"),
        ("'svc,local'", "svc,\n            local"),
        ("'svc,local'", "svc, local"),
        ("'svc,local'", '"svc,\\x6cocal"'),
        ("'svc,local'", "*hosts"),
        ("'svc,local'", "!!str svc"),
        ("value: 'svc,local'", "valueFrom: {configMapKeyRef: {name: a, key: b}}"),
        ("value: 'svc,local'", "value: 'svc,local'\n          valueFrom: null"),
        ("          value: 'svc,local'\n", ""),
        ("          value: 'svc,local'\n", "          value:\n"),
        ("name: NO_PROXY", "name: no_proxy"),
        ("name: NO_PROXY", "name: C"),
        ('name: NO_PROXY\n          value: "svc,local"', "name: NO_PROXY\n          value: null"),
    ],
)
def test_a_variable_that_is_there_in_another_way_is_planned_alike(old: str, new: str) -> None:
    assert old in HELD
    text = with_held(HELD.replace(old, new, 1))
    for existing in ("merge", "keep", "replace", "error"):
        edited_alike(text.encode(), {**CONFIG, "spec": SPEC | {"existing": existing}})


@pytest.mark.parametrize("value", ["null", "Null", "NULL", "~", "null # c", "nullable", "''"])
@pytest.mark.parametrize("existing", ["merge", "keep", "replace"])
def test_the_last_variable_may_be_null(value: str, existing: str) -> None:
    head, _, tail = DEPLOYMENT.partition("        - name: A\n")
    rest = tail[tail.index("      - args:") :]
    for name in ("no_proxy", "HTTP_PROXY"):
        text = f"{head}        - name: {name}\n          value: {value}\n{rest}"
        edited_alike(text.encode(), {**CONFIG, "spec": SPEC | {"existing": existing}})


@pytest.mark.parametrize(
    "value",
    [
        "value: 'a'",
        "value: a",
        "valueFrom: {configMapKeyRef: {name: a, key: b}}",
    ],
)
def test_what_was_replaced_is_given_back_alike(value: str) -> None:
    text = with_held(f"        - name: no_proxy\n          {value}\n")
    tracked = {**CONFIG, "spec": SPEC | {"existing": "replace", "track": True}}
    assert edited_alike(text.encode(), tracked) == ["Deployment"]
    output = answer(text.encode(), tracked)[0]
    assert isinstance(output, bytes)
    removing = {**CONFIG, "spec": {"remove": True}}
    assert edited_alike(output, removing) == ["Deployment"]
    given_back = answer(output, removing)[0]
    assert given_back == text.encode()


def test_what_differs_where_that_is_an_error_is_told_alike() -> None:
    config = {**CONFIG, "spec": SPEC | {"existing": "error"}}
    assert edited_alike(with_held(HELD).encode(), config) == ["Deployment"]
    assert edited_alike(with_held(HELD.replace("3128", "1")).encode(), config) == ["Deployment"]
