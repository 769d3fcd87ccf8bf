from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from krm_fn.environment.java_options import contradicts, options, replaced, suffix, tokens, without

HTTP = "http://proxy.example.com:3128"
ITEMS = ("-Dhttp.proxyHost=p", "-Dhttp.proxyPort=3128", "-Dhttp.nonProxyHosts=localhost|*.svc")


def hosts(*entries: str) -> str:
    """The value of http.nonProxyHosts that entries of noProxy make."""
    made, _ = options(HTTP, None, entries)
    return made[-1].removeprefix("-Dhttp.nonProxyHosts=")


def test_a_proxy_is_a_host_and_a_port_for_each_scheme() -> None:
    made, problems = options(HTTP, "http://secure.example.com:3129/", ())
    assert made == (
        "-Dhttp.proxyHost=proxy.example.com",
        "-Dhttp.proxyPort=3128",
        "-Dhttps.proxyHost=secure.example.com",
        "-Dhttps.proxyPort=3129",
    )
    assert problems == []


@pytest.mark.parametrize(
    ("url", "host", "port"),
    [
        ("http://proxy", "proxy", "80"),
        ("proxy:3128", "proxy", "3128"),
        ("http://[fd00::1]:3128", "fd00::1", "3128"),
        ("http://$(HOST):$(PORT)", "$(HOST)", "$(PORT)"),
        ("$(HOST):3128", "$(HOST)", "3128"),
    ],
)
def test_where_the_proxy_is(url: str, host: str, port: str) -> None:
    assert options(url, None, ()) == ((f"-Dhttp.proxyHost={host}", f"-Dhttp.proxyPort={port}"), [])


def test_a_password_is_a_problem_and_is_not_told() -> None:
    made, problems = options("http://user:secret@proxy:3128", None, ())
    assert made == ("-Dhttp.proxyHost=proxy", "-Dhttp.proxyPort=3128")
    assert problems == [
        (
            "httpProxy",
            "has a user or a password, which JVMs are not told, as no option gives them: "
            "have the proxy ask such pods for none",
        )
    ]


@pytest.mark.parametrize(
    ("url", "problem"),
    [
        (
            "socks5://proxy:1080",
            "has the scheme socks5, so JVMs are not told: they use proxies of http alone",
        ),
        (
            "https://proxy:443",
            "has the scheme https, so JVMs are not told: they use proxies of http alone",
        ),
        ("$(PROXY_URL)", "has no host that can be told to JVMs: write it out"),
    ],
)
def test_a_proxy_that_a_jvm_cannot_use(url: str, problem: str) -> None:
    assert options(url, None, ["localhost"]) == ((), [("httpProxy", problem)])


@pytest.mark.parametrize(
    ("entry", "patterns"),
    [
        pytest.param(".svc", "*.svc", id="a suffix"),
        pytest.param("*.example.com", "*.example.com", id="a suffix with a star"),
        pytest.param("*", "*", id="everything"),
        pytest.param(
            "example.com", "example.com|*.example.com", id="a name, and those below it as in curl"
        ),
        pytest.param("localhost", "localhost", id="localhost"),
        pytest.param("10.0.0.1", "10.0.0.1", id="an address"),
        pytest.param("10.96.0.0/16", "10.96.*", id="two bytes"),
        pytest.param("10.96.7.8/16", "10.96.*", id="two bytes, with bits of the host"),
        pytest.param("10.0.0.0/8", "10.*", id="one byte"),
        pytest.param("10.1.2.0/24", "10.1.2.*", id="three bytes"),
        pytest.param("10.1.2.3/32", "10.1.2.3", id="four bytes"),
        pytest.param("0.0.0.0/0", "*", id="no byte"),
        pytest.param("::1", "[::1]", id="an IPv6 address"),
        pytest.param("[::1]", "[::1]", id="an IPv6 address in brackets"),
        pytest.param("$(KUBERNETES_SERVICE_HOST)", "$(KUBERNETES_SERVICE_HOST)", id="a reference"),
        pytest.param(".$(DOMAIN)", "*.$(DOMAIN)", id="a suffix with a reference"),
    ],
)
def test_an_entry_of_no_proxy_as_a_pattern(entry: str, patterns: str) -> None:
    assert hosts(entry) == patterns


@pytest.mark.parametrize(
    "entry",
    [
        "10.0.0.0/12",
        "fd00::/8",
        "example.com:8080",
        "[::1]:80",
        "a|b",
        'a"b',
        "a*.b",
        "*b",
        "1.2/8",
    ],
)
def test_an_entry_that_has_no_pattern_is_a_problem(entry: str) -> None:
    made, problems = options(HTTP, None, ["localhost", entry])
    assert made[-1] == "-Dhttp.nonProxyHosts=localhost"
    assert problems == [
        (
            "noProxy",
            f'has "{entry}", which JVMs are not told: write names, addresses, or CIDRs that end at '
            "a dot, such as 10.96.0.0/16",
        )
    ]


def test_no_pattern_comes_twice() -> None:
    assert hosts(".svc", "*.svc", "::1", "[::1]") == "*.svc|[::1]"


def test_options_are_split_as_the_jvm_splits_them() -> None:
    assert [option for _, _, option in tokens("-Da='x y' \"-Db=1 2\"\t-Dc=\"a\"'b'c -D'd")] == [
        "-Da=x y",
        "-Db=1 2",
        "-Dc=abc",
        "-Dd",
    ]


@pytest.mark.parametrize(
    ("text", "appended"),
    [
        pytest.param("", " ".join(ITEMS), id="nothing there"),
        pytest.param("-Xmx1g", " " + " ".join(ITEMS), id="an option"),
        pytest.param("-Xmx1g ", " ".join(ITEMS), id="an option and a space"),
        pytest.param(" ".join(ITEMS), "", id="all there"),
        pytest.param(
            "-Dhttp.proxyHost=other",
            " -Dhttp.nonProxyHosts=localhost|*.svc",
            id="another host, which our port doesn't go with",
        ),
        pytest.param('"-Dhttp.nonProxyHosts=x y"', " " + " ".join(ITEMS[:2]), id="in quotes"),
    ],
)
def test_what_is_appended(text: str, appended: str) -> None:
    assert suffix(text, ITEMS) == appended


def test_an_option_with_another_value_contradicts() -> None:
    assert contradicts("-Xmx1g -Dhttp.proxyHost=other", ITEMS)


def test_a_proxy_without_its_port_contradicts() -> None:
    assert contradicts("-Dhttp.proxyHost=p", ITEMS)


def test_other_options_do_not_contradict() -> None:
    assert not contradicts("-Xmx1g -Dhttps.proxyHost=other", ITEMS)


def test_options_are_replaced_in_place() -> None:
    text = "-Dhttp.proxyHost=other -Xmx1g '-Dhttp.nonProxyHosts=a b'"
    assert replaced(text, ITEMS) == (
        "-Dhttp.proxyHost=p -Xmx1g -Dhttp.nonProxyHosts=localhost|*.svc -Dhttp.proxyPort=3128"
    )


def test_what_was_appended_comes_out_of_an_edited_value_too() -> None:
    text = f"-Xms1g {' '.join(ITEMS)} -Xmx1g"
    assert without(text, " " + " ".join(ITEMS)) == "-Xms1g -Xmx1g"


@settings(max_examples=200)
@given(st.text("-Da=b\"' \t", max_size=20))
def test_taking_out_what_was_appended_gives_back_the_text(text: str) -> None:
    appended = suffix(text, ITEMS)
    assert without(text + appended, appended) == text


@settings(max_examples=100)
@given(st.lists(st.sampled_from(["-Xmx1g", "-Dhttp.proxyHost=o", *ITEMS, "'-Da=b c'"]), max_size=5))
def test_appending_twice_appends_nothing_more(words: list[str]) -> None:
    text = " ".join(words)
    once = text + suffix(text, ITEMS)
    assert suffix(once, ITEMS) == ""
    assert not contradicts(replaced(text, ITEMS), ITEMS)
