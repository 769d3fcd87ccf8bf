"""`set-proxy-env explain` for a TransparentProxy."""

from __future__ import annotations

from pathlib import Path

import pytest
from run_function import run

HEAD = """\
apiVersion: krm-fn.dev/v1alpha1
kind: TransparentProxy
spec:
  httpProxy: http://proxy.example.com:3128
  httpsProxy: http://proxy.example.com:3128
  noProxy: [.corp.example, 10.0.0.0/8]
"""
HOSTS = 'hosts: [www.example.org, "api.example.com:8443"]'
THROUGH = "through http://proxy.example.com:3128"

CASES = {
    "hosts": (
        f"  {HOSTS}\n",
        {
            "https://www.example.org/x": (
                THROUGH,
                "CONNECT www.example.org:443: hosts names it with this port",
            ),
            "http://www.example.org/": (
                THROUGH,
                "GET http://www.example.org/: hosts names it with this port",
            ),
            "https://www.example.org:8443/": ("direct", "hosts names it for other ports"),
            "https://api.example.com:8443/": (
                THROUGH,
                "CONNECT api.example.com:8443: hosts names it with this port",
            ),
            "https://other.example.org/": ("direct", "hosts does not name it"),
            "tcp://db.example.org:5432": (
                "direct",
                "it is neither TLS nor plain HTTP, and only these are sent through a proxy",
            ),
        },
    ),
    "all": (
        "  mode: all\n",
        {
            "https://www.example.org/": (
                THROUGH,
                "CONNECT www.example.org:443: noProxy does not name it, unless its address is in "
                "10.0.0.0/8",
            ),
            "wss://www.example.org/": (
                THROUGH,
                "CONNECT www.example.org:443: noProxy does not name it, unless its address is in "
                "10.0.0.0/8",
            ),
            "http://www.example.org/": (
                THROUGH,
                "GET http://www.example.org/: noProxy does not name it",
            ),
            "https://git.corp.example/": ("direct", "corp.example in noProxy"),
            "https://10.1.2.3/": ("direct", "10.0.0.0/8 in noProxy"),
            "http://10.1.2.3/": ("direct", "10.0.0.0/8 in noProxy"),
            "https://203.0.113.1/": (
                "fails",
                "CONNECT -:443: TLS names no server, and no proxy takes that for a host",
            ),
            "https://www.example.org:8443/": ("direct", "its port is not among tlsPorts"),
            "http://www.example.org:8080/": ("direct", "its port is not among httpPorts"),
            "https://proxy.example.com/": ("direct", "proxy.example.com in noProxy"),
        },
    ),
    "all, by address": (
        '  mode: all\n  noServerName: address\n  istio: "1.29"\n',
        {
            "https://203.0.113.1/": (
                THROUGH,
                "CONNECT 203.0.113.1:443: TLS names no server, noServerName: address",
            )
        },
    ),
    "all, for a domain": (
        '  mode: all\n  hosts: ["*.example.org"]\n',
        {
            "http://www.example.org/": (
                THROUGH,
                "GET http://www.example.org/: noProxy does not name it",
            ),
            "http://www.example.com/": ("direct", "hosts does not name it"),
        },
    ),
}


@pytest.mark.parametrize(("case", "url"), [(case, url) for case in CASES for url in CASES[case][1]])
def test_the_sidecar_decides(case: str, url: str, tmp_path: Path) -> None:
    spec, decisions = CASES[case]
    config = tmp_path / "config.yaml"
    config.write_text(HEAD + spec)
    done = run(b"", "explain", "--config", str(config), url)
    assert done.exit_code == 0
    heading, row = done.stdout.decode().splitlines()
    assert heading.split() == ["URL", "CLIENT", "GOES", "BECAUSE", "OF"]
    goes, reason = decisions[url]
    assert row.endswith(f"  {reason}")
    assert f"  any client  {goes}  " in row


def test_hosts_that_depend_on_the_list_are_refused(tmp_path: Path) -> None:
    config = tmp_path / "config.yaml"
    config.write_text(HEAD + "  hosts: auto\n")
    done = run(b"", "explain", "--config", str(config), "https://www.example.org/")
    assert done.exit_code == 1
    assert done.stderr == (
        "[error] krm-fn.dev/v1alpha1/TransparentProxy: `hosts: auto` depends on the list: write "
        "the hosts that a run has reported\n"
    )


def test_an_address_of_ipv6_keeps_its_brackets(tmp_path: Path) -> None:
    config = tmp_path / "config.yaml"
    config.write_text(HEAD + "  mode: all\n")
    done = run(b"", "explain", "--config", str(config), "http://[2001:db8::1]/")
    assert done.exit_code == 0
    _, row = done.stdout.decode().splitlines()
    assert row == (
        f"http://[2001:db8::1]:80  any client  {THROUGH}  "
        "GET http://[2001:db8::1]/: noProxy does not name it"
    )


@pytest.mark.parametrize("url", ["www.example.org", "https://www.example.org:99999/"])
def test_what_is_no_url_is_refused(url: str, tmp_path: Path) -> None:
    config = tmp_path / "config.yaml"
    config.write_text(HEAD + "  mode: all\n")
    done = run(b"", "explain", "--config", str(config), url)
    assert done.exit_code == 2
    assert done.stderr == (
        f'[error] a URL must be such as "https://host/" or "tcp://host:5432", got "{url}"\n'
    )
