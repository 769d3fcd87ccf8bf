from __future__ import annotations

import pytest

from krm_fn.clients.table import by_name
from krm_fn.environment.env_plan import EnvVar
from krm_fn.inspection.answers import answer, answers, grouped
from krm_fn.inspection.environment import Seen, seen

URL = "https://example.com/"


def given(**values: str) -> Seen:
    return seen([EnvVar(name, value) for name, value in values.items()])


def hidden(*names: str, **values: str) -> Seen:
    source = {"secretKeyRef": {"name": "egress", "key": "url"}}
    others = [EnvVar(name, value) for name, value in values.items()]
    return seen([*(EnvVar(name, None, source) for name in names), *others])


def said(client: str, environment: Seen, url: str = URL) -> tuple[str, str]:
    found = answer(by_name(client), environment, url)
    return found.words, found.reason


def test_a_known_proxy_is_named_without_its_password() -> None:
    environment = given(https_proxy="http://user:pass@proxy:3128")
    assert said("curl", environment) == ("through http://user:***@proxy:3128", "https_proxy")


def test_a_proxy_from_a_secret_has_no_host() -> None:
    assert said("curl", hidden("https_proxy")) == (
        'through the proxy that the Secret "egress", key "url" names',
        "https_proxy",
    )


def test_a_no_proxy_from_a_secret_leaves_it_open_where_requests_go() -> None:
    environment = hidden("no_proxy", https_proxy="http://proxy:3128")
    assert said("curl", environment) == (
        "unknown",
        'no_proxy comes from the Secret "egress", key "url"',
    )


def test_without_a_proxy_no_no_proxy_matters() -> None:
    environment = hidden("no_proxy", http_proxy="http://proxy:3128")
    assert said("curl", environment) == ("direct", "no proxy is set for https URLs")


def test_the_loopback_needs_no_no_proxy() -> None:
    environment = hidden("no_proxy", https_proxy="http://proxy:3128", HTTPS_PROXY="http://p:1")
    assert said("go", environment, "https://localhost/") == ("direct", "loopback")


@pytest.mark.parametrize(
    ("client", "name"), [("java", "JAVA_TOOL_OPTIONS"), ("node-http", "NODE_USE_ENV_PROXY")]
)
def test_what_a_runtime_needs_and_a_secret_has_is_unknown(client: str, name: str) -> None:
    environment = hidden(name, https_proxy="http://proxy:3128")
    assert said(client, environment) == (
        "unknown",
        f'{name} comes from the Secret "egress", key "url"',
    )


def test_what_the_list_lacks_may_set_a_proxy() -> None:
    environment = seen([], elsewhere=['the ConfigMap "proxy"'])
    assert said("curl", environment) == (
        "direct",
        'no proxy is set for https URLs; what the ConfigMap "proxy" sets is not in the list',
    )


def test_groups_are_by_where_requests_go_and_the_smallest_comes_first() -> None:
    clients = [by_name(name) for name in ("curl", "go", "java", "aiohttp", "wget2")]
    environment = given(https_proxy="http://proxy:3128", HTTPS_PROXY="http://proxy:3128")
    assert [
        (each.names, each.first.words, each.because)
        for each in grouped(answers(clients, environment, URL))
    ] == [
        (["java"], "direct", "reads no proxy variables without JAVA_TOOL_OPTIONS"),
        (
            ["aiohttp"],
            "through http://proxy:3128",
            "https_proxy; with ClientSession(trust_env=True)",
        ),
        (["wget2"], "fails", "an http:// proxy"),
        (["curl", "go"], "through http://proxy:3128", "https_proxy or HTTPS_PROXY"),
    ]


def test_entries_of_no_proxy_are_one_reason() -> None:
    environment = given(
        http_proxy="http://p:1", HTTP_PROXY="http://p:1", no_proxy=".svc", NO_PROXY="svc"
    )
    clients = [by_name("curl"), by_name("go")]
    [group] = grouped(answers(clients, environment, "http://a.svc/"))
    assert group.because == 'noProxy entry ".svc" or "svc"'
