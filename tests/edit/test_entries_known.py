"""What is known of an entry of `env` in one run holds in the next one of the same process."""

from __future__ import annotations

import pytest
from run_function import run

from krm_fn.edit import part

POD = """\
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
  - name: web
    image: web:1
    env:
"""
CONFIG = "--http-proxy", "http://proxy.example.com:3128", "--no-proxy", "localhost,.svc"


def test_an_entry_further_in_is_not_taken_for_one_with_the_same_text(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(part, "BY_LINES_FROM", 0)
    lines = "name: no_proxy\n          value: db.example.com\n"
    further_out = POD + f"    - {lines}"  # its second line only goes on with the first one
    assert run(further_out.encode(), *CONFIG).exit_code == 1
    inside = POD + f"        - {lines}"
    outcome = run(inside.encode(), *CONFIG)
    assert outcome.exit_code == 0
    assert b'value: "db.example.com,localhost,.svc"' in outcome.stdout
