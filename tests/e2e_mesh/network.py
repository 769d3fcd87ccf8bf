"""Network namespaces for the lab, joined by a router that is the company's firewall.

    pod       10.77.1.2    a pod: its outbound TCP is redirected to the sidecar
    other     10.77.1.4    the pod of another workload, with a sidecar of its own
    proxy     10.77.1.3    the forward proxies; .13 refuses connections, .14 never answers
    gateway   10.77.1.6    the egress gateway
    control   10.77.1.9    Istio's pilot
    net       203.0.113.0/24 the Internet, 10.77.2.0/24 the company's own servers

From a pod the firewall resets every connection to the Internet, except to 203.0.113.20. Nothing
in these namespaces has a way to another network.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

ADDRESSES = {
    "pod": ["10.77.1.2"],
    "other": ["10.77.1.4"],
    "proxy": ["10.77.1.3", "10.77.1.13", "10.77.1.14"],
    "gateway": ["10.77.1.6"],
    "control": ["10.77.1.9"],
    "net": [
        "203.0.113.10",
        "203.0.113.11",
        "203.0.113.12",
        "203.0.113.13",
        "203.0.113.20",
        "10.77.2.10",
    ],
}
HOSTS = {
    "www.example.org": "203.0.113.11",
    "api.example.com": "203.0.113.12",
    "blocked.example.net": "203.0.113.13",
    "direct.example.net": "203.0.113.20",
    "intra.corp.example": "10.77.2.10",
    "proxy.corp.example": "10.77.1.3",
}
SIDECAR_GROUP = 1337
_ROUTER = "router"
CLOSED, SILENT = "10.77.1.13", "10.77.1.14"
"""Addresses without a proxy: one refuses connections, from the other no answer comes."""
_INTERNET, OPEN = "203.0.113.0/24", "203.0.113.20"


class Network:
    """The namespaces, and processes in them."""

    def __init__(self) -> None:
        self.prefix = f"mesh{os.getpid()}"
        self.processes: list[subprocess.Popen[bytes]] = []

    def build(self) -> None:
        """Make the namespaces, the ways between them, the names and the firewall."""
        for name in (_ROUTER, *ADDRESSES):
            _run("ip", "netns", "add", self.name(name))
            self.run(name, "ip", "link", "set", "lo", "up")
        for position, (name, addresses) in enumerate(ADDRESSES.items()):
            self._join(name, addresses, f"10.77.{100 + position}")
        self.run(_ROUTER, "sysctl", "-qw", "net.ipv4.ip_forward=1")
        self.run(_ROUTER, "iptables", "-A", "FORWARD", "-d", SILENT, "-j", "DROP")
        for pod in ("pod", "other"):
            self._enclose(ADDRESSES[pod][0])
            self._redirect(pod)

    def _join(self, name: str, addresses: Sequence[str], link: str) -> None:
        inside, outside = f"{name[:4]}-in", f"{name[:4]}-out"
        _run(
            *("ip", "link", "add", inside, "netns", self.name(name), "type", "veth"),
            *("peer", "name", outside, "netns", self.name(_ROUTER)),
        )
        self.run(name, "ip", "addr", "add", f"{link}.2/30", "dev", inside)
        self.run(_ROUTER, "ip", "addr", "add", f"{link}.1/30", "dev", outside)
        self.run(name, "ip", "link", "set", inside, "up")
        self.run(_ROUTER, "ip", "link", "set", outside, "up")
        for address in addresses:
            self.run(name, "ip", "addr", "add", f"{address}/32", "dev", "lo")
            self.run(_ROUTER, "ip", "route", "add", f"{address}/32", "via", f"{link}.2")
        way = ("default", "via", f"{link}.1", "src", addresses[0])
        self.run(name, "ip", "route", "add", *way)
        folder = Path("/etc/netns") / self.name(name)
        folder.mkdir(parents=True)
        lines = ["127.0.0.1 localhost", *(f"{at} {host}" for host, at in HOSTS.items())]
        (folder / "hosts").write_text("\n".join(lines) + "\n")
        (folder / "resolv.conf").write_text("nameserver 127.0.0.1\noptions timeout:1 attempts:1\n")

    def _enclose(self, address: str) -> None:
        """The firewall: a pod reaches the Internet by the proxy alone."""
        reset = ("-p", "tcp", "-j", "REJECT", "--reject-with", "tcp-reset")
        rule = ("iptables", "-A", "FORWARD", "-s", address)
        self.run(_ROUTER, *rule, "-d", OPEN, "-j", "ACCEPT")
        self.run(_ROUTER, *rule, "-d", _INTERNET, *reset)

    def _redirect(self, pod: str) -> None:
        """What istio-init does in a pod: all TCP but the sidecar's own goes to the sidecar."""
        rule = ("iptables", "-t", "nat", "-A", "OUTPUT", "-p", "tcp")
        self.run(pod, *rule, "-m", "owner", "--gid-owner", str(SIDECAR_GROUP), "-j", "RETURN")
        self.run(pod, *rule, "-d", "127.0.0.0/8", "-j", "RETURN")
        self.run(pod, *rule, "-j", "REDIRECT", "--to-ports", "15001")

    def name(self, name: str) -> str:
        """A namespace's name on this machine."""
        return f"{self.prefix}-{name}"

    def run(
        self, name: str, *command: str, timeout: float = 30, check: bool = True
    ) -> subprocess.CompletedProcess[str]:
        """Run a command in a namespace to its end."""
        whole = ("ip", "netns", "exec", self.name(name), *command)
        return subprocess.run(
            whole, capture_output=True, text=True, timeout=timeout, check=check, env=_ENVIRONMENT
        )

    def start(
        self, name: str, *command: str, log: Path, environment: dict[str, str] | None = None
    ) -> subprocess.Popen[bytes]:
        """Start a process in a namespace, with both its streams in a file."""
        whole = ("ip", "netns", "exec", self.name(name), *command)
        with log.open("ab") as file:
            process = subprocess.Popen(
                whole,
                stdin=subprocess.DEVNULL,
                stdout=file,
                stderr=file,
                env={**_ENVIRONMENT, **(environment or {})},
            )
        self.processes.append(process)
        return process

    def stop(self, process: subprocess.Popen[bytes]) -> None:
        """End one process."""
        process.terminate()
        try:
            process.wait(5)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        self.processes.remove(process)

    def close(self) -> None:
        """End all processes, and take the namespaces away."""
        for process in list(self.processes):
            self.stop(process)
        for name in (_ROUTER, *ADDRESSES):
            subprocess.run(["ip", "netns", "del", self.name(name)], check=False)
            shutil.rmtree(Path("/etc/netns") / self.name(name), ignore_errors=True)


_ENVIRONMENT = {"PATH": os.environ["PATH"], "LANG": "C.UTF-8"}


def _run(*command: str) -> None:
    subprocess.run(command, check=True, capture_output=True)
