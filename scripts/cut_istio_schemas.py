"""Write the schemas that the tests hold generated resources against, from Istio's own definitions.

Usage: cut_istio_schemas.py CRD_FILE, with `manifests/charts/base/files/crd-all.gen.yaml` of
the module istio.io/istio in the version that tests/e2e_mesh/pilot/go.mod names.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import yaml

TARGET = Path(__file__).resolve().parent.parent / "tests" / "mesh" / "istio-schemas.json"
KINDS = ("DestinationRule", "EnvoyFilter", "Gateway", "ServiceEntry", "VirtualService")
_WORDS = ("description", "x-kubernetes-validations", "format")


def schemas(text: str) -> dict[str, Any]:
    """The schema of each kind's `spec`, by the kind, in the newest version that it has."""
    made: dict[str, dict[str, Any]] = {}
    for definition in yaml.safe_load_all(text):
        spec = (definition or {}).get("spec", {})
        kind = spec.get("names", {}).get("kind")
        for version in spec.get("versions", ()) if kind in KINDS else ():
            schema = version["schema"]["openAPIV3Schema"]["properties"]["spec"]
            if version["name"] in ("v1", "v1alpha3"):
                made.setdefault(kind, {})[version["name"]] = closed(schema)
    return {kind: versions.get("v1") or versions["v1alpha3"] for kind, versions in made.items()}


def closed(schema: Any) -> Any:
    """A schema without words, in which an object has no fields but those that are named, as the
    API server takes unknown fields out.
    """
    if isinstance(schema, list):
        return [closed(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    made = {
        key: {name: closed(each) for name, each in value.items()}
        if key == "properties"
        else closed(value)
        for key, value in schema.items()
        if key not in _WORDS or isinstance(value, dict)
    }
    is_open = made.pop("x-kubernetes-preserve-unknown-fields", False)
    if made.pop("x-kubernetes-int-or-string", False):
        return {"type": ["integer", "string"]}
    if "properties" in made and "type" in made and not is_open:
        made.setdefault("additionalProperties", False)
    return made


def main(arguments: list[str]) -> int:
    found = schemas(Path(arguments[0]).read_text(encoding="utf-8"))
    TARGET.write_text(json.dumps(found, separators=(",", ":"), sort_keys=True) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
