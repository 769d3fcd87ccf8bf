"""What an application sees when the proxy is away, refuses, or wants a password."""

from __future__ import annotations

import pytest

from .configurations import ALL, HOSTS, transparent
from .lab import BASIC, RECORDER, STRICT, Lab

MODES = pytest.mark.parametrize("mode", [HOSTS, ALL], ids=["hosts", "all"])
NOBODY = 3999
CREDENTIALS = "{environment: PROXY_BASIC}"


@MODES
def test_a_proxy_that_is_down_fails_at_once(lab: Lab, mode: dict[str, str]) -> None:
    lab.configure(transparent(mode, port=NOBODY))
    tls, plain = lab.curl("https://www.example.org/"), lab.curl("http://www.example.org/")
    assert (tls.code, tls.status) == (35, 0)
    assert plain.status == 503
    assert "upstream connect error" in plain.text
    assert max(tls.seconds, plain.seconds) < 2
    assert lab.sidecars["pod"].logged("www.example.org", "Connection_refused")
    assert lab.curl("https://direct.example.net/").peer == "pod"


@MODES
def test_without_credentials_plain_http_sees_407_and_tls_a_reset(
    lab: Lab, mode: dict[str, str]
) -> None:
    lab.configure(transparent(mode, port=STRICT))
    tls, plain = lab.curl("https://www.example.org/"), lab.curl("http://www.example.org/")
    assert (tls.code, plain.status) == (35, 407)
    assert lab.sidecars["pod"].logged("www.example.org", "tunnel_response:407")


@MODES
def test_credentials_come_from_the_variable_of_the_sidecar(lab: Lab, mode: dict[str, str]) -> None:
    config = transparent(mode, port=STRICT, credentials=CREDENTIALS)
    generated = lab.configure(config, environment={"PROXY_BASIC": BASIC})
    assert lab.curl("https://www.example.org/").peer == "proxy"
    plain = lab.curl("http://www.example.org/")
    assert plain.peer == "proxy"
    assert "authorization=None\n" in plain.text
    sent = f"proxy-authorization: Basic {BASIC}"
    for line in ("CONNECT www.example.org:443", "GET http://www.example.org/"):
        assert any(each.startswith(line) and sent in each for each in lab.log("strict"))
    assert BASIC not in generated
    assert BASIC not in lab.sidecars["pod"].admin("config_dump")


def test_tls_without_a_name_asks_the_proxy_for_no_host(lab: Lab) -> None:
    lab.configure(transparent(ALL, port=RECORDER))
    answer = lab.curl("https://203.0.113.11/", "-k")
    assert (answer.code, answer.status) == (35, 0)
    assert answer.seconds < 2
    assert any(line.startswith("CONNECT -:443 ") for line in lab.log("recorder"))


def test_tls_without_a_name_can_ask_for_the_address(lab: Lab) -> None:
    lab.configure(transparent(ALL, port=RECORDER, noServerName="address", istio='"1.29"'))
    assert lab.curl("https://203.0.113.11/", "-k").peer == "proxy"
    assert any(line.startswith("CONNECT 203.0.113.11:443 ") for line in lab.log("recorder"))
    assert lab.curl("https://www.example.org/").peer == "proxy"
    assert any(line.startswith("CONNECT www.example.org:443 ") for line in lab.log("recorder"))
