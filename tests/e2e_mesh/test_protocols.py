"""What is neither a simple request nor a simple tunnel: HTTP/2 without TLS, WebSockets, and servers
that speak first.
"""

from __future__ import annotations

import sys

import pytest

from .configurations import ALL, HOSTS, transparent
from .lab import HERE, SQUID, TINYPROXY, Lab

MODES = pytest.mark.parametrize("mode", [HOSTS, ALL], ids=["hosts", "all"])
DATABASE = """\
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: {name: database, namespace: default}
spec:
  hosts: [intra.corp.example]
  location: MESH_EXTERNAL
  resolution: STATIC
  endpoints: [{address: 10.77.2.10}]
  ports: [{number: 3306, name: tcp-database, protocol: TCP}]
"""


def websocket(lab: Lab, url: str) -> str:
    """What a client of a WebSocket gets: the status of the answer, and its message back."""
    script, ca = str(HERE / "websocket.py"), str(lab.folder / "ca.pem")
    return lab.network.run("pod", sys.executable, script, url, ca).stdout.strip()


@MODES
@pytest.mark.parametrize("port", [SQUID, TINYPROXY], ids=["squid", "tinyproxy"])
def test_websockets_go_through_a_tunnel_and_by_plain_http_the_proxy_drops_them(
    lab: Lab, mode: dict[str, str], port: int
) -> None:
    lab.configure(transparent(mode, port=port))
    assert websocket(lab, "wss://www.example.org/") == "101 hello"
    assert websocket(lab, "ws://www.example.org/chat") == "200"
    assert websocket(lab, "ws://intra.corp.example/") == "101 hello"
    log = "\n".join(lab.log("squid" if port == SQUID else "tinyproxy"))
    assert "CONNECT www.example.org:443" in log
    assert "GET http://www.example.org/chat" in log


@MODES
def test_http2_without_tls_arrives_at_the_proxy_as_http_1(lab: Lab, mode: dict[str, str]) -> None:
    lab.configure(transparent(mode))
    answer = lab.curl("http://www.example.org/", "--http2-prior-knowledge")
    assert (answer.status, answer.peer) == (200, "proxy")
    assert "protocol=HTTP/1.1\n" in answer.text
    direct = lab.curl("http://intra.corp.example/", "--http2-prior-knowledge")
    assert (direct.status, direct.peer) == (200, "pod")
    assert "protocol=HTTP/2\n" in direct.text


@MODES
def test_a_server_of_the_mesh_that_speaks_first_is_heard_at_once(
    lab: Lab, mode: dict[str, str]
) -> None:
    lab.configure(transparent(mode), DATABASE)
    answer = lab.curl("telnet://intra.corp.example:3306", limit=5)
    assert "220 ready" in answer.text
    assert answer.seconds < 2


@MODES
def test_a_server_that_speaks_first_at_a_port_of_tls_keeps_its_client_waiting(
    lab: Lab, mode: dict[str, str]
) -> None:
    lab.configure(transparent(mode, tlsPorts="[443, 2525]"))
    answer = lab.curl("telnet://direct.example.net:2525", limit=20)
    assert answer.seconds > 10
