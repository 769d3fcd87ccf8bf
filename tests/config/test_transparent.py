"""What is said about a TransparentProxy that cannot be carried out."""

from __future__ import annotations

from typing import Any

import pytest

from krm_fn.config.transparent import read
from krm_fn.errors import Refused

URL = "http://proxy.example.com:3128"
FIELDS = (
    "`httpProxy`, `httpsProxy`, `noProxy`, `noProxyPresets`, `clusterDomain`, `mode`, `hosts`, "
    "`namespace`, `rootNamespace`, `tlsPorts`, `httpPorts`, `proxyAddresses`, `tls`, "
    "`credentials`, `workloadSelector`, `noServerName`, `istio`, `gateway`, `remove` and `checks`"
)


def transparent(**spec: Any) -> dict[str, Any]:
    return {
        "apiVersion": "krm-fn.dev/v1alpha1",
        "kind": "TransparentProxy",
        "metadata": {"name": "company-proxy"},
        "spec": spec,
    }


def given(**fields: Any) -> dict[str, Any]:
    known = {"proxyAddresses": ["10.1.2.3"]}
    return transparent(**{"httpsProxy": URL, "hosts": ["api.github.com"], **known, **fields})


def in_mode_all(**fields: Any) -> dict[str, Any]:
    return transparent(**{"httpsProxy": URL, "mode": "all", **fields})


def errors(config: dict[str, Any]) -> list[str]:
    with pytest.raises(Refused) as refused:
        read(config)
    assert all(made["severity"] == "error" for made in refused.value.results)
    return [made["message"] for made in refused.value.results]


REFUSED = {
    "another version": (
        {**given(), "apiVersion": "krm-fn.dev/v1"},
        '`apiVersion` must be "krm-fn.dev/v1alpha1" for the kind TransparentProxy, got '
        '"krm-fn.dev/v1"',
    ),
    "nothing": (
        transparent(),
        "must specify at least one of `spec.httpProxy` and `spec.httpsProxy`: write "
        "`httpsProxy: http://proxy.example.com:3128` in `spec`",
    ),
    "a mistyped field": (
        given(noProxies=["a"]),
        "unknown field `spec.noProxies`: did you mean `spec.noProxy`?",
    ),
    "an unknown field": (
        given(colour="red"),
        f"unknown field `spec.colour`: the fields are {FIELDS}",
    ),
    "an unknown field further in": (
        given(gateway={"namespace": "egress", "labels": {}}),
        "unknown field `spec.gateway.labels`: the fields are `namespace`, `selector` and `service`",
    ),
    "a port as a string": (
        given(tlsPorts=["443"]),
        '`spec.tlsPorts[0]` must be a whole number, got "443"',
    ),
    "a version that is a number": (
        given(istio=1.22),
        "`spec.istio` must be a string, got 1.22: put it in quotes",
    ),
    "another mode": (given(mode="some"), '`spec.mode` must be "hosts" or "all", got "some"'),
    "a field beside the spec": (
        {**given(), "hosts": ["a.example"]},
        "`hosts` must not stand beside `spec`: move it to `spec.hosts`",
    ),
    "SOCKS": (
        given(httpsProxy="socks5://proxy.example.com:1080"),
        "`spec.httpsProxy` must have the scheme http or https, since a mesh speaks no other to a "
        'proxy, got "socks5://proxy.example.com:1080"',
    ),
    "a password": (
        given(httpsProxy="http://corp:s3cret@proxy.example.com:3128"),
        "`spec.httpsProxy` must not hold a user or a password, which would stand in the "
        "resources: put the base64 text of user:password into a Secret, and write "
        "`credentials: {environment: PROXY_BASIC}`, got "
        '"http://corp:***@proxy.example.com:3128"',
    ),
    "a reference": (
        given(httpsProxy="http://$(PROXY_HOST):3128"),
        "`spec.httpsProxy` must be written out: a reference is filled in for containers alone, "
        'got "http://$(PROXY_HOST):3128"',
    ),
    "no port": (
        given(httpsProxy="http://proxy.example.com"),
        "`spec.httpsProxy` must have a port, since clients disagree about one that is left out: "
        'write "http://proxy.example.com:3128"',
    ),
    "a name that only one namespace knows": (
        given(httpsProxy="http://squid:3128"),
        "`spec.httpsProxy` must have a name that all namespaces can resolve, such as "
        'NAME.NAMESPACE.svc, got "http://squid:3128"',
    ),
    "two schemes for one port": (
        given(httpProxy="https://proxy.example.com:3128"),
        "`spec.httpProxy` must have the scheme of `httpsProxy`, since both lead to the same port",
    ),
    "everything direct": (
        given(noProxy="*"),
        '`spec.noProxy` must not be "*", with which nothing goes through the proxy: write '
        "`remove: true` to take out what was made",
    ),
    "no hosts": (
        given(hosts=[]),
        "`spec.hosts` must name the hosts to reach through the proxy, such as `hosts: "
        "[api.github.com]`; write `hosts: auto` for those that the list names, or `mode: all` for "
        "everything",
    ),
    "a URL for a host": (
        given(hosts=["https://api.github.com/"]),
        "`spec.hosts[0]` must be a name and no URL: write the host alone, got "
        '"https://api.github.com/"',
    ),
    "an address for a host": (
        given(hosts=["10.1.2.3"]),
        "`spec.hosts[0]` must be a host name, which clients can ask for: an address stands in no "
        'request, got "10.1.2.3"',
    ),
    "a port that is none": (
        given(hosts=["api.github.com:https"]),
        "`spec.hosts[0]` must have a port from 1 to 65535 behind its colon, got "
        '"api.github.com:https"',
    ),
    "a wildcard in mode hosts": (
        given(hosts=["*.github.com"]),
        "`spec.hosts[0]` must be one host, since Istio makes a tunnel to an exact name only: write "
        'each host, or `mode: all`, got "*.github.com"',
    ),
    "auto in mode all": (
        in_mode_all(hosts="auto"),
        '`spec.hosts` must be a list in `mode: all`, or be left out: "auto" is for `mode: hosts`',
    ),
    "a port too high": (
        given(tlsPorts=[443, 70000]),
        "`spec.tlsPorts[1]` must be a port from 1 to 65535, got 70000",
    ),
    "a port for both": (
        given(tlsPorts=[443, 8080], httpPorts=[80, 8080]),
        "`spec.httpPorts` must not have a port of `tlsPorts`, got 8080 in both",
    ),
    "a name for an address": (
        given(proxyAddresses=["proxy"]),
        '`spec.proxyAddresses[0]` must be an IP address, got "proxy"',
    ),
    "addresses of two proxies": (
        given(httpProxy="http://other.example.com:3128"),
        "`spec.proxyAddresses` must not be given beside two proxies, since nobody knows whose they "
        "are: write addresses in the URLs",
    ),
    "a proxy at a port of TLS, and nobody knows where": (
        given(httpsProxy="http://proxy.example.com:443", proxyAddresses=[]),
        "`spec.proxyAddresses` must have the addresses of proxy.example.com: without them sidecars "
        "take every connection to port 443, to whomever it goes, for one to the proxy",
    ),
    "a selector in mode hosts": (
        given(workloadSelector={"app": "web"}),
        "`spec.workloadSelector` must stand with `mode: all`: Istio's own API chooses by namespace "
        "only",
    ),
    "a gateway in mode all": (
        in_mode_all(gateway={"namespace": "egress"}),
        "`spec.gateway` must stand with `mode: hosts`: a gateway needs the names of the hosts",
    ),
    "no server name with an old Istio": (
        in_mode_all(noServerName="address"),
        '`spec.noServerName` must stand with `istio: "1.29"` or later, the first that can do it',
    ),
    "an Istio too old": (
        given(istio="1.14"),
        '`spec.istio` must be "1.15" or later, the first that has what this needs, got "1.14"',
    ),
    "a version that is none": (
        given(istio="latest"),
        '`spec.istio` must be a version such as "1.22", got "latest"',
    ),
    "a variable that is none": (
        given(credentials={"environment": "PROXY-BASIC"}),
        "`spec.credentials.environment` must be the name of a variable, such as PROXY_BASIC, got "
        '"PROXY-BASIC"',
    ),
    "a CA for a proxy without TLS": (
        given(tls={"caCertificates": "/etc/ca.crt"}),
        "`spec.tls` must stand with a proxy whose URL begins with https://",
    ),
    "a name that no resource can have": (
        {**given(), "metadata": {"name": "Company_Proxy"}},
        "`metadata.name` must be lower-case letters, digits and hyphens, at most 63, since "
        'resources get their names from it, got "Company_Proxy"',
    ),
    "a namespace that is none": (
        given(namespace="My Namespace"),
        '`spec.namespace` must be the name of a namespace, got "My Namespace"',
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_carried_out_is_told_with_what_to_write(case: str) -> None:
    config, message = REFUSED[case]
    assert errors(config) == [message]


def test_all_errors_are_told_together() -> None:
    assert errors(
        given(httpsProxy="http://proxy.example.com", istio="1.2", hosts=["10.0.0.1"])
    ) == [
        "`spec.httpsProxy` must have a port, since clients disagree about one that is left out: "
        'write "http://proxy.example.com:3128"',
        '`spec.istio` must be "1.15" or later, the first that has what this needs, got "1.2"',
        "`spec.hosts[0]` must be a host name, which clients can ask for: an address stands in no "
        'request, got "10.0.0.1"',
    ]


def test_a_host_twice_is_a_warning() -> None:
    config, warnings = read(given(hosts=["api.github.com", "API.github.com."]))
    assert config.hosts == [("api.github.com", None)]
    assert [made["message"] for made in warnings] == [
        '`spec.hosts[1]` has "API.github.com." a second time: take it out'
    ]


def test_a_proxy_with_tls_and_no_ca_is_a_warning() -> None:
    _, warnings = read(given(httpsProxy="https://proxy.example.com:3129"))
    assert [made["message"] for made in warnings] == [
        "`spec.tls` must name the CA of the proxy, which Istio before 1.20 does not verify "
        "without: write `tls: {caCertificates: FILE}`, with a file of the container istio-proxy"
    ]


def test_a_proxy_whose_addresses_are_not_known_is_a_warning() -> None:
    _, warnings = read(given(proxyAddresses=[]))
    assert [made["message"] for made in warnings] == [
        "`spec.proxyAddresses` must have the addresses of proxy.example.com: without them sidecars "
        "take every connection to port 3128, to whomever it goes, for one to the proxy"
    ]


@pytest.mark.parametrize("host", ["10.1.2.3", "squid.egress.svc", "squid.egress.svc.cluster.local"])
def test_an_address_and_a_service_need_no_others(host: str) -> None:
    assert read(given(httpsProxy=f"http://{host}:3128", proxyAddresses=[]))[1] == []


def test_fields_may_stand_at_the_top_level() -> None:
    config, warnings = read(
        {
            "apiVersion": "krm-fn.dev/v1alpha1",
            "kind": "TransparentProxy",
            "httpsProxy": "http://[fd00::1]:3128",
            "hosts": ["api.github.com", "downloads.example.org:8443"],
        }
    )
    assert warnings == []
    assert config.name == "transparent-proxy"
    assert config.proxies == {"httpsProxy": ("http", "fd00::1", 3128)}
    assert config.hosts == [("api.github.com", None), ("downloads.example.org", 8443)]
    assert config.field("hosts", 0) == "hosts[0]"


def test_remove_needs_nothing_else() -> None:
    config, _ = read(transparent(remove=True))
    assert config.removes
