"""A network of its own for the clients: two forward proxies, plain servers, names, and a log.

Runs inside new mount and network namespaces (`unshare --mount --net`), so nothing leaves the
machine: every address is on the loopback interface there. Reads the plan as JSON from standard
input, starts one process after another and prints, for each, where its requests arrived.

A server tells a direct request from a proxied one by the peer's address: each proxy sends from
an address of its own. What the proxy's access log says must agree with what the server saw.
"""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from urllib.parse import urlsplit

PORTS = (80, 443, 8080, 8081)
PROXY_PORT = 3128
DEFAULT_PORTS = {"http": 80, "https": 443}
ANSWER = b"HTTP/1.1 200 OK\r\nContent-Length: 3\r\nConnection: close\r\n\r\nok\n"
LIMIT = 60


class Servers:
    """Plain servers on every address of the arena, and what arrived there: (peer, host, port)."""

    def __init__(self):
        self.seen = []
        for port in PORTS:
            listener = socket.socket(socket.AF_INET6, socket.SOCK_STREAM)
            listener.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 0)
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listener.bind(("::", port))
            listener.listen(64)
            threading.Thread(target=self.accept, args=(listener,), daemon=True).start()

    def accept(self, listener):
        while True:
            connection, peer = listener.accept()
            local = connection.getsockname()
            self.seen.append((plain(peer[0]), plain(local[0]), local[1]))
            threading.Thread(target=answer, args=(connection,), daemon=True).start()


def answer(connection):
    connection.settimeout(2)
    received = b""
    try:
        while b"\r\n\r\n" not in received and not received.startswith((b"\x16", b"PRI")):
            part = connection.recv(4096)
            if not part:
                break
            received += part
        if received.startswith((b"GET ", b"HEAD ")):
            connection.sendall(ANSWER)
    except OSError:
        pass
    finally:
        connection.close()


class Proxy:
    """A tinyproxy that sends from its own address and writes an access log."""

    def __init__(self, name, addresses, folder):
        self.addresses = addresses
        self.log = folder / f"{name}.log"
        settings = folder / f"{name}.conf"
        lines = [f"Port {PROXY_PORT}", f"Listen {addresses[0]}", f'LogFile "{self.log}"']
        lines += ["LogLevel Connect", "Timeout 5", f'PidFile "{folder / name}.pid"']
        settings.write_text("\n".join([*lines, *(f"Bind {each}" for each in addresses)]) + "\n")
        self.log.touch()
        self.process = subprocess.Popen(
            ["tinyproxy", "-d", "-c", settings], stdout=subprocess.DEVNULL, stderr=subprocess.STDOUT
        )
        wait_for(addresses[0])

    def requested(self, offset):
        """What the log has from an offset on: the places of CONNECTs, the numbers in GETs' paths."""
        text = self.log.read_bytes()[offset:].decode(errors="replace")
        connects = re.findall(r"Request .*: CONNECT (\S+):(\d+) HTTP", text)
        numbers = re.findall(r"Request .*: GET \S+?/(\d+)(?:/\S*)? HTTP", text)
        return {(host_of(host), int(port)) for host, port in connects} | {*map(int, numbers)}


def wait_for(address):
    for _ in range(100):
        with socket.socket() as probe:
            if probe.connect_ex((address, PROXY_PORT)) == 0:
                return
        time.sleep(0.05)
    raise SystemExit(f"the proxy on {address} does not listen")


def plain(address):
    return address.removeprefix("::ffff:")


def host_of(text):
    return text.strip("[]").rstrip(".").lower()


def place(url):
    parts = urlsplit(url)
    return host_of(parts.hostname), parts.port or DEFAULT_PORTS[parts.scheme]


def set_up(plan, folder):
    run = ["ip", "-batch", "-"]
    lines = [
        "link set lo up",
        *(
            f"addr add {each} dev lo nodad" if ":" in each else f"addr add {each} dev lo"
            for each in plan["addresses"]
        ),
    ]
    subprocess.run(run, input="\n".join(lines) + "\n", text=True, check=True)
    hosts = folder / "hosts"
    hosts.write_text("".join(f"{address} {name}\n" for name, address in plan["hosts"]))
    resolver = folder / "resolv.conf"
    resolver.write_text("nameserver 127.0.0.1\noptions timeout:1 attempts:1\n")
    for source, target in ((hosts, "/etc/hosts"), (resolver, "/etc/resolv.conf")):
        subprocess.run(["mount", "--bind", source, os.path.realpath(target)], check=True)


def run_process(process, folder):
    home = folder / "home"
    home.mkdir(exist_ok=True)
    given = {
        "PATH": os.environ["PATH"],
        "HOME": str(home),
        "LANG": "C.UTF-8",
        **process["environment"],
    }
    started = subprocess.Popen(
        process["command"],
        env=given,
        cwd=home,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        started.wait(LIMIT)
    except subprocess.TimeoutExpired:
        os.killpg(started.pid, signal.SIGKILL)
        started.wait()


def observe(process, servers, proxies, addresses, folder):
    """For each URL of a process: the proxies' names that it went through, and `direct`."""
    started = time.monotonic()
    offsets = {name: proxy.log.stat().st_size for name, proxy in proxies.items()}
    servers.seen.clear()
    for command in process["commands"]:
        run_process({"command": command, "environment": process["environment"]}, folder)
    time.sleep(0.02)
    seen = list(servers.seen)
    logged = {name: proxy.requested(offsets[name]) for name, proxy in proxies.items()}
    senders = {address for proxy in proxies.values() for address in proxy.addresses}
    routes = []
    for number, url in enumerate(process["urls"]):
        host, port = place(url)
        at = addresses.get(host, host), port
        route = [name for name in proxies if {(host, port), at, number} & logged[name]]
        if any((local, to) == at and peer not in senders for peer, local, to in seen):
            route.append("direct")
        routes.append(route)
    return {"routes": routes, "seconds": time.monotonic() - started}


def main():
    plan = json.load(sys.stdin)
    with tempfile.TemporaryDirectory(prefix="set-proxy-env-clients-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        set_up(plan, folder)
        servers = Servers()
        proxies = {key: Proxy(key, value, folder) for key, value in plan["proxies"].items()}
        addresses = {host_of(host): address for host, address in plan["hosts"]}
        try:
            observed = [
                observe(process, servers, proxies, addresses, folder)
                for process in plan["processes"]
            ]
        finally:
            for proxy in proxies.values():
                proxy.process.terminate()
                proxy.process.wait()
    json.dump(observed, sys.stdout)


if __name__ == "__main__":
    main()
