"""What grows in one place of an input takes time in proportion, counted in calls."""

from __future__ import annotations

from typing import Any

import pytest
from counted import IN_PROPORTION, growth
from set_manifests import PROXY

from krm_fn import transform

POD = """\
apiVersion: v1
kind: Pod
metadata:
  name: NAME
  namespace: shop
spec:
  containers:
  - name: web
    image: web:1
"""
SERVICE = """\
apiVersion: v1
kind: Service
metadata:
  name: NAME
  namespace: shop
"""


def stream(text: str, count: int) -> str:
    return "---\n".join(text.replace("NAME", f"name-{number}") for number in range(count))


def members(text: str, count: int) -> str:
    lines = stream(text, count).replace("\n", "\n  ").replace("  ---\n  ", "- ")
    return f"- {lines}".rstrip(" ")


def resource_list(items: str) -> str:
    config = f"{{apiVersion: v1, kind: ConfigMap, data: {{httpProxy: '{PROXY}'}}}}"
    return f"kind: ResourceList\nfunctionConfig: {config}\nitems:\n{items}"


def pods_that_merge_the_names_of_services(count: int) -> str:
    env = "    env:\n    - {name: no_proxy, value: corp}\n"
    return "---\n".join([stream(SERVICE, count), stream(POD + env, 20)])


def pods_that_have_the_names_of_services(count: int) -> str:
    names = ",".join(f"name-{number},name-{number}.shop" for number in range(count))
    env = f"    env:\n    - {{name: no_proxy, value: '{names}'}}\n"
    return "---\n".join([stream(SERVICE, count), stream(POD + env, 20)])


def services_that_urls_name(count: int) -> str:
    url = "    args: [http://NAME/, http://NAME.shop/, http://other-NAME/]\n"
    return "---\n".join([stream(SERVICE, count), stream(POD + url, count)])


def items_with_an_anchor_each(count: int) -> str:
    return resource_list(members(POD.replace("- name", "- &NAME\n    name"), count))


def items_with_an_anchor_and_an_alias_each(count: int) -> str:
    args = "    args: [&NAME a, *NAME]\n"
    return resource_list(members(POD + args, count))


def containers_with_an_anchor_each(count: int) -> str:
    containers = "".join(
        f"  - {{name: a-{number}, image: a, resources: &r{number} {{}}}}\n"
        for number in range(count)
    )
    return resource_list(members(POD + containers, 1))


def policies_that_select_a_pod_each(count: int) -> str:
    policy = (
        "apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\n"
        "metadata: {name: NAME, namespace: shop}\n"
        "spec: {podSelector: {matchLabels: {app: NAME}}, egress: [{}]}\n"
    )
    pod = POD.replace("  name: NAME\n", "  name: NAME\n  labels: {app: NAME}\n")
    return "---\n".join([stream(policy, count), stream(pod, count)])


def config_maps_that_a_pod_each_refers_to(count: int) -> str:
    data = "data: {NO_PROXY: corp}\n"
    config_map = SERVICE.replace("Service", "ConfigMap") + data
    pod = POD + "    envFrom: [{configMapRef: {name: NAME}}]\n"
    return "---\n".join([stream(config_map, count), stream(pod, count)])


def a_custom_resource_with_many_pods(count: int) -> str:
    pods = "".join(
        f"  part-{number}:\n    containers:\n    - {{name: a, image: a}}\n"
        for number in range(count)
    )
    return f"apiVersion: example.com/v1\nkind: Fleet\nmetadata: {{name: a}}\nspec:\n{pods}"


def a_custom_resource_with_a_key_given_many_times(count: int) -> str:
    lists = "  containers:\n  - {name: a, image: a}\n" * count
    return f"apiVersion: example.com/v1\nkind: Fleet\nmetadata: {{name: a}}\nspec:\n{lists}"


CONFIG: dict[str, Any] = {
    "apiVersion": "krm-fn.dev/v1alpha1",
    "kind": "SetProxyEnv",
    "spec": {"httpProxy": PROXY, "noProxyPresets": ["services"]},
}


@pytest.mark.parametrize(
    "family",
    [
        pods_that_merge_the_names_of_services,
        pods_that_have_the_names_of_services,
        services_that_urls_name,
        items_with_an_anchor_each,
        items_with_an_anchor_and_an_alias_each,
        containers_with_an_anchor_each,
        policies_that_select_a_pod_each,
        config_maps_that_a_pod_each_refers_to,
        a_custom_resource_with_many_pods,
        a_custom_resource_with_a_key_given_many_times,
    ],
)
def test_time_grows_in_proportion(family: Any) -> None:
    def work(count: int) -> None:
        text = family(count)
        config = None if text.startswith("kind: ResourceList") else CONFIG
        outcome = transform.run(text.encode(), config)
        assert outcome.exit_code == 0, outcome.told

    assert growth(work, 200) < IN_PROPORTION
