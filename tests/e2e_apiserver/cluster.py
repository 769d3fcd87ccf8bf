"""A Kubernetes API server with its etcd, on loopback: what a cluster stores, without its nodes."""

from __future__ import annotations

import json
import secrets
import socket
import ssl
import subprocess
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, closing, contextmanager
from http.client import HTTPException, HTTPSConnection
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from e2e.runtimes import require

Object = dict[str, Any]

KUBECONFIG = """\
apiVersion: v1
kind: Config
current-context: test
contexts: [{{name: test, context: {{cluster: test, user: test}}}}]
clusters:
- {{name: test, cluster: {{server: "https://127.0.0.1:{port}", certificate-authority: {ca}}}}}
users: [{{name: test, user: {{token: {token}}}}}]
"""
DISCOVERY = "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList"
SECONDS_TO_START = 90


class Way(NamedTuple):
    """How objects are applied: the field manager that the server then knows, and the options."""

    manager: str
    options: tuple[str, ...] = ()


def server_side(manager: str) -> Way:
    return Way(manager, ("--server-side", f"--field-manager={manager}"))


CLIENT_SIDE = Way("kubectl-client-side-apply")


class Cluster(NamedTuple):
    """An API server that runs: where it is, and the credentials of its administrator."""

    folder: Path
    port: int
    token: str

    @property
    def certificate(self) -> Path:
        return self.folder / "certificates" / "apiserver.crt"

    def get(self, path: str, accept: str = "application/json") -> tuple[int, bytes]:
        context = ssl.create_default_context(cafile=str(self.certificate))
        connection = HTTPSConnection("127.0.0.1", self.port, timeout=10, context=context)
        headers = {"Authorization": f"Bearer {self.token}", "Accept": accept}
        with closing(connection):
            connection.request("GET", path, headers=headers)
            answer = connection.getresponse()
            return answer.status, answer.read()

    def is_ready(self) -> bool:
        try:
            return self.get("/readyz")[0] == 200
        except (OSError, HTTPException):
            return False

    def kubectl(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        own = (f"--kubeconfig={self.folder}/kubeconfig", f"--cache-dir={self.folder}/cache")
        return subprocess.run(
            [require("kubectl"), *own, *arguments],
            capture_output=True,
            encoding="utf-8",
            timeout=300,
            check=False,
        )

    def served(self) -> set[tuple[str, str]]:
        """The `apiVersion` and `kind` of all namespaced kinds that the server has."""
        found = set()
        for path in ("/api", "/apis"):
            for group in json.loads(self.get(path, DISCOVERY)[1])["items"]:
                name = group["metadata"].get("name")
                for version in group["versions"]:
                    api_version = f"{name}/{version['version']}" if name else version["version"]
                    found |= {
                        (api_version, each["responseKind"]["kind"])
                        for each in version.get("resources", [])
                        if each["scope"] == "Namespaced"
                    }
        return found

    def define(self, folder: Path) -> None:
        """Apply the CustomResourceDefinitions in a folder, and wait until their kinds are served."""
        done = self.kubectl("apply", "--server-side", f"--filename={folder}", "--output=json")
        assert done.returncode == 0, done.stderr
        defined = {
            (f"{spec['group']}/{version['name']}", spec["names"]["kind"])
            for spec in (each["spec"] for each in json.loads(done.stdout)["items"])
            for version in spec["versions"]
            if version["served"] and spec["scope"] == "Namespaced"
        }
        assert _wait_until(lambda: defined <= self.served()), f"not served: {defined}"

    def apply(self, way: Way, objects: Iterable[Object]) -> str:
        """Apply objects, and return what kubectl says when any of them is refused."""
        with _files(objects) as folder:
            done = self.kubectl("apply", *way.options, f"--filename={folder}")
        return done.stderr if done.returncode else ""

    def delete(self, objects: Iterable[Object]) -> None:
        with _files(objects) as folder:
            done = self.kubectl("delete", "--wait=false", f"--filename={folder}")
        assert done.returncode == 0, done.stderr

    def live(self, objects: Iterable[Object]) -> dict[str, Object]:
        """What the server stores of these objects, by their namespace, of which each has its own.
        Those that it does not have are left out, also where kubectl cannot make sense of them."""
        options = ("--output=json", "--ignore-not-found", "--show-managed-fields")
        with _files(objects) as folder:
            done = self.kubectl("get", f"--filename={folder}", *options)
        answer = json.loads(done.stdout or '{"items": []}')
        return {each["metadata"]["namespace"]: each for each in answer.get("items", [answer])}


@contextmanager
def _files(objects: Iterable[Object]) -> Iterator[str]:
    """A folder with a file for each object, so that kubectl goes on after one that it refuses."""
    with TemporaryDirectory() as folder:
        for number, each in enumerate(objects):
            (Path(folder) / f"{number:04}.json").write_text(json.dumps(each), encoding="utf-8")
        yield folder


@contextmanager
def running(folder: Path) -> Iterator[Cluster]:
    """An API server that is ready, and ends with the `with` block."""
    cluster = Cluster(folder, _free_port(), secrets.token_hex(16))
    etcd, peer = (f"http://127.0.0.1:{_free_port()}" for _ in range(2))
    _write_credentials(cluster)
    with ExitStack() as stack:
        stack.enter_context(_process(_etcd(folder, etcd, peer), folder / "etcd.log"))
        log = folder / "kube-apiserver.log"
        server = stack.enter_context(_process(_kube_apiserver(cluster, etcd), log))
        _wait_until(lambda: server.poll() is not None or cluster.is_ready())
        assert cluster.is_ready(), "the API server does not start:\n" + log.read_text()[-2000:]
        yield cluster


def _write_credentials(cluster: Cluster) -> None:
    folder = cluster.folder
    (folder / "tokens.csv").write_text(f"{cluster.token},test,test,system:masters\n")
    kubeconfig = KUBECONFIG.format(
        port=cluster.port, ca=json.dumps(str(cluster.certificate)), token=cluster.token
    )
    (folder / "kubeconfig").write_text(kubeconfig)


def _etcd(folder: Path, client: str, peer: str) -> list[str]:
    return [
        require("etcd"),
        f"--data-dir={folder}/etcd",
        f"--listen-client-urls={client}",
        f"--advertise-client-urls={client}",
        f"--listen-peer-urls={peer}",
        f"--initial-advertise-peer-urls={peer}",
        f"--initial-cluster=default={peer}",
    ]


def _kube_apiserver(cluster: Cluster, etcd: str) -> list[str]:
    # The server makes both before it reads this.
    key = cluster.certificate.with_suffix(".key")
    return [
        require("kube-apiserver"),
        f"--etcd-servers={etcd}",
        "--bind-address=127.0.0.1",
        "--advertise-address=127.0.0.1",
        "--endpoint-reconciler-type=none",
        f"--secure-port={cluster.port}",
        f"--cert-dir={cluster.certificate.parent}",
        f"--token-auth-file={cluster.folder}/tokens.csv",
        "--authorization-mode=AlwaysAllow",
        "--service-account-issuer=https://kubernetes.default.svc",
        f"--service-account-key-file={key}",
        f"--service-account-signing-key-file={key}",
        "--service-cluster-ip-range=10.96.0.0/16",
        "--enable-admission-plugins=NamespaceAutoProvision",
        # No controller runs that would make service accounts.
        "--disable-admission-plugins=ServiceAccount",
    ]


@contextmanager
def _process(command: list[str], log: Path) -> Iterator[subprocess.Popen[bytes]]:
    with (
        log.open("wb") as output,
        subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=output, stderr=output
        ) as process,
    ):
        try:
            yield process
        finally:
            process.kill()


def _wait_until(condition: Callable[[], bool]) -> bool:
    end = time.monotonic() + SECONDS_TO_START
    while not (met := condition()) and time.monotonic() < end:
        time.sleep(0.2)
    return met


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])
