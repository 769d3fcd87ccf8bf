"""The documentation site: built strictly, versioned, and looked at in a real browser."""

from __future__ import annotations

import functools
import http.server
import json
import os
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from places import ROOT
from playwright.sync_api import Browser

from e2e_browser.pages import SCHEMES, WIDTHS, Visit, visited

PAGES = ("", "start/", "how-to/kustomize/", "configuration-fields/", "client-grid/")
EVERY = [(width, scheme) for width in WIDTHS for scheme in SCHEMES]
OF_THE_THEME = ("landmark-unique", "scrollable-region-focusable")
"""What axe has against the theme's blocks of code."""
BIN = Path(sys.executable).parent
QUIET = {
    **os.environ,
    "NO_MKDOCS_2_WARNING": "1",
    "PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}",
}
"""Without the theme's word about its successor."""


class Silent(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site as one of several versions, made without a word: a dead link, a page that is not in the navigation and the like are
    errors.
    """
    folder = tmp_path_factory.mktemp("site") / "0.1"
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--quiet", "--strict", "--site-dir", folder],
        cwd=ROOT,
        env=QUIET,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    versions = [{"version": "0.1", "title": "0.1", "aliases": ["latest"]}]
    (folder.parent / "versions.json").write_text(json.dumps(versions), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def site(built: Path) -> Iterator[str]:
    handler = functools.partial(Silent, directory=str(built.parent))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/0.1/"
    server.shutdown()
    server.server_close()


def too_wide(visit: Visit) -> int:
    """By how many pixels a page is wider than the window."""
    return int(
        visit.page.evaluate(
            "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
    )


def elsewhere(visit: Visit, site: str) -> list[str]:
    own = (site.removesuffix("0.1/"), "data:", "blob:")
    return [url for url in visit.requests if not url.startswith(own)]


@pytest.mark.parametrize(("width", "scheme"), EVERY)
@pytest.mark.parametrize("page", PAGES)
def test_a_page_fits_is_accessible_and_asks_only_its_own_site(
    browser: Browser, site: str, page: str, width: str, scheme: str
) -> None:
    with visited(browser, site + page, width, scheme) as visit:
        assert too_wide(visit) == 0
        found = visit.violations(".md-content")
        assert [each for each in found if each.partition(":")[0] not in OF_THE_THEME] == []
        assert elsewhere(visit, site) == []
        assert visit.complaints == []
        assert (visit.ground() < 128) == (scheme == "dark")


def test_every_page_opens_without_a_complaint(browser: Browser, site: str, built: Path) -> None:
    pages = [path.parent.relative_to(built).as_posix() for path in built.rglob("index.html")]
    assert len(pages) > 25
    for page in pages:
        with visited(browser, f"{site}{page}/", "desktop", "light") as visit:
            assert (page, visit.complaints, too_wide(visit)) == (page, [], 0)


def test_the_grid_is_a_table_to_search(browser: Browser, site: str) -> None:
    with visited(browser, site + "client-grid/", "desktop", "light") as visit:
        field = visit.page.get_by_label("Filter the table below").first
        field.fill("urllib")
        assert re.fullmatch(r"\d+ of \d+ rows", visit.page.locator(".filtered").first.inner_text())
        rows = visit.page.locator("table").first.locator("tbody tr:visible")
        assert rows.count() > 0
        assert all("urllib" in text.lower() for text in rows.all_inner_texts())
        field.fill("no such client")
        assert rows.count() == 0


def test_what_one_sees_is_found(browser: Browser, site: str) -> None:
    with visited(browser, site, "desktop", "light") as visit:
        visit.page.get_by_role("textbox", name="Search").fill("external plugins disabled")
        first = visit.page.locator(".md-search-result__link").first
        first.wait_for()
        assert "troubleshooting" in str(first.get_attribute("href"))


def test_the_pictures_are_on_it(browser: Browser, site: str) -> None:
    with visited(browser, site + "benchmarks/", "desktop", "light") as visit:
        picture = visit.page.locator("img[src*='benchmarks.svg']").first
        assert picture.evaluate("image => image.complete && image.naturalWidth > 100")
    with visited(browser, site + "architecture/", "desktop", "light") as visit:
        assert "environment" in visit.page.locator("pre").first.inner_text()


def test_versions_stand_beside_each_other(tmp_path: Path) -> None:
    remote, copy = tmp_path / "remote", tmp_path / "copy"
    environment = {**QUIET, "PYTHON": sys.executable}

    def run(*command: str | Path) -> str:
        done = subprocess.run(
            command, cwd=copy, env=environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    subprocess.run(["git", "clone", "-q", "--bare", ROOT, remote], check=True)
    subprocess.run(["git", "clone", "-q", remote, copy], check=True)
    run("git", "config", "user.email", "someone@example.com")
    run("git", "config", "user.name", "Someone")
    for name in ("v0.9.0", "v0.10.0", "v0.9.1", "main"):
        run("git", "push", "-q", "origin", f"HEAD:refs/tags/{name}")
        run("bash", "scripts/site-deploy", name)
        run("git", "branch", "-q", "-D", "gh-pages")  # as in a job, which starts anew
    run("git", "fetch", "-q")
    versions = json.loads(run("git", "show", "origin/gh-pages:versions.json"))
    assert {each["version"]: each["aliases"] for each in versions} == {
        "main": [],
        "0.10": ["latest"],
        "0.9": [],
    }
    assert "latest/" in run("git", "show", "origin/gh-pages:index.html")
    assert "<!doctype html>" in run("git", "show", "origin/gh-pages:0.9/start/index.html")
