"""What docs/transparent.md shows is what happens."""

from __future__ import annotations

import re
from pathlib import Path

import yaml
from places import ROOT
from run_function import run

from krm_fn.checks.mesh import ROWS
from krm_fn.config.transparent_schema import SCHEMA

PAGE = (ROOT / "docs" / "transparent.md").read_text()


def configuration(tmp_path: Path) -> Path:
    found = re.search(r"^```yaml\n(.*?)^```", PAGE, re.DOTALL | re.MULTILINE)
    assert found
    path = tmp_path / "transparent-proxy.yaml"
    path.write_text(found[1])
    return path


def test_the_configuration_is_one(tmp_path: Path) -> None:
    done = run(b"", "generate", "--config", str(configuration(tmp_path)))
    assert done.exit_code == 0
    kinds = [each["kind"] for each in yaml.safe_load_all(done.stdout)]
    assert kinds.count("VirtualService") == 2


def test_explain_prints_what_the_page_shows(tmp_path: Path) -> None:
    found = re.search(
        r"^\$ set-proxy-env explain --config \S+ (.*)\n((?:.+\n)*?)```", PAGE, re.MULTILINE
    )
    assert found
    config = str(configuration(tmp_path))
    done = run(b"", "explain", "--config", config, *found[1].split())
    assert done.exit_code == 0
    assert done.stdout.decode() == found[2]


def test_every_field_has_a_row() -> None:
    part = PAGE.partition("## Fields")[2].partition("\n## ")[0]
    named = set(re.findall(r"`(\w+)", "\n".join(re.findall(r"^\| ([^|]*) \|", part, re.MULTILINE))))
    assert named - {"caCertificates"} == set(SCHEMA["properties"])


def test_every_check_has_a_row() -> None:
    rows = [
        f"| `{row.id}` | {row.finds} | {row.reason} | {row.remedy} |".replace(
            "{namespace}", "NAMESPACE"
        ).replace("{instead}", "`proxyAddresses`")
        for row in ROWS
    ]
    part = PAGE.partition("<!-- checks -->\n")[2].partition("\n\n")[0]
    assert part.splitlines()[2:] == rows


def test_every_link_leads_to_a_heading() -> None:
    headings = re.findall(r"^## (.*)$", PAGE, re.MULTILINE)
    anchors = {re.sub(r"[^a-z -]", "", each.lower()).replace(" ", "-") for each in headings}
    assert set(re.findall(r"\]\(#([a-z-]+)\)", PAGE)) <= anchors
    for path in re.findall(r"\]\(\.\./(\S+?)\)", PAGE):
        assert (ROOT / path).exists()
