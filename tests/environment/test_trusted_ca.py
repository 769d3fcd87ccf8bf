"""The volume of a CA bundle beside those that a pod has."""

from __future__ import annotations

import pytest

from krm_fn.environment import trusted_ca

BUNDLE = {"configMap": {"name": "ca", "key": "ca-bundle.crt"}}


@pytest.mark.parametrize("name", [{"a": "b"}, ["a"], 1, None])
def test_a_volume_whose_name_is_no_text_is_not_that_of_a_bundle(name: object) -> None:
    odd = {**trusted_ca.volume(BUNDLE, ""), "name": name}
    assert trusted_ca.volume_name(BUNDLE, [odd], set()) == "trusted-ca"
    assert trusted_ca.volume_name(BUNDLE, [odd, {**odd, "name": "own"}], set()) == "own"
    taken = [{"name": "trusted-ca"}, {"name": name}]
    assert trusted_ca.volume_name(BUNDLE, taken, {"trusted-ca-2"}) == "trusted-ca-3"
