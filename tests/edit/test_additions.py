"""A CA bundle, runtimes and references: what is set, and that nothing else is.

The fixtures' outputs are judged once more, without the function's own code: what was added is
taken out of the trees again, and what is left must be the input.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import oracle
import pytest
import yaml
from configurations import CA_BUNDLE, HTTP, set_proxy_env
from places import FIXTURES
from run_function import run, set_in

CERTIFICATES = ("SSL_CERT_FILE", "CURL_CA_BUNDLE")
OURS = {
    *(spelling for _, name in oracle.NAMES for spelling in (name, name.upper())),
    *CERTIFICATES,
    "NODE_USE_ENV_PROXY",
    "JAVA_TOOL_OPTIONS",
}


def is_ours(member: oracle.Tree) -> bool:
    """Whether a member of a list is an entry of ours, the bundle's volume, or its mount."""
    if not isinstance(member, dict):
        return False
    name = oracle.text_of(member.get("name"))
    if name in OURS and member.keys() <= {"name", "value", "valueFrom"}:
        return True
    return name.startswith("trusted-ca") and bool({"mountPath", "configMap"} & member.keys())


def without_ours(tree: oracle.Tree) -> oracle.Tree:
    """A tree without entries, mounts and volumes of ours, and without lists that were or became
    empty so."""
    if isinstance(tree, list):
        return [without_ours(each) for each in tree if not is_ours(each)]
    if not isinstance(tree, dict):
        return tree
    kept = {key: without_ours(each) for key, each in tree.items()}
    lists = ("env", "volumes", "volumeMounts")
    return {
        key: each
        for key, each in kept.items()
        if not (key in lists and (oracle.is_null(each) or each == []))
    }


@pytest.mark.parametrize(
    "name",
    [
        "a-ca-bundle-in-shared-nodes",
        "a-ca-bundle-is-mounted",
        "a-ca-bundle-that-is-mounted-already",
        "a-ca-bundle-where-it-cannot-be",
        "all-additions-are-recorded",
        "keys-of-an-env-from-count-as-the-authors",
        "options-of-a-runtime-are-replaced-in-place",
        "runtimes-are-told-the-proxies",
        "values-from-a-secret-replace-what-is-there",
        "values-from-secrets-and-config-maps",
    ],
)
def test_without_what_was_added_the_items_are_the_input(name: str) -> None:
    before = oracle.answered((FIXTURES / "additions" / name / "input.yaml").read_bytes())
    after = oracle.answered((FIXTURES / "additions" / name / "expected.yaml").read_bytes())
    assert without_ours(after) == without_ours(before)


def containers(item: Any) -> list[Any]:
    spec = item["spec"].get("template", item)["spec"]
    return [*spec.get("initContainers", ()), *spec["containers"]]


@pytest.mark.parametrize("name", ["a-ca-bundle-is-mounted", "a-ca-bundle-in-shared-nodes"])
def test_every_container_has_the_variables_and_a_mount_of_a_volume_of_its_pod(name: str) -> None:
    items = yaml.safe_load((FIXTURES / "additions" / name / "expected.yaml").read_bytes())["items"]
    for item in (each for each in items if each["kind"] != "ConfigMap"):
        spec = item["spec"].get("template", item)["spec"]
        volumes = [each["name"] for each in spec["volumes"] if "configMap" in each]
        for container in containers(item):
            assert set(CERTIFICATES) <= {each["name"] for each in container["env"]}
            mounts = [each for each in container["volumeMounts"] if each["name"] in volumes]
            assert mounts == [
                {"name": "trusted-ca", "mountPath": "/etc/trusted-ca", "readOnly": True}
            ]


def test_removing_gives_back_the_items_byte_for_byte() -> None:
    before = (FIXTURES / "additions" / "all-additions-are-recorded" / "input.yaml").read_text()
    removed = (FIXTURES / "track" / "remove-takes-out-all-additions" / "expected.yaml").read_text()
    items = removed[removed.index("items:") : removed.index("results:")]
    assert items == before[before.index("items:") :]


POD = """\
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
  - name: web
    image: web:1
"""


def test_a_volume_that_an_author_mounts_too_stays_when_the_bundle_goes(tmp_path: Path) -> None:
    tracked, _ = set_in(tmp_path, POD, trustedCA=CA_BUNDLE, track=True)
    mount = "    volumeMounts:\n    - name: trusted-ca\n      mountPath: /mine\n"
    sidecar = f"  - name: sidecar\n    image: sidecar:1\n{mount}  volumes:\n"
    removed, _ = set_in(tmp_path, tracked.replace("  volumes:\n", sidecar), remove=True)
    volume = """\
  volumes:
  - name: trusted-ca
    configMap:
      name: corporate-ca
      items:
      - key: ca-bundle.crt
        path: ca-bundle.crt
"""
    assert removed == f"{POD}  - name: sidecar\n    image: sidecar:1\n{mount}{volume}"


def test_a_container_that_is_left_out_later_keeps_its_bundle(tmp_path: Path) -> None:
    two = POD + "  - name: worker\n    image: web:1\n"
    tracked, _ = set_in(tmp_path, two, trustedCA=CA_BUNDLE, track=True)
    left_out = {"track": True, "containers": {"exclude": ["worker"]}}
    later, _ = set_in(tmp_path, tracked, **left_out)
    spec = yaml.safe_load(later)["spec"]
    assert [each.get("volumeMounts") for each in spec["containers"]] == [
        None,
        [{"name": "trusted-ca", "mountPath": "/etc/trusted-ca", "readOnly": True}],
    ]
    assert [each["name"] for each in spec["volumes"]] == ["trusted-ca"]
    assert set_in(tmp_path, later, remove=True)[0] == two


def test_volumes_that_are_no_list_are_refused(tmp_path: Path) -> None:
    manifests = POD + "  volumes: {}\n"
    assert set_in(tmp_path, manifests, trustedCA=CA_BUNDLE) == (
        manifests,
        "[error] v1/Pod/web: `spec.volumes` must be a list, got a mapping\n",
    )


def test_verify_changes_nothing_and_names_the_variables(tmp_path: Path) -> None:
    env = f"    env:\n    - {{name: HTTP_PROXY, value: '{HTTP}'}}\n"
    assert set_in(tmp_path, POD + env, verify=True) == (
        POD + env,
        '[error] v1/Pod/web: container "web" does not have `http_proxy`, `https_proxy`, '
        "`HTTPS_PROXY`, `no_proxy`, `NO_PROXY` as this configuration sets them; run it without "
        "`verify`\n",
    )


def test_verify_is_content_with_what_a_run_has_set(tmp_path: Path) -> None:
    fields: dict[str, Any] = {"trustedCA": CA_BUNDLE, "runtimes": ["java", "node"], "track": True}
    done, _ = set_in(tmp_path, POD, **fields)
    stdout, stderr = set_in(tmp_path, done, verify=True, **fields)
    assert stdout == done
    assert "[error]" not in stderr


def test_verify_wants_what_is_to_be_removed_removed(tmp_path: Path) -> None:
    done, _ = set_in(tmp_path, POD, track=True)
    stdout, stderr = set_in(tmp_path, done, verify=True, remove=True)
    assert stdout == done
    assert stderr.startswith('[error] v1/Pod/web: container "web" does not have `http_proxy`')


def test_services_of_the_list_are_told_to_a_jvm_too(tmp_path: Path) -> None:
    service = "---\napiVersion: v1\nkind: Service\nmetadata: {name: backend, namespace: orders}\n"
    fields = {"runtimes": ["java"], "noProxyPresets": ["services"]}
    done, _ = set_in(tmp_path, POD + service, **fields)
    assert (
        "-Dhttp.nonProxyHosts=localhost|backend|*.backend|backend.orders|*.backend.orders" in done
    )


def test_an_author_s_options_stay_under_keep(tmp_path: Path) -> None:
    env = "    env:\n    - name: JAVA_TOOL_OPTIONS\n      value: -Xmx1g\n"
    done, stderr = set_in(tmp_path, POD + env, runtimes=["java"], existing="keep")
    assert "      value: -Xmx1g\n" in done
    assert "keeps its own `JAVA_TOOL_OPTIONS`" in stderr


def test_options_that_an_author_set_otherwise_are_an_error_under_error(tmp_path: Path) -> None:
    env = "    env:\n    - name: JAVA_TOOL_OPTIONS\n      value: -Dhttp.proxyHost=other\n"
    done, stderr = set_in(tmp_path, POD + env, runtimes=["java"], existing="error")
    assert done == POD + env
    assert '[error] v1/Pod/web: container "web" sets `JAVA_TOOL_OPTIONS` to another value' in stderr


def test_options_are_appended_under_error_where_nothing_contradicts(tmp_path: Path) -> None:
    env = "    env:\n    - name: JAVA_TOOL_OPTIONS\n      value: -Xmx1g\n"
    done, stderr = set_in(tmp_path, POD + env, runtimes=["java"], existing="error")
    assert '      value: "-Xmx1g -Dhttp.proxyHost=proxy.example.com' in done
    assert "[error]" not in stderr


def test_a_jvm_without_a_proxy_is_a_warning(tmp_path: Path) -> None:
    config = tmp_path / "config.yaml"
    config.write_text(yaml.safe_dump(set_proxy_env(noProxy="localhost", runtimes=["java"])))
    assert run(POD.encode(), "--config", str(config)).stderr.startswith(
        f"[warning] krm-fn.dev/v1alpha1/SetProxyEnv/proxy ({config}:6): `runtimes` has java, and JVMs are told "
        "nothing: set `httpProxy` or `httpsProxy`\n"
    )


def test_what_a_jvm_is_not_told_can_be_ignored(tmp_path: Path) -> None:
    beside = {"runtimes": ["java"], "credentials": {"secretRef": {"name": "proxy"}}}
    untold = "`spec.credentials` has a user or a password, which JVMs are not told"
    assert untold in set_in(tmp_path, POD, **beside)[1]
    assert untold not in set_in(tmp_path, POD, **beside, checks={"ignore": ["runtime-java"]})[1]


def test_a_client_whose_runtime_is_told_needs_no_warning(tmp_path: Path) -> None:
    java = POD.replace("web:1", "eclipse-temurin:21")
    checks = {"clients": ["java"]}
    assert "ignores its proxy variables" in set_in(tmp_path, java, checks=checks)[1]
    told = set_in(tmp_path, java, checks=checks, runtimes=["java"])
    assert "ignores its proxy variables" not in told[1]


def test_tracked_entries_follow_the_config_map_of_an_env_from(tmp_path: Path) -> None:
    settings = (
        "---\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: settings}\ndata: {NO_PROXY: a}\n"
    )
    pod = POD + "    envFrom:\n    - configMapRef: {name: settings}\n" + settings
    done, _ = set_in(tmp_path, pod, track=True)
    assert done.count('value: "a,localhost"') == 2
    later, _ = set_in(tmp_path, done.replace("{NO_PROXY: a}", "{NO_PROXY: b}"), track=True)
    assert later.count('value: "b,localhost"') == 2
    assert set_in(tmp_path, later, remove=True)[0] == pod.replace("{NO_PROXY: a}", "{NO_PROXY: b}")
