from __future__ import annotations

from krm_fn.wire import manifests
from krm_fn.workloads.inventory import Inventory

MANIFESTS = b"""apiVersion: v1
kind: Namespace
metadata:
  name: shop
---
apiVersion: v1
kind: List
items:
- apiVersion: v1
  kind: Service
  metadata:
    name: proxy
- apiVersion: v1
  kind: Namespace
  metadata:
    name: bank
---
apiVersion: serving.knative.dev/v1
kind: Service
metadata:
  name: hello
---
apiVersion: v1
kind: ServiceList
items:
- metadata:
    name: web
---
apiVersion: v1
kind: Namespace
metadata:
  name: local
  annotations:
    config.kubernetes.io/local-config: "true"
"""


def inventory(data: bytes) -> Inventory:
    return Inventory(data, manifests.cut(data))


def names(found: Inventory, kind: str, group: str | None = None) -> list[str]:
    return [resource.name for resource in found.resources(kind, group)]


def test_the_objects_of_a_kind_come_in_their_order_with_those_of_lists() -> None:
    assert names(inventory(MANIFESTS), "Namespace") == ["shop", "bank"]


def test_a_typed_list_gives_its_members_their_kind() -> None:
    assert names(inventory(MANIFESTS), "Service", "") == ["proxy", "web"]


def test_without_a_group_the_objects_of_all_groups_are_found() -> None:
    assert names(inventory(MANIFESTS), "Service") == ["proxy", "hello", "web"]


def test_a_kind_that_only_a_list_holds_is_there() -> None:
    found = inventory(MANIFESTS.partition(b"---\n")[2])
    assert found.has_kind("Namespace")


def test_a_kind_that_a_list_only_mentions_is_not_there() -> None:
    found = inventory(b"apiVersion: v1\nkind: List\nitems: []\nnote: a ConfigMap\n")
    assert not found.has_kind("ConfigMap")


def test_an_object_for_tools_alone_is_left_out() -> None:
    assert "local" not in names(inventory(MANIFESTS), "Namespace")


def test_items_of_other_kinds_are_not_read() -> None:
    broken = b"apiVersion: v1\nkind: Secret\n---\napiVersion: v1\nkind: Namespace\n"
    found = inventory(broken)
    found.items[0].form = "unreadable"
    found.items[0].end = found.items[0].start + 3
    assert len(found.resources("Namespace")) == 1


def test_a_kind_is_read_once() -> None:
    found = inventory(MANIFESTS)
    assert found.resources("Namespace")[0] is found.resources("Namespace")[0]
