"""The page of `set-proxy-env audit`, looked at in a real browser."""

from __future__ import annotations

from pathlib import Path

import pytest
from places import EXAMPLES
from playwright.sync_api import Browser
from run_function import run

from e2e_browser.pages import SCHEMES, WIDTHS, Visit, visited

CONFIG = EXAMPLES / "audit" / "proxy.yaml"
CLUSTER = EXAMPLES / "audit" / "cluster.yaml"
URLS = ("--url", "https://api.example.org/", "--url", "http://orders.shop.svc/")
EVERY = [(width, scheme) for width in WIDTHS for scheme in SCHEMES]
LONG = "a" * 63
HOSTILE = f"""\
apiVersion: apps/v1
kind: Deployment
metadata: {{name: "<script>document.title = 'owned'</script>", namespace: "{LONG}"}}
spec:
  template:
    spec:
      containers:
      - name: "<img src=https://example.com/x onerror=alert(1)>"
        image: "{LONG}.example.com/{LONG}/{LONG}:1@sha256:{LONG}"
        env:
        - {{name: http_proxy, value: "http://{LONG}.{LONG}.{LONG}:3128"}}
        - {{name: no_proxy, value: "{LONG}.{LONG}.{LONG},</style><script>alert(2)</script>"}}
"""


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> str:
    return page_of(CLUSTER, tmp_path_factory.mktemp("page") / "audit.html")


def page_of(cluster: Path, page: Path) -> str:
    done = run(b"", "audit", "--config", str(CONFIG), "--output", str(page), *URLS, str(cluster))
    assert (done.exit_code, done.stderr) == (1, "")
    return page.as_uri()


def shown(visit: Visit, selector: str) -> int:
    return visit.page.locator(selector).locator("visible=true").count()


@pytest.mark.parametrize(("width", "scheme"), EVERY)
def test_the_page_fits_is_accessible_and_asks_for_nothing(
    browser: Browser, url: str, width: str, scheme: str
) -> None:
    with visited(browser, url, width, scheme) as visit:
        assert visit.page.title() == (
            "Proxy audit: 4 of 10 containers differ from the configuration"
        )
        assert visit.overflowing() == []
        assert visit.violations() == []
        assert visit.requests == [url]
        assert visit.complaints == []


@pytest.mark.parametrize(("width", "scheme"), EVERY)
def test_all_that_is_folded_is_accessible_too(
    browser: Browser, url: str, width: str, scheme: str
) -> None:
    with visited(browser, url, width, scheme) as visit:
        visit.page.evaluate(
            "() => document.querySelectorAll('details').forEach(d => d.open = true)"
        )
        assert visit.overflowing() == []
        assert visit.violations() == []


@pytest.mark.parametrize("width", WIDTHS)
def test_dark_is_dark_and_light_is_light(browser: Browser, url: str, width: str) -> None:
    with (
        visited(browser, url, width, "light") as light,
        visited(browser, url, width, "dark") as dark,
    ):
        assert light.ground() > 230
        assert dark.ground() < 40


@pytest.mark.parametrize("width", WIDTHS)
def test_what_differs_is_read_at_every_width(browser: Browser, url: str, width: str) -> None:
    with visited(browser, url, width, "light") as visit:
        heading = visit.page.get_by_role("heading", name="Deployment orders")
        orders = visit.page.locator("li.row").filter(has=heading)
        text = " ".join(orders.inner_text().split())
        assert text.startswith("Deployment orders differs container orders · python:3.12-slim")
        assert "http://proxy-old.example.com:8080" in text
        assert "lacks 127.0.0.1,.cluster.local,10.96.0.0/12,10.244.0.0/16" in text
        assert "Through http://proxy-old.example.com:8080 (aiohttp;" in text
        assert orders.get_by_role("rowheader").count() == 2
        assert orders.get_by_role("cell").count() == 4


def test_only_what_differs_is_left_when_asked_for(browser: Browser, url: str) -> None:
    with visited(browser, url, "phone", "light") as visit:
        assert (shown(visit, "li.row"), shown(visit, "section")) == (6, 5)
        visit.page.get_by_label("Only what differs").tap()
        assert (shown(visit, "li.row"), shown(visit, "section")) == (4, 2)
        assert shown(visit, ".others") == 0


def test_the_keyboard_leads_everywhere(browser: Browser, url: str) -> None:
    with visited(browser, url, "desktop", "light") as visit:
        press = visit.page.keyboard.press
        press("Tab")
        press("Enter")
        assert visit.page.url.endswith("#containers")
        visit.page.get_by_text("2 left alone").nth(1).focus()
        assert not visit.page.get_by_text("a static pod").is_visible()
        press("Enter")
        assert visit.page.get_by_text("a static pod").is_visible()


def test_a_namespace_is_a_link_away(browser: Browser, url: str) -> None:
    with visited(browser, url, "phone", "light") as visit:
        visit.page.get_by_role("link", name="shop").tap()
        visit.page.wait_for_function("() => window.scrollY > 500")
        assert visit.page.get_by_role("heading", name="shop").is_visible()


@pytest.mark.parametrize("width", WIDTHS)
def test_hostile_and_long_names_are_but_text(browser: Browser, width: str, tmp_path: Path) -> None:
    cluster = tmp_path / "cluster.yaml"
    cluster.write_text(HOSTILE)
    url = page_of(cluster, tmp_path / "hostile.html")
    with visited(browser, url, width, "light") as visit:
        assert visit.page.title().startswith("Proxy audit: 1 of 1 container differs")
        assert visit.page.get_by_text("<script>document.title = 'owned'</script>").is_visible()
        assert visit.overflowing() == []
        assert visit.requests == [url]
        assert visit.complaints == []
