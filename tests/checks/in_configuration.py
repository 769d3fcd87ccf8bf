"""What the checks find in a configuration by itself."""

from __future__ import annotations

from typing import Any

import pytest
from configurations import HTTP, HTTPS, set_proxy_env

from krm_fn.checks.configured import read
from krm_fn.checks.table import judged
from krm_fn.errors import Refused

REACHED = "localhost,127.0.0.1,$(KUBERNETES_SERVICE_HOST)"
API_SERVER = (
    "`noProxy` must name the API server: controllers and other programs that use it send their "
    'requests to the proxy, which cannot reach it; write "$(KUBERNETES_SERVICE_HOST)", or '
    "`noProxyPresets: [cluster]`"
)
BOTH = {"httpProxy": HTTP, "httpsProxy": HTTPS}
LOOPBACK = (
    "`noProxy` must name the loopback: nearly every client sends requests for localhost to the "
    "proxy; write localhost,127.0.0.1,::1, or `noProxyPresets: [localhost]`"
)


def told(**fields: Any) -> list[tuple[str, str]]:
    """The warnings: rule and message."""
    configuration, warnings = read(set_proxy_env(**fields))
    made = judged(warnings, configuration.checks)
    return [(one["tags"]["rule"], one["message"]) for one in made]


def rules(**fields: Any) -> list[str]:
    return [rule for rule, _ in told(**fields)]


def named(no_proxy: str, *clients: str) -> list[tuple[str, str]]:
    return told(**BOTH, noProxy=no_proxy, checks={"clients": list(clients)})


def refused(**fields: Any) -> list[dict[str, Any]]:
    with pytest.raises(Refused) as refusal:
        read(set_proxy_env(**fields))
    return [dict(one) for one in refusal.value.results]
