"""The whole lab: the namespaces, the forward proxies, the servers, and the mesh between them.

Every configuration goes the way of a user's: `set-proxy-env generate`, then Istio's own checks,
then the pilot. It holds only when no Envoy has rejected any of what came of it.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from .mesh import PROGRAMS, Mesh, Sidecar, until
from .network import HOSTS, Network

HERE = Path(__file__).parent
SQUID, TINYPROXY, RECORDER, STRICT, SECURE = 3128, 3129, 3130, 3131, 3132
"""The ports of the proxies: one that writes down what it is asked, one that wants a password, and
one that speaks TLS, beside the two that people run."""
PROXY = "10.77.1.3"
BASIC = "Y29ycDpzM2NyZXQ="
"""corp:s3cret, as the header has it."""

_SQUID = """\
http_port {proxy}:{port}
acl tunnels port 443 8443 9443
acl CONNECT method CONNECT
acl blocked dstdomain .blocked.example.net
acl addresses dstdom_regex ^[0-9.]+$
http_access deny CONNECT !tunnels
http_access deny blocked
http_access deny addresses
http_access allow all
cache deny all
access_log stdio:{folder}/squid/access.log squid
cache_log {folder}/squid/cache.log
pid_filename none
hosts_file /etc/hosts
shutdown_lifetime 1 second
"""
_TINYPROXY = """\
Port {port}
Listen {proxy}
Bind {proxy}
Timeout 20
LogFile "{folder}/tinyproxy.log"
LogLevel Connect
PidFile "{folder}/tinyproxy.pid"
"""


class Answer(NamedTuple):
    """What a client got: curl's exit status, the status of the answer, its text, and how long."""

    code: int
    status: int
    text: str
    error: str
    seconds: float

    @property
    def peer(self) -> str:
        """Who the server saw: the pod or the proxy."""
        found = re.search(r"peer=(\S+)", self.text)
        names = {"10.77.1.2": "pod", "10.77.1.4": "other", PROXY: "proxy"}
        return names.get(found[1], found[1]) if found else "nobody"


class Lab:
    """The lab, for all tests of a session."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="mesh"))
        self.folder.chmod(0o755)
        self.network = Network()
        self.mesh = Mesh(self.network, self.folder)
        self.sidecars: dict[str, Sidecar] = {}

    def build(self) -> None:
        """Start all but the mesh."""
        self.network.build()
        self._certify()
        run = (sys.executable, "-u")
        certificate = (str(self.folder / "server.pem"), str(self.folder / "server.key"))
        origin, recorder = str(HERE / "origin.py"), str(HERE / "recorder.py")
        started = [self._start("net", "origin", *run, origin, *certificate)]
        for port, name, options in (
            (RECORDER, "recorder", ()),
            (STRICT, "strict", ("--authorization", f"Basic {BASIC}")),
            (SECURE, "secure", ("--certificate", *certificate)),
        ):
            started.append(self._start("proxy", name, *run, recorder, PROXY, str(port), *options))
        agent = (str(PROGRAMS / "pilot"), "-secrets", str(self.folder))
        started.append(self._start("pod", "secrets", *agent))
        self._start_squid()
        self._start_tinyproxy()
        self._start_h2()
        for log in started:
            until(lambda log=log: "serving" in log.read_text(), 20, log.read_text)  # type: ignore[misc]

    def close(self) -> None:
        """Take all away again."""
        self.mesh.stop()
        self.network.close()
        shutil.rmtree(self.folder, ignore_errors=True)

    def configure(
        self,
        config: str,
        *more: str,
        manifests: Sequence[str] = (),
        policy: str = "ALLOW_ANY",
        objects: str = "",
        sidecars: dict[str, Sidecar] | None = None,
        environment: dict[str, str] | None = None,
    ) -> str:
        """Put a configuration into effect, beside resources of Istio that are there already, for
        manifests that only the command reads; returns what was generated, which both of Istio's tools and every Envoy have taken.
        """
        generated = self.generated(config, *more, *manifests)
        resources = "---\n".join([generated, *more])
        self.check_with_istioctl(resources)
        self.sidecars = sidecars or {"pod": self.sidecar("pod", "web", environment)}
        self.mesh.serve(resources, self.sidecars, policy=policy, objects=objects)
        self.check_accepted()
        return generated

    def sidecar(self, place: str, app: str, environment: dict[str, str] | None = None) -> Sidecar:
        """The sidecar of a pod with the label `app`."""
        return Sidecar(
            self.network, self.folder, place, labels={"app": app}, environment=environment
        )

    def generated(self, config: str, *manifests: str) -> str:
        """What the command makes of a configuration beside manifests."""
        file = self.folder / "transparent-proxy.yaml"
        file.write_text(config)
        around = self.folder / "around"
        shutil.rmtree(around, ignore_errors=True)
        around.mkdir()
        for index, text in enumerate(manifests):
            (around / f"{index}.yaml").write_text(text)
        command = [sys.executable, "-m", "krm_fn", "generate", "--config", str(file), str(around)]
        done = subprocess.run(
            command, capture_output=True, text=True, check=False, cwd=HERE.parents[1]
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def check_with_istioctl(self, resources: str) -> None:
        """Istio's own tools have nothing against the resources but that EnvoyFilters are internal,
        and that addresses of a name are not known.
        """
        file = self.folder / "resources.yaml"
        file.write_text(resources)
        program = str(PROGRAMS / "istioctl")
        analyzed = subprocess.run(
            [program, "analyze", "--use-kube=false", "-A", str(file)],
            capture_output=True,
            text=True,
            check=False,
        )
        told = analyzed.stdout + analyzed.stderr
        assert analyzed.returncode == 0, told
        codes = set(re.findall(r"\[(IST\d+)\]", told))
        assert codes <= {"IST0133", "IST0134"}, told
        validated = subprocess.run(
            [program, "validate", "-f", str(file)], capture_output=True, text=True, check=False
        )
        assert validated.returncode == 0, validated.stdout + validated.stderr

    def check_accepted(self) -> None:
        """No Envoy has rejected anything."""
        rejected = {name: sidecar.rejected() for name, sidecar in self.sidecars.items()}
        assert not any(rejected.values()), (
            rejected,
            [sidecar.log.read_text()[-3000:] for sidecar in self.sidecars.values()],
        )

    def curl(self, url: str, *options: str, place: str = "pod", limit: int = 8) -> Answer:
        """What curl without any variable gets in a pod."""
        command = ("curl", "-sS", "-m", str(limit), "--cacert", str(self.folder / "ca.pem"))
        form = ("-w", "\n%{http_code}")
        start = time.monotonic()
        done = self.network.run(place, *command, *form, *options, url, check=False)
        text, _, status = done.stdout.rpartition("\n")
        seconds = time.monotonic() - start
        return Answer(done.returncode, int(status or 0), text, done.stderr, seconds)

    def log(self, name: str) -> list[str]:
        """The lines of a proxy's log."""
        files = {"squid": "squid/access.log"}
        return (self.folder / files.get(name, f"{name}.log")).read_text().splitlines()

    def _start(self, place: str, name: str, *command: str) -> Path:
        log = self.folder / f"{name}.log"
        self.network.start(place, *command, log=log)
        return log

    def _start_squid(self) -> None:
        folder = self.folder / "squid"
        folder.mkdir()
        folder.chmod(0o777)
        settings = self.folder / "squid.conf"
        settings.write_text(_SQUID.format(proxy=PROXY, port=SQUID, folder=self.folder))
        self._start("proxy", "squid-out", "squid", "-N", "-f", str(settings))
        self._listening("proxy", SQUID)

    def _start_tinyproxy(self) -> None:
        settings = self.folder / "tinyproxy.conf"
        settings.write_text(_TINYPROXY.format(proxy=PROXY, port=TINYPROXY, folder=self.folder))
        self._start("proxy", "tinyproxy-out", "tinyproxy", "-d", "-c", str(settings))
        self._listening("proxy", TINYPROXY)

    def _start_h2(self) -> None:
        """A server that wants a client's certificate, and speaks HTTP/2."""
        self._start(
            *("net", "h2", "openssl", "s_server", "-accept", "9443", "-alpn", "h2", "-Verify", "1"),
            *("-CAfile", str(self.folder / "ca.pem"), "-verify_return_error", "-quiet"),
            *("-cert", str(self.folder / "server.pem"), "-key", str(self.folder / "server.key")),
        )
        self._listening("net", 9443)

    def _listening(self, place: str, port: int) -> None:
        def listens() -> bool:
            return f":{port} " in self.network.run(place, "ss", "-ltn").stdout

        until(listens, 20, lambda: f"nothing listens at {port}")

    def _certify(self) -> None:
        """A CA, and certificates for the servers and for a client."""
        names = ",".join(f"DNS:{host}" for host in HOSTS)
        folder = self.folder
        new = ("openssl", "req", "-newkey", "rsa:2048", "-nodes", "-days", "2")
        ca = ("-CA", str(folder / "ca.pem"), "-CAkey", str(folder / "ca.key"))
        for name, extra in (
            ("ca", ("-addext", "basicConstraints=critical,CA:TRUE")),
            ("server", (*ca, "-addext", f"subjectAltName={names}")),
            ("client", ca),
        ):
            files = ("-keyout", str(folder / f"{name}.key"), "-out", str(folder / f"{name}.pem"))
            command = (*new, "-x509", *files, "-subj", f"/CN={name}", *extra)
            done = subprocess.run(command, capture_output=True, text=True, check=False)
            assert done.returncode == 0, done.stderr
