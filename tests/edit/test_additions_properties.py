"""Whatever a pod has: additions come once, and go again."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import Any

import yaml
from configurations import CA_BUNDLE
from hypothesis import given, settings
from hypothesis import strategies as st
from run_function import set_in

NAMES = st.sampled_from(["data", "trusted-ca", "trusted-ca-2", "ca"])
MOUNTS = st.lists(
    st.fixed_dictionaries(
        {"name": NAMES, "mountPath": st.sampled_from(["/data", "/etc", "/etc/trusted-ca/x"])}
    ),
    max_size=2,
)
VOLUMES = st.lists(
    st.fixed_dictionaries({"name": NAMES, "emptyDir": st.just({})}),
    max_size=3,
    unique_by=lambda each: str(each["name"]),
)
ENTRIES = st.lists(
    st.fixed_dictionaries(
        {
            "name": st.sampled_from(["A", "SSL_CERT_FILE", "JAVA_TOOL_OPTIONS", "HTTP_PROXY"]),
            "value": st.sampled_from(["", "-Xmx1g", "http://authors.example.com:1"]),
        }
    ),
    max_size=3,
    unique_by=lambda each: str(each["name"]),
)
CONTAINER = st.fixed_dictionaries(
    {"name": st.sampled_from(["a", "b"]), "image": st.just("web:1")},
    optional={"env": st.none() | ENTRIES, "volumeMounts": st.none() | MOUNTS, "args": st.just([])},
)
SPEC = st.fixed_dictionaries(
    {"containers": st.lists(CONTAINER, min_size=1, max_size=3)},
    optional={"volumes": st.none() | VOLUMES, "initContainers": st.lists(CONTAINER, max_size=1)},
)


@settings(max_examples=150, deadline=None)
@given(SPEC, st.sampled_from([False, True, None]), st.booleans(), st.booleans())
def test_additions_come_once_and_go_again(
    spec: dict[str, Any], flow: bool | None, in_json: bool, sort_keys: bool
) -> None:
    pod = {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "web"}, "spec": spec}
    text = yaml.safe_dump(pod, default_flow_style=flow, sort_keys=sort_keys)
    if in_json:
        text = json.dumps(pod)
    with tempfile.TemporaryDirectory() as folder:
        fields = {"trustedCA": CA_BUNDLE, "runtimes": ["java", "node"], "track": True}
        once, _ = set_in(Path(folder), text, **fields)
        twice, _ = set_in(Path(folder), once, **fields)
        removed, _ = set_in(Path(folder), once, remove=True)
    assert twice == once
    assert yaml.safe_load(removed) == pod
    after = yaml.safe_load(once)["spec"]
    bundle = {"name": "corporate-ca", "items": [{"key": "ca-bundle.crt", "path": "ca-bundle.crt"}]}
    (name,) = [each["name"] for each in after["volumes"] if each.get("configMap") == bundle]
    assert len({each["name"] for each in after["volumes"]}) == len(after["volumes"])
    for container in (*after.get("initContainers", ()), *after["containers"]):
        mount = {"name": name, "mountPath": "/etc/trusted-ca", "readOnly": True}
        assert container["volumeMounts"][-1] == mount
        assert {"SSL_CERT_FILE", "NODE_USE_ENV_PROXY"} <= {
            each["name"] for each in container["env"]
        }
