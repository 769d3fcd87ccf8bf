"""What the tests of the mesh start from."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema

from krm_fn.mesh.bypass import bypass
from krm_fn.mesh.generated import generated
from krm_fn.mesh.proxying import Proxy, Proxying, Target

SCHEMAS = json.loads((Path(__file__).parent / "mesh" / "istio-schemas.json").read_text())
HTTP = Proxy("http", "proxy.example.com", 3128)
WWW = Target("www.example.org", (443,), (80,))
PROXYING = Proxying("company-proxy", HTTP, HTTP, bypass([]), (WWW,))


def resources(proxying: Proxying) -> dict[str, Any]:
    """The generated resources by their kinds and names, each as its schema has it."""
    found = {}
    for each in generated(proxying):
        root = each.root
        jsonschema.validate(root["spec"], SCHEMAS[root["kind"]])
        assert each.file == f"{root['metadata']['name']}-{root['kind'].lower()}.yaml"
        found[f"{root['kind']} {root['metadata']['name']}"] = root
    assert len(found) == len(generated(proxying))
    return found
