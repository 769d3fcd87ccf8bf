"""The table of checks, its page, and the field `checks`."""

from __future__ import annotations

from typing import Any

import pytest
from configurations import HTTP, HTTPS, config_map, set_proxy_env

from krm_fn.checks.configured import read
from krm_fn.checks.table import CHECKS, clients_tag, judged
from krm_fn.clients.table import CLIENTS, by_name
from krm_fn.errors import Refused
from krm_fn.results import result


def test_no_id_comes_twice() -> None:
    ids = [check.id for check in CHECKS]
    assert sorted(set(ids)) == sorted(ids)


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.id)
def test_a_check_concerns_some_client(check: Any) -> None:
    assert check.affected() != []


@pytest.mark.parametrize(
    ("names", "tag"),
    [
        (["curl"], "curl"),
        (["curl", "go"], "curl,go"),
        ([row.name for row in CLIENTS], "all"),
        ([row.name for row in CLIENTS if row.name not in ("go", "java")], "all but go,java"),
    ],
)
def test_a_tag_names_the_clients_or_the_others(names: list[str], tag: str) -> None:
    assert clients_tag([by_name(name) for name in names]) == tag


def warning(rule: str) -> Any:
    return result("warning", "message", tags={"rule": rule})


def test_a_warning_gets_the_clients_that_it_concerns() -> None:
    assert judged([warning("no-proxy-refused"), warning("disagreeing")], {}) == [
        result("warning", "message", tags={"rule": "no-proxy-refused", "clients": "httpx"}),
        result("warning", "message", tags={"rule": "disagreeing", "clients": "all"}),
    ]


def test_an_ignored_warning_is_not_told() -> None:
    assert judged([warning("kept")], {"ignore": ["kept"]}) == []


def test_off_tells_no_warning() -> None:
    assert judged([warning("kept"), warning("refers")], {"level": "off"}) == []


def test_the_level_error_makes_warnings_errors() -> None:
    made = judged([warning("kept")], {"level": "error"})
    assert [one["severity"] for one in made] == ["error"]


def test_what_concerns_none_of_the_named_clients_is_not_told() -> None:
    assert judged([warning("proxy-url-no-scheme")], {"clients": ["curl", "go"]}) == []
    made = judged([warning("proxy-url-no-scheme")], {"clients": ["curl", "aiohttp"]})
    assert [one["tags"]["clients"] for one in made] == ["aiohttp"]


def refusals(**checks: object) -> list[str]:
    fields = {"httpProxy": HTTP, "httpsProxy": HTTPS, "noProxy": "localhost", "checks": checks}
    with pytest.raises(Refused) as refused:
        read(set_proxy_env(spec=fields))
    return [one["message"] for one in refused.value.results]


def test_an_unknown_client_is_an_error() -> None:
    assert refusals(clients=["go", "requests"]) == [
        '`spec.checks.clients[1]` must be a client, got "requests": did you mean "python-requests"?'
    ]


def test_an_unknown_client_like_none_lists_all() -> None:
    (message,) = refusals(clients=["§"])
    assert message.startswith(
        '`spec.checks.clients[0]` must be a client, got "§": the names are curl,'
    )


def test_an_unknown_id_is_an_error() -> None:
    assert refusals(ignore=["kept", "noproxy-loopback"]) == [
        '`spec.checks.ignore[1]` must be the id of a warning, got "noproxy-loopback": did you mean '
        '"no-proxy-loopback"?'
    ]


def test_an_error_cannot_be_ignored() -> None:
    assert refusals(ignore=["no-proxy-scheme"]) == [
        '`spec.checks.ignore[0]` must be the id of a warning: "no-proxy-scheme" is an error, which '
        "cannot be ignored"
    ]


def test_an_unknown_level_is_an_error() -> None:
    assert refusals(level="loud") == [
        '`spec.checks.level` must be "warn", "error" or "off", got "loud"'
    ]


def test_an_off_that_yaml_took_for_a_boolean_is_off() -> None:
    made, _ = read(config_map({"httpProxy": HTTP, "checks.level": False}))
    assert made.checks == {"level": "off"}


def test_a_config_map_has_the_fields_with_a_dot() -> None:
    made, _ = read(
        config_map({"httpProxy": HTTP, "checks.clients": "curl, go", "checks.level": "error"})
    )
    assert made.checks == {"clients": ["curl", "go"], "level": "error"}


def test_a_cluster_domain_must_be_a_domain() -> None:
    with pytest.raises(Refused) as refused:
        read(set_proxy_env(httpProxy=HTTP, clusterDomain=".cluster.local"))
    assert [one["message"] for one in refused.value.results] == [
        "`clusterDomain` must be a domain such as cluster.local, without a dot at its start or end, "
        'got ".cluster.local"'
    ]
