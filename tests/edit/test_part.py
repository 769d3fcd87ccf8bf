"""Items that are read by their lines come out as by their events, and are checked together."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from places import FIXTURES
from read_both_ways import CONFIG, DEPLOYMENT, answer, edited_alike, in_a_list
from run_function import unquoted

from krm_fn.edit.part import CHECKED_AT_ONCE

INPUTS = sorted(FIXTURES.rglob("input.yaml"))


def test_every_fixture_is_answered_alike() -> None:
    kinds = [kind for path in INPUTS for kind in edited_alike(path.read_bytes(), with_own(path))]
    assert len(kinds) > 20


def with_own(path: Path) -> Any:
    """The configuration of a fixture that is no ResourceList."""
    return CONFIG if (path.parent / "config.yaml").exists() else None


BROKEN = DEPLOYMENT.replace("{app: web}", "{app: web]")


@pytest.mark.parametrize(
    "others",
    [
        pytest.param([], id="alone"),
        pytest.param([BROKEN], id="another one behind it"),
        pytest.param([DEPLOYMENT] * 20, id="more than are parsed at once behind it"),
        pytest.param([BROKEN.replace("Deployment", "Pod")], id="one behind it that goes by nodes"),
        pytest.param(
            ["apiVersion: v1\nkind: Secret\ndata: [\n"], id="one behind it that is only checked"
        ),
    ],
)
@pytest.mark.parametrize("before", [0, 3, CHECKED_AT_ONCE + 3])
def test_of_edits_that_are_parsed_together_the_first_that_is_not_yaml_is_named(
    others: list[str], before: int
) -> None:
    texts = [*[DEPLOYMENT] * before, BROKEN, *others, DEPLOYMENT]
    for data in (in_a_list(*texts), "---\n".join(texts)):
        edited_alike(data.encode(), CONFIG)
        line = data[: data.index("app: web]")].count("\n") + 1
        (message,) = answer(data.encode(), CONFIG)
        assert unquoted(str(message)) == f"line {line}: not YAML: the parser says ..."


def test_what_is_not_yaml_is_named_by_its_line_in_all_of_the_text() -> None:
    service = "apiVersion: v1\nkind: Service\nmetadata:\n  name: {}\nspec: [\n"
    texts = [DEPLOYMENT, service.format("a"), DEPLOYMENT]
    line = "\n".join(texts[:2]).count("\n") + 1
    for url in ("http://proxy.example.com:3128", "http://a:3128"):
        config = {**CONFIG, "spec": {"httpProxy": url, "noProxy": "svc,local"}}
        for data in ("---\n".join(texts), in_a_list(*texts)):
            edited_alike(data.encode(), config)
        (message,) = answer("---\n".join(texts).encode(), config)
        assert unquoted(str(message)) == f"line {line}: not YAML: the parser says ..."
