"""The schemas of the unit tests are those of the Istio that the lab runs."""

from __future__ import annotations

import json
import runpy
import subprocess
from pathlib import Path

from .lab import HERE

ROOT = HERE.parents[1]
DEFINITIONS = "manifests/charts/base/files/crd-all.gen.yaml"


def test_the_schemas_are_those_of_the_module() -> None:
    find = ("go", "list", "-m", "-f", "{{.Dir}}", "istio.io/istio")
    done = subprocess.run(find, capture_output=True, text=True, check=True, cwd=HERE / "pilot")
    module = Path(done.stdout.strip())
    script = runpy.run_path(str(ROOT / "scripts" / "cut_istio_schemas.py"))
    committed = json.loads((ROOT / "tests" / "mesh" / "istio-schemas.json").read_text())
    assert script["schemas"]((module / DEFINITIONS).read_text()) == committed
