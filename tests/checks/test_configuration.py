"""The checks of a configuration by itself: its entries of noProxy, and what turns a check off."""

from __future__ import annotations

import subprocess
import sys
from typing import Any

import pytest
from checks.in_configuration import BOTH, REACHED, named, refused, told
from configurations import set_proxy_env
from places import ROOT

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


def test_a_password_that_a_comma_cuts_is_hidden() -> None:
    found = refused(**BOTH, noProxy="http://user:se,cret@proxy:3128")
    assert found[0]["message"] == (
        '`noProxy` must not have a scheme in an entry, got "http://user:***": entries of noProxy '
        "are hosts, domains, addresses and CIDRs, and no client takes a URL for one; write the "
        "host alone"
    )
    assert '"***@proxy:3128"' in found[1]["message"]


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
