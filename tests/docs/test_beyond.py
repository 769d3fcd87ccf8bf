"""What docs/beyond-the-variables.md shows is what happens."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml
from places import ROOT
from run_function import Outcome, run, unquoted

from krm_fn.config.schema import SCHEMA

PAGE = (ROOT / "docs" / "beyond-the-variables.md").read_text()

DEPLOYMENT = """\
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  replica: 2
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec:
      containers:
      - name: web
        image: web:1
"""


def block(title: str) -> str:
    found = re.search(
        rf"<!-- {re.escape(title)} -->\n```\w+\n(.*?)^```", PAGE, re.DOTALL | re.MULTILINE
    )
    assert found, f"the page has no code block after <!-- {title} -->"
    return found[1]


def outcome(title: str, manifests: str, tmp_path: Path) -> Outcome:
    config = tmp_path / "config.yaml"
    config.write_text(block(f"configuration: {title}"), encoding="utf-8")
    return run(manifests.encode(), "--config", str(config))


@pytest.mark.parametrize("title", re.findall("<!-- difference: (.*) -->", PAGE))
def test_a_configuration_makes_the_difference(title: str, tmp_path: Path) -> None:
    lines = block(f"difference: {title}").splitlines(keepends=True)
    before = "".join(line[1:] for line in lines if not line.startswith("+"))
    after = "".join(line[1:] for line in lines if not line.startswith("-"))
    assert outcome(title, before, tmp_path).stdout.decode() == after
    assert outcome(title, after, tmp_path).stdout.decode() == after


def test_verify_says_what_the_page_says(tmp_path: Path) -> None:
    made = outcome("verify", DEPLOYMENT, tmp_path)
    assert (made.exit_code, made.stdout.decode()) == (1, DEPLOYMENT)
    assert made.stderr == block("messages: verify")


def test_validate_says_what_the_page_says(tmp_path: Path) -> None:
    pytest.importorskip("kubernetes_validate", reason="needs kubernetes-validate")
    made = outcome("validate", DEPLOYMENT, tmp_path)
    assert made.exit_code == 0
    assert unquoted(block("messages: validate")) in unquoted(made.stderr)


def test_the_defaults_are_those_of_the_schema() -> None:
    bundle = SCHEMA["$defs"]["TrustedCA"]["properties"]
    names = ", ".join(f"`{name}`" for name in bundle["env"]["default"])
    assert f"| `env` | {names} |" in PAGE
    assert f"| `mountPath` | `{bundle['mountPath']['default']}` |" in PAGE


def test_every_link_leads_to_a_heading() -> None:
    headings = re.findall(r"^## (.*)$", PAGE, re.MULTILINE)
    anchors = {re.sub(r"[^a-z -]", "", each.lower()).replace(" ", "-") for each in headings}
    assert set(re.findall(r"\]\(#([a-z-]+)\)", PAGE)) <= anchors


def test_every_configuration_is_one() -> None:
    for title in re.findall("<!-- (configuration: .*) -->", PAGE):
        assert yaml.safe_load(block(title))["kind"] == "SetProxyEnv"
