"""The generated schema is current, and its check agrees with the model it is made from."""

from __future__ import annotations

from typing import Any, Literal

import pytest
import yaml
from generate_schema import open_api, run_time_schema
from hypothesis import given, settings
from hypothesis import strategies as st
from model.set_proxy_env import SetProxyEnv
from places import ROOT
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from krm_fn.config.schema import SCHEMA
from krm_fn.config.schema_check import problems

SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-3, 3),
    st.floats(allow_nan=False),
    st.sampled_from(["", "merge", "true", "a", "http://proxy:3128"]),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=3),
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(st.sampled_from(["a", "name", "key", "from", "more"]), inner, max_size=3),
    ),
    max_leaves=5,
)


def accepted_by(model: type[BaseModel], data: object) -> bool:
    try:
        model.model_validate(data)
    except ValidationError:
        return False
    return True


LIKELY = st.fixed_dictionaries(
    {},
    optional={
        "httpProxy": st.text(st.characters(exclude_categories=["Cs"]), max_size=3) | SCALARS,
        "noProxy": st.lists(st.text("ab", max_size=2), max_size=3) | VALUES,
        "existing": st.sampled_from(["merge", "keep", "replace", "error", "other", True]),
        "track": st.booleans() | SCALARS,
        "remove": st.booleans(),
    },
)
ANY = st.dictionaries(st.sampled_from([*SCHEMA["properties"], "http_proxy", "x"]), VALUES)


@settings(max_examples=300, deadline=None)
@given(LIKELY | ANY | VALUES)
def test_the_check_and_the_model_accept_the_same_configurations(data: object) -> None:
    assert (not any(problems(data, SCHEMA))) == accepted_by(SetProxyEnv, data)


class KeyReference(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid")
    name: str = Field(min_length=1)
    key: Literal["a", "b"]


class Nested(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid")
    name: str | KeyReference
    key: list[KeyReference] = Field(default_factory=list, min_length=1)
    more: dict[str, int] = Field(default_factory=dict)
    a: Literal["merge"] | None = None


NESTED_SCHEMA = run_time_schema(Nested.model_json_schema())
REFERENCES = st.fixed_dictionaries(
    {}, optional={"name": st.sampled_from(["", "n"]), "key": st.sampled_from(["a", "b", "c", 1])}
)
NESTED = st.fixed_dictionaries(
    {"name": st.just("n") | REFERENCES},
    optional={
        "key": st.lists(REFERENCES, max_size=2),
        "more": st.dictionaries(st.just("x"), st.sampled_from([1, 1.0, True]), max_size=1),
        "a": st.sampled_from(["merge", None, "other"]),
    },
)


@settings(max_examples=300, deadline=None)
@given(NESTED | VALUES)
def test_the_check_and_a_nested_model_accept_the_same_data(data: object) -> None:
    assert (not any(problems(data, NESTED_SCHEMA))) == accepted_by(Nested, data)


def test_the_check_names_every_place_that_breaks_the_schema() -> None:
    def places(data: object) -> list[tuple[str | int, ...]]:
        return [problem.path for problem in problems(data, NESTED_SCHEMA)]

    assert places({"name": "n", "key": [{"name": "n", "key": "c"}]}) == [("key", 0, "key")]
    assert places({"name": "n", "more": {"x": "1"}, "other": 1}) == [("more", "x"), ("other",)]
    assert places({"name": 3, "key": []}) == [("name",), ("key",)]
    assert places({"name": {"name": "", "key": "c"}}) == [("name", "name"), ("name", "key")]
    assert places({}) == [("name",)]
    assert places([]) == [()]


def test_the_generator_refuses_a_keyword_that_the_check_does_not_know() -> None:
    with pytest.raises(SystemExit, match="does not know the keyword 'maximum'"):
        run_time_schema({"type": "integer", "maximum": 3})


def function_definition() -> Any:
    text = (ROOT / "docs" / "krm-function-definition.yaml").read_text(encoding="utf-8")
    return yaml.safe_load(text)


def test_the_function_definition_describes_every_field() -> None:
    [version] = function_definition()["spec"]["versions"]
    spec = version["schema"]["openAPIV3Schema"]["properties"]["spec"]
    assert list(spec["properties"]) == list(SCHEMA["properties"])
    assert all(field["description"].endswith(".") for field in spec["properties"].values())


def test_the_function_definition_has_no_references() -> None:
    made = open_api(Nested.model_json_schema(), Nested.model_json_schema()["$defs"])
    assert "$ref" not in str(made)
    assert made["properties"]["key"]["items"]["properties"]["name"] == {
        "minLength": 1,
        "type": "string",
    }
