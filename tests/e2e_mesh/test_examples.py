"""The examples' configurations, whole: Istio's tools and a real Envoy take them."""

from __future__ import annotations

import pytest

from .lab import HERE, Lab

EXAMPLES = HERE.parents[1] / "examples"
CONFIGURATIONS = {
    "transparent-proxy": "transparent-proxy.yaml",
    "transparent-proxy-all": "proxy.yaml",
    "transparent-proxy-kustomize": "transparent-proxy.yaml",
}
MANIFESTS = {
    "transparent-proxy": "resources.yaml",
    "transparent-proxy-all": "manifests.yaml",
}


@pytest.mark.parametrize("name", CONFIGURATIONS)
def test_an_example_is_taken(lab: Lab, name: str) -> None:
    config = (EXAMPLES / name / CONFIGURATIONS[name]).read_text()
    around = [(EXAMPLES / name / MANIFESTS[name]).read_text()] if name in MANIFESTS else []
    generated = lab.configure(config, manifests=around)
    assert "kind: ServiceEntry" in generated
