"""Presets of noProxy: exactly these entries, after the user's own."""

from __future__ import annotations

import pytest
from configurations import HTTP, HTTPS, config_map, set_proxy_env

from krm_fn import transform
from krm_fn.checks.configured import read
from krm_fn.edit.task import Task
from krm_fn.environment.presets import ServiceEntries
from krm_fn.errors import Refused
from krm_fn.wire import manifests
from krm_fn.workloads.inventory import Inventory
from krm_fn.workloads.services import services_of

ENTRIES = {
    "localhost": ("localhost", "127.0.0.1", "::1"),
    "cluster": (
        ".svc",
        ".cluster.local",
        ".cluster.local.",
        "$(KUBERNETES_SERVICE_HOST)",
        "kubernetes.default.svc",
    ),
    "aws": (
        "169.254.169.254",
        "169.254.170.2",
        "169.254.170.23",
        "fd00:ec2::23",
        ".ec2.internal",
        ".compute.internal",
    ),
    "gcp": ("169.254.169.254", "metadata", "metadata.google.internal", "metadata.google.internal."),
    "azure": ("169.254.169.254", "168.63.129.16"),
}


def no_proxy(**fields: object) -> tuple[str, ...] | None:
    return read(set_proxy_env(httpProxy=HTTP, httpsProxy=HTTPS, **fields))[0].no_proxy


@pytest.mark.parametrize("preset", ENTRIES)
def test_a_preset_has_exactly_its_entries(preset: str) -> None:
    assert no_proxy(noProxyPresets=[preset]) == ENTRIES[preset]


def test_the_presets_come_after_the_users_own_entries_and_none_comes_twice() -> None:
    assert no_proxy(
        noProxy="corp.example.com,127.0.0.1", noProxyPresets=["localhost", "azure"]
    ) == (
        "corp.example.com",
        "127.0.0.1",
        "localhost",
        "::1",
        "169.254.169.254",
        "168.63.129.16",
    )


def test_the_cluster_domain_changes_the_entries_of_the_cluster() -> None:
    assert no_proxy(noProxyPresets=["cluster"], clusterDomain="k8s.example.com") == (
        ".svc",
        ".k8s.example.com",
        ".k8s.example.com.",
        "$(KUBERNETES_SERVICE_HOST)",
        "kubernetes.default.svc",
    )


def test_a_star_alone_stays_alone() -> None:
    assert no_proxy(noProxy="*", noProxyPresets=["localhost", "services"]) == ("*",)


def test_a_config_map_names_presets_with_commas() -> None:
    made, _ = read(config_map({"httpProxy": HTTP, "noProxyPresets": "localhost, azure"}))
    assert made.no_proxy == ("localhost", "127.0.0.1", "::1", "169.254.169.254", "168.63.129.16")


def test_three_fields_alone_stay_as_they_are() -> None:
    assert no_proxy(noProxy="svc,local") == ("svc", "local")


LIST = b"""apiVersion: v1
kind: Service
metadata: {name: web, namespace: team-b}
---
apiVersion: v1
kind: Service
metadata: {name: backend, namespace: team-a}
---
apiVersion: v1
kind: Service
metadata: {name: db}
spec: {clusterIP: None}
---
apiVersion: serving.knative.dev/v1
kind: Service
metadata: {name: hello, namespace: team-a}
---
apiVersion: apps/v1
kind: StatefulSet
metadata: {name: queue, namespace: team-a}
spec: {serviceName: queue-pods}
"""


def inventory(data: bytes) -> Inventory:
    return Inventory(data, manifests.cut(data))


def test_services_give_their_short_names_sorted() -> None:
    names = ServiceEntries(services_of(inventory(LIST)))
    assert names.entries == (
        ".db",
        ".queue-pods",
        "backend",
        "backend.team-a",
        "db",
        "queue-pods",
        "queue-pods.team-a",
        "web",
        "web.team-b",
    )
    assert names.left_out == {}


def test_the_order_of_files_makes_no_difference() -> None:
    turned = b"---\n".join(reversed(LIST.split(b"---\n")))
    names = ServiceEntries(services_of(inventory(turned)))
    assert names.entries == ServiceEntries(services_of(inventory(LIST))).entries


@pytest.mark.parametrize(
    ("name", "namespace", "headless", "entries", "left_out"),
    [
        ("app", "team-a", False, ("app.team-a",), {"app": "app.team-a.svc"}),
        ("backend", "shop", False, ("backend",), {"backend.shop": "backend.shop.svc"}),
        ("dev", "", True, (), {".dev": "dev.NAMESPACE.svc", "dev": "dev.NAMESPACE.svc"}),
        ("appx", "team-a", False, ("appx", "appx.team-a"), {}),
    ],
)
def test_a_name_that_ends_in_a_top_level_domain_is_left_out(
    name: str, namespace: str, headless: bool, entries: tuple[str, ...], left_out: dict[str, str]
) -> None:
    names = ServiceEntries([(name, namespace, headless)])
    assert (names.entries, names.left_out) == (entries, left_out)


def task(data: bytes, **fields: object) -> Task:
    configuration, _ = read(set_proxy_env(httpProxy=HTTP, httpsProxy=HTTPS, **fields))
    return Task(configuration, inventory(data))


def test_the_services_come_last_in_the_value() -> None:
    made = task(LIST, noProxy="corp.example.com,web", noProxyPresets=["services", "localhost"])
    assert made.variables[2].value == (
        "corp.example.com,web,localhost,127.0.0.1,::1,.db,.queue-pods,backend,backend.team-a,db,"
        "queue-pods,queue-pods.team-a,web.team-b"
    )


def test_without_services_the_preset_adds_nothing() -> None:
    assert [each.lower for each in task(b"", noProxyPresets=["services"]).variables] == [
        "http_proxy",
        "https_proxy",
    ]


def test_a_reference_to_the_api_server_stays_one() -> None:
    made = task(b"", noProxyPresets=["cluster"])
    assert made.variables[2].value == (
        ".svc,.cluster.local,.cluster.local.,$(KUBERNETES_SERVICE_HOST),kubernetes.default.svc"
    )


def test_what_is_left_out_is_a_warning_that_says_what_to_use_instead() -> None:
    data = b"apiVersion: v1\nkind: Service\nmetadata: {name: app, namespace: shop}\n"
    made = task(data, noProxyPresets=["localhost", "cluster", "services"])
    assert made.judged(made.found()) == [
        {
            "message": '`noProxyPresets` leaves out "app", "app.shop": clients that match suffixes '
            'would send requests for all of that domain past the proxy; use "app.shop.svc", which '
            "`.svc` covers",
            "severity": "warning",
            "resourceRef": {
                "apiVersion": "krm-fn.dev/v1alpha1",
                "kind": "SetProxyEnv",
                "name": "proxy",
            },
            "field": {"path": "noProxyPresets"},
            "tags": {
                "rule": "services-top-level-domain",
                "clients": "all but busybox-wget,wget2,fluent-bit,node-http,axios,proxy-from-env,"
                "dotnet,java,grpc-java,aws-sdk-java",
            },
        }
    ]


CAPI = b"""apiVersion: cluster.x-k8s.io/v1beta1
kind: Cluster
metadata: {name: shop}
spec:
  clusterNetwork:
    pods: {cidrBlocks: [192.168.0.0/16, "fd00:10::/56"]}
    services: {cidrBlocks: [10.128.0.0/12]}
    serviceDomain: k8s.corp.test
"""


def test_the_preset_cluster_takes_the_networks_of_clusters_from_the_list() -> None:
    made = task(CAPI, noProxyPresets=["cluster"])
    assert made.variables[2].value == (
        ".svc,.cluster.local,.cluster.local.,$(KUBERNETES_SERVICE_HOST),kubernetes.default.svc,"
        "192.168.0.0/16,10.128.0.0/12,.k8s.corp.test,.k8s.corp.test."
    )


def test_other_presets_and_other_kinds_of_clusters_take_no_networks() -> None:
    assert task(CAPI, noProxyPresets=["localhost"]).variables[2].value == "localhost,127.0.0.1,::1"
    other = CAPI.replace(b"cluster.x-k8s.io/v1beta1", b"fleet.cattle.io/v1alpha1")
    made = task(other, noProxyPresets=["cluster"])
    assert made.variables[2].value.endswith(",kubernetes.default.svc")


def test_a_cluster_without_networks_adds_nothing() -> None:
    bare = b"apiVersion: cluster.x-k8s.io/v1beta1\nkind: Cluster\nmetadata: {name: shop}\n"
    made = task(bare, noProxyPresets=["cluster"])
    assert made.variables[2].value.endswith(",kubernetes.default.svc")


def services(count: int) -> bytes:
    return b"---\n".join(
        b"apiVersion: v1\nkind: Service\nmetadata: {name: backend-of-the-shop-%d, namespace: shop-backends}\n"
        % number
        for number in range(count)
    )


def test_a_no_proxy_that_no_program_can_be_started_with_is_an_error() -> None:
    with pytest.raises(Refused) as refused:
        task(services(3500), noProxyPresets=["localhost", "cluster", "services"])
    (made,) = refused.value.results
    assert made["tags"] == {"rule": "no-proxy-length", "clients": "all"}
    assert made["message"].endswith(
        "Linux starts no program with such a variable; take the preset `services` out, and call "
        "Services NAME.NAMESPACE.svc"
    )
    assert made["message"].startswith(
        "`noProxy` must make a variable of at most 131072 bytes, and makes one of "
    )


def test_a_no_proxy_just_below_the_limit_is_right() -> None:
    fits = "b" * (131_072 - len("no_proxy=") - 1)
    assert task(b"", noProxy=fits).variables[2].value == fits
    with pytest.raises(Refused):
        task(b"", noProxy=f"{fits}b")


@pytest.mark.parametrize("name", ["no_proxy", "NO_PROXY"])
def test_an_author_s_list_that_becomes_too_long_by_what_is_appended_is_an_error(name: str) -> None:
    room = 131_072 - len("no_proxy=") - 1 - len(",.svc")
    document = (
        b"apiVersion: v1\nkind: Pod\nmetadata: {name: a, namespace: b}\nspec:\n  containers:\n"
        b"  - name: app\n    image: app\n    env:\n    - name: %s\n      value: %s\n"
    )
    config = set_proxy_env(httpProxy=HTTP, httpsProxy=HTTPS, noProxy=".svc")
    fits = transform.run(document % (name.encode(), b"b" * room), config)
    assert fits.exit_code == 0
    assert b"b,.svc" in fits.output
    text = document % (name.encode(), b"b" * (room + 1))
    long = transform.run(text, config)
    assert (long.exit_code, long.output) == (1, text)
    (error,) = [made for made in long.told if made["severity"] == "error"]
    assert error["message"] == (
        f'container "app" sets `{name}` itself, which would be longer than 128 KiB with what is to be '
        "appended, and Linux starts no program with such a variable; write domains and CIDRs for the "
        "hosts that are in them"
    )
    assert error["tags"] == {"container": "app", "variable": name, "rule": "too-long"}
