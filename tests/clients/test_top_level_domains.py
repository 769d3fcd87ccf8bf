from __future__ import annotations

import pytest

from krm_fn.clients.top_level_domains import TOP_LEVEL_DOMAINS


@pytest.mark.parametrize("name", ["app", "cloud", "com", "dev", "io", "xn--p1ai"])
def test_a_top_level_domain_is_in_the_list(name: str) -> None:
    assert name in TOP_LEVEL_DOMAINS


@pytest.mark.parametrize("name", ["backend", "svc", "cluster", "local", "co.uk", ""])
def test_another_name_is_not_in_the_list(name: str) -> None:
    assert name not in TOP_LEVEL_DOMAINS
