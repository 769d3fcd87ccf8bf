"""The configured proxy variables, as they are wanted in every container."""

from __future__ import annotations

import pytest

from krm_fn.config.function_config import Configuration
from krm_fn.environment.env_plan import escape
from krm_fn.environment.proxies import variables


@pytest.mark.parametrize(
    ("value", "escaped"),
    [
        ("http://p:1", "http://p:1"),
        ("http://u:pa$s@p:1", "http://u:pa$$s@p:1"),
        ("http://u:pa$$s@p:1", "http://u:pa$$$$s@p:1"),
        ("$(HOST_IP)", "$(HOST_IP)"),
        ("$$(HOST_IP)", "$$$(HOST_IP)"),
        ("$(HOST", "$$(HOST"),
        ("$(1)", "$$(1)"),
        ("$()", "$$()"),
        ("end$", "end$$"),
    ],
)
def test_every_dollar_is_doubled_save_for_references(value: str, escaped: str) -> None:
    assert escape(value) == escaped


def test_variables_come_in_canonical_order() -> None:
    configuration = Configuration(
        all_proxy="socks5://a:1", no_proxy=("svc", "$x"), http_proxy="http://h:1"
    )
    made = variables(configuration)
    assert [(v.lower, v.upper, v.value, v.items) for v in made] == [
        ("http_proxy", "HTTP_PROXY", "http://h:1", None),
        ("no_proxy", "NO_PROXY", "svc,$$x", ("svc", "$$x")),
        ("all_proxy", "ALL_PROXY", "socks5://a:1", None),
    ]
