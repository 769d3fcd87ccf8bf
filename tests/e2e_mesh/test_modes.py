"""What connections do in each mode, with Squid: every row of what is promised."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import yaml

from krm_fn.command.explain_mesh import explained

from .configurations import ALL, HOSTS, transparent
from .lab import PROXY, SQUID, Lab


@pytest.fixture(scope="module", params=["hosts", "all"])
def mode(lab: Lab, request: pytest.FixtureRequest) -> Iterator[str]:
    """Either mode in effect; at the end of its tests nothing has been rejected still."""
    lab.configure(transparent({"hosts": HOSTS, "all": ALL}[request.param]))
    yield request.param
    lab.check_accepted()


def test_tls_goes_by_connect_with_the_name(lab: Lab, mode: str) -> None:
    answer = lab.curl("https://www.example.org/")
    assert (answer.status, answer.peer) == (200, "proxy")
    assert any(
        "TCP_TUNNEL/200" in line and "CONNECT www.example.org:443" in line
        for line in lab.log("squid")
    )


def test_plain_http_goes_in_absolute_form(lab: Lab, mode: str) -> None:
    answer = lab.curl("http://www.example.org/a/b?c=d")
    assert (answer.status, answer.peer) == (200, "proxy")
    assert "host=www.example.org\npath=/a/b?c=d\n" in answer.text
    assert any("GET http://www.example.org/a/b?" in line for line in lab.log("squid"))


def test_a_body_arrives(lab: Lab, mode: str) -> None:
    answer = lab.curl("http://www.example.org/form", "-d", "one=1")
    assert (answer.status, answer.peer) == (200, "proxy")
    assert "body=one=1\n" in answer.text


@pytest.mark.parametrize("scheme", ["http", "https"])
@pytest.mark.parametrize("host", ["direct.example.net", "intra.corp.example"])
def test_names_and_suffixes_of_no_proxy_are_direct(
    lab: Lab, mode: str, scheme: str, host: str
) -> None:
    answer = lab.curl(f"{scheme}://{host}/")
    assert (answer.status, answer.peer) == (200, "pod")


@pytest.mark.parametrize("scheme", ["http", "https"])
def test_addresses_in_a_network_of_no_proxy_are_direct(lab: Lab, mode: str, scheme: str) -> None:
    answer = lab.curl(f"{scheme}://10.77.2.10/", "-k")
    assert (answer.status, answer.peer) == (200, "pod")


def test_a_tunnel_that_the_proxy_refuses_is_reset(lab: Lab, mode: str) -> None:
    answer = lab.curl("https://blocked.example.net/")
    assert (answer.code, answer.status) == (35, 0)
    assert any(
        "TCP_DENIED/403" in line and "CONNECT blocked.example.net:443" in line
        for line in lab.log("squid")
    )
    assert lab.sidecars["pod"].logged("blocked.example.net", "tunnel_response:403")


def test_a_request_that_the_proxy_refuses_gets_its_page(lab: Lab, mode: str) -> None:
    answer = lab.curl("http://blocked.example.net/")
    assert answer.status == 403
    assert "Access Denied" in answer.text


def test_a_client_that_has_the_variables_still_works_and_makes_one_tunnel(
    lab: Lab, mode: str
) -> None:
    before = len(lab.log("squid"))
    answer = lab.curl("https://www.example.org/", "-x", f"http://{PROXY}:{SQUID}")
    assert (answer.status, answer.peer) == (200, "proxy")
    assert sum("CONNECT" in line for line in lab.log("squid")[before:]) == 1


def test_the_address_that_a_client_dialled_makes_no_difference(lab: Lab, mode: str) -> None:
    answer = lab.curl("https://www.example.org/", "--resolve", "www.example.org:443:240.240.0.7")
    assert (answer.status, answer.peer) == (200, "proxy")


def test_a_tunnel_is_bytes_for_http2_and_client_certificates(lab: Lab, mode: str) -> None:
    folder = lab.folder
    done = lab.network.run(
        "pod",
        *("timeout", "6", "openssl", "s_client", "-connect", "api.example.com:9443"),
        *("-servername", "api.example.com", "-alpn", "h2", "-CAfile", str(folder / "ca.pem")),
        *("-cert", str(folder / "client.pem"), "-key", str(folder / "client.key")),
        check=False,
    )
    assert "ALPN protocol: h2" in done.stdout, done.stdout + done.stderr
    assert "Verify return code: 0 (ok)" in done.stdout
    assert any("CONNECT api.example.com:9443" in line for line in lab.log("squid"))


@pytest.mark.parametrize("port", [3306, 2525])
@pytest.mark.parametrize("host", ["intra.corp.example", "direct.example.net"])
def test_a_server_that_speaks_first_is_heard_at_once(
    lab: Lab, mode: str, host: str, port: int
) -> None:
    answer = lab.curl(f"telnet://{host}:{port}", limit=5)
    assert "220 ready" in answer.text
    assert answer.seconds < 2


NAMES = ("www.example.org", "direct.example.net", "intra.corp.example")
ADDRESSES = ("10.77.2.10", "203.0.113.20")


def reached(goes: str, url: str) -> str:
    """Who reaches the server: the firewall lets no pod to www.example.org, and Squid's list has no
    addresses.
    """
    if goes == "direct":
        return "nobody" if "www.example.org" in url else "pod"
    is_asked = goes.startswith("through") and not any(each in url for each in ADDRESSES)
    return "proxy" if is_asked else "nobody"


@pytest.mark.parametrize(
    "url",
    [
        *(f"{scheme}://{host}/" for scheme in ("http", "https") for host in NAMES + ADDRESSES),
        "http://www.example.org:8080/",
        "https://intra.corp.example:8443/",
    ],
)
def test_explain_says_what_happens(lab: Lab, mode: str, url: str) -> None:
    config = yaml.safe_load(transparent({"hosts": HOSTS, "all": ALL}[mode]))
    [(_, goes, _)] = explained(config, [url])
    assert lab.curl(url, "-k").peer == reached(goes, url)
