from __future__ import annotations

import pytest

from krm_fn.clients.row import FEATURES, Client
from krm_fn.clients.rules import decide, entries
from krm_fn.clients.table import CLIENTS, NAMES, by_name

PROXY = "http://proxy.example.com:3128"


def environment(no_proxy: str) -> dict[str, str]:
    names = ("http_proxy", "HTTP_PROXY", "https_proxy", "HTTPS_PROXY")
    return {**dict.fromkeys(names, PROXY), "no_proxy": no_proxy, "NO_PROXY": no_proxy}


def entry_for(client: str, no_proxy: str, url: str, resolved: str | None = None) -> str | None:
    """The entry that makes the client go direct; None when the request goes to the proxy."""
    given = environment(no_proxy)
    row = by_name(client)
    name, _, value = row.needs.partition("=")
    if name == "JAVA_TOOL_OPTIONS":
        given[name] = (
            "-Dhttp.proxyHost=proxy -Dhttp.proxyPort=3128 -Dhttps.proxyHost=proxy"
            f" -Dhttp.nonProxyHosts={no_proxy}"
        )
    elif name:
        given[name] = value
    decision = decide(row, given, url, resolved)
    assert not decision.fails
    assert (decision.proxy is None) == (decision.entry is not None)
    return decision.entry


# (feature, client that has it, entry, URL that it matches, client that lacks it)
FEATURE_CASES = [
    ("dot", "go", ".svc", "http://backend.svc/", "java"),
    ("dot-apex", "curl", ".svc", "http://svc/", "go"),
    ("bare-sub", "curl", "svc", "http://backend.svc/", "node-http"),
    ("bare-raw", "apt", "example.com", "http://notexample.com/", "curl"),
    ("star-prefix", "go", "*.example.com", "http://www.example.com/", "curl"),
    ("star-prefix-apex", "node-fetch", "*.example.com", "http://example.com/", "go"),
    ("glob", "java", "10.96.*", "http://10.96.0.10/", "go"),
    ("regex", "aws-sdk-java", "10.*.10", "http://10.96.0.10/", "java"),
    ("star", "curl", "*", "http://example.com/", "wget"),
    ("star-among", "httpx", "*", "http://example.com/", "dotnet"),
    ("cidr-v4", "go", "10.96.0.0/12", "http://10.96.0.10/", "python-urllib"),
    ("cidr-v6", "go", "fd00::/8", "http://[fd00::10]/", "curl"),
    ("range", "node-http", "10.96.0.1-10.96.0.20", "http://10.96.0.10/", "undici"),
    ("port", "go", "example.com:8080", "http://example.com:8080/", "curl"),
    ("default-port", "go", "example.com:80", "http://example.com/", "python-urllib"),
    ("v6", "curl", "::1", "http://[::1]/", "botocore"),
    ("v6-brackets", "undici", "[::1]", "http://[::1]/", "curl"),
    ("address-text", "python-urllib", "0.10", "http://10.96.0.10/", "go"),
    ("final-dot", "curl", ".cluster.local", "http://a.cluster.local./", "go"),
    ("any-case", "go", ".EXAMPLE.COM", "http://www.example.com/", "busybox-wget"),
    ("loopback-alike", "axios", "localhost", "http://127.0.0.1/", "undici"),
]


@pytest.mark.parametrize(("feature", "client", "entry", "url", "other"), FEATURE_CASES)
def test_a_client_with_a_feature_goes_direct_by_the_entry(
    feature: str, client: str, entry: str, url: str, other: str
) -> None:
    assert feature in by_name(client).matches
    assert entry_for(client, entry, url) == entry


@pytest.mark.parametrize(("feature", "client", "entry", "url", "other"), FEATURE_CASES)
def test_a_client_without_the_feature_uses_the_proxy(
    feature: str, client: str, entry: str, url: str, other: str
) -> None:
    assert feature not in by_name(other).matches
    assert entry_for(other, entry, url) is None


def test_star_among_other_entries_is_no_wildcard_for_curl() -> None:
    assert entry_for("curl", "backend,*", "http://example.com/") is None


def test_star_does_not_cover_addresses_for_reqwest() -> None:
    assert entry_for("reqwest", "*", "http://example.com/") == "*"
    assert entry_for("reqwest", "*", "http://10.96.0.10/") is None


def test_an_entry_with_a_port_leaves_other_ports_to_the_proxy() -> None:
    assert entry_for("go", "example.com:8080", "http://example.com:8081/") is None


def test_an_address_with_a_port_is_no_entry_for_requests() -> None:
    assert entry_for("python-requests", "10.96.0.10:8080", "http://10.96.0.10:8080/") is None
    assert entry_for("python-urllib", "10.96.0.10:8080", "http://10.96.0.10:8080/") is not None


def test_a_port_makes_an_entry_exact_for_node_http() -> None:
    assert entry_for("node-http", "example.com:80", "http://example.com/") == "example.com:80"
    assert entry_for("node-http", ".example.com:80", "http://www.example.com/") is None


def test_a_suffix_needs_a_dot_before_it() -> None:
    assert entry_for("curl", "example.com", "http://notexample.com/") is None


def test_a_dot_is_any_character_where_entries_are_regular_expressions() -> None:
    assert entry_for("aws-sdk-java", "*.example.com", "http://notexample.com/") is not None


def test_a_broken_regular_expression_matches_nothing() -> None:
    assert entry_for("aws-sdk-java", "[example", "http://example.com/") is None


def test_a_cidr_is_compared_with_the_resolved_address_by_ruby() -> None:
    assert entry_for("ruby", "10.96.0.0/12", "http://backend/", "10.96.0.11") == "10.96.0.0/12"
    assert entry_for("ruby", "10.96.0.0/12", "http://backend/") is None


def test_an_ipv6_entry_is_taken_apart_at_its_colons_by_ruby() -> None:
    assert entry_for("ruby", "::1", "http://10.0.0.1/") == "1"


def test_addresses_beyond_a_range_use_the_proxy() -> None:
    assert entry_for("node-http", "10.96.0.1-10.96.0.9", "http://10.96.0.10/") is None


def test_an_address_outside_a_cidr_uses_the_proxy() -> None:
    assert entry_for("go", "10.96.0.0/12", "http://10.0.0.5/") is None


@pytest.mark.parametrize(
    ("client", "no_proxy", "found"),
    [
        ("go", " .svc , .local ", [".svc", ".local"]),
        ("wget", " .svc , .local ", [" .svc ", ".local "]),
        ("wget2", ".svc, .local", [".svc", " .local"]),
        ("curl", ".svc .local", [".svc", ".local"]),
        ("go", ".svc .local", [".svc .local"]),
        ("python-requests", ".svc .local", [".svc.local"]),
        ("java", "*.svc|10.*", ["*.svc", "10.*"]),
        ("ruby", "fd00:96::10,a:80", ["fd00:96", "10", "a:80"]),
        ("go", ",,a,", ["a"]),
    ],
)
def test_the_value_is_split_as_the_client_splits_it(
    client: str, no_proxy: str, found: list[str]
) -> None:
    assert entries(by_name(client), no_proxy) == found


@pytest.mark.parametrize("entry", ["fd00::/8", "[::1]", "[fd00::]/8"])
def test_httpx_fails_on_ipv6_networks_and_brackets(entry: str) -> None:
    decision = decide(by_name("httpx"), environment(f"localhost,{entry}"), "http://example.com/")
    assert decision.fails
    assert decision.reason == f'fails on the noProxy entry "{entry}"'


def test_httpx_takes_a_plain_ipv6_address() -> None:
    assert entry_for("httpx", "::1", "http://[::1]/") == "::1"


@pytest.mark.parametrize("client", ["go", "ruby", "java", "grpc-go"])
@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "[::1]"])
def test_the_loopback_needs_no_entry_in_these_clients(client: str, host: str) -> None:
    given = {
        **environment(".svc"),
        "JAVA_TOOL_OPTIONS": "-Dhttp.proxyHost=proxy -Dhttp.nonProxyHosts=*.svc",
    }
    decision = decide(by_name(client), given, f"http://{host}/")
    assert (decision.proxy, decision.reason) == (None, "loopback")


def test_the_loopback_needs_an_entry_in_all_others() -> None:
    others = [row for row in CLIENTS if not row.loopback and not row.needs]
    assert all(decide(row, environment(".svc"), "http://localhost/").proxy for row in others)


@pytest.mark.parametrize(
    ("client", "url", "name"),
    [
        ("curl", "http://a/", "http_proxy"),
        ("curl", "https://a/", "https_proxy"),
        ("go", "http://a/", "HTTP_PROXY"),
        ("go", "https://a/", "HTTPS_PROXY"),
        ("python-urllib", "http://a/", "http_proxy"),
        ("reqwest", "https://a/", "HTTPS_PROXY"),
        ("ruby", "https://a/", "http_proxy"),
        ("grpc-core", "http://a/", "https_proxy"),
        ("busybox-wget", "https://a/", "http_proxy"),
    ],
)
def test_of_several_variables_the_first_in_the_row_wins(client: str, url: str, name: str) -> None:
    assert decide(by_name(client), environment(""), url).reason == name


@pytest.mark.parametrize("client", ["curl", "git", "wget", "apt", "busybox-wget"])
def test_upper_case_http_proxy_is_not_read_by_these_clients(client: str) -> None:
    decision = decide(by_name(client), {"HTTP_PROXY": PROXY}, "http://a/")
    assert decision.reason == "no proxy is set for http URLs"


@pytest.mark.parametrize("client", ["undici", "apt", "grpc-core", "ruby", "node-fetch"])
def test_http_proxy_alone_is_used_for_https_urls_by_these_clients(client: str) -> None:
    given = {"http_proxy": PROXY, "NODE_USE_ENV_PROXY": "1"}
    assert decide(by_name(client), given, "https://a/").proxy == PROXY


def test_all_proxy_stands_in_for_the_others() -> None:
    assert decide(by_name("curl"), {"all_proxy": PROXY}, "https://a/").proxy == PROXY
    assert decide(by_name("go"), {"all_proxy": PROXY}, "https://a/").proxy is None


@pytest.mark.parametrize("client", ["node-http", "node-fetch"])
def test_node_reads_the_environment_only_when_told(client: str) -> None:
    decision = decide(by_name(client), environment(""), "http://a/")
    assert decision.proxy is None
    assert decision.reason == "reads no proxy variables without NODE_USE_ENV_PROXY=1"


def test_the_jvm_takes_its_properties_from_java_tool_options() -> None:
    given = {"JAVA_TOOL_OPTIONS": "-Xmx1g -Dhttps.proxyHost=proxy -Dhttps.proxyPort=3128"}
    assert decide(by_name("java"), given, "https://a/").proxy == "http://proxy:3128"
    assert decide(by_name("java"), given, "http://a/").proxy is None


@pytest.mark.parametrize(
    ("client", "proxy", "reason"),
    [
        ("aiohttp", "https://proxy:3129", "ignores an https:// proxy"),
        ("aiohttp", "proxy:3128", "fails on a proxy URL without a scheme"),
        ("grpc-core", "proxy:3128", "ignores a proxy URL without a scheme"),
        ("httpx", "socks5://proxy:1080", "fails on a socks5:// proxy"),
    ],
)
def test_a_proxy_url_that_a_client_cannot_use(client: str, proxy: str, reason: str) -> None:
    given = {"http_proxy": proxy, "https_proxy": proxy}
    decision = decide(by_name(client), given, "http://example.com/")
    assert (decision.proxy, decision.reason) == (None, reason)


def test_axios_takes_a_proxy_without_a_scheme_for_http_urls_only() -> None:
    given = {"http_proxy": "proxy:3128", "https_proxy": "proxy:3128"}
    assert decide(by_name("axios"), given, "http://a/").proxy == "proxy:3128"
    assert decide(by_name("axios"), given, "https://a/").fails


@pytest.mark.parametrize("url", ["example.com", "ftp://example.com/", "http:///path"])
def test_a_url_of_another_kind_is_refused(url: str) -> None:
    with pytest.raises(ValueError, match="a URL must start with http:// or https://"):
        decide(by_name("curl"), {}, url)


def test_the_password_of_a_refused_url_is_not_shown() -> None:
    with pytest.raises(ValueError, match="name a host, got") as error:
        decide(by_name("curl"), {}, "ftp://user:s3cret@example.com/")
    assert "s3cret" not in str(error.value)


def test_an_old_grpc_go_compares_the_address_that_a_name_resolves_to() -> None:
    url, address = "http://backend.default.svc/", "10.96.0.12"
    for entry, direct in ((".svc", False), ("10.96.0.0/12", True), ("10.96.0.12", True)):
        environment = {"HTTPS_PROXY": PROXY, "NO_PROXY": entry}
        decision = decide(by_name("grpc-go-1.70"), environment, url, address)
        assert (decision.proxy is None) is direct, entry
    unknown = decide(by_name("grpc-go-1.70"), {"HTTPS_PROXY": PROXY, "NO_PROXY": ".svc"}, url)
    assert unknown.proxy == PROXY
    later = decide(by_name("grpc-go"), {"HTTPS_PROXY": PROXY, "NO_PROXY": ".svc"}, url, address)
    assert later.proxy is None


def test_fluent_bit_compares_whole_names() -> None:
    url = "https://kubernetes.default.svc/"
    for entry, direct in ((".svc", False), ("svc", False), ("kubernetes.default.svc", True)):
        decision = decide(by_name("fluent-bit"), {"HTTP_PROXY": PROXY, "NO_PROXY": entry}, url)
        assert (decision.proxy is None) is direct, entry


def test_npm_takes_dots_at_the_ends_of_an_entry_for_nothing() -> None:
    environment = {"HTTPS_PROXY": PROXY, "NO_PROXY": ".example.com."}
    assert decide(by_name("npm"), environment, "https://www.example.com/").proxy is None
    assert decide(by_name("npm"), environment, "https://www.example.com./").proxy == PROXY


def test_every_row_claims_only_features_that_are_described() -> None:
    assert {feature for row in CLIENTS for feature in row.matches} == set(FEATURES)


def test_every_row_says_where_its_rule_stands() -> None:
    assert [row.name for row in CLIENTS if not row.source] == []


def test_names_are_unique() -> None:
    assert len(set(NAMES)) == len(NAMES)


def test_an_unknown_name_has_no_row() -> None:
    with pytest.raises(KeyError, match="lynx"):
        by_name("lynx")


def test_a_row_cannot_be_changed() -> None:
    row: Client = by_name("curl")
    with pytest.raises(AttributeError, match="`note` of the client curl cannot be changed"):
        row.note = ""


def test_the_most_portable_suffix_reaches_every_client_that_has_exceptions() -> None:
    lacking = [row.name for row in CLIENTS if row.no_proxy and "dot" not in row.matches]
    assert lacking == ["fluent-bit", "java", "grpc-java", "aws-sdk-java"]
