"""A mesh in the lab's namespaces: Istio's pilot with files, and Envoys that get all from it."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml

from .network import ADDRESSES, SIDECAR_GROUP, Network

PROGRAMS = Path(__file__).parents[2] / ".mesh"
ADS = ("10.77.1.9", 15010)
ADMIN = 15000
SECURITY = """\
apiVersion: security.istio.io/v1
kind: PeerAuthentication
metadata: {name: default, namespace: istio-system}
spec: {mtls: {mode: DISABLE}}
"""
# What an Envoy lacks that is not Istio's own build.
PLAIN_ENVOY = {"PILOT_ENABLE_METADATA_EXCHANGE": "false", "PILOT_ENABLE_ALPN_FILTER": "false"}
SECRETS = "var/run/secrets/workload-spiffe-uds/socket"


class Mesh:
    """The control plane and the sidecars, for one configuration after another."""

    def __init__(self, network: Network, folder: Path) -> None:
        self.network = network
        self.folder = folder
        self.running: list[Any] = []

    def serve(
        self,
        resources: str,
        sidecars: dict[str, Sidecar],
        *,
        policy: str = "ALLOW_ANY",
        objects: str = "",
    ) -> None:
        """Start all anew with these resources; returns when every sidecar has its listeners."""
        self.stop()
        files = self.folder / "resources"
        files.mkdir(exist_ok=True)
        (files / "security.yaml").write_text(SECURITY)
        (files / "generated.yaml").write_text(resources)
        settings = self.folder / "mesh.yaml"
        settings.write_text(yaml.safe_dump(_settings(policy)))
        command = [
            str(PROGRAMS / "pilot"),
            *("-resources", str(files), "-mesh", str(settings)),
            *("-address", f"{ADS[0]}:{ADS[1]}"),
        ]
        if objects:
            (self.folder / "objects.yaml").write_text(objects)
            command += ["-objects", str(self.folder / "objects.yaml")]
        log = self.folder / "pilot.log"
        log.write_bytes(b"")
        self.running.append(
            self.network.start("control", *command, log=log, environment=PLAIN_ENVOY)
        )
        until(lambda: "serving" in log.read_text(), 60, lambda: log.read_text()[-2000:])
        for sidecar in sidecars.values():
            self.running.append(sidecar.start())
        for sidecar in sidecars.values():
            sidecar.wait()

    def stop(self) -> None:
        """End what runs."""
        while self.running:
            self.network.stop(self.running.pop())


class Sidecar:
    """One Envoy: what it is called in the mesh, and in which namespace of the lab it runs."""

    def __init__(
        self,
        network: Network,
        folder: Path,
        place: str,
        *,
        labels: dict[str, str],
        namespace: str = "default",
        gateway: bool = False,
        environment: dict[str, str] | None = None,
    ) -> None:
        self.network = network
        self.folder = folder
        self.place = place
        self.labels = labels
        self.namespace = namespace
        self.gateway = gateway
        self.environment = environment or {}
        self.log = folder / f"envoy-{place}.log"

    def start(self) -> Any:
        """Start Envoy, with nothing but the way to the control plane."""
        bootstrap = self.folder / f"envoy-{self.place}.json"
        bootstrap.write_text(json.dumps(self._bootstrap()))
        self.log.write_bytes(b"")
        return self.network.start(
            self.place,
            *("setpriv", "--regid", str(SIDECAR_GROUP), "--clear-groups"),
            *(str(PROGRAMS / "envoy"), "-c", str(bootstrap), "--disable-hot-restart"),
            *("--concurrency", "1", "-l", "warning", "--drain-time-s", "1"),
            *("--file-flush-interval-msec", "50"),
            log=self.log,
            environment=self.environment,
        )

    def wait(self) -> None:
        """Wait until the control plane has sent all, and Envoy has taken or rejected it."""

        def settled() -> bool:
            stats = self.stats()
            attempts = ("lds", "cds")
            return all(
                stats.get(f"{manager}_manager.{kind}.update_success", 0)
                + stats.get(f"{manager}_manager.{kind}.update_rejected", 0)
                > 0
                for manager, kind in zip(("listener", "cluster"), attempts, strict=True)
            ) and not stats.get("listener_manager.total_listeners_warming", 1)

        until(settled, 30, lambda: self.log.read_text()[-3000:])

    def stats(self) -> dict[str, int]:
        """Envoy's counters and gauges."""
        text = self.admin("stats?filter=update|warming|listeners|membership")
        pairs = (line.rpartition(": ") for line in text.splitlines())
        return {name: int(value) for name, _, value in pairs if value.isdecimal()}

    def rejected(self) -> dict[str, int]:
        """The counters of updates that Envoy has rejected, those that are not 0."""
        return {
            name: count
            for name, count in self.stats().items()
            if name.endswith("update_rejected") and count
        }

    def admin(self, path: str) -> str:
        """An answer of Envoy's own server; "" while there is none."""
        url = f"http://127.0.0.1:{ADMIN}/{path}"
        return self.network.run(self.place, "curl", "-s", "-m", "5", url, check=False).stdout

    def logged(self, *parts: str) -> str:
        """The line of the access log that has these parts; it may come a moment late."""

        def lines() -> list[str]:
            text = self.log.read_text()
            return [line for line in text.splitlines() if all(part in line for part in parts)]

        until(lambda: bool(lines()), 5, lambda: self.log.read_text()[-3000:])
        return lines()[-1]

    def _bootstrap(self) -> dict[str, Any]:
        kind = "router" if self.gateway else "sidecar"
        pod = f"{self.place}-1.{self.namespace}"
        address = ADDRESSES[self.place][0]
        metadata = {
            "NAMESPACE": self.namespace,
            "LABELS": self.labels,
            "ISTIO_VERSION": "1.31.0",
            "CLUSTER_ID": "Kubernetes",
        }
        domain = f"{self.namespace}.svc.cluster.local"
        grpc = {"envoy_grpc": {"cluster_name": "xds-grpc"}}
        return {
            "node": {
                "id": f"{kind}~{address}~{pod}~{domain}",
                "cluster": f"{self.place}.{self.namespace}",
                "metadata": metadata,
            },
            "admin": {"address": _address("127.0.0.1", ADMIN)},
            "dynamic_resources": {
                "ads_config": {
                    "api_type": "GRPC",
                    "transport_api_version": "V3",
                    "grpc_services": [grpc],
                },
                "lds_config": {"ads": {}, "resource_api_version": "V3"},
                "cds_config": {"ads": {}, "resource_api_version": "V3"},
            },
            "static_resources": {
                "clusters": [
                    _grpc_cluster("xds-grpc", _address(*ADS)),
                    _grpc_cluster("sds-grpc", {"pipe": {"path": str(self.folder / SECRETS)}}),
                ]
            },
        }


def _grpc_cluster(name: str, address: dict[str, Any]) -> dict[str, Any]:
    options = "envoy.extensions.upstreams.http.v3.HttpProtocolOptions"
    http2 = {
        "@type": f"type.googleapis.com/{options}",
        "explicit_http_config": {"http2_protocol_options": {}},
    }
    endpoint = {"endpoint": {"address": address}}
    return {
        "name": name,
        "type": "STATIC",
        "connect_timeout": "5s",
        "typed_extension_protocol_options": {options: http2},
        "load_assignment": {
            "cluster_name": name,
            "endpoints": [{"lb_endpoints": [endpoint]}],
        },
    }


def _address(host: str, port: int) -> dict[str, Any]:
    return {"socket_address": {"address": host, "port_value": port}}


def _settings(policy: str) -> dict[str, Any]:
    return {
        "accessLogFile": "/dev/stdout",
        "defaultProviders": {},
        "enableAutoMtls": False,
        "outboundTrafficPolicy": {"mode": policy},
        "defaultConfig": {"discoveryAddress": f"{ADS[0]}:{ADS[1]}"},
    }


def until(met: Callable[[], bool], seconds: float, told: Callable[[], str]) -> None:
    """Wait for something; an AssertionError with what is told when the time is over."""
    end = time.monotonic() + seconds
    while not met():
        assert time.monotonic() < end, f"not within {seconds} s: {told()}"
        time.sleep(0.1)
