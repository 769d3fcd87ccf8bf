"""The checks of a configuration by itself: what each finds, and what it lets pass."""

from __future__ import annotations

import subprocess
import sys
from typing import Any

import pytest
from configurations import HTTP, HTTPS, istio, openshift, set_proxy_env
from places import ROOT

from krm_fn.checks.configured import read
from krm_fn.checks.table import judged
from krm_fn.clients.table import NAMES
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


ERRORS = {
    "http://example.com": (
        "no-proxy-scheme",
        '`noProxy` must not have a scheme in an entry, got "http://example.com": entries of noProxy '
        "are hosts, domains, addresses and CIDRs, and no client takes a URL for one; write "
        '"example.com"',
    ),
    "https://user:secret@example.com:8443/x": (
        "no-proxy-scheme",
        '`noProxy` must not have a scheme in an entry, got "https://user:***@example.com:8443/***": '
        "entries of noProxy are hosts, domains, addresses and CIDRs, and no client takes a URL for "
        'one; write "example.com"',
    ),
    "example.com/x": (
        "no-proxy-path",
        '`noProxy` must not have a path in an entry, got "example.com/x": entries of noProxy are '
        "hosts, domains, addresses and CIDRs, and no client looks at a path; write "
        '"example.com"',
    ),
    "10.0.0.0/33": (
        "no-proxy-prefix",
        '`noProxy` must hold CIDRs that there are, got "10.0.0.0/33": it holds no addresses; write a '
        "prefix length of at most 32",
    ),
    "10.0.0.300": (
        "no-proxy-host",
        '`noProxy` must hold hosts, domains, addresses and CIDRs, got "10.0.0.300": no client takes '
        "it for anything; write an address of four numbers of at most 255",
    ),
    "10.96.": (
        "no-proxy-host",
        '`noProxy` must hold hosts, domains, addresses and CIDRs, got "10.96.": no client takes it '
        'for anything; write "10.96.0.0/16"',
    ),
    "<local>": (
        "no-proxy-host",
        '`noProxy` must hold hosts, domains, addresses and CIDRs, got "<local>": no client takes it '
        "for anything; write the short names of Services, as the preset `services` does",
    ),
    "localhost:*": (
        "no-proxy-host",
        '`noProxy` must hold hosts, domains, addresses and CIDRs, got "localhost:*": no client takes '
        'it for anything; write "localhost"',
    ),
    ".": (
        "no-proxy-host",
        '`noProxy` must hold hosts, domains, addresses and CIDRs, got ".": no client takes it for '
        "anything; write a domain such as .example.com",
    ),
    "# text": (
        "no-proxy-host",
        '`noProxy` must hold hosts, domains, addresses and CIDRs, got "#": no client takes it for '
        "anything; write the list without the comment",
    ),
    "169.254/16": (
        "no-proxy-netmask",
        '`noProxy` must have whole addresses and prefix lengths in CIDRs, got "169.254/16": no '
        'client takes it for addresses; write "169.254.0.0/16"',
    ),
    "192.168.0.0/255.255.0.0": (
        "no-proxy-netmask",
        "`noProxy` must have whole addresses and prefix lengths in CIDRs, got "
        '"192.168.0.0/255.255.0.0": no client takes it for addresses; write "192.168.0.0/16"',
    ),
    "10.0.0.0/8;localhost": (
        "no-proxy-semicolon",
        '`noProxy` must be separated by commas, got "10.0.0.0/8;localhost": it is part of an entry, '
        'and no client takes it for a separator; write "10.0.0.0/8,localhost"',
    ),
    "{10.0.0.0/8,.svc}": (
        "no-proxy-marks",
        "`noProxy` must have entries without quotes, braces and the brackets of a list, got "
        '"{10.0.0.0/8,.svc}": they are a part of it, and no host has them; write '
        '"10.0.0.0/8,.svc"',
    ),
    '".corp.test"': (
        "no-proxy-marks",
        "`noProxy` must have entries without quotes, braces and the brackets of a list, got "
        '"".corp.test"": they are a part of it, and no host has them; write ".corp.test"',
    ),
    '[".svc",".x"]': (
        "no-proxy-marks",
        "`noProxy` must have entries without quotes, braces and the brackets of a list, got "
        '"[".svc",".x"]": they are a part of it, and no host has them; write ".svc,.x"',
    ),
    "$NO_PROXY": (
        "no-proxy-placeholder",
        "`noProxy` must hold hosts, and no placeholder of a shell or a template, got "
        '"$NO_PROXY": nothing fills it in; of references, the kubelet resolves $(NAME) alone; write '
        "the hosts themselves",
    ),
    "${NO_PROXY:-a}": (
        "no-proxy-placeholder",
        "`noProxy` must hold hosts, and no placeholder of a shell or a template, got "
        '"${NO_PROXY:-a}": nothing fills it in; of references, the kubelet resolves $(NAME) alone; '
        "write the hosts themselves",
    ),
    "{{ .Values.np }}": (
        "no-proxy-placeholder",
        "`noProxy` must hold hosts, and no placeholder of a shell or a template, got "
        '"{{ .Values.np }}": nothing fills it in; of references, the kubelet resolves $(NAME) '
        "alone; write the hosts themselves",
    ),
    "10.0.0.1-9": (
        "no-proxy-host",
        '`noProxy` must hold hosts, domains, addresses and CIDRs, got "10.0.0.1-9": no client '
        "takes it for anything; write CIDRs in place of a range",
    ),
    "-": (
        "no-proxy-host",
        '`noProxy` must hold hosts, domains, addresses and CIDRs, got "-": no client takes it for '
        "anything; write a domain such as .example.com",
    ),
    ".svc\\n.corp.test": (
        "no-proxy-marks",
        "`noProxy` must have entries without quotes, braces and the brackets of a list, got "
        '".svc\\n.corp.test": they are a part of it, and no host has them; write ".svc,.corp.test"',
    ),
    "$((NO_PROXY))": (
        "no-proxy-placeholder",
        "`noProxy` must hold hosts, and no placeholder of a shell or a template, got "
        '"$((NO_PROXY))": nothing fills it in; of references, the kubelet resolves $(NAME) alone; '
        "write the hosts themselves",
    ),
    "$(hostname": (
        "no-proxy-placeholder",
        "`noProxy` must hold hosts, and no placeholder of a shell or a template, got "
        '"$(hostname": nothing fills it in; of references, the kubelet resolves $(NAME) alone; write '
        "the hosts themselves",
    ),
    "fd00::/129": (
        "no-proxy-prefix",
        '`noProxy` must hold CIDRs that there are, got "fd00::/129": it holds no addresses; write a '
        "prefix length of at most 128",
    ),
}


@pytest.mark.parametrize("entry", ERRORS)
def test_an_entry_that_no_client_takes_is_an_error(entry: str) -> None:
    rule, message = ERRORS[entry]
    assert refused(**BOTH, noProxy=f"localhost,{entry}") == [
        {
            "message": message,
            "severity": "error",
            "resourceRef": {
                "apiVersion": "krm-fn.dev/v1alpha1",
                "kind": "SetProxyEnv",
                "name": "proxy",
            },
            "field": {"path": "noProxy"},
            "tags": {"rule": rule, "clients": "all"},
        }
    ]


@pytest.mark.parametrize("checks", [{"level": "off"}, {"clients": ["java"]}])
def test_nothing_turns_an_error_off(checks: dict[str, Any]) -> None:
    made = refused(**BOTH, noProxy="localhost,a/b", checks=checks)
    assert [one["tags"]["rule"] for one in made] == ["no-proxy-path"]


def test_the_errors_about_urls_name_the_clients() -> None:
    made = refused(httpProxy="http://proxy:99999", httpsProxy=HTTPS)
    assert [one["tags"] for one in made] == [{"rule": "proxy-url-port", "clients": "all"}]


RIGHT = (
    "localhost,127.0.0.1,.svc,10.0.0.0/8,fd00::/8,example.com:8080,*.example.com",
    "localhost,$(POD_CIDR)/16,$(KUBERNETES_SERVICE_HOST),10.0.0.0/$(BITS)",
    "localhost,127.0.0.1,::1,[::1],169.254.169.254,169.254.170.0/24,10.96.0.1",
    "localhost,127.0.0.0/8,172.30.0.0/16",
    "localhost,127.0.0.1,.svc,kubernetes.default.svc",
    "localhost,127.0.0.1,10.96.0.0/12,a$b,*.x,web-0.web,[fd00::1]:80,10.0.0.1-10.0.0.9,10-0-0-1.shop.pod,4-5,web-1.2x,x_y.com",
    "*",
    "$(NO_PROXY_OF_THE_CLUSTER)",
)


@pytest.mark.parametrize("no_proxy", RIGHT)
def test_what_is_right_is_not_told(no_proxy: str) -> None:
    assert told(**BOTH, noProxy=no_proxy) == []


PATTERNS = {
    "10.0.0.*": (
        "no-proxy-pattern",
        '`noProxy` must have a "*" at the start of an entry only, got "10.0.0.*": it stands for '
        'nothing in all clients but the AWS SDK for Java 2; write "10.0.0.0/24"',
    ),
    "a.*.example.com": (
        "no-proxy-pattern",
        '`noProxy` must have a "*" at the start of an entry only, got "a.*.example.com": it stands '
        'for nothing in all clients but the AWS SDK for Java 2; write ".example.com"',
    ),
    "a|b": (
        "no-proxy-bar",
        '`noProxy` must be separated by commas, got "a|b": it is part of an entry in all clients but '
        'the AWS SDK for Java 2; write "a,b"',
    ),
}


@pytest.mark.parametrize("entry", PATTERNS)
def test_an_entry_that_one_client_takes_is_a_warning(entry: str) -> None:
    assert told(**BOTH, noProxy=f"{REACHED},{entry}") == [PATTERNS[entry]]
    named_alone = {"clients": ["aws-sdk-java"]}
    assert told(**BOTH, noProxy=f"{REACHED},{entry}", checks=named_alone) == []


def test_one_port_with_and_without_tls_is_a_warning() -> None:
    fields = {"httpProxy": "http://px:3128", "httpsProxy": "https://px:3128", "noProxy": REACHED}
    assert told(**fields) == [
        (
            "proxy-url-protocols",
            "`httpsProxy` must not name px:3128 as a proxy with TLS, which `httpProxy` names as one "
            "without: a port has one protocol, and requests for one of the two fail; write http:// "
            "in `httpsProxy` too, unless the proxy itself is reached by TLS",
        )
    ]


@pytest.mark.parametrize("https", ["https://px:3129", "http://px:3128", "https://$(PROXY)"])
def test_two_ports_or_one_protocol_are_right(https: str) -> None:
    assert told(httpProxy="http://px:3128", httpsProxy=https, noProxy=REACHED) == []


def test_no_loopback_is_a_warning() -> None:
    configuration, warnings = read(set_proxy_env(spec={**BOTH, "noProxy": "svc,local"}))
    assert configuration.no_proxy == ("svc", "local")
    made, api_server = judged(warnings, {})
    assert api_server["tags"]["rule"] == "no-proxy-api-server"
    assert [made] == [
        {
            "message": LOOPBACK.replace("noProxy`", "spec.noProxy`", 1),
            "severity": "warning",
            "resourceRef": {
                "apiVersion": "krm-fn.dev/v1alpha1",
                "kind": "SetProxyEnv",
                "name": "proxy",
            },
            "field": {"path": "spec.noProxy"},
            "tags": {
                "rule": "no-proxy-loopback",
                "clients": "all but busybox-wget,go,grpc-go,grpc-go-1.70,prometheus,ruby,java,"
                "grpc-java",
            },
        }
    ]


def test_no_loopback_is_a_warning_without_any_no_proxy() -> None:
    assert told(**BOTH) == [("no-proxy-loopback", LOOPBACK), ("no-proxy-api-server", API_SERVER)]


@pytest.mark.parametrize(
    ("no_proxy", "missing", "lacking"),
    [
        ("localhost", "127.0.0.1", "127.0.0.1,::1"),
        ("localhost,::1", "127.0.0.1", "127.0.0.1"),
        ("127.0.0.1", "localhost", "localhost,::1"),
        ("127.0.0.0/8,.svc", "localhost", "localhost,::1"),
    ],
)
def test_half_of_the_loopback_is_a_warning_that_names_the_other(
    no_proxy: str, missing: str, lacking: str
) -> None:
    assert told(**BOTH, noProxy=f"{no_proxy},10.96.0.1") == [
        (
            "no-proxy-loopback",
            f"`noProxy` must name {missing} too: nearly every client sends requests for {missing} "
            f"to the proxy; write {lacking}, or `noProxyPresets: [localhost]`",
        )
    ]


def test_the_ipv6_loopback_alone_lacks_both_halves() -> None:
    assert told(**BOTH, noProxy="::1,10.96.0.1") == [
        (
            "no-proxy-loopback",
            "`noProxy` must name localhost and 127.0.0.1 too: nearly every client sends requests "
            "for localhost to the proxy; write localhost,127.0.0.1, or `noProxyPresets: [localhost]`",
        )
    ]


@pytest.mark.parametrize(
    "entry",
    [
        "$(KUBERNETES_SERVICE_HOST)",
        "$(NO_PROXY_OF_THE_CLUSTER)",
        "kubernetes.default.svc",
        "kubernetes.default.svc.cluster.local",
        "10.96.0.1",
        "10.0.0.0/8",
        "172.16.0.0/12",
        "fd00:10:96::/112",
        "0.0.0.0/0",
        "x.hcp.westeurope.azmk8s.io",
        "*",
    ],
)
def test_an_entry_that_may_be_the_api_server_covers_it(entry: str) -> None:
    found = rules(**BOTH, noProxy=f"localhost,127.0.0.1,{entry}")
    assert "no-proxy-api-server" not in found


@pytest.mark.parametrize(
    "entry",
    [".svc,.cluster.local", "svc", "169.254.169.254", "169.254.0.0/16", "127.0.0.0/8", "::1"],
)
def test_an_entry_that_cannot_be_the_api_server_leaves_it_to_the_proxy(entry: str) -> None:
    assert told(**BOTH, noProxy=f"localhost,127.0.0.1,{entry}") == [
        ("no-proxy-api-server", API_SERVER)
    ]


@pytest.mark.parametrize(
    "fields",
    [
        {"noProxy": "localhost,127.0.0.1"},
        {"httpProxy": HTTP, "noProxy": "localhost,127.0.0.1", "checks": {"ignore": ["one-proxy"]}},
        {**BOTH, "noProxyPresets": ["localhost", "cluster"]},
        {**BOTH, "remove": True},
    ],
)
def test_the_api_server_needs_no_entry_here(fields: dict[str, Any]) -> None:
    assert told(**fields) == []


@pytest.mark.parametrize(
    ("config", "remedy"),
    [
        (
            openshift({**BOTH, "noProxy": "localhost,127.0.0.1"}),
            'write "$(KUBERNETES_SERVICE_HOST)", or give the object with its `status`, as `oc get '
            "proxy cluster -o yaml` has it",
        ),
        (
            istio({"httpProxyEnvs": {**BOTH, "noProxy": "localhost,127.0.0.1"}}),
            'write "$(KUBERNETES_SERVICE_HOST)"',
        ),
    ],
)
def test_a_form_without_presets_gets_a_remedy_that_it_has(
    config: dict[str, Any], remedy: str
) -> None:
    (made,) = read(config)[1]
    assert made["message"].endswith(f"which cannot reach it; {remedy}")


def test_what_openshift_itself_injects_is_taken_from_the_status() -> None:
    status = {"noProxy": ".cluster.local,.svc,10.128.0.0/14,127.0.0.1,172.30.0.0/16,localhost"}
    config = {**openshift({**BOTH, "noProxy": ".corp.test"}), "status": status}
    configuration, warnings = read(config)
    assert (configuration.no_proxy, configuration.http_proxy) == (
        tuple(status["noProxy"].split(",")),
        HTTP,
    )
    assert warnings == []


@pytest.mark.parametrize(
    "fields",
    [
        {**BOTH, "noProxyPresets": ["localhost", "cluster"]},
        {**BOTH, "noProxy": "10.96.0.1", "checks": {"clients": ["go", "ruby"]}},
        {"noProxy": "example.com"},
        {"remove": True, **BOTH},
    ],
)
def test_no_loopback_is_right_here(fields: dict[str, Any]) -> None:
    assert told(**fields) == []


def test_one_proxy_alone_is_a_warning() -> None:
    assert told(httpProxy=HTTP, noProxy=REACHED) == [
        (
            "one-proxy",
            "`httpProxy` must not stand alone: most clients then send https requests past the "
            "proxy; write `httpsProxy` too, with the same URL where one proxy serves both",
        )
    ]
    assert told(httpsProxy=HTTP, noProxy=REACHED) == [
        (
            "one-proxy",
            "`httpsProxy` must not stand alone: most clients then send http requests past the "
            "proxy; write `httpProxy` too, with the same URL where one proxy serves both",
        )
    ]


@pytest.mark.parametrize(
    "fields",
    [
        BOTH,
        {"allProxy": HTTP},
        {"httpProxy": HTTP, "checks": {"clients": ["undici"]}},
        {"httpProxy": HTTP, "allProxy": HTTP, "checks": {"clients": ["curl"]}},
    ],
)
def test_both_proxies_or_a_client_that_needs_but_one_is_right(fields: dict[str, Any]) -> None:
    assert told(**fields, noProxy=REACHED) == []


def test_a_semicolon_is_an_error() -> None:
    made = refused(**BOTH, noProxy=f"{REACHED},a;.svc;")
    assert [one["message"] for one in made] == [
        '`noProxy` must be separated by commas, got "a;.svc;": it is part of an entry, and no '
        'client takes it for a separator; write "a,.svc"',
    ]


def test_white_space_between_entries_is_a_warning() -> None:
    assert told(**BOTH, noProxy=f"{REACHED} .svc") == [
        (
            "no-proxy-white-space",
            '`noProxy` must be separated by commas, not by white space: write "localhost,127.0.0.1,$(KUBERNETES_SERVICE_HOST),.svc"',
        )
    ]


def test_a_star_among_others_is_a_warning() -> None:
    assert told(**BOTH, noProxy="localhost,127.0.0.1,$(KUBERNETES_SERVICE_HOST),*") == [
        (
            "no-proxy-star",
            '`noProxy` must not have "*" among other entries: some clients then never use the proxy, '
            'others leave it out; write "*" alone, or leave it out',
        )
    ]


def test_a_star_among_others_is_right_where_all_named_clients_know_it() -> None:
    assert named("localhost,127.0.0.1,$(KUBERNETES_SERVICE_HOST),*", "go", "axios") == []


def test_a_password_is_a_warning_that_does_not_show_it() -> None:
    assert told(httpProxy="http://user:secret@proxy:3128", httpsProxy=HTTPS, noProxy=REACHED) == [
        (
            "proxy-url-password",
            "`httpProxy` has a password that all who can read the manifests can read: take it from "
            "a Secret by `credentials`, got "
            '"http://user:***@proxy:3128"',
        )
    ]


def test_a_url_without_a_scheme_is_right_for_clients_that_take_it() -> None:
    fields = {"httpProxy": "proxy:3128", "httpsProxy": "proxy:3128", "noProxy": REACHED}
    assert rules(**fields) == ["proxy-url-no-scheme", "proxy-url-no-scheme"]
    assert rules(**fields, checks={"clients": ["curl", "go"]}) == []


NAMED = {
    "a star suffix": (
        "localhost,127.0.0.1,$(KUBERNETES_SERVICE_HOST),*.a.com,*.b.com,.b.com",
        ("curl", "go", "python-requests"),
        "no-proxy-star-suffix",
        '`noProxy` has "*.a.com": it stands for no other name in curl, python-requests; write '
        '".a.com" beside it',
    ),
    "a suffix that starts with a dot": (
        "localhost,127.0.0.1,$(KUBERNETES_SERVICE_HOST),.svc,.b.com,*.b.com",
        ("curl", "aws-sdk-java"),
        "no-proxy-dot-suffix",
        '`noProxy` has ".svc": it stands for no name in aws-sdk-java; write "*.svc" beside it',
    ),
    "a bare suffix": (
        "localhost,127.0.0.1,$(KUBERNETES_SERVICE_HOST),svc,example.com,.example.com,api.example.com,backend.team-a",
        ("curl", "axios", "dotnet"),
        "no-proxy-bare-suffix",
        '`noProxy` has "svc": it stands for that one host in axios, dotnet; write ".svc" beside it',
    ),
    "an IPv4 CIDR over the loopback": (
        "localhost,$(KUBERNETES_SERVICE_HOST),127.0.0.0/8,169.254.0.0/16,169.254.169.254,169.254.170.2,169.254.170.23",
        ("go", "httpx"),
        "no-proxy-cidr",
        '`noProxy` has "127.0.0.0/8": CIDRs match nothing in httpx; write "127.0.0.1" beside it',
    ),
    "an IPv4 CIDR over the API server": (
        "localhost,127.0.0.1,10.96.0.0/12",
        ("go", "python-urllib"),
        "no-proxy-cidr",
        '`noProxy` has "10.96.0.0/12": CIDRs match nothing in python-urllib; write '
        '"$(KUBERNETES_SERVICE_HOST)" beside it',
    ),
    "a port": (
        "localhost,127.0.0.1,$(KUBERNETES_SERVICE_HOST),example.com:8080,b.com:80,b.com",
        ("curl", "go"),
        "no-proxy-port",
        '`noProxy` has "example.com:8080": an entry with a port matches nothing in curl; write '
        '"example.com"',
    ),
    "an IPv6 CIDR": (
        "localhost,127.0.0.1,$(KUBERNETES_SERVICE_HOST),fd00::/8",
        ("go", "python-requests"),
        "no-proxy-cidr-v6",
        '`noProxy` has "fd00::/8": IPv6 CIDRs match nothing in python-requests; write the addresses '
        "one by one",
    ),
    "brackets": (
        "localhost,127.0.0.1,$(KUBERNETES_SERVICE_HOST),[::1]",
        ("curl", "axios"),
        "no-proxy-brackets",
        '`noProxy` has "[::1]": it matches nothing in curl; write "::1"',
    ),
}


@pytest.mark.parametrize("case", NAMED)
def test_a_form_that_a_named_client_does_not_know_is_a_warning(case: str) -> None:
    no_proxy, clients, rule, message = NAMED[case]
    assert named(no_proxy, *clients) == [(rule, message)]


@pytest.mark.parametrize("case", NAMED)
def test_a_form_is_right_without_named_clients(case: str) -> None:
    assert told(**BOTH, noProxy=NAMED[case][0]) == []


@pytest.mark.parametrize(
    ("no_proxy", "client"),
    [
        ("localhost,127.0.0.1,$(KUBERNETES_SERVICE_HOST),*.a.com", "go"),
        ("localhost,127.0.0.1,$(KUBERNETES_SERVICE_HOST),.svc", "curl"),
        ("localhost,127.0.0.1,$(KUBERNETES_SERVICE_HOST),svc,example.com", "go"),
        ("localhost,127.0.0.1,10.96.0.0/12,127.0.0.0/8", "curl"),
        ("localhost,127.0.0.1,10.96.0.0/12,$(KUBERNETES_SERVICE_HOST)", "httpx"),
        ("localhost,127.0.0.1,$(KUBERNETES_SERVICE_HOST),example.com:8080", "go"),
        ("localhost,127.0.0.1,$(KUBERNETES_SERVICE_HOST),fd00::/8", "go"),
        ("localhost,127.0.0.1,$(KUBERNETES_SERVICE_HOST),fd00::/8,fd00::1", "curl"),
        ("localhost,127.0.0.1,$(KUBERNETES_SERVICE_HOST),[::1],::1", "curl"),
        ("localhost,127.0.0.1,$(KUBERNETES_SERVICE_HOST),[::1]", "axios"),
    ],
)
def test_a_form_that_the_named_client_knows_is_right(no_proxy: str, client: str) -> None:
    assert named(no_proxy, client) == []


@pytest.mark.parametrize("client", NAMES)
def test_the_presets_are_right_for_all_clients(client: str) -> None:
    presets = ["localhost", "cluster", "services", "aws", "gcp", "azure"]
    more = "*.svc,*.cluster.local,*.cluster.local.,*.ec2.internal,*.compute.internal"
    own = more if client == "aws-sdk-java" else "corp-host"
    fields = {**BOTH, "noProxy": own, "noProxyPresets": presets}
    assert told(**fields, checks={"clients": [client]}) == []


@pytest.mark.parametrize(
    ("entry", "better"),
    [("[::1]", '"::1"'), ("fd00::/8", "the addresses one by one"), ("[fd00::1]", '"fd00::1"')],
)
def test_what_makes_httpx_fail_is_an_error_where_httpx_is_named(entry: str, better: str) -> None:
    made = refused(
        **BOTH,
        noProxy=f"localhost,127.0.0.1,$(KUBERNETES_SERVICE_HOST),{entry}",
        checks={"clients": ["curl", "httpx"]},
    )
    assert [one["message"] for one in made] == [
        f'`noProxy` must not have "{entry}": it ends a program with httpx as soon as a client is '
        f"made; write {better}"
    ]
    assert [one["tags"] for one in made] == [{"rule": "no-proxy-refused", "clients": "httpx"}]


def test_a_proxy_by_https_is_a_warning_for_clients_that_cannot_use_it() -> None:
    fields = {**BOTH, "httpsProxy": "https://user:$(WORD)@proxy:3129", "noProxy": REACHED}
    assert told(**fields, checks={"clients": ["curl", "aiohttp"]}) == [
        (
            "proxy-url-https",
            '`httpsProxy` is "https://user:$(WORD)@proxy:3129": there is no proxy by https for '
            "aiohttp; write http:// and the port of the proxy without TLS",
        )
    ]
    assert told(**fields, checks={"clients": ["curl", "httpx"]}) == []


def test_a_socks_proxy_is_a_warning_for_clients_that_cannot_use_it() -> None:
    fields = {"allProxy": "socks5://proxy:1080", "noProxy": REACHED}
    assert told(**fields, checks={"clients": ["curl", "httpx"]}) == [
        (
            "proxy-url-socks",
            '`allProxy` is "socks5://proxy:1080": there is no SOCKS proxy of that form for httpx; '
            "write http:// and a proxy for HTTP",
        )
    ]
    assert told(**fields, checks={"clients": ["curl", "go"]}) == []


def test_a_right_configuration_imports_no_check() -> None:
    program = (
        "import sys\n"
        "from krm_fn.checks.configured import read\n"
        f"read({set_proxy_env(**BOTH, noProxy='localhost,127.0.0.1,10.0.0.0/8,.svc')!r})\n"
        "print([name for name in sys.modules if 'check' in name or 'client' in name])\n"
    )
    done = subprocess.run(
        [sys.executable, "-S", "-c", program],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    imported = done.stdout.replace("krm_fn.", "").strip()
    assert imported == (
        "['checks', 'clients', 'clients.entry_forms', 'clients.proxy_url', 'config.schema_check', "
        "'checks.configured']"
    )
