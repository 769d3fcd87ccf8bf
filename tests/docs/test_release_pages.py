"""The pages about getting, versioning and releasing: links lead somewhere, names are right."""

from __future__ import annotations

import json
import re

import pytest
import yaml
from places import ROOT

DOCS = ROOT / "docs"
PAGES = ["install.md", "versioning.md", "maintaining.md", "ci.md", "image.md"]


def anchors(page: str) -> set[str]:
    headings = re.findall(r"^#+ (.*)", (DOCS / page).read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", PAGES)
def test_what_is_linked_is_there(page: str) -> None:
    text = (DOCS / page).read_text(encoding="utf-8")
    for target, anchor in re.findall(r"\]\((?!https?:)([^)#]*)#?([^)]*)\)", text):
        name = target or page
        assert (DOCS / name).exists(), name
        assert not anchor or anchor in anchors(name), anchor


@pytest.mark.parametrize("page", ["maintaining.md", "install.md"])
def test_a_script_or_target_that_is_named_is_there(page: str) -> None:
    text = (DOCS / page).read_text(encoding="utf-8")
    for script in re.findall(r"scripts/[\w.-]+\w", text):
        assert (ROOT / script).exists(), script
    targets = set(re.findall(r"^([\w-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    for words in re.findall(r"(?:^|`)\s*make ([a-z][a-z -]*)\b", text, re.MULTILINE):
        assert set(words.split()) <= targets, words


def test_the_jobs_of_a_release_are_those_of_its_workflow() -> None:
    workflow = yaml.safe_load((ROOT / ".github/workflows/release.yml").read_text(encoding="utf-8"))
    page = (DOCS / "maintaining.md").read_text(encoding="utf-8")
    table = page.partition("| job |")[2].partition("\n\n")[0]
    jobs = re.findall(r"^\| (\w+) \|", table, re.MULTILINE)
    assert [job.lower().replace("release", "publish") for job in jobs] == list(workflow["jobs"])


def test_the_entry_for_schemastore_names_the_schemas() -> None:
    entries = json.loads((DOCS / "schemastore.json").read_text(encoding="utf-8"))
    for entry in entries:
        name = entry["url"].rpartition("/")[2]
        schema = json.loads((ROOT / "krm_fn" / "schemas" / name).read_text(encoding="utf-8"))
        assert (schema["$id"], schema["title"]) == (entry["url"], entry["name"])
